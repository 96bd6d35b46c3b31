"""Why was nothing found? One sentence that names the condition which left nothing, and what might be meant instead."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process

from ..storage import NONE, Column
from ..storage.keyword import Fuzzy, Phrase, Prefix, Word, words
from .filters import Filters, filter_mask, matching_names, required_mask
from .query import AnyOf, Filter, Loose, Node, Not

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..storage import IndexReader

_SUGGESTIONS: Final = 3
# Below this likeness (0 to 100) a suggested name only puzzles.
_LIKENESS: Final = 72


def why_empty(reader: IndexReader, filters: Filters, node: Loose) -> str:
    """Return one sentence on which condition left nothing of the index."""
    if not reader.live.any():
        return "The index holds no statements."
    left = reader.live
    for part in filters.parts():
        mask = filter_mask(reader, part)
        if not (reader.live & mask).any():
            return _filter_reason(reader, part)
        if not (left & mask).any():
            return f"No statement meets all filters together: {_filter_words(part)} leaves none of the others'."
        left = left & mask
    for wanted in node.parts:
        required = required_mask(reader, wanted)
        if required is not None and not (reader.live & required).any():
            return _node_reason(reader, wanted)
        if required is not None and not (left & required).any():
            return f"No statement has {_described(wanted)} together with the other conditions."
    return "No statement meets all conditions together."


def similar_names(names: Collection[str], text: str) -> list[str]:
    """Return the few names that the text may mean, the most likely first: spelled alike, or with a word in common."""
    asked = set(words(text))
    found = process.extract(text, list(names), scorer=fuzz.WRatio, processor=str.casefold, limit=None)
    likely = [name for name, likeness, _ in found if likeness >= _LIKENESS or asked & set(words(name))]
    return likely[:_SUGGESTIONS]


def _filter_reason(reader: IndexReader, part: Filters) -> str:
    if part.speaker is not None:
        return _name_reason(reader, "speaker", part.speaker)
    if part.outlet is not None:
        return _name_reason(reader, "outlet", part.outlet)
    if part.kinds:
        return f"No statement in the index is {' or '.join(part.kinds)}."
    if part.min_confidence > 0:
        return f"No statement's speaker has a confidence of {part.min_confidence:g} or more."
    return _period_reason(reader, part)


def _filter_words(part: Filters) -> str:
    if part.speaker is not None:
        return f"speaker {part.speaker!r}"
    if part.outlet is not None:
        return f"outlet {part.outlet!r}"
    if part.kinds:
        return f"kind {' or '.join(part.kinds)}"
    if part.min_confidence > 0:
        return f"confidence {part.min_confidence:g}"
    return _period_words(part)


def _name_reason(reader: IndexReader, field: str, value: str) -> str:
    names = reader.speakers if field == "speaker" else reader.outlets
    if matching_names(names, value):
        return f"The statements of {field} {value!r} have been removed from the index."
    similar = similar_names(names, value)
    return f"No {field} {value!r} in the index" + (f"; did you mean {' or '.join(similar)}?" if similar else ".")


def _period_reason(reader: IndexReader, part: Filters) -> str:
    days = reader.columns[:, Column.DAY]
    dated = days[reader.live & (days != NONE)]
    if not len(dated):
        return f"No statement {_period_words(part)}: none in the index has a date."
    first, last = date.fromordinal(int(dated.min())), date.fromordinal(int(dated.max()))
    return f"No statement {_period_words(part)}: those in the index are from {first} to {last}."


def _period_words(part: Filters) -> str:
    since = [f"since {part.since}"] if part.since else []
    until = [f"until {part.until}"] if part.until else []
    return " ".join(since + until)


def _node_reason(reader: IndexReader, node: Node) -> str:
    if isinstance(node, Filter) and node.field != "kind":
        return _name_reason(reader, node.field, node.value)
    return f"No statement in the index has {_described(node)}."


def _described(node: Node) -> str:
    if isinstance(node, Phrase):
        return f'the phrase "{node.text}"'
    if isinstance(node, Word | Prefix | Fuzzy):
        return f"“{node.text}”"
    if isinstance(node, Filter):
        return f"{node.field} {node.value!r}"
    if isinstance(node, Not):
        return f"no {_described(node.part)}"
    joiner = " or " if isinstance(node, AnyOf | Loose) else " and "
    return joiner.join(_described(part) for part in node.parts)
