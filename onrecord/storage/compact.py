"""How does an index get small again? What is left is written into a new epoch, then that one counts."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..statement import in_context
from .columns import Column
from .durable import writing
from .lock import write_lock
from .manifest import Manifest
from .parts import Entry, PartsWriter, delete_unneeded
from .reader import IndexReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

# Statements are copied in chunks of so many articles.
_CHUNK: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class OptimizeReport:
    """What optimizing changed: statements dropped for good, and the bytes of the index before and after."""

    dropped: int
    bytes_before: int
    bytes_after: int

    def to_json(self) -> dict[str, Any]:
        """Return the report as JSON values."""
        return {"dropped": self.dropped, "bytes_before": self.bytes_before, "bytes_after": self.bytes_after}


def optimize(directory: Path) -> OptimizeReport:
    """Rewrite the index without what was removed, with merged segments; a reader keeps the generation that it has.

    Needs as much free space as the index takes. An interruption leaves the index as it was.

    Raises:
        StorageError: as `IndexWriter.open`; IndexWriteError, if the disk is full.
    """
    before = size_on_disk(directory)
    Manifest.read(directory)
    with writing(directory), write_lock(directory), IndexReader.open(directory) as old:
        dropped = old.manifest.statements - old.manifest.live
        empty = replace(
            old.manifest, epoch=old.manifest.epoch + 1, statements=0, live=0, articles=0, contexts=0, ann={}, files={}
        )
        # What a broken-off run left of that epoch goes first.
        delete_unneeded(directory, old.manifest)
        with closing(PartsWriter.begin(empty, directory)) as parts:
            copied = _copied(old)
            while chunk := list(islice(copied, _CHUNK)):
                parts.append([entry for entry, _ in chunk], [], _OldRows(old, chunk))
            if parts.manifest.generation == old.manifest.generation:
                parts.append([], [], _OldRows(old, []))
            parts.publish()
    return OptimizeReport(dropped=dropped, bytes_before=before, bytes_after=size_on_disk(directory))


def size_on_disk(directory: Path) -> int:
    """Return the bytes of all files of an index."""
    return sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())


def _copied(old: IndexReader) -> Iterator[tuple[Entry, list[int]]]:
    for stored in old.store.entries(generation=old.manifest.generation):
        yield Entry(stored.article, list(stored.statements.values()), stored.fingerprint), list(stored.statements)


class _OldRows:
    """Rows of the old epoch for the entries of one chunk."""

    def __init__(self, old: IndexReader, chunk: Sequence[tuple[Entry, list[int]]]) -> None:
        self._old = old
        self._ordinals = [ordinal for _, ordinals in chunk for ordinal in ordinals]
        self._context_rows = {
            in_context(entry.article, statement): int(old.columns[ordinal, Column.CONTEXT])
            for entry, ordinals in chunk
            for statement, ordinal in zip(entry.statements, ordinals, strict=True)
        }

    def statement_rows(self, entries: Sequence[Entry]) -> NDArray[np.float32]:  # noqa: ARG002 - the chunk's entries
        return np.asarray(self._old.vectors.rows[self._ordinals])

    def context_rows(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.asarray(self._old.contexts.rows[[self._context_rows[text] for text in texts]])
