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


def test_a_turn_of_much_laughter_takes_no_longer_than_another(extract: Extract) -> None:
    text = f"Q: Why?\nA: {'[Laughter] ' * 20_000}Because."  # a minute and more, if looked through from every place
    assert [s.text for s in extract(text)] == ["Why?", "Because."]
