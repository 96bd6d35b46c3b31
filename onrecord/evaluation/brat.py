"""What does a brat stand-off file say? NAME.txt with NAME.ann beside it; docs/formats.md describes both."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final, get_args

from ..errors import InputError
from ..statement import KINDS, Article, Kind
from .gold import GoldArticle, GoldStatement, Span, spans_within, words_at
from .quoted_kind import kind_of
from .text_files import read_utf8

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROLES: Final = ("Source", "Cue", "Content")
_HEADLINE: Final = re.compile(r"(?P<title>[^\n]*\S[^\n]*)\n(?:Date:[ \t]*(?P<date>[^\n]*?)[ \t]*|[ \t]*)(?:\n|\Z)")
# Normalisations, equivalences and the modifications of old files tell nothing about who said what.
_IGNORED: Final = "N*M"


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    key: str
    head: str
    text: str


@dataclass(frozen=True, slots=True)
class _Entity:
    role: str
    spans: tuple[Span, ...]
    line: int


@dataclass(slots=True)
class _Attribution:
    line: int
    parts: dict[str, list[str]] = field(default_factory=lambda: {role: [] for role in ROLES})
    kind: Kind | None = None
    negated: bool = False
    speaker_names: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)


def read_brat(path: Path, *, article_id: str, genre: str = "") -> GoldArticle:
    """Read the annotations in `path` (NAME.ann) of the article NAME.txt beside it.

    Raises:
        InputError: a file cannot be read, or a line is malformed; with file, line and what to do.
    """
    lines = list(_lines(path))
    text = _text_of(path, lines)
    entities = _entities(path, lines, text)
    targets = _attributions(path, lines, entities)
    _describe(path, lines, targets)
    distinct = {id(each): each for each in targets.values()}.values()
    title, published = _headline(path.with_suffix(".txt"), text)
    return GoldArticle(
        article=Article(article_id=article_id, text=text, title=title, published=published),
        genre=genre,
        statements=tuple(_statement(path, each, entities, text) for each in distinct),
    )


def _error(path: Path, line: int, reason: str) -> InputError:
    return InputError(reason, source=str(path), line=line)


def _lines(path: Path) -> Iterator[_Line]:
    """Yield the lines that tell something, checked as far as brat's own form goes."""
    seen: set[str] = set()
    for number, row in enumerate(read_utf8(path).split("\n"), start=1):
        row = row.rstrip("\r")  # noqa: PLW2901 - Windows line ends
        if not row.strip() or row[0] in _IGNORED:
            continue
        key, _, rest = row.partition("\t")
        head, _, text = rest.partition("\t")
        if not re.fullmatch(r"[TREA#]\d+", key) or not head.strip():
            raise _error(
                path,
                number,
                f"{row[:40]!r} is no line of brat's: write T, R, E, A or # with a number, a tab, and what it says",
            )
        if key in seen:
            raise _error(path, number, f"{key} stands in the file more than once: number them anew")
        seen.add(key)
        yield _Line(number, key, head.strip(), text)


def _text_of(path: Path, lines: list[_Line]) -> str:
    """Return the article's text with the line ends that the offsets count: one character, or two as in Windows."""
    stored = read_utf8(path.with_suffix(".txt"))
    plain = stored.replace("\r\n", "\n")
    if plain != stored and any(_disagreement(line, plain) for line in lines if line.key[0] == "T"):
        return stored if not any(_disagreement(line, stored) for line in lines if line.key[0] == "T") else plain
    return plain


def _fragments(line: _Line, text: str) -> tuple[Span, ...]:
    _, _, places = line.head.partition(" ")
    try:
        pairs = [(int(start), int(end)) for start, end in (pair.split() for pair in places.split(";"))]
    except ValueError as error:
        raise ValueError(f"the offsets {places!r} are none: write 'Content 20 40' or 'Content 20 40;60 80'") from error
    return spans_within(pairs, text)


def _disagreement(line: _Line, text: str) -> str | None:
    """Return what is wrong with an entity's offsets, if anything."""
    try:
        covered = words_at(text, _fragments(line, text))
    except ValueError as error:
        return f"{line.key}: {error}"
    given = " ".join(line.text.split())
    if covered == given:
        return None
    return f"{line.key} covers {covered!r} and not {given!r}: correct its offsets or its text"


def _entities(path: Path, lines: list[_Line], text: str) -> dict[str, _Entity]:
    found = {}
    for line in lines:
        if line.key[0] == "T":
            if wrong := _disagreement(line, text):
                raise _error(path, line.number, wrong)
            found[line.key] = _Entity(line.head.split()[0], _fragments(line, text), line.number)
    return found


