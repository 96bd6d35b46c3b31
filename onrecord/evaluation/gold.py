"""What did a person mark in an article? Gold statements, and the files that they come from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from ..errors import InputError
from ..statement import KINDS, Article, Kind
from .text_files import read_utf8

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Span = tuple[int, int]

_ROW: Final = "a row has id, text and attributions, and each of these content ([[start, end], ...]) and type"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldStatement:
    """A statement as a person marked it: `spans` in the article, and every name of its speaker that counts as right.

    Without `speaker_names` nobody can tell from the article who spoke. `classes` are free labels.
    """

    spans: tuple[Span, ...]
    kind: Kind
    cue: str = ""
    mention: tuple[Span, ...] = ()
    speaker_names: tuple[str, ...] = ()
    negated: bool = False
    classes: tuple[str, ...] = ()

    @property
    def bounds(self) -> Span:
        """The outer bounds."""
        return min(start for start, _ in self.spans), max(end for _, end in self.spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """An article with its gold statements."""

    article: Article
    genre: str
    statements: tuple[GoldStatement, ...]


def words_at(text: str, spans: Iterable[Span]) -> str:
    """Return the words of some spans in one line."""
    return " ".join(" ".join(text[start:end] for start, end in spans).split())


def spans_within(values: Iterable[tuple[int, int]], text: str) -> tuple[Span, ...]:
    """Return spans in order.

    Raises:
        ValueError: one is empty, overlaps another or ends behind the text.
    """
    spans = tuple(sorted((int(start), int(end)) for start, end in values))
    last = 0
    for start, end in spans:
        if not last <= start < end <= len(text):
            raise ValueError(
                f"[{start}, {end}) is empty, overlaps another or leaves the text of {len(text)} characters"
            )
        last = end
    return spans


def read_json_gold(path: Path) -> Iterator[GoldArticle]:
    """Read gold articles from JSON Lines; a row has id, genre, title, date, text and attributions.

    Raises:
        InputError: the file cannot be read, or a line is not such a row.
    """
    lines = read_utf8(path).split("\n")
    if not any(map(str.strip, lines)):
        raise InputError(f"holds no gold article: {_ROW}", source=str(path))
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            article = _gold_article(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            what = f"{error} is missing" if isinstance(error, KeyError) else str(error)
            raise InputError(f"is no gold article ({what}): {_ROW}", source=str(path), line=number) from error
        yield article


def _gold_article(row: Any) -> GoldArticle:
    if not isinstance(row, dict):
        raise TypeError("it is no object")
    published = row.get("date")
    article = Article(
        article_id=str(row["id"]),
        text=row["text"],
        title=row.get("title") or "",
        published=date.fromisoformat(published) if published else None,
    )
    statements = tuple(_gold_statement(entry, article.text) for entry in row["attributions"] if entry["content"])
    return GoldArticle(article=article, genre=row.get("genre") or "", statements=statements)


def _gold_statement(entry: dict[str, Any], text: str) -> GoldStatement:
    if entry["type"] not in KINDS:
        raise ValueError(f"the type {entry['type']!r} is none of {', '.join(KINDS)}")
    return GoldStatement(
        spans=spans_within(entry["content"], text),
        kind=entry["type"],
        cue=entry.get("cue_text") or "",
        mention=spans_within(entry.get("source") or (), text),
        speaker_names=tuple(entry.get("speaker_names") or ()),
        negated=entry.get("polarity") == "negative",
    )
