"""How are names compared? Without capitals, accents, "the" and the genitive's s."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

# Letters with a stroke, of which Unicode does not take it off.
_LETTERS: Final = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "æ": "ae", "œ": "oe", "ı": "i"})
# The names of an article are compared with each other over and over.
_MAX_KNOWN: Final = 10_000


@lru_cache(maxsize=_MAX_KNOWN)
def name_words(text: str) -> tuple[str, ...]:
    """Return the words of a name in lower case, without accents, "the" and the genitive's s; one at least."""
    # What the recogniser takes for a name may be an accent and nothing below it.
    words = folded(text).replace("’", "'").split() or [text]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return tuple(word.removesuffix("'s").strip(".,") or word for word in words)


def folded(text: str) -> str:
    """Return a text in lower case without accents: José is Jose, and a paper may write either."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return "".join(part for part in parts if not unicodedata.combining(part))
