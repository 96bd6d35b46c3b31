"""How does a query become hits? The one path: understand, filter, retrieve, fuse, show."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

from ..errors import NotFoundError
from ..storage import IndexReader
from .checks import check_choice, check_count, check_text
from .empty import why_empty
from .filters import allowed
from .hits import hits_of
from .lease import SharedReader
from .names import matching_names, similar_names
from .options import conditions_of, understood
from .query import Query, only_wishes
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
    from ..statement import Kind
    from .conditions import Condition
    from .ranking import Ranking


class Searcher:
    """An open index to search; safe to share between threads, and a context manager.

    It keeps to the generation that it was opened at until `refresh`.
    """

    def __init__(
        self, reader: IndexReader, *, encoder: Encoder | None = None, config: SearchConfig | None = None
    ) -> None:
        self._shared = SharedReader(reader)
        self._refreshing = threading.Lock()
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
        self._shared.close()

    @property
    def generation(self) -> int:
        """The generation that is searched; each commit makes the next one."""
        with self._shared.use() as reader:
            return reader.manifest.generation

    def refresh(self) -> bool:
        """Move to the newest generation, and tell whether it was another one; running searches end undisturbed."""
        # One thread at a time, or one that opened an older generation could be the last to put it in place.
        with self._refreshing, self._shared.use() as reader:
            newest = reader.reopen(encoder=self._encoder)
            return newest is not None and self._shared.replace(newest)

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
        signs mean nothing. `speaker` and `outlet` match every name that has their words. `since` and `until` are days,
        or "2024", "2024-07", "2024-07-14", both inclusive. Without any words, what passes the filters is listed, the
        newest first. Equal scores come in the order in which the statements were added.

        Raises:
            QueryError: an option's value makes no sense; a query always does.
            EncoderError: the index's query encoder cannot be loaded.
        """
        started = time.perf_counter()
        check_count(k, option="k", least=1, noun="hit")
        check_choice(mode, MODES, option="mode")
        conditions = conditions_of(
            speaker=speaker, outlet=outlet, kind=kind, since=since, until=until, min_confidence=min_confidence
        )
        asked = understood(query)
        with self._shared.use() as reader:
            mask = allowed(reader, conditions, asked.node)
            ranking = rank(reader, asked, mask, k=k, mode=mode, config=self._config)
            hits = hits_of(reader, asked, ranking, explained_to=self._config.depth if explain else None)
            return Results(
                query=asked.text,
                mode=mode,
                took_ms=round((time.perf_counter() - started) * 1000, 3),
                generation=reader.manifest.generation,
                total=ranking.total,
                hits=tuple(hits),
                notice=_joined(asked.notice, _only_near(ranking)),
                reason=None if hits else _reason(reader, conditions, asked, mask),
            )

    def statement(self, statement_id: str) -> Found:
        """Return a statement with its whole article.

        Raises:
            NotFoundError: the index has no statement of this id.
        """
        check_text(statement_id, option="statement_id")
        with self._shared.use() as reader:
            try:
                ordinal = reader.store.ordinal(statement_id, generation=reader.manifest.generation)
            except UnicodeEncodeError:  # no id has half a character
                ordinal = None
            if ordinal is None:
                raise NotFoundError(f"no statement {statement_id!r} in the index: 'onrecord search' prints the ids")
            ((statement, article),) = reader.store.statements([ordinal])
            return Found(statement=statement, article=article)

    def speakers(self, text: str | None = None, *, limit: int | None = None) -> list[SpeakerCount]:
        """Return who is in the index, most statements first, then by name; `text` keeps the names with its words.

        Raises:
            QueryError: the text is none, or the limit no whole number from 0.
        """
        if limit is not None:
            check_count(limit, option="limit", least=0, noun="speaker")
        if text is not None:
            check_text(text, option="text")
        with self._shared.use() as reader:
            names = list(reader.speakers) if text is None else matching_names(reader.speakers, text)
            return speaker_counts(reader, names)[:limit]

    def similar_speakers(self, text: str) -> list[str]:
        """Return the few speakers whose name the text may be a misspelling of, the most likely first.

        Raises:
            QueryError: the text is none.
        """
        check_text(text, option="text")
        with self._shared.use() as reader:
            return similar_names(reader.speakers, text)

    def stats(self) -> Stats:
        """Return what the index holds and what it costs."""
        with self._shared.use() as reader:
            return stats_of(reader)


def _joined(*notices: str | None) -> str | None:
    return "; ".join(notice for notice in notices if notice) or None


def _only_near(ranking: Ranking) -> str | None:
    """Return what to say where the words of a hybrid query stand nowhere: its hits may have nothing to do with it."""
    if ranking.keyword is None or ranking.semantic is None or not len(ranking.ordinals):
        return None
    if ranking.keyword.retrieve(1, ranking.allowed).total:
        return None
    return "none of the query's words stands in a statement; these are only the nearest in meaning"


def _reason(reader: IndexReader, conditions: Sequence[Condition], query: Query, mask: NDArray[np.bool_]) -> str:
    if not conditions and not query.node.parts:
        return "The query has no words to search for."
    if not mask.any():
        return why_empty(reader, conditions, query.node)
    among = " that the filters leave" if conditions or not only_wishes(query.node) else ""
    return f"None of the query's words stands in a statement{among}; --mode semantic looks for the meaning."
