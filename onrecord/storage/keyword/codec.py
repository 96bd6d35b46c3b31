"""How do posting lists lie on the disk? A Whoosh codec whose posting lists are plain arrays.

Whoosh's own codec pickles blocks of 128 postings and walks them one by one in Python. Here a list is one run of bytes,
little-endian, mapped and read by NumPy as it lies, and still readable through Whoosh's matchers:

    magic "OrP1" | postings u32 | positions u32 | width of a frequency u8 | width of a position u8 | 0 u16
    document numbers, u32 each, ascending
    frequencies, u8 or u16 or u32 each, padded to 4 bytes
    positions, u16 or u32 each, those of one document after those of the one before, padded to 4 bytes

Whoosh pickles the names `ArrayCodec` and its module into an index: they may not move within format version 1.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3PostingsWriter, W3TermInfo
from whoosh.matching import ListMatcher

if TYPE_CHECKING:
    from numpy.typing import NDArray

_HEADER: Final = struct.Struct("<4sIIBBH")
_MAGIC: Final = b"OrP1"


@dataclass(frozen=True, slots=True)
class Postings:
    """Where a term stands: ascending document numbers, how often, and at which positions, if the field has them."""

    ids: NDArray[np.uint32]
    frequencies: NDArray[np.unsignedinteger[Any]]
    positions: NDArray[np.unsignedinteger[Any]] | None

    def to_bytes(self) -> bytes:
        """Return the layout that the module's first lines describe."""
        frequencies = _narrow(self.frequencies, (1, 2, 4))
        positions = None if self.positions is None else _narrow(self.positions, (2, 4))
        head = _HEADER.pack(
            _MAGIC,
            len(self.ids),
            0 if positions is None else len(positions),
            frequencies.itemsize,
            0 if positions is None else positions.itemsize,
            0,
        )
        parts = [head, self.ids.astype("<u4").tobytes(), _padded(frequencies)]
        if positions is not None:
            parts.append(_padded(positions))
        return b"".join(parts)

    @classmethod
    def from_buffer(cls, buffer: Any, offset: int) -> Postings:
        """Read a list at an offset of a mapped file, without copying.

        Raises:
            ValueError: there is no list.
        """
        magic, count, places, frequency_width, position_width, _ = _HEADER.unpack_from(buffer, offset)
        if magic != _MAGIC:
            raise ValueError(f"no posting list at byte {offset}")
        at = offset + _HEADER.size
        ids = np.frombuffer(buffer, "<u4", count, at)
        at += 4 * count
        frequencies = np.frombuffer(buffer, f"<u{frequency_width}", count, at)
        at += -(-frequency_width * count // 4) * 4
        positions = np.frombuffer(buffer, f"<u{position_width}", places, at) if position_width else None
        return cls(ids, frequencies, positions)

    @property
    def starts(self) -> NDArray[np.int64]:
        """Where each document's positions begin, shape (postings + 1,)."""
        return np.concatenate([[0], np.cumsum(self.frequencies, dtype=np.int64)])


class ArrayPostingsWriter(W3PostingsWriter):  # type: ignore[misc]  # whoosh has no types
    """Gathers one term's postings, one by one as Whoosh gives them, and writes them as arrays."""

    def start_postings(self, format_: Any, terminfo: Any) -> None:
        """Begin a term."""
        super().start_postings(format_, terminfo)
        self._term_ids: list[int] = []
        self._frequencies: list[int] = []
        self._places: list[int] = []
        self._lengths: list[int] = []

    def add_posting(self, id_: int, weight: float, vbytes: bytes, length: int | None = None) -> None:
        """Take one posting."""
        self._term_ids.append(id_)
        self._frequencies.append(round(weight))
        self._lengths.append(length or 0)
        if vbytes and self._format.supports("positions"):
            self._places.extend(self._format.decode_positions(vbytes))

    def finish_postings(self) -> Any:
        """Write the term's list and return what the term index keeps of it."""
        postings = Postings(
            np.array(self._term_ids, dtype=np.uint32),
            np.array(self._frequencies, dtype=np.uint32),
            np.array(self._places, dtype=np.uint32) if self._format.supports("positions") else None,
        )
        info = write_postings(self._postfile, postings, np.array(self._lengths, dtype=np.int64))
        self._terminfo = None
        return info


class ArrayFieldWriter(W3FieldWriter):  # type: ignore[misc]
    """Whoosh's field writer, which also takes whole posting lists."""

    def add_list(self, btext: bytes, postings: Postings, lengths: NDArray[np.int64]) -> None:
        """Add a term of the field that was started; terms come in ascending order."""
        self.start_term(btext)
        info = write_postings(self._postfile, postings, lengths)
        self._postwriter._terminfo = None  # noqa: SLF001 - the term was begun with Whoosh's writer and ends here
        self._tindex.add(struct.pack("!H", self._fieldid) + btext, info.to_bytes())


class ArrayMatcher(ListMatcher):  # type: ignore[misc]
    """The postings of one term for Whoosh's own Searcher."""

    def copy(self) -> ArrayMatcher:
        """Return a matcher at the same place."""
        return ArrayMatcher(
            self._ids,
            self._weights,
            self._values,
            self._format,
            self._scorer,
            self._i,
            None,
            self._term,
            self._terminfo,
        )

    def skip_to(self, id: int) -> None:  # noqa: A002 - Whoosh's signature
        """Go to the first document from `id` on."""
        self._i: int = bisect_left(self._ids, id, self._i)

    def block_max_weight(self) -> float:
        """Return the highest frequency in the list."""
        return float(self._terminfo.max_weight())


class ArrayCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec 3 with posting lists as arrays."""

    def field_writer(self, storage: Any, segment: Any) -> ArrayFieldWriter:
        """Return the writer of a segment's inverted index."""
        return ArrayFieldWriter(self, storage, segment)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> Any:  # noqa: FBT001, FBT002 - Whoosh's signature
        """Return the writer of posting lists."""
        if byteids:
            return super().postings_writer(dbfile, byteids=True)
        return ArrayPostingsWriter(dbfile, blocklimit=self._blocklimit, inlinelimit=0)

    def postings_reader(self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None) -> Any:
        """Return a matcher over one term's postings."""
        offset, length = terminfo.extent()
        if isinstance(length, tuple):  # Whoosh 2.7.5 forgets to unpack what it reads back
            (length,) = length
        postings = Postings.from_buffer(bytes(dbfile.get(offset, length)), 0)
        values = None
        if postings.positions is not None:
            places = np.split(postings.positions, postings.starts[1:-1])
            values = [format_.encode([int(place) for place in each]) for each in places]
        return ArrayMatcher(
            postings.ids.tolist(),
            postings.frequencies.astype(np.float32).tolist(),
            values,
            format_,
            scorer,
            term=term,
            terminfo=terminfo,
        )


def write_postings(stream: Any, postings: Postings, lengths: NDArray[np.int64]) -> W3TermInfo:
    """Write a list at the end of a postings file; `lengths` are the field lengths of its documents."""
    offset = stream.tell()
    data = postings.to_bytes()
    stream.write(data)
    info = W3TermInfo()
    info.add_block(_Block(postings, lengths))
    info.set_extent(offset, len(data))
    return info


class _Block:
    """What `W3TermInfo.add_block` asks of a block of postings."""

    def __init__(self, postings: Postings, lengths: NDArray[np.int64]) -> None:
        self._postings = postings
        self._lengths = lengths
        self._weights = [int(postings.frequencies.sum(dtype=np.int64))]

    def __len__(self) -> int:
        return len(self._postings.ids)

    def min_length(self) -> int:
        return int(self._lengths.min())

    def max_length(self) -> int:
        return int(self._lengths.max())

    def max_weight(self) -> float:
        return float(self._postings.frequencies.max())

    def min_id(self) -> int:
        return int(self._postings.ids[0])

    def max_id(self) -> int:
        return int(self._postings.ids[-1])


def _narrow(values: NDArray[Any], widths: tuple[int, ...]) -> NDArray[Any]:
    highest = int(values.max()) if len(values) else 0
    width = next(each for each in widths if highest < 1 << 8 * each)
    return values.astype(f"<u{width}")


def _padded(values: NDArray[Any]) -> bytes:
    data = values.tobytes()
    return data + b"\0" * (-len(data) % 4)
