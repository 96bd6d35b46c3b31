"""Where does the lexicon know better than the parser? Slips around cues, put right before anything is read off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .cues import cue_table
from .mentions import can_speak
from .word_lists import words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PRESENT_OR_PAST: Final = frozenset(("VBD", "VBZ", "VBP"))
_SUBJECTS: Final = frozenset(("nsubj", "nsubjpass", "expl"))
# What tells, whatever follows; the others ("grumbled") must have a clause with "that" behind them.
_TELLING: Final = frozenset(("speech", "writing", "question", "demand", "finding", "judgement", "view"))
_COMPLEMENTIZERS: Final = words_of("that whether")
_MAX_CLIMB: Final = 4
_BEFORE_STATES: Final = frozenset(("NN", "NNP", "NNS", "NNPS", "JJ"))


def repair(doc: Doc) -> None:
    """Put right how cues hang in the parse of a passage."""
    table = cue_table()
    for token in doc:
        cue = table.get(token.lower_)
        if cue is None:
            continue
        if token.tag_ == "NNS" and token.dep_ != "nsubj" and _stands_before_clause(token):
            token.tag_ = "VBZ"  # "the manual states that ...", taken for several states
            if token.nbor(-1).tag_ == "JJ":
                token.nbor(-1).tag_ = "NN"
        tells = cue.kind in _TELLING or (token.i + 1 < len(doc) and token.nbor(1).lower_ == "that")
        if tells and token.dep_ == "conj" and (token.tag_ in _PRESENT_OR_PAST or _has_object(token)):
            _hang_on_first_cue(token)


def _stands_before_clause(token: Token) -> bool:
    doc, i = token.doc, token.i
    return 0 < i < len(doc) - 2 and doc[i + 1].lower_ in _COMPLEMENTIZERS and doc[i - 1].tag_ in _BEFORE_STATES


def _hang_on_first_cue(verb: Token) -> None:
    """Hang "accused" on "said" in "Roe said the talks had failed and accused the firm", not on what had failed.

    It is the speaker's second deed when it has the form of the first and the verb beside it another ("had failed"),
    or when the subject beside it cannot speak ("the talks").
    """
    beside = verb.head
    if any(child.dep_ in _SUBJECTS for child in verb.lefts) or not _is_joined(verb):
        return
    while beside.dep_ == "conj" and beside.head != beside:
        beside = beside.head
    subject = next((child for child in beside.lefts if child.dep_ in _SUBJECTS), None)
    first = beside
    for _ in range(_MAX_CLIMB):
        first = first.head
        if first.lower_ in cue_table() and first.tag_[:2] == "VB":
            break
    if first == beside or first.i > beside.i or first.lower_ not in cue_table() or first.tag_ == "VBG":
        return
    same = first.tag_ == verb.tag_ or {first.tag_, verb.tag_} == {"VBN", "VBD"}
    others = beside.tag_ != verb.tag_ or (subject is not None and not _may_speak(subject))
    if not same or not others or beside.dep_ not in ("ccomp", "xcomp", "advcl", "acl", "parataxis", "pcomp"):
        return
    joint = next((child for child in verb.head.rights if child.dep_ == "cc" and child.i < verb.i), None)
    if joint is not None and joint.i > verb.head.i:
        joint.head = first
    verb.head = first
    verb.tag_ = "VBD" if verb.tag_ == "VBN" and first.tag_ == "VBD" else verb.tag_


def _is_joined(verb: Token) -> bool:
    """Whether "and" or "but" stands before a verb, with its adverbs at most in between."""
    doc, i = verb.doc, verb.i - 1
    while i > 0 and doc[i].tag_ == "RB":
        i -= 1
    return doc[i].tag_ == "CC" or doc[i].text == ","


def _has_object(verb: Token) -> bool:
    """Whether a participle is a past tense all the same: "the talks had failed and accused the firm"."""
    return verb.tag_ == "VBN" and any(child.dep_ == "dobj" for child in verb.rights)


def _may_speak(subject: Token) -> bool:
    return subject.lower_ != "it" and can_speak(subject)
