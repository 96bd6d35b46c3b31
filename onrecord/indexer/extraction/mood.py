"""Did the speaking take place? Negations, conditions and possibilities around a cue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from .cues import NOT_SPOKEN
from .word_lists import words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

Mood = Literal["spoken", "negated", "hypothetical"]

_NOBODY: Final = words_of("nobody none neither no-one")
_NEGATIONS: Final = words_of("not n't never hardly nor")
_PERHAPS: Final = words_of("would could might may should must can ca 'd ought")
_CONDITIONS: Final = words_of("if unless whether lest provided providing")
# How far up a chain of infinitives is looked: "would like to be able to say" has three.
_MAX_CLIMB: Final = 5


def mood_of(verb: Token, subject: Token | None) -> Mood:
    """Say whether the speaking is reported as having taken place."""
    if _is_negated(verb) or (subject is not None and _is_nobody(subject)):
        return "negated"
    node = verb
    for _ in range(_MAX_CLIMB):
        mood = _mood_at(node)
        if mood is not None:
            return mood
        shares = node.dep_ == "conj" and not any(child.dep_ == "nsubj" for child in node.children)
        if not (shares or _hangs_on_verb(node)) or node.head == node:
            break
        node = node.head
    return "hypothetical" if _is_asked(verb) else "spoken"


def _mood_at(node: Token) -> Mood | None:
    """Return what one verb of the chain says about it, None where it says nothing."""
    children, governor = list(node.children), node.head
    if node.dep_ == "pcomp" and governor.lower_ == "without":
        return "negated"
    conditional = node.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _CONDITIONS for c in children)
    unspoken = _hangs_on_verb(node) and (governor.lower_ in NOT_SPOKEN or _has_negation(governor) or _is_yet(governor))
    return "hypothetical" if conditional or unspoken or any(map(_is_perhaps, children)) else None


def _hangs_on_verb(node: Token) -> bool:
    """Whether it is an infinitive that another word governs: "refused to say"."""
    return node.dep_ in ("xcomp", "acl", "ccomp") and is_infinitive(node)


def is_infinitive(verb: Token) -> bool:
    """Whether a verb has "to" before it."""
    return verb.tag_ == "VB" and any(child.tag_ == "TO" for child in verb.children)


def _is_negated(verb: Token) -> bool:
    return any((child.dep_ == "neg" or child.lower_ in _NEGATIONS) and child.i < verb.i for child in verb.children)


def _has_negation(verb: Token) -> bool:
    return any(child.dep_ == "neg" for child in verb.children)


def _is_yet(verb: Token) -> bool:
    """Whether a verb is that of "has yet to say"."""
    following = verb.i + 1
    return following < len(verb.doc) and verb.doc[following].lower_ == "yet"


def _is_nobody(subject: Token) -> bool:
    return subject.lower_ in _NOBODY or any(
        child.dep_ == "det" and child.lower_ in ("no", "neither") for child in subject.children
    )


def _is_perhaps(token: Token) -> bool:
    # American Can said: part of a name
    named = token.text[0].isupper() and token.i != token.sent.start
    return token.dep_ == "aux" and token.lower_ in _PERHAPS and not named


def _is_asked(verb: Token) -> bool:
    """Whether the clause is a question to the reader: "Did he say that ...?"."""
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    helper = next((child for child in verb.children if child.dep_ == "aux"), None)
    return subject is not None and helper is not None and helper.i < subject.i < verb.i
