"""How does a byte stay written? Files synced to the disk, replaced whole, checked by digests of blocks."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from ..errors import IndexWriteError
from .database import UNWRITABLE, error_of, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

# Appending re-reads at most one block, whatever the file's size; 1.5 GB of vectors are 366 digests.
BLOCK_BYTES: Final = 4 * 1024 * 1024


def sync_file(path: Path) -> None:
    """Return when the file's bytes are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_directory(path: Path) -> None:
    """Return when the directory's names are on the disk; without effect where a directory cannot be synced."""
    if os.name != "posix":
        return
    sync_file(path)


def replace_file(path: Path, data: bytes) -> None:
    """Write a file whole: a reader, or a crash, finds the old one or the new one."""
    temporary = path.with_name(f"{path.name}.new")
    with temporary.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)
    sync_directory(path.parent)


def block_digests(path: Path, size: int, known: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the SHA-256 digests of the first `size` bytes, block by block.

    `known` are the digests of earlier, full blocks of a file that only grows; those are not read again.
    """
    digests = list(known[: size // BLOCK_BYTES])
    with path.open("rb") as stream:
        stream.seek(len(digests) * BLOCK_BYTES)
        left = size - len(digests) * BLOCK_BYTES
        while left > 0:
            block = stream.read(min(BLOCK_BYTES, left))
            if not block:
                break
            digests.append(hashlib.sha256(block).hexdigest())
            left -= len(block)
    return tuple(digests)


@contextmanager
def writing(directory: Path) -> Iterator[None]:
    """Turn failures of the disk inside the block into an `IndexWriteError` that says what to do.

    Raises:
        StorageError: the statement store has failed otherwise, as `error_of` tells.
    """
    try:
        yield
    except OSError as error:
        raise _unwritable(directory, error.strerror or str(error)) from error
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.Error as error:
        if kind_of(error) in UNWRITABLE:
            raise _unwritable(directory, str(error)) from error
        raise error_of(error, directory) from error


def _unwritable(directory: Path, reason: str) -> IndexWriteError:
    return IndexWriteError(
        f"cannot write to the index at {directory} ({reason}); what was committed before stands: free some space or "
        "mend the folder's permissions, and run the command again"
    )
