"""Which names stand in a passage, and are they of people, of groups or of places?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from .firm_names import is_own_genitive, joined_firms
from .given_names import given_names
from .name_bounds import (
    MAX_NAME,
    NEVER_NAMES,
    WHOLE_NAME,
    capitals_end,
    is_given_part,
    person_at_end,
    trimmed,
    with_hyphens,
)
from .person_words import HONORIFICS, TITLES, is_common_noun, is_organisation_word, is_rank, people_words, singular
from .spelling import folded, name_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from .passages import Passage

NameKind = Literal["person", "group", "place", "other", "unknown"]

_KINDS: Final[dict[str, NameKind]] = {
    "PERSON": "person",
    "ORG": "group",
    "NORP": "place",
    "GPE": "place",
    "LOC": "place",
    "FAC": "group",
    "PRODUCT": "other",
    "WORK_OF_ART": "other",
    "LAW": "other",
    "EVENT": "other",
}
_PEERS: Final = frozenset(("lord", "lady", "baroness"))
# A person's name that the recogniser took for something else.
_MAX_PERSON: Final = 3


@dataclass(slots=True)
class Name:
    """A name where it stands: the tokens `[first, end)` of a passage, its title left out."""

    passage: Passage
    first: int
    end: int
    text: str
    kind: NameKind
    title: str | None
    place: int
    sentence: int
    subject: bool

    @property
    def span(self) -> tuple[int, int]:
        """Where in the article it stands."""
        return self.passage.span_of(self.first, self.end)

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name in lower case, as names are compared."""
        return name_words(self.text)


def names_in(passage: Passage, sentences: list[int]) -> list[Name]:
    """Return the names of a passage in order; `sentences` gives for each token the number of its sentence."""
    doc = passage.doc
    taken: set[int] = set()
    found: list[Name] = []
    for first, end, kind in (*_titled(doc), *_firms(doc), *_labelled(doc), *_given(doc), *_subjects(doc)):
        if taken.isdisjoint(range(first, end)):
            taken.update(range(first, end))
            found.append(_name(passage, first, end, kind, sentences))
    return sorted(found, key=lambda name: name.first)


def _name(passage: Passage, first: int, end: int, kind: NameKind, sentences: list[int]) -> Name:
    doc = passage.doc
    text = " ".join(doc[first:end].text.split())
    start, _ = passage.span_of(first, end)
    title = _title_before(doc, first)
    head = doc[end - 1]
    holder = head
    if (head.dep_ == "appos" and head.head.tag_ == "NN") or head.dep_ == "poss":
        holder = head.head  # the coach, Jane Roe, left; Jane Roe's lawyers left
    # What a subordinate clause is about, its sentence is not.
    subject = holder.dep_ in ("nsubj", "nsubjpass") and holder.head.dep_ not in ("advcl", "relcl")
    return Name(passage, first, end, text, kind, title, start, sentences[first], subject)


def _title_before(doc: Doc, first: int) -> str | None:
    if first == 0:
        return None
    before = doc[first - 1]
    word = before.lower_.rstrip(".")
    if before.text == "." and first > 1:
        word = doc[first - 2].lower_
    return word if word in HONORIFICS or word in TITLES or singular(word) in people_words() else None


def _firms(doc: Doc) -> Iterator[tuple[int, int, NameKind]]:
    for first, end in joined_firms(doc):
        # "President Roe and Turner Inc" are a person and a firm, "underwriters Roe and Turner Inc" one firm.
        if _title_before(doc, first) is None or doc[first - 1].tag_ == "NNS":
            yield first, end, "group"


def _labelled(doc: Doc) -> Iterator[tuple[int, int, NameKind]]:
    """Yield what the recogniser found, put right where its label contradicts the words around it."""
    for entity in doc.ents:
        kind = _KINDS.get(entity.label_)
        if kind is None:
            continue
        first, end = trimmed(doc, entity.start, entity.end, person=kind == "person")
        if kind in ("group", "place") and end - first == 1 and first > 0 and is_given_part(doc, first - 1):
            first -= 1
        if first >= end:
            continue  # nothing but a title: Meridian, Miss.
        if is_own_genitive(doc, end):
            yield first, end + 1, "group"
        elif (person := person_at_end(doc, first, end)) is not None:
            yield first, person, "group"
            yield person, person + WHOLE_NAME, "person"
        elif not (kind == "person" and end - first == 1 and _word(doc[first]) in NEVER_NAMES):
            yield first, end, _kind_by_words(doc, first, end, entity.label_)


