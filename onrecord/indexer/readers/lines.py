"""Which lines does a stream hold? One at a time, decoded, none longer than memory should bear."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

from .outcome import Rejection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .encodings import Encoding

# A long book has a few MiB; a longer line is a file without line ends, and nobody would wait for its statements.
MAX_LINE_BYTES: Final = 16 << 20
# Code points that are read at once: lines below this, all but a few, take one call.
_STEP: Final = 1 << 20


class Line(NamedTuple):
    """A line with its line end and its 1-based number; `text` is None for one that is too long."""

    number: int
    text: str | None


def read_lines(stream: BinaryIO, encoding: Encoding, *, newline: str) -> Iterator[Line]:
    """Yield the lines of `stream`, their ends unchanged.

    `newline` says what ends a line, as in `open`: a line feed alone, or with "" a carriage return as well. A line of
    more than MAX_LINE_BYTES (as UTF-8) is read over piece by piece.
    """
    text = io.TextIOWrapper(stream, encoding.name, errors=encoding.errors, newline=newline)
    ends = ("\n",) if newline == "\n" else ("\n", "\r")
    try:
        number = 1
        while part := text.readline(_STEP):
            complete = len(part) < _STEP or part.endswith(ends)
            yield Line(number, part if complete else _long_line(text, part, ends))
            number += 1
    finally:
        # The stream is the caller's to close; one who gave up half-way has closed it already.
        if not stream.closed:
            text.detach()


def too_long(source: str, line: int) -> Rejection:
    """Return the rejection of a line that is too long."""
    reason = f"line longer than {MAX_LINE_BYTES >> 20} MiB: skipped; put one article in a line"
    return Rejection(source=source, line=line, reason=reason)


def _long_line(text: io.TextIOWrapper, part: str, ends: tuple[str, ...]) -> str | None:
    parts = [part]
    size = len(part.encode())
    while not part.endswith(ends) and (part := text.readline(_STEP)):
        size += len(part.encode())
        if size > MAX_LINE_BYTES:
            parts.clear()
        else:
            parts.append(part)
    return "".join(parts) if size <= MAX_LINE_BYTES else None
