"""Who stands beside a verb as its subject, whatever the parser makes of it? "..., said Smith"; ", a spokesman said"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .word_lists import words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# What stands before and behind an inverted frame.
_OPENINGS: Final = frozenset((",", '"', "-", "--", "–", "—", "?", "!", ")"))
_CLOSINGS: Final = frozenset((",", ".", '"', ":", ";", "-", "--", "–", "—", "(", "!", "?"))
_BEFORE_NOUN: Final = frozenset(("DT", "JJ", "JJS", "CD", "PRP$", "VBG", "VBN", "HYPH", "CC", "AFX", "RB"))
_NOUN_PHRASE: Final = frozenset(
    ("DT", "JJ", "JJS", "CD", "PRP$", "HYPH", "AFX", "NN", "NNS", "NNP", "NNPS", "IN", "POS", "PRP")
)
_FINITE_OR_PAST: Final = frozenset(("VBD", "VBZ", "VBP", "VBN"))
# Behind "told" these are no subjects.
_ADDRESSED: Final = words_of("reporters journalists it him them me us")
_MAX_PHRASE: Final = 14


def inverted_subject(verb: Token) -> Token | None:
    """Return the subject of "..., said Smith" and "..., said Smith, ..."."""
    doc, i = verb.doc, verb.i
    if i == 0 or i + 1 >= len(doc) or doc[i - 1].text not in _OPENINGS:
        return None
    # "..." read the sign: the tagger takes it for an infinitive
    if verb.tag_ not in _FINITE_OR_PAST and not (verb.tag_ == "VB" and doc[i - 1].text == '"'):
        return None
    head = _phrase_head(doc, i + 1)
    if head is None or head.ent_type_ in ("DATE", "TIME"):
        return None
    child = next((child for child in verb.rights if child.left_edge.i <= head.i <= child.right_edge.i), None)
    if child is not None and child.left_edge.i == i + 1 and child.dep_ in ("nsubj", "nsubjpass"):
        return child
    return head if _is_inverted(verb, head) else None


def _phrase_head(doc: Doc, first: int) -> Token | None:
    """Return the head of the noun phrase that begins at a token."""
    head: Token | None = None
    for token in doc[first : first + _MAX_PHRASE]:
        if token.tag_[:2] == "NN" or token.tag_ == "PRP":
            head = token
        elif token.tag_ == "POS" and head is not None:
            head = None  # Smith's lawyer: the head is behind
        elif token.tag_ not in _BEFORE_NOUN:
            break
    return head


def _is_inverted(verb: Token, head: Token) -> bool:
    """Whether a noun behind a verb is its subject: what stands around both decides."""
    doc, behind = verb.doc, head.i + 1
    if behind >= len(doc):
        return True
    if head.lower_ in _ADDRESSED:
        return False
    closed = doc[behind].text in _CLOSINGS
    subject = next((token for token in verb.lefts if token.dep_ == "nsubj"), None)
    if subject is not None:
        # "The talks, said Smith, failed" has the comma right behind the noun; "Smith, a lawyer, told Reuters" has not.
        return closed and subject.i == verb.i - 2
    return closed or doc[behind].tag_ in ("IN", "WP", "RB", "NNP")


def subject_by_shape(verb: Token) -> tuple[Token, int] | None:
    """Return the noun directly before a verb that the parser gave no subject, and where its phrase begins.

    ", a spokesman for the mills said": from the comma on there is nothing but a noun phrase.
    """
    doc, end = verb.doc, verb.i
    if verb.tag_ not in _FINITE_OR_PAST or any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return None
    while end > verb.sent.start and doc[end - 1].dep_ == "aux" and doc[end - 1].head == verb:
        end -= 1
    start = end
    while start > verb.sent.start and doc[start - 1].tag_ in _NOUN_PHRASE and end - start < _MAX_PHRASE:
        start -= 1
    start = _behind_date(doc, start, end)
    if start == end or doc[start].tag_ == "IN" or doc[end - 1].tag_[:2] not in ("NN", "PR"):
        return _subject_before_commas(verb)
    if verb.tag_ == "VBN" and end == verb.i and not (start > 0 and doc[start - 1].text == '"'):
        return None  # only behind a quotation is a participle sure to be a past tense
    last = start
    while last + 1 < end and doc[last + 1].tag_ != "IN":
        last += 1
    head = doc[last]
    return (head, start) if head.tag_[:2] == "NN" or head.tag_ == "PRP" else None


def _behind_date(doc: Doc, start: int, end: int) -> int:
    """Return where the subject of "In 2019 Roe said" begins, which the parser reads as what stands behind "in"."""
    at = start
    while at < end and (doc[at].ent_type_ == "DATE" or doc[at].like_num or (at == start and doc[at].tag_ == "IN")):
        at += 1
    return at if at > start + 1 and doc[start].tag_ == "IN" and at < end else start


def subject_behind_comma(verb: Token, speaker: Token) -> tuple[Token, int] | None:
    """Return the subject of "Rain fell in Italy and Greece, the weather bureau said." where the parser took another.

    Between the last comma and a verb that ends the sentence there is nothing but a noun phrase with an article.
    """
    doc, start = verb.doc, verb.i
    if verb.tag_ not in ("VBD", "VBZ") or (verb.i + 1 < len(doc) and not doc[verb.i + 1].is_punct):
        return None
    while start > verb.sent.start and (doc[start - 1].tag_ in _NOUN_PHRASE or doc[start - 1].tag_ == "CC"):
        start -= 1
    if not 0 < start < verb.i - 1 or doc[start].tag_ != "DT" or doc[start - 1].text != ",":
        return None
    preposition = next((token.i for token in doc[start : verb.i] if token.tag_ == "IN"), verb.i)
    head = doc[preposition - 1]
    if start <= speaker.i < preposition or head.tag_[:2] != "NN":
        return None
    return head, start


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
