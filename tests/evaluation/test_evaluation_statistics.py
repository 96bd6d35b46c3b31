"""Calibration and intervals against numbers worked out by hand."""

from __future__ import annotations

import pytest

from onrecord.evaluation.calibration import Bin, calibrate
from onrecord.evaluation.counts import Counts
from onrecord.evaluation.intervals import interval


def test_the_calibration_error_is_the_mean_gap_weighted_by_cases() -> None:
    # Twenty cases, two a bin, of which the confidences .1 and .9 stand for the first and the last ten.
    confidences = [0.1] * 10 + [0.9] * 10
    right = [True] * 2 + [False] * 8 + [True] * 6 + [False] * 4
    found = calibrate(confidences, right)
    assert found.bins == (Bin(10, pytest.approx(0.1), 2 / 10), Bin(10, pytest.approx(0.9), 6 / 10))
    assert found.error == pytest.approx(10 / 20 * 0.1 + 10 / 20 * 0.3)


def test_bins_hold_equally_many_cases() -> None:
    confidences = [i / 100 for i in range(40)]
    found = calibrate(confidences, [True] * 40)
    assert [each.cases for each in found.bins] == [4] * 10
    assert found.bins[0].confidence == pytest.approx((0 + 0.01 + 0.02 + 0.03) / 4)
    assert found.error == pytest.approx(sum(1 - value for value in confidences) / 40)


def test_equal_confidences_share_a_bin_whatever_their_order() -> None:
    confidences = [0.5] * 35 + [0.9] * 5
    right = [i % 2 == 0 for i in range(35)] + [True] * 5
    found = calibrate(confidences, right)
    assert [each.cases for each in found.bins] == [35, 5]
    assert found.error == pytest.approx(35 / 40 * abs(18 / 35 - 0.5) + 5 / 40 * 0.1)
    assert calibrate(confidences[::-1], right[::-1]) == found


def test_nothing_is_calibrated() -> None:
    assert (calibrate([], []).error, calibrate([], []).bins) == (0.0, ())


def test_an_interval_is_of_articles_drawn_anew() -> None:
    # Of two articles, one all right and one all wrong, the draws are both (1/4), one of each (1/2), or neither (1/4).
    articles = [Counts(gold=10, found=10), Counts(gold=10)]
    assert interval(articles, lambda counts: counts.recall) == (0.0, 1.0)
    # Of 100, a mean of 100 coins: 0.5 ± 1.96 · 0.5 / 10.
    low, high = interval(articles * 50, lambda counts: counts.recall)
    assert low == pytest.approx(0.402, abs=0.015)
    assert high == pytest.approx(0.598, abs=0.015)
    assert interval(articles * 50, lambda counts: counts.recall) == (low, high)


def test_long_articles_weigh_more() -> None:
    articles = [Counts(gold=90, found=90), Counts(gold=10)] * 50
    low, high = interval(articles, lambda counts: counts.recall)
    assert low < 0.9 < high


def test_one_article_or_none_has_no_spread() -> None:
    assert interval([Counts(gold=4, found=3)], lambda counts: counts.recall) == (0.75, 0.75)
    assert interval([], lambda counts: counts.recall) == (0.0, 0.0)
