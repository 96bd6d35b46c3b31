"""How do articles become an index? The one path: read, extract, encode, commit."""

from __future__ import annotations

import json
from contextlib import nullcontext
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..errors import InputError
from ..statement import Article
from ..storage import Entry, IndexWriter, article_fingerprint, check_entry
from .extraction import RULES_VERSION, Extractor
from .readers import Rejection
from .report import BuildReport, IndexConfig
from .run import Run, readable
from .workers import ExtractorPool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from ..encoder import ExportableEncoder
    from ..statement import Statement
    from ..storage import Correction
    from .progress import Progress
    from .run import Outcome

# Articles that are extracted together: enough for both cores and for spaCy's batches.
_BATCH: Final = 128


def build_index(
    articles: Iterable[Article | Outcome],
    directory: str | Path,
    *,
    corrections: Iterable[Correction | Outcome] | None = None,
    encoder: ExportableEncoder | None = None,
    config: IndexConfig | None = None,
    on_outcome: Callable[[Outcome], None] | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Extract the statements of articles and add them to the index at `directory`, made if there is none.

    `articles` is any iterable of `Article`, or what `readers.read_articles` yields, consumed as a stream. An article
    that the index holds unchanged costs nothing, a changed one replaces its old statements. `encoder` defaults to
    the index's own. `corrections`, as `readers.read_corrections` yields them, join those of the index. Rejections and
    notices go to `on_outcome` as they come.

    Raises:
        InputError: a rejection, if `config.strict`.
        StorageError: the index cannot be opened or written; what was committed before stands.
    """
    config = config or IndexConfig()
    entries = (
        Entry(each, (), article_fingerprint(each, RULES_VERSION)) if isinstance(each, Article) else each
        for each in articles
    )
    with Run.open(directory, encoder, config=config, on_outcome=on_outcome, progress=progress) as run:
        if corrections is not None:
            run.correct(corrections)
        stream = run.accepted(entries)
        with run.loading(config.workers, open_extractor) as extractor:
            while batch := list(islice(stream, _BATCH)):
                with run.watch.stage("extracting"):
                    found = list(extractor.extract_all([entry.article for entry in batch]))
                run.add(replace(entry, statements=each) for entry, each in zip(batch, found, strict=True))
        run.finish()
    return run.report


def build_statement_index(
    rows: Iterable[tuple[Article, Sequence[Statement]] | Outcome],
    directory: str | Path,
    *,
    corrections: Iterable[Correction | Outcome] | None = None,
    encoder: ExportableEncoder | None = None,
    config: IndexConfig | None = None,
    on_outcome: Callable[[Outcome], None] | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Add statements that are known already, each with its article, as `readers.read_statements` yields them.

    The rest as `build_index`.
    """
    config = config or IndexConfig()
    entries = (_known(*each) if isinstance(each, tuple) else each for each in rows)
    with Run.open(directory, encoder, config=config, on_outcome=on_outcome, progress=progress) as run:
        if corrections is not None:
            run.correct(corrections)
        stream = run.accepted(entries)
        while batch := list(islice(stream, _BATCH)):
            run.add(batch)
        run.finish()
    return run.report


def extract_articles(
    articles: Iterable[Article | Outcome],
    *,
    config: IndexConfig | None = None,
    on_outcome: Callable[[Outcome], None] | None = None,
) -> Iterator[tuple[Article, list[Statement]]]:
    """Yield each article with its statements, in the order given, without an index.

    Raises:
        InputError: a rejection, if `config.strict`.
    """
    config = config or IndexConfig()
    stream = readable(articles, strict=config.strict, on_outcome=on_outcome)
    with open_extractor(config.workers) as extractor:
        while batch := list(islice(stream, _BATCH)):
            yield from zip(batch, extractor.extract_all(batch), strict=True)


def remove_articles(
    directory: str | Path, *, article_id: str | None = None, url: str | None = None, outlet: str | None = None
) -> int:
    """Remove the articles that fit the one criterion given, and return how many there were."""
    with IndexWriter.open(Path(directory)) as writer:
        removed = writer.remove(article_id=article_id, url=url, outlet=outlet)
        writer.commit()
    return removed


def open_extractor(workers: int) -> AbstractContextManager[Extractor | ExtractorPool]:
    """Return the extraction pipeline, in this process or on several."""
    return ExtractorPool(workers) if workers > 1 else nullcontext(Extractor.open())


def _known(article: Article, statements: Sequence[Statement]) -> Entry | Rejection:
    try:
        check_entry(Entry(article, statements, ""))
    except InputError as error:
        return Rejection(source=error.source, line=error.line, reason=error.reason)
    rows = (json.dumps(statement.to_json(), sort_keys=True) for statement in statements)
    return Entry(article, statements, article_fingerprint(article, *rows))
