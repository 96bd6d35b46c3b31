"""Which words does a text have? One tokenizer for statements, speakers, contexts and queries."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from whoosh.analysis import Analyzer, Token
from whoosh.lang.snowball.english import EnglishStemmer

if TYPE_CHECKING:
    from collections.abc import Iterator

# Marks that stand on the letter before, and what is not seen: the soft hyphen, joiners.
_MARKS: Final = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u00ad\u200b-\u200d\u2060"
_LETTERS: Final = rf"[^\W_]+(?:[{_MARKS}]+[^\W_]*)*"
# Acronyms with points (U.S.), numbers with their separators (1,200.50), words with inner apostrophes (O'Brien's).
# A hyphen parts words, so that "US-Russia" is found by either; an underscore does too.
_WORD: Final = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}[^\W\d_]?(?!\w)|\d+(?:[.,]\d+)+(?!\w)|{_LETTERS}(?:['’ʼ]{_LETTERS})*",
)
_POSSESSIVE: Final = re.compile(r"['’ʼ]s$", re.IGNORECASE)
_INNER: Final = re.compile(r"['’ʼ.,]")
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)+")
_THOUSANDS: Final = re.compile(r",(?=\d{3}(?!\d))")
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200d\u2060]")
# Letters that Unicode does not take apart.
_PLAIN: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t"}
)
# No word is longer; a longer run of letters (base64, no spaces) would only bloat the dictionary.
MAX_WORD: Final = 64

_stemmer = EnglishStemmer()


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Return the exact form of a word: lower case, no accents, no possessive, no points or apostrophes inside.

    A number keeps its decimal point and loses its thousands' commas: 1,200.50 is 1200.50, and 3,5 is 3.5.
    """
    if _NUMBER.fullmatch(word):
        return _THOUSANDS.sub("", word).replace(",", ".")[:MAX_WORD]
    plain = _INNER.sub("", _POSSESSIVE.sub("", word))
    if plain.isascii():
        return plain.lower()[:MAX_WORD]
    parts = unicodedata.normalize("NFKD", _UNSEEN.sub("", plain)).casefold().translate(_PLAIN)
    return "".join(character for character in parts if not unicodedata.combining(character))[:MAX_WORD]


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return the stem of a folded word (Snowball's English stemmer, Porter 2001)."""
    return str(_stemmer.stem(word)) or word


def words(text: str) -> list[str]:
    """Return the folded words of a text, in order."""
    return [folded for match in _WORD.findall(text) if (folded := fold(match))]


def spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each folded word of a text with its half-open place."""
    for match in _WORD.finditer(text):
        folded = fold(match.group())
        if folded:
            yield folded, match.start(), match.end()


class WordAnalyzer(Analyzer):  # type: ignore[misc]  # whoosh has no types
    """The same words as a Whoosh analyzer, stemmed or not, for whoever opens the index with Whoosh's own Searcher."""

    def __init__(self, *, stemmed: bool) -> None:
        self.stemmed = stemmed

    def __call__(  # noqa: D102, PLR0917 - Whoosh's signature
        self,
        value: str,
        positions: bool = False,  # noqa: FBT001, FBT002
        chars: bool = False,  # noqa: FBT001, FBT002
        keeporiginal: bool = False,  # noqa: FBT001, FBT002
        removestops: bool = True,  # noqa: FBT001, FBT002
        start_pos: int = 0,
        start_char: int = 0,
        mode: str = "",
        **options: Any,
    ) -> Iterator[Token]:
        token = Token(positions, chars, removestops=removestops, mode=mode, **options)
        for position, (word, start, end) in enumerate(spans(value)):
            token.text = stem(word) if self.stemmed else word
            token.boost = 1.0
            token.stopped = False
            if keeporiginal:
                token.original = value[start:end]
            if positions:
                token.pos = start_pos + position
            if chars:
                token.startchar = start_char + start
                token.endchar = start_char + end
            yield token
