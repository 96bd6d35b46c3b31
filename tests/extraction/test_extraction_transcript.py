from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.indexer import extract_statements
from onrecord.statement import Article

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.statement import Statement

    Extract = Callable[[str], list[Statement]]

BRIEFING = (
    "Dana Whit, State Department spokeswoman, and Samuel Oye, special envoy for finance\n\n"
    "MS. WHIT: Good afternoon, everyone.\n\n"
    "First, the wheat shipments.\n\n"
    "QUESTION: Does it need a vote?\n\n"
    "MR. OYE: A third of it does.\n\n"
    "QUESTION: Why?\n\n"
    "(Laughter.)\n\n"
    "MS. WHIT: I have nothing to add.\n\n"
    "(The briefing was concluded at 1:41 p.m.)"
)


def test_every_paragraph_of_a_turn_is_a_statement_of_its_speaker(extract: Extract) -> None:
    found = [(s.speaker, s.text) for s in extract(BRIEFING)]
    assert found == [
        ("Dana Whit", "Good afternoon, everyone."),
        ("Dana Whit", "First, the wheat shipments."),
        (None, "Does it need a vote?"),
        ("Samuel Oye", "A third of it does."),
        (None, "Why?"),
        ("Dana Whit", "I have nothing to add."),
    ]


def test_a_turn_is_direct_without_marks_and_without_a_cue(extract: Extract) -> None:
    turn = extract(BRIEFING)[3]
    assert (turn.kind, turn.quoted, turn.cue, turn.speaker_mention) == ("direct", (), None, "MR. OYE")
    assert (turn.role, turn.context_before) == ("special envoy for finance", "Does it need a vote?")
    assert turn.spoken == "A third of it does."


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Q: Why?\nA: Because.\nQ: And then?\nA: We left.", [None, None, None, None]),
        ("We met Jane Roe in May.\nQ: Why?\nA: Because.\nQ: And then?", [None, "Jane Roe", None]),
        ("Q: Why?\nA: Because.", [None, None]),
        ("Jane Roe met John Doe.\nQ: Why?\nA: Because.\nQ: And then?", [None, None, None]),
        ("JANE ROE: Why?\nJOHN DOE: Because.", ["Jane Roe", "John Doe"]),
        ("Jane Roe met John Doe.\nJR: Why?\nJD: Because.\nJR: And then?", ["Jane Roe", "John Doe", "Jane Roe"]),
        ("Jane Roe: Why?\nJohn Doe: No.\nRoe: Why?\nDoe: No.", ["Jane Roe", "John Doe"] * 2),
        ("Roe: Why?\nDoe: No.\nRoe: Why?\nThey left.\nIt rained.", ["Roe", "Doe", "Roe"]),
        (
            "MS. ROE: Good morning.\nJOHN DOE, MAYOR OF GRAZ: Thanks.\nMS. ROE: Why?\nJOHN DOE, Mayor of Graz: No.",
            ["Roe", "John Doe"] * 2,
        ),
        (
            "MS. ROE: Good morning.\nMR. DOE: Yes.\nMS. ROE: Go on.\n(Ida Lund, Post) Why?",
            ["Roe", "Doe", "Roe", "Ida Lund"],
        ),
        ("JANE ROE: Why?\nJOHN DOE: Because.\nJANE ROE: And then?", ["Jane Roe", "John Doe", "Jane Roe"]),
        ("Jane Roe: Why?\nJohn Doe: No.\nJane Roe: Why?\nJohn Doe: No.", ["Jane Roe", "John Doe"] * 2),
        ("Judge Roe: Why?\nMr. Doe: Because.\nJudge Roe: And then?", ["Roe", "Doe", "Roe"]),
        ("ROE: Why?\nIDA LUND, Post of Graz: Why not?\nSUPT DOE: No.\nROE: Go.", ["Roe", "Ida Lund", "Doe", "Roe"]),
        (
            "[00:01:02] Jane Roe: Why?\n[00:01:04] John Doe: No.\n[00:01:09] Jane Roe: Why?\n00:01:12 John Doe: No.",
            ["Jane Roe", "John Doe"] * 2,
        ),
        (
            (
                "WEBVTT\n\n1\n00:01.000 --> 00:02.500\n<v Jane Roe>Why?\n\n00:00:03.000 --> 00:00:04.000 line:0\n"
                "<v.loud John Doe>No.</v>\n\n3\n00:05.000 --> 00:06.000\n<v Jane Roe>Go on."
            ),
            ["Jane Roe", "John Doe", "Jane Roe"],
        ),
    ],
)
def test_turns_are_known_by_their_labels(extract: Extract, text: str, speakers: list[str | None]) -> None:
    assert [s.speaker for s in extract(text)] == speakers


@pytest.mark.parametrize(
    "text",
    [
        "Note: it rained.\nWarning: it will rain.\nNote: bring a coat.",
        "Ingredients: flour.\nMethod: mix.\nTime: an hour.",
        "Monday: rain.\nTuesday: rain.\nMonday: more rain.",
        "JANE ROE: Why?\nIt rained.",
        "England: Three goals.\nWales: Two goals.\nEngland: Four goals.",
        "UEFA, which met in Bern, asked: why?\nFIFA, which met in Graz, said: no.\nUEFA, which met in Bern, said: no.",
    ],
)
def test_labels_that_are_no_speakers_make_no_transcript(extract: Extract, text: str) -> None:
    assert [s for s in extract(text) if s.cue is None] == []


