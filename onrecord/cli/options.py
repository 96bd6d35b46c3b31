"""Which options mean the same in every command?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

IndexDirectory = Annotated[
    Path,
    typer.Option("--index", metavar="DIR", envvar="ONRECORD_INDEX", help="The index directory.", show_default=True),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a page made for reading.")]
Outlet = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Only statements from this outlet.")]
MinConfidence = Annotated[
    float, typer.Option(min=0, max=1, metavar="P", help="Only speakers at least this certain, 0 to 1.")
]

DEFAULT_INDEX = Path("index_data")
EXIT_FAILED = 1
EXIT_USAGE = 2
