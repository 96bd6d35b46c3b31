"""Where does the time of a long run go, and who is told how far it has come? Stopwatch and Progress."""

from __future__ import annotations

import time
from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator


class Progress(Protocol):
    """Told of every step; must be cheap."""

    def update(self, stage: str, *, articles: int, statements: int) -> None:
        """Say which stage runs, and how many articles and statements have come through so far."""


class Silent:
    """A Progress that shows nothing."""

    def update(self, stage: str, *, articles: int, statements: int) -> None:
        """Do nothing."""


class Stopwatch:
    """Wall seconds by stage; a stage inside another stops the outer one's clock."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._running: list[str] = []
        self._since = 0.0

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time inside the block as this stage's."""
        self._switch()
        self._running.append(name)
        try:
            yield
        finally:
            self._switch()
            self._running.pop()

    def _switch(self) -> None:
        now = time.perf_counter()
        if self._running:
            self.seconds[self._running[-1]] += now - self._since
        self._since = now
