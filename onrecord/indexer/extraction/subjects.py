"""Who is the subject of a verb that reports speech, and did the speaking take place? Read off the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from .cues import NOT_SPOKEN

if TYPE_CHECKING:
    from spacy.tokens import Token

Mood = Literal["spoken", "negated", "hypothetical"]

_RELATIVE: Final = frozenset(("who", "which", "that", "whom"))
_NOBODY: Final = frozenset(("nobody", "none", "neither", "no-one"))
_PERHAPS: Final = frozenset(("would", "could", "might", "may", "should", "must", "can", "ca", "'d", "ought"))
_CONDITIONS: Final = frozenset(("if", "unless", "whether", "lest", "provided", "providing"))
_NEGATIONS: Final = frozenset(("not", "n't", "never", "hardly", "nor"))
# What stands before and behind an inverted frame.
_OPENINGS: Final = frozenset((",", '"', "-", "--", "–", "—", "?", "!", ")"))
_CLOSINGS: Final = frozenset((",", ".", '"', ":", ";", "-", "--", "–", "—", "(", "!", "?"))
_BEFORE_NOUN: Final = frozenset(("DT", "JJ", "JJS", "CD", "PRP$", "VBG", "VBN", "HYPH", "CC", "AFX", "RB"))
_MAX_PHRASE: Final = 12
_PHRASE_TAGS: Final = _BEFORE_NOUN - {"CC", "RB", "VBG", "VBN"} | {"NN", "NNS", "NNP", "NNPS", "IN", "POS", "PRP", "HYPH"}
_ASKED: Final = frozenset(("asked", "pressed", "questioned", "told"))
_PASSIVE: Final = frozenset(("auxpass", "nsubjpass"))
# How far up a chain of infinitives and participles a subject is looked for: "went on to try to say" has three.
_MAX_CLIMB: Final = 5


def is_verb(token: Token) -> bool:
    """Whether the tagger takes the token for a verb form."""
    return token.tag_[:2] == "VB"


def subject_of(verb: Token, *, climb: int = 0, quotes: bool = True) -> Token | None:
    """Return the head of the noun phrase that does what the verb says, or None where nobody is named.

    For a passive verb that is its agent ("was described by Smith as"), for an infinitive or a participle the
    subject that it shares ("the Kremlin commented, stating that"), in a relative clause the noun that it hangs on.
    `quotes` says that the verb may stand before its subject: "..., said Smith".
    """
    children = list(verb.children)
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in children)
    inverted = _inverted_subject(verb) if quotes and not passive else None
    if inverted is not None:
        return inverted
    subjects = [child for child in children if child.dep_ == "nsubj"]
    if verb.lower_ in _ASKED and verb.i > 0 and verb.nbor(-1).text == ",":
        return None  # "Roe, asked whether she had lied, said": she did not ask
    if subjects and not passive:
        # Of two, the one nearer before the verb: the other is a quotation's stand-in.
        return _antecedent(verb, max(subjects, key=lambda subject: (subject.i < verb.i, subject.i)))
    agent = next((child for child in children if child.dep_ == "agent"), None)
    if agent is not None and (passive or verb.tag_ == "VBN"):
        return next((child for child in agent.children if child.dep_ == "pobj"), None)
    if passive:
        return None
    return _shared_subject(verb, climb) if climb < _MAX_CLIMB else None


def _antecedent(verb: Token, subject: Token) -> Token | None:
    if subject.lower_ not in _RELATIVE or subject.tag_ not in ("WP", "WDT", "IN"):
        return subject
    clause = verb
    while clause.dep_ == "conj" and clause.head != clause:
        clause = clause.head
    if clause.dep_ != "relcl":
        return None
    noun = clause.head
    if noun.lower_ in ("those", "that"):
        # "The words are those of Jane Roe, who ..."
        of = next((child for child in noun.rights if child.lower_ == "of"), None)
        return next((child for child in of.children if child.dep_ == "pobj"), noun) if of is not None else noun
    return noun


def _inverted_subject(verb: Token) -> Token | None:
    """Return the subject of "..., said Smith" and "..., said Smith, ...", whatever the parser takes it for."""
    doc, i = verb.doc, verb.i
    if i == 0 or i + 1 >= len(doc) or doc[i - 1].text not in _OPENINGS:
        return None
    # "..." read the sign: the tagger takes it for an infinitive
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN") and not (verb.tag_ == "VB" and doc[i - 1].text == '"'):
        return None
    last: Token | None = None
    for token in doc[i + 1 : i + 1 + _MAX_PHRASE]:
        if token.tag_[:2] == "NN" or token.tag_ == "PRP":
            last = token
        elif token.tag_ in ("POS", "IN") and last is not None:
            # The phrase goes on, and its head is behind (Smith's lawyer) or before (head of the office).
            if token.tag_ == "IN":
                break
            last = None
        elif token.tag_ not in _BEFORE_NOUN:
            break
    if last is None or last.ent_type_ in ("DATE", "TIME"):
        return None
    child = next((child for child in verb.rights if child.left_edge.i <= last.i <= child.right_edge.i), None)
    if child is not None and child.left_edge.i == i + 1 and child.dep_ in ("nsubj", "nsubjpass"):
        return child
    if last.lower_ in ("reporters", "journalists", "it", "him", "them", "me", "us") or last.i + 1 >= len(doc):
        return last if last.i + 1 >= len(doc) else None
    closed = doc[last.i + 1].text in _CLOSINGS
    subject = next((token for token in verb.lefts if token.dep_ == "nsubj"), None)
    if subject is not None:
        # "The talks, said Smith, failed" has the comma right behind the noun; "Smith, a lawyer, told Reuters" has not.
        return last if closed and subject.right_edge.i in (i - 2, i - 1) and subject.i == i - 2 else None
    return last if closed or doc[last.i + 1].tag_ in ("IN", "WP", "RB", "NNP") else None


def subject_by_shape(verb: Token) -> tuple[Token, int] | None:
    """Return the noun directly before a finite verb that the parser gave no subject, and where its phrase begins.

    ", a spokesman for the mills said": from the comma on there is nothing but a noun phrase.
    """
    doc, start = verb.doc, verb.i
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or any(child.dep_ in _PASSIVE for child in verb.children):
        return None
    while start > verb.sent.start and doc[start - 1].tag_ in _PHRASE_TAGS and verb.i - start < _MAX_PHRASE:
        start -= 1
    if start == verb.i or doc[start].tag_ == "IN" or doc[verb.i - 1].tag_[:2] not in ("NN", "PR"):
        return _subject_before_commas(verb)
    if verb.tag_ == "VBN" and not (start > 0 and doc[start - 1].text == '"'):
        return None  # only behind a quotation is a participle sure to be a past tense
    last = start
    while last + 1 < verb.i and doc[last + 1].tag_ != "IN":
        last += 1
    head = doc[last]
    return (head, start) if head.tag_[:2] == "NN" or head.tag_ == "PRP" else None


def _subject_before_commas(verb: Token) -> tuple[Token, int] | None:
    """Return the noun that opens the sentence in "Roe, asked whether she had lied, said", left to the participle."""
    doc, start = verb.doc, verb.sent.start
    if verb.tag_ == "VBN" or doc[verb.i - 1].text != ",":
        return None
    first = next((token for token in doc[start : verb.i] if token.text == ","), None)
    if first is None or first.i in (start, verb.i - 1) or doc[first.i + 1].tag_ not in ("VBN", "VBD"):
        return None
    head = doc[first.i - 1]
    return (head, start) if head.tag_[:2] == "NN" and head.dep_ == "nsubj" else None


def _shared_subject(verb: Token, climb: int) -> Token | None:
    head, dep = verb.head, verb.dep_
    if head == verb:
        return None
    if dep == "conj":
        return subject_of(head, climb=climb + 1) if is_verb(head) else None
    if dep == "relcl":
        return None
    if verb.tag_ == "VBN" and not any(child.dep_ == "aux" for child in verb.children):
        return None  # "Asked about it, ...": by whom is not said
    if dep == "acl" and not is_verb(head):
        return head if verb.tag_ == "VBG" else _owner(head)
    if dep == "pcomp" or head.tag_ == "IN":
        return _subject_of_preposition(head, climb)
    if dep in ("xcomp", "advcl", "acl", "ccomp", "dep", "prep") and is_verb(head):
        if dep == "xcomp" and head.i < verb.i:
            told = next(
                (child for child in head.children if child.dep_ in ("dobj", "dative") and child.i < verb.i), None
            )
            if told is not None and verb.tag_ == "VB":
                return None  # "asked him to say"
        if dep == "ccomp" and verb.tag_ not in ("VBG", "VB"):
            return None
        return subject_of(head, climb=climb + 1)
    return None


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
            return next((grandchild for grandchild in child.children if grandchild.dep_ == "pobj"), None)
    return None


def mood_of(verb: Token, subject: Token | None) -> Mood:
    """Say whether the speaking is reported as having taken place."""
    if any(child.dep_ == "neg" or child.lower_ in _NEGATIONS for child in verb.children if child.i < verb.i):
        return "negated"
    if subject is not None and (
        subject.lower_ in _NOBODY or any(c.dep_ == "det" and c.lower_ in ("no", "neither") for c in subject.children)
    ):
        return "negated"
    node = verb
    for _ in range(_MAX_CLIMB):
        governor = node.head
        if any(_is_perhaps(child) for child in node.children):
            return "hypothetical"
        if node.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _CONDITIONS for c in node.children):
            return "hypothetical"
        if node.dep_ == "pcomp" and governor.lower_ == "without":
            return "negated"
        if _is_infinitive(node) and node.dep_ in ("xcomp", "acl", "ccomp"):
            if governor.lower_ in NOT_SPOKEN or any(child.dep_ == "neg" for child in governor.children):
                return "hypothetical"
        elif node.dep_ != "conj" or any(child.dep_ == "nsubj" for child in node.children):
            break
        if governor == node:
            break
        node = governor
    return "hypothetical" if _is_asked(verb) else "spoken"


def _is_perhaps(token: Token) -> bool:
    # American Can said: part of a name
    named = token.text[0].isupper() and token.i != token.sent.start
    return token.dep_ == "aux" and token.lower_ in _PERHAPS and not named


def _is_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(child.tag_ == "TO" for child in verb.children)


def _is_asked(verb: Token) -> bool:
    """Whether the clause is a question to the reader: "Did he say that ...?"."""
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    helper = next((child for child in verb.children if child.dep_ == "aux"), None)
    return subject is not None and helper is not None and helper.i < subject.i < verb.i
