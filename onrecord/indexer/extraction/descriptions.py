"""Whom does a description mean? "The spokesman", "the company", "a senior official": by role, or as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .characters import Cast, Character, role_words
from .mentions import Phrase, is_person_word, is_speaking_thing
from .person_words import GROUPS, HONORIFICS, KINDS_OF, TITLES, is_organisation_word
from .salience import finding_of
from .speakers import Finding, Rule, Span
from .spelling import name_words
from .word_lists import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .salience import Salience

# Words for an organisation whatever it does: "the company" is the one spoken of.
_ANY_COMPANY: Final = words_of("""
    company firm group business corporation manufacturer maker giant retailer conglomerate concern bank airline
    carrier insurer producer supplier operator lender brokerage developer publisher broadcaster startup start-up
    chain brand utility club team side organisation organization agency
""")
# These are said of bodies that are no firms as well: "the group" may be a party.
_ANY_BODY: Final = words_of("group club team side organisation organization agency concern")
# What a firm is not called: "the company" is no ministry.
_NO_FIRMS: Final = words_of("""
    ministry department office university college school institute committee commission council court inquiry panel
    tribunal party union parliament senate assembly congress government police church hospital museum society league
    federation association
""")
_SAME_WORD: Final = 2.0
_KIND_OF: Final = 1.0
_SHARED_MODIFIER: Final = 1.0
_FOREIGN_MODIFIER: Final = -1.0
_OTHER_MINISTRY: Final = -3.0
_OTHER_OFFICE: Final = words_of("shadow deputy vice assistant former ex acting under")
_SAYS_NOTHING: Final = words_of("former new own same late 's senior top his her their its then current")
# The one with the best fitting role is sure when it leads the second by so much.
_CLEAR_LEAD: Final = 1.0
# Somebody who is named only further down is a worse guess than somebody known.
_NOT_YET_NAMED: Final = -2.0
_MAX_CANDIDATES: Final = 50
_ABBREVIATIONS: Final = {"doctor": "dr", "reverend": "rev", "professor": "prof"}
_AGE: Final = "year-old"
# An opening description stands in the first sentences (the headline may be one), and the name comes soon.
_OPENING: Final = 3
_CLAUSE_BEHIND: Final = ", who "
# Sources that an article leaves unnamed, whoever is named next.
_STAYS_UNNAMED: Final = words_of("official spokesman spokeswoman spokesperson source officer witness person man woman")
_SOON: Final = 4
_NEAR: Final = 2

Found = tuple[Character, Finding]


def described(cast: Cast, salience: Salience, phrase: Phrase, place: int, sentence: int) -> Found:
    """Return the character that a description means, made if it is new, and how it was found."""
    found = _known(cast, salience, phrase, place, sentence)
    if found is None:
        found = _guessed(cast, salience, phrase, place, sentence)
        if found is not None and found[1].rule == Rule.LATER:
            cast.add_role(found[0], phrase.description, phrase.span)
    return found or (_unnamed(cast, phrase), Finding(Rule.UNNAMED))


def mentioned(cast: Cast, salience: Salience, phrase: Phrase, place: int, sentence: int) -> Character | None:
    """Return the character that a description means where nobody speaks; None where it might be one of two."""
    found = _known(cast, salience, phrase, place, sentence)
    if found is None and _guessed(cast, salience, phrase, place, sentence) is not None:
        return None
    return found[0] if found is not None else _unnamed(cast, phrase, speaks=False)


def _known(cast: Cast, salience: Salience, phrase: Phrase, place: int, sentence: int) -> Found | None:
    found: Found | None = None
    if phrase.definite and phrase.human and not phrase.plural:
        found = _by_role(cast, salience, phrase, place, sentence)
    if found is None and phrase.definite and phrase.head.lower_ in GROUPS and not _is_introduced(cast, phrase):
        found = _by_group(salience, phrase, place, sentence)
    return found


def _guessed(cast: Cast, salience: Salience, phrase: Phrase, place: int, sentence: int) -> Found | None:
    if not phrase.human or phrase.plural or _is_introduced(cast, phrase):
        return None
    if phrase.passage.block.kind == "prose" and phrase.definite:
        found = _variation(salience, phrase, place, sentence)
        return found or _introduced_later(cast, phrase, place, sentence)
    return None if phrase.kind_of in _STAYS_UNNAMED else _introduced_in_full(cast, phrase, place, sentence)


def _is_introduced(cast: Cast, phrase: Phrase) -> bool:
    return (phrase.kind_of, phrase.plural) in cast.by_noun


def _by_role(cast: Cast, salience: Salience, phrase: Phrase, place: int, sentence: int) -> Found | None:
    scored: list[tuple[float, Character, float, Span | None]] = []
    for person in _role_candidates(cast, phrase, place, sentence):
        fitting = _role_fit(person, phrase)
        if fitting is None or (phrase.gender is not None and person.gender not in (None, phrase.gender)):
            continue
        fit, told = fitting
        last = person.last_before(place)
        score = fit + (salience.score(person, last, sentence) / 2 if last else _NOT_YET_NAMED)
        scored.append((score, person, fit, told))
    if not scored:
        return None
    scored.sort(key=lambda each: -each[0])
    score, best, fit, told = scored[0]
    sure = len(scored) == 1 or score - scored[1][0] >= _CLEAR_LEAD
    last = best.last_before(place)
    return best, Finding(
        Rule.ROLE if sure else Rule.SHARED_ROLE,
        via=() if told is None else (told,),
        rivals=len(scored) - 1,
        distance=None if last is None else sentence - last.sentence,
        agrees=fit >= _SAME_WORD,
        second=scored[1][1] if len(scored) > 1 else None,
    )


def _role_candidates(cast: Cast, phrase: Phrase, place: int, sentence: int) -> list[Character]:
    kind = phrase.kind_of
    wanted = {kind, *KINDS_OF.get(kind, ())} | ({"prime", "minister"} if kind == "premier" else set())
    people = [person for word in sorted(wanted) for person in cast.by_role.get(word, ())[-_MAX_CANDIDATES:]]
    if _AGE in phrase.text or kind in HONORIFICS:
        people.extend(character for character, _ in cast.recent(place, sentence))
    return list(dict.fromkeys(person for person in people if person.kind == "person"))


def _role_fit(person: Character, phrase: Phrase) -> tuple[float, Span | None] | None:
    """Return how well a person's roles fit a description, and where the best is told; None if they do not."""
    if _AGE in phrase.text:
        if not person.age:
            return 0.0, None
        return (_SAME_WORD, None) if f"{person.age}-{_AGE}" in phrase.text else None
    if not person.titles.isdisjoint((phrase.kind_of, _ABBREVIATIONS.get(phrase.kind_of))):
        return _SAME_WORD, None
    fits = [(fit, told) for role, told in person.roles.items() if (fit := _one_role_fit(role_words(role), phrase)) > 0]
    return max(fits, key=lambda pair: pair[0], default=None)


