"""Index and search real input, and print the figures: the seed article, Reuters, UN speeches, checked claims.

    python eval/real_input.py FOLDER [NAME ...]

Indexes go to FOLDER/NAME; NAME is seed, reuters, un or claims (default: all).
"""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")

DATA = Path(__file__).parent.parent.parent / "shared" / "data"
ONRECORD = [sys.executable, "-m", "onrecord"]
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
UN_ROWS = 20_000


def main() -> None:
    """Index what is asked for, and answer a query in each."""
    folder, *names = sys.argv[1:]
    for name in names or ["seed", "reuters", "un", "claims"]:
        SETS[name](Path(folder) / name)


def seed(directory: Path) -> None:
    """The seed article alone."""
    _index(directory, str(DATA / "seed_article"))
    _run("search", "US-Russia confrontation", "-k", "1", "--index", str(directory))


def reuters(directory: Path) -> None:
    """All of Reuters-21578, then the seed article among it."""
    _index(directory, str(DATA / "reuters21578" / "articles.jsonl.gz"), "--outlet", "Reuters", "--workers", "2")
    _index(directory, str(DATA / "seed_article"))
    _run("stats", "--index", str(directory))
    _run("search", "US-Russia confrontation", "-k", "3", "--index", str(directory))


def un(directory: Path) -> None:
    """Sentences of UN speeches as statements."""
    rows = directory.with_suffix(".jsonl")
    directory.parent.mkdir(parents=True, exist_ok=True)
    with rows.open("w", encoding="utf-8") as stream:
        for i, row in zip(range(UN_ROWS), _sentences(), strict=False):
            stream.write(json.dumps({"id": f"un{i}", **row}) + "\n")
    _index(directory, str(rows), "--statements")
    _run("search", "nuclear weapons free zone", "-k", "2", "--index", str(directory))


def claims(directory: Path) -> None:
    """The claims of CheckThat! 2022, and the three modes on its topics."""
    _index(directory, str(DATA / "checkthat2022_2b" / "claims.jsonl.gz"), "--statements")
    for part in ("train", "dev"):
        files = [
            str(DATA / "checkthat2022_2b" / f"{kind}_{part}.{end}")
            for kind, end in (("queries", "jsonl"), ("qrels", "tsv"))
        ]
        _run("evaluate", *files, "--index", str(directory))


SETS = {"seed": seed, "reuters": reuters, "un": un, "claims": claims}


def _sentences():  # noqa: ANN202
    with gzip.open(DATA / "un_general_debates" / "speeches.jsonl.gz", "rt", encoding="utf-8") as stream:
        for line in stream:
            speech = json.loads(line)
            for sentence in SENTENCE_END.split(" ".join(speech["text"].split())):
                yield {
                    "text": sentence,
                    "speaker": speech["speaker"],
                    "role": speech["post"],
                    "outlet": speech["country"],
                }


def _index(directory: Path, *arguments: str) -> None:
    started = time.perf_counter()
    _run("index", *arguments, "--index", str(directory))
    print(f"{time.perf_counter() - started:.0f} s in all\n", flush=True)


def _run(*arguments: str) -> None:
    print("$ onrecord", *arguments, flush=True)
    subprocess.run([*ONRECORD, *arguments], check=True)


if __name__ == "__main__":
    main()
