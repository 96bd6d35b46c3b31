"""Who still uses a generation? A reader that several threads share, closed when it is retired and nobody uses it."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..storage import IndexReader


class SharedReader:
    """The reader of the moment; a search holds the one that it began with."""

    def __init__(self, reader: IndexReader) -> None:
        self._lock = threading.Lock()
        self._users: dict[IndexReader, int] = {reader: 0}
        self._current: IndexReader | None = reader

    @contextmanager
    def use(self) -> Iterator[IndexReader]:
        """Hold the current reader inside the block.

        Raises:
            StorageError: it has been closed.
        """
        with self._lock:
            reader = self._current
            if reader is None:
                raise StorageError("this Searcher is closed: open another")
            self._users[reader] += 1
        try:
            yield reader
        finally:
            with self._lock:
                self._users[reader] -= 1
                self._close_unused()

    def replace(self, reader: IndexReader) -> bool:
        """Let later blocks hold another reader; the one before is closed when its last block has ended.

        After `close` it is the other one that is closed, and the answer is False.
        """
        with self._lock:
            replaced = self._current is not None
            self._users[reader] = 0
            if replaced:
                self._current = reader
            self._close_unused()
            return replaced

    def close(self) -> None:
        """Let no later block begin; the reader is closed when its last block has ended."""
        with self._lock:
            self._current = None
            self._close_unused()

    def _close_unused(self) -> None:
        for reader in [each for each, users in self._users.items() if users == 0 and each is not self._current]:
            del self._users[reader]
            reader.close()
