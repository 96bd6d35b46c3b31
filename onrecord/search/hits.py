"""What is shown of a ranked statement? Its text and article, the words that matched, and how its score came about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .results import Explanation, Hit, LegExplanation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..storage import IndexReader
    from .query import Query
    from .ranking import Ranking
    from .retrievers import KeywordRetriever, Retriever, SemanticRetriever


def hits_of(reader: IndexReader, query: Query, ranking: Ranking, *, explained_to: int | None = None) -> list[Hit]:
    """Return the hits of a ranking, in its order.

    With `explained_to` they tell how their scores came about, and their rank in each leg if it is no lower than that.
    """
    explanations = _explanations(ranking, explained_to) if explained_to is not None else None
    found = []
    for i, (statement, article) in enumerate(reader.store.statements(ranking.ordinals.tolist())):
        found.append(
            Hit(
                rank=i + 1,
                score=float(ranking.scores[i]),
                statement=statement,
                article=article,
                highlights=tuple(reader.keyword.places(query.clauses, statement.spoken)),
                explain=explanations[i] if explanations is not None else None,
            )
        )
    return found


def _explanations(ranking: Ranking, depth: int) -> list[Explanation]:
    nothing: list[LegExplanation | None] = [None] * len(ranking.ordinals)
    words = _by_words(ranking, ranking.keyword, depth) if ranking.keyword is not None else nothing
    meaning = _by_meaning(ranking, ranking.semantic, depth) if ranking.semantic is not None else nothing
    return [Explanation(keyword=k, semantic=s) for k, s in zip(words, meaning, strict=True)]


def _by_words(ranking: Ranking, leg: KeywordRetriever, depth: int) -> Sequence[LegExplanation]:
    ranks = _ranks(leg, ranking, depth)
    scores = leg.scores(ranking.ordinals)
    return [
        LegExplanation(rank=ranks.get(ordinal), score=float(scores[i]), terms=leg.scorer.explain(ordinal))
        for i, ordinal in enumerate(ranking.ordinals.tolist())
    ]


def _by_meaning(ranking: Ranking, leg: SemanticRetriever, depth: int) -> Sequence[LegExplanation]:
    ranks = _ranks(leg, ranking, depth)
    said, context = leg.cosines(ranking.ordinals)
    scores = np.maximum(said, context)
    return [
        LegExplanation(rank=ranks.get(each), score=float(scores[i]), said=float(said[i]), context=float(context[i]))
        for i, each in enumerate(ranking.ordinals.tolist())
    ]


def _ranks(leg: Retriever, ranking: Ranking, depth: int) -> dict[int, int]:
    best = leg.retrieve(depth, ranking.allowed).ordinals.tolist()
    return {ordinal: i + 1 for i, ordinal in enumerate(best)}
