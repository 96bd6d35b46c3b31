"""Whose name is this? Parts of names, other spellings, short forms of organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .given_names import NICKNAMES
from .person_words import HONORIFICS, KIN, is_organisation_word
from .spelling import name_words
from .word_lists import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .characters import Cast, Character

# First words that too many organisations share to stand for one of them.
_GENERIC_FIRST: Final = words_of("""
    united national american first general international bank university royal new great federal foreign supreme
    european british world central north south east west north-west house ministry department board court office
    city st san los las el la de standard state public
""")
_SUFFIXES: Final = words_of("inc corp co ltd plc llc ag sa nv gmbh company corporation limited group holdings")
# Comparing names with everybody, or with all of one surname, takes a look at each: enough for any article, and a bound
# for telephone books.
_MAX_COMPARED: Final = 300
_MIN_MISSPELT: Final = 5


def find_person(cast: Cast, words: Sequence[str], title: str | None, place: int) -> Character | None:
    """Return the person whom a name, or a part of one, means at a place of the article."""
    if not words:
        return None
    # All of the words are the person's, so the fewest to look at are those of the rarest.
    known = min((_known_by(cast, word) for word in words), key=len)
    known = [person for person in known if person.kind == "person"]
    candidates = [person for person in known if any(_is_part(words, name_words(form)) for form in person.forms)]
    if not candidates and len(words) == 1:
        candidates = [person for person in cast.people[:_MAX_COMPARED] if _is_misspelt(words[0], person)]
    candidates = _by_title(candidates, title)
    if len(candidates) <= 1:
        return candidates[0] if candidates else None
    before = [(person, last) for person in candidates if (last := person.last_before(place)) is not None]
    if not before:
        return candidates[0]
    # The bare surname is the principal's once it has been used; until then it is the one mentioned last, in a sentence
    # the one that it is about, but not somebody's relative.
    person, _ = max(
        before,
        key=lambda pair: (
            pair[0].bare > 0,
            not _is_relative(pair[0]),
            pair[1].sentence,
            pair[1].subject,
            pair[1].place,
        ),
    )
    return person


def find_full_name(cast: Cast, words: tuple[str, ...]) -> Character | None:
    """Return the person who has been named so in full, perhaps in another spelling."""
    known = (*_known_by(cast, words[-1]), *_known_by(cast, words[0]), *cast.people[:_MAX_COMPARED])
    for person in dict.fromkeys(known):
        if person.kind == "person" and any(
            len(full) > 1 and _is_same_name(full, words) for full in map(name_words, person.forms)
        ):
            return person
    return None


def find_group(cast: Cast, words: Sequence[str]) -> Character | None:
    """Return the group that a name, the beginning of one or an abbreviation means."""
    core = _without_suffix(words)
    if not core:
        return None
    for group in _known_by(cast, core[0]):
        if group.kind != "person" and any(_is_short_for(core, name_words(form)) for form in group.forms):
            return group
    if len(core) > 1 or not core[0].isalpha():
        return None
    return next((group for group in cast.groups[:_MAX_COMPARED] if _is_abbreviation(core[0], group)), None)


def owners_of(cast: Cast, surname: str) -> list[Character]:
    """Return the people of the article who have a surname."""
    return [
        person
        for person in _known_by(cast, surname)
        if person.kind == "person" and any(name_words(form)[-1] == surname for form in person.forms)
    ]


def _known_by(cast: Cast, word: str) -> list[Character]:
    """Return the first of those who have a word in their names."""
    return cast.by_word.get(word, [])[:_MAX_COMPARED]


def _is_relative(person: Character) -> bool:
    """Whether a person is introduced by kin: "his wife, Jill Marsh" is not the Marsh of the article."""
    return any(word in KIN for role in person.roles for word in role.lower().split())


def _by_title(candidates: list[Character], title: str | None) -> list[Character]:
    if title is None or not candidates:
        return candidates
    gender = HONORIFICS.get(title)
    if gender is not None:
        fitting = [c for c in candidates if c.gender == gender] or [c for c in candidates if c.gender is None]
        # Once "Ms Roe" is somebody, "Mrs Roe" is somebody else.
        return [c for c in fitting if title in c.titles] or [c for c in fitting if not c.titles] or fitting
    return [c for c in candidates if any(title in role.lower().split() for role in c.roles)] or candidates


def _is_part(words: Sequence[str], full: tuple[str, ...]) -> bool:
    """Whether words are a full name's surname, first name, middle name, beginning or end."""
    if len(words) == 1:
        return words[0] in full
    return full[-len(words) :] == tuple(words) or full[: len(words)] == tuple(words)


def _is_misspelt(word: str, person: Character) -> bool:
    return len(word) >= _MIN_MISSPELT and any(_near(word, name_words(form)[-1]) for form in person.forms)


def _near(first: str, second: str) -> bool:
    """Whether two words differ in one letter at most: added, dropped or changed."""
    shorter = min(len(first), len(second))
    if first == second:
        return True
    if abs(len(first) - len(second)) > 1 or shorter < _MIN_MISSPELT - 1:
        return False
    head = next((i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), shorter)
    tails = (first[head:], second[head:], first[head + 1 :], second[head + 1 :])
    return tails[2] == tails[3] or tails[0] == tails[3] or tails[2] == tails[1]


def _is_same_name(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two full names may be one person's: Joe and Joseph R. Biden are, Joe and Jill Biden are not."""
    # Neither holds the other, and one letter changed leaves the first or the last as it was: most pairs end here.
    last, other = first[-1], second[-1]
    if last[0] != other[0] and last[-1] != other[-1] and last not in second and other not in first:
        return False
    short, long = sorted((first, second), key=len)
    if any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1)):
        return True
    if not _near(last, other):
        return False
    a, b = (NICKNAMES.get(words[0], words[0]) for words in (first, second))
    initial = min(len(a), len(b)) == 1 and a[0] == b[0]
    return a == b or initial or (len(a) >= _MIN_MISSPELT and _near(a, b))


def _without_suffix(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _SUFFIXES) or tuple(words)


def _is_short_for(core: tuple[str, ...], full: tuple[str, ...]) -> bool:
    stem = _without_suffix(full)
    if core == stem:
        return True
    telling = len(core) > 1 or core[0] not in _GENERIC_FIRST
    return len(core) < len(stem) and stem[: len(core)] == core and telling and any(map(is_organisation_word, full))


def _is_abbreviation(word: str, group: Character) -> bool:
    for form in group.forms:
        stem = _without_suffix(name_words(form))
        initials = "".join(part[0] for part in stem if part[0].isalpha() and part not in ("of", "the", "and", "for"))
        if len(stem) > 1 and len(word) > 1 and word in (initials, "".join(part[0] for part in name_words(form))):
            return True
    return False
