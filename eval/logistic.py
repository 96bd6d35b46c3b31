"""Logistic regression that is drawn to what is believed before, by Newton's method; the one fit of all tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

ROUNDS = 50
TOLERANCE = 1e-6


def fitted(
    rows: Sequence[Iterable[str]], right: Sequence[bool], names: Sequence[str], prior: Sequence[float], precision: float
) -> NDArray[np.float64]:
    """Return the weights w of the names that maximise Σ log p(right | w) - precision / 2 · |w - prior|².

    A row holds the names that are true of a case. A step that leads down is halved.
    """
    column = {name: i for i, name in enumerate(names)}
    known = np.zeros((len(rows), len(names)))
    for values, row in zip(known, rows, strict=True):
        values[[column[name] for name in row]] = 1.0
    truth, start = np.array(right, dtype=np.float64), np.array(prior, dtype=np.float64)

    def objective(weights: NDArray[np.float64]) -> float:
        odds = known @ weights
        drawn = precision / 2 * np.sum((weights - start) ** 2)
        return float(np.sum(truth * odds - np.logaddexp(0.0, odds)) - drawn)

    weights = start.copy()
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-known @ weights))
        gradient = known.T @ (truth - likely) - precision * (weights - start)
        curvature = (known.T * (likely * (1 - likely))) @ known + precision * np.eye(len(names))
        step = np.linalg.solve(curvature, gradient)
        while np.abs(step).max() > TOLERANCE and objective(weights + step) < objective(weights):
            step /= 2
        weights = weights + step
    return weights
