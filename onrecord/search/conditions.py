"""Who said it, where, when, how, and how sure is that? One condition each: what meets it, and why nothing does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol

from ..statement import KINDS
from ..storage import NONE, Column, among, at_least, between
from .names import matching_names, similar_names

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ..statement import Kind
    from ..storage import IndexReader


class Condition(Protocol):
    """What a statement must meet to be found; its text is how a sentence calls it: "speaker 'Belov'"."""

    def mask(self, reader: IndexReader) -> NDArray[np.bool_]:
        """Return the mask of the statements that meet it, removed ones included."""

    def why_none(self, reader: IndexReader) -> str:
        """Return one sentence on why no statement meets it."""


@dataclass(frozen=True, slots=True)
class Named:
    """The speaker's or the outlet's name has all words of the value."""

    field: Literal["speaker", "outlet"]
    value: str

    def __str__(self) -> str:
        return f"{self.field} {self.value!r}"

    def mask(self, reader: IndexReader) -> NDArray[np.bool_]:
        """Return the mask of the statements that meet it, removed ones included."""
        names, column = self._names(reader)
        return among(reader.columns, column, [names[name] for name in matching_names(names, self.value)])

    def why_none(self, reader: IndexReader) -> str:
        """Return one sentence on why no statement meets it."""
        names, _ = self._names(reader)
        similar = similar_names(names, self.value)
        return f"No {self} in the index" + (f"; did you mean {' or '.join(similar)}?" if similar else ".")

    def _names(self, reader: IndexReader) -> tuple[dict[str, int], Column]:
        return (reader.speakers, Column.SPEAKER) if self.field == "speaker" else (reader.outlets, Column.OUTLET)


@dataclass(frozen=True, slots=True)
class OfKind:
    """The statement is of one of the kinds."""

    kinds: tuple[Kind, ...]

    def __str__(self) -> str:
        return f"kind {' or '.join(self.kinds)}"

    def mask(self, reader: IndexReader) -> NDArray[np.bool_]:
        """Return the mask of the statements that meet it, removed ones included."""
        return among(reader.columns, Column.KIND, [KINDS.index(kind) for kind in self.kinds])

    def why_none(self, reader: IndexReader) -> str:  # noqa: ARG002 - the protocol's signature
        """Return one sentence on why no statement meets it."""
        return f"No statement in the index is {' or '.join(self.kinds)}."


@dataclass(frozen=True, slots=True)
class Period:
    """It was said within these days, both inclusive; an undated statement is outside every period."""

    since: date | None
    until: date | None

    def __str__(self) -> str:
        since = [f"since {self.since}"] if self.since else []
        until = [f"until {self.until}"] if self.until else []
        return " ".join(since + until)

    def mask(self, reader: IndexReader) -> NDArray[np.bool_]:
        """Return the mask of the statements that meet it, removed ones included."""
        return between(reader.columns, self.since, self.until)

    def why_none(self, reader: IndexReader) -> str:
        """Return one sentence on why no statement meets it."""
        if self.since and self.until and self.since > self.until:
            return f"No statement {self}: that period ends before it begins."
        days = reader.columns[:, Column.DAY]
        dated = days[reader.live & (days != NONE)]
        if not len(dated):
            return f"No statement {self}: none in the index has a date."
        first, last = date.fromordinal(int(dated.min())), date.fromordinal(int(dated.max()))
        return f"No statement {self}: those in the index are from {first} to {last}."


@dataclass(frozen=True, slots=True)
class Confident:
    """The speaker's confidence is at least this, 0 to 1."""

    least: float

    def __str__(self) -> str:
        return f"confidence {self.least:g}"

    def mask(self, reader: IndexReader) -> NDArray[np.bool_]:
        """Return the mask of the statements that meet it, removed ones included."""
        return at_least(reader.columns, self.least)

    def why_none(self, reader: IndexReader) -> str:  # noqa: ARG002 - the protocol's signature
        """Return one sentence on why no statement meets it."""
        return f"No statement's speaker has a confidence of {self.least:g} or more."
