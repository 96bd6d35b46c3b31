"""What does the article say a person is? The office before a name, or the apposition behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from .mentions import is_person_word, is_speaking_thing
from .person_words import HONORIFICS, TITLES, is_rank, people_words, singular

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .names import Name

_MAX_ROLE: Final = 14
# What an office before a name consists of: "former Irish prime minister", "head of the Dallas office".
_BEFORE_TAGS: Final = frozenset(("NN", "NNP", "NNPS", "NNS", "JJ", "HYPH", "POS", "VBG", "CD", "AFX"))
_STOPS: Final = frozenset((".", ";", ":", '"', "(", ")", "!", "?", "--", "–", "—"))
_NO_ROLE_STARTS: Final = frozenset(
    ("who", "which", "whose", "and", "but", "or", "where", "when", "while", "as", "in", "at")
)


class Role(NamedTuple):
    """What somebody is said to be, and where in the article."""

    text: str
    span: tuple[int, int]


def is_role_word(token: Token) -> bool:
    """Whether a token is an office, a trade or a kin."""
    word = singular(token.lower_)
    return any(part in people_words() or part in TITLES for part in (word, token.lower_, word.rpartition("-")[2]))


def role_of(name: Name) -> Role | None:
    """Return the role that stands beside a name, without its article; None where there is none."""
    return _role_behind(name) or _office_before(name) or _role_before(name)


def kind_of_group(name: Name) -> Role | None:
    """Return what a group is called beside its name: "the shipyard, Blue Line, said"; "the actors' union Stagecall"."""
    doc, last, head = name.passage.doc, name.first - 1, name.passage.doc[name.end - 1]
    beside = head.dep_ == "appos" and head.head.i == last - 1 and head.head.dep_ != "pobj"
    if last > 0 and doc[last].text == "," and beside:
        last -= 1
    if last < 0 or doc[last].tag_ != "NN" or is_person_word(word := doc[last].lower_) or not is_speaking_thing(word):
        return None
    first = last
    while first > 0 and last - first < _MAX_ROLE and doc[first - 1].tag_ in _BEFORE_TAGS:
        first -= 1
    return _role(name, first, last + 1)


def _role_before(name: Name) -> Role | None:
    doc, first = name.passage.doc, name.first
    i, comma = first - 1, _before_ranks(name)
    if comma > 0 and doc[comma].text == ",":
        # "The coach, Jane Roe, said", "the vice chair, Sen. Jane Roe, said"
        i = comma - 1
        if not is_role_word(doc[i]) or not (name.end < len(doc) and doc[name.end].text in (",", ".")):
            return None
    while i >= 0 and (doc[i].lower_.rstrip(".") in HONORIFICS or doc[i].text == "."):
        i -= 1
    last = i
    if last > 1 and doc[last].tag_ == "NNP" and _is_of(doc[last - 1]):
        i = last - 2  # Secretary of State George Roe
    elif last < 0 or not (is_role_word(doc[last]) or doc[last].lower_ in TITLES):
        return None
    if doc[last].tag_ == "JJ" and doc[last].is_lower and not (last > 0 and is_role_word(doc[last - 1])):
        return None  # "the private Smith College"
    while i >= 0 and last - i < _MAX_ROLE and (doc[i].tag_ in _BEFORE_TAGS or _is_of(doc[i])):
        if doc[i].ent_type_ in ("DATE", "TIME"):
            break
        i -= 1
    while i < last and (doc[i + 1].tag_ == "POS" or _is_of(doc[i + 1])):
        i += 1
    return _role(name, i + 1, last + 1) if i < last else None


def _before_ranks(name: Name) -> int:
    doc, i = name.passage.doc, name.first - 1
    while i > 0 and (is_rank(doc[i].lower_) or doc[i].text == "."):
        i -= 1
    return i


def _office_before(name: Name) -> Role | None:
    """Return an office with its field or its place before a name: "The minister of transport, Jane Roe, said"."""
    doc, comma = name.passage.doc, name.first - 1
    office = doc[name.end - 1].head
    if comma < 1 or doc[comma].text != ",":
        return None
    apposed = doc[name.end - 1].dep_ == "appos" and office.i < comma and is_role_word(office)
    closed = name.end < len(doc) and doc[name.end].text in (",", ".")
    if not (apposed and closed) or office.tag_ == "NNS" or doc[office.i + 1].tag_ != "IN":
        return None
    first = office.left_edge.i
    return _role(name, first, comma) if comma - first <= _MAX_ROLE else None


def _is_of(token: Token) -> bool:
    return token.lower_ == "of" and token.i > 0 and is_role_word(token.nbor(-1))


def _role_behind(name: Name) -> Role | None:
    """Return an apposition: Jane Roe, 45, a member of the council, said."""
    doc = name.passage.doc
    i = name.end
    if i + 1 >= len(doc) or doc[i].text not in (",", "("):
        return None
    first = i + 1
    if doc[first].like_num and first + 1 < len(doc) and doc[first + 1].text == ",":
        first += 2
    end = first
    while end < len(doc) and end - first < _MAX_ROLE:
        token = doc[end]
        if token.text in _STOPS or token.tag_ in ("VBD", "VBZ", "VBP", "MD", "WP", "WDT"):
            break
        if token.text == ",":
            break
        end += 1
    if end == first or doc[first].lower_ in _NO_ROLE_STARTS or doc[first].tag_ in ("VBG", "VBN", "RB", "TO"):
        return None
    head = next((t for t in doc[first : min(end, first + 6)] if is_role_word(t) and t.tag_ != "NNS"), None)
    if head is None or (head.i > first and doc[head.i - 1].tag_ == "IN"):
        return None
    return _role(name, first, end)


def _role(name: Name, first: int, end: int) -> Role | None:
    doc = name.passage.doc
    while first < end and (
        doc[first].tag_ in ("DT", "PRP$", "CC") or doc[first].lower_ in ("the", "a", "an", "his", "her")
    ):
        first += 1
    while end > first and doc[end - 1].tag_ in ("IN", "CC", "DT"):
        end -= 1
    if first >= end:
        return None
    span = name.passage.span_of(first, end)
    text = " ".join(name.passage.reading.article[slice(*span)].split())
    last = doc[end - 1]
    if last.tag_[:2] == "NN" and is_role_word(last) and last.lower_.startswith(singular(last.lower_)):
        # "Ministers Jane Roe and John Doe"
        text = text[: len(text) - len(last) + len(singular(last.lower_))]
    return Role(text, span) if text else None
