"""How does a query become hits? The one path: understand, filter, retrieve, fuse, show."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

from ..errors import NotFoundError, QueryError
from ..statement import KINDS, Kind
from ..storage import IndexReader
from .dates import first_day, last_day
from .empty import similar_names, why_empty
from .filters import Filters, allowed, matching_names, required_mask
from .hits import hits_of
from .lease import SharedReader
from .query import Query, parse_query
from .ranking import SearchConfig, rank
from .results import MODES, Found, Mode, Results, SpeakerCount, Stats
from .statistics import speaker_counts, stats_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from types import TracebackType

    import numpy as np
    from numpy.typing import NDArray

    from ..encoder import Encoder


class Searcher:
    """An open index to search; safe to share between threads, and a context manager.

    It keeps to the generation that it was opened at until `refresh`.
    """

    def __init__(
        self, reader: IndexReader, *, encoder: Encoder | None = None, config: SearchConfig | None = None
    ) -> None:
        self._shared = SharedReader(reader)
        self._encoder = encoder
        self._config = config or SearchConfig()

    @classmethod
    def open(cls, directory: str | Path, *, encoder: Encoder | None = None, config: SearchConfig | None = None) -> Self:
        """Open the newest generation of an index; `encoder` stands in for the one that the index carries.

        Raises:
            IndexMissingError: there is no index in the directory.
            IndexFormatError: another version of OnRecord wrote it.
            IndexCorruptError: a part is missing or damaged.
            EncoderMismatchError: the index was made with another encoder than the one given.
        """
        return cls(IndexReader.open(Path(directory), encoder=encoder), encoder=encoder, config=config)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the index as soon as searches of other threads have ended."""
        self._shared.replace(None)

    @property
    def generation(self) -> int:
        """The generation that is searched; each commit makes the next one."""
        with self._shared.use() as reader:
            return reader.manifest.generation

    def refresh(self) -> bool:
        """Move to the newest generation, and tell whether there was a newer one; running searches end undisturbed."""
        with self._shared.use() as reader:
            newer = IndexReader.open(reader.directory, encoder=self._encoder)
            if newer.manifest.generation == reader.manifest.generation:
                newer.close()
                return False
            self._shared.replace(newer)
            return True

    def search(
        self,
        query: str | Query,
        *,
        k: int = 10,
        mode: Mode = "hybrid",
        speaker: str | None = None,
        outlet: str | None = None,
        kind: Kind | Sequence[Kind] | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        min_confidence: float = 0.0,
        explain: bool = False,
    ) -> Results:
        """Return the best statements for a query.

        `query` is plain words, or uses the query language (`docs/query-language.md`); `plain_query` makes one whose
        signs mean nothing. `speaker` and `outlet` match
        every name that has their words. `since` and `until` are days, or "2024", "2024-07", "2024-07-14", both
        inclusive. Equal scores come in the order in which the statements were added.

        Raises:
            QueryError: an option's value makes no sense; a query always does.
            EncoderError: the index's query encoder cannot be loaded.
        """
        started = time.perf_counter()
        _check_options(k=k, mode=mode, min_confidence=min_confidence)
        filters = Filters(
            speaker=speaker,
            outlet=outlet,
            kinds=_kinds(kind),
            since=first_day(since, option="since"),
            until=last_day(until, option="until"),
            min_confidence=min_confidence,
        )
        understood = parse_query(query) if isinstance(query, str) else query
        with self._shared.use() as reader:
            mask = allowed(reader, filters, understood.node)
            ranking = rank(reader, understood, mask, k=k, mode=mode, config=self._config)
            hits = hits_of(reader, understood, ranking, explained_to=self._config.depth if explain else None)
            return Results(
                query=understood.text,
                mode=mode,
                took_ms=round((time.perf_counter() - started) * 1000, 3),
                generation=reader.manifest.generation,
                total=ranking.total,
                hits=tuple(hits),
                notice=understood.notice,
                reason=None if hits else _reason(reader, filters, understood, mask),
            )

    def statement(self, statement_id: str) -> Found:
        """Return a statement with its whole article.

        Raises:
            NotFoundError: the index has no statement of this id.
        """
        with self._shared.use() as reader:
            ordinal = reader.store.ordinal(statement_id, generation=reader.manifest.generation)
            if ordinal is None:
                raise NotFoundError(f"no statement {statement_id!r} in the index: 'onrecord search' prints the ids")
            ((statement, article),) = reader.store.statements([ordinal])
            return Found(statement=statement, article=article)

    def speakers(self, text: str | None = None, *, limit: int | None = None) -> list[SpeakerCount]:
        """Return who is in the index, most statements first, then by name; `text` keeps the names with its words."""
        with self._shared.use() as reader:
            names = list(reader.speakers) if text is None else matching_names(reader.speakers, text)
            return speaker_counts(reader, names)[:limit]

    def similar_speakers(self, text: str) -> list[str]:
        """Return the few speakers whose name the text may be a misspelling of, the most likely first."""
        with self._shared.use() as reader:
            return similar_names(reader.speakers, text)

    def stats(self) -> Stats:
        """Return what the index holds and what it costs."""
        with self._shared.use() as reader:
            return stats_of(reader)


def _reason(reader: IndexReader, filters: Filters, query: Query, mask: NDArray[np.bool_]) -> str:
    if not query.node.parts:
        return "The query has no words to search for."
    if not mask.any():
        return why_empty(reader, filters, query.node)
    filtered = filters.parts() or required_mask(reader, query.node) is not None
    among = " that the filters leave" if filtered else ""
    return f"None of the query's words stands in a statement{among}; --mode semantic looks for the meaning."


def _check_options(*, k: int, mode: Mode, min_confidence: float) -> None:
    if k < 1:
        raise QueryError(f"k is {k}: ask for at least 1 hit")
    if mode not in MODES:
        raise QueryError(f"mode {mode!r} is none of {', '.join(MODES)}")
    if not 0 <= min_confidence <= 1:
        raise QueryError(f"min_confidence is {min_confidence}: it goes from 0 to 1")


def _kinds(kind: Kind | Sequence[Kind] | None) -> tuple[Kind, ...]:
    kinds = () if kind is None else (kind,) if isinstance(kind, str) else tuple(kind)
    for each in kinds:
        if each not in KINDS:
            raise QueryError(f"kind {each!r} is none of {', '.join(KINDS)}")
    return kinds
