"""How do files become articles? The one path: find, open, read, finish."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, TypeVar

from .articles import Defaults, draft_rows, finish_articles
from .encodings import describe_binary
from .formats import FORMATS, ROW_FORMATS, guess_format, parse_format
from .json_rows import read_json, read_json_lines
from .opening import is_gzip, is_unpacked, open_bytes, read_head, until_damage
from .outcome import Notice, Outcome, Rejection
from .rows import ARTICLE_FIELDS, STATEMENT_FIELDS
from .single import read_single
from .sources import Source, find_sources
from .statements import finish_statements
from .table_rows import read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from ...statement import Article
    from .rows import Row, Spellings
    from .statements import Entry

T = TypeVar("T")


def read_articles(
    sources: Sequence[str],
    *,
    format: str | None = None,  # noqa: A002 - the word of the command line
    outlet: str | None = None,
    published: date | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Article | Outcome]:
    """Return the articles of files, folders and standard input ("-"), in the order given, as a stream.

    Bad input never raises: it becomes a `Rejection`, and the rest goes on. `format` (one of FORMATS, or an ending that
    means it) overrides the files' endings; `outlet` and `published` are for articles that do not say theirs; `stdin`
    stands in for `sys.stdin.buffer`, and is not closed.

    Raises:
        QueryError: at once, if `format` is no such format.
    """
    defaults = Defaults(outlet=outlet, published=published)
    found = _found(sources, forced=format, accepted=FORMATS)
    return _read(found, lambda source: _articles(source, stdin, defaults))


def read_statements(
    sources: Sequence[str],
    *,
    format: str | None = None,  # noqa: A002
    outlet: str | None = None,
    published: date | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Entry | Outcome]:
    """Return rows that are statements already, each with the article it stands for; the rest as `read_articles`."""
    defaults = Defaults(outlet=outlet, published=published)
    found = _found(sources, forced=format, accepted=ROW_FORMATS)
    return _read(found, lambda source: _statements(source, stdin, defaults))


def _found(sources: Sequence[str], *, forced: str | None, accepted: tuple[str, ...]) -> Iterator[Source | Rejection]:
    if isinstance(sources, str):
        raise TypeError("sources is a list of names; for one file give a list of one")
    chosen = None if forced is None else parse_format(forced, accepted=accepted)
    return find_sources(sources, forced=chosen, accepted=accepted)


def _read(
    sources: Iterator[Source | Rejection], read: Callable[[Source], Iterator[T | Outcome]]
) -> Iterator[T | Outcome]:
    for source in sources:
        if isinstance(source, Rejection):
            yield source
        else:
            yield from _never_silent(until_damage(read(source), source=source.name), source=source.name)


def _never_silent(items: Iterator[T | Outcome], *, source: str) -> Iterator[T | Outcome]:
    """Yield `items`; where nothing came out and nothing was rejected, reject the source as a whole."""
    silent = True
    for item in items:
        silent = silent and isinstance(item, Notice)
        yield item
    if silent:
        yield Rejection(
            source=source, line=None, reason="nothing to read in it: no row below the header, or none at all"
        )


def _articles(source: Source, stdin: BinaryIO | None, defaults: Defaults) -> Iterator[Article | Outcome]:
    with open_bytes(source, stdin) as stream:
        format_, told = _format(source, stream)
        yield from told
        if format_ is None:
            return
        if format_ in ROW_FORMATS:
            rows = _rows(stream, format_, source=source.name, spellings=ARTICLE_FIELDS)
            drafts = draft_rows(rows, source=source.name)
        else:
            drafts = read_single(stream, format_, source=source.name)
        yield from finish_articles(drafts, source=source.name, defaults=defaults)


def _statements(source: Source, stdin: BinaryIO | None, defaults: Defaults) -> Iterator[Entry | Outcome]:
    with open_bytes(source, stdin) as stream:
        format_, told = _format(source, stream)
        yield from told
        if format_ in ROW_FORMATS:
            rows = _rows(stream, format_, source=source.name, spellings=STATEMENT_FIELDS)
            yield from finish_statements(rows, source=source.name, defaults=defaults)
        elif format_ is not None:
            reason = f"statements come in rows: choose --format {', '.join(ROW_FORMATS)}"
            yield Rejection(source=source.name, line=None, reason=reason)


def _format(source: Source, stream: BinaryIO) -> tuple[str | None, list[Outcome]]:
    """Return the source's format and what there is to tell of it; no format for what holds no text."""
    head = read_head(stream)
    reason = describe_binary(head) if head else "empty: there is nothing to read in it"
    if is_gzip(head) and is_unpacked(stream):
        reason = "compressed with gzip twice: unpack it once"
    if reason:
        return None, [Rejection(source=source.name, line=None, reason=reason)]
    if source.format is not None:
        return source.format, []
    guess = guess_format(head)
    return guess, [Notice(source=source.name, line=None, text=f"read as {guess} (guessed; say so with --format)")]


def _rows(stream: BinaryIO, format_: str, *, source: str, spellings: Spellings) -> Iterator[Row | Outcome]:
    match format_:
        case "jsonl":
            return read_json_lines(stream, source=source)
        case "json":
            return read_json(stream, source=source, spellings=spellings)
        case _:
            delimiter = "\t" if format_ == "tsv" else None
            return read_table(stream, source=source, spellings=spellings, delimiter=delimiter)
