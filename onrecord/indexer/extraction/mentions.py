"""Which words name a speaker at the place, and what do they tell? The noun phrase of a frame's subject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .cues import cue_table
from .person_words import DOCUMENTS, GROUPS, HONORIFICS, TITLES, Gender, is_plural, people_words, singular

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .passages import Passage

_POST_MODIFIERS: Final = frozenset(("prep", "amod", "acl", "nummod", "advmod", "npadvmod", "relcl"))
# What the parser may hang on a noun from the left, and is none of its words: "After the briefing an official".
_NOT_OF_THE_PHRASE: Final = frozenset(("punct", "cc", "relcl", "advcl", "intj", "cc:preconj", "appos", "nsubj"))
_MAX_PHRASE: Final = 16
_MAX_DESCRIPTION_WORDS: Final = 12
_ARTICLES: Final = frozenset(("the", "a", "an"))
_JOINING: Final = frozenset(("of", "in", "on", "at", "by", "for", "from", "to", "with", "and", "or", *_ARTICLES))
_DEFINITE: Final = frozenset(("the", "this", "that", "these", "those"))
_INDEFINITE: Final = frozenset(("a", "an", "one", "another", "some"))
_POSSESSIVES: Final = frozenset(("his", "her", "its", "their", "my", "our", "your", "whose"))
PRONOUNS: Final[dict[str, tuple[Gender | None, bool]]] = {
    "he": ("m", False),
    "him": ("m", False),
    "his": ("m", False),
    "she": ("f", False),
    "her": ("f", False),
    "they": (None, True),
    "them": (None, True),
    "their": (None, True),
    "both": (None, True),
    "it": (None, False),
    "its": (None, False),
}
# Nobody in the article: the writer, the reader, or anybody.
NOBODY: Final = frozenset(
    ("i", "we", "you", "me", "us", "one", "there", "that", "this", "these", "those", "what", "who")
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase as tokens `[first, end)` of a passage, with its head and what its words tell."""

    passage: Passage
    head: Token
    first: int
    end: int
    definite: bool
    plural: bool
    gender: Gender | None

    @property
    def span(self) -> tuple[int, int]:
        """Where in the article the words stand."""
        return self.passage.span_of(self.first, self.end)

    @property
    def text(self) -> str:
        """The words as the article has them, on one line."""
        start, stop = self.span
        return " ".join(self.passage.reading.article[start:stop].split())

    @property
    def description(self) -> str:
        """The words without article and possessive: "senior official"."""
        first = self.first
        doc = self.head.doc
        while first < self.head.i and doc[first].lower_ in (*_ARTICLES, *_POSSESSIVES, "one", "own", "such"):
            first += 1
        return " ".join(doc[first : self.end].text.split())

    @property
    def short_description(self) -> str:
        """The description without article, cut where it runs on, and not behind a word that asks for another."""
        words = self.description.split()
        if len(words) > _MAX_DESCRIPTION_WORDS:
            words = words[:_MAX_DESCRIPTION_WORDS]
            while len(words) > 1 and (words[-1].lower() in _JOINING or not words[-1][-1].isalnum()):
                words.pop()
        return " ".join(words)

    @property
    def human(self) -> bool:
        """Whether the head is a word for a person: an office, a trade, an age."""
        word = self.head.lower_
        return is_person_word(word) or word in TITLES or word in HONORIFICS or "year-old" in self.text

    @property
    def kind_of(self) -> str:
        """The head noun in the singular, lower case."""
        return singular(self.head.lower_)

    @property
    def modifiers(self) -> frozenset[str]:
        """The words before the head, lower case, articles left out."""
        return frozenset(
            token.lower_ for token in self.head.doc[self.first : self.head.i] if token.lower_ not in _ARTICLES
        )


def phrase_of(passage: Passage, head: Token) -> Phrase:
    """Return the noun phrase of a head: what stands before it, and behind it up to the first comma."""
    doc = head.doc
    first, end = _first_of_phrase(head), head.i + 1
    for child in head.rights:
        joined = child.dep_ in ("conj", "cc") or (child.dep_ == "punct" and child.text == "," and _is_list(head))
        if _is_cue(child, head):
            break
        if child.left_edge.i != end or not (joined or child.dep_ in _POST_MODIFIERS or child.dep_ == "case"):
            break
        if child.right_edge.i + 1 - first > _MAX_PHRASE:
            break
        end = _before_comma(child, joined=joined)
    while end > head.i + 1 and doc[end - 1].tag_ in ("CC", ",", "IN", "POS" if head.dep_ == "poss" else ""):
        end -= 1
    word = head.lower_
    owned = any(child.dep_ == "poss" for child in head.children)
    definite = owned or (first < head.i and doc[first].lower_ in _DEFINITE)
    if passage.block.kind != "prose":
        definite = doc[first].lower_ not in _INDEFINITE  # headlines leave the article out
    plural = head.tag_ in ("NNS", "NNPS") or is_plural(word) or _is_list(head)
    return Phrase(passage, head, first, end, definite, plural, people_words().get(singular(word)))


def _first_of_phrase(head: Token) -> int:
    doc, first = head.doc, head.i
    for child in head.lefts:
        if child.dep_ in _NOT_OF_THE_PHRASE:
            continue
        if child.ent_type_ == "DATE" and head.tag_ == "NNP" and child.right_edge == child:
            continue  # On Monday Roe called it late
        first = min(first, child.left_edge.i)
    for i in range(head.i - 1, first - 1, -1):
        if doc[i].text in ('"', ":", ";") or (doc[i].text == "," and doc[i].head != head):
            return i + 1
    return first


def _is_cue(child: Token, head: Token) -> bool:
    """Whether what hangs on a noun is what it says, and tells not who it is."""
    if child.lower_ not in cue_table():
        return False
    if child.dep_ == "relcl":
        return child.lower_ != "asked"  # analysts who expect a cut; not a man who asked not to be named
    return child.dep_ == "acl" and child.i == head.i + 1  # the force posted on X: the cue, taken for a participle


def _before_comma(child: Token, *, joined: bool) -> int:
    if joined:
        return child.right_edge.i + 1
    for token in child.doc[child.left_edge.i : child.right_edge.i + 1]:
        if token.text == ",":
            return token.i
    return child.right_edge.i + 1


def _is_list(head: Token) -> bool:
    return any(child.dep_ == "conj" and child.tag_[:2] == head.tag_[:2] for child in head.rights)


def is_person_word(word: str) -> bool:
    """Whether a noun is of a person."""
    base = singular(word)
    return base in people_words() or base.rpartition("-")[2] in people_words()


def can_speak(noun: Token) -> bool:
    """Whether a noun is of somebody who may be the one speaking: a name, a person, a group, a pronoun."""
    word = noun.lower_
    return noun.tag_ not in ("NN", "NNS") or is_person_word(word) or is_speaking_thing(word)


def is_speaking_thing(word: str) -> bool:
    """Whether a noun is of a group or a document, which speak as people do."""
    return singular(word) in GROUPS or singular(word) in DOCUMENTS or word in DOCUMENTS
