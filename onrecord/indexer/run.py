"""What happens to each article of a run? Read, compared with the index, counted, added, committed."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self, TypeVar

import numpy as np

from ..errors import InputError
from ..storage import Entry, IndexWriter, check_entry, merged
from .encode import open_encoder
from .progress import Silent, Stopwatch
from .readers import Notice, Rejection
from .report import BuildReport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from numpy.typing import NDArray

    from ..encoder import EncoderInfo, ExportableEncoder
    from ..storage import Correction
    from .progress import Progress
    from .report import IndexConfig

# Texts between two steps of the progress bar.
_ENCODE_STEP: Final = 512
# Corrections after which a commit may be due: of mentions, each may change a hundred statements.
_CORRECTIONS_STEP: Final = 100

_END: Final = object()

T = TypeVar("T")
Outcome = Rejection | Notice


class Run:
    """One run of the indexer: the open writer, and the counts and clocks of the report."""

    def __init__(
        self,
        writer: IndexWriter,
        *,
        config: IndexConfig,
        watch: Stopwatch,
        on_outcome: Callable[[Outcome], None] | None,
        progress: Progress,
    ) -> None:
        self.report = BuildReport(seconds=watch.seconds)
        self.watch = watch
        self._writer = writer
        self._config = config
        self._on_outcome = on_outcome
        self._progress = progress
        self._waiting: dict[str, str] = {}

    @classmethod
    @contextmanager
    def open(
        cls,
        directory: str | Path,
        encoder: ExportableEncoder | None,
        *,
        config: IndexConfig,
        on_outcome: Callable[[Outcome], None] | None,
        progress: Progress | None,
    ) -> Iterator[Self]:
        """Open the index to write, with its own encoder if none is given."""
        watch, progress = Stopwatch(), progress or Silent()
        with watch.stage("loading"):
            watched = _WatchedEncoder(encoder or open_encoder(Path(directory)), watch)
            writer = IndexWriter.open(Path(directory), encoder=watched)
        with writer:
            run = cls(writer, config=config, watch=watch, on_outcome=on_outcome, progress=progress)
            watched.on_step = lambda: run.tell("encoding")
            yield run

    def loading(self, workers: int, load: Callable[[int], AbstractContextManager[T]]) -> AbstractContextManager[T]:
        """Load a pipeline, and count the time as loading."""
        with self.watch.stage("loading"):
            return load(workers)

    def correct(self, corrections: Iterable[Correction | Outcome]) -> None:
        """Give the index the corrections that are new to it, and apply them to the articles that it has."""
        given = list(readable(corrections, strict=self._config.strict, on_outcome=self._note_correction))
        new = merged(self._writer.corrections, given)
        self.report.corrections.update(read=len(given), new=len(new))
        for first in range(0, len(new), _CORRECTIONS_STEP):
            with self.watch.stage("writing"):
                self._writer.correct(new[first : first + _CORRECTIONS_STEP])
            self._commit_if_due()

    def accepted(self, entries: Iterable[Entry | Outcome]) -> Iterator[Entry]:
        """Yield what is new or changed; report and count the rest."""
        items = readable(entries, strict=self._config.strict, on_outcome=self._note)
        while True:
            with self.watch.stage("reading"):
                entry = next(items, _END)
            if entry is _END:
                return
            if not isinstance(entry, Entry):
                raise TypeError(f"an article is expected, not {type(entry).__name__}")
            try:
                check_entry(entry)
            except InputError as error:
                self._reject(error)
                continue
            if self._status(entry) == "unchanged":
                self.report.articles["unchanged"] += 1
            else:
                self._waiting[entry.article.article_id] = entry.fingerprint
                yield entry

    def add(self, entries: Iterable[Entry]) -> None:
        """Hand entries to the writer, and commit when enough statements wait."""
        for entry in entries:
            try:
                with self.watch.stage("writing"):
                    state = self._writer.status(entry)
                    added = self._writer.add(entry)
            except InputError as error:
                self._reject(error)
                continue
            self.report.articles[state] += 1
            self.report.statements.update(statement.kind for statement in added.statements)
            self._commit_if_due()
        self._waiting.clear()
        self.tell("extracting")

    def commit(self) -> None:
        """Make everything added so far permanent."""
        with self.watch.stage("writing"):
            self._writer.commit()
        self.tell("committed")

    def finish(self) -> None:
        """Commit what is left; a run in which nothing could be read begins no index."""
        if self.report.articles.total() or self.report.corrections["new"] or not self.report.rejected:
            self.commit()

    def tell(self, stage: str) -> None:
        """Tell the progress how far the run has come."""
        self._progress.update(stage, articles=self.report.articles.total(), statements=self.report.statements.total())

    def _commit_if_due(self) -> None:
        if self._writer.pending_statements >= self._config.commit_every:
            self.commit()

    def _status(self, entry: Entry) -> str:
        waiting = self._waiting.get(entry.article.article_id)
        if waiting is not None:
            return "unchanged" if waiting == entry.fingerprint else "replaced"
        return self._writer.status(entry)

    def _reject(self, error: InputError) -> None:
        if self._config.strict:
            raise error
        self._note(Rejection(source=error.source, line=error.line, reason=error.reason))

    def _note(self, outcome: Outcome) -> None:
        if isinstance(outcome, Rejection):
            self.report.rejected += 1
        self._tell_outcome(outcome)

    def _note_correction(self, outcome: Outcome) -> None:
        self.report.corrections["rejected"] += isinstance(outcome, Rejection)
        self._tell_outcome(outcome)

    def _tell_outcome(self, outcome: Outcome) -> None:
        if self._on_outcome is not None:
            self._on_outcome(outcome)


def readable(
    items: Iterable[T | Outcome], *, strict: bool, on_outcome: Callable[[Outcome], None] | None
) -> Iterator[T]:
    """Yield what could be read; hand rejections and notices to `on_outcome`.

    Raises:
        InputError: a rejection, if `strict`.
    """
    for item in items:
        if not isinstance(item, Rejection | Notice):
            yield item
            continue
        if strict and isinstance(item, Rejection):
            raise InputError(item.reason, source=item.source, line=item.line)
        if on_outcome is not None:
            on_outcome(item)


class _WatchedEncoder:
    """An encoder whose time is counted, and which tells after every few hundred texts."""

    def __init__(self, encoder: ExportableEncoder, watch: Stopwatch) -> None:
        self._encoder = encoder
        self._watch = watch
        self.on_step: Callable[[], None] = lambda: None

    @property
    def info(self) -> EncoderInfo:
        return self._encoder.info

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.empty((len(texts), self.info.dim), dtype=np.float32)
        # Neighbours of like length share a batch without padding.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        with self._watch.stage("encoding"):
            for first in range(0, len(order), _ENCODE_STEP):
                step = order[first : first + _ENCODE_STEP]
                rows[step] = self._encoder.encode([texts[i] for i in step])
                self.on_step()
        return rows

    def export(self, directory: Path) -> None:
        self._encoder.export(directory)
