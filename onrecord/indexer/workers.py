"""How are articles extracted on several cores? A pool of processes that each hold a pipeline."""

from __future__ import annotations

import multiprocessing
import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TYPE_CHECKING, Final, Self

from ..errors import ExtractionError
from .extraction import Extractor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import TracebackType

    from ..statement import Article, Statement

# Large enough that pickling is nothing beside parsing, small enough that the last chunk keeps nobody waiting.
_CHUNK: Final = 16

_extractor: Extractor | None = None


class ExtractorPool:
    """Extracts like `Extractor.extract_all`, on `workers` processes; a context manager that ends them."""

    def __init__(self, workers: int) -> None:
        Extractor.require_parser()  # here, where its absence can be told; a worker could only die of it
        # Not fork: torch's and onnxruntime's threads do not survive it.
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_start)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def extract_all(self, articles: Iterable[Article]) -> Iterator[list[Statement]]:
        """Yield each article's statements, in the order given; all `articles` are held at once.

        Raises:
            ExtractionError: the parser failed on an article, or a process was ended from outside.
        """
        stream = iter(articles)
        chunks = iter(lambda: list(islice(stream, _CHUNK)), [])
        try:
            for found in self._pool.map(_extract_chunk, list(chunks)):
                yield from found
        except BrokenProcessPool as error:
            raise ExtractionError(
                "a worker process ended before its time, perhaps for want of memory: index again with --workers 1"
            ) from error


def _start() -> None:
    # Ctrl-C reaches every process of the terminal; only the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    global _extractor  # noqa: PLW0603 - a process's own pipeline, loaded once
    _extractor = Extractor.open()


def _extract_chunk(articles: Sequence[Article]) -> list[list[Statement]]:
    extractor = _extractor or Extractor.open()
    return list(extractor.extract_all(articles))
