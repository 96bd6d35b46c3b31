"""Where does a term stand in the whole index? The segments of one generation, read as one.

Segments lie in the order in which their statements were added and are only ever merged with their neighbours, so a
statement's ordinal is its document number plus the sizes of the segments before.
"""

from __future__ import annotations

import mmap
import os
import threading
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA
from whoosh.codec.whoosh3 import W3Codec
from whoosh.columns import NumericColumn
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC
from whoosh.reading import SegmentReader, TermNotFound

from ...errors import IndexCorruptError
from .codec import Postings
from .schema import FIELDS, INDEX_NAME, schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

# A field's exact length, beside the rounded one that Whoosh keeps in a byte.
LENGTH_COLUMN: Final = NumericColumn("I")


def length_column(field: str) -> str:
    """Return the name of the column with a field's exact lengths."""
    return f"{field}_words"


class Segment:
    """One open segment: its terms, its posting lists and its field lengths."""

    def __init__(self, storage: FileStorage, segment: Any, generation: int) -> None:
        self.info = segment
        self.size: int = segment.doc_count_all()
        self.reader = SegmentReader(storage, schema(), segment, generation=generation)
        # Mapped now, since a later generation may delete the files while this one is read.
        self._map = _mapped(storage, segment.make_filename(W3Codec.POSTS_EXT))
        self._lengths = {
            field: _mapped(storage, W3Codec.column_filename(segment, length_column(field))) for field in FIELDS
        }

    def postings(self, field: str, term: str) -> Postings | None:
        """Return a term's postings in this segment's own document numbers."""
        try:
            info = self.reader.term_info(field, term)
        except TermNotFound:
            return None
        return self.read(info.extent()[0])

    def read(self, offset: int) -> Postings:
        """Return the postings at an offset of the segment's postings file."""
        return Postings.from_buffer(self._map, offset)

    def terms(self, field: str) -> Iterator[tuple[bytes, Any]]:
        """Yield the terms of a field with their infos, in byte order."""
        for (name, btext), info in self.reader.iter_from(field, ""):
            if name != field:
                return
            yield btext, info

    def lengths(self, field: str) -> NDArray[np.int64]:
        """Return the number of words of the field in every document, shape (size,)."""
        found = np.zeros(self.size, dtype=np.int64)
        # Whoosh leaves the zeros at a column's end out.
        stored = np.frombuffer(self._lengths[field], dtype=">u4")
        found[: len(stored)] = stored
        return found

    def close(self) -> None:
        """Close the files."""
        self.reader.close()


class Segments:
    """All segments of one generation; safe to share between threads."""

    def __init__(self, segments: list[Segment]) -> None:
        self._segments = segments
        self._bases = np.cumsum([0, *(segment.size for segment in segments)])
        # Whoosh's term index seeks in a shared file.
        self._lock = threading.Lock()

    @classmethod
    def open(cls, folder: Path, *, generation: int) -> Self:
        """Open the segments that the generation's table of contents lists.

        Raises:
            IndexCorruptError: a file is missing or damaged.
        """
        storage = FileStorage(str(folder))
        try:
            toc = TOC.read(storage, INDEX_NAME, gen=generation, schema=schema())
            return cls([Segment(storage, each, generation) for each in toc.segments])
        except Exception as error:  # Whoosh raises bare types of its own on damaged files
            raise IndexCorruptError(
                f"the keyword index in {folder} cannot be read ({error!r}): index the articles again into a new folder"
            ) from error

    @property
    def count(self) -> int:
        """The number of statements, removed ones included."""
        return int(self._bases[-1])

    def postings(self, field: str, term: str) -> Postings | None:
        """Return a term's postings by ordinal, or None where no statement has it."""
        parts = []
        with self._lock:
            for segment, base in zip(self._segments, self._bases, strict=False):
                found = segment.postings(field, term)
                if found is not None:
                    ids = found.ids if base == 0 else found.ids + np.uint32(base)
                    parts.append(Postings(ids, found.frequencies, found.positions))
        if len(parts) < 2:
            return parts[0] if parts else None
        return join(parts)

    def lengths(self, field: str) -> NDArray[np.int64]:
        """Return the number of words of the field in every statement, shape (count,)."""
        return np.concatenate([np.zeros(0, dtype=np.int64), *(each.lengths(field) for each in self._segments)])

    def beginning_with(self, field: str, prefix: str) -> set[str]:
        """Return the terms of a field that begin with the prefix."""
        with self._lock:
            return {
                btext.decode()
                for segment in self._segments
                if field in segment.reader.indexed_field_names()
                for btext in segment.reader.expand_prefix(field, prefix)
            }

    def within(self, field: str, word: str, distance: int) -> set[str]:
        """Return the terms of a field at most `distance` edits from the word, its first letter being right.

        An edit is a letter more, less, or other, or two neighbours exchanged (optimal string alignment).
        """
        terms = self.beginning_with(field, word[:1])
        found = process.extract(word, terms, scorer=OSA.distance, score_cutoff=distance, limit=None)
        return {term for term, _, _ in found}

    def close(self) -> None:
        """Close all files."""
        for segment in self._segments:
            segment.close()


def _mapped(storage: FileStorage, name: str) -> mmap.mmap | bytes:
    with open(storage._fpath(name), "rb") as stream:  # noqa: PTH123, SLF001 - Whoosh gives a string, and no public way
        empty = stream.seek(0, os.SEEK_END) == 0
        return b"" if empty else mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)


def join(parts: list[Postings]) -> Postings:
    """Return lists of ascending, disjoint ranges of documents as one."""
    positions = [part.positions for part in parts if part.positions is not None]
    return Postings(
        np.concatenate([part.ids for part in parts]),
        np.concatenate([part.frequencies for part in parts]),
        np.concatenate(positions) if positions else None,
    )
