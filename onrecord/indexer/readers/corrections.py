"""Which corrections does a person's file hold? JSON Lines, one correction a line."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ...storage import Correction
from .encodings import describe_binary
from .formats import is_compressed
from .json_rows import read_json_lines
from .opening import open_bytes, read_head, until_damage
from .outcome import Rejection
from .rows import Row
from .sources import Source, display

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .outcome import Outcome


def read_corrections(path: str | Path) -> Iterator[Correction | Outcome]:
    """Yield the corrections of a file, as a stream; what is none is rejected with its line, and the next one read."""
    name = os.fspath(path)
    source = Source(name=display(name), path=name, format="jsonl", compressed=is_compressed(name))
    return until_damage(_read(source), source=source.name)


def _read(source: Source) -> Iterator[Correction | Outcome]:
    with open_bytes(source, None) as stream:
        if (binary := describe_binary(read_head(stream))) is not None:
            yield Rejection(source=source.name, line=None, reason=binary)
            return
        for row in read_json_lines(stream, source=source.name):
            yield _correction(row) if isinstance(row, Row) else row


def _correction(row: Row) -> Correction | Rejection:
    try:
        return Correction.from_json(row.values)
    except ValueError as error:
        return row.place.reject(str(error))
