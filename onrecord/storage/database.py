"""What does SQLite mean? How the statement store's file is opened, and what its errors say to a person."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Final

from ..errors import IndexCorruptError, IndexLockedError, StorageError
from .records import DIGESTS, EVIDENCE, EXTRACTED, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Seconds that a reader waits while a writer commits, and the other way round.
_PATIENCE: Final = 60
# An error code's last byte is the kind of error; the rest says more about it.
_KIND: Final = 0xFF
_DISK: Final = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL)
# What keeps a writer from writing and leaves the file as it is.
UNWRITABLE: Final = (*_DISK, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)


def connect(path: Path) -> sqlite3.Connection:
    """Open a committed store to read.

    Raises:
        StorageError: as `error_of` tells.
    """
    # Not mode=ro: that could not roll back the journal of a writer that died within its transaction.
    address = f"{path.absolute().as_uri()}?mode=rw"
    with ExitStack() as stack:
        try:
            connection = sqlite3.connect(address, uri=True, check_same_thread=False, timeout=_PATIENCE)
            stack.callback(connection.close)
            connection.execute("PRAGMA query_only = ON")
            connection.execute("SELECT ordinal FROM statements LIMIT 1")
        except sqlite3.Error as error:
            raise error_of(error, path) from error
        stack.pop_all()
        return connection


def connect_to_write(path: Path, *, new: bool) -> sqlite3.Connection:
    """Open a store to write; only a `new` one is made where there is none."""
    if not new and not path.exists():
        raise _missing(path)
    connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=_PATIENCE)
    with ExitStack() as stack:
        stack.callback(connection.close)
        connection.execute("PRAGMA synchronous = FULL")
        # A transaction that spilled into the file would lock readers out until its end.
        connection.execute("PRAGMA cache_spill = OFF")
        # One transaction makes the schema, so that a store is whole or has none.
        if new and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
            connection.executescript(f"BEGIN IMMEDIATE; {SCHEMA} COMMIT;")
        elif not new:
            connection.execute(DIGESTS)
            connection.execute(EXTRACTED)
            if not has_evidence(connection):
                connection.execute(EVIDENCE)
        stack.pop_all()
        return connection


def has_evidence(connection: sqlite3.Connection) -> bool:
    """Tell whether the store's statements have evidence; those of an early version have none."""
    return (
        connection.execute("SELECT 1 FROM pragma_table_info('statements') WHERE name = 'evidence'").fetchone()
        is not None
    )


def kind_of(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code."""
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return code & _KIND


def error_of(error: sqlite3.Error, path: Path) -> StorageError:
    """Return what an error of SQLite means to one who reads the store at `path`, and what to do about it."""
    kind = kind_of(error)
    if kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return IndexLockedError(f"{path} is locked while another process commits: try again in a moment")
    if kind == sqlite3.SQLITE_READONLY:
        return IndexLockedError(
            f"{path} waits to be put right after a writer was killed, and you may not write there: somebody who may "
            "must open the index once, e.g. by 'onrecord verify'"
        )
    if kind in _DISK:
        return StorageError(f"{path} cannot be read ({error}): look after the disk, then run 'onrecord verify'")
    if kind == sqlite3.SQLITE_CANTOPEN:
        if path.exists():
            return StorageError(f"{path} cannot be opened: mend the permissions of the file and its folder")
        return _missing(path)
    return damaged(path, str(error))


def damaged(path: Path, fact: str) -> IndexCorruptError:
    """Return the error that says that the store's content is not what it was."""
    return IndexCorruptError(f"{path} is damaged ({fact}): index the articles again into a new folder")


@contextmanager
def reading_rows(path: Path) -> Iterator[None]:
    """Call rows of the store that are missing or make no sense inside the block what they are: damage."""
    try:
        yield
    except (LookupError, TypeError, ValueError) as error:
        raise damaged(path, f"a row is missing or makes no sense: {error!r}") from error


def _missing(path: Path) -> IndexCorruptError:
    return IndexCorruptError(f"{path} is missing: index the articles again into a new folder")
