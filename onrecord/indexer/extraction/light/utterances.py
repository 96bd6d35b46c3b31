"""Is a quotation what somebody said, or a title, a name, a word held at arm's length? What it looks like tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ..speakers import Attribution
from .utterance_weights import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .frames import Frame
    from .lexicon import Lexicon
    from .words import Sentence, Word

_STOPS: Final = (".", "!", "?", "…", "...", "]")
_MARKS: Final = ".,!?:;()[]'’…"
_NAMED_MARKS: Final = {":": "colon", ",": "comma"}
_UNLIKE_A_WORD: Final = re.compile(r"\d|\w[A-ZÀ-ÖØ-Þ]")
# Nouns of so few letters are no endings of others.
_SHORT: Final = 3
_MANY_WORDS: Final = 10
_FEW_WORDS: Final = 4
# Characters around that are searched for the same words.
_NEAR: Final = 10_000


def is_utterance(text: str, sentence: Sentence, at: int, frame: Frame | None, lexicon: Lexicon) -> bool:
    """Whether the quotation that is the word `at` of a sentence was said by somebody."""
    return sum(WEIGHTS.get(feature, 0.0) for feature in features_of(text, sentence, at, frame, lexicon)) > 0


def features_of(text: str, sentence: Sentence, at: int, frame: Frame | None, lexicon: Lexicon) -> Iterator[str]:
    """Yield what is known of a quotation, each as a name of the table."""
    yield "always"
    quoted, start = sentence[at].text, sentence[at].start
    window = max(0, start - _NEAR), start + _NEAR
    if len(quoted.split()) <= _FEW_WORDS and text.count(quoted, *window) > 1:
        yield "repeated in the article"
    yield from _words(quoted, lexicon)
    yield from _marks(quoted)
    yield _before(sentence[at - 1], lexicon) if at else "first in the sentence"
    yield _after(sentence[at + 1], lexicon) if at + 1 < len(sentence) else "last in the sentence"
    if sum(not word.is_mark for word in sentence) == 1:
        yield "alone"
    if any(word.lower in lexicon.reported for word in sentence):
        yield "reported mood"
    if sum(word.quotation is not None for word in sentence) > 1:
        yield "several quotations"
    if frame is None:
        yield "no frame"
    else:
        yield from _frame(sentence, at, frame, lexicon)


def _words(quoted: str, lexicon: Lexicon) -> Iterator[str]:
    words = [word.strip(_MARKS) for word in quoted.split()]
    plain = [word for word in words if word]
    lower = [word.lower() for word in plain]
    yield f"words: {min(len(words), _MANY_WORDS)}"
    inner = any(word[0].islower() for word in plain[1:])
    if quoted[:1].islower() or quoted.startswith(("...", "…", "[")):
        yield "begins small"
        if not inner:
            yield "one small word"
    if inner:
        yield "small word inside"
    if lexicon.stop_words.intersection(lower[1:]):
        yield "stop word inside"
    if lexicon.stop_words.intersection(lower[:1]):
        yield "stop word first"
    if (lexicon.reported | lexicon.auxiliaries).intersection(lower):
        yield "verb inside"


def _marks(quoted: str) -> Iterator[str]:
    if quoted.endswith(_STOPS):
        yield "ends a sentence"
    if quoted.endswith(","):
        yield "ends with a comma"
    if any(mark in quoted[:-1] for mark in (", ", ". ", "! ", "? ")):
        yield "several clauses"
    if _UNLIKE_A_WORD.search(quoted):
        yield "digits or inner capitals"


def _before(word: Word, lexicon: Lexicon) -> str:
    """Return what stands before a quotation."""
    if word.quotation is not None or word.text in ("(", ")"):
        return "behind a mark"
    if word.text in _NAMED_MARKS:
        return f"behind a {_NAMED_MARKS[word.text]}"
    # Tageszeitung is a Zeitung.
    if any(word.lower == noun or (len(noun) > _SHORT and word.lower.endswith(noun)) for noun in lexicon.title_nouns):
        return "behind a word for a title"
    if word.lower in lexicon.articles or word.lower in lexicon.objects:
        return "behind an article"
    if word.lower in lexicon.prepositions or word.lower in lexicon.links:
        return "behind a preposition"
    return "behind a capital" if word.is_capital else "behind a small word"


def _after(word: Word, lexicon: Lexicon) -> str:
    """Return what stands behind a quotation."""
    if word.text in (".", "!", "?"):
        return "last in the sentence"
    if word.text == ",":
        return "before a comma"
    if word.text in ("-", "(") or word.quotation is not None:
        return "before a mark"
    if word.is_capital:
        return "before a capital"
    return f"before {'an auxiliary' if word.lower in lexicon.auxiliaries | lexicon.reported else 'a small word'}"


def _frame(sentence: Sentence, at: int, frame: Frame, lexicon: Lexicon) -> Iterator[str]:
    yield f"frame: {frame.attribution.name.lower()}{' near' if frame.near else ''}"
    if frame.speaker is not None and frame.speaker[0] <= at < frame.speaker[1]:
        yield "in the speaker"
    if frame.cue is None:
        return
    cue = frame.cue[0]
    if sentence[cue].lower in lexicon.naming:
        yield "naming"
        if sentence[at].text[:1].isupper():
            yield "naming by a capital"
    if frame.attribution is Attribution.SENTENCE:
        yield f"cue {'before' if cue < at else 'behind'}"
    if any(word.quotation is not None for word in sentence[min(at, cue) + 1 : max(at, cue)]):
        yield "quotation between"
