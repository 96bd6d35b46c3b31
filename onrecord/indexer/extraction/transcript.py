"""Whose turn is each paragraph of a transcript, and what of it was said?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from .narration import names_on, narrates, narration_from, tells
from .turn_labels import labels_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ...statement import Kind
    from .layout import Block
    from .turn_labels import Label

# What the clerk adds at the edges of a turn.
_HEARD: Final = (
    r"[(\[](?:laugh|applau|cheer|cross-?talk|inaudible|unintelligible|off.?mic|pause|silence|music|interrupt|sigh|smil|"
    r"chuckl|nod|gestur|speak|through|in [A-Z]|audio|video|break)[^()\[\]]{0,60}[)\]]\.?"
)
_MAX_HEARD: Final = 160
_HEARD_FIRST: Final = re.compile(rf"(?:{_HEARD}\s*)+", re.IGNORECASE)
_HEARD_LAST: Final = re.compile(rf"(?:\s*{_HEARD})+$", re.IGNORECASE)
_HEARD_WITHIN: Final = re.compile(rf"\s*{_HEARD}\s*", re.IGNORECASE)
_VOICE_END: Final = re.compile(r"\s*</v>$")
_LONGEST_VOICE_END: Final = 8
_STAGE_DIRECTION: Final = re.compile(r"[(\[][^()\[\]]{1,80}[)\]]\.?")
# Words of prose above the first label that make a transcript part of an article.
_MIN_FRAME: Final = 12


@dataclass(frozen=True, slots=True)
class Turn:
    """A paragraph of somebody's own, `[start, end)` in the article without the label; `block` is its number.

    `quoted` are the stretches that were said word by word, where that is not all of it.
    """

    block: int
    start: int
    end: int
    quoted: tuple[tuple[int, int], ...]
    kind: Kind


@dataclass(frozen=True, slots=True)
class LabelledTurn(Turn):
    """A turn of a transcript with the label that it stands below."""

    label: Label


def find_turns(text: str, blocks: Sequence[Block]) -> list[LabelledTurn]:
    """Return the turns of a transcript, paragraph by paragraph; nothing where the text is none."""
    labels = labels_of(text, blocks)
    paragraphs = _labelled(text, blocks, labels) if labels else ()
    turns = (_turn(text, i, blocks[i], label, labels) for i, label in paragraphs)
    return [turn for turn in turns if turn is not None]


def _labelled(text: str, blocks: Sequence[Block], labels: Mapping[int, Label]) -> Iterator[tuple[int, Label]]:
    """Yield the paragraphs of turns, each with the label that it stands below."""
    names = names_on(labels.values())
    label: Label | None = None
    told = False
    for i, block in enumerate(blocks[: _end_of_turns(text, blocks, labels)]):
        if i in labels:
            label, told = labels[i], False
        elif block.kind == "furniture":
            continue
        elif block.kind == "heading" and not text.endswith("?", 0, block.end):
            label = None
        elif label is not None:
            told = tells(text, block) if told else narrates(text, block, label, names)
        if label is not None and not told:
            yield i, label


def _end_of_turns(text: str, blocks: Sequence[Block], labels: Mapping[int, Label]) -> int:
    """Return the first block behind the last turn.

    Where the labels are names in ordinary spelling and every turn has one paragraph, what stands behind the last is
    the article's again; so it may be where the article's prose leads to the first.
    """
    numbers = list(labels)
    single = all(after == number + 1 for number, after in pairwise(numbers))
    if single and labels[numbers[-1]].shape == "name":
        return numbers[-1] + 1
    framed = is_framed(text, blocks, numbers[0])
    return narration_from(text, blocks, numbers[-1] + 1) if framed else len(blocks)


def is_framed(text: str, blocks: Sequence[Block], first: int) -> bool:
    """Whether a transcript is part of an article: prose leads to its `first` label."""
    words = (
        len(text[block.body : block.end].split())
        for block in blocks[:first]
        if block.kind == "prose" and text[block.end - 1] in ".:"
    )
    return sum(words) >= _MIN_FRAME


def _turn(text: str, number: int, block: Block, label: Label, labels: Mapping[int, Label]) -> LabelledTurn | None:
    """Return what was said in a paragraph, None where that is nothing."""
    start, end = label.end if number in labels else block.body, block.end
    if start >= end or _STAGE_DIRECTION.fullmatch(text, start, end):
        return None
    closing = _VOICE_END.search(text, max(start, end - _LONGEST_VOICE_END), end)
    start, end = _without_heard(text, start, closing.start() if closing else end)
    return LabelledTurn(number, start, end, _said(text, start, end), "direct", label) if start < end else None


def _said(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return the stretches of a turn between "(Laughter.)" and the like; none where there is nothing of it."""
    heard = [match.span() for match in _HEARD_WITHIN.finditer(text, start, end)]
    edges = [start, *(place for span in heard for place in span), end]
    return tuple(zip(edges[::2], edges[1::2], strict=True)) if heard else ()


def _without_heard(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut "(Laughter.)" and the like off both ends of a turn."""
    first = _HEARD_FIRST.match(text, start, end)
    last = _HEARD_LAST.search(text, max(start, end - _MAX_HEARD), end)
    return first.end() if first else start, last.start() if last else end
