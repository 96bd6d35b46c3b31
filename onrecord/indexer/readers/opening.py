"""How is a source opened, and what ends its reading?"""

from __future__ import annotations

import gzip
import shutil
import sys
import tempfile
import zlib
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO, Final, TypeVar, cast

from .outcome import Rejection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .sources import Source

T = TypeVar("T")

# A decoding error means damage that gzip noticed too late, or a file that is no longer the one that was looked at.
_DAMAGE: Final = (OSError, EOFError, zlib.error, UnicodeDecodeError)
_GZIP: Final = b"\x1f\x8b"
_CHUNK: Final = 1 << 20
# Enough of the beginning to know binary data and UTF-16 by.
_HEAD: Final = 1 << 16


@contextmanager
def open_bytes(source: Source, stdin: BinaryIO | None) -> Iterator[BinaryIO]:
    """Open `source` as a stream that can be read twice, decompressed.

    What cannot be wound back (a pipe) goes to a temporary file first. `stdin` is left open.

    Raises:
        OSError: the file cannot be opened, or the disk is full.
    """
    with ExitStack() as stack:
        if source.path is not None:
            stream: BinaryIO = stack.enter_context(open(source.path, "rb"))  # noqa: PTH123 - the name as given
        else:
            stream = sys.stdin.buffer if stdin is None else stdin
        if not stream.seekable():
            spool = cast("BinaryIO", stack.enter_context(tempfile.TemporaryFile()))
            shutil.copyfileobj(stream, spool, _CHUNK)
            spool.seek(0)
            stream = spool
        if source.compressed or (source.path is None and is_gzip(read_head(stream))):
            stream = cast("BinaryIO", stack.enter_context(gzip.GzipFile(fileobj=stream, mode="rb")))
        yield stream


def is_gzip(head: bytes) -> bool:
    """Return whether what begins with `head` is compressed with gzip."""
    return head.startswith(_GZIP)


def is_unpacked(stream: BinaryIO) -> bool:
    """Return whether `open_bytes` decompresses the stream."""
    return isinstance(stream, gzip.GzipFile)


def read_head(stream: BinaryIO) -> bytes:
    """Return how the stream begins, and wind it back."""
    start = stream.tell()
    head = _gather(stream, _HEAD)
    stream.seek(start)
    return head


def read_chunks(stream: BinaryIO) -> Iterator[bytes]:
    """Yield all bytes, the head in one piece, and wind back; damage on the way is left to the reading proper."""
    start = stream.tell()
    yield _gather(stream, _HEAD)
    read = _reader(stream)
    with suppress(*_DAMAGE):
        while chunk := read(_CHUNK):
            yield chunk
    stream.seek(start)


def read_whole(stream: BinaryIO, *, limit: int) -> bytes | None:
    """Return all bytes from here on, None if there are more than `limit`."""
    data = stream.read(limit + 1)
    return data if len(data) <= limit else None


def until_damage(items: Iterable[T], *, source: str) -> Iterator[T | Rejection]:
    """Yield `items`; where reading them fails, what came before stands and a rejection says why."""
    iterator = iter(items)
    started = False
    while True:
        try:
            item = next(iterator)
        except StopIteration:
            return
        except _DAMAGE as error:
            yield Rejection(source=source, line=None, reason=_reason(error, started=started))
            return
        started = True
        yield item


def _reason(error: BaseException, *, started: bool) -> str:
    match error:
        case FileNotFoundError():
            return "no such file or folder"
        case PermissionError():
            return "permission denied: make it readable for this user"
        case gzip.BadGzipFile() if not started and str(error).startswith("Not a gzipped file"):
            return "not compressed with gzip, whatever its name says: rename it without .gz"
        case gzip.BadGzipFile() | EOFError() | zlib.error():
            return f"damaged gzip data, read up to the damage ({error}): fetch or compress the file again"
        case UnicodeDecodeError():
            return "damaged, or changed while it was read: fetch the file again, or read it again"
        case OSError():
            return f"cannot be read: {error.strerror or error}"
    raise error


def _gather(stream: BinaryIO, size: int) -> bytes:
    """Read `size` bytes, or as many as there are before the end or the first damage."""
    read = _reader(stream)
    data = bytearray()
    try:
        while len(data) < size and (chunk := read(size - len(data))):
            data += chunk
    except _DAMAGE:
        if not data:
            raise
    return bytes(data)


def _reader(stream: BinaryIO) -> Callable[[int], bytes]:
    # `read` of a damaged gzip file raises and loses what it had by then; `read1` hands that over first.
    return cast("Callable[[int], bytes]", getattr(stream, "read1", stream.read))
