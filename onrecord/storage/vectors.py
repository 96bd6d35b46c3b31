"""Which rows point the way a query does? Exact inner products, and FAISS to find candidates among many rows.

Up to FLAT_ROWS rows every row is scored, which takes milliseconds. Beyond, a FAISS index of 4-bit product codes (Jégou,
Douze and Schmid, Product Quantization for Nearest Neighbor Search, PAMI 2011; scanned as in André, Kermarrec and Le
Scouarnec, Quicker ADC, PAMI 2021) names candidates, and only those are scored from the mapped rows. It covers the rows
that lay there when it was written; later ones are scanned exactly until they are many enough to be added.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np

from ..errors import IndexCorruptError
from .keyword import best_first
from .manifest import AnnRecord

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

FLAT_ROWS: Final = 50_000
# So many rows behind the last one that the FAISS index covers are worth writing it anew: 25,000 take 2 ms to scan.
TAIL_ROWS: Final = 25_000
# Filters that leave fewer rows are answered by scoring all that they leave.
_EXACT_ROWS: Final = 20_000
# Candidates are never fewer, and over-fetching for a filter stops here.
_MIN_CANDIDATES: Final = 1_000
_MAX_CANDIDATES: Final = 30_000
# The same candidates for every shorter list, so that it is the beginning of the longer one.
_LEAST_ASKED: Final = 100
_TARGET_RECALL: Final = 0.99
_CALIBRATION_QUERIES: Final = 200
_TRAINING_ROWS: Final = 50_000
_BLOCK_ROWS: Final = 65_536
# One 4-bit code for so many dimensions: 48 bytes for a row of 384. A model whose size it does not divide stays flat.
_CODE_DIMS: Final = 4


@dataclass(frozen=True, slots=True)
class Vectors:
    """The rows of one generation, shape (n, dim), and the FAISS index over the first of them, if there is one."""

    rows: NDArray[np.float32]
    ann: Any = None
    record: AnnRecord | None = None

    @classmethod
    def open(cls, rows: NDArray[np.float32], *, path: Path | None = None, record: AnnRecord | None = None) -> Self:
        """Open the rows with the FAISS index at `path`, if `record` says that there is one.

        Raises:
            IndexCorruptError: FAISS cannot read it.
        """
        if record is None or path is None:
            return cls(rows)
        import faiss  # noqa: PLC0415 - a small index never needs it

        try:
            return cls(rows, faiss.read_index(str(path)), record)
        except Exception as error:  # faiss raises RuntimeError with a C++ place in it
            raise IndexCorruptError(f"{path} cannot be read: index the articles again into a new folder") from error

    @property
    def flat(self) -> bool:
        """Whether every row is scored for every query."""
        return self.ann is None

    def scores(self, query: NDArray[np.float32], ordinals: NDArray[np.int64] | None = None) -> NDArray[np.float32]:
        """Return the exact inner products of the query, shape (dim,), with the given rows, or with all."""
        if ordinals is None:
            return _products(self.rows, query)
        if len(ordinals) > len(self.rows) // 2:
            # Reading all rows as they lie is faster than copying most of them out first.
            return _products(self.rows, query)[ordinals]
        # In the order of the file, so that rows on the same page are read together.
        order = np.argsort(ordinals, kind="stable")
        found = np.empty(len(ordinals), dtype=np.float32)
        found[order] = _products(self.rows[ordinals[order]], query)
        return found

    def candidates(
        self, query: NDArray[np.float32], k: int, *, allowed: NDArray[np.bool_] | None = None
    ) -> NDArray[np.int64]:
        """Return rows that hold the best `k` allowed ones with a recall of at least 0.99, in no order.

        `allowed` has shape (n,). Where a filter leaves few rows, or goes against the query, all that it leaves are
        returned, so that it never costs recall.
        """
        k = max(k, _LEAST_ASKED)
        count = len(self.rows) if allowed is None else int(np.count_nonzero(allowed))
        if self.record is None or count <= max(_EXACT_ROWS, k):
            return np.arange(len(self.rows)) if allowed is None else np.flatnonzero(allowed)
        # The number of candidates was calibrated for the best ten.
        wanted = round(max(self.record.candidates, _MIN_CANDIDATES) * max(1.0, k / 10))
        fetched = min(round(wanted * len(self.rows) / count), _MAX_CANDIDATES, self.record.rows)
        found = _nearest(self.ann, query[None, :], fetched)[0]
        tail = np.arange(self.record.rows, len(self.rows))
        if allowed is not None:
            found, tail = found[allowed[found]], tail[allowed[tail]]
            if len(found) < min(3 * k, count - len(tail)):
                return np.flatnonzero(allowed)
        return np.concatenate([found, tail])

    def search(
        self, query: NDArray[np.float32], k: int, *, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the best `k` allowed rows and their scores, best first, equal scores by row."""
        ordinals = np.sort(self.candidates(query, k, allowed=allowed))
        scores = self.scores(query, ordinals)
        best = best_first(scores, k)
        return ordinals[best], scores[best]


