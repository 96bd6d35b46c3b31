"""Who is in mind at a place of the article? Recency, subjects, and who spoke last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from .speakers import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .characters import Cast, Character, Mention
    from .person_words import Gender

# In sentences; found on invented articles and on the tuning half of the gold ones.
_PER_SENTENCE: Final = 1.0
_SUBJECT: Final = 1.6
_SPOKE_LAST: Final = 0.6
_GENDER_KNOWN: Final = 0.3
# A name that may be a firm's is a worse "she" than a person's.
_UNKNOWN_KIND: Final = -0.4
# So is somebody described and not named, of whom nothing tells whether it is a she.
_UNNAMED: Final = -1.0
# A place speaks now and then, but "it" is mostly something else.
_PLACE: Final = -2.0
# So is a person by name, who may be a firm.
_PERSON: Final = -1.0
# A single name that nothing shows to be a person's may be a place's, a storm's or a ship's.
_BARE_NAME: Final = -0.6
# "He added": whoever spoke before, though somebody else did something meanwhile.
_GOES_ON: Final = 1.5
_STILL_SPEAKING: Final = 4


class Candidate(NamedTuple):
    """Somebody who may be meant, with the mention that keeps the character in mind."""

    score: float
    character: Character
    last: Mention


class Salience:
    """Remembers who spoke last, and ranks characters at a place."""

    def __init__(self, cast: Cast) -> None:
        self.speaker: Character | None = None
        self._cast = cast
        self._sentence = -1

    def spoke(self, character: Character, sentence: int) -> None:
        """Note that a character has spoken."""
        self.speaker = character
        self._sentence = sentence

    def rank(
        self,
        place: int,
        sentence: int,
        fits: Callable[[Character], bool],
        gender: Gender | None = None,
        *,
        goes_on: bool = False,
    ) -> list[Candidate]:
        """Return the fitting characters that were mentioned shortly before a place, the most salient first."""
        ranked = [
            Candidate(self.score(character, last, sentence, gender, goes_on=goes_on), character, last)
            for character, last in self._cast.recent(place, sentence)
            if fits(character)
        ]
        return sorted(ranked, key=lambda candidate: -candidate.score)

    def score(
        self, character: Character, last: Mention, sentence: int, gender: Gender | None = None, *, goes_on: bool = False
    ) -> float:
        """Weigh a character by its last mention."""
        score = _SUBJECT * last.subject - _PER_SENTENCE * (sentence - last.sentence)
        if character is self.speaker and sentence - self._sentence <= _STILL_SPEAKING:
            score += _SPOKE_LAST + _GOES_ON * goes_on
        if gender is not None:
            score += _GENDER_KNOWN * (character.gender == gender) + _UNKNOWN_KIND * (character.kind == "unknown")
            score += _UNNAMED * (character.kind == "unnamed" and character.gender is None)
            score += _BARE_NAME * _is_bare_name(character)
        else:
            score += _PLACE * character.place + _PERSON * (character.kind == "person")
        return score


def _is_bare_name(character: Character) -> bool:
    told = character.gender or character.titles or character.roles
    return character.kind == "person" and not told and all(" " not in form for form in character.forms)


def finding_of(rule: Rule, ranked: Sequence[Candidate], sentence: int, gender: Gender | None) -> Finding:
    """Return how the first of the candidates was found, for words in a sentence that ask for a gender, or for none."""
    best = ranked[0]
    return Finding(
        rule,
        via=(best.last.span, best.last.name),
        rivals=len(ranked) - 1,
        distance=sentence - best.last.sentence,
        agrees=None if gender is None else best.character.gender == gender,
        second=ranked[1].character if len(ranked) > 1 else None,
    )
