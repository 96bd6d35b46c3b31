"""The best pairs against brute force."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from onrecord.evaluation.assignment import best_pairs


def _best_sum(values: np.ndarray) -> float:
    rows, columns = values.shape
    if rows > columns:
        return _best_sum(values.T)
    return max(sum(values[i, j] for i, j in enumerate(chosen)) for chosen in permutations(range(columns), rows))


@pytest.mark.parametrize("seed", range(60))
def test_no_other_pairs_have_a_greater_sum(seed: int) -> None:
    rng = np.random.default_rng(seed)
    values = rng.random(rng.integers(1, 6, size=2))
    values[values < rng.choice([0.0, 0.5, 0.8])] = 0.0
    if seed % 3 == 0:
        values = np.round(values, 1)  # ties
    pairs = best_pairs(values)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert all(values[pair] > 0 for pair in pairs)
    assert sum(values[pair] for pair in pairs) == pytest.approx(_best_sum(values))


def test_nothing_has_no_pairs() -> None:
    assert best_pairs(np.zeros((2, 3))) == []
    assert best_pairs(np.zeros((0, 3))) == []
    assert best_pairs(np.zeros((3, 0))) == []


def test_a_long_article_takes_no_time() -> None:
    values = np.where(np.eye(400, dtype=bool), 0.9, 0.0)
    assert best_pairs(values) == [(i, i) for i in range(400)]
