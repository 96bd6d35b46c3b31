"""How do articles get into an index? The writer: gathers, encodes, commits; one at a time."""

from __future__ import annotations

from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from ..errors import (
    EncoderMismatchError,
    IndexMissingError,
    InputError,
    QueryError,
    StorageError,
)
from .anchoring import corrected
from .beginning import manifest_to_continue, refuse_strangers
from .corrections import by_article, checked, from_lines
from .durable import writing
from .encoding import Encoded
from .entry import check_entry
from .layout import MANIFEST
from .lock import write_lock
from .parts import PartsWriter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import TracebackType

    from ..encoder import Encoder, ExportableEncoder
    from ..statement import Statement
    from .corrections import Correction
    from .entry import Entry
    from .manifest import Manifest
    from .statements import Criterion

Status = Literal["new", "replaced", "unchanged"]


class IndexWriter:
    """Adds articles to an index, removes and corrects them; nothing counts before `commit`.

    A context manager; what was not committed when it ends is dropped. Use it from one thread.
    """

    def __init__(
        self,
        directory: Path,
        parts: PartsWriter,
        encoder: Encoder | None,
        corrections: Sequence[Correction],
        stack: ExitStack,
    ) -> None:
        self._directory = directory
        self._parts = parts
        self._encoder = encoder
        self._stack = stack
        self._pending: dict[str, Entry] = {}
        # The article of every pending statement, by the statement's id.
        self._pending_ids: dict[str, str] = {}
        self._removed: set[int] = set()
        self._corrections = list(corrections)
        self._corrections_of = by_article(corrections)
        self._committed_corrections = len(corrections)
        self._closed = False

    @classmethod
    def open(cls, directory: str | Path, *, encoder: ExportableEncoder | None = None) -> Self:
        """Open an index to write, or begin a new one; `encoder` is needed to begin one and to add to it.

        Raises:
            IndexLockedError: another process writes.
            IndexFormatError: the index has another format.
            EncoderMismatchError: the index was made with another encoder.
            IndexMissingError: there is no index, and no encoder to begin one.
            IndexCorruptError: a part is missing, has another size, or differs from its digest.
            IndexWriteError: the folder cannot be written to, or holds something else than an index.
        """
        directory = Path(directory)
        if encoder is None and not (directory / MANIFEST).exists():
            raise IndexMissingError(directory)
        with ExitStack() as stack, writing(directory):
            refuse_strangers(directory)
            directory.mkdir(parents=True, exist_ok=True)
            stack.enter_context(write_lock(directory))
            manifest = manifest_to_continue(directory, encoder)
            parts = stack.enter_context(closing(PartsWriter.open(manifest, directory)))
            own = manifest.corrections
            corrections = from_lines((directory / own).read_bytes()) if own else ()
            return cls(directory, parts, encoder, corrections, stack.pop_all())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give up the lock; what was not committed is dropped."""
        self._closed = True
        self._stack.close()

    @property
    def pending_statements(self) -> int:
        """The number of statements that wait for the next commit."""
        return len(self._pending_ids)

    def status(self, entry: Entry) -> Status:
        """Tell whether the index, pending articles included, has the article already, and the same."""
        self._check_open()
        pending = self._pending.get(entry.article.article_id)
        if pending is not None:
            return "unchanged" if pending.fingerprint == entry.fingerprint else "replaced"
        stored = [found for _, found in self._stored(entry.article.article_id)]
        if not stored:
            return "new"
        return "unchanged" if stored == [entry.fingerprint] else "replaced"

    def add(self, entry: Entry) -> Entry:
        """Add an article with its statements, and return it as the index's corrections change it.

        It replaces the one that has its id.

        Raises:
            InputError: as `check_entry`, or another article has a statement of the same id.
        """
        self._check_open()
        check_entry(entry)
        entry = corrected(entry, self._corrections_of.get(entry.article.article_id, ()))
        self._put(entry)
        return entry

    @property
    def corrections(self) -> Sequence[Correction]:
        """The corrections that the index has, those that wait for the next commit included."""
        return tuple(self._corrections)

    def correct(self, corrections: Sequence[Correction]) -> None:
        """Put corrections behind those that the index has, and apply them to its articles, and to such as come later.

        Raises:
            InputError: one makes no sense, or brings back a statement whose id another article's has meanwhile.
        """
        self._check_open()
        given = [checked(each) for each in corrections]
        self._corrections += given
        self._corrections_of = by_article(self._corrections)
        for article_id in by_article(given):
            entry = self._entry(article_id)
            if entry is not None and (changed := corrected(entry, self._corrections_of[article_id])) != entry:
                self._put(changed)

    def extracted(self, statement_id: str) -> Statement | None:
        """Return a statement as it was before corrections, even if one says that it is none."""
        self._check_open()
        shown = [article_id for _, article_id in self._holders([statement_id])]
        for article_id in shown or self._corrections_of:
            entry = self._entry(article_id)
            for statement in () if entry is None else entry.original:
                if statement.statement_id == statement_id:
                    return statement
        return None

    def remove(self, *, article_id: str | None = None, url: str | None = None, outlet: str | None = None) -> int:
        """Remove the articles that fit the one criterion given, and return how many there were.

        Raises:
            QueryError: none or several are given.
        """
        self._check_open()
        criterion, value = _only_criterion({"article_id": article_id, "url": url, "outlet": outlet})
        fits = [key for key, entry in self._pending.items() if getattr(entry.article, criterion) == value]
        for each in fits:
            self._drop_pending(each)
        generation = self._parts.manifest.generation
        keys = {key for key, _ in self._parts.store.find_articles(criterion, value, generation=generation)}
        keys -= self._removed
        self._removed |= keys
        return len(fits) + len(keys)

    def commit(self) -> Manifest:
        """Make everything since the last commit permanent, and return the manifest of the committed generation.

        Raises:
            EncoderError: the encoder failed or returned what are no unit rows; nothing is lost, commit again.
            IndexWriteError: the disk is full or the folder read-only; the generation before stands, and this writer
                takes nothing more.
        """
        self._check_open()
        said_more = len(self._corrections) > self._committed_corrections
        if not (self._pending or self._removed or said_more) and self._parts.manifest.generation:
            return self._parts.manifest
        batch = self._parts.batch(list(self._pending.values()), Encoded(self._encoder))
        with writing(self._directory):
            try:
                self._parts.append(batch, sorted(self._removed))
                if said_more:
                    self._parts.keep_corrections(self._corrections)
                manifest = self._parts.publish()
            except BaseException:
                # The parts may be ahead of the manifest now; the next writer puts that right when it opens.
                self.close()
                raise
        self._pending.clear()
        self._pending_ids.clear()
        self._removed.clear()
        self._committed_corrections = len(self._corrections)
        return manifest

    def _put(self, entry: Entry) -> None:
        if self._encoder is None:
            raise EncoderMismatchError("an index opened without an encoder can only be removed from")
        self._check_ids(entry)
        self._removed.update(key for key, _ in self._stored(entry.article.article_id))
        # A replaced article goes behind the others, like any that comes now.
        self._drop_pending(entry.article.article_id)
        self._pending[entry.article.article_id] = entry
        self._pending_ids |= {each.statement_id: entry.article.article_id for each in entry.statements}

    def _entry(self, article_id: str) -> Entry | None:
        """Return the article of an id as it is to be after the next commit."""
        if article_id in self._pending:
            return self._pending[article_id]
        stored = self._parts.store.stored(self._stored(article_id))
        return stored[-1].entry if stored else None

    def _stored(self, article_id: str) -> list[tuple[int, str]]:
        """Return keys and fingerprints of the stored articles of an id that are not to be removed."""
        generation = self._parts.manifest.generation
        found = self._parts.store.find_articles("article_id", article_id, generation=generation)
        return [(key, fingerprint) for key, fingerprint in found if key not in self._removed]

    def _check_open(self) -> None:
        if self._closed:
            raise StorageError("this IndexWriter is closed: open another")

    def _check_ids(self, entry: Entry) -> None:
        own = entry.article.article_id
        for statement_id, article_id in self._holders([each.statement_id for each in entry.statements]):
            if article_id != own:
                raise InputError(
                    f"a statement of article {article_id} has the id {statement_id} already: give each its own",
                    source=own,
                )

    def _holders(self, statement_ids: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield which of the ids statements have, pending ones included, each with its article's id."""
        yield from ((each, self._pending_ids[each]) for each in statement_ids if each in self._pending_ids)
        generation = self._parts.manifest.generation
        for statement_id, key, article_id in self._parts.store.holders(statement_ids, generation=generation):
            if key not in self._removed:
                yield statement_id, article_id

    def _drop_pending(self, article_id: str) -> None:
        entry = self._pending.pop(article_id, None)
        for each in () if entry is None else entry.statements:
            del self._pending_ids[each.statement_id]


def _only_criterion(criteria: Mapping[Criterion, str | None]) -> tuple[Criterion, str]:
    given = [(name, value) for name, value in criteria.items() if value is not None]
    if len(given) != 1:
        names = " and ".join(name for name, _ in given) or "nothing"
        raise QueryError(f"{names} given to remove by: give exactly one of {', '.join(criteria)}")
    return given[0]