def test_the_one_person_in_the_title_is_the_one_who_answers() -> None:
    text = "Interview with Jane Roe\n\nQ: Why?\n\nA: Because.\n"
    found = extract_statements(Article(text=text, article_id="a", title="Interview with Jane Roe"))
    assert [s.speaker for s in found] == [None, "Jane Roe"]


def test_what_the_clerk_heard_is_no_part_of_a_turn(extract: Extract) -> None:
    text = (
        "MS. ROE: Good morning. (Laughter.)\nMR. DOE: [Applause] Thanks (again).\nMS. ROE: (Laughs.) Go on. [Laughter]"
    )
    assert [s.text for s in extract(text)] == ["Good morning.", "Thanks (again).", "Go on."]


def test_what_the_clerk_heard_within_a_turn_was_not_said(extract: Extract) -> None:
    turn = extract("MS. ROE: He will mend it. [Laughs.] Some day.\nMR. DOE: When?\nMS. ROE: In May.")[0]
    assert turn.spoken == "He will mend it. Some day."
    assert turn.text == "He will mend it. [Laughs.] Some day."


FRAME = (
    "The former mayor of Ostrel, Jane Roe, spent four hours before the inquiry on Monday, and left by a side door.\n\n"
)
EXCHANGE = "MR DOE: Had you read the letter?\n\nMS ROE: Not at the time.\n\nMR DOE: Why?\n\nMS ROE: It was long.\n\n"


def _kinds(extract: Extract, text: str) -> list[tuple[str | None, str, str]]:
    return [(s.speaker, s.kind, s.text) for s in extract(text)]


def test_prose_behind_the_last_turn_is_the_articles_own(extract: Extract) -> None:
    after = "The letter was two pages long.\n\nA neighbour, Ida Lund, called the inquiry “a shrug”. She fears that it will end."
    assert _kinds(extract, FRAME + EXCHANGE + after)[4:] == [
        ("Ida Lund", "mixed", "the inquiry “a shrug”"),
        ("Ida Lund", "indirect", "it will end"),
    ]


def test_the_narrator_may_have_met_somebody(extract: Extract) -> None:
    after = "The mayor keeps bees.\n\nThe bees swarm in May.\n\nA week after our talk Ida Lund said the bees had gone."
    assert _kinds(extract, FRAME + EXCHANGE + after)[4:] == [("Ida Lund", "indirect", "the bees had gone")]


@pytest.mark.parametrize(
    "more",
    [
        "And you must not think that I was afraid.",
        "The letter was long.\n\nI read it twice.\n\nThank you.",  # one paragraph without "I" ends no speech
    ],
)
def test_further_paragraphs_of_the_last_turn_are_its_own(extract: Extract, more: str) -> None:
    found = [(s.speaker, s.text) for s in extract(FRAME + EXCHANGE + more)]
    assert found[4:] == [("Jane Roe", paragraph) for paragraph in more.split("\n\n")]


def test_a_transcript_without_prose_around_it_ends_with_its_turn(extract: Extract) -> None:
    assert [s.speaker for s in extract(EXCHANGE + "The letter was long.")] == ["Doe", "Roe"] * 2 + ["Roe"]


def test_prose_between_turns_names_who_is_on_the_labels(extract: Extract) -> None:
    between = "Ms Roe wept.\n\nThe clerk, Ida Lund, said the windows would be opened.\n\n"
    assert _kinds(extract, EXCHANGE + between + EXCHANGE)[4:6] == [
        ("Ida Lund", "indirect", "the windows would be opened"),
        ("Doe", "direct", "Had you read the letter?"),
    ]


def test_an_office_on_the_label_is_named_by_its_holder_too(extract: Extract) -> None:
    text = "THE PRESIDENT: Hello.\n\nThe president of Graz was here.\n\nQ: Why?\n\nTHE PRESIDENT: To eat."
    assert [s.text for s in extract(text)] == ["Hello.", "The president of Graz was here.", "Why?", "To eat."]


TOLD = "MS ROE: The clerk told me that it was lost. I said that it was not. She laughed, and Ida Lund asked “Why now?”"


def test_what_others_said_within_a_turn_of_an_article_is_theirs(extract: Extract) -> None:
    found = [(s.speaker, s.kind, s.text) for s in extract(FRAME + EXCHANGE + TOLD) if s.cue is not None]
    assert found == [("clerk", "indirect", "it was lost"), ("Ida Lund", "direct", "Why now?")]


def test_a_transcript_that_is_no_article_keeps_its_turns_whole(extract: Extract) -> None:
    assert [s.cue for s in extract(EXCHANGE + TOLD)] == [None] * 5


def test_a_label_in_capitals_may_have_a_suffix(extract: Extract) -> None:
    text = "JOHN G. DOE, JR.: Why?\nIDA LUND: Why not?\nJOHN G. DOE, JR.: Go on."
    assert [s.speaker_mention for s in extract(text)] == ["JOHN G. DOE, JR.", "IDA LUND", "JOHN G. DOE, JR."]


def test_a_turn_of_much_laughter_takes_no_longer_than_another(extract: Extract) -> None:
    text = f"Q: Why?\nA: {'[Laughter] ' * 20_000}Because."  # a minute and more, if looked through from every place
    assert [s.text for s in extract(text)] == ["Why?", "Because."]