def _products(rows: NDArray[np.float32], query: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the inner products, the same for equal rows wherever they lie, which those of BLAS are not."""
    return np.asarray(np.einsum("ij,j->i", rows, query))


def needs_ann(rows: NDArray[np.float32], record: AnnRecord | None) -> bool:
    """Tell whether a FAISS index over these rows should be written now."""
    if rows.shape[1] % _CODE_DIMS:
        return False
    return len(rows) > FLAT_ROWS and (record is None or len(rows) - record.rows >= TAIL_ROWS)


def write_ann(rows: NDArray[np.float32], path: Path, *, previous: Vectors | None = None) -> AnnRecord:
    """Write a FAISS index over all rows, adding to the `previous` one where there is one; the caller syncs it."""
    import faiss  # noqa: PLC0415

    if previous is not None and previous.record is not None:
        index, first = previous.ann, previous.record.rows
    else:
        dim = rows.shape[1]
        index, first = faiss.IndexPQFastScan(dim, dim // _CODE_DIMS, 4, faiss.METRIC_INNER_PRODUCT), 0
        index.train(np.ascontiguousarray(rows[:: max(1, len(rows) // _TRAINING_ROWS)][:_TRAINING_ROWS]))
    for start in range(first, len(rows), _BLOCK_ROWS):
        index.add(np.ascontiguousarray(rows[start : start + _BLOCK_ROWS]))
    candidates, recall = _calibrate(index, rows)
    faiss.write_index(index, str(path))
    return AnnRecord(rows=len(rows), candidates=candidates, recall=recall)


def _nearest(index: Any, queries: NDArray[np.float32], count: int) -> list[NDArray[np.int64]]:
    import faiss  # noqa: PLC0415

    # One query is answered faster by one thread; see the reasons in ARCHITECTURE.md.
    faiss.omp_set_num_threads(1)
    _, found = index.search(np.ascontiguousarray(queries), count)
    return [row[row >= 0] for row in found]


def _calibrate(index: Any, rows: NDArray[np.float32]) -> tuple[int, float]:
    """Return how many candidates reach the target recall@10 with stored rows as queries, and the recall reached.

    A query finds itself in any case, so each row is asked for its ten nearest others.
    """
    places = np.linspace(0, len(rows) - 1, _CALIBRATION_QUERIES).astype(np.int64)
    queries = np.ascontiguousarray(rows[places])
    exact = _exact_top(rows, queries, 11)
    candidates = _MIN_CANDIDATES
    while True:
        found = _nearest(index, queries, min(candidates, len(rows)))
        hits = [
            len(np.intersect1d(found[i], others)) / len(others)
            for i, place in enumerate(places)
            if len(others := exact[i][exact[i] != place][:10])
        ]
        recall = float(np.mean(hits))
        if recall >= _TARGET_RECALL or candidates >= min(_MAX_CANDIDATES, len(rows)):
            return candidates, round(recall, 4)
        candidates *= 2


def _exact_top(rows: NDArray[np.float32], queries: NDArray[np.float32], k: int) -> list[NDArray[np.int64]]:
    best_scores = np.full((len(queries), k), -np.inf, dtype=np.float32)
    best_rows = np.zeros((len(queries), k), dtype=np.int64)
    for start in range(0, len(rows), _BLOCK_ROWS):
        block = rows[start : start + _BLOCK_ROWS]
        scores = np.concatenate([best_scores, queries @ block.T], axis=1)
        numbers = np.concatenate(
            [best_rows, np.broadcast_to(np.arange(start, start + len(block)), (len(queries), len(block)))], axis=1
        )
        top = np.argpartition(-scores, k - 1, axis=1)[:, :k]
        best_scores = np.take_along_axis(scores, top, axis=1)
        best_rows = np.take_along_axis(numbers, top, axis=1)
    order = np.argsort(-best_scores, axis=1, kind="stable")
    return list(np.take_along_axis(best_rows, order, axis=1))
