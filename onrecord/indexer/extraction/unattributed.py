"""Whose is a quotation that no frame attributes? Continued, signed, or carried over from the sentence before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .ownership import hint_before
from .speakers import Attribution
from .utterances import Utterance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from .nesting import Reported
    from .passages import Passage, Standalone

_FULL_STOPS: Final = frozenset((".", "!", "?", "..."))
# A quotation that nobody is named for must at least be a sentence, or it is a title or an expression.
_MIN_SENTENCE_WORDS: Final = 4
_SENTENCE: Final = re.compile(r"[.!?,…][\"'”’»)\]]*\s*$")
# It is carried over from the paragraph before, or from the one before that.
MAX_CARRY: Final = 2
_MAX_SIGNATURE: Final = 16
_SIGNS: Final = frozenset(("-", "--", "–", "—", "("))


def continued(passage: Passage, standalone: Standalone, last: Utterance | None) -> Utterance | None:
    """Return the utterance that a quotation goes on with: "Yes," he said. "We go."."""
    if last is None or last.passage is not passage or not last.quotations or last.frame is None:
        return None
    own = [other.end for other in passage.standalones if other.quotation in last.quotations]
    end = max([last.frame.right, *own])
    return last if end <= standalone.first and _only_frame_between(passage, end, standalone.first) else None


def unattributed(
    passage: Passage, standalone: Standalone, frames: Sequence[Reported], last: Utterance | None
) -> Utterance | None:
    """Make the utterance of a quotation that stands without a frame, None where it looks like no utterance at all."""
    signature = _signature(passage, standalone)
    if signature is None and not _is_utterance(passage, standalone):
        return None
    if signature is not None:
        return Utterance(passage, hint=signature, hinted=Attribution.SIGNATURE)
    spoken = _spoken_just_before(passage.doc, standalone, frames)
    if spoken is not None:
        return Utterance(passage, hint=spoken, hinted=Attribution.SPEAKER_BEFORE)
    near = last is not None and passage.paragraph - last.passage.paragraph <= MAX_CARRY
    hint = hint_before(passage.doc, standalone.first)
    return Utterance(passage, hint=hint, carried_from=last if near or hint is not None else None)


def opens_paragraph(passage: Passage, standalone: Standalone) -> bool:
    """Whether a quotation is the first thing in its paragraph."""
    return standalone.quotation.outer_start == passage.block.body and passage.offset == 0


def holds_words(passage: Passage, first: int, end: int) -> bool:
    """Whether there is anything but punctuation between two tokens."""
    return any(not token.is_punct for token in passage.doc[first:end])


def _is_utterance(passage: Passage, standalone: Standalone) -> bool:
    if standalone.quotation.unclosed:
        return True
    words = passage.reading.words_of(standalone.quotation)
    introduced = standalone.first > 0 and passage.doc[standalone.first - 1].text == ":"
    if introduced and passage.block.kind != "prose":
        return True
    return (introduced or len(words.split()) >= _MIN_SENTENCE_WORDS) and _SENTENCE.search(words) is not None


def _only_frame_between(passage: Passage, first: int, end: int) -> bool:
    """Whether nothing but the rest of the frame's sentence stands between two quotations of a paragraph."""
    stops = [token.i for token in passage.doc[first:end] if token.text in _FULL_STOPS]
    if len(stops) > 1 and holds_words(passage, stops[0], end):
        return False
    return not stops or not holds_words(passage, stops[-1], end)


def _spoken_just_before(doc: Doc, standalone: Standalone, frames: Sequence[Reported]) -> Token | None:
    """Return the speaker of a clause reported in the sentence before: He said it was over. "We lost."."""
    i = standalone.first - 1
    while i >= 0 and doc[i].is_punct:
        i -= 1
    found: Token | None = None
    for frame, contents in frames:
        if contents and frame.right <= standalone.first and i >= 0 and frame.verb.sent.start == doc[i].sent.start:
            found = frame.speaker
    return found


def _signature(passage: Passage, standalone: Standalone) -> Token | None:
    """Return the name behind a paragraph's last quotation: "It is a long game." - Jane Roe; "..." (Jane Roe)."""
    rest = passage.doc[standalone.end :]
    if not 1 < len(rest) <= _MAX_SIGNATURE or rest[0].text not in _SIGNS:
        return None
    if any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in rest):
        return None
    if len(passage.reading.words_of(standalone.quotation).split()) < _MIN_SENTENCE_WORDS:
        return None
    names = [token for token in rest if token.tag_ in ("NNP", "NNPS")]
    last = next((token for token in names if token.ent_type_ == "PERSON" or token.nbor(-1).text in _SIGNS), None)
    while last is not None and last.i + 1 < len(passage.doc) and last.nbor(1).tag_ in ("NNP", "NNPS"):
        last = last.nbor(1)
    return last
