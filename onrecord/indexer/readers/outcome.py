"""What can reading give besides an article? A rejection, or a notice about something guessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

# A file in which nothing is understood must not bury the rest of the report: so many notices of one kind per file.
_SHOWN: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """An article or a row that cannot be read; `reason` says the fact and the fix.

    `line` is the 1-based line, None where the whole source is meant, or an item of a JSON array that `reason` names.
    """

    source: str
    line: int | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something that was guessed, substituted or left out while reading; the article goes in all the same."""

    source: str
    line: int | None
    text: str


Outcome = Rejection | Notice


class Place(NamedTuple):
    """Where in a source something stands: in a 1-based line, as the 1-based item of a JSON array, or anywhere."""

    source: str
    line: int | None = None
    item: int | None = None

    def reject(self, reason: str) -> Rejection:
        """Return a rejection of what stands here."""
        return Rejection(source=self.source, line=self.line, reason=self._named(reason))

    def notice(self, text: str) -> Notice:
        """Return a notice about what stands here."""
        return Notice(source=self.source, line=self.line, text=self._named(text))

    def _named(self, text: str) -> str:
        # A JSON document has lines of its own, so an item is not called one.
        return text if self.item is None else f"item {self.item}: {text}"


class Doubts:
    """The values of one kind (dates, for instance) that one source gave and nobody could use.

    The first five are told one by one, the rest in one line at the end.
    """

    def __init__(self, source: str, *, what: str) -> None:
        self._source = source
        self._what = what
        self._count = 0

    def note(self, text: str, *, place: Place) -> list[Notice]:
        """Count one doubt, and return its notice if it is among the first five."""
        self._count += 1
        return [place.notice(text)] if self._count <= _SHOWN else []

    def summary(self) -> list[Notice]:
        """Return what the end of the source has to say: how many were not told one by one."""
        untold = self._count - _SHOWN
        if untold <= 0:
            return []
        return [Notice(source=self._source, line=None, text=f"{untold} more {self._what} not understood and left out")]
