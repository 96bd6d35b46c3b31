"""What is measured on: invented statements of a news-like length, and the samples' articles."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.testing import HashingEncoder, make_entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from onrecord.encoder import EncoderInfo, ExportableEncoder
    from onrecord.statement import Article
    from onrecord.storage import Entry

SAMPLES = Path(__file__).parent.parent / "samples"


def words(count: int, *, seed: int = 0) -> list[str]:
    """Return a made-up vocabulary; a word's place is its rank by frequency."""
    rng = random.Random(seed)
    parts = [
        "ba",
        "de",
        "fi",
        "go",
        "hu",
        "ka",
        "le",
        "mi",
        "no",
        "pu",
        "ra",
        "se",
        "ti",
        "vo",
        "wa",
        "xe",
        "yo",
        "za",
        "ter",
        "ing",
        "ed",
        "ly",
        "on",
        "al",
        "ism",
        "er",
    ]
    made = {"".join(rng.choices(parts, k=rng.randint(1, 4))) for _ in range(3 * count)}
    return rng.sample(sorted(made), count)


def statements(count: int, *, seed: int = 1) -> list[str]:
    """Return texts of 8 to 45 words whose frequencies follow Zipf's law."""
    rng = random.Random(seed)
    vocabulary = words(20_000)
    weights = [1 / (rank + 3) for rank in range(len(vocabulary))]
    return [" ".join(rng.choices(vocabulary, weights, k=rng.randint(8, 45))) for _ in range(count)]


def entries(count: int) -> Iterator[Entry]:
    """Yield statements with speakers, outlets, days and headlines."""
    rng = random.Random(2)
    titles = statements(count // 4 + 1, seed=3)
    for i, text in enumerate(statements(count)):
        yield make_entry(
            text,
            statement_id=f"s{i}",
            speaker=f"Speaker {rng.randint(1, 500)}",
            outlet=f"Outlet {rng.randint(1, 30)}",
            said_on=date(1995, 1, 1) + timedelta(days=rng.randint(0, 10_000)),
            title=titles[i // 4][:80],
        )


def sample_articles() -> list[Article]:
    """Return the articles of `samples/`."""
    from onrecord.indexer.readers import read_articles  # noqa: PLC0415
    from onrecord.statement import Article  # noqa: PLC0415

    return [each for each in read_articles([str(SAMPLES)]) if isinstance(each, Article)]


class QuickRows:
    """The default encoder with made-up rows: an index of any size at once, which a real query can search."""

    def __init__(self, real: ExportableEncoder) -> None:
        self._real = real
        self._rows = HashingEncoder(real.info.dim)

    @property
    def info(self) -> EncoderInfo:
        """The real encoder's."""
        return self._real.info

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return made-up rows."""
        return self._rows.encode(texts)

    def export(self, directory: Path) -> Any:
        """Put the real encoder into the index."""
        return self._real.export(directory)
