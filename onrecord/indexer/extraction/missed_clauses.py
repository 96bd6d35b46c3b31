"""What was said, where the parser missed the clause but nothing else can stand there?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .clause_end import before_silence
from .frame_words import first_word_said, without_that
from .grammar import COMMAS, FINITE, WH, sentence_end
from .word_lists import words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .frames import Frame, Stretch

# Verbs after which a parser's mistake about a clause is put right, because nothing but what was said can follow.
_SURE: Final = words_of(
    "say add tell announce state note claim insist stress explain warn argue observe estimate report believe"
)
_MIN_REST: Final = 3
_ANY_VERB: Final = FINITE | {"VB", "VBN", "VBG"}
_CLAUSE_STARTS: Final = frozenset(
    ("DT", "PRP", "NNP", "NNS", "NN", "NNPS", "EX", "PRP$", "JJ", "CD", "VBG", "IN", "PDT")
)


def behind_that(frame: Frame) -> list[Stretch]:
    """Take what follows "that" for what was said where the parser went astray in a long sentence."""
    doc, start = frame.verb.doc, frame.right
    if start >= len(doc) or doc[start].lower_ != "that" or frame.speaker is None:
        return []
    if frame.cue.kind == "finding" and doc[start - 1].tag_[:2] == "NN":
        return []  # "found a letter that she had lost"
    end = sentence_end(doc, frame.verb.i)
    wanted = frame.cue.kind == "demand"  # a subjunctive is no finite verb: "demanded that he resign"
    return [(start + 1, end)] if wanted or any(token.tag_ in FINITE for token in doc[start + 1 : end]) else []


def question_behind(frame: Frame) -> list[Stretch]:
    """Take the indirect question that follows a verb of asking: she asked when the firm first knew."""
    doc, start = frame.verb.doc, frame.right
    if frame.cue.kind != "question" or frame.speaker is None or start >= len(doc) or doc[start].lower_ not in WH:
        return []
    end = next((token.i for token in doc[start : sentence_end(doc, frame.verb.i)] if token.text in COMMAS), None)
    end = end or sentence_end(doc, frame.verb.i)
    return [(start, end)] if any(token.tag_ in FINITE for token in doc[start:end]) else []


def rest_of_sentence(frame: Frame) -> list[Stretch]:
    """Take the rest of the sentence for what was said where the parser missed the clause, but a verb is there."""
    doc = frame.verb.doc
    end = sentence_end(doc, frame.verb.i)
    if frame.cue.lemma not in _SURE or frame.speaker is None or frame.speaker.i > frame.verb.i:
        return []
    if frame.left > 0 and doc[frame.left - 1].text == '"':
        return []
    start = first_word_said(frame, end)
    words = doc[start:end]
    if any(token.text == '"' for token in words) or len(words) < _MIN_REST or doc[start - 1].text in COMMAS:
        return []
    # Behind "said" and "told them" nothing else can follow that has a verb in it.
    plain = frame.cue.lemma in ("say", "tell", "add") and any(
        token.tag_ in _ANY_VERB and not _is_second_verb(frame.verb, token) for token in words
    )
    if not plain and not any(_is_main(frame.verb, token) for token in words):
        return []
    if words[0].tag_ not in _CLAUSE_STARTS:
        return []
    return [without_that(doc, start, before_silence(doc, start, end))]


def _is_main(cue: Token, token: Token) -> bool:
    """Whether a finite verb behind the cue can only be the verb of what was said.

    It hangs on the cue or on its object, not in a relative clause. "She noted the change and left" says nothing:
    a second verb of the same form is her own, unless no "and" joins it.
    """
    if token.tag_ not in FINITE:
        return False
    node = token.head if token.tag_ == "MD" else token
    if _is_second_verb(cue, node):
        return False
    while node not in (node.head, cue):
        if node.dep_ in ("relcl", "acl", "advcl", "pcomp") or node.i <= cue.i:
            return False
        node = node.head
    return node == cue


def _is_second_verb(cue: Token, verb: Token) -> bool:
    """Whether a verb is the speaker's second deed: "said a few words and left"."""
    joined = any(child.dep_ == "cc" for child in cue.rights)
    return verb.dep_ == "conj" and verb.head == cue and joined and verb.tag_ == cue.tag_