def _attributions(path: Path, lines: list[_Line], entities: dict[str, _Entity]) -> dict[str, _Attribution]:
    """Return the attributions by the ids that attributes and notes may name: relation, event or Content."""
    found: dict[str, _Attribution] = {}
    binary: dict[str, _Attribution] = {}
    for line in lines:
        # Of relations by other names, as of coreference, nothing is asked.
        if line.key[0] not in "RE" or not re.match(r"Attribution\b", line.head):
            continue
        parts = _parts(path, line, entities)
        if not parts["Content"]:
            raise _error(path, line.number, f"{line.key} has no Content: name it as 'Content:T3'")
        attribution = _Attribution(line.number)
        if " Arg1:" in line.head:
            attribution = binary.setdefault(parts["Content"][0], attribution)
        for role, keys in parts.items():
            attribution.parts[role] += [key for key in keys if key not in attribution.parts[role]]
        for key in (line.key, *parts["Content"]):
            found.setdefault(key, attribution)
    for key, entity in entities.items():
        if entity.role == "Content" and key not in found:
            raise _error(path, entity.line, f"{key} is in no attribution: add 'R<tab>Attribution Content:{key}'")
    return found


def _parts(path: Path, line: _Line, entities: dict[str, _Entity]) -> dict[str, list[str]]:
    """Return the ids of a relation's or an event's entities by role."""
    parts: dict[str, list[str]] = {role: [] for role in ROLES}
    for argument in line.head.split():
        name, _, key = argument.partition(":")
        if not key and argument == "Attribution":
            continue
        entity = entities.get(key)
        if entity is None:
            raise _error(
                path, line.number, f"{argument!r} names no entity of the file: write a role and an id, 'Content:T3'"
            )
        # brat numbers a role that comes again: Content2.
        role = {"Arg": entity.role, "Attribution": "Cue"}.get(name.rstrip("0123456789"), name.rstrip("0123456789"))
        if role not in ROLES or entity.role != role:
            raise _error(
                path, line.number, f"{argument!r}: {key} is a {entity.role}, and the roles are {', '.join(ROLES)}"
            )
        parts[role].append(key)
    return parts


def _describe(path: Path, lines: list[_Line], targets: dict[str, _Attribution]) -> None:
    """Add what attributes and notes say of attributions."""
    for line in lines:
        name, *values = line.head.split()
        if (line.key[0], name) not in {("A", "Kind"), ("A", "Negated"), ("#", "Speaker"), ("#", "Classes")}:
            continue
        attribution = targets.get(values[0]) if values else None
        if attribution is None:
            raise _error(path, line.number, f"{line.head!r} names no attribution of the file: write '{name} R1'")
        if name == "Kind":
            attribution.kind = next((kind for kind in get_args(Kind) if values[1:] == [kind]), None)
            if attribution.kind is None:
                raise _error(path, line.number, f"the kind {' '.join(values[1:])!r} is none of {', '.join(KINDS)}")
        elif name == "Negated":
            attribution.negated = True
        elif name == "Speaker":
            attribution.speaker_names += _parted(line.text, ";")
        else:
            attribution.classes += _parted(line.text, ",")


def _parted(text: str, mark: str) -> list[str]:
    return [part.strip() for part in text.split(mark) if part.strip()]


def _statement(path: Path, attribution: _Attribution, entities: dict[str, _Entity], text: str) -> GoldStatement:
    try:
        spans = {
            role: spans_within((span for key in keys for span in entities[key].spans), text)
            for role, keys in attribution.parts.items()
        }
    except ValueError as error:
        raise _error(path, attribution.line, f"of the entities of one role, {error}") from error
    return GoldStatement(
        spans=spans["Content"],
        kind=attribution.kind or kind_of(text, spans["Content"], spans["Source"] + spans["Cue"]),
        cue=words_at(text, spans["Cue"]),
        mention=spans["Source"],
        speaker_names=tuple(attribution.speaker_names),
        negated=attribution.negated,
        classes=tuple(attribution.classes),
    )


def _headline(path: Path, text: str) -> tuple[str, date | None]:
    """Return title and day: the first line is the headline if an empty line or a day follows it."""
    match = _HEADLINE.match(text.replace("\r\n", "\n"))
    if match is None:
        return "", None
    if match["date"] is None:
        return match["title"].strip(), None
    try:
        return match["title"].strip(), date.fromisoformat(match["date"])
    except ValueError as error:
        raise _error(path, 2, f"{match['date']!r} is no day: write 'Date: 2024-07-14'") from error
