"""Whose turn is it? From the label to the fullest name in the article."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from .characters import Character
from .matching import find_person
from .person_words import HONORIFICS, TITLES
from .speakers import Attribution, Finding, Rule, Speaker, nobody, speaker_as
from .spelling import name_words
from .word_lists import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .characters import Cast
    from .transcript import LabelledTurn

# Ranks as labels shorten them.
_RANKS: Final = words_of("supt insp det cllr pc cmdr brig")
_MAX_INITIALS: Final = 3


def speakers_of_turns(turns: Iterable[LabelledTurn], cast: Cast) -> Iterator[Speaker]:
    """Yield whose turn each is: the fullest name in the article, or the label in ordinary spelling."""
    ranked = sorted(cast.people, key=lambda person: -len(person.mentions))
    initials = _by_initials(cast)
    for turn in turns:
        yield replace(_named_by_label(turn, cast, ranked, initials), attribution=Attribution.LABEL)


def _named_by_label(
    turn: LabelledTurn, cast: Cast, ranked: Sequence[Character], initials: Mapping[str, Sequence[Character]]
) -> Speaker:
    label = turn.label
    if label.asks:
        return nobody(label, Rule.QUESTION)
    if label.answers:
        if not ranked or (len(ranked) > 1 and len(ranked[0].mentions) == len(ranked[1].mentions)):
            return nobody(label, Rule.NOTHING)
        second = ranked[1] if len(ranked) > 1 else None
        return speaker_as(ranked[0], label, Finding(Rule.ANSWER, rivals=len(ranked) - 1, second=second))
    people = initials.get(label.text.replace(".", ""), ())
    if len(people) == 1:
        return speaker_as(people[0], label, Rule.INITIALS)
    words = label.text.split()
    title = words[0].lower().rstrip(".") if len(words) > 1 else None
    words = _name_in(label.text)
    person = find_person(cast, name_words(" ".join(words)), title, turn.start)
    if person is not None:
        return speaker_as(person, label, Rule.LABEL)
    return Speaker(_spelt(words), label.text, finding=Finding(Rule.LABEL), chain=(label.span,))


def introduce(turns: Sequence[LabelledTurn], cast: Cast) -> None:
    """Add whom labels name in full to the cast, so that the surname on a label is theirs."""
    first: dict[str, LabelledTurn] = {}
    for turn in turns:
        first.setdefault(turn.label.text, turn)
    for turn in first.values():
        words = _name_in(turn.label.text)
        if (
            len(words) > 1
            and not turn.label.asks
            and find_person(cast, name_words(" ".join(words)), None, turn.start) is None
        ):
            cast.add(Character("person"), _spelt(words), turn.label.span)


def _name_in(label: str) -> list[str]:
    """Return the words of a label without the titles before the name."""
    words = label.split()
    while len(words) > 1 and _is_title(words[0].lower().rstrip(".")):
        words = words[1:]
    return words


def _is_title(word: str) -> bool:
    return word in HONORIFICS or word in TITLES or word in _RANKS


def _spelt(words: Sequence[str]) -> str:
    return " ".join(word.capitalize() if word.isupper() and len(word) > 2 else word for word in words)


def _by_initials(cast: Cast) -> dict[str, list[Character]]:
    """Return people by the initials that a label may consist of: "AF" is Ann Fry."""
    found: dict[str, list[Character]] = {}
    for person in cast.people:
        spelt = ("".join(word[0] for word in name_words(form)).upper() for form in person.forms)
        for initials in dict.fromkeys(spelt):
            if 1 < len(initials) <= _MAX_INITIALS and initials.isalpha():
                found.setdefault(initials, []).append(person)
    return found
