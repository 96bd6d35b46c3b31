"""Whose name is meant? Names that have the words of a text, and those that it may be a misspelling of."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process

from ..storage.keyword import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

_SUGGESTIONS: Final = 3
# Below this likeness (0 to 100) a suggested name only puzzles.
_LIKENESS: Final = 72


def matching_names(names: Iterable[str], text: str) -> list[str]:
    """Return the names that have every word of the text, in any order, each for one word of the name.

    A single letter stands for a word that begins with it. "J. K.", "J.K." and "JK" are the same.
    """
    apart = _words(text)
    joined = _joined(apart)
    found = []
    for name in names if apart else ():
        parts = _words(name)
        if _fits(parts, apart) or _fits(_joined(parts), joined):
            found.append(name)
    return found


def similar_names(names: Collection[str], text: str) -> list[str]:
    """Return the few names that the text may mean, the most likely first: spelled alike, or with a word in common."""
    asked = set(words(text))
    found = process.extract(text, list(names), scorer=fuzz.WRatio, processor=str.casefold, limit=None)
    likely = [name for name, likeness, _ in found if likeness >= _LIKENESS or asked & set(words(name))]
    return likely[:_SUGGESTIONS]


# Every search with a name asks it of all names, and taking them apart is most of what that costs.
@lru_cache(maxsize=1 << 16)
def _words(name: str) -> tuple[str, ...]:
    """Return the words of a name, each initial by itself."""
    return tuple(words(name.replace(".", " ")))


def _joined(parts: Sequence[str]) -> Sequence[str]:
    """Return the words with initials that follow each other as one."""
    if min(map(len, parts), default=0) > 1:
        return parts
    found: list[str] = []
    for is_initial, group in groupby(parts, key=lambda part: len(part) == 1):
        run = list(group)
        found += ["".join(run)] if is_initial else run
    return found


def _fits(name: Sequence[str], asked: Sequence[str]) -> bool:
    """Tell whether each word asked for is another word of the name; an initial takes what the words have left."""
    left = list(name)
    initials = []
    for part in asked:
        if len(part) == 1:
            initials.append(part)
        elif part in left:
            left.remove(part)
        else:
            return False
    beginnings = [part[0] for part in left]
    return all(beginnings.count(initial) >= initials.count(initial) for initial in initials)