def _one_role_fit(words: Sequence[str], phrase: Phrase) -> float:
    kind = phrase.kind_of
    premier = kind == "premier" and "prime" in words and "minister" in words
    if kind in words or premier or (kind == "minister" and "premier" in words):
        fit = _SAME_WORD
    elif any(word in KINDS_OF.get(kind, ()) for word in words):
        fit = _KIND_OF
    else:
        return 0.0
    modifiers = phrase.modifiers - {"-", "ex"} | ({"former"} if "ex" in phrase.modifiers else frozenset())
    if any(word in _OTHER_OFFICE and word not in modifiers for word in words):
        return 0.0  # the shadow minister is not the minister
    foreign = _OTHER_MINISTRY if kind in ("minister", "secretary") else _FOREIGN_MODIFIER
    return fit + sum(
        _SHARED_MODIFIER if modifier in words else foreign for modifier in modifiers if modifier not in _SAYS_NOTHING
    )


def _variation(salience: Salience, phrase: Phrase, place: int, sentence: int) -> Found | None:
    """Return the person just spoken of, of whom no office is known: "Jane Roe shrugged. The geologist said ..."."""

    def fits(character: Character) -> bool:
        return character.kind == "person" and (phrase.gender is None or character.gender in (None, phrase.gender))

    ranked = salience.rank(place, sentence, fits)
    if not ranked or phrase.kind_of in TITLES:
        return None  # an office is told with its name
    _, person, last = ranked[0]
    known = " " in person.name or person.gender is not None or person.titles
    if person.roles or not known or not last.subject or sentence - last.sentence > _NEAR:
        return None
    return person, finding_of(Rule.VARIATION, ranked, sentence, phrase.gender)


