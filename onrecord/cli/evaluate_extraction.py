"""Command `evaluate-extraction`: how good is the extraction on annotated articles?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .options import AsJson


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(evaluate_extraction)


def evaluate_extraction(
    gold: Annotated[
        list[Path],
        typer.Argument(
            metavar="GOLD", help="Annotated articles: JSON Lines, brat's .ann with .txt, or folders of them."
        ),
    ],
    genre: Annotated[str | None, typer.Option(metavar="NAME", help="Only articles of this genre.")] = None,
    errors: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write every error with its context into this file.")
    ] = None,
    *,
    by_article: Annotated[bool, typer.Option("--by-article", help="Also show every article by itself.")] = False,
    as_json: AsJson = False,
) -> None:
    """Measure how many statements of annotated articles are found, exactly, by kind, and with the right speaker."""
    from ..evaluation.extraction import score  # noqa: PLC0415 - a command pays for its own imports only
    from ..evaluation.gold_files import of_genre, read_gold  # noqa: PLC0415
    from ..evaluation.mistake_pages import pages  # noqa: PLC0415
    from ..evaluation.mistakes import mistakes  # noqa: PLC0415
    from ..indexer import extract_statements  # noqa: PLC0415
    from . import render, render_scores  # noqa: PLC0415
    from .progress import Bar  # noqa: PLC0415

    articles = of_genre(read_gold(*gold), genre)
    if errors is not None:
        errors.write_text("", "utf-8")  # now, and not after minutes of extracting
    with Bar() as bar:
        report = score(
            articles,
            extract_statements,
            on_article=lambda done, found: bar.update("extracting", articles=done, statements=found),
        )
    if errors is not None:
        errors.write_text(pages(mistakes(report.articles)), "utf-8")
    if as_json:
        render.print_json(report.to_json(by_article=by_article))
    else:
        render_scores.extraction(report, by_article=by_article)
