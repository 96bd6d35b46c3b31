"""What is to be parsed of an article, and what is known before that? Layout, turns, quotations, readings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .layout import Block, lay_out, speaks
from .quotations import find_quotations, opening_mark
from .reading import Reading, read_paragraph
from .transcript import Turn, find_turns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...statement import Article


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph's reading that is parsed at once, from `offset` in the reading on."""

    text: str
    reading: Reading
    offset: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Draft:
    """An article laid out: its blocks, its turns if it is a transcript, and the pieces to parse."""

    article: Article
    blocks: Sequence[Block]
    turns: Sequence[Turn]
    readings: dict[int, Reading]
    pieces: Sequence[Piece]


def draft_of(article: Article) -> Draft:
    """Lay out an article and read its paragraphs."""
    text = article.text
    blocks = lay_out(text, title=article.title)
    turns = find_turns(text, blocks)
    spoken = {turn.block for turn in turns}
    if turns:
        blocks = _transcript_blocks(text, blocks, spoken)
    readings: dict[int, Reading] = {}
    pieces: list[Piece] = []
    for i, block in enumerate(blocks):
        if i in spoken or not (block.kind == "prose" or _is_read(article, block, transcript=bool(turns))):
            continue
        reading = _read(text, block, blocks[i + 1] if i + 1 < len(blocks) else None)
        readings[i] = reading
        pieces.extend(Piece(reading.text[start:end], reading, start, i) for start, end in reading.pieces())
    return Draft(article, blocks, turns, readings, pieces)


def _is_read(article: Article, block: Block, *, transcript: bool) -> bool:
    """Whether a heading or the title is read: a transcript's name who takes part, others may hold what was said."""
    words = article.text[block.start : block.end]
    title = words == article.title.strip()
    return (title or block.kind == "heading") and (transcript or speaks(words))


def _transcript_blocks(text: str, blocks: Sequence[Block], spoken: set[int]) -> list[Block]:
    """Return a transcript's blocks with sections made by headings between turns only: "Why?" may be a turn."""
    found: list[Block] = []
    section: str | None = None
    begun = False
    for i, block in enumerate(blocks):
        begun = begun or i in spoken
        if block.kind == "heading" and i not in spoken and begun:
            section = " ".join(text[block.start : block.end].split())
        kind = "prose" if i in spoken else block.kind
        found.append(replace(block, kind=kind, section=section))
    return found


def _read(text: str, block: Block, following: Block | None) -> Reading:
    reopened = opening_mark(text[following.body : following.body + 16]) if following is not None else ""
    quotations = [
        replace(
            found,
            outer_start=found.outer_start + block.body,
            start=found.start + block.body,
            end=found.end + block.body,
            outer_end=found.outer_end + block.body,
        )
        for found in find_quotations(text[block.body : block.end], reopened=reopened)
    ]
    return read_paragraph(text, block.body, block.end, quotations)