def _kind_by_words(doc: Doc, first: int, end: int, label: str) -> NameKind:
    kind, words = _KINDS[label], [_word(token) for token in doc[first:end]]
    if kind == "person":
        seat = len(words) == 1 and _is_seat(doc, first)
        return (
            "group"
            if seat or any(is_organisation_word(word) or word in ("and", "&") for word in words[1:])
            else "person"
        )
    if len(words) > _MAX_PERSON or any(map(is_organisation_word, words)):
        return kind
    title = _title_before(doc, first)
    if title is not None and title not in ("general", "king", "chief", "secretary"):
        return "person"
    if len(words) > 1 and words[0] in given_names():
        return "person"
    title_case = all(token.is_title and token.text.isalpha() for token in doc[first:end])
    if label == "ORG" and title_case and (first == 0 or doc[first - 1].lower_ != "the"):
        return "unknown"  # the recogniser takes many a person for a firm
    return kind


def _is_seat(doc: Doc, first: int) -> bool:
    """Whether a name is of what somebody holds an office of: the mayor of Graz, the coach of Rovers."""
    return first > 1 and doc[first - 1].lower_ == "of" and doc[first - 2].lower_ in TITLES | {"head", "leader", "boss"}


def _word(token: Token) -> str:
    return folded(token.text).rstrip(".")


def _titled(doc: Doc) -> Iterator[tuple[int, int, NameKind]]:
    """Yield what follows a title or an office: Mr Smith, Senator Van der Berg, the coach, Jane Roe."""
    for token in doc[:-1]:
        word = token.lower_.rstrip(".")
        honorific = word in HONORIFICS and token.text[0].isupper()
        office = word in TITLES or singular(word) in people_words()
        if not (honorific or office):
            continue
        first = token.i + 1
        if doc[first].text in (".", ",") and first + 1 < len(doc):
            first += 1
        if not doc[first].text[0].isupper() or token.tag_ == "NNS":
            continue
        apposed = doc[first - 1].text == ","
        while first + 1 < len(doc) and (is_rank(doc[first].lower_) or doc[first].text == "."):
            first += 1
        end = capitals_end(doc, first)
        if word in _PEERS and end + 1 < len(doc) and doc[end].lower_ == "of" and doc[end + 1].text[0].isupper():
            end = capitals_end(doc, end + 1)  # Lord Roe of Eske
        # An honorific takes a surname; an office takes a first name as well, unless it is capitalised: President Roe.
        least = 1 if honorific or (token.text[0].isupper() and word in TITLES and not apposed) else 2
        if apposed and (honorific or not (end < len(doc) and doc[end].text in (",", ".", '"', "("))):
            continue
        if end - first >= least and not any(is_organisation_word(t.lower_) for t in doc[first:end]):
            yield first, end, "person"


def _given(doc: Doc) -> Iterator[tuple[int, int, NameKind]]:
    """Yield a given name with what follows it, where the recogniser saw nothing."""
    names = given_names()
    for token in doc[:-1]:
        if token.ent_type_ or not token.text[0].isupper() or folded(token.text) not in names:
            continue
        end = capitals_end(doc, token.i)
        if end - token.i >= 2 and not any(is_organisation_word(t.lower_) for t in doc[token.i : end]):
            yield token.i, end, "person"


def _subjects(doc: Doc) -> Iterator[tuple[int, int, NameKind]]:
    """Yield capitalised subjects that the recogniser did not see, and what stands beside them: the union, Blue Line."""
    for token in doc:
        beside = token.dep_ == "appos" and token.head.tag_ == "NN" and token.head.dep_ in ("nsubj", "nsubjpass")
        subject = beside or token.dep_ in ("nsubj", "nsubjpass")
        if not subject or token.ent_type_ or token.tag_ not in ("NNP", "NNPS"):
            continue
        first = token.i
        while (
            first > 0 and doc[first - 1].tag_ == "NNP" and not doc[first - 1].ent_type_ and token.i - first < MAX_NAME
        ):
            first -= 1
        words = [t.lower_.rstrip(".") for t in doc[first : token.i + 1]]
        while words and (words[0] in HONORIFICS or words[0] in TITLES or singular(words[0]) in people_words()):
            words.pop(0)
            first += 1
        if words and words[-1] not in NEVER_NAMES and not (len(words) == 1 and is_common_noun(words[0])):
            yield *with_hyphens(doc, first, token.i + 1), "unknown"
