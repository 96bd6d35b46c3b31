"""Where in a paragraph do quotation marks open and close? Pairing of marks, and nothing about who speaks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from .marks import BEFORE_OPEN, STRAIGHT, Shape, one_style, shape_of

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between two marks: `start` and `end` are of the words, `outer_start` and `outer_end` of the marks.

    `unclosed` is a quotation that runs to the end of its paragraph and is taken up by an opening mark in the next.
    """

    outer_start: int
    start: int
    end: int
    outer_end: int
    unclosed: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    shape: Shape
    # What may stand between the word and the mark tells a closing mark from an apostrophe.
    possessive: bool = False


# Each family pairs only with itself. Low-high marks close with what opens an English quotation.
_DIRECTED: Final = (("“", "”"), ("„", "“”"), ("``", "''"), ("「", "」"), ("『", "』"))
_GUILLEMETS: Final = "«»"
_SINGLE_OPENING: Final = re.compile(r"(?:^|[\s(\[—–-])['‘‚]\w")
# Words that begin with an apostrophe, and decades: 'tis, rock 'n' roll, the '90s.
_CLIPPED: Final = re.compile(r"(?:\d\ds?|em|tis|twas|til|till|cause|bout|round|n|cos|ere|neath|appen)\b", re.IGNORECASE)
_LOST_END: Final = re.compile(
    r"[,?!] (?:(?:said|says|added|told) [A-Z][\w'’-]+"
    r"|(?:[Hh]e|[Ss]he|[Tt]hey|[A-Z][\w'’-]+) (?:said|says|added|told))\b[^,.!?]{0,60}\.\s*$"
)
# A single-quoted stretch that has no end for so long was an apostrophe.
_MAX_SINGLE: Final = 4_000


def find_quotations(text: str, *, reopened: str = "", begun: str = "") -> list[Quotation]:
    """Return the outermost quotations of one paragraph, in order.

    `reopened` is the opening mark that the next paragraph begins with, if any: a quotation of that kind left open
    here goes on there. Without it an opening mark that nothing closes is no quotation. `begun` is the mark of a
    quotation that the paragraph before left open and that goes on here without a mark of its own.
    """
    if begun:
        shift = len(begun)
        return [
            replace(
                found,
                outer_start=max(0, found.outer_start - shift),
                start=max(0, found.start - shift),
                end=found.end - shift,
                outer_end=found.outer_end - shift,
            )
            for found in find_quotations(begun + text, reopened=reopened)
        ]
    text = one_style(text)
    pairs: list[Quotation] = []
    for opening, closing in _families(text):
        pairs.extend(_pair_directed(text, opening, closing, reopened=reopened == opening))
    pairs.extend(_pair_straight(text, reopened=reopened == STRAIGHT))
    if pairs or _SINGLE_OPENING.search(text):
        pairs.extend(_pair_single(text, pairs, reopened=reopened in ("'", "‘", "‚")))
    return _outermost(text, pairs)


def opening_mark(text: str) -> str:
    """Return the opening quotation mark that a paragraph begins with, or nothing."""
    head = text.lstrip()[:8]
    if head.startswith("``"):
        return "``"
    if head[:1] in ("'", "‘"):
        return head[0] if head[1:2].isalnum() and not _CLIPPED.match(head, 1) else ""
    return head[:1] if head[:1] in ('"', "“", "„", "‚", "«", "»", "「", "『") else ""


def left_open(text: str) -> str:
    """Return the opening mark that nothing in the paragraph closes, or nothing."""
    text = one_style(text)
    opening, closing = _DIRECTED["„" in text]
    if text.rfind(opening) > max(map(text.rfind, closing)):
        return opening
    marks = _straight_marks(text)
    return STRAIGHT if marks and marks[-1].shape == "open" else ""


def closes_first(text: str, opening: str) -> bool | None:
    """Whether the first mark of a kind in a paragraph closes; None where the paragraph has no such mark."""
    if opening == STRAIGHT:
        marks = _straight_marks(text)
        return marks[0].shape == "close" if marks else None
    found = re.search(f"[{opening}“”]", text)
    return found.group() != opening if found else None


def _families(text: str) -> list[tuple[str, str]]:
    families = [(opening, closing) for opening, closing in _DIRECTED if opening in text]
    if "„" in text:
        # There “ closes, so it must not open as well.
        families = [(opening, closing) for opening, closing in families if opening != "“"]
    positions = [position for mark in _GUILLEMETS if (position := text.find(mark)) >= 0]
    if positions:
        # French «…» or German »…«: the first mark in the paragraph opens.
        opening = text[min(positions)]
        families.append((opening, "»" if opening == "«" else "«"))
    return families


def _pair_directed(text: str, opening: str, closing: str, *, reopened: bool) -> list[Quotation]:
    """Pair marks whose form tells their direction; an opening mark inside an open quotation is nested or a mistake."""
    if len(opening) == 2:
        marks = [(m.start(), m.end(), m.group() == opening) for m in re.finditer(r"``|''", text)]
    else:
        marks = [(i, i + 1, char == opening) for i, char in enumerate(text) if char == opening or char in closing]
    found: list[Quotation] = []
    stack: list[tuple[int, int]] = []
    for start, end, opens in marks:
        if opens:
            stack.append((start, end))
        elif stack:
            opened = stack.pop()
            found.append(Quotation(opened[0], opened[1], start, end))
    if stack and reopened:
        # The last one left open is the one that the next paragraph takes up.
        opened = stack[-1]
        found.append(Quotation(opened[0], opened[1], len(text), len(text), unclosed=True))
    return found


