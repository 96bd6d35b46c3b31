"""How does an index get small again? What is left is written into a new epoch, then that one counts."""

from __future__ import annotations

import os
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from .columns import Column
from .database import damaged
from .durable import writing
from .layout import is_carried
from .lock import write_lock
from .manifest import Manifest
from .parts import Batch, PartsWriter, delete_unneeded
from .reader import IndexReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from .entry import Entry

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


def optimize(directory: str | Path) -> OptimizeReport:
    """Rewrite the index without what was removed, with merged segments; a reader keeps the generation that it has.

    Needs as much free space as the index takes. An interruption leaves the index as it was.

    Raises:
        StorageError: as `IndexWriter.open`; IndexCorruptError, if any file differs from its digest; IndexWriteError,
            if the disk is full.
    """
    directory = Path(directory)
    before = size_on_disk(directory)
    Manifest.read(directory)
    with writing(directory), write_lock(directory), IndexReader.open(directory) as old:
        # New digests of damaged rows would vouch for the damage.
        old.manifest.check(directory, thorough=True)
        dropped = old.manifest.statements - old.manifest.live
        carried = {name: record for name, record in old.manifest.files.items() if is_carried(name)}
        empty = replace(
            old.manifest,
            epoch=old.manifest.epoch + 1,
            statements=0,
            live=0,
            articles=0,
            contexts=0,
            ann={},
            files=carried,
        )
        # What a broken-off run left of that epoch goes first.
        delete_unneeded(directory, old.manifest)
        with closing(PartsWriter.begin(empty, directory)) as parts:
            copied = _copied(old)
            while chunk := list(islice(copied, _CHUNK)):
                parts.append(_batch(parts, old, chunk))
            parts.append(_batch(parts, old, []), merge=True)
            parts.publish()
    return OptimizeReport(dropped=dropped, bytes_before=before, bytes_after=size_on_disk(directory))


def size_on_disk(directory: str | Path) -> int:
    """Return the bytes of all files of an index; a file that a writer deletes meanwhile counts nothing."""
    total = 0
    for folder, _, names in os.walk(directory):
        for name in names:
            with suppress(FileNotFoundError):
                total += Path(folder, name).stat().st_size
    return total


def _copied(old: IndexReader) -> Iterator[tuple[Entry, list[int]]]:
    for stored in old.store.entries(generation=old.manifest.generation):
        if not stored.is_intact:
            # A new digest would vouch for it.
            fact = f"article {stored.article.article_id} has other content than was stored"
            raise damaged(old.manifest.layout(old.directory).statements, fact)
        yield stored.entry, list(stored.statements)


def _batch(parts: PartsWriter, old: IndexReader, chunk: Sequence[tuple[Entry, list[int]]]) -> Batch:
    ordinals = [ordinal for _, ordinals in chunk for ordinal in ordinals]
    return parts.batch([entry for entry, _ in chunk], _OldRows(old, ordinals))


class _OldRows:
    """Rows of the old epoch for the entries of one chunk, whose ordinals there are given."""

    def __init__(self, old: IndexReader, ordinals: Sequence[int]) -> None:
        self._old = old
        self._ordinals = np.array(ordinals, dtype=np.int64)

    def statement_rows(self, entries: Sequence[Entry]) -> NDArray[np.float32]:  # noqa: ARG002 - the chunk's entries
        return np.asarray(self._old.vectors.rows[self._ordinals])

    def context_rows(self, texts: Mapping[str, int]) -> NDArray[np.float32]:
        places = np.fromiter(texts.values(), dtype=np.int64, count=len(texts))
        return np.asarray(self._old.contexts.rows[self._old.columns[self._ordinals[places], Column.CONTEXT]])
