"""What is known of a statement's speaker, and how sure is each way to find out?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .characters import Character

# How sure each rule is of the person, as a share of right ones. Estimates from reading, not yet calibrated.
CONFIDENCE: Final[dict[str, float]] = {
    "turn": 0.97,  # a transcript's label
    "answer": 0.6,  # "A:" is taken for the person that the article speaks of most
    "full name": 0.97,  # first name and surname at the place
    "name": 0.93,  # a surname with one owner
    "shared surname": 0.7,  # a surname with two owners
    "group": 0.9,  # an organisation, a country, a capital
    "unknown name": 0.8,  # a name that the recogniser did not see, or took for a firm's
    "apposition": 0.95,  # the coach, Jane Roe, said
    "role": 0.85,  # the spokesman: one person in the article has that role
    "role of several": 0.6,
    "variation": 0.6,  # the geologist: the person just spoken of, whose office the article has not told
    "introduced later": 0.6,  # the minister opens the article, the name follows
    "group word": 0.7,  # the company: the organisation spoken of
    "unnamed": 0.6,  # a senior official: nobody is named
    "pronoun": 0.85,
    "contested pronoun": 0.55,  # two persons fit
}
# A quotation without a frame of its own is its neighbour's; its speaker is that much less sure.
CARRIED: Final = 0.8


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker: the name for people to read, the words at the place, the role, and the rule that found it."""

    name: str | None
    mention: str | None = None
    role: str | None = None
    rule: str | None = None
    confidence: float = 0.0
    character: Character | None = None
    together: bool = False  # several people, named together


def speaker_as(character: Character, mention: str, rule: str, role: str | None = None) -> Speaker:
    """Return a character as a speaker; the unnamed have no role beside their description."""
    known = None if character.kind == "unnamed" else role or character.role
    return Speaker(character.name, mention, known, rule, CONFIDENCE[rule], character)
