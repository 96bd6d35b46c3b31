"""What does a search return? Hits with their statements, and everything that explains them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, get_args

if TYPE_CHECKING:
    from ..encoder import EncoderInfo
    from ..statement import Article, Statement

Mode = Literal["hybrid", "keyword", "semantic"]
MODES: tuple[Mode, ...] = get_args(Mode)


@dataclass(frozen=True, slots=True, kw_only=True)
class LegExplanation:
    """A hit in one leg: its rank from 1 among the allowed statements, None where it is below the candidates.

    `terms` are the contributions of the query's words; `said` and `context` the cosines behind a semantic score.
    """

    rank: int | None
    score: float
    terms: dict[str, float] = field(default_factory=dict)
    said: float | None = None
    context: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """How a hit's score came about; a leg that the mode does not use is None."""

    keyword: LegExplanation | None
    semantic: LegExplanation | None

    def to_json(self) -> dict[str, Any]:
        """Return the explanation as JSON values."""
        found: dict[str, Any] = {}
        if self.keyword is not None:
            each = self.keyword
            found["keyword"] = {"rank": each.rank, "score": each.score, "terms": each.terms}
        if self.semantic is not None:
            each = self.semantic
            found["semantic"] = {"rank": each.rank, "score": each.score, "said": each.said}
            found["context"] = each.context
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One statement that was found; `rank` counts from 1, `highlights` are half-open places in `statement.spoken`."""

    rank: int
    score: float
    statement: Statement
    article: Article
    highlights: tuple[tuple[int, int], ...] = ()
    explain: Explanation | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the hit as JSON values; of the article, what names it."""
        article = self.article
        row: dict[str, Any] = {
            "rank": self.rank,
            "score": self.score,
            "statement": self.statement.to_json(),
            "article": {
                "title": article.title,
                "url": article.url,
                "outlet": article.outlet,
                "published": article.published.isoformat() if article.published else None,
            },
            "highlights": [list(span) for span in self.highlights],
        }
        if self.explain is not None:
            row["explain"] = self.explain.to_json()
        return row


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What a query found. `total` counts the statements that match by words, or that the filters leave to rank.

    `notice` says what was not understood in the query, `reason` why there are no hits.
    """

    query: str
    mode: Mode
    took_ms: float
    generation: int
    total: int
    hits: tuple[Hit, ...]
    notice: str | None = None
    reason: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the results as JSON values; `notice` and `reason` only where there is one."""
        row: dict[str, Any] = {
            "query": self.query,
            "mode": self.mode,
            "took_ms": self.took_ms,
            "generation": self.generation,
            "total": self.total,
            "hits": [hit.to_json() for hit in self.hits],
        }
        if self.notice is not None:
            row["notice"] = self.notice
        if self.reason is not None:
            row["reason"] = self.reason
        return row


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One statement with the whole article that it stands in."""

    statement: Statement
    article: Article

    def to_json(self) -> dict[str, Any]:
        """Return statement and article as JSON values."""
        return {"statement": self.statement.to_json(), "article": self.article.to_json()}


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerCount:
    """A speaker of the index with the number of statements."""

    name: str
    statements: int

    def to_json(self) -> dict[str, Any]:
        """Return the fields as JSON values."""
        return {"name": self.name, "statements": self.statements}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """What an index holds and what it costs; days are ISO dates."""

    generation: int
    articles: int
    statements: int
    removed: int
    by_kind: dict[str, int]
    speakers: int
    without_speaker: int
    outlets: int
    first_day: str | None
    last_day: str | None
    encoder: EncoderInfo
    bytes_by_part: dict[str, int]

    def to_json(self) -> dict[str, Any]:
        """Return the fields as JSON values."""
        return {
            "generation": self.generation,
            "articles": self.articles,
            "statements": self.statements,
            "removed": self.removed,
            "by_kind": self.by_kind,
            "speakers": self.speakers,
            "without_speaker": self.without_speaker,
            "outlets": self.outlets,
            "first_day": self.first_day,
            "last_day": self.last_day,
            "encoder": self.encoder.to_json(),
            "bytes": self.bytes_by_part,
        }
