"""Which word tells who is meant, where the parser's subject does not? And which words are kept in mind for later?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .mentions import is_person_word, is_speaking_thing
from .person_words import DOCUMENTS, GROUPS, singular

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .characters import Cast

_QUANTIFIERS: Final = frozenset(("one", "another", "some"))


def one_of_several(head: Token) -> Token | None:
    """Return the noun that describes "one of them, a man from Bern", or the "one" of "one of the officials"."""
    if head.lower_ not in _QUANTIFIERS:
        return None
    noun = next((child for child in head.rights if child.dep_ == "appos" and child.tag_[:2] == "NN"), None)
    of = next((child for child in head.rights if child.lower_ == "of"), None)
    whom = next((child for child in of.rights if child.dep_ == "pobj"), None) if of is not None else None
    several = whom is not None and (whom.lower_ == "them" or whom.tag_[:2] == "NN")
    return noun or (head if several else None)


def owned_noun(head: Token) -> Token | None:
    """Return the noun of "Jane Roe's and John Doe's lawyers", where the parser took the first owner for the subject."""
    if head.i + 1 == len(head.doc) or head.nbor(1).tag_ != "POS":
        return None
    return next((child for child in head.rights if child.dep_ == "conj" and child.tag_ in ("NN", "NNS")), None)


def named_before(cast: Cast, number: int, verb: Token) -> Token | None:
    """Return the last person named before a verb in its sentence: "In a telegram, its president, Jane Roe, asked"."""
    if any(child.dep_ == "auxpass" for child in verb.children):
        return None  # who was asked did not ask
    for i in range(verb.i - 1, verb.sent.start - 1, -1):
        found = cast.named.get((number, i))
        if found is None or verb.doc[found[0].end - 1].dep_ == "compound":
            continue
        if found[1].kind == "person" or i == verb.i - 1:
            return verb.doc[i]
    return None


def labels(head: Token | None) -> bool:
    """Whether a name stands before a colon: "Ministry: ..."."""
    return head is not None and head.i + 1 < len(head.doc) and head.nbor(1).text == ":"


def is_kept_in_mind(token: Token) -> bool:
    """Whether a noun may be meant later: "he", "the mayor of Graz", "officials", "Roe and Doe", any document."""
    word, tag = token.lower_, token.tag_
    if token.dep_ not in ("nsubj", "nsubjpass"):
        return tag == "NN" and word in DOCUMENTS and token.dep_ in ("dobj", "pobj", "attr")
    if tag in ("PRP", "NNP", "NNPS"):
        return word in ("he", "she") if tag == "PRP" else any(child.dep_ == "conj" for child in token.rights)
    if tag == "NNS":
        return is_person_word(word) or singular(word) in GROUPS
    if tag != "NN" or not any(child.dep_ in ("det", "poss") for child in token.lefts):
        return False
    return is_person_word(word) or is_speaking_thing(word)
