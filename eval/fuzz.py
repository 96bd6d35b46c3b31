"""Extract from hostile texts, and check that nothing breaks and that every offset is exact; `make fuzz`.

    python eval/fuzz.py [N]               N hostile texts (default 100,000), the huge ones, and how time grows
    python eval/fuzz.py N --seed S        others; a failure names SEED:NUMBER
    python eval/fuzz.py --only S:NUMBER   one text again, printed with its statements
    python eval/fuzz.py 0 --data FOLDER   also all articles and speeches of FOLDER (../shared/data)
    python eval/fuzz.py 0 --data FOLDER --every 5   every fifth speech of the UN, which take 40 minutes

Exit status 1 if anything failed: an exception, a fault of `soundness.faults_of`, other statements when extracted again
in other company, or time that grows faster than the text's length to the power of 1.15.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import os
import sys
import time
import traceback
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("HF_HUB_OFFLINE", "1")

import numpy as np
from hostile_texts import growing_texts, hostile_article, huge_texts
from soundness import faults_of

from onrecord.indexer.extraction import Extractor
from onrecord.statement import Article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from onrecord.statement import Statement

BATCH = 32
# Every so many batches, each of its texts is extracted again by itself.
AGAIN = 10
SIZES = (8_000, 16_000, 32_000, 64_000, 128_000)
ENOUGH_SECONDS = 1.0
MAX_EXPONENT = 1.15
REPORT_SECONDS = 60


def main() -> int:
    """Run what is asked for and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("n", nargs="?", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", metavar="SEED:NUMBER")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--no-growth", action="store_true", help="leave out the huge texts and the growth of time")
    options = parser.parse_args()
    extractor = Extractor.open()
    if options.only:
        seed, number = map(int, options.only.split(":"))
        return _show(extractor, hostile_article(seed, number))
    failures = _check_all(extractor, "hostile", (hostile_article(options.seed, i) for i in range(options.n)))
    if options.data:
        for name, articles in _data(options.data, options.every):
            failures += _check_all(extractor, name, articles)
    if not options.no_growth:
        for name, text in huge_texts().items():
            failures += _check_all(extractor, name, [Article(article_id=name, text=text)])
        # To look through the model for garbage costs the longer texts a step that the shorter do not reach.
        gc.collect()
        gc.freeze()
        failures += sum(_grows_too_fast(extractor, name, make) for name, make in growing_texts().items())
    print(f"{failures} failures")
    return 1 if failures else 0


def _show(extractor: Extractor, article: Article) -> int:
    print(repr(article.text))
    statements = extractor.extract(article)
    for statement in statements:
        print(ascii(statement))
    faults = list(faults_of(article, statements))
    print("\n".join(map(ascii, faults)) or "no fault")
    return 1 if faults else 0


def _check_all(extractor: Extractor, name: str, articles: Iterable[Article]) -> int:
    """Extract and check all articles, print the figures and every failure, and return the number of failures."""
    texts = characters = found = failures = again = 0
    seconds = 0.0
    slowest: tuple[float, list[Article]] = (0.0, [])
    reported = time.monotonic()
    for i, batch in enumerate(_batches(articles)):
        began = time.process_time()
        results, faults = _extract(extractor, batch)
        took = time.process_time() - began
        seconds += took
        slowest = max(slowest, (took, batch), key=lambda pair: pair[0])
        for article, statements in zip(batch, results, strict=True):
            if statements is None:
                continue
            faults.extend((article, fault) for fault in faults_of(article, statements))
            found += len(statements)
            if i % AGAIN == 0 and len(results) > 1:
                again += 1
                if extractor.extract(article) != statements:
                    faults.append((article, "other statements when extracted again"))
        for article, fault in faults:
            print(f"FAILED {article.article_id!a} {fault.encode('ascii', 'backslashreplace').decode()}", flush=True)
        failures += len(faults)
        texts += len(batch)
        characters += sum(len(article.text) for article in batch)
        if time.monotonic() - reported > REPORT_SECONDS:
            reported = time.monotonic()
            print(f"  ... {name}: {texts:,} texts, {failures} failures", flush=True)
    rate = characters / max(seconds, 1e-9) / 1000
    print(
        f"{name}: {texts:,} texts, {characters:,} characters, {found:,} statements, {again:,} extracted twice, "
        f"{failures} failures; {seconds:.0f} CPU s, {rate:.1f} kB/s",
        flush=True,
    )
    if texts > 1:
        _print_slowest(extractor, slowest[1])
    return failures


