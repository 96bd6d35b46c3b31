"""What does a person see while an index is built? A bar on standard error, and what could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from ..indexer.readers import Rejection

if TYPE_CHECKING:
    from types import TracebackType

    from ..indexer.readers import Notice


class Bar:
    """A progress line on standard error, shown only on a terminal; what is said goes above it."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False)
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description:<10}"),
            TextColumn("{task.fields[articles]:>9,} articles {task.fields[statements]:>10,} statements"),
            TimeElapsedColumn(),
            console=self._console,
            transient=True,
            disable=not self._console.is_terminal,
        )
        self._task = self._progress.add_task("loading", total=None, articles=0, statements=0)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def update(self, stage: str, *, articles: int, statements: int) -> None:
        """Say which stage runs, and how many articles and statements have come through so far."""
        self._progress.update(self._task, description=stage, articles=articles, statements=statements)

    def topics(self, done: int, total: int) -> None:
        """Say how many of how many topics have been searched for."""
        self._progress.update(self._task, description=f"topic {done} of {total}")

    def say(self, outcome: Rejection | Notice) -> None:
        """Print what was rejected or noticed, one line each."""
        say(outcome, self._console)


def say(outcome: Rejection | Notice, console: Console | None = None) -> None:
    """Print what was rejected or noticed on standard error, one line each."""
    console = console or Console(stderr=True, highlight=False)
    place = outcome.source if outcome.line is None else f"{outcome.source}, line {outcome.line}"
    what = f"rejected: {outcome.reason}" if isinstance(outcome, Rejection) else outcome.text
    console.print(f"{place}: {what}", markup=False, soft_wrap=True)
