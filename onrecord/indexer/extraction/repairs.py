"""Where does the lexicon know better than the parser? Slips around cues, put right before anything is read off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .cues import cue_table
from .grammar import FINITE, hang
from .mentions import can_speak
from .person_words import DOCUMENTS, singular
from .word_lists import words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PRESENT_OR_PAST: Final = frozenset(("VBD", "VBZ", "VBP"))
_SUBJECTS: Final = frozenset(("nsubj", "nsubjpass", "expl"))
_COMPLEMENTIZERS: Final = words_of("that whether")
# A plural noun that nothing governs was a verb.
_UNGOVERNED: Final = frozenset(("ROOT", "dep", "ccomp", "advcl", "parataxis"))
_BEFORE_OBJECT: Final = frozenset(("DT", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "JJ", "CD"))
_CLAUSES: Final = frozenset(("ccomp", "xcomp", "advcl", "acl", "parataxis", "pcomp"))
_MAX_CLIMB: Final = 4
_BEFORE_STATES: Final = frozenset(("NN", "NNP", "NNS", "NNPS", "JJ"))


def repair(doc: Doc) -> None:
    """Put right how cues hang in the parse of a passage."""
    table = cue_table()
    for token in doc:
        cue = table.get(token.lower_)
        if cue is None:
            continue
        if token.tag_ == "NNS" and token.dep_ in _UNGOVERNED and _stands_before_clause(token):
            token.tag_ = "VBZ"  # "the manual states that ...", taken for several states
            if token.nbor(-1).tag_ == "JJ":
                token.nbor(-1).tag_ = "NN"
        if token.tag_ in _PRESENT_OR_PAST and _is_age(doc, token):
            _make_subject(doc, token)
        if token.tag_ in ("VBN", "VBD") and token.dep_ in ("amod", "acl") and cue.kind != "manner":
            _hang_on_subject(token)
        # "grumbled" must have a clause with "that" behind it.
        tells = cue.kind != "manner" or (token.i + 1 < len(doc) and token.nbor(1).lower_ == "that")
        if tells and token.dep_ == "conj" and (token.tag_ in _PRESENT_OR_PAST or _has_object(token)):
            _hang_on_first_cue(token)


def _stands_before_clause(token: Token) -> bool:
    doc, i = token.doc, token.i
    if i + 2 < len(doc) and doc[i + 2].tag_[:2] in ("VB", "MD"):
        return False  # "rules that avoid the risk"
    return 0 < i < len(doc) - 2 and doc[i + 1].lower_ in _COMPLEMENTIZERS and doc[i - 1].tag_ in _BEFORE_STATES


def _is_age(doc: Doc, verb: Token) -> bool:
    """Whether "the 26-year-old" stands before a verb, which the parser takes for an adjective."""
    return (old := _word_before(doc, verb)) is not None and old.lower_ == "old" and old.i > 2 and old.tag_[:2] == "JJ"


def _word_before(doc: Doc, verb: Token) -> Token | None:
    i = verb.i - 1
    while i > 0 and doc[i].tag_ == "RB":
        i -= 1
    return doc[i] if i >= 0 else None


def _make_subject(doc: Doc, verb: Token) -> None:
    old = _word_before(doc, verb)
    # In "saw nothing the 26-year-old said" the verb hangs on "nothing".
    if old is None or not hang(old, verb, "nsubj"):
        return
    old.tag_ = "NN"
    first = old.i
    while first > 0 and doc[first - 1].tag_ in ("CD", "HYPH", "DT", "NN", "JJ"):
        first -= 1
    for token in doc[first : old.i]:
        if not first <= token.head.i < old.i:
            hang(token, old)


def _hang_on_subject(participle: Token) -> None:
    """Make a main verb of "accused" in "Its leader, Jane Roe, accused managers of theft and left": no other goes first.

    A participle has "of" or "by" or a comma behind it: "The leader, accused of theft, left".
    """
    doc, i, start = participle.doc, participle.i, participle.sent.start
    if i < start + 2 or i + 1 >= len(doc) or doc[i + 1].tag_ not in _BEFORE_OBJECT:
        return
    if doc[i - 1].text != "," or any(token.tag_ in FINITE for token in doc[start:i]):
        return
    if any(child.dep_ == "agent" for child in participle.children):
        return
    subject = next((token for token in doc[start:i] if token.dep_ in ("nsubj", "nsubjpass")), None)
    root = participle.sent.root
    if subject is None or subject.head != root or root.i < i or any(t.text == "," for t in doc[i : root.i]):
        return
    if not any(token.tag_ == "CC" for token in doc[i : root.i]):
        return
    thing = next((token for token in doc[i + 1 : root.i] if token.head.i <= i or token.head == subject), None)
    if hang(participle, root, "dep"):
        participle.tag_ = "VBD"
        if thing is not None and thing.tag_[:2] == "NN":
            hang(thing, participle, "dobj")


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
    if first == beside or first.i > beside.i or first.lower_ not in cue_table():
        return
    same = first.tag_ == verb.tag_ or {first.tag_, verb.tag_} == {"VBN", "VBD"}
    silent = subject is not None and not _may_speak(subject)
    speaks = silent and cue_table()[verb.lower_].kind == "speech"
    if beside.dep_ not in _CLAUSES or not (speaks or (same and (silent or beside.tag_ != verb.tag_))):
        return
    joint = next((child for child in verb.head.rights if child.dep_ == "cc" and child.i < verb.i), None)
    if joint is not None and joint.i > verb.head.i:
        hang(joint, first)
    hang(verb, first)
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
    thing = subject.tag_ in ("NN", "NNS") and singular(subject.lower_) in DOCUMENTS
    return subject.lower_ != "it" and not thing and can_speak(subject)