def _straight_marks(text: str) -> list[_Mark]:
    marks: list[_Mark] = []
    open_now = False
    for match in re.finditer(STRAIGHT, text):
        at = match.start()
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        if before.isdigit() and not open_now:
            continue  # a 19" screen: inches, as nothing is open that could be closed
        shape = shape_of(before, after)
        marks.append(_Mark(at, at + 1, shape))
        open_now = shape == "open" or (shape == "either" and not open_now)
    return marks


def _pair_straight(text: str, *, reopened: bool) -> list[Quotation]:
    """Pair straight marks by their shape; where no pair comes out of shapes that contradict each other, by turns."""
    marks = _straight_marks(text)
    found: list[Quotation] = []
    pending: _Mark | None = None
    lost = False
    for mark in marks:
        if pending is None:
            lost = lost or mark.shape == "close"
            pending = mark if mark.shape != "close" else None
        elif mark.shape == "open":
            pending = mark  # the one before was never closed
        else:
            found.append(Quotation(pending.start, pending.end, mark.start, mark.end))
            pending = None
    if lost and len(marks) % 2 == 0 and all(mark.shape != "open" for mark in marks[1::2]):
        # A space on the wrong side: he said," We go".
        return [
            Quotation(first.start, first.end, second.start, second.end)
            for first, second in zip(marks[::2], marks[1::2], strict=True)
        ]
    if pending is not None and reopened:
        found.append(Quotation(pending.start, pending.end, len(text), len(text), unclosed=True))
    return found


def _single_marks(text: str) -> list[_Mark]:
    marks: list[_Mark] = []
    # Low-high marks close with what opens an English quotation: ‚so‘
    openings = "‚" if "‚" in text else "‘"
    for match in re.finditer(r"['‘’‚‛]", text):
        at = match.start()
        char, before, after = match.group(), text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        if before.isalnum() and after.isalnum():
            continue  # an apostrophe inside a word
        starts = (before == "" or before.isspace() or before in BEFORE_OPEN) and not (after == "" or after.isspace())
        if starts and (char == openings or (char in "'‛" and not _CLIPPED.match(text, at + 1))):
            marks.append(_Mark(at, at + 1, "open"))
        elif char != openings and before and not before.isspace() and not after.isalnum():
            possessive = before in "sSzx" and bool(re.match(r"\s+[a-z]", text[at + 1 : at + 4]))
            marks.append(_Mark(at, at + 1, "close", possessive=possessive))
    return marks


def _pair_single(text: str, taken: Sequence[Quotation], *, reopened: bool) -> list[Quotation]:
    """Pair single marks as British papers use them; an apostrophe closes nothing if a better mark follows."""
    marks = _single_marks(text)
    if not any(mark.shape == "open" for mark in marks):
        return []
    covered = _Cover(taken)
    found: list[Quotation] = []
    i = 0
    while i < len(marks):
        opening = marks[i]
        i += 1
        if opening.shape != "open" or covered.holds(opening.start):
            continue
        candidates: list[int] = []
        j = i
        while j < len(marks) and marks[j].start - opening.start <= _MAX_SINGLE:
            if marks[j].shape == "open":
                break
            candidates.append(j)
            if not marks[j].possessive:
                break
            j += 1
        if candidates:
            # The first that is no possessive, else the last: 'the workers' rights' has two candidates.
            chosen = candidates[-1]
            found.append(Quotation(opening.start, opening.end, marks[chosen].start, marks[chosen].end))
            i = chosen + 1
        elif reopened and j == len(marks):
            found.append(Quotation(opening.start, opening.end, len(text), len(text), unclosed=True))
    return found


class _Cover:
    """Answers whether a position lies inside one of some quotations; positions must be asked in rising order."""

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        self._spans = sorted((quotation.outer_start, quotation.outer_end) for quotation in quotations)
        self._next = 0
        self._end = -1

    def holds(self, position: int) -> bool:
        while self._next < len(self._spans) and self._spans[self._next][0] <= position:
            self._end = max(self._end, self._spans[self._next][1])
            self._next += 1
        return position < self._end


def _outermost(text: str, pairs: list[Quotation]) -> list[Quotation]:
    """Keep what lies in no other quotation, without the white space at its edges.

    What is empty or crosses the one before it is dropped, and what lost its closing mark: "We go, said Roe."
    """
    kept: list[Quotation] = []
    last_end = -1
    for pair in sorted(pairs, key=lambda pair: (pair.outer_start, -pair.outer_end)):
        words = text[pair.start : pair.end]
        if pair.outer_start < last_end or not words.strip() or (pair.unclosed and _LOST_END.search(words)):
            continue
        start = pair.start + len(words) - len(words.lstrip())
        kept.append(replace(pair, start=start, end=start + len(words.strip())))
        last_end = pair.outer_end
    return kept
