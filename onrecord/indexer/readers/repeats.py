"""Which ids of one source stand for two different things? The later one would replace the earlier without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Hashable

    from .outcome import Notice, Place

# Some 10 MB of numbers: what a source repeats, it mostly repeats from the start, and memory must not grow with it.
_REMEMBERED: Final = 1 << 16


class Repeats:
    """The ids that one source gave itself; the first repeated one is told by name, the rest by their number."""

    def __init__(self) -> None:
        self._seen: dict[int, int] = {}
        self._count = 0

    def note(self, own_id: str | None, words: Hashable, *, place: Place) -> list[Notice]:
        """Remember the id, and return what is to be told if it stood for other words before."""
        if own_id is None:
            return []
        key, value = hash(own_id), hash(words)
        before = self._seen.get(key)
        if before is not None or len(self._seen) < _REMEMBERED:
            self._seen[key] = value
        if before is None or before == value:
            return []
        self._count += 1
        if self._count > 1:
            return []
        text = f"id '{own_id}' again, with other words, which replace the earlier ones: give each row an id of its own"
        return [place.notice(text)]

    def summary(self, place: Place) -> list[Notice]:
        """Return what the end of the source has to say: how many more rows repeat an id."""
        untold = self._count - 1
        return [place.notice(f"{untold} more rows whose id stood for other words before")] if untold > 0 else []
