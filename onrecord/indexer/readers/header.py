"""Which title and metadata stand at the head of a plain text, and where does its body begin?"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from .byline import parse_byline
from .dateline import match_dateline
from .draft import Draft

if TYPE_CHECKING:
    from collections.abc import Iterable

Pair = tuple[str, str]

# What a header line's key means; "" is known, and kept out of the text, but says nothing about the article.
_KEYS: Final = {
    "title": "title",
    "headline": "title",
    "url": "url",
    "link": "url",
    "source": "outlet",
    "outlet": "outlet",
    "publication": "outlet",
    "publisher": "outlet",
    "date": "date",
    "published": "date",
    "author": "author",
    "authors": "author",
    "by": "author",
    "byline": "author",
    "id": "own_id",
    "language": "language",
    "section": "",
    "note": "",
}
# A paragraph of header lines that stands apart from the title needs one of these: "Source: Reuters" or "Note: ..."
# alone may be a paragraph of the article.
_TELLING: Final = frozenset({"date", "published", "author", "authors", "by", "byline", "url", "link", "id"})
_HEADER: Final = re.compile(r"[ \t]*([A-Za-z]+)[ \t]*:(?:[ \t]+(.*)|[ \t]*)")

# " date 2024-07-14 Headline", "2024-07-14 Headline"; without the word "date" a headline must not go on as a sentence
# would ("2024-07-14 was a Sunday").
_DATED_TITLE: Final = re.compile(
    r"\s*(?:(?i:date)\s+(\d{4}-\d{2}-\d{2})|(\d{4}-\d{2}-\d{2})(?!\s+[a-z]))\s+(\D.*|\d.*[A-Za-z].*)"
)
_SENTENCE_END: Final = re.compile(r"[.!?\u2026][\"'\u201d\u2019\u00bb)\]]*$")
_LONGEST_SENTENCE_TITLE: Final = 150
_LONGEST_TITLE: Final = 300
# "MS. ARAUJO: Good afternoon.", "Q: Why?": the first turn of a transcript is no title.
_TURN: Final = re.compile(r"\s*([^\W\d_a-z][^\n:!?]{0,59}):\s+\S")

_HEADING: Final = re.compile(r" {0,3}#\s+(.*?)(?:\s+#+)?\s*$")
_UNDERLINE: Final = re.compile(r" {0,3}=+\s*$")
_MARKDOWN_BLOCK: Final = re.compile(r"\s*(?:#{1,6}\s|>|[-+*]\s|\d+[.)]\s|!\[|```|~~~|\||<|---)")


def split_head(text: str, *, markdown: bool = False) -> Draft:
    """Return the title, the metadata and the remaining text; with `markdown`, a title may be a `# Heading`.

    The remaining text loses the blank lines around it and nothing else.
    """
    lines = text.split("\n")
    at = _skip_blank(lines, 0)
    pairs, at = _take_headers(lines, at)
    at = _skip_blank(lines, at)
    if any(_KEYS[key] == "title" for key, _ in pairs):
        given = draft_of(pairs).title
        title, after = (given, at + 1) if at < len(lines) and lines[at].strip() == given else (given, at)
    else:
        title, day, after = _take_title(lines, at, markdown=markdown)
        pairs += [("date", day)] if day else []
    if title or pairs:
        more, author, at = _take_credits(lines, after, markdown=markdown)
        pairs += more
        pairs += [("author", author)] if author else []
    draft = draft_of(pairs)
    return replace(draft, title=title or draft.title, text=_between_blank_lines(lines, at))


def draft_of(pairs: Iterable[Pair]) -> Draft:
    """Return what header lines say; unknown keys say nothing, and of two lines with one meaning the first counts."""
    values: dict[str, str] = {}
    for key, value in pairs:
        meaning = _KEYS.get(key.lower())
        if meaning == "outlet" and re.match(r"https?://", value):
            meaning = "url"
        if meaning and value:
            values.setdefault(meaning, " ".join(value.split()))
    author = values.get("author")
    return Draft(
        text="",
        own_id=values.get("own_id"),
        title=values.get("title", ""),
        url=values.get("url"),
        outlet=values.get("outlet"),
        date=values.get("date"),
        author=(parse_byline(author) or author) if author else None,
        language=values.get("language"),
    )


def _take_headers(lines: list[str], at: int) -> tuple[list[Pair], int]:
    """Return the header lines from `at` on, and where they end."""
    pairs: list[Pair] = []
    while at < len(lines) and (match := _HEADER.fullmatch(lines[at])) and match[1].lower() in _KEYS:
        pairs.append((match[1].lower(), (match[2] or "").strip()))
        at += 1
    return pairs, at


def _take_credits(lines: list[str], at: int, *, markdown: bool) -> tuple[list[Pair], str | None, int]:
    """Return the header lines and the byline right under a title, and where the body begins."""
    pairs: list[Pair] = []
    author = None
    # The byline may stand above the header lines or below them, and blank lines between.
    for _ in range(2):
        adjacent = at < len(lines) and bool(lines[at].strip())
        start = _skip_blank(lines, at)
        found, end = _take_headers(lines, start)
        whole = end == len(lines) or not lines[end].strip()
        if found and (adjacent or (whole and any(key in _TELLING for key, _ in found))):
            pairs += found
            at = end
        start = _skip_blank(lines, at)
        if author is None and start < len(lines):
            line = lines[start].strip(" *_") if markdown else lines[start]
            author = parse_byline(line)
            at = start + 1 if author else at
    return pairs, author, at


def _take_title(lines: list[str], at: int, *, markdown: bool) -> tuple[str, str | None, int]:
    """Return the title, the day that stands before it, and the line after it; "" if the first line is no title."""
    if at == len(lines):
        return "", None, at
    line = lines[at]
    if markdown and (heading := _HEADING.match(line)):
        return heading[1], None, at + 1
    if markdown and at + 1 < len(lines) and _UNDERLINE.match(lines[at + 1]):
        return line.strip(), None, at + 2
    if match := _DATED_TITLE.fullmatch(line):
        return match[3].strip(), match[1] or match[2], at + 1
    if (markdown and _MARKDOWN_BLOCK.match(line)) or not _looks_like_title(lines, at):
        return "", None, at
    return line.strip(), None, at + 1


def _looks_like_title(lines: list[str], at: int) -> bool:
    title = lines[at].strip()
    follower = lines[at + 1] if at + 1 < len(lines) else ""
    headers, end = _take_headers(lines, at + 1)
    if _skip_blank(lines, end) == len(lines) or len(title) > _LONGEST_TITLE:
        return False  # the only paragraph is the text
    if _SENTENCE_END.search(title) and len(title) > _LONGEST_SENTENCE_TITLE:
        return False
    if match_dateline(title) or _is_turn(lines, at):
        return False
    return not follower.strip() or bool(headers) or bool(parse_byline(follower)) or bool(match_dateline(follower))


def _is_turn(lines: list[str], at: int) -> bool:
    """Return whether line `at` opens a transcript: its label comes back, or other labels in capitals follow."""
    first = _TURN.match(lines[at])
    if not first:
        return False
    labels = [match[1] for line in lines[at + 1 :] if (match := _TURN.match(line))]
    return first[1] in labels or (first[1].isupper() and any(label.isupper() for label in labels))


def _between_blank_lines(lines: list[str], at: int) -> str:
    at, end = _skip_blank(lines, at), len(lines)
    while end > at and not lines[end - 1].strip():
        end -= 1
    return "\n".join(lines[at:end])


def _skip_blank(lines: list[str], at: int) -> int:
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at
