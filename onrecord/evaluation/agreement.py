"""When do two people mean the same? Spans, words and names of gold against those that were found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ..indexer.extraction.cues import CUE_NOUNS, VIEW_ADJECTIVES, cue_table
from ..indexer.extraction.word_lists import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .gold import Span

_EDGES: Final = " \t\r\n\"'“”‘’„«»‹›`.,;:!?…—–-()[]"
_THAT: Final = re.compile(r"that\s+", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W_]+", re.UNICODE)
_SPOKEN: Final = frozenset(("speech", "writing", "question", "demand"))
_ARTICLES: Final = frozenset(("the", "a", "an", "this", "that", "these", "those"))
_PREPOSITIONS: Final = frozenset(
    ("of", "for", "at", "in", "from", "to", "by", "with", "on", "about", "under", "over", "between")
)
# With which a description goes on behind its noun: released, sent, for, who.
_GOES_ON: Final = re.compile(
    rf"\w+ed|made|seen|sent|written|given|held|led|who|which|that|{'|'.join(sorted(_PREPOSITIONS))}"
)
# Words that two phrases may share without meaning the same.
_EMPTY: Final = _ARTICLES | _PREPOSITIONS | words_of("and or as is are was were be been has have had did")


def span_iou(first: Sequence[Span], second: Sequence[Span]) -> float:
    """Return |A ∩ B| / |A ∪ B| in characters; the spans of each side do not overlap each other."""
    shared = sum(max(0, min(a_end, b_end) - max(a, b)) for a, a_end in first for b, b_end in second)
    total = sum(end - start for start, end in (*first, *second)) - shared
    return shared / total if total else 0.0


def trimmed(text: str, span: Span) -> Span:
    """Return the span without quotation marks and punctuation at its edges and without a leading "that"."""
    start, end = span
    while True:
        while start < end and text[start] in _EDGES:
            start += 1
        match = _THAT.match(text, start, end)
        if match is None:
            break
        start = match.end()
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def shares_word(first: str, second: str) -> bool:
    """Whether two phrases overlap: they have a word in common that means something by itself, or all their words."""
    words, others = set(_words(first.casefold())), set(_words(second.casefold()))
    return bool(words) and (words == others or not (words & others) <= _EMPTY)


def same_speaker(speaker: str | None, names: Sequence[str]) -> bool:
    """Whether a speaker is one of the names: the same words, articles apart, or one with more words around the other.

    "Rodaba Noori" is "team member Rodaba Noori", but a bare "Biden" is right only where gold lists it, and a "governor
    of the Bank of England" is not the bank. A description may go on: "study" is "study published in May".
    """
    return speaker is not None and any(_same_name(_name_words(speaker), _name_words(name)) for name in names)


def _same_name(first: list[str], second: list[str]) -> bool:
    short, long = sorted((first, second), key=len)
    if not short:
        return False
    shared = [word.casefold() for word in short]
    whole = [word.casefold() for word in long]
    more = len(long) - len(short)
    if shared == whole:
        return True
    if len(short) > 1 and whole[more:] == shared:
        return whole[more - 1] not in _PREPOSITIONS
    return short[-1].islower() and whole[:-more] == shared and _GOES_ON.fullmatch(whole[-more]) is not None


def _name_words(name: str) -> list[str]:
    return [word for word in _words(name) if word.casefold() not in _ARTICLES]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.replace("’", "'").replace("'s", ""))


def cue_kind(cue: str) -> str:
    """Return which kind of cue a gold cue is: a kind of the lexicon, or `noun`, `adjective`, `other`, `none`."""
    words = _words(cue.casefold())
    if not words:
        return "none"
    if "according" in words:
        return "speech"
    table = cue_table()
    kinds = [table[word].kind for word in words if word in table]
    spoken = next((kind for kind in kinds if kind in _SPOKEN), None)
    if kinds:
        return spoken or kinds[0]
    if CUE_NOUNS.intersection(words):
        return "noun"
    return "adjective" if VIEW_ADJECTIVES.intersection(words) else "other"


def is_spoken(cue: str) -> bool:
    """Whether a gold cue is a word of speech or writing."""
    return cue_kind(cue) in _SPOKEN
