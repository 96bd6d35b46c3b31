"""Where are we in the article? One parsed stretch of a paragraph, and the way back from its tokens to the article."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .clauses import reported
from .fragments import quoted_part, quoted_word
from .frames import Frame, Stretch, verb_frames
from .headlines import headline_frames
from .phrases import phrase_frames
from .repairs import repair

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from .layout import Block
    from .quotations import Quotation
    from .reading import Reading

Span = tuple[int, int]


@dataclass(slots=True)
class Standalone:
    """A quotation that stands on its own, as the tokens `[first, end)` that stand in for it."""

    quotation: Quotation
    first: int
    end: int


@dataclass(slots=True)
class Passage:
    """One parsed piece of a paragraph: `paragraph` is the number of its block, `offset` its place in the reading."""

    doc: Doc
    reading: Reading
    offset: int
    paragraph: int
    block: Block
    # The quotation whose words these are, where it is no paragraph.
    inside: Quotation | None = None
    standalones: list[Standalone] = field(default_factory=list)
    # Quoted parts of sentences, as tokens.
    fragments: list[Stretch] = field(default_factory=list)
    frames: list[tuple[Frame, list[Stretch]]] = field(default_factory=list)

    def span_of(self, first: int, end: int) -> Span:
        """Return where in the article the tokens `[first, end)` stand."""
        last = self.doc[end - 1]
        return (
            self.reading.start_in_article(self.offset + self.doc[first].idx),
            self.reading.end_in_article(self.offset + last.idx + len(last)),
        )

    def place_of(self, token: Token) -> int:
        """Return where in the article a token begins."""
        return self.reading.start_in_article(self.offset + token.idx)


def make_passage(
    doc: Doc, reading: Reading, offset: int, paragraph: int, block: Block, *, inside: Quotation | None = None
) -> Passage:
    """Find the standalone quotations and the frames of a parsed piece."""
    repair(doc)
    passage = Passage(doc, reading, offset, paragraph, block, inside)
    for token in doc:
        if token.text != '"':
            continue
        quotation = reading.placeholders.get(offset + token.idx)
        if quotation is not None:
            end = token.i + 1
            while end < len(doc) and doc[end].text != '"':
                end += 1
            passage.standalones.append(Standalone(quotation, token.i, min(end + 1, len(doc))))
    for start, end in reading.fragments_in(offset, offset + len(doc.text)):
        span = doc.char_span(start - offset, end - offset, alignment_mode="expand")
        if span is not None and len(span):
            passage.fragments.append((span.start, span.end))
    frames = [
        (frame, quoted_word(frame, passage.fragments) or reported(frame) or quoted_part(frame, passage.fragments))
        for frame in verb_frames(doc)
    ]
    frames.extend(phrase_frames(doc))
    if block.kind != "prose" and (own := list(headline_frames(doc))):
        frames = own + [pair for pair in frames if pair[0].verb.i < own[0][0].left]
    passage.frames = sorted(frames, key=lambda pair: (pair[0].left, pair[0].verb.i))
    return passage
