"""Quality on the shared data, against the floors in `eval/baseline.json`; `make evaluate`.

    python eval/run.py            measure; exit status 1 if a figure is below its floor
    python eval/run.py --raise    measure, and lift every floor that is exceeded

A floor is only ever lowered by hand, with a line in CHANGELOG.md that says why. Indexes are kept in `eval/index/` and
brought up to date, so the second run is quicker. Data that changed on purpose gets its new digest with --raise once the
old one is taken out of the baseline.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("HF_HUB_OFFLINE", "1")

from german import german

from onrecord.evaluation import evaluate, read_qrels, read_topics
from onrecord.evaluation.extraction import MAIN, score
from onrecord.evaluation.gold_files import of_genre, read_gold
from onrecord.indexer import build_statement_index, extract_statements
from onrecord.indexer.encode import export_model, open_encoder
from onrecord.indexer.readers import read_articles, read_statements
from onrecord.search import Searcher
from onrecord.statement import Article

HERE = Path(__file__).parent
DATA = HERE.parent.parent / "shared" / "data"
BASELINE = HERE / "baseline.json"
INDEXES = HERE / "index"

RETRIEVAL = {
    "checkthat2022_2b": (["claims.jsonl.gz"], "dev"),
    "checkthat2020_t2": (["claims.jsonl.gz"], "dev"),
    "qmsum_committee": (["statements_train.jsonl.gz", "statements_dev.jsonl.gz"], "dev"),
}
# Interviews, mostly "I think", are left out.
GOLD = {
    "Wikinews": (DATA / "gum_wikinews_attribution" / "train.jsonl", "news"),
    "invented": (HERE.parent / "tests" / "gold", None),
}
# Measures that are better the lower they are.
LOWER = {"direct_unknown"}
# What a run on the same data may differ by from machine to machine: the last digits of float32 sums.
EPSILON = 0.002


def main() -> int:
    """Measure everything and compare it with the floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors that are exceeded")
    lift = parser.parse_args().lift
    if not DATA.is_dir():
        print(f"no data at {DATA}: nothing was measured", file=sys.stderr)
        return 1
    baseline = json.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {"data": {}, "floors": {}}
    figures = {**seed_article(), **extraction(), **german(), **retrieval()}
    data = digests()
    for name, digest in baseline["data"].items():
        if data.get(name) != digest:
            print(f"{name} is not the file that the floors were measured on", file=sys.stderr)
            return 1
    below = report(figures, baseline["floors"])
    if lift:
        lifted = {name: max(value, baseline["floors"].get(name, value)) for name, value in figures.items()}
        floors = baseline["floors"] | lifted
        BASELINE.write_text(json.dumps({"data": data, "floors": floors}, indent=1) + "\n", "utf-8")
    return 1 if below else 0


def seed_article() -> dict[str, float]:
    """The one article that must come out right: how many of its fourteen statements, and of the direct ones, do."""
    wanted = [
        [cell.strip() for cell in line.split("|")[1:-1]]
        for line in (DATA / "seed_article" / "README.md").read_text("utf-8").splitlines()
        if line.startswith("| ") and line.split("|")[1].strip().isdigit()
    ]
    (article,) = (each for each in read_articles([str(DATA / "seed_article" / SEED)]) if isinstance(each, Article))
    found = extract_statements(article)
    right = [row for row in wanted if any(_same(row, each) for each in found)]
    return {
        "seed article: statements of 14": float(len(right)),
        "seed article: direct of 5": float(sum(row[1] == "direct" for row in right)),
        "seed article: spurious (negative)": -float(len(found) - len(right)),
    }


SEED = "000_908e128f1a3b6151.txt"


def _same(row: list[str], found: Any) -> bool:
    _, kind, speaker, text = row
    # The README shortens one statement with "...", and writes straight apostrophes.
    parts = [part.strip() for part in text.replace("’", "'").split("...")]
    words = found.text.replace("’", "'")
    name = speaker.split("(")[0].strip().removeprefix("The ")
    return found.kind == kind and (found.speaker or "").removeprefix("The ") == name and all(p in words for p in parts)


def extraction() -> dict[str, float]:
    """Statements and speakers of every set of gold articles."""
    figures: dict[str, float] = {}
    for name, (place, genre) in GOLD.items():
        if not place.exists():
            print(f"no gold at {place}: {name} is not measured", file=sys.stderr)
            continue
        found = score(of_genre(read_gold(place), genre), extract_statements)
        for key, measure in MAIN.items():
            label = f"{name}: {measure.label}"
            figures |= {f"{label} (negative)": -found.measures[key]} if key in LOWER else {label: found.measures[key]}
        figures[f"{name}: calibration error (negative)"] = -found.calibration.error
    return figures


def retrieval() -> dict[str, float]:
    """The three modes on judged topics."""
    figures: dict[str, float] = {}
    for name, (files, part) in RETRIEVAL.items():
        directory = INDEXES / name
        encoder = open_encoder(directory) if (directory / "manifest.json").exists() else export_model()
        build_statement_index(read_statements([str(DATA / name / file) for file in files]), directory, encoder=encoder)
        topics, qrels = (
            read_topics(DATA / name / f"queries_{part}.jsonl"),
            read_qrels(DATA / name / f"qrels_{part}.tsv"),
        )
        with Searcher.open(directory) as searcher:
            found = evaluate(searcher, topics, qrels)
        for measure, by_mode in found.measures.items():
            figures |= {f"{name} {part}: {measure} {mode}": value for mode, value in by_mode.items()}
    return figures


def digests() -> dict[str, str]:
    """Return the SHA-256 of every data file that is measured with, and of our own gold as a whole."""
    paths = [DATA / "seed_article" / SEED, DATA / "gum_wikinews_attribution" / "train.jsonl"]
    paths.append(DATA / "wikinews_de_quotes" / "dev.jsonl")
    for name, (files, part) in RETRIEVAL.items():
        paths += [DATA / name / file for file in (*files, f"queries_{part}.jsonl", f"qrels_{part}.tsv")]
    found = {path.relative_to(DATA).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
    own = GOLD["invented"][0]
    if own.exists():
        files = sorted(path for path in own.rglob("*") if path.suffix in (".txt", ".ann"))
        content = "".join(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n" for path in files)
        found["tests/gold"] = hashlib.sha256(content.encode()).hexdigest()
    return found


def report(figures: dict[str, float], floors: dict[str, float]) -> list[str]:
    """Print every figure with its floor, and return the names of those below."""
    below = []
    for name, value in figures.items():
        floor = floors.get(name)
        verdict = "" if floor is None else f"  floor {floor:.4f}"
        if floor is not None and value < floor - EPSILON:
            below.append(name)
            verdict += "  BELOW"
        print(f"{name:64}{value:8.4f}{verdict}")
    missing = sorted(set(floors) - set(figures))
    for name in missing:
        print(f"{name:64}not measured", file=sys.stderr)
    return below + missing


if __name__ == "__main__":
    sys.exit(main())
