"""Commands `speakers` and `stats`: who and what is in the index."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import DEFAULT_INDEX, AsJson, IndexDirectory


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(speakers)
    app.command()(stats)


def speakers(
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="Only speakers whose name has these words.")
    ] = None,
    limit: Annotated[int, typer.Option("-n", "--limit", min=1, metavar="N", help="How many.")] = 50,
    index: IndexDirectory = DEFAULT_INDEX,
    *,
    as_json: AsJson = False,
) -> None:
    """List who is in the index, with counts; most statements first."""
    from ..search import Searcher  # noqa: PLC0415 - a command pays for its own imports only
    from . import render  # noqa: PLC0415

    with Searcher.open(index) as searcher:
        found = searcher.speakers(text, limit=limit)
        if as_json:
            render.print_json([speaker.to_json() for speaker in found])
        else:
            render.speakers(found, text, searcher.similar_speakers(text) if text and not found else [])


def stats(index: IndexDirectory = DEFAULT_INDEX, *, as_json: AsJson = False) -> None:
    """Show what the index holds and what it costs."""
    from ..search import Searcher  # noqa: PLC0415
    from . import render  # noqa: PLC0415

    with Searcher.open(index) as searcher:
        found = searcher.stats()
        if as_json:
            render.print_json(found.to_json())
        else:
            render.stats(found, index)
