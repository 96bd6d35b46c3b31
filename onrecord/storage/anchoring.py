"""Which statements does a correction speak of, and what do they say then?

A correction is anchored like the W3C's TextQuoteSelector: by exact words, with an offset and an id that only choose
between places of equal words. So it finds its statement again after another extraction and in a text that moved.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ..statement import Evidence
from .corrections import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..statement import Statement
    from .corrections import Correction, Mention
    from .entry import Entry

# A statement that extraction now bounds otherwise is still the same with so much in common, as intersection over union.
_MIN_OVERLAP: Final = 0.5


@dataclass(frozen=True, slots=True)
class Placed:
    """A correction with the ids of the statements that it speaks of, and of those about which none later speaks."""

    correction: Correction
    found: tuple[str, ...]
    in_force: tuple[str, ...]


def place(corrections: Sequence[Correction], entry: Entry) -> list[Placed]:
    """Find the place of an article's corrections among its statements as they were extracted.

    Of two about the same statement the later one is in force; but one that only overlaps it, because what it spoke of
    is no more, gives way to one that has its very words.
    """
    by_words: dict[str, list[Statement]] = defaultdict(list)
    for statement in entry.original:
        for words in dict.fromkeys((_plain(statement.text), _plain(statement.spoken))):
            by_words[words].append(statement)
    found: list[list[str]] = []
    ruling: dict[str, tuple[bool, int]] = {}
    for number, correction in enumerate(corrections):
        target = correction.target
        if isinstance(target, Words):
            same = by_words.get(_plain(target.text), [])
            exact, places = bool(same), _nearest(target, same) or _overlapping(target, entry)
        else:
            exact, places = True, _mentioned(target, entry.original)
        found.append([each.statement_id for each in places])
        ruling |= {each: max(ruling.get(each, (False, -1)), (exact, number)) for each in found[-1]}
    return [
        Placed(correction, tuple(ids), tuple(each for each in ids if ruling[each][1] == number))
        for number, (correction, ids) in enumerate(zip(corrections, found, strict=True))
    ]


def corrected(entry: Entry, corrections: Sequence[Correction]) -> Entry:
    """Return an article with its statements as all its corrections want them; ids stay as they are."""
    placed = place(corrections, entry) if corrections else []
    rulings = {each: one.correction for one in placed for each in one.in_force}
    changed = (_changed(statement, rulings.get(statement.statement_id)) for statement in entry.original)
    statements = [statement for statement in changed if statement is not None]
    if statements == list(entry.original):
        return replace(entry, statements=entry.original, extracted=None)
    return replace(entry, statements=statements, extracted=entry.original)


def _nearest(target: Words, places: Sequence[Statement]) -> list[Statement]:
    return [min(places, key=lambda statement: _farness(target, statement))] if places else []


def _farness(target: Words, statement: Statement) -> tuple[bool, int]:
    distance = 0 if target.start is None else abs(statement.start - target.start)
    return statement.statement_id != target.statement_id, distance


def _overlapping(target: Words, entry: Entry) -> list[Statement]:
    """Return the statement that has most in common with a place of the words in the article, if that is enough."""
    spans = list(_spans(target.text, entry.article.text))

    def overlap(statement: Statement) -> float:
        # They come in order and apart, so those that meet the statement are neighbours.
        first, last = bisect_left(spans, (statement.start,)), bisect_left(spans, (statement.end,))
        near = spans[max(0, first - 1) : last]
        return max((_overlap(span, (statement.start, statement.end)) for span in near), default=0.0)

    enough = [statement for statement in entry.original if overlap(statement) >= _MIN_OVERLAP]
    return [min(enough, key=lambda each: (-overlap(each), _farness(target, each)))] if enough else []


def _mentioned(target: Mention, extracted: Sequence[Statement]) -> list[Statement]:
    words, start = _plain(target.text).casefold(), target.start or 0
    return [
        statement
        for statement in extracted
        if _plain(statement.speaker_mention or "").casefold() == words
        and start <= statement.start
        and (target.end is None or statement.start < target.end)
    ]


def _spans(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text has the words, whatever white space parts them."""
    if len(_plain(words)) <= len(text):
        yield from (match.span() for match in re.finditer(r"\s+".join(map(re.escape, words.split())), text))


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return common / (one[1] - one[0] + other[1] - other[0] - common) if common > 0 else 0.0


def _plain(words: str) -> str:
    return " ".join(words.split())


def _changed(statement: Statement, correction: Correction | None) -> Statement | None:
    if correction is None or correction.verdict == "undo":
        return statement
    if correction.verdict == "not_a_statement":
        return None
    same = correction.speaker == statement.speaker
    return replace(
        statement,
        speaker=correction.speaker,
        # The role that was read belongs to the speaker that was read.
        role=correction.role or (statement.role if same else None),
        confidence=1.0 if correction.speaker else 0.0,
        evidence=_evidence(statement, correction),
    )


def _evidence(statement: Statement, correction: Correction) -> Evidence:
    when = f" on {correction.on.isoformat()}" if correction.on else ""
    instead = "as extracted" if correction.speaker == statement.speaker else f"not {statement.speaker or 'unknown'}"
    return Evidence(
        attribution=f"corrected by {correction.by or 'a person'}{when}",
        rule=f"{instead}: {correction.note}" if correction.note else instead,
    )
