"""Where does a name begin and end? Titles cut off, given names and hyphened parts taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .cues import DAYS
from .given_names import given_names
from .person_words import HONORIFICS, TITLES, is_common_noun, is_organisation_word, people_words, singular
from .roles import is_role_word
from .spelling import folded
from .word_lists import words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PARTICLES: Final = words_of(
    "de da do dos del della der den di du el la le van von bin ibn al ter ten zu y e abu ben st"
)
NEVER_NAMES: Final = frozenset(DAYS) | words_of("""
    january february march april may june july august september october november december i mr mrs ms the a an and or
    but he she it they we you who that this these those his her its their north south east west english french german
    russian american british chinese god internet covid
""")
# Before a hyphen these are no part of a name: "Ex-Roe aide", "Anti-Roe".
_PREFIXES: Final = words_of("ex anti pro non pre post then mid")
MAX_NAME: Final = 6
WHOLE_NAME: Final = 2


def trimmed(doc: Doc, first: int, end: int, *, person: bool) -> tuple[int, int]:
    """Cut titles, articles and genitives off a recognised name; a person's also at a comma."""
    while first < end and _is_trimmed(doc[first], person=person):
        first += 1
    while end > first and _is_trailing(doc[end - 1]):
        end -= 1
    first, end = with_hyphens(doc, first, end)
    if end - first > 2 and doc[first + 1].lower_ == "the":
        return first, first + 1  # "According to Roe the council ..." read as one name
    if person:
        while end - first > 2 and doc[first].is_upper and len(doc[first]) > 3 and not doc[first + 1].is_upper:
            first += 1  # tabloids shout: FURIOUS Jane Roe
        while first > 0 and is_given_part(doc, first - 1):
            first -= 1
        for i in range(first, end):
            small = doc[i].text[0].islower() and doc[i].lower_ not in _PARTICLES
            if doc[i].text in (",", "(", "/", '"') or (small and doc[i - 1].text != "-"):
                return first, i
    return first, end


def _is_trailing(token: Token) -> bool:
    ends_badly = not (token.text[-1].isalnum() or token.text[-1] in ".)")
    return ends_badly or token.lower_ == "'s" or token.tag_ in ("IN", "CC", "DT", "TO")


def is_given_part(doc: Doc, i: int) -> bool:
    """Whether a token before a recognised surname is its given name, missed by the recogniser."""
    token = doc[i]
    behind_group = i > 0 and doc[i - 1].ent_type_ == "ORG" and is_organisation_word(doc[i - 1].lower_)
    if behind_group and token.tag_ == "NNP" and not token.ent_type_ and not is_organisation_word(token.lower_):
        return True  # head of the Refugee Council Jane Roe
    behind_trade = i > 0 and token.dep_ == "compound" and doc[i - 1].tag_[:2] == "NN" and doc[i - 1].is_lower
    if behind_trade and token.is_title and token.tag_ == "NNP" and not token.ent_type_:
        return True  # the baker Jane Roe
    if token.ent_type_ or not token.text[0].isupper() or token.tag_ != "NNP":
        return False
    return folded(token.text) in given_names() or (len(token) == 2 and token.text.endswith("."))


def _is_trimmed(token: Token, *, person: bool) -> bool:
    word = token.lower_.rstrip(".")
    if word in ("the", "a", "an", "'s") or token.is_punct:
        return True
    if word in HONORIFICS and token.text[0].isupper():
        return True
    return person and (word in HONORIFICS or word in TITLES or singular(word) in people_words())


def capitals_end(doc: Doc, first: int) -> int:
    """Return where a run of capitalised words and the particles between them ends."""
    end = first
    for i in range(first, min(first + MAX_NAME, len(doc))):
        token = doc[i]
        if token.text[0].isupper() and token.text[0].isalpha() and token.lower_ not in NEVER_NAMES:
            end = i + 1
        elif not (
            token.lower_ in _PARTICLES or token.text in ("-", "'") or (token.text == "." and len(doc[i - 1]) == 1)
        ):
            break
    return with_hyphens(doc, first, end)[1]


def with_hyphens(doc: Doc, first: int, end: int) -> tuple[int, int]:
    """Return the bounds of a name with what hyphens join to it: Roe of "Marsh-Roe", Chi of "Chang Chi-cheng"."""
    if first < end < len(doc) - 1 and _is_tight_hyphen(doc[end]) and doc[end + 1].is_alpha:
        end += 2
    while 1 < first < end < first + MAX_NAME and _is_tight_hyphen(doc[first - 1]) and _is_capitalised(doc[first - 2]):
        first -= 2
    return first, end


def _is_tight_hyphen(token: Token) -> bool:
    return token.text == "-" and not token.whitespace_ and not token.nbor(-1).whitespace_


def _is_capitalised(token: Token) -> bool:
    return token.is_alpha and token.is_title and token.lower_ not in _PREFIXES and not is_common_noun(token.lower_)


def person_at_end(doc: Doc, first: int, end: int) -> int | None:
    """Return where a person's name begins that runs on an organisation's: "head of the Refugee Council Jane Roe"."""
    office = doc[first:end].root
    while office.dep_ in ("pobj", "prep") and office.head.i < office.i:
        office = office.head
    if end < len(doc) and doc[end].tag_ == "NNP":
        end += 1  # the recogniser drew the line behind the given name
    begin = end - WHOLE_NAME
    named = begin > first and all(_is_capitalised(token) for token in doc[begin:end])
    runs_on = named and (is_organisation_word(doc[begin - 1].lower_) or doc[begin - 1].tag_ == "NNPS")
    words = [token.lower_ for token in doc[begin:end]]
    if not runs_on or office.i >= first or not is_role_word(office) or any(map(is_organisation_word, words)):
        return None
    return begin
