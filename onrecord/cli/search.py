"""Commands `search` and `show`: what was found, and a statement in its place."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from .options import DEFAULT_INDEX, AsJson, IndexDirectory, MinConfidence, Outlet


class Mode(StrEnum):
    """How to search."""

    HYBRID = "hybrid"
    KEYWORD = "keyword"
    SEMANTIC = "semantic"


class Kind(StrEnum):
    """How a statement is reported."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(search)
    app.command()(show)


def search(
    query: Annotated[
        list[str],
        typer.Argument(
            metavar="QUERY",
            help='Plain words; "exact phrase"; AND OR NOT ( ); speaker:NAME outlet:NAME kind:direct; word* word~',
        ),
    ],
    k: Annotated[int, typer.Option("-k", metavar="N", min=1, help="How many hits.")] = 10,
    mode: Annotated[
        Mode, typer.Option(metavar="MODE", help="keyword (words), semantic (meaning) or hybrid (both).")
    ] = Mode.HYBRID,
    speaker: Annotated[str | None, typer.Option(metavar="NAME", help="Only statements by this person.")] = None,
    outlet: Outlet = None,
    kind: Annotated[
        list[Kind] | None,
        typer.Option(metavar="KIND", help="Only direct, mixed or indirect statements; may be given twice."),
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Said on or after this day: 2024, 2024-07 or 2024-07-14.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Said on or before this day.")] = None,
    min_confidence: MinConfidence = 0.0,
    *,
    explain: Annotated[bool, typer.Option("--explain", help="Show how each score came about.")] = False,
    index: IndexDirectory = DEFAULT_INDEX,
    as_json: AsJson = False,
) -> None:
    """Search the statements and show the best ones."""
    from ..search import Searcher  # noqa: PLC0415 - a command pays for its own imports only
    from . import render  # noqa: PLC0415

    with Searcher.open(index) as searcher:
        results = searcher.search(
            " ".join(query),
            k=k,
            mode=mode.value,
            speaker=speaker,
            outlet=outlet,
            kind=[each.value for each in kind] if kind else None,
            since=since,
            until=until,
            min_confidence=min_confidence,
            explain=explain,
        )
        if as_json:
            render.print_json(results.to_json())
        else:
            render.results(results)


def show(
    statement_id: Annotated[str, typer.Argument(metavar="STATEMENT_ID", help="As `search` prints it.")],
    *,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show how the speaker was found, by which mentions, and who came second.")
    ] = False,
    index: IndexDirectory = DEFAULT_INDEX,
    as_json: AsJson = False,
) -> None:
    """Show a statement marked in its article, with everything known about it."""
    from ..search import Searcher  # noqa: PLC0415
    from . import render  # noqa: PLC0415

    with Searcher.open(index) as searcher:
        found = searcher.statement(statement_id)
        if as_json:
            render.print_json(found.to_json())
        else:
            render.statement_in_place(found, explain=explain)
