"""Lists of what people said: whose a point is, and lists of other things."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.statement import Statement

    Extract = Callable[[str], list[Statement]]

POINTS = "Jane Roe and John Doe spoke in Graz.\n\nAmong the points made:\n\n"


@pytest.mark.parametrize(
    ("point", "kind", "quoted"),
    [
        ("Prices rose by a tenth in the towns she studied.", "indirect", ()),
        ("Prices rose by a tenth. “Nobody gets the discount.”", "mixed", ("Nobody gets the discount.",)),
    ],
)
def test_a_point_behind_a_name_is_a_statement_of_that_person(
    extract: Extract, point: str, kind: str, quoted: tuple[str, ...]
) -> None:
    text = f"{POINTS}• Dr. Jane Roe, an economist at Graz State: {point}\n\n• The hall was full.\n\nIt rained."
    found = [s for s in extract(text) if s.cue is None]
    assert [(s.speaker, s.kind, s.text) for s in found] == [("Jane Roe", kind, point)]
    assert tuple(text[start:end] for start, end in found[0].quoted) == quoted


def test_what_others_said_within_a_point_is_theirs(extract: Extract) -> None:
    found = extract(f"{POINTS}• Jane Roe: The road was shut. The police told her to wait.\n\nIt rained.")
    assert [(s.speaker, s.cue) for s in found] == [("Jane Roe", None), ("police", "told")]


def test_points_with_a_cue_are_read_as_prose_is(extract: Extract) -> None:
    text = (
        f"{POINTS}• Roe said it was late\n• On money: Rates, Doe warned, had fallen by half.\n• The end.\n\nIt rained."
    )
    assert [(s.speaker, s.text) for s in extract(text)] == [
        ("Jane Roe", "it was late"),
        ("John Doe", "Rates, Doe warned, had fallen by half"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        # How they played, and not what they said.
        "Jane Roe and John Doe played in Graz.\n\nThe team:\n\n• Jane Roe: She scored twice.\n\nIt rained.",
        f"{POINTS}• Jane Roe: 43 percent.\n\n• The price: It rose by a tenth.\n\nIt rained.",
        "Jane Roe and John Doe spoke in Graz.\n\n• Jane Roe: Prices rose by a tenth.\n\nIt rained.",
    ],
)
def test_these_points_are_nobodys_statement(extract: Extract, text: str) -> None:
    assert extract(text) == []
