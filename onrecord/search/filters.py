"""Which statements may be found at all? Conditions and what a query requires, as one mask, before any ranking."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np

from .conditions import Named, OfKind
from .query import All, AnyOf, Filter, Loose, Node, Not, only_wishes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ..statement import Kind
    from ..storage import IndexReader
    from .conditions import Condition


def allowed(reader: IndexReader, conditions: Sequence[Condition], node: Loose) -> NDArray[np.bool_]:
    """Return the mask of the live statements that meet the conditions and what the query requires, shape (count,).

    Where nothing is asked for, nothing is allowed.
    """
    if not conditions and not node.parts:
        return np.zeros(reader.count, dtype=np.bool_)
    mask = reader.live.copy()
    for condition in conditions:
        mask &= condition.mask(reader)
    if not only_wishes(node):
        mask &= holds(reader, node)
    return mask


def holds(reader: IndexReader, node: Node) -> NDArray[np.bool_]:
    """Return the mask of the statements that a node holds for, removed ones included."""
    if isinstance(node, Filter):
        return condition_of(node).mask(reader)
    if isinstance(node, Not):
        return ~holds(reader, node.part)
    if isinstance(node, All):
        return _every(reader, node.parts)
    if isinstance(node, AnyOf):
        return _any(reader, node.parts)
    if isinstance(node, Loose):
        required = [part for part in node.parts if not only_wishes(part)]
        return _every(reader, required) if required else _any(reader, node.parts)
    return reader.keyword.matching(node)


def condition_of(node: Filter) -> Condition:
    """Return the condition that a filter of the query language stands for."""
    if node.field == "kind":
        return OfKind((cast("Kind", node.value),))
    return Named(node.field, node.value)


def _every(reader: IndexReader, parts: Sequence[Node]) -> NDArray[np.bool_]:
    mask = np.ones(reader.count, dtype=np.bool_)
    for part in parts:
        mask &= holds(reader, part)
    return mask


def _any(reader: IndexReader, parts: Sequence[Node]) -> NDArray[np.bool_]:
    mask = np.zeros(reader.count, dtype=np.bool_)
    for part in parts:
        mask |= holds(reader, part)
    return mask
