"""Whose are the points of a list? "Among the points made:", and below it "• Jane Roe, an economist: Prices rose."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .cues import cue_table
from .furniture import is_bullet
from .grammar import FINITE
from .quotations import find_quotations
from .speakers import Attribution, Finding, Rule, Speaker
from .transcript import Turn
from .word_lists import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .characters import Cast
    from .draft import Draft
    from .passages import Passage

_LABEL: Final = re.compile(r"[^:.?!\"“„«]{2,100}(?:\.[^:.?!\"“„«]{1,100}){0,2}:\s+")
_WORD: Final = re.compile(r"[^\W\d_]+")
# Behind a bullet, a name stands first, but for titles.
_MAX_BEFORE_NAME: Final = 8
# What a list is announced by: it holds what people said, and not how they played.
_POINTS: Final = words_of("""
    points reactions views comments voices remarks testimony answers arguments opinions responses statements
    highlights witnesses speakers
""")


def find_points(draft: Draft, passages: Sequence[Passage], cast: Cast) -> Iterator[tuple[Turn, Speaker]]:
    """Yield the points of lists of what people said, each with the person before its colon."""
    text, blocks = draft.article.text, draft.blocks
    announced = False
    for number, passage in enumerate(passages):
        if passage.offset or passage.inside:
            continue  # the paragraph's first piece tells of all
        block = blocks[passage.paragraph]
        if not is_bullet(text[block.start : block.end]):
            announced = _announces(text[block.body : block.end])
            continue
        label = _LABEL.match(text, block.body, block.end) if announced else None
        if label is None or any(word in cue_table() for word in _WORD.findall(label.group())):
            continue
        person = _labelled(cast, number, passage, label.end())
        start, end = label.end(), block.end
        said = any(token.tag_ in FINITE and passage.place_of(token) >= start for token in passage.doc)
        quoted = tuple((start + q.start, start + q.end) for q in find_quotations(text[start:end]))
        if person is None or not said or any(text[start : first - 1].strip() == "" for first, _ in quoted[:1]):
            continue  # what stands in marks right behind the colon is found as a quotation
        yield Turn(passage.paragraph, start, end, quoted, "mixed" if quoted else "indirect"), person


def _announces(words: str) -> bool:
    """Whether a paragraph announces a list of what people said."""
    found = _WORD.findall(words.lower())
    return words.endswith(":") and any(word in _POINTS or word in cue_table() for word in found)


def _labelled(cast: Cast, number: int, passage: Passage, end: int) -> Speaker | None:
    """Return the person whose name stands first before the colon."""
    for token in passage.doc[:_MAX_BEFORE_NAME]:
        name, person = cast.named.get((number, token.i), (None, None))
        if person is not None and name is not None and person.kind == "person" and passage.place_of(token) < end:
            break
    else:
        return None
    return Speaker(
        person.name,
        role=person.role,
        finding=Finding(Rule.LABEL),
        chain=(name.span, person.named_at),
        character=person,
        attribution=Attribution.COLON,
    )