def _introduced_later(cast: Cast, phrase: Phrase, place: int, sentence: int) -> Found | None:
    """Return who an opening description means: "The minister said ..." and then "Jane Roe, who was in Bern, added ...".

    It is the first person named in the sentences that follow, if nothing is said of that person's office.
    """
    # A single name that nothing shows to be a person's may be a pipeline's.
    known = [person for person in cast.people[:_MAX_CANDIDATES] if " " in person.name or person.gender or person.titles]
    named = [person for person in known if person.mentions]
    if sentence > _OPENING or not named or any(person.last_before(place) is not None for person in named):
        return None
    first = min(named, key=lambda person: person.mentions[0])
    introduction = first.mentions[0]
    fits = phrase.gender is None or first.gender in (None, phrase.gender)
    if first.roles or not introduction.subject or not fits or introduction.sentence > sentence + _SOON:
        return None
    agrees = None if phrase.gender is None else first.gender == phrase.gender
    return first, Finding(Rule.LATER, (introduction.span,), distance=introduction.sentence - sentence, agrees=agrees)


def _introduced_in_full(cast: Cast, phrase: Phrase, place: int, sentence: int) -> Found | None:
    """Return who "a retired envoy", or "Envoy" in a headline, turns out to be: "Jane Roe, 61,", "Jane Roe, who"."""
    found = _introduced_later(cast, phrase, place, sentence)
    if found is None:
        return None
    (_, end), *_ = found[1].via
    clause = phrase.passage.reading.article.startswith(_CLAUSE_BEHIND, end)
    return found if clause or found[0].age else None


def _by_group(salience: Salience, phrase: Phrase, place: int, sentence: int) -> Found | None:
    """Return the organisation that "the ministry" or "the company" means."""
    word, modifiers = phrase.kind_of, phrase.modifiers - {"'s"}
    if modifiers and phrase.head.lower_ not in _ANY_COMPANY:
        return None

    def is_called_so(group: Character) -> bool:
        if group.kind not in ("group", "unknown"):
            return False
        return any(word in name_words(form) for form in group.forms) or any(
            role_words(role)[-1] == word for role in group.roles
        )

    def is_group(group: Character) -> bool:
        parts = {part for form in group.forms for part in name_words(form)}
        other = word not in _ANY_BODY and not parts.isdisjoint(_NO_FIRMS)
        return group.kind in ("group", "unknown") and not group.place and not other

    def is_company(group: Character) -> bool:
        telling = any(is_organisation_word(part) for form in group.forms for part in name_words(form))
        return is_group(group) and (telling or group is salience.speaker)

    ranked = salience.rank(place, sentence, is_called_so)
    if not ranked and word in _ANY_COMPANY and not modifiers:
        ranked = salience.rank(place, sentence, is_company) or salience.rank(place, sentence, is_group)
    return (ranked[0].character, finding_of(Rule.GROUP_WORD, ranked, sentence, None)) if ranked else None


def _unnamed(cast: Cast, phrase: Phrase, *, speaks: bool = True) -> Character:
    """Return the unnamed character of a description: one that was described so before, or a new one."""
    text, noun = phrase.short_description, phrase.kind_of
    character = cast.by_description.get((text.lower(), phrase.plural))
    bare = not (phrase.modifiers - {"'s"}) and phrase.end == phrase.head.i + 1
    if character is None and phrase.definite and bare:
        character = cast.by_noun.get((noun, phrase.plural))
    if character is None:
        human = is_person_word(phrase.head.lower_) or not is_speaking_thing(phrase.head.lower_)
        new = Character("unnamed", gender=phrase.gender, plural=phrase.plural, noun=noun, human=human)
        character = cast.add(new, text, phrase.span)
    else:
        cast.add_form(character, text, phrase.span)
    if speaks or character.human:
        # A company that was only mentioned is not yet the one that "the company" means.
        cast.by_noun[noun, phrase.plural] = character
    return character
