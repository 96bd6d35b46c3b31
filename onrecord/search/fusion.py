"""How do two rankings become one? Pure functions of scores; higher is better, and a candidate has both scores.

Convex combination is the default: ahead of reciprocal rank fusion in Bruch, Gai and Ingber, An Analysis of Fusion
Functions for Hybrid Retrieval, TOIS 2023.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Cormack, Clarke and Büttcher, SIGIR 2009.
RRF_CONSTANT: Final = 60


@dataclass(frozen=True, slots=True)
class Scale:
    """What maps a leg's scores to 0..1: its lowest and its highest among the candidates."""

    low: float
    high: float

    @classmethod
    def of(cls, scores: NDArray[np.float32]) -> Self:
        """Measure the candidates' scores, shape (candidates,)."""
        return cls(float(scores.min()), float(scores.max())) if len(scores) else cls(0.0, 0.0)

    def apply(self, scores: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the scores on the scale; all 0 where they are all the same, because they say nothing then."""
        if self.high <= self.low:
            return np.zeros_like(scores)
        return ((scores - self.low) / (self.high - self.low)).astype(np.float32)


def convex(keyword: NDArray[np.float32], semantic: NDArray[np.float32], *, weight: float) -> NDArray[np.float32]:
    """Return (1 - weight) * keyword + weight * semantic, both already on a scale of 0..1."""
    return ((1 - weight) * keyword + weight * semantic).astype(np.float32)


def reciprocal_rank(
    keyword: NDArray[np.float32], semantic: NDArray[np.float32], *, weight: float, constant: int = RRF_CONSTANT
) -> NDArray[np.float32]:
    """Return (1 - weight) / (constant + rank) in the one leg + weight / (constant + rank) in the other, ranks from 1.

    Equal scores share the best of their ranks.
    """
    fused = (1 - weight) / (constant + ranks(keyword)) + weight / (constant + ranks(semantic))
    return fused.astype(np.float32)


def ranks(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return each score's rank from 1; equal scores share the best of their ranks."""
    ordered = np.sort(-scores)
    return np.searchsorted(ordered, -scores, side="left") + 1
