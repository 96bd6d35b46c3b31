"""What lets an application test itself without a model: HashingEncoder, and indexes made of a few lines."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from .encoder import ENCODER_CARD, EncoderInfo, unit_rows
from .statement import Article, Statement, digest, statement_id_of
from .storage import Entry, IndexWriter, article_fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from .encoder import ExportableEncoder
    from .statement import Kind

_WORD: Final = re.compile(r"\w+")


class HashingEncoder:
    """A deterministic Encoder: a text's vector is the sum of fixed random vectors of its words.

    Texts that share words are similar, texts that share none are nearly orthogonal, a text without words is zero.
    """

    def __init__(self, dim: int = 64) -> None:
        self._info = EncoderInfo(name=f"hashing-{dim}", fingerprint=f"hashing-{dim}", dim=dim, max_tokens=10**6)
        self._words: dict[str, NDArray[np.float32]] = {}

    @property
    def info(self) -> EncoderInfo:
        """Name, fingerprint and size."""
        return self._info

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row of length 1 per text, shape (len(texts), dim), in the order given."""
        rows = np.zeros((len(texts), self._info.dim), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in _WORD.findall(text.lower()):
                rows[row] += self._vector(word)
        return unit_rows(rows)

    def export(self, directory: Path) -> None:
        """Write the card only: a HashingEncoder has no weights, so a search passes it to `Searcher.open`."""
        (directory / ENCODER_CARD).write_text(json.dumps(self._info.to_json(), indent=2) + "\n", "utf-8")

    def _vector(self, word: str) -> NDArray[np.float32]:
        vector = self._words.get(word)
        if vector is None:
            seed = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")
            vector = np.random.default_rng(seed).standard_normal(self._info.dim).astype(np.float32)
            self._words[word] = vector
        return vector


def make_entry(
    text: str,
    *,
    statement_id: str | None = None,
    speaker: str | None = None,
    role: str | None = None,
    kind: Kind = "direct",
    said_on: date | None = None,
    outlet: str | None = None,
    url: str | None = None,
    title: str = "",
    section: str | None = None,
    context_before: str | None = None,
    confidence: float = 1.0,
) -> Entry:
    """Return an article that consists of one statement; without a `statement_id` both ids come from all that is given.

    Two entries that differ in anything are thus two articles; to replace one, give both the same `statement_id`.
    """
    given = (text, speaker, role, kind, said_on, outlet, url, title, section, context_before, confidence)
    own_id = statement_id or digest("entry", *map(str, given))
    article = Article.from_text(text, own_id=own_id, title=title, url=url, outlet=outlet, published=said_on)
    statement = Statement(
        statement_id=statement_id or statement_id_of(article.article_id, text),
        article_id=article.article_id,
        text=text,
        kind=kind,
        start=0,
        end=len(text),
        quoted=((0, len(text)),) if kind == "direct" else (),
        speaker=speaker,
        speaker_mention=speaker,
        role=role,
        section=section,
        context_before=context_before,
        said_on=said_on,
        confidence=confidence if speaker else 0.0,
    )
    return Entry(article, (statement,), article_fingerprint(article, str(statement)))


def make_index(directory: str | Path, entries: Iterable[Entry], *, encoder: ExportableEncoder | None = None) -> Path:
    """Make an index of entries, or add them to it, as one commit; return the directory."""
    directory = Path(directory)
    with IndexWriter.open(directory, encoder=encoder or HashingEncoder()) as writer:
        for entry in entries:
            writer.add(entry)
        writer.commit()
    return directory
