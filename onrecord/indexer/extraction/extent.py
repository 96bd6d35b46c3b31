"""Which stretch of the article is a statement, of which kind, and what of it is quoted?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...statement import Kind
    from .passages import Passage, Span
    from .quotations import Quotation
    from .utterances import Utterance

# What opens a sentence in the article's voice and belongs to nobody's statement.
_CONNECTIVES: Final = re.compile(
    r"(?:(?:However|Meanwhile|But|And|Yet|So|Also|Moreover|Furthermore|Nevertheless|Nonetheless|Additionally|Still|"
    r"Instead|In addition|Besides|Separately|For (?:his|her|its|their) part|On the other hand|By contrast|"
    r"In contrast|Earlier|Later|Previously|Similarly|Even so|In fact|As a result|Therefore|Thus|Accordingly|Finally|"
    r"Of course|Likewise|Indeed|Or|Nor|Then|Again),?\s+)+",
)
_CONNECTIVE_WITHOUT_COMMA: Final = frozenset(("But", "And", "Yet", "So", "Or"))
_TRAILING: Final = " \t\r\n,;:–—-"
_OPENING_MARKS: Final = '"“„«‘‚'
_WORD: Final = re.compile(r"\w")
# The stop behind a sum is the sentence's, though the parser reads it as a part of "£5m."
_AFTER_SUM: Final = re.compile(r"\d[a-z]{0,3}$")
# The title of a work, told by its noun and its capitals: the song "We Pay".
_WORK: Final = re.compile(
    r"\b(?:song|single|album|track|hymn|film|movie|documentary|book|novel|memoir|poem|play|musical|opera|painting|"
    r"sculpture|exhibition|show|series|programme|podcast|article|essay|pamphlet|report|campaign|project|initiative)"
    r"(?: (?:called|entitled|titled|named))?,? $"
)
_TITLE: Final = re.compile(
    r"[A-ZÀ-Þ0-9][\w'’-]*(?:[ ,:]+(?:[A-ZÀ-Þ0-9][\w'’-]*|a|an|the|of|in|on|at|to|and|or|for|by))*"
)
_LONGEST_NOUN: Final = 30


@dataclass(frozen=True, slots=True)
class Extent:
    """The outer bounds of a statement in the article, its kind and its quoted stretches, marks excluded."""

    start: int
    end: int
    kind: Kind
    quoted: tuple[Span, ...]


def extent_of(utterance: Utterance, text: str) -> Extent | None:
    """Return the extent of an utterance, None where nothing is left of it."""
    spans = [_clause_span(utterance.passage, text, first, end) for first, end in utterance.contents]
    clauses = [span for span in spans if span[1] > span[0]]
    inner = _quotations_inside(utterance.passage, clauses)
    quotations = sorted({*inner, *utterance.quotations}, key=lambda quotation: quotation.outer_start)
    quoted = tuple((q.start, q.end) for q in quotations if _WORD.search(text, q.start, q.end))
    if not clauses and not quoted:
        return None
    free = any(_unquoted_words(text, span, quotations) for span in clauses)
    if not free:
        return Extent(quoted[0][0], quoted[-1][1], "direct", quoted) if quoted else None
    start = min([start for start, _ in clauses] + [q.outer_start for q in quotations])
    end = max([end for _, end in clauses] + [q.outer_end for q in quotations])
    return Extent(start, end, "mixed" if quoted else "indirect", quoted)


def _clause_span(passage: Passage, text: str, first: int, end: int) -> Span:
    start, stop = passage.span_of(first, end)
    # A mark before the first word or behind the last belongs to the clause; the parser did not see it.
    for quotation in passage.reading.quotations_in(start - 1, stop + 1):
        if quotation.start <= start < quotation.end and not _WORD.search(text, quotation.start, start):
            start = quotation.outer_start
        if quotation.start < stop <= quotation.end:
            stop = quotation.outer_end
    if first == passage.doc[first].sent.start:
        start = _behind_connective(text, start, stop)
    while stop > start and text[stop - 1] in _TRAILING:
        stop -= 1
    if text[stop - 1] == "." and _AFTER_SUM.search(text, max(start, stop - 5), stop - 1):
        stop -= 1
    # An opening mark that nothing closes is no part of it.
    stray = not any(q.outer_start <= start < q.outer_end for q in passage.reading.quotations_in(start, start + 1))
    while start < stop and (text[start] in _TRAILING or (stray and text[start] in _OPENING_MARKS)):
        start += 1
    return start, stop


def _behind_connective(text: str, start: int, stop: int) -> int:
    match = _CONNECTIVES.match(text, start, stop)
    if match is None:
        return start
    words = match.group().rstrip()
    return match.end() if words.endswith(",") or words in _CONNECTIVE_WITHOUT_COMMA else start


def _quotations_inside(passage: Passage, spans: Sequence[Span]) -> list[Quotation]:
    return [
        quotation
        for start, end in spans
        for quotation in passage.reading.quotations_in(start, end)
        if start <= quotation.outer_start and quotation.outer_end <= end and not _is_of_work(passage, quotation)
    ]


def _is_of_work(passage: Passage, quotation: Quotation) -> bool:
    text, at = passage.reading.article, quotation.outer_start
    return (
        _TITLE.fullmatch(text, quotation.start, quotation.end) is not None
        and _WORK.search(text, max(0, at - _LONGEST_NOUN), at) is not None
    )


def _unquoted_words(text: str, span: Span, quotations: Sequence[Quotation]) -> bool:
    at, end = span
    for quotation in quotations:
        if quotation.outer_start >= end:
            break
        if quotation.outer_end > at:
            if _WORD.search(text, at, quotation.outer_start):
                return True
            at = quotation.outer_end
    return bool(_WORD.search(text, at, end)) if at < end else False
