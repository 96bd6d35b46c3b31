"""Which statements may be found at all? Filters and the required parts of a query, as one mask, before any ranking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..statement import KINDS
from ..storage import Column, among, at_least, between
from ..storage.keyword import Fuzzy, Prefix, Word, words
from .query import All, AnyOf, Filter, Loose, Node, Not

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from numpy.typing import NDArray

    from ..statement import Kind
    from ..storage import IndexReader


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a caller asks for beside the query; days are inclusive, an undated statement is outside every period."""

    speaker: str | None = None
    outlet: str | None = None
    kinds: tuple[Kind, ...] = ()
    since: date | None = None
    until: date | None = None
    min_confidence: float = 0.0

    def parts(self) -> list[Filters]:
        """Return the conditions one by one, each as filters of its own; a period is one condition."""
        found = []
        if self.speaker is not None:
            found.append(Filters(speaker=self.speaker))
        if self.outlet is not None:
            found.append(Filters(outlet=self.outlet))
        if self.kinds:
            found.append(Filters(kinds=self.kinds))
        if self.since is not None or self.until is not None:
            found.append(Filters(since=self.since, until=self.until))
        if self.min_confidence > 0:
            found.append(Filters(min_confidence=self.min_confidence))
        return found


def allowed(reader: IndexReader, filters: Filters, node: Node) -> NDArray[np.bool_]:
    """Return the mask of the live statements that pass the filters and what the query requires, shape (count,)."""
    mask = reader.live & filter_mask(reader, filters)
    required = required_mask(reader, node)
    return mask if required is None else mask & required


def filter_mask(reader: IndexReader, filters: Filters) -> NDArray[np.bool_]:
    """Return the mask of the statements that pass the filters, removed ones included."""
    mask = np.ones(reader.count, dtype=np.bool_)
    if filters.speaker is not None:
        mask &= _named(reader, Filter("speaker", filters.speaker))
    if filters.outlet is not None:
        mask &= _named(reader, Filter("outlet", filters.outlet))
    if filters.kinds:
        mask &= among(reader.columns, Column.KIND, [KINDS.index(kind) for kind in filters.kinds])
    if filters.since is not None or filters.until is not None:
        mask &= between(reader.columns, filters.since, filters.until)
    if filters.min_confidence > 0:
        mask &= at_least(reader.columns, filters.min_confidence)
    return mask


def required_mask(reader: IndexReader, node: Node) -> NDArray[np.bool_] | None:
    """Return the mask of the statements that meet what a node requires, or None where it only wishes."""
    if isinstance(node, Word | Prefix | Fuzzy):
        return None
    if isinstance(node, Loose):
        masks = [mask for part in node.parts if (mask := required_mask(reader, part)) is not None]
        return np.logical_and.reduce(masks) if masks else None
    if isinstance(node, AnyOf) and all(required_mask(reader, part) is None for part in node.parts):
        return None
    return _mask(reader, node)


def matching_names(names: Iterable[str], text: str) -> list[str]:
    """Return the names that have every word of the text; a single letter stands for a word that begins with it."""
    wanted = words(text)
    return [name for name in names if wanted and _has_all(words(name), wanted)]


def _mask(reader: IndexReader, node: Node) -> NDArray[np.bool_]:
    """Return the mask of the statements that a node holds for."""
    if isinstance(node, Filter):
        return _named(reader, node)
    if isinstance(node, Not):
        return ~_mask(reader, node.part)
    if isinstance(node, All):
        return np.asarray(np.logical_and.reduce([_mask(reader, part) for part in node.parts]))
    if isinstance(node, AnyOf):
        return np.asarray(np.logical_or.reduce([_mask(reader, part) for part in node.parts]))
    if isinstance(node, Loose):
        required = required_mask(reader, node)
        return _any_word(reader, node) if required is None else required
    return reader.keyword.matching(node)


def _any_word(reader: IndexReader, node: Loose) -> NDArray[np.bool_]:
    masks = [_mask(reader, part) for part in node.parts]
    return np.asarray(np.logical_or.reduce(masks)) if masks else np.ones(reader.count, dtype=np.bool_)


def _named(reader: IndexReader, node: Filter) -> NDArray[np.bool_]:
    if node.field == "kind":
        return among(reader.columns, Column.KIND, [i for i, kind in enumerate(KINDS) if kind == node.value])
    if node.field == "speaker":
        names, column = reader.speakers, Column.SPEAKER
    else:
        names, column = reader.outlets, Column.OUTLET
    return among(reader.columns, column, [names[name] for name in matching_names(names, node.value)])


def _has_all(name: list[str], wanted: list[str]) -> bool:
    return all(any(word == part or (len(part) == 1 and word.startswith(part)) for word in name) for part in wanted)
