"""Why was nothing found? One sentence that names the condition which left nothing, and what might be meant instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..storage.keyword import Fuzzy, Phrase, Prefix, Word
from .filters import condition_of, holds
from .query import AnyOf, Filter, Loose, Node, Not, only_wishes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..storage import IndexReader
    from .conditions import Condition


def why_empty(reader: IndexReader, conditions: Sequence[Condition], node: Loose) -> str:
    """Return one sentence on which condition left nothing of the index."""
    if not reader.live.any():
        return "The index holds no statements."
    left = reader.live
    for condition in conditions:
        mask = condition.mask(reader)
        if not (reader.live & mask).any():
            return condition.why_none(reader)
        left = left & mask
        if not left.any():
            return f"No statement meets all filters together: {condition} leaves none of the others'."
    for wanted in node.parts:
        if only_wishes(wanted):
            continue
        required = holds(reader, wanted)
        if not (reader.live & required).any():
            return _node_reason(reader, wanted)
        if not (left & required).any():
            return f"No statement has {_described(wanted)} together with the other conditions."
    return "No statement meets all conditions together."


def _node_reason(reader: IndexReader, node: Node) -> str:
    if isinstance(node, Filter):
        return condition_of(node).why_none(reader)
    return f"No statement in the index has {_described(node)}."


def _described(node: Node) -> str:
    if isinstance(node, Phrase):
        return f'the phrase "{node.text}"'
    if isinstance(node, Word | Prefix | Fuzzy):
        return f"“{node.text}”"
    if isinstance(node, Filter):
        return str(condition_of(node))
    if isinstance(node, Not):
        return f"no {_described(node.part)}"
    joiner = " or " if isinstance(node, AnyOf | Loose) else " and "
    return joiner.join(_described(part) for part in node.parts)
