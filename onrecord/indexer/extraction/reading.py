"""What does the parser read? The paragraph without its quotations, so that they cannot mislead it.

A parser trained on edited sentences stumbles over quotations: it ends sentences inside them and hangs the cue on
words that were said. So a quotation that stands on its own is read as a pair of empty marks ("" Peskov said), and
of a quoted stretch that is part of the sentence around it (they are "threatening for us") only the marks are left
out. Every position of the text so read leads back to the article.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from .cues import cue_table
from .sentences import NOTE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .quotations import Quotation

# The parser is linear in the length, its memory too: long paragraphs are read in pieces.
_MAX_PIECE: Final = 2_500
_PIECE_END: Final = re.compile(r"[.!?][\"')\]]* ")

# White space of any kind, control and direction characters, wire codes (<GM.N>), angle brackets, the marks of
# footnotes and rows of dots or dashes are read as one space.
_GAP: Final = re.compile(
    r"(?:[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
    rf"|<[A-Z][A-Z0-9.&-]{{0,9}}>|[<>]|([^\w\s])\1{{3,}}|{NOTE})+"
)
_PLAIN: Final = str.maketrans({"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_WORD_BEFORE: Final = re.compile(r"([^\W\d_]+)[\s,:—–-]*$")
_SENTENCE_END: Final = re.compile(rf"[.!?…][\"'”’»)\]]*{NOTE}?\s*$")
_ENDS_INSIDE: Final = re.compile(rf"[.,!?…;:—–-][\"'”’»]*{NOTE}?\s*$")
_ENDS_OUTSIDE: Final = re.compile(rf"{NOTE}?\s*(?:[,.;!?—–-]|\([A-ZÀ-Þ][^()]{{2,60}}\)$)")
_INNER_SENTENCE: Final = re.compile(r"[.!?]\s+(?=[\"'“‘(\[]?[A-ZÀ-Þ])")
# A quotation that ends a sentence ends it for the parser too: "" He added, but "." He added.
_FULL_STOP: Final = re.compile(rf"([.!?])[\"'”’»“]{{1,2}}{NOTE}?\s+[A-ZÀ-Þ\"“„«‘']")
_WORDS_AHEAD: Final = re.compile(r"[\w'’-]+|[.!?,;:]")
_FRAME_WORDS: Final = 5
_MIN_FREE_WORDS: Final = 3
_MAX_NOTE: Final = 12


@dataclass(slots=True)
class Reading:
    """The text that the parser reads of one paragraph; `placeholders` maps a position in it to a quotation."""

    text: str
    article: str = field(repr=False)
    quotations: Sequence[Quotation]
    placeholders: dict[int, Quotation]
    # Where in the text the words of the other quotations stand.
    fragments: list[tuple[int, int]]
    _view: list[int] = field(repr=False)
    _places: list[int] = field(repr=False)
    _outer_starts: list[int] = field(init=False, repr=False)
    _outer_ends: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._outer_starts = [quotation.outer_start for quotation in self.quotations]
        self._outer_ends = [quotation.outer_end for quotation in self.quotations]

    def quotations_in(self, start: int, end: int) -> Sequence[Quotation]:
        """Return the quotations that touch `[start, end)` in the article."""
        first = bisect_right(self._outer_ends, start)
        return self.quotations[first : bisect_left(self._outer_starts, end)]

    def fragments_in(self, start: int, end: int) -> Sequence[tuple[int, int]]:
        """Return the fragments that begin in `[start, end)` of the reading."""
        begins = itemgetter(0)
        return self.fragments[
            bisect_left(self.fragments, start, key=begins) : bisect_left(self.fragments, end, key=begins)
        ]

    def words_of(self, quotation: Quotation) -> str:
        """Return the words between a quotation's marks."""
        return self.article[quotation.start : quotation.end]

    def start_in_article(self, position: int) -> int:
        """Return where in the article the character at `position` stands."""
        segment = max(0, bisect_right(self._view, position) - 1)
        return self._places[segment] + position - self._view[segment]

    def end_in_article(self, position: int) -> int:
        """Return where in the article a stretch ends whose last character stands before `position`."""
        return self.start_in_article(position - 1) + 1

    def pieces(self) -> Iterator[tuple[int, int]]:
        """Yield the stretches that are parsed at once, cut where a sentence ends if possible."""
        start = 0
        while len(self.text) - start > _MAX_PIECE:
            limit = start + _MAX_PIECE
            ends = [match.end() for match in _PIECE_END.finditer(self.text, start + _MAX_PIECE // 2, limit)]
            end = ends[-1] if ends else self.text.rfind(" ", start + 1, limit) + 1 or limit
            if end - 1 in self.placeholders:
                end -= 1
            yield start, end
            start = end
        yield start, len(self.text)


class _Writer:
    """Copies stretches of the article into the reading and keeps where they came from."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.view: list[int] = []
        self.article: list[int] = []

    def put(self, words: str, at: int) -> None:
        if words:
            self.view.append(self.length)
            self.article.append(at)
            self.parts.append(words)
            self.length += len(words)

    def copy(self, text: str, start: int, end: int) -> None:
        at = start
        for gap in _GAP.finditer(text, start, end):
            self.put(text[at : gap.start()].translate(_PLAIN), at)
            if self.length:
                self.put(" ", gap.start())
            at = gap.end()
        self.put(text[at:end].translate(_PLAIN), at)


def read_paragraph(text: str, start: int, end: int, quotations: Sequence[Quotation]) -> Reading:
    """Make the reading of the paragraph `[start, end)` of an article; quotations count in the article."""
    writer = _Writer()
    placeholders: dict[int, Quotation] = {}
    fragments: list[tuple[int, int]] = []
    at = start
    previous: Quotation | None = None
    for quotation in quotations:
        writer.copy(text, at, quotation.outer_start)
        if _stands_alone(text, start, end, quotation, previous):
            placeholders[writer.length] = quotation
            writer.put('"', quotation.outer_start)
            if ends := _FULL_STOP.match(text, quotation.end - 1, min(end, quotation.outer_end + _MAX_NOTE)):
                writer.put(ends.group(1), quotation.end - 1)
            writer.put('"', quotation.outer_end - 1)
            previous = quotation
        else:
            # A fragment that goes on for more sentences is read up to the end of its first.
            inner = _INNER_SENTENCE.search(text, quotation.start, quotation.end)
            first = writer.length
            writer.copy(text, quotation.start, inner.start() + 1 if inner else quotation.end)
            fragments.append((first, writer.length))
        at = quotation.outer_end
    writer.copy(text, at, end)
    return Reading(
        "".join(writer.parts),
        text,
        quotations,
        placeholders,
        fragments,
        writer.view or [0],
        writer.article or [start],
    )


def _stands_alone(text: str, start: int, end: int, quotation: Quotation, previous: Quotation | None) -> bool:
    """Whether a quotation is an utterance of its own, and no part of the sentence that it stands in."""
    if quotation.unclosed:
        return True
    words = text[quotation.start : quotation.end]
    before = text[max(start, quotation.outer_start - 60) : quotation.outer_start].rstrip()
    after = text[quotation.outer_end : min(end, quotation.outer_end + 80)]
    capital = words.lstrip("[(…. '‘\"“")[:1].isupper() or words[:1].isdigit()
    capital = capital and not words.startswith(("...", "…"))
    ended = bool(_ENDS_INSIDE.search(words))
    word = _WORD_BEFORE.search(before)
    cued = word is not None and word.group(1).lower() in cue_table()
    closed = ended or not after.strip() or bool(_ENDS_OUTSIDE.match(after))
    many = len(words.split()) >= _MIN_FREE_WORDS
    if not before or _SENTENCE_END.search(before):
        return closed or _frame_follows(after)
    if before.endswith(":"):
        return capital or ended or many
    if before.endswith((",", "—", "–", "-", ";")):
        carried = previous is not None and bool(_ENDS_INSIDE.search(text[previous.start : previous.end]))
        return closed and (cued or carried or (capital and many))
    # Without a comma: told reporters "We will go."
    return capital and closed and ((cued and (many or ended)) or (many and ended and _cue_before(before)))


def _cue_before(before: str) -> bool:
    """Whether the words before a quotation hold a cue, with nothing but its frame in between."""
    words = _WORDS_AHEAD.findall(before)[-_FRAME_WORDS:]
    if not all(word[0].isalnum() for word in words):
        return False
    cues = [cue_table().get(word) for word in words]
    return any(cue is not None and cue.kind in ("speech", "writing", "question") for cue in cues)


def _frame_follows(after: str) -> bool:
    """Whether a frame follows without the comma that ought to stand before it: "No" he said."""
    for word in _WORDS_AHEAD.findall(after)[:_FRAME_WORDS]:
        cue = cue_table().get(word)
        if cue is not None and cue.kind in ("speech", "writing", "question"):
            return True
        if not word[0].isalnum():
            break
    return False
