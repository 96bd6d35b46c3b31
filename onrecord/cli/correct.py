"""Commands `correct` and `corrections`: what people say against the extraction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .options import DEFAULT_INDEX, AsJson, IndexDirectory

if TYPE_CHECKING:
    from ..storage import Verdict


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(correct)
    app.command()(corrections)


def correct(
    statement_id: Annotated[str, typer.Argument(metavar="STATEMENT_ID", help="As `search` prints it.")],
    *,
    speaker: Annotated[str | None, typer.Option(metavar="NAME", help="This is who spoke.")] = None,
    role: Annotated[str | None, typer.Option(metavar="ROLE", help="The speaker's role.")] = None,
    unknown: Annotated[bool, typer.Option("--unknown", help="Nobody knows who spoke.")] = False,
    not_a_statement: Annotated[
        bool, typer.Option("--not-a-statement", help="Nobody said this: leave it out of every search.")
    ] = False,
    undo: Annotated[bool, typer.Option("--undo", help="What was extracted was right: bring it back.")] = False,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who corrects.")] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="Why, for those who come later.")] = None,
    index: IndexDirectory = DEFAULT_INDEX,
    as_json: AsJson = False,
) -> None:
    """Say who really made a statement, or that it is none.

    Name exactly one of --speaker, --unknown, --not-a-statement, --undo.

    The index keeps the correction, also when the article is extracted anew.
    """
    from ..indexer import correct_statement  # noqa: PLC0415 - a command pays for its own imports only
    from . import render, render_corrections  # noqa: PLC0415

    given: dict[Verdict, bool] = {"speaker": speaker is not None, "not_a_statement": not_a_statement, "undo": undo}
    verdicts: list[Verdict] = [verdict for verdict, said in given.items() if said] + (["speaker"] if unknown else [])
    if len(verdicts) != 1:
        raise typer.BadParameter("name exactly one of --speaker, --unknown, --not-a-statement and --undo")
    made = correct_statement(index, statement_id, verdict=verdicts[0], speaker=speaker, role=role, by=by, note=note)
    if as_json:
        render.print_json(made.to_json())
    else:
        render.line(f"{statement_id}: {render_corrections.verdict(made)}")


def corrections(index: IndexDirectory = DEFAULT_INDEX, *, as_json: AsJson = False) -> None:
    """List the corrections of the index: what each says, and whether it still finds its place."""
    from ..storage import standings  # noqa: PLC0415
    from . import render, render_corrections  # noqa: PLC0415

    found = standings(index)
    if as_json:
        render.print_json([each.to_json() for each in found])
    else:
        render_corrections.corrections(found)
