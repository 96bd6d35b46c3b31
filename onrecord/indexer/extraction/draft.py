"""What is to be parsed of an article, and what is known before that? Layout, turns, quotations, readings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from .headlines import in_sentence_case, may_report
from .layout import Block, lay_out
from .narration import may_tell_of_others
from .quotations import closes_first, find_quotations, left_open, opening_mark
from .reading import Reading, read_paragraph
from .transcript import LabelledTurn, find_turns, is_framed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ...statement import Article
    from .light import Languages, Lexicon
    from .quotations import Quotation

# So many paragraphs without a mark may a quotation go on for.
_MAX_RUN: Final = 5
# Words without a capital.
_COMMON: Final = re.compile(r"(?<![\w'’-])[a-zà-ÿ][a-zà-ÿ'’-]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph's reading that is parsed at once, from `offset` in the reading on.

    `inside` is the quotation whose words the reading is of, where it is no paragraph's.
    """

    text: str
    reading: Reading
    offset: int
    paragraph: int
    inside: Quotation | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An article laid out: its blocks, its turns if it is a transcript, and the pieces to parse."""

    article: Article
    blocks: Sequence[Block]
    turns: Sequence[LabelledTurn]
    readings: dict[int, Reading]
    pieces: Sequence[Piece]
    # Of an article in another language than English, which is not parsed.
    lexicon: Lexicon | None = None


def draft_of(article: Article, languages: Languages) -> Draft:
    """Lay out an article and read its paragraphs; what is in another of the languages than English has no pieces."""
    text = article.text
    lexicon = languages.lexicon_of(article)
    blocks = lay_out(text, title=article.title)
    turns = find_turns(text, blocks) if lexicon is None else ()
    spoken = {turn.block: turn for turn in turns}
    silent = set(spoken)
    if turns:
        # To parse all of a pure transcript takes twenty times as long as all else.
        framed = is_framed(text, blocks, turns[0].block)
        silent = {turn.block for turn in turns if not framed or not may_tell_of_others(text, turn.start, turn.end)}
        blocks = _transcript_blocks(text, blocks, spoken)
    readings: dict[int, Reading] = {}
    goes_on = _running_on(text, blocks)
    common: set[str] = set()
    for i, block in enumerate(blocks):
        if i in silent or not (block.kind == "prose" or _is_read(article, block, lexicon, transcript=bool(turns))):
            continue
        reading = _read(text, block, goes_on.get(i, ""), goes_on.get(i + 1) or _opening(text, blocks[i + 1 : i + 2]))
        if block.kind != "prose":
            common = common or set(_COMMON.findall(text))
            reading.text = in_sentence_case(reading.text, common.__contains__)
        readings[i] = reading
    if lexicon is not None:
        return Draft(article, blocks, turns, readings, (), lexicon)
    pieces = [
        Piece(reading.text[start:end], reading, start, i)
        for i, reading in readings.items()
        for start, end in reading.pieces()
    ]
    pieces.extend(_pieces_inside(text, readings))
    return Draft(article, blocks, turns, readings, pieces)


def _pieces_inside(text: str, readings: Mapping[int, Reading]) -> Iterator[Piece]:
    """Yield the words of the quotations that may tell what others said: "He told me 'We go'," she said."""
    for i, reading in readings.items():
        for quotation in reading.placeholders.values():
            start, end = quotation.start, quotation.end
            if may_tell_of_others(text, start, end):
                inner = read_paragraph(text, start, end, _quotations(text, start, end))
                yield from (Piece(inner.text[a:b], inner, a, i, quotation) for a, b in inner.pieces())


def _quotations(text: str, start: int, end: int, *, reopened: str = "", begun: str = "") -> list[Quotation]:
    """Find the quotations of a stretch, in the article's coordinates."""
    return [
        replace(
            found,
            outer_start=found.outer_start + start,
            start=found.start + start,
            end=found.end + start,
            outer_end=found.outer_end + start,
        )
        for found in find_quotations(text[start:end], reopened=reopened, begun=begun)
    ]


def _is_read(article: Article, block: Block, lexicon: Lexicon | None, *, transcript: bool) -> bool:
    """Whether a heading or the title is read: a transcript's name who takes part, others may hold what was said."""
    if lexicon is not None:
        return block.kind == "heading"
    words = article.text[block.start : block.end]
    title = words == article.title.strip()
    return (title or block.kind == "heading") and (transcript or may_report(words))


def _transcript_blocks(text: str, blocks: Sequence[Block], spoken: Mapping[int, LabelledTurn]) -> list[Block]:
    """Return a transcript's blocks with sections made by headings between turns only: "Why?" may be a turn."""
    found: list[Block] = []
    section: str | None = None
    begun = False
    for i, block in enumerate(blocks):
        begun = begun or i in spoken
        if block.kind == "heading" and i not in spoken and begun:
            section = " ".join(text[block.start : block.end].split())
        if i in spoken:
            block = replace(block, kind="prose", body=spoken[i].start)  # noqa: PLW2901 - the same block, better known
        found.append(replace(block, section=section))
    return found


def _running_on(text: str, blocks: Sequence[Block]) -> dict[int, str]:
    """Return the blocks in which a quotation goes on that an earlier one left open, with the mark that opened it.

    Edited text opens every paragraph of a long quotation anew; where it does not, a mark that closes what no mark of
    its paragraph opened tells of it.
    """
    found: dict[int, str] = {}
    for i, block in enumerate(blocks):
        mark = left_open(text[block.body : block.end]) if block.kind == "prose" else ""
        last = i + 1
        while mark and last < min(len(blocks), i + 1 + _MAX_RUN):
            closes = closes_first(text[blocks[last].body : blocks[last].end], mark)
            if closes is not None or blocks[last].kind != "prose":
                if closes:
                    found.update(dict.fromkeys(range(i + 1, last + 1), mark))
                break
            last += 1
    return found


def _opening(text: str, following: Sequence[Block]) -> str:
    return opening_mark(text[following[0].body : following[0].body + 16]) if following else ""


def _read(text: str, block: Block, begun: str, reopened: str) -> Reading:
    """Read a block; `begun` is the mark of a quotation that goes on from before, `reopened` of one that goes on."""
    quotations = _quotations(text, block.body, block.end, reopened=reopened, begun=begun)
    return read_paragraph(text, block.body, block.end, quotations)
