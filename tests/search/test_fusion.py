"""Fusion against numbers worked out by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import QueryError
from onrecord.search.dates import first_day, last_day
from onrecord.search.fusion import Scale, convex, ranks, reciprocal_rank

SCORES = st.lists(st.integers(0, 100), min_size=1, max_size=40)


def array(*values: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.array(values, dtype=np.float32)


def test_a_scale_maps_the_lowest_to_0_and_the_highest_to_1() -> None:
    scale = Scale.of(array(2, 6, 4))
    assert scale.apply(array(2, 4, 6, 8)).tolist() == [0, 0.5, 1, 1.5]
    assert Scale.of(array(3, 3)).apply(array(3, 3)).tolist() == [0, 0]
    assert Scale.of(array()) == Scale(0, 0)


def test_convex_combination_by_hand() -> None:
    fused = convex(array(1.0, 0.0, 0.5), array(0.0, 1.0, 0.5), weight=0.6)
    np.testing.assert_allclose(fused, [0.4, 0.6, 0.5], rtol=1e-6)


def test_reciprocal_rank_fusion_by_hand() -> None:
    fused = reciprocal_rank(array(9, 7, 0), array(0.1, 0.9, 0.5), weight=0.5)
    expected = [0.5 / 61 + 0.5 / 63, 0.5 / 62 + 0.5 / 61, 0.5 / 63 + 0.5 / 62]
    np.testing.assert_allclose(fused, expected, rtol=1e-6)


def test_equal_scores_share_the_best_of_their_ranks() -> None:
    assert ranks(array(5, 9, 5, 1)).tolist() == [2, 1, 2, 4]


@given(SCORES, SCORES)
def test_rrf_depends_on_ranks_alone_and_not_on_the_order_of_candidates(a: list[int], b: list[int]) -> None:
    size = min(len(a), len(b))
    first, second = array(*a[:size]), array(*b[:size])
    fused = reciprocal_rank(first, second, weight=0.6)
    order = np.random.default_rng(size).permutation(size)
    np.testing.assert_array_equal(reciprocal_rank(first[order], second[order], weight=0.6), fused[order])
    np.testing.assert_array_equal(reciprocal_rank(first * 2, second / 4, weight=0.6), fused)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-2", date(2023, 2, 1), date(2023, 2, 28)),
        (" 2024-07-14 ", date(2024, 7, 14), date(2024, 7, 14)),
    ],
)
def test_a_year_a_month_and_a_day_are_periods(text: str, first: date, last: date) -> None:
    assert first_day(text, option="since") == first
    assert last_day(text, option="until") == last


def test_a_date_is_taken_as_it_is() -> None:
    assert first_day(date(2024, 1, 2), option="since") == last_day(date(2024, 1, 2), option="until") == date(2024, 1, 2)
    assert first_day(None, option="since") is None


@pytest.mark.parametrize("text", ["", "yesterday", "2024-13", "2023-02-29", "14.07.2024", "0000", "2024-00"])
def test_what_is_no_date_says_how_to_write_one(text: str) -> None:
    with pytest.raises(QueryError, match=r"since .*(write 2024, 2024-07|no day of the calendar)"):
        first_day(text, option="since")
