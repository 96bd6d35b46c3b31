"""How good is one ranked list? The measures of trec_eval, as pure functions.

`ranked` are ids, best first; `judged` gives the relevance of judged ids, 0 or less being not relevant, and an id that
is not judged counts as not relevant. A topic without a relevant id has no value and is left out by the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import log2
from typing import Final

Measure = Callable[[Sequence[str], Mapping[str, int]], float]


def ndcg(ranked: Sequence[str], judged: Mapping[str, int], *, k: int) -> float:
    """Return DCG@k over that of the ideal list, with DCG = sum of relevance / log2(rank + 1).

    Järvelin and Kekäläinen, Cumulated Gain-Based Evaluation of IR Techniques, TOIS 2002, as trec_eval's ndcg_cut.
    """
    gains = [max(0, judged.get(each, 0)) for each in ranked[:k]]
    ideal = sorted((max(0, each) for each in judged.values()), reverse=True)[:k]
    return _dcg(gains) / _dcg(ideal)


def average_precision(ranked: Sequence[str], judged: Mapping[str, int], *, k: int) -> float:
    """Return the precisions at the ranks of the relevant ids among the first k, over the number of all relevant ids.

    As trec_eval's map_cut.
    """
    total, found = 0.0, 0
    for rank, each in enumerate(ranked[:k], start=1):
        if judged.get(each, 0) > 0:
            found += 1
            total += found / rank
    return total / _relevant(judged)


def reciprocal_rank(ranked: Sequence[str], judged: Mapping[str, int], *, k: int) -> float:
    """Return 1 / rank of the first relevant id among the first k, or 0."""
    return next((1 / rank for rank, each in enumerate(ranked[:k], start=1) if judged.get(each, 0) > 0), 0.0)


def recall(ranked: Sequence[str], judged: Mapping[str, int], *, k: int) -> float:
    """Return the share of the relevant ids that are among the first k."""
    return sum(judged.get(each, 0) > 0 for each in ranked[:k]) / _relevant(judged)


MEASURES: Final[Mapping[str, Measure]] = {
    "nDCG@10": lambda ranked, judged: ndcg(ranked, judged, k=10),
    "MAP@5": lambda ranked, judged: average_precision(ranked, judged, k=5),
    "MRR@10": lambda ranked, judged: reciprocal_rank(ranked, judged, k=10),
    "R@100": lambda ranked, judged: recall(ranked, judged, k=100),
}


def measure(ranked: Sequence[str], judged: Mapping[str, int]) -> dict[str, float]:
    """Return every measure of one list, by name."""
    return {name: function(ranked, judged) for name, function in MEASURES.items()}


def _dcg(gains: Sequence[int]) -> float:
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, start=1))


def _relevant(judged: Mapping[str, int]) -> int:
    return sum(relevance > 0 for relevance in judged.values())
