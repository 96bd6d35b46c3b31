"""Whom does a pronoun mean? The most salient character of its gender and number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .characters import Character
from .mentions import PRONOUNS
from .person_words import DOCUMENTS, FIRMS, GROUPS, singular
from .salience import finding_of
from .speakers import Finding, Rule

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .characters import Cast
    from .mentions import Phrase
    from .person_words import Gender
    from .salience import Salience

# The best candidate is sure when it leads the second by so much.
_CLEAR_LEAD: Final = 1.0
# Cues of who goes on speaking, and of what only a document does.
_GOES_ON: Final = frozenset(("add", "continue", "conclude"))
_READS: Final = frozenset(("read",))

Found = tuple[Character, Finding]


def meant_by(salience: Salience, pronoun: Token, place: int, sentence: int, cue: str = "") -> Found | None:
    """Return whom a pronoun means that is the subject of a cue, and how sure that is; None where nobody fits."""
    gender, plural = PRONOUNS[pronoun.lower_]
    neuter = pronoun.lower_ in ("it", "its")

    def fits(character: Character) -> bool:
        if neuter and cue in _READS:
            return character.kind == "unnamed" and character.noun in DOCUMENTS
        return _fits(character, gender, plural=plural, neuter=neuter)

    ranked = salience.rank(place, sentence, fits, gender, goes_on=cue in _GOES_ON)
    if not ranked:
        return None
    sure = len(ranked) == 1 or ranked[0].score - ranked[1].score >= _CLEAR_LEAD
    best, finding = ranked[0].character, finding_of(Rule.PRONOUN if sure else Rule.CONTESTED, ranked, sentence, gender)
    if gender is not None and best.gender is None:
        best.gender = gender
    return best, finding


def one_of_those(cast: Cast, salience: Salience, phrase: Phrase, place: int, sentence: int) -> Found | None:
    """Return somebody new for a bare "one": "Union officials met. One said ..." is a union official."""
    ranked = salience.rank(place, sentence, lambda character: character.kind == "unnamed" and character.plural)
    if not ranked:
        return None
    several = ranked[0].character
    words = [
        singular(word.lower()) if singular(word.lower()) == several.noun else word for word in several.name.split()
    ]
    new = Character("unnamed", gender=several.gender, noun=several.noun, human=several.human)
    finding = finding_of(Rule.ONE_OF_THOSE, ranked, sentence, None)
    return cast.add(new, " ".join(words), phrase.span), finding


def _fits(character: Character, gender: Gender | None, *, plural: bool, neuter: bool) -> bool:
    thing = character.kind == "unnamed" and not character.human
    if plural:
        collective = character.kind == "unnamed" and character.noun in GROUPS
        several = character.kind == "unknown" and " and " in character.name
        return character.plural or collective or several or (character.kind == "group" and not character.place)
    if character.plural:
        return False
    if neuter:
        return character.kind in ("group", "unknown") or thing or _may_be_firm(character)
    return character.kind != "group" and not thing and character.gender in (None, gender)


def _may_be_firm(character: Character) -> bool:
    """Whether a name that was taken for a person's may be a firm's: it is one word, or "the operator Blue Line"."""
    if character.kind != "person" or character.gender is not None or character.titles:
        return False
    return " " not in character.name or (character.role or "").lower().rpartition(" ")[2] in FIRMS
