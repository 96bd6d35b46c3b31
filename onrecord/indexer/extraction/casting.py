"""How does an article's cast come about? Names in the passages, full ones first, gathered to characters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .characters import Cast, Character, CharacterKind, Mention
from .given_names import given_names
from .matching import find_full_name, find_group, find_person
from .names import Name, names_in
from .person_words import FIRMS, HONORIFICS, Gender, is_organisation_word, people_words, singular
from .roles import kind_of_group, role_of
from .spelling import folded, name_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from .passages import Passage
    from .roles import Role

_AGE_DIGITS: Final = 2


def cast_of(passages: Sequence[Passage]) -> Cast:
    """Gather the characters of an article's passages."""
    cast = Cast()
    names: list[tuple[int, Name]] = []
    # The sentence that each quotation stands in: the words of others within it are said there.
    around: dict[int, int] = {}
    count = 0
    for number, passage in enumerate(passages):
        if passage.inside is None:
            sentences, count = _sentence_numbers(passage.doc, count)
        else:
            sentences = [around.get(id(passage.inside), 0)] * len(passage.doc)
        around.update((id(standalone.quotation), sentences[standalone.first]) for standalone in passage.standalones)
        cast.sentences.append(sentences)
        names.extend((number, name) for name in names_in(passage, sentences))
    # Full names first, so that a surname further up finds its owner below.
    known = _full_names(cast, [name for _, name in names])
    for number, name in names:
        _note(cast, number, name, known.get(id(name)) or _character_of(cast, name))
    for person in [person for person in cast.people if _is_firm(person)]:
        person.kind = "group"
        cast.people.remove(person)
        cast.groups.append(person)
    return cast


def _sentence_numbers(doc: Doc, first: int) -> tuple[list[int], int]:
    """Number the sentences from `first`; return each token's number and the number of the sentence to come."""
    numbers: list[int] = []
    number = first
    for token in doc:
        number += bool(token.is_sent_start) and token.i > 0
        numbers.append(number)
    return numbers, number + 1


def _full_names(cast: Cast, names: Sequence[Name]) -> dict[int, Character]:
    known: dict[int, Character] = {}
    for name in names:
        if name.kind == "person" and name.title is None and kind_of_group(name) is not None:
            name.kind = "group"  # the shipyard, Blue Line
    surnames = {name.words[-1] for name in names if name.kind == "person"}
    for name in names:
        if len(name.words) > 1 and name.kind in ("unknown", "group") and _is_a_person(name, surnames):
            name.kind = "person"
        if name.kind != "person" or len(name.words) == 1:
            continue
        character = find_full_name(cast, name.words)
        if character is None:
            character = cast.add(Character("person"), name.text, name.span)
            _add_partner(cast, name)
        known[id(name)] = character
    return known


def _add_partner(cast: Cast, name: Name) -> None:
    """Add the first of "Bo and Ann Roe", who is a Roe too."""
    doc, first = name.passage.doc, name.first - 2
    if first < 0 or doc[first + 1].lower_ != "and" or folded(doc[first].text) not in given_names():
        return
    if first > 0 and doc[first - 1].tag_ in ("NNP", "CC", ","):
        return  # "Jane Doe, Bo and Ann Roe"
    start, end = name.passage.span_of(first, first + 1)
    partner = cast.add(Character("person"), f"{doc[first].text} {name.text.split()[-1]}", (start, end))
    partner.gender = given_names()[folded(doc[first].text)]
    subject = name.subject or doc[first].dep_ in ("nsubj", "nsubjpass")
    cast.mention(partner, Mention(start, name.sentence, subject, (start, end), (start, end)))


def _is_a_person(name: Name, surnames: set[str]) -> bool:
    """Whether a name that the recogniser took for something else is a person's: by an office, or "Mr Roe" elsewhere."""
    if any(map(is_organisation_word, name.words)):
        return False
    labelled = any(token.ent_type_ for token in name.passage.doc[name.first : name.end])
    if _age_behind(name):
        return True
    if name.kind == "unknown" and name.words[-1] in surnames and (not labelled or name.words[0] in given_names()):
        return True
    role = role_of(name)
    return role is not None and any(singular(word.strip(".,")) in people_words() for word in role.text.lower().split())


def _age_behind(name: Name) -> str:
    """Return the age that stands behind a name: "Jane Roe, 61, said"."""
    comma, age, end, *_ = *(token.text for token in name.passage.doc[name.end : name.end + 3]), "", "", ""
    told = comma == "," and age.isdecimal() and len(age) <= _AGE_DIGITS and end in (",", ".")
    return age if told else ""


def _character_of(cast: Cast, name: Name) -> Character:
    """Find or make the character of a surname, a group or a place."""
    if len(name.words) == 1 or name.kind == "person":
        person = find_person(cast, name.words, name.title, name.place)
        if person is not None:
            person.bare += any(name.words[-1] == name_words(form)[-1] for form in person.forms)
            return person
    group = find_group(cast, name.words)
    if name.kind == "person" and (group is None or name.title is not None or len(name.words) > 1):
        return cast.add(Character("person"), name.text, name.span)
    if group is None:
        kind: CharacterKind = "unknown" if name.kind == "unknown" else "group"
        return cast.add(Character(kind, place=name.kind == "place"), name.text, name.span)
    return group


def _note(cast: Cast, number: int, name: Name, character: Character) -> None:
    span = name.span
    cast.mention(character, Mention(name.place, name.sentence, name.subject, span, span))
    cast.add_form(character, name.text, span)
    for i in range(name.first, name.end):
        cast.named[number, i] = (name, character)
    if character.kind in ("group", "unknown") and (called := kind_of_group(name)) is not None:
        cast.add_role(character, *called)
    if character.kind == "group":
        return
    character.age = character.age or _age_behind(name)
    if name.title in HONORIFICS:
        character.titles.add(name.title)
    role = role_of(name)
    if role is not None:
        cast.add_role(character, *role)
    character.gender = character.gender or _gender(name, role)


def _gender(name: Name, role: Role | None) -> Gender | None:
    if name.title is not None and HONORIFICS.get(name.title):
        return HONORIFICS[name.title]
    for word in role.text.lower().split() if role else ():
        if gender := people_words().get(singular(word)):
            return gender
    return given_names().get(name.words[0]) if len(name.words) > 1 else None


def _is_firm(person: Character) -> bool:
    """Whether a single name that was taken for a person's is a firm's: "British insurer Brightwater"."""
    if person.role is None or any(len(form.split()) > 1 for form in person.forms):
        return False
    return person.role.lower().split()[-1] in FIRMS
