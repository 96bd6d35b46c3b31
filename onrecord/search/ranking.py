"""In which order do the hits come? Retrieve, fuse: the path from two legs to one list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

import numpy as np

from ..storage import Column
from ..storage.keyword import Ranked
from .checks import check_choice, check_count, check_fraction
from .fusion import Scale, convex, reciprocal_rank
from .retrievers import KeywordRetriever, SemanticRetriever

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..storage import IndexReader
    from .query import Query
    from .results import Mode
    from .retrievers import Retriever

Fusion = Literal["convex", "rrf"]

# Each further tier takes so many times as many candidates from each leg.
_TIER_GROWTH: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchConfig:
    """How to rank.

    `semantic_weight` is the weight of the semantic leg in the fusion, 0 to 1; `depth` is how many candidates each leg
    gives, at least 1.

    Raises:
        QueryError: a value makes no sense.
    """

    fusion: Fusion = "convex"
    semantic_weight: float = 0.6
    depth: int = 100

    def __post_init__(self) -> None:
        check_choice(self.fusion, get_args(Fusion), option="fusion")
        check_fraction(self.semantic_weight, option="semantic_weight")
        check_count(self.depth, option="depth", least=1, noun="candidate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Ordinals and scores, best first, of the `allowed` statements; `total` could be ranked.

    `keyword` and `semantic` are the legs that ranked them, None where the mode does not use one.
    """

    allowed: NDArray[np.bool_]
    ordinals: NDArray[np.int64]
    scores: NDArray[np.float32]
    total: int
    keyword: KeywordRetriever | None = None
    semantic: SemanticRetriever | None = None


def rank(
    reader: IndexReader, query: Query, allowed: NDArray[np.bool_], *, k: int, mode: Mode, config: SearchConfig
) -> Ranking:
    """Return the best `k` allowed statements for a query.

    A query of filters alone has no order of fit: the newest come first.
    """
    if not query.clauses:
        ordinals = newest(reader.columns[:, Column.DAY], k, allowed)
        scores = np.zeros(len(ordinals), dtype=np.float32)
        return Ranking(allowed=allowed, ordinals=ordinals, scores=scores, total=int(np.count_nonzero(allowed)))
    keyword = semantic = None
    if mode in {"hybrid", "keyword"}:
        keyword = KeywordRetriever(reader.keyword.scorer(query.clauses))
    if mode in {"hybrid", "semantic"}:
        semantic = SemanticRetriever(reader, reader.encoder.encode([query.words])[0])
    if keyword is not None and semantic is not None:
        found = fused(keyword, semantic, k, allowed, config)
    else:
        (leg,) = (each for each in (keyword, semantic) if each is not None)
        found = leg.retrieve(k, allowed)
    return Ranking(
        allowed=allowed,
        ordinals=found.ordinals,
        scores=found.scores,
        total=found.total,
        keyword=keyword,
        semantic=semantic,
    )


def fused(keyword: Retriever, semantic: Retriever, k: int, allowed: NDArray[np.bool_], config: SearchConfig) -> Ranked:
    """Return the best `k` allowed statements of both legs, best first, equal scores by ordinal.

    The candidates of the first tier set the scale. If there are fewer than `k`, the next tier ranks the best of
    what is left behind them, so that a longer list always begins with the shorter one.
    """
    left = allowed.copy()
    ordinals: list[NDArray[np.int64]] = []
    scores: list[NDArray[np.float32]] = []
    scales: tuple[Scale, Scale] | None = None
    depth, found = config.depth, 0
    while found < k:
        tier = np.union1d(keyword.retrieve(depth, left).ordinals, semantic.retrieve(depth, left).ordinals)
        if not len(tier):
            break
        by_words, by_meaning = keyword.scores(tier), semantic.scores(tier)
        if scales is None:
            # A statement with none of the words scores 0, and that is the lowest whether or not one is a candidate.
            scales = Scale(0.0, float(by_words.max())), Scale.of(by_meaning)
        if config.fusion == "rrf":
            merged = reciprocal_rank(by_words, by_meaning, weight=config.semantic_weight)
        else:
            merged = convex(scales[0].apply(by_words), scales[1].apply(by_meaning), weight=config.semantic_weight)
        if scores:
            merged = np.minimum(merged, scores[-1][-1])
        order = np.lexsort((tier, -merged))
        ordinals.append(tier[order])
        scores.append(merged[order])
        left[tier] = False
        found += len(tier)
        depth *= _TIER_GROWTH
    total = int(np.count_nonzero(allowed))
    if not ordinals:
        return Ranked(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32), total)
    return Ranked(np.concatenate(ordinals)[:k], np.concatenate(scores)[:k], total)


def newest(days: NDArray[np.int32], k: int, allowed: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the `k` newest allowed statements, the newest first, those of one day by ordinal."""
    ordinals = np.flatnonzero(allowed)
    return ordinals[np.argsort(-days[ordinals].astype(np.int64), kind="stable")][:k]
