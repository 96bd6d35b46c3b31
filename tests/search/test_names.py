"""Whose name is meant: words in any order, initials, misspellings."""

from __future__ import annotations

from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.search.names import matching_names, similar_names

NAMES = [
    "Ada Belov",
    "Bo B. Belov",
    "Helen Ockenden",
    "Joanne Kathleen Rowling",
    "J.K. Rowling",
    "J. K. Rowling",
    "JK Rowling",
    "U.S. Senate",
    "Senate",
]
ROWLING = ["J.K. Rowling", "J. K. Rowling", "JK Rowling"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("belov", ["Ada Belov", "Bo B. Belov"]),
        ("BELOV ada", ["Ada Belov"]),
        ("a belov", ["Ada Belov"]),
        # A letter stands for another word than the one that is written out.
        ("b belov", ["Bo B. Belov"]),
        ("b b belov", ["Bo B. Belov"]),
        ("b b b belov", []),
        ("o ockenden", []),
        ("ada ada", []),
        ("jk rowling", ROWLING),
        ("JK Rowling", ROWLING),
        ("J.K. Rowling", ["Joanne Kathleen Rowling", *ROWLING]),
        ("Rowling, J. K.", ["Joanne Kathleen Rowling", *ROWLING]),
        ("k rowling", ["Joanne Kathleen Rowling", "J.K. Rowling", "J. K. Rowling"]),
        ("US Senate", ["U.S. Senate"]),
        ("U.S. Senate", ["U.S. Senate"]),
        ("senate", ["U.S. Senate", "Senate"]),
        ("", []),
        ("—", []),
    ],
)
def test_a_name_matches_word_by_word(text: str, expected: list[str]) -> None:
    assert sorted(matching_names(NAMES, text)) == sorted(expected)


# Without initials side by side, which the table above has.
PARTS = st.lists(st.sampled_from(["ada", "abel", "belov", "bo", "a", "b"]), min_size=1, max_size=4).filter(
    lambda parts: all(len(one) + len(two) > 2 for one, two in pairwise(parts))
)


@given(PARTS, PARTS)
def test_each_word_asked_for_takes_another_word_of_the_name(name: list[str], asked: list[str]) -> None:
    def stands_for(letters: str, word: str) -> bool:
        return letters == word or (len(letters) == 1 and word.startswith(letters))

    fits = any(
        all(stands_for(letters, word) for letters, word in zip(asked, chosen, strict=True))
        for chosen in permutations(name, len(asked))
    )
    assert bool(matching_names([" ".join(name)], " ".join(asked))) == fits


def test_a_misspelling_is_guessed() -> None:
    assert similar_names(NAMES, "Helene Okenden") == ["Helen Ockenden"]
    assert similar_names(NAMES, "Xyz") == []