def _print_slowest(extractor: Extractor, batch: list[Article]) -> None:
    timed = []
    for article in batch:
        began = time.process_time()
        _extract(extractor, [article])
        timed.append((time.process_time() - began, article))
    took, article = max(timed, key=lambda pair: pair[0])
    rate = len(article.text) / max(took, 1e-9) / 1000
    print(f"  slowest in its slowest batch: {article.article_id!a}, {len(article.text):,} characters, {rate:.1f} kB/s")


def _extract(
    extractor: Extractor, batch: list[Article]
) -> tuple[list[list[Statement] | None], list[tuple[Article, str]]]:
    """Extract a batch; where it fails, each article by itself, to name the one."""
    try:
        return list(extractor.extract_all(batch)), []
    except Exception:  # noqa: BLE001 - whatever it is, it is a finding
        if len(batch) == 1:
            return [None], [(batch[0], traceback.format_exc())]
    results, faults = [], []
    for article in batch:
        result, fault = _extract(extractor, [article])
        results.extend(result)
        faults.extend(fault)
    return results, faults or [(batch[0], "fails in the company of the 31 that follow it, and not by itself")]


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    iterator = iter(articles)
    while batch := list(islice(iterator, BATCH)):
        yield batch


def _data(folder: Path, every: int) -> Iterator[tuple[str, Iterator[Article]]]:
    """Yield the collections: articles, speeches, and the turns of each case in court as one transcript."""
    reuters = (
        Article(article_id=row["id"], text=row["body"], title=row["title"] or "")
        for row in _rows(folder / "reuters21578" / "articles.jsonl.gz")
    )
    yield "reuters21578", reuters
    speeches = (
        Article(article_id=row["id"], text=row["text"])
        for row in islice(_rows(folder / "un_general_debates" / "speeches.jsonl.gz"), 0, None, every)
    )
    yield f"un_general_debates, every {every}", speeches
    cases = groupby(
        _rows(folder / "scotus_oral_arguments" / "turns.jsonl.gz"), key=lambda row: row["id"].partition("#")[0]
    )
    transcripts = (Article(article_id=case, text=_transcript(turns)) for case, turns in cases)
    yield "scotus_oral_arguments, all, as transcripts", transcripts


def _transcript(turns: Iterable[dict[str, str]]) -> str:
    return "\n\n".join(f"{(turn['speaker'] or 'UNKNOWN').upper()}: {turn['text']}" for turn in turns)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def _grows_too_fast(extractor: Extractor, name: str, make: Callable[[int], str]) -> bool:
    """Print the exponent of time over length: the slope of its logarithm."""
    texts = [make(size) for size in SIZES]
    lengths = [len(text) for text in texts]
    times = [_seconds(extractor, text) for text in texts]
    exponent = np.polyfit(np.log(lengths), np.log(times), 1)[0]
    rates = " ".join(f"{1e6 * took / length:.1f}" for length, took in zip(lengths, times, strict=True))
    too_fast = bool(exponent > MAX_EXPONENT)
    print(
        f"{'FAILED ' if too_fast else ''}time grows with length^{exponent:.2f}: {name} ({rates} µs a character)",
        flush=True,
    )
    return too_fast


def _seconds(extractor: Extractor, text: str) -> float:
    """Return the CPU seconds that a text takes: the least of three where they are so few that chance tells."""
    taken: list[float] = []
    while len(taken) < 3 and sum(taken) < ENOUGH_SECONDS:
        gc.collect()
        began = time.process_time()
        extractor.extract(Article(article_id="growing", text=text))
        taken.append(max(time.process_time() - began, 1e-4))
    return min(taken)


if __name__ == "__main__":
    sys.exit(main())
