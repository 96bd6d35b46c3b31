"""Which words in quotation marks, part of a sentence, are what a frame reports? "Said 'no'", "spoke of a 'new era'"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .clauses import can_report
from .cues import ADDRESSING
from .grammar import holds_main_clause, sentence_end
from .word_lists import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from .frames import Frame, Stretch

_KINDS: Final = frozenset(("speech", "writing", "question", "judgement"))
_SMALL: Final = words_of("a an the of in on at to and or for with by from")
_MAX_CLIMB: Final = 5


def quoted_word(frame: Frame, fragments: Sequence[Stretch]) -> list[Stretch]:
    """Return quoted words directly behind the cue that no clause goes on from: said "of course" when asked."""
    if not frame.cue.quotes or not can_report(frame):
        return []
    doc, start = frame.verb.doc, frame.verb.i + 1
    for first, end in fragments:
        if first == start and frame.cue.lemma not in ADDRESSING and not _is_title(doc, first, end):
            alone = not holds_main_clause(doc, end, sentence_end(doc, frame.verb.i))
            return [(first, end)] if alone else []
    return []


def quoted_part(frame: Frame, fragments: Sequence[Stretch]) -> list[Stretch]:
    """Return the phrase with a quoted part that the frame's verb takes, if there is one."""
    if not fragments or frame.cue.kind not in _KINDS or not can_report(frame) or frame.speaker is None:
        return []
    doc, verb = frame.verb.doc, frame.verb
    for first, end in fragments:
        if first <= verb.i or doc[first].sent.start != verb.sent.start or _is_title(doc, first, end):
            continue
        if first == verb.i + 1 and frame.cue.kind != "judgement":
            return [(first, end)]
        phrase = _phrase_above(verb, doc[first])
        if phrase is None or (phrase.dep_ in ("dobj", "dative") and frame.cue.lemma in ADDRESSING):
            continue
        start = phrase.left_edge.i
        if phrase.dep_ == "prep":
            start = phrase.i + 1
        elif frame.cue.kind in ("writing", "question"):
            continue
        if not any(token.lower_ == "called" for token in doc[max(0, first - 1) : first]):
            return [(start, max(end, phrase.right_edge.i + 1))]
    return []


def _phrase_above(verb: Token, token: Token) -> Token | None:
    """Return the verb's object or prepositional phrase that holds a token, None where a clause is in between."""
    for _ in range(_MAX_CLIMB):
        if token.head == verb:
            return token if token.dep_ in ("dobj", "prep", "attr", "oprd", "acomp") and token.i > verb.i else None
        if token.dep_ in ("relcl", "acl", "advcl", "ccomp", "conj") or token.head == token:
            return None
        token = token.head
    return None


def _is_title(doc: Doc, first: int, end: int) -> bool:
    """Whether the quoted words are a name or a title: "The Long Night", "Duchess"."""
    words = [token for token in doc[first:end] if token.is_alpha and token.lower_ not in _SMALL]
    return bool(words) and all(token.text[0].isupper() for token in words)
