"""Commands `remove`, `optimize` and `verify`: keeping an index in order."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import DEFAULT_INDEX, EXIT_FAILED, AsJson, IndexDirectory


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(remove)
    app.command()(optimize)
    app.command()(verify)


def remove(
    article: Annotated[str | None, typer.Option(metavar="ID", help="Remove the article of this id.")] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Remove the articles at this address.")] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Remove every article of this outlet.")] = None,
    index: IndexDirectory = DEFAULT_INDEX,
    *,
    as_json: AsJson = False,
) -> None:
    """Remove articles and their statements; name exactly one of --article, --url, --outlet, as it is written.

    The exit status is 1 if there is no such article.
    """
    from ..indexer import remove_articles  # noqa: PLC0415 - a command pays for its own imports only
    from . import render  # noqa: PLC0415

    if sum(value is not None for value in (article, url, outlet)) != 1:
        raise typer.BadParameter("name exactly one of --article, --url and --outlet")
    removed = remove_articles(index, article_id=article, url=url, outlet=outlet)
    if as_json:
        render.print_json({"removed": removed})
    elif removed:
        render.line(f"removed {render.count(removed, 'article')}; 'onrecord optimize' gives the space back")
    else:
        render.line("no article has exactly this id, address or outlet; nothing was removed")
    if not removed:
        raise typer.Exit(EXIT_FAILED)


def optimize(index: IndexDirectory = DEFAULT_INDEX, *, as_json: AsJson = False) -> None:
    """Rewrite the index compactly: removed statements go, segments are merged."""
    from ..storage import optimize as optimize_index  # noqa: PLC0415
    from . import render  # noqa: PLC0415

    report = optimize_index(index)
    if as_json:
        render.print_json(report.to_json())
    else:
        render.optimized(report)


def verify(index: IndexDirectory = DEFAULT_INDEX, *, as_json: AsJson = False) -> None:
    """Check every invariant and digest of the index; exit status 1 if anything is wrong.

    A correction that finds its place no more is told as a warning and changes nothing of the exit status.
    """
    from ..storage import lost  # noqa: PLC0415
    from ..storage import verify as verify_index  # noqa: PLC0415
    from . import render  # noqa: PLC0415

    problems = verify_index(index)
    # What is damaged has lost more than the places of corrections.
    warnings = [] if problems else lost(index)
    if as_json:
        render.print_json({"sound": not problems, "problems": problems, "warnings": warnings})
    else:
        for problem in problems:
            render.line(f"- {problem}")
        for warning in warnings:
            render.line(f"- warning: {warning}")
        render.line(f"{index}: {render.count(len(problems), 'problem')}" if problems else f"{index} is sound")
    if problems:
        raise typer.Exit(EXIT_FAILED)
