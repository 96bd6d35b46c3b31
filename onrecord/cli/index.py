"""Commands `index` and `extract`: articles in, statements out."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from .options import DEFAULT_INDEX, EXIT_FAILED, AsJson, IndexDirectory, MinConfidence

if TYPE_CHECKING:
    from datetime import date

    from ..indexer.readers import Notice

# So many rejections are listed in JSON; all of them are counted, and told on standard error.
_LISTED: Final = 1_000

_SOURCE: Final = typer.Argument(metavar="SOURCE", help="Files, folders (walked recursively), or - for standard input.")
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="Read everything as txt, md, html, jsonl, json, csv or tsv (default: by ending).",
    ),
]
ArticleOutlet = Annotated[
    str | None, typer.Option("--outlet", metavar="NAME", help="The outlet of articles that do not name one.")
]
ArticleDate = Annotated[
    str | None,
    typer.Option("--date", metavar="YYYY-MM-DD", help="The date of articles that do not give one."),
]
Strict = Annotated[bool, typer.Option("--strict", help="Stop at the first article or row that cannot be read.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(index)
    app.command()(extract)


def index(
    sources: Annotated[list[str], _SOURCE] = [],  # noqa: B006 - typer reads it
    *,
    statements: Annotated[
        bool, typer.Option("--statements", help="The rows are statements already: text, speaker, date, outlet, ...")
    ] = False,
    format_: Format = None,
    outlet: ArticleOutlet = None,
    published: ArticleDate = None,
    encoder: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", help="A sentence-transformers model for a new index (default: all-MiniLM-L6-v2)."
        ),
    ] = None,
    corrections: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help="Add these corrections (JSON Lines) to those of the index; needs no SOURCE.",
        ),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, metavar="N", help="Processes that extract side by side.")] = 1,
    strict: Strict = False,
    directory: IndexDirectory = DEFAULT_INDEX,
    as_json: AsJson = False,
) -> None:
    """Read articles, extract their statements and add them to the index.

    The same files again change nothing; a changed article replaces its old statements. With --corrections alone, the
    articles that the index has are corrected.

    The exit status is 1 if nothing at all could be read.

    Ctrl-C keeps what was committed.
    """
    from ..indexer import IndexConfig, build_index, build_statement_index, correct_index  # noqa: PLC0415
    from ..indexer.encode import open_encoder  # noqa: PLC0415
    from ..indexer.readers import Rejection, read_articles, read_corrections, read_statements  # noqa: PLC0415
    from . import render  # noqa: PLC0415
    from .progress import Bar  # noqa: PLC0415

    if not sources and corrections is None:
        raise typer.BadParameter("Missing argument 'SOURCE...': name what to read, or --corrections alone")
    config = IndexConfig(workers=workers, strict=strict)
    day = _day(published)
    given = None if corrections is None else read_corrections(corrections)
    rejections: list[Rejection] = []
    with Bar() as bar:

        def tell(outcome: Rejection | Notice) -> None:
            bar.say(outcome)
            if isinstance(outcome, Rejection) and len(rejections) < _LISTED:
                rejections.append(outcome)

        if not sources and given is not None:
            report = correct_index(given, directory, config=config, on_outcome=tell, progress=bar)
        elif statements:
            rows = read_statements(sources, stdin=sys.stdin.buffer, format=format_, outlet=outlet, published=day)
            made = open_encoder(directory, model=encoder)
            report = build_statement_index(
                rows, directory, corrections=given, encoder=made, config=config, on_outcome=tell, progress=bar
            )
        else:
            articles = read_articles(sources, stdin=sys.stdin.buffer, format=format_, outlet=outlet, published=day)
            made = open_encoder(directory, model=encoder)
            report = build_index(
                articles, directory, corrections=given, encoder=made, config=config, on_outcome=tell, progress=bar
            )
    if as_json:
        render.print_json({**report.to_json(), "rejections": [asdict(each) for each in rejections]})
    else:
        render.build_report(report, directory)
    if rejections and not (report.articles.total() or report.corrections["read"]):
        raise typer.Exit(EXIT_FAILED)


def extract(
    sources: Annotated[list[str], _SOURCE],
    *,
    format_: Format = None,
    outlet: ArticleOutlet = None,
    published: ArticleDate = None,
    min_confidence: MinConfidence = 0.0,
    workers: Annotated[int, typer.Option(min=1, metavar="N", help="Processes that extract side by side.")] = 1,
    strict: Strict = False,
    as_json: AsJson = False,
) -> None:
    """Print the statements of articles without making an index; --json gives JSON Lines."""
    from ..indexer import IndexConfig, extract_articles  # noqa: PLC0415
    from ..indexer.readers import Rejection, read_articles  # noqa: PLC0415
    from . import render  # noqa: PLC0415
    from .progress import say  # noqa: PLC0415

    read = rejected = 0

    def tell(outcome: Rejection | Notice) -> None:
        nonlocal rejected
        rejected += isinstance(outcome, Rejection)
        say(outcome)

    stream = read_articles(sources, format=format_, outlet=outlet, published=_day(published), stdin=sys.stdin.buffer)
    config = IndexConfig(workers=workers, strict=strict)
    for article, statements in extract_articles(stream, config=config, on_outcome=tell):
        read += 1
        found = [statement for statement in statements if statement.confidence >= min_confidence]
        if as_json:
            for statement in found:
                render.print_json_line(statement.to_json())
        else:
            render.extracted(article, found)
    if rejected and not read:
        raise typer.Exit(EXIT_FAILED)


def _day(text: str | None) -> date | None:
    from datetime import date  # noqa: PLC0415

    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day; write it as 2024-07-14", param_hint="--date") from error
