"""What is known of a statement's speaker? The person, the words at the place, and how one led to the other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from .characters import Character

Span = tuple[int, int]


class Attribution(StrEnum):
    """Why words at a place belong to a statement."""

    CUE = "subject of the cue"
    PHRASE = "owner of the cue"  # according to Roe; Roe's claim; in the words of Roe
    LABEL = "label of the turn"
    QUESTION = "answer below a question"
    COLON = "name before a colon"
    SENTENCE = "named in the sentence of the cue"
    SIGNATURE = "signature behind the quotation"
    SPEAKER_BEFORE = "speaker of the sentence before"
    SUBJECT_BEFORE = "subject of the sentence before"
    QUOTATION_BEFORE = "same speaker as the quotation before"
    ECHO = "quoted again in the article"  # a headline's quotation
    NONE = "no words near attribute it"


class Rule(StrEnum):
    """How words lead to somebody; names are ordered from the surest to the least sure."""

    FULL_NAME = "full name"
    APPOSITION = "name beside a description"  # the coach, Jane Roe
    ONE_OWNER = "part of a name that one person has"
    GROUP = "name of an organisation or a place"
    UNKNOWN = "name that may be a person's or not"
    SHARED = "part of a name that several persons have"
    ROLE = "description: the office of one person"
    SHARED_ROLE = "description: the office of several persons"
    VARIATION = "description: the person just spoken of"  # the geologist, whose office the article has not told
    LATER = "description: the person named next"  # the minister opens the article, the name follows
    GROUP_WORD = "description: the organisation spoken of"
    UNNAMED = "description: nobody is named"
    ONE_OF_THOSE = "description: one of those just spoken of"
    PRONOUN = "pronoun: the nearest who fits"
    CONTESTED = "pronoun: the nearest of several who fit"
    TOGETHER = "pronoun: who just spoke together"
    LABEL = "name on the label"
    INITIALS = "initials on the label"
    ANSWER = "answer: whom the article names most"
    INTERVIEWEE = "answer: whom the article interviews"
    QUESTION = "question: whoever asks"
    NOBODY = "nobody in the article"  # the writer, the reader, anybody
    NO_FIT = "pronoun: nobody fits"
    NOTHING = "nobody is named"


@dataclass(frozen=True, slots=True)
class Finding:
    """The rule that found somebody, the mentions on the way, and what speaks for and against.

    `rivals`, `distance` and `agrees` are those of `Evidence`; `second` is the best of the rivals.
    """

    rule: Rule
    via: tuple[Span, ...] = ()
    rivals: int = 0
    distance: int | None = None
    agrees: bool | None = None
    second: Character | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker: the name for people to read, the words at the place, the role, and how it was found.

    `chain` has the places of the words, of the mentions on the way and of the name.
    """

    name: str | None
    mention: str | None = None
    role: str | None = None
    finding: Finding = Finding(Rule.NOTHING)
    chain: tuple[Span, ...] = ()
    character: Character | None = None
    together: bool = False  # several people, named together
    attribution: Attribution = Attribution.CUE


class Words(Protocol):
    """Words of the article: a phrase, a name, a label."""

    @property
    def text(self) -> str:
        """The words, on one line."""

    @property
    def span(self) -> Span:
        """Where they stand."""


def speaker_as(character: Character, words: Words, found: Rule | Finding, role: str | None = None) -> Speaker:
    """Return a character as a speaker; the unnamed have no role beside their description."""
    finding = Finding(found) if isinstance(found, Rule) else found
    known = None if character.kind == "unnamed" else role or character.role
    name = character.name
    name_at = () if name in words.text else (character.named_at,)
    return Speaker(name, words.text, known, finding, (words.span, *finding.via, *name_at), character)


def nobody(words: Words, rule: Rule) -> Speaker:
    """Return words that name nobody as a speaker."""
    return Speaker(None, words.text, finding=Finding(rule), chain=(words.span,))
