"""Who is the subject of a verb that reports speech? Read off the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .grammar import is_verb
from .mentions import can_speak
from .subject_shapes import inverted_subject
from .word_lists import words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATIVE: Final = words_of("who which that whom")
_ASKED: Final = words_of("asked pressed questioned")
_ASKED_WHAT: Final = words_of("whether if about by why what how when where on")
# What hangs on another verb and shares its subject.
_SHARING: Final = frozenset(("xcomp", "advcl", "acl", "ccomp", "dep", "prep"))
# How far up a chain of infinitives and participles a subject is looked for: "went on to try to say" has three.
_MAX_CLIMB: Final = 5


def subject_of(verb: Token, *, climb: int = 0, quotes: bool = True) -> Token | None:
    """Return the head of the noun phrase that does what the verb says, or None where nobody is named.

    For a passive verb that is its agent ("was described by Smith as"), for an infinitive or a participle the
    subject that it shares ("the Kremlin commented, stating that"), in a relative clause the noun that it hangs on.
    `quotes` says that the verb may stand before its subject: "..., said Smith".
    """
    children = list(verb.children)
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in children)
    if passive or verb.tag_ == "VBN":
        agent = next((child for child in children if child.dep_ == "agent"), None)
        if agent is not None or passive:
            return _object_of(agent) if agent is not None else None
    inverted = inverted_subject(verb) if quotes else None
    if inverted is not None or _is_asked_of(verb):
        return inverted
    subjects = [child for child in children if child.dep_ == "nsubj"]
    if subjects:
        # Of two, the one nearer before the verb: the other is a quotation's stand-in.
        return _antecedent(verb, max(subjects, key=lambda subject: (subject.i < verb.i, subject.i)))
    return _shared_subject(verb, climb) if climb < _MAX_CLIMB else None


def _object_of(preposition: Token) -> Token | None:
    return next((child for child in preposition.children if child.dep_ == "pobj"), None)


def _is_asked_of(verb: Token) -> bool:
    """Whether the verb is in "Roe, asked whether she had lied, said": she did not ask."""
    if verb.lower_ not in _ASKED or verb.i >= len(verb.doc) - 1:
        return False
    if verb.i == verb.sent.start:
        return verb.dep_ == "advcl"
    if verb.nbor(-1).text != "," or verb.nbor(1).lower_ not in _ASKED_WHAT:
        return False
    # "Roe, the judge, asked whether he had lied." asks; with a comma and a verb behind it, she was asked.
    rest = verb.doc[verb.right_edge.i if verb.dep_ != "ROOT" else verb.i : verb.sent.end]
    asks = verb.dep_ != "acl" and any(child.dep_ == "nsubj" for child in verb.lefts)
    return not asks or any(token.text == "," and token.nbor(1).tag_ in ("VBD", "VBZ") for token in rest[:-1])


def _antecedent(verb: Token, subject: Token) -> Token | None:
    """Return the noun that a relative pronoun stands for, the subject itself where it is none."""
    if subject.lower_ not in _RELATIVE or subject.tag_ not in ("WP", "WDT", "IN"):
        return subject
    clause = verb
    while clause.dep_ == "conj" and clause.head != clause:
        clause = clause.head
    if clause.dep_ != "relcl":
        return None
    noun = clause.head
    of = next((child for child in noun.rights if child.lower_ == "of"), None)
    if noun.lower_ in ("those", "that") and of is not None:
        return _object_of(of) or noun  # "The words are those of Jane Roe, who ..."
    return noun


def _shared_subject(verb: Token, climb: int) -> Token | None:
    """Return the subject of the word that a verb without one hangs on."""
    head, dep = verb.head, verb.dep_
    bare_participle = verb.tag_ == "VBN" and not any(child.dep_ == "aux" for child in verb.children)
    if head == verb or dep == "relcl" or (bare_participle and dep != "conj"):
        return None  # "Asked about it, ...": by whom is not said
    if dep == "acl" and not is_verb(head):
        return _subject_of_noun_clause(verb, climb)
    if dep != "conj" and (dep == "pcomp" or head.tag_ == "IN"):
        return _subject_of_preposition(head, climb)
    shares = dep == "conj" or (dep in _SHARING and not _is_told(verb))
    if not shares or not is_verb(head) or (dep == "ccomp" and verb.tag_ not in ("VBG", "VB")):
        return None
    return subject_of(head, climb=climb + 1)


def _subject_of_noun_clause(verb: Token, climb: int) -> Token | None:
    """Return the subject of a participle or an infinitive that hangs on a noun: "a letter saying", "plans to say"."""
    noun = verb.head
    if verb.tag_ != "VBG":
        return _owner(noun)
    if noun.dep_ == "dobj" and is_verb(noun.head) and not can_speak(noun):
        return subject_of(noun.head, climb=climb + 1)  # "Roe defended the move, saying"
    return noun


def _is_told(verb: Token) -> bool:
    """Whether it is somebody else who is to speak: "asked him to say"."""
    if verb.dep_ != "xcomp" or verb.tag_ != "VB":
        return False
    return any(child.dep_ in ("dobj", "dative") and child.i < verb.i for child in verb.head.children)


def _subject_of_preposition(preposition: Token, climb: int) -> Token | None:
    """Return the subject for "quoted as saying", "quoted Peskov as saying", "after saying"."""
    governor = preposition.head
    if not is_verb(governor):
        return _owner(governor) if governor.tag_[:2] == "NN" else None
    if preposition.lower_ == "as":
        patient = next((child for child in governor.children if child.dep_ in ("nsubjpass", "dobj")), None)
        if patient is not None:
            return _antecedent(governor, patient)
        if governor.dep_ in ("acl", "relcl"):
            return governor.head
    return subject_of(governor, climb=climb + 1)


def _owner(noun: Token) -> Token | None:
    """Return whose thing a noun is: "Smith's decision to say", "a statement by Smith"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            return _object_of(child)
    return None
