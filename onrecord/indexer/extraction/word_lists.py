"""How is a list of words written down? As words with spaces between, in lower case."""

from __future__ import annotations


def words_of(text: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(text.split())
