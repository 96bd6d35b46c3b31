"""What can go wrong, as one tree; a caller who catches `OnrecordError` catches all of it.

OnrecordError
├── InputError               an article or a row that cannot be read or kept
├── QueryError               an option whose value makes no sense (a date, a mode, a kind, what to remove)
├── NotFoundError            no statement of that id in the index
├── ExtractionError          the language model's pipeline failed on a text
├── EncoderError             an encoder that cannot be loaded or run
├── MissingDependencyError   an optional extra is not installed
└── StorageError             the index directory
    ├── IndexMissingError    there is no index there
    ├── IndexFormatError     written by another version of the format
    ├── IndexCorruptError    parts that do not agree, or a digest that does not match
    ├── IndexLockedError     another process is writing, or died while it wrote
    ├── EncoderMismatchError made with another encoder than the one asked for
    └── IndexWriteError      the disk is full, the folder is read-only, or it holds something else
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class OnrecordError(Exception):
    """Base of every error that OnRecord raises on purpose; its text is one line for a person."""


class InputError(OnrecordError):
    """An article or a row that cannot be read or kept.

    `source` is the file's name as the user gave it, or the article's id; `line` is the 1-based line or row, None where
    the whole file is meant.
    """

    def __init__(self, reason: str, *, source: str, line: int | None = None) -> None:
        place = source if line is None else f"{source}, line {line}"
        super().__init__(f"{place}: {reason}")
        self.reason = reason
        self.source = source
        self.line = line


class QueryError(OnrecordError):
    """An option whose value makes no sense."""


class NotFoundError(OnrecordError):
    """No statement of that id in the index."""


class ExtractionError(OnrecordError):
    """The language pipeline failed on a text."""


class EncoderError(OnrecordError):
    """An encoder that cannot be loaded or run."""


class MissingDependencyError(OnrecordError):
    """An optional extra is not installed; the message names it."""

    def __init__(self, package: str, *, extra: str, purpose: str) -> None:
        super().__init__(f"{purpose} needs {package}, which is not installed: pip install 'onrecord[{extra}]'")
        self.package = package
        self.extra = extra


class StorageError(OnrecordError):
    """Something is wrong with the index directory."""


class IndexMissingError(StorageError):
    """There is no index at the path."""

    def __init__(self, directory: Path) -> None:
        super().__init__(f"no index at {directory}: make one with 'onrecord index SOURCE... --index {directory}'")
        self.directory = directory


class IndexFormatError(StorageError):
    """The index was written in a format that this version does not read."""


class IndexCorruptError(StorageError):
    """Parts of the index do not agree, or a file differs from its digest."""


class IndexLockedError(StorageError):
    """Another process is writing to the index, or was killed and left it to be put right by one who may write."""


class EncoderMismatchError(StorageError):
    """The index was made with another encoder than the one asked for."""


class IndexWriteError(StorageError):
    """The index could not be written: disk full, folder read-only or in use for something else."""
