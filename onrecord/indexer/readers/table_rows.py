"""Which rows does a CSV or TSV file hold?"""

from __future__ import annotations

import csv
import re
from collections import deque
from typing import TYPE_CHECKING, BinaryIO, Final

from .encodings import detect
from .lines import MAX_LINE_BYTES, Line, read_lines, too_long
from .opening import read_chunks
from .outcome import Notice, Place, Rejection
from .rows import Row, holds_text, text_missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .outcome import Outcome
    from .rows import Spellings

# In the order of preference where a header has as many of one as of another.
_DELIMITERS: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
# Excel's own first line, which is no header: "sep=;".
_SEPARATOR: Final = re.compile(r"\s*\"?sep=(.)\"?\s*", re.IGNORECASE)


def read_table(
    stream: BinaryIO, *, source: str, spellings: Spellings, delimiter: str | None
) -> Iterator[Row | Outcome]:
    """Yield the rows below the header, one at a time; a row that does not fit is rejected, and the next one read.

    With `delimiter` None it is what a line `sep=;` above the header says, else what the header has most of. A
    quotation mark that is never closed costs its own line only. In a TSV file quotation marks count as quoting only
    where the row comes out right that way.
    """
    # The limit is the process's, and only ever raised here: another reader may be in the middle of a row.
    csv.field_size_limit(max(csv.field_size_limit(), MAX_LINE_BYTES))
    encoding = detect(read_chunks(stream))
    if encoding.notice:
        yield Notice(source=source, line=None, text=encoding.notice)
    tape = _Tape(read_lines(stream, encoding, newline=""))
    given = _SEPARATOR.fullmatch(_text_of(tape.peek()))
    if given:
        tape.skip()
    if delimiter is None:
        delimiter = given[1] if given else _guess_delimiter(_text_of(tape.peek()))
        if not given and delimiter != ",":
            yield Notice(source=source, line=None, text=f"fields read as separated by {_DELIMITERS[delimiter]}")
    header: list[str] | None = None
    for row in _records(tape, delimiter, source=source):
        if isinstance(row, Rejection):
            yield row
            continue
        line, fields = row
        if header is None:
            header = [name.strip() for name in fields]
            if not holds_text(header, spellings):
                yield Rejection(source=source, line=None, reason=text_missing(header, spellings))
                return
            tape.width = len(header)
        elif len(fields) != len(header):
            reason = f"{len(fields)} fields where the header has {len(header)}: quote fields that hold {delimiter!r}"
            yield Rejection(source=source, line=line, reason=reason)
        else:
            yield Row(place=Place(source, line), values=dict(zip(header, fields, strict=True)))


class _Tape:
    """The lines of a table; what a row has taken can be wound back, when the row turns out to be broken."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self.width: int | None = None  # fields of the header, once it is known
        self.taken: list[str] = []
        self._lines = lines
        self._ahead: deque[Line] = deque()
        self._number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """Return the next line for the row being read; the row ends at a line that is too long."""
        line = self.peek()
        if line is None or line.text is None:
            raise StopIteration
        self._ahead.popleft()
        self.taken.append(line.text)
        self._number = line.number
        return line.text

    def peek(self) -> Line | None:
        """Return the next line without taking it, None at the end."""
        if not self._ahead:
            self._ahead.extend(line for line in (next(self._lines, None),) if line is not None)
        return self._ahead[0] if self._ahead else None

    def skip(self) -> None:
        """Pass over the next line."""
        self._ahead.popleft()

    def keep_first(self) -> str:
        """Wind back to the second line of the row, and return the first."""
        first = self._number - len(self.taken) + 1
        again = (Line(first + i, text) for i, text in enumerate(self.taken))
        self._ahead.extendleft(reversed(list(again)[1:]))
        return self.taken[0]


def _records(tape: _Tape, delimiter: str, *, source: str) -> Iterator[tuple[int, list[str]] | Rejection]:
    """Yield the fields of each row with its first line's number."""
    reader = csv.reader(tape, delimiter=delimiter, strict=True)
    while line := tape.peek():
        if line.text is None:
            tape.skip()
            yield too_long(source, line.number)
            continue
        tape.taken = []
        try:
            fields = next(reader)
        except csv.Error as error:
            plain = _plain_fields(tape.keep_first(), delimiter)
            if plain is not None and len(plain) == tape.width:
                yield line.number, plain
            else:
                yield Rejection(source=source, line=line.number, reason=_unbalanced(error))
            continue
        if len(tape.taken) > 1 and any(delimiter in field and "\n" in field for field in fields):
            plain = _plain_fields(tape.taken[0], delimiter)
            if plain is not None and len(plain) == tape.width:
                # A quotation mark of the text had swallowed this row's end and the next one's beginning.
                tape.keep_first()
                fields = plain
        if fields:
            yield line.number, fields


def _text_of(line: Line | None) -> str:
    return (line.text or "") if line else ""


def _plain_fields(line: str, delimiter: str) -> list[str] | None:
    """Return the fields of a TSV line as tools write it that never quote: news often begins with quotation marks."""
    return line.rstrip("\r\n").split("\t") if delimiter == "\t" else None


def _guess_delimiter(header: str) -> str:
    outside = "".join(header.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)


def _unbalanced(error: csv.Error) -> str:
    if "limit" in str(error):
        return f"a field longer than {MAX_LINE_BYTES >> 20} MiB: skipped, or a quotation mark is never closed"
    return f"quotation marks are not balanced ({error}): double those inside a quoted field"
