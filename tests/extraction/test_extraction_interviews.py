"""Interviews without labels: what the one who is asked answers, and texts that only look like one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.statement import Statement

    Extract = Callable[[str], list[Statement]]

INTRO = "Jane Roe has run the ferries of Ostrel since 2019. The engineer John Doe built them. We spoke to Roe in May."
EXCHANGES = (
    "You have been silent for six weeks. Why?\n\n"
    "Because I had nothing to tell.\n\n"
    "Would you sail tomorrow?\n\n"
    "We sail every day. The captain told me that the pump was new.\n\n"
    "The harbour was quieter in the old days.\n\n"
    "And if the union goes against you?\n\n"
    "Then I shall go."
)
ANSWERS = [
    "Because I had nothing to tell.",
    "We sail every day. The captain told me that the pump was new.",
    "The harbour was quieter in the old days.",
    "Then I shall go.",
]


def _answers(extract: Extract, text: str) -> list[tuple[str | None, str]]:
    return [(s.speaker, s.text) for s in extract(text) if s.kind == "direct" and not s.quoted]


@pytest.mark.parametrize(
    "intro",
    [
        INTRO,
        "Jane Roe has run the ferries of Ostrel since 2019. She spoke to us by video.",
        "Jane Roe told us in an interview how the ferries of Ostrel came to a stop, and what became of them.",
    ],
)
def test_the_paragraphs_below_questions_are_statements_of_the_one_asked(extract: Extract, intro: str) -> None:
    assert _answers(extract, f"{intro}\n\n{EXCHANGES}") == [("Jane Roe", answer) for answer in ANSWERS]


def test_an_answer_tells_how_its_speaker_was_found(extract: Extract) -> None:
    answer = next(s for s in extract(f"{INTRO}\n\n{EXCHANGES}") if s.text == ANSWERS[0])
    assert (answer.speaker_mention, answer.cue, answer.section) == (
        None,
        None,
        "You have been silent for six weeks. Why?",
    )
    assert answer.evidence is not None
    assert answer.evidence.rule == "answer: whom the article interviews"
    assert [link.text for link in answer.evidence.chain] == ["Jane Roe"]


def test_what_others_said_within_an_answer_is_theirs(extract: Extract) -> None:
    found = [(s.speaker, s.text) for s in extract(f"{INTRO}\n\n{EXCHANGES}") if s.cue is not None]
    assert found == [("captain", "the pump was new")]


def test_what_is_put_to_somebody_need_not_be_a_question(extract: Extract) -> None:
    more = "Mr Doe says you put savings first.\n\nHe is a good engineer.\n\n"
    text = f"{INTRO}\n\n{EXCHANGES}".replace("And if", f"{more}And if")
    assert _answers(extract, text) == [
        *(("Jane Roe", answer) for answer in ANSWERS[:3]),
        ("Jane Roe", "He is a good engineer."),
        ("Jane Roe", ANSWERS[3]),
    ]


def test_behind_the_last_answer_the_article_goes_on(extract: Extract) -> None:
    after = "I shall sail.\n\nThe inquiry is due in June. Doe declined to comment."
    assert _answers(extract, f"{INTRO}\n\n{EXCHANGES}\n\n{after}")[4:] == [("Jane Roe", "I shall sail.")]


@pytest.mark.parametrize(
    "text",
    [
        # Nobody is said to have been asked; it is not clear who was.
        f"Jane Roe has run the ferries of Ostrel since 2019.\n\n{EXCHANGES}",
        f"We spoke to Jane Roe and John Doe about the ferries of Ostrel.\n\n{EXCHANGES}",
        f"We interviewed one of the owners of a bar about the critic Jane Roe. Roe drinks. Roe writes.\n\n{EXCHANGES}",
        f"In a 2003 interview with the Post, Jane Roe blamed the pump. A bar of Ostrel sells her drink.\n\n{EXCHANGES}",
        EXCHANGES,
        # Questions that a text asks itself.
        f"{INTRO}\n\nWhat happened?\n\nThe pump broke.\n\nWho is to blame?\n\nNobody.\n\nWhat next?\n\nI do not know.",
        f"{INTRO}\n\nCan I get my money back?\n\nYou can.\n\nHow do I ask?\n\nYou write.\n\nMay I sail?\n\nYou may.",
        # One question is no interview.
        f"{INTRO}\n\nWhy have you been silent?\n\nI had nothing to tell.",
    ],
)
def test_these_are_no_interviews(extract: Extract, text: str) -> None:
    assert _answers(extract, text) == []
