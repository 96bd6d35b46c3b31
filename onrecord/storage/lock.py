"""Who writes? One process at a time, by a lock that the system gives back when its owner dies."""

from __future__ import annotations

import json
import os
import socket
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from ..errors import IndexLockedError
from .layout import LOCK, OWNER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def write_lock(directory: Path) -> Iterator[None]:
    """Hold the right to write to the index inside the block.

    The lock is on an open file, so it ends with its process, however that ends: there is no stale lock to remove. The
    file beside it only names the owner for the message.

    Raises:
        IndexLockedError: another process, or another writer of this one, holds it.
    """
    lock = FileLock(directory / LOCK, is_singleton=False)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise IndexLockedError(
            f"{_owner(directory)} is writing to the index at {directory}: wait until it has finished"
        ) from error
    try:
        (directory / OWNER).write_text(json.dumps({"pid": os.getpid(), "host": socket.gethostname()}), "utf-8")
        yield
    finally:
        with suppress(OSError):
            (directory / OWNER).unlink(missing_ok=True)
        lock.release()


def _owner(directory: Path) -> str:
    try:
        owner = json.loads((directory / OWNER).read_text("utf-8"))
        return f"process {owner['pid']} on {owner['host']}"
    except (OSError, ValueError, KeyError, TypeError):
        # The owner has the lock and has not yet written its name.
        return "another process"
