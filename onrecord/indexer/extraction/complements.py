"""What was said, where it is no clause? "Promised to go", "called it theatre", "accused her of lying", "denied it"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .clause_end import clause_end
from .cues import CUE_NOUNS
from .frame_words import phrases_end
from .grammar import is_finite, is_verb
from .mentions import is_person_word
from .person_words import DOCUMENTS, GROUPS, singular
from .word_lists import words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .frames import Frame, Stretch

_NOUN_TAGS: Final = frozenset(("NN", "NNS", "NNP", "NNPS", "VBG", "CD"))
# Of a forecast, when and how much is part of what was said; of a denial it is when it was denied.
_FORECASTS: Final = words_of("expect predict forecast foresee anticipate estimate fear see project")
# What only a document finds or shows in so few words: "the survey revealed a divide", "the court found a way".
_FINDINGS: Final = words_of("reveal show find")
# What is refused is a deed ("rejected the bid"), unless it is what somebody said: "rejected the allegations".
_REFUSALS: Final = words_of("reject dispute refute rebut contest")
_REFUSED: Final = words_of("""
    charge criticism idea notion finding figure account report rumour rumor theory version story conclusion verdict
    interpretation label description comparison characterisation characterization
""")
# Nouns follow these as clauses do, but it is a deed that they tell of: "recalled the day", "suggested a walk".
_GERUND_ONLY: Final = words_of("recall suggest admit")
_CLAUSES: Final = frozenset(("relcl", "ccomp", "pcomp", "csubj", "advcl"))
# What is called for without a demand: a bond issue's redemption, a taxi.
_NO_DEMANDS: Final = words_of("redemption tender tenders taxi ambulance")
_PROMISES: Final = words_of("promise vow pledge swear threaten")
_GERUND_VERBS: Final = words_of("deny recommend propose admit suggest recall")
# Who calls, appeals or pleads for something demands it.
_DEMANDS: Final = words_of("call appeal plead")


def infinitive(frame: Frame) -> list[Stretch]:
    """He promised to go; he urged them to go."""
    verb = frame.verb
    for child in verb.rights:
        if child.dep_ not in ("xcomp", "ccomp") or not any(c.tag_ == "TO" for c in child.children):
            continue
        start = child.left_edge.i
        whom = next((c for c in verb.rights if c.dep_ in ("dobj", "dative") and c.i < child.i), None)
        if whom is None and frame.cue.lemma in ("call", "appeal"):
            # called on them to go
            to = next((c for c in verb.rights if c.dep_ == "prep" and c.i < child.i), None)
            whom = next((c for c in to.rights if c.dep_ == "pobj"), None) if to is not None else None
        if whom is not None:
            start = whom.left_edge.i
        elif frame.cue.lemma in ("ask", "beg") and not any(c.dep_ == "nsubj" for c in child.children):
            return []  # "asked not to be named"
        return [(max(start, verb.i + 1), clause_end(frame, child.right_edge.i + 1))]
    return _infinitive_behind_phrase(frame)


def _infinitive_behind_phrase(frame: Frame) -> list[Stretch]:
    """He had vowed after the failure [to close the firm], which the parser hangs on the failure."""
    if frame.cue.lemma not in _PROMISES or frame.verb.tag_ == "VBG":
        return []
    for phrase in frame.verb.rights:
        noun = next((child for child in phrase.rights if child.dep_ == "pobj"), None) if phrase.dep_ == "prep" else None
        for child in noun.rights if noun is not None else ():
            if child.dep_ in ("acl", "relcl") and child.left_edge.tag_ == "TO":
                return [(child.left_edge.i, clause_end(frame, child.right_edge.i + 1))]
    return []


def complement(frame: Frame) -> list[Stretch]:
    """He called it theatre; what he called theatre."""
    verb = frame.verb
    if frame.cue.kind == "view" and any(child.dep_ == "aux" for child in verb.lefts):
        return []  # "will consider the bid again": a deed
    for child in verb.rights:
        small = child.dep_ == "ccomp" and not is_finite(child) and any(c.dep_ == "nsubj" for c in child.children)
        if small and child.left_edge.i == verb.i + 1 and not is_verb(child):
            return [(child.left_edge.i, child.right_edge.i + 1)]
    named = next((child for child in verb.rights if child.dep_ in ("oprd", "acomp", "attr")), None)
    if named is None:
        return []
    judged = next((child for child in verb.rights if child.dep_ in ("dobj", "nsubj") and child.i < named.i), None)
    if judged is None and verb.tag_ == "VBN" and verb.dep_ not in _CLAUSES:
        return []  # "a disease, called ...": by whom is not said
    start = judged.left_edge.i if judged is not None else named.left_edge.i
    return [(max(start, verb.i + 1), _before_clause(named))]


def _before_clause(noun: Token) -> int:
    """Return where a noun phrase ends before a participle hung on it: what he called [a flood] killed ten."""
    for child in noun.rights:
        if child.dep_ == "acl" and child.tag_ == "VBN" and any(c.dep_ == "dobj" for c in child.children):
            return child.left_edge.i
    return noun.right_edge.i + 1


def prepositional(frame: Frame, preposition: str) -> list[Stretch]:
    """He described it as a joke; he accused her of lying; he praised them for waiting."""
    verb = frame.verb
    judged = next((child for child in verb.rights if child.dep_ == "dobj"), None)
    demands = preposition == "for" and frame.cue.lemma in _DEMANDS
    if frame.speaker is None or (demands and (judged is not None or not _demands(frame.speaker))):
        return []
    if judged is None and preposition != "as" and verb.dep_ == "relcl":
        return []  # "the noise that critics blame for ...": the thing itself is elsewhere
    phrase = _phrase(verb, preposition)
    if phrase is None and judged is not None:
        # The parser hangs it on the object: "dismissed [the claims as lies]", "accused [her of lying]".
        phrase = _phrase(judged, preposition) or _as_clause(verb, judged, preposition)
    if phrase is None or (demands and any(child.lower_ in _NO_DEMANDS for child in phrase.rights)):
        return []
    end = phrase.right_edge.i + 1
    if preposition == "at" and not any(token.like_num for token in phrase.doc[phrase.i : end]):
        return []  # "puts them at risk": no estimate
    if demands or preposition == "at":
        end = clause_end(frame, end)
    if judged is None or judged.left_edge.i > phrase.i:
        return [(max(phrase.i, verb.i) + 1, end)]
    return [(max(judged.left_edge.i, verb.i + 1), max(end, judged.right_edge.i + 1))]


def _demands(speaker: Token) -> bool:
    """Whether somebody calls for a strike, and not a plan for savings."""
    word = speaker.lower_
    return speaker.tag_ not in ("NN", "NNS") or is_person_word(word) or singular(word) in GROUPS


def _as_clause(verb: Token, judged: Token, preposition: str) -> Token | None:
    """Return the head of "as half-baked", which the parser may take for a clause of its own."""
    child = next((child for child in verb.rights if child.left_edge.i == judged.right_edge.i + 1), None)
    return child if child is not None and child.left_edge.lower_ == preposition == "as" else None


def _phrase(head: Token, preposition: str) -> Token | None:
    return next((token for token in head.rights if token.dep_ == "prep" and token.lower_ == preposition), None)


def noun_object(frame: Frame) -> list[Stretch]:
    """He denied the charges; he predicted a long war; he denied stealing it; she sees demand growing."""
    verb, lemma = frame.verb, frame.cue.lemma
    for child in verb.rights:
        if child.dep_ == "dobj" and child.tag_ in _NOUN_TAGS and _takes_noun(frame, child):
            start, end = max(child.left_edge.i, verb.i + 1), child.right_edge.i + 1
            end = clause_end(frame, end) if lemma in _FORECASTS else phrases_end(frame, end)
            if lemma == "see" and not any(token.like_num for token in verb.doc[start:end]):
                return []  # "sees a doctor"
            return [(start, end)] if end - start > 1 else []
        if child.dep_ == "xcomp" and lemma in _GERUND_VERBS and _is_gerund(child):
            return [(max(child.left_edge.i, verb.i + 1), child.right_edge.i + 1)]
        small = child.dep_ == "ccomp" and any(c.dep_ == "nsubj" for c in child.lefts)
        foreseen = lemma in _FORECASTS and (lemma != "see" or verb.tag_ in ("VBZ", "VBP"))
        if small and foreseen and child.left_edge.i == verb.i + 1:
            return [(child.left_edge.i, clause_end(frame, child.right_edge.i + 1))]
    return []


def _is_gerund(verb: Token) -> bool:
    """Whether it is "stealing" or "having stolen"."""
    return verb.tag_ == "VBG" or any(child.dep_ == "aux" and child.tag_ == "VBG" for child in verb.lefts)


def _takes_noun(frame: Frame, noun: Token) -> bool:
    """Whether a noun alone is what was said, and no deed: a finding must be a document's."""
    if frame.cue.lemma in _REFUSALS:
        return singular(noun.lower_) in CUE_NOUNS | _REFUSED
    if frame.cue.lemma == "see" and frame.verb.tag_ not in ("VBZ", "VBP"):
        return False  # "February saw a rise"
    if frame.cue.lemma in _FINDINGS:
        return frame.speaker is not None and singular(frame.speaker.lower_) in DOCUMENTS
    return frame.cue.lemma not in _GERUND_ONLY
