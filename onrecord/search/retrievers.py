"""Which statements fit by their words, which by their meaning? Two legs, with exact scores for any candidate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from ..storage import NONE, Column
from ..storage.keyword import Ranked, best_first

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..storage import IndexReader
    from ..storage.keyword import Scorer


class Retriever(Protocol):
    """One leg, for one query."""

    def retrieve(self, k: int, allowed: NDArray[np.bool_]) -> Ranked:
        """Return the best `k` allowed statements, best first."""

    def scores(self, ordinals: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the exact scores of any statements."""


@dataclass(frozen=True, slots=True)
class KeywordRetriever:
    """BM25F over the words of the query."""

    scorer: Scorer

    def retrieve(self, k: int, allowed: NDArray[np.bool_]) -> Ranked:
        """Return the best `k` allowed statements that have any of the words."""
        return self.scorer.best(k, allowed=allowed)

    def scores(self, ordinals: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return BM25F scores, 0 for a statement without any of the words."""
        return self.scorer.scores(ordinals)


@dataclass(frozen=True, slots=True)
class SemanticRetriever:
    """Cosine of the query with what was said, by itself or behind its heading and the sentence before it.

    The higher of the two counts: words that say it all are not held back by their place, and words that name no
    subject are found by it.
    """

    reader: IndexReader
    vector: NDArray[np.float32]

    def retrieve(self, k: int, allowed: NDArray[np.bool_]) -> Ranked:
        """Return the best `k` allowed statements; every allowed one has a score."""
        ordinals = self._candidates(k, allowed)
        scores = self.scores(ordinals)
        best = best_first(scores, k)
        return Ranked(ordinals[best], scores[best], int(np.count_nonzero(allowed)))

    def scores(self, ordinals: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the scores, -1 to 1."""
        return np.maximum(*self.cosines(ordinals))

    def cosines(self, ordinals: NDArray[np.int64]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return the cosines with what was said and with that in its context; without one the same number twice."""
        said = self.reader.vectors.scores(self.vector, ordinals)
        rows = self.reader.columns[ordinals, Column.CONTEXT].astype(np.int64)
        distinct, places = np.unique(rows, return_inverse=True)
        known = distinct != NONE
        cosines = np.zeros(len(distinct), dtype=np.float32)
        cosines[known] = self.reader.contexts.scores(self.vector, distinct[known])
        return said, np.where(rows == NONE, said, cosines[places])

    def _candidates(self, k: int, allowed: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Return, ascending, what is best by either vector, and so by the higher; everything while that is fast."""
        vectors, contexts = self.reader.vectors, self.reader.contexts
        if vectors.flat:
            return np.flatnonzero(allowed)
        named = np.zeros(len(allowed), dtype=np.bool_)
        named[vectors.candidates(self.vector, k, allowed=allowed)] = True
        rows = self.reader.columns[:, Column.CONTEXT]
        near = np.zeros(len(contexts.rows) + 1, dtype=np.bool_)
        used = np.zeros_like(near)
        used[rows[allowed]] = True
        found, _ = contexts.search(self.vector, k, allowed=used[:-1])
        near[found] = True
        # NONE is -1 and picks the last place, which stays False.
        return np.flatnonzero(allowed & (named | near[rows]))
