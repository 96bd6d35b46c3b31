"""What importing costs: a fresh interpreter that searches must not load what only indexing or the terminal needs."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {"torch", "sentence_transformers", "transformers", "spacy", "typer", "rich", "fastapi", "trafilatura", "faiss"}


def loaded_by(statement: str) -> set[str]:
    code = (
        f"{statement}\nimport json, sys\nprint(json.dumps(sorted({{name.partition('.')[0] for name in sys.modules}})))"
    )
    run = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(run.stdout))


@pytest.mark.parametrize(
    "statement", ["import onrecord", "import onrecord.search", "import onrecord.storage", "import onrecord.testing"]
)
def test_what_searches_loads_no_framework(statement: str) -> None:
    assert loaded_by(statement) & HEAVY == set()


def test_the_package_itself_loads_next_to_nothing() -> None:
    assert loaded_by("import onrecord") & {"numpy", "whoosh", "onnxruntime", "sqlite3", *HEAVY} == set()


def test_a_keyword_search_loads_no_encoder(tmp_path: object) -> None:
    statement = f"""
from pathlib import Path
from onrecord.search import Searcher
from onrecord.testing import make_entry, make_index
make_index(Path({str(tmp_path)!r}) / "ix", [make_entry("gas prices")])
with Searcher.open(Path({str(tmp_path)!r}) / "ix") as searcher:
    assert searcher.search("gas", mode="keyword").hits
"""
    assert loaded_by(statement) & {"onnxruntime", "tokenizers", *HEAVY} == set()


@pytest.mark.parametrize("module", ["onrecord.indexer", "onrecord.evaluation", "onrecord.cli"])
def test_importing_the_slow_parts_loads_no_model_yet(module: str) -> None:
    assert (
        loaded_by(f"import {module}") & {"torch", "sentence_transformers", "transformers", "spacy", "trafilatura"}
        == set()
    )
