"""What do people say against the extraction? Corrections: one a line, in a person's file and in the index's own."""

from __future__ import annotations

import json
import reprlib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal, Self, get_args

from ..errors import IndexCorruptError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# A speaker (or that nobody knows who it was), no statement at all, or that extraction was right and all before is off.
Verdict = Literal["speaker", "not_a_statement", "undo"]
VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)

_ABOUT: Final = ("by", "on", "note")
_WORDS_FIELDS: Final = ("text", "start", "id")
_MENTION_FIELDS: Final = ("mention", "start", "end")
_FIELDS: Final = ("article_id", "statement", *_MENTION_FIELDS, *VERDICTS, "role", *_ABOUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The one statement that has these words; of several it is the one of this id, else the nearest to `start`."""

    text: str
    start: int | None = None
    statement_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Every statement whose speaker is mentioned with these words and that begins in [start, end) of the article."""

    text: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person says of statements in one article; of two about the same statement the later one counts.

    With the verdict "speaker", a `speaker` of None says that nobody knows who spoke.
    """

    article_id: str
    target: Words | Mention
    verdict: Verdict
    speaker: str | None = None
    role: str | None = None
    by: str | None = None
    on: date | None = None
    note: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the fields of one line of `corrections.jsonl`, without those that say nothing."""
        row: dict[str, Any] = {"article_id": self.article_id}
        target = self.target
        if isinstance(target, Words):
            row["statement"] = _said({"text": target.text, "start": target.start, "id": target.statement_id})
        else:
            row |= _said({"mention": target.text, "start": target.start, "end": target.end})
        row |= {"speaker": self.speaker} if self.verdict == "speaker" else {self.verdict: True}
        on = self.on.isoformat() if self.on else None
        return row | _said({"role": self.role, "by": self.by, "on": on, "note": self.note})

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Self:
        """Read one line.

        Raises:
            ValueError: it says nothing that can be done; the message has the fact and the fix.
        """
        _only(row, _FIELDS)
        verdict = _verdict(row)
        speaker = _line(row, "speaker")
        role = _line(row, "role")
        if role is not None and speaker is None:
            raise ValueError("a role without a speaker: name whose it is in 'speaker'")
        return cls(
            article_id=_required(row, "article_id"),
            target=_target(row),
            verdict=verdict,
            speaker=speaker,
            role=role,
            by=_line(row, "by"),
            on=_day(row, "on"),
            note=_line(row, "note"),
        )


def checked(correction: Correction) -> Correction:
    """Return a correction as the index's file will give it back.

    Raises:
        InputError: it would not.
    """
    try:
        return Correction.from_json(correction.to_json())
    except ValueError as error:
        source = correction.article_id.encode(errors="backslashreplace").decode()
        raise InputError(f"a correction cannot be kept: {error}", source=source) from error


def merged(own: Iterable[Correction], given: Iterable[Correction]) -> list[Correction]:
    """Return what is new in `given`, in its order; of equal ones the last.

    What the index has already stays where it is, so that a file that comes every night takes nothing back that was
    said after it.
    """
    known = set(own)
    new = [each for each in given if each not in known]
    return list(dict.fromkeys(reversed(new)))[::-1]


def by_article(corrections: Iterable[Correction]) -> dict[str, list[Correction]]:
    """Return corrections by their article's id, each article's in their order."""
    found: dict[str, list[Correction]] = {}
    for each in corrections:
        found.setdefault(each.article_id, []).append(each)
    return found


def to_lines(corrections: Iterable[Correction]) -> bytes:
    """Return the content of the index's own file."""
    return "".join(json.dumps(each.to_json(), ensure_ascii=False) + "\n" for each in corrections).encode()


def from_lines(data: bytes) -> tuple[Correction, ...]:
    """Read what `to_lines` gave.

    Raises:
        IndexCorruptError: it is something else.
    """
    try:
        return tuple(Correction.from_json(json.loads(line)) for line in data.decode().split("\n") if line)
    except (TypeError, ValueError) as error:
        raise IndexCorruptError(
            f"the index's corrections cannot be read ({error}): put the file back from a copy"
        ) from error


def _verdict(row: Mapping[str, Any]) -> Verdict:
    given = [name for name in VERDICTS if name in row]
    if len(given) != 1:
        told = " and ".join(f"'{name}'" for name in given) or "nothing"
        raise ValueError(
            f'it says {told}: give one of "speaker" (a name, or null for unknown), "not_a_statement": true, '
            '"undo": true'
        )
    if given[0] != "speaker" and row[given[0]] is not True:
        raise ValueError(f"'{given[0]}' is {reprlib.repr(row[given[0]])}: write true, or leave the line out")
    return given[0]


def _target(row: Mapping[str, Any]) -> Words | Mention:
    if ("statement" in row) == ("mention" in row):
        both = "both 'statement' and 'mention'" if "mention" in row else "neither 'statement' nor 'mention'"
        raise ValueError(f"it has {both}: name the statement by its words, or the mention of the speaker")
    if "mention" in row:
        start, end = _offset(row, "start"), _offset(row, "end")
        if end is not None and end <= (start or 0):
            raise ValueError(f"'end' {end} is not behind 'start' {start or 0}")
        return Mention(text=_required(row, "mention"), start=start, end=end)
    words = row["statement"]
    if not isinstance(words, dict):
        raise ValueError(  # noqa: TRY004 - of the line, like all that is wrong with it
            f'\'statement\' is {reprlib.repr(words)}: write {{"text": "the exact words", "start": 120}}'
        )
    if misplaced := [name for name in ("start", "end") if name in row]:
        raise ValueError(f"'{misplaced[0]}' stands beside 'statement': it belongs to a mention, or inside 'statement'")
    _only(words, _WORDS_FIELDS)
    return Words(text=_required(words, "text"), start=_offset(words, "start"), statement_id=_string(words, "id"))


def _said(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None}


def _only(row: Mapping[str, Any], known: tuple[str, ...]) -> None:
    # A field misspelt would be a correction that does something else.
    if unknown := [name for name in row if name not in known]:
        raise ValueError(f"unknown field {reprlib.repr(unknown[0])}: there are {', '.join(known)}")


def _string(row: Mapping[str, Any], name: str) -> str | None:
    value = row.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"'{name}' is {reprlib.repr(value)}: write words")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"'{name}' has half a character ({value[error.start]!r}): repair its encoding") from error
    return value


def _line(row: Mapping[str, Any], name: str) -> str | None:
    value = _string(row, name)
    return None if value is None else " ".join(value.split())


def _required(row: Mapping[str, Any], name: str) -> str:
    value = _string(row, name)
    if value is None:
        raise ValueError(f"no '{name}': without it nobody knows what is meant")
    return value


def _offset(row: Mapping[str, Any], name: str) -> int | None:
    value = row.get(name)
    if value is not None and (type(value) is not int or value < 0):
        raise ValueError(f"'{name}' is {reprlib.repr(value)}: write the number of characters before it in the article")
    return value


def _day(row: Mapping[str, Any], name: str) -> date | None:
    value = _string(row, name)
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f"'{name}' is {reprlib.repr(value)}: write a day as 2024-07-14") from error
