"""Command `evaluate`: how good is the ranking on judged topics?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .options import DEFAULT_INDEX, AsJson, IndexDirectory


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(evaluate)


def evaluate(
    topics: Annotated[Path, typer.Argument(metavar="TOPICS", help="JSON Lines with id and text, or TREC topics.")],
    qrels: Annotated[Path, typer.Argument(metavar="QRELS", help="TREC judgements: topic, 0, statement id, relevance.")],
    run_dir: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write one TREC run file per mode into this folder.")
    ] = None,
    index: IndexDirectory = DEFAULT_INDEX,
    *,
    as_json: AsJson = False,
) -> None:
    """Measure nDCG@10, MAP@5, MRR@10 and R@100 of keyword, semantic and hybrid search, side by side."""
    from ..evaluation import evaluate as run_evaluation  # noqa: PLC0415 - a command pays for its own imports only
    from ..evaluation import read_qrels, read_topics, write_runs  # noqa: PLC0415
    from ..search import Searcher  # noqa: PLC0415
    from . import render  # noqa: PLC0415
    from .progress import Bar  # noqa: PLC0415

    queries, judgements = read_topics(topics), read_qrels(qrels)
    if run_dir is not None:
        run_dir.mkdir(parents=True, exist_ok=True)  # now, and not after an hour of searching
    with Searcher.open(index) as searcher, Bar() as bar:
        found = run_evaluation(searcher, queries, judgements, on_topic=bar.topics)
    if run_dir is not None:
        write_runs(found.runs, run_dir)
    if as_json:
        render.print_json(found.to_json())
    else:
        render.evaluation(found)
