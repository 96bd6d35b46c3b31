"""Is a marked statement direct, mixed or indirect? Read off the quotation marks."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ..indexer.extraction.quotations import find_quotations, opening_mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..statement import Kind
    from .gold import Span

_BREAK: Final = re.compile(r"\n[^\S\n]*\n\s*")

# As much of a paragraph as tells its opening mark.
_OPENING: Final = 16


def kind_of(text: str, content: Sequence[Span], frame: Sequence[Span] = ()) -> Kind:
    """Return `direct` if all of the content outside its frame stands in quotation marks, `mixed` if part of it.

    `frame` is where source and cue stand. Marks around the frame and the content are another speaker's, so only marks
    within those count.
    """
    said = _places(text, content) - _places(text, frame)
    quoted = said & _places(text, _quoted(text, *_stretch(content), frame))
    if not quoted:
        return "indirect"
    return "direct" if quoted == said else "mixed"


def _places(text: str, spans: Iterable[Span]) -> set[int]:
    return {i for start, end in spans for i in range(start, end) if text[i].isalnum()}


def _stretch(spans: Sequence[Span]) -> Span:
    return min(start for start, _ in spans), max(end for _, end in spans)


def _quoted(text: str, start: int, end: int, frame: Sequence[Span]) -> Iterator[Span]:
    """Yield what is quoted in the paragraphs that touch a stretch."""
    edges = [0, *(match.end() for match in _BREAK.finditer(text)), len(text)]
    for first, last in pairwise(edges):
        if first < end and start < last:
            reopened = opening_mark(text[last : last + _OPENING])
            yield from _own_quotations(text, (first, last), frame, reopened=reopened)


def _own_quotations(text: str, stretch: Span, frame: Sequence[Span], *, reopened: str = "") -> Iterator[Span]:
    first, last = stretch
    for found in find_quotations(text[first:last], reopened=reopened):
        span = first + found.start, first + found.end
        if any(span[0] <= start and end <= span[1] for start, end in frame):
            yield from _own_quotations(text, span, frame)
        else:
            yield span
