"""Of which words is a paragraph made? Sentences of words, in which every quotation is one word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..quotations import Quotation
    from .lexicon import Lexicon

_STOPS: Final = (".", "!", "?", "…")
_LONGEST_ORDINAL: Final = 2
# Longer ones are cut: every quotation looks at all of its sentence.
_LONGEST_SENTENCE: Final = 200
# A hyphen between two letters.
_JOINED: Final = 3
_APOSTROPHES: Final = "'’"


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a mark or a whole quotation of an article; `lower` is how the lexicon has it."""

    text: str
    lower: str
    start: int
    end: int
    quotation: Quotation | None = None

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation."""
        return self.quotation is None and not self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it is a word that begins with a capital."""
        return self.quotation is None and self.text[0].isupper()


Sentence = list[Word]


def sentences(text: str, start: int, end: int, quotations: Sequence[Quotation], lexicon: Lexicon) -> Iterator[Sentence]:
    """Yield the sentences of the paragraph `[start, end)`; quotations count in the article."""
    words = list(_words(text, start, end, quotations, lexicon))
    begin = 0
    for i, word in enumerate(words[:-1]):
        if (_ends(words, i, lexicon) and _starts(text, word, words[i + 1])) or i - begin >= _LONGEST_SENTENCE:
            yield words[begin : i + 1]
            begin = i + 1
    if words:
        yield words[begin:]


def _words(text: str, start: int, end: int, quotations: Sequence[Quotation], lexicon: Lexicon) -> Iterator[Word]:
    at = start
    for quotation in quotations:
        yield from _plain(text, at, quotation.outer_start, lexicon)
        yield Word(text[quotation.start : quotation.end], "", quotation.outer_start, quotation.outer_end, quotation)
        at = quotation.outer_end
    yield from _plain(text, at, end, lexicon)


@lru_cache(maxsize=16)
def _pattern(elisions: frozenset[str], pronouns: frozenset[str]) -> re.Pattern[str]:
    """Return what a word is: elided ones (l', qu') and pronouns behind a hyphen (dit-il) are words of their own."""
    elided = "|".join(sorted(re.escape(word.rstrip(_APOSTROPHES)) for word in elisions))
    behind = "|".join(sorted(map(re.escape, pronouns), key=len, reverse=True))
    parts = [rf"(?:{elided})['’](?=\w)"] if elided else []
    no_pronoun = rf"(?!(?:t-)?(?:{behind})\b)" if behind else ""
    # A letter's or a number's dot belongs to it: z.B., 1.000
    parts += [rf"\w+(?:(?:['’]|-{no_pronoun}|(?<=\d)[.,:](?=\d)|\.(?=[^\W\d_]\.))\w+)*", r"\S"]
    return re.compile("|".join(parts), re.IGNORECASE)


def _plain(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Word]:
    pattern = _pattern(lexicon.elisions, lexicon.pronouns | lexicon.nobody)
    for match in pattern.finditer(text, start, end):
        around = text[max(0, match.start() - 1) : match.end() + 1]
        if around == "-t-" or (match.group() == "-" and around.replace("-", "").isalpha() and len(around) == _JOINED):
            continue  # a-t-il, dit-il
        yield Word(match.group(), match.group().lower().replace("’", "'"), match.start(), match.end())


def _ends(words: Sequence[Word], i: int, lexicon: Lexicon) -> bool:
    """Whether a sentence may end behind a word."""
    word = words[i]
    if word.quotation is not None:
        return word.text.endswith(_STOPS)
    if word.text != "." or i == 0:
        return word.text in _STOPS
    before = words[i - 1]
    if before.quotation is not None or before.is_mark:
        return True
    short = before.lower in lexicon.abbreviations or (len(before.text) == 1 and before.text.isalpha())
    ordinal = lexicon.ordinal_stops and before.text.isdigit() and len(before.text) <= _LONGEST_ORDINAL
    return not short and not ordinal


def _starts(text: str, word: Word, after: Word) -> bool:
    """Whether a sentence may begin with the word after another."""
    gap = text[word.end : after.start]
    if word.quotation is not None:
        return after.is_capital or after.quotation is not None
    return bool(gap) and (after.quotation is not None or after.is_capital or after.text[0].isdigit())
