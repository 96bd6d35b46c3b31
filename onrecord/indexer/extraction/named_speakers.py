"""Who speaks, where the phrase holds a name? "Peskov", "the coach, Jane Roe", "Jane Roe and John Doe"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from .characters import Cast, Character
from .firm_names import is_own_genitive
from .matching import find_group, find_person, owners_of
from .mentions import Phrase, is_person_word, is_speaking_thing, phrase_of
from .person_words import HONORIFICS, is_common_noun, is_rank
from .roles import is_role_word
from .speakers import Finding, Rule, Speaker, speaker_as
from .spelling import name_words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .names import Name

_VERB_TAGS: Final = frozenset(("VBG", "VBN", "VBD", "WP", "WDT"))
_NOT_OF_THE_NAME: Final = frozenset(("IN", "POS", "CC", "TO", "DT", "PRP$", ","))
_AFTER_APPOSITION: Final = frozenset((",", ".", '"'))
# A surname alone behind a quotation may be a place or a day.
_MIN_NEW_NAME: Final = 2
_ORDER: Final = {rule: order for order, rule in enumerate(Rule)}
# What may stand before a name beside a description: "the Hungarian director Jane Roe".
_BESIDE_TAGS: Final = frozenset(("DT", "JJ", "NN", "PRP$"))
_MAX_BESIDE: Final = 5
_NAME_TAGS: Final = frozenset(("NNP", "NNPS", "JJ"))


def named_speaker(cast: Cast, number: int, phrase: Phrase) -> Speaker | None:
    """Return the speaker of a phrase that is or holds a name; `number` is the passage's in the article."""
    return _named(cast, number, phrase) or _next_to_verb(cast, number, phrase) or _new_name(cast, phrase)


def listed_speakers(cast: Cast, number: int, head: Token, phrase: Phrase) -> Speaker | None:
    """Return "Jane Roe and John Doe" as both names, joined; None where not everybody is named."""
    heads = [*_hung_before(cast, number, head), head]
    while following := next((t for t in heads[-1].rights if t.dep_ == "conj" and t.tag_[:2] == "NN"), None):
        heads.append(following)
    if len(heads) == 1:
        return None
    found = [_one_of_list(cast, number, phrase_of(phrase.passage, each)) for each in heads]
    named = [speaker for speaker in found if speaker is not None]
    names = list(dict.fromkeys(speaker.name for speaker in named if speaker.name is not None))
    if len(named) < len(heads) or not names:
        return None
    joined = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    least = max(named, key=lambda speaker: _ORDER[speaker.finding.rule])
    return replace(
        named[0],
        name=joined,
        mention=phrase.text,
        finding=least.finding,
        chain=(phrase.span, *(place for speaker in named for place in speaker.chain[1:])),
        together=len(names) > 1,
    )


def _one_of_list(cast: Cast, number: int, phrase: Phrase) -> Speaker | None:
    named = _named(cast, number, phrase)
    return named if named is not None or phrase.head.tag_ != "NNP" else _new_name(cast, phrase)


def _hung_before(cast: Cast, number: int, head: Token) -> list[Token]:
    """Return the first of two people where the parser hung it on the second: "Minister Jane Roe and Mayor John Doe"."""
    return [
        child
        for child in head.lefts
        if child.dep_ in ("nmod", "compound")
        and any(c.dep_ == "cc" for c in child.rights)
        and (found := cast.named.get((number, child.i))) is not None
        and found[1].kind == "person"
    ]


def apposed_speaker(cast: Cast, number: int, phrase: Phrase) -> Speaker | None:
    """Return the speaker of "the coach, Jane Roe, said"."""
    if (number, phrase.head.i) in cast.named:
        return None
    for child in phrase.head.rights:
        found = cast.named.get((number, child.i)) if child.dep_ == "appos" else None
        if found is None or not _may_stand_beside(phrase, found[1]):
            continue
        both = listed_speakers(cast, number, child, phrase) if phrase.plural else None
        return both or speaker_as(found[1], phrase, Rule.APPOSITION, phrase.description)
    return _apposed_by_commas(cast, number, phrase) or _described_after(cast, number, phrase)


def _may_stand_beside(phrase: Phrase, character: Character) -> bool:
    """Whether a description may be of a character: an office of a person, "the union" of a group."""
    group = character.kind in ("group", "unknown") and not character.place
    return character.kind == "person" or (group and not phrase.plural and is_speaking_thing(phrase.head.lower_))


def _described_after(cast: Cast, number: int, phrase: Phrase) -> Speaker | None:
    """Return the speaker of "Jane Roe, editor at large, said" where the parser took the editor for the subject."""
    doc, comma = phrase.head.doc, phrase.first - 1
    enclosed = comma > 0 and doc[comma].text == "," and phrase.end < len(doc) and doc[phrase.end].text == ","
    if not enclosed or not (is_role_word(phrase.head) or is_person_word(phrase.head.lower_)):
        return None
    found = cast.named.get((number, comma - 1))
    if found is not None and found[1].kind == "person":
        return speaker_as(found[1], found[0], _rule(cast, *found), phrase.description)
    first = comma
    while first > 0 and (doc[first - 1].tag_ in ("NNP", "NNPS") or doc[first - 1].tag_ == "HYPH"):
        first -= 1
    text = " ".join(doc[first:comma].text.split())
    words = name_words(text)
    if found is not None or len(words) < _MIN_NEW_NAME or (first > 0 and doc[first - 1].text != '"'):
        return None
    name = replace(phrase, first=first, end=comma)
    character = find_person(cast, words, None, name.span[0]) or cast.add(Character("unknown"), text, name.span)
    return speaker_as(character, name, Rule.UNKNOWN, phrase.description)


def _apposed_by_commas(cast: Cast, number: int, phrase: Phrase) -> Speaker | None:
    doc, start = phrase.head.doc, phrase.end + 1
    if start >= len(doc) or doc[phrase.end].text != ",":
        return None
    found = None
    # "The president, the Hungarian director Jane Roe, said"
    for i in range(start, min(start + _MAX_BESIDE, len(doc))):
        if (found := cast.named.get((number, i))) is not None and _may_stand_beside(phrase, found[1]):
            break
        if doc[i].tag_ not in _BESIDE_TAGS and not is_rank(doc[i].lower_) and doc[i].text != ".":
            return None
    if found is None or not _may_stand_beside(phrase, found[1]):
        return None
    closed = found[0].end == len(doc) or doc[found[0].end].text in _AFTER_APPOSITION
    return speaker_as(found[1], phrase, Rule.APPOSITION, phrase.description) if closed else None


def _named(cast: Cast, number: int, phrase: Phrase) -> Speaker | None:
    """Resolve a phrase that is a name or ends with one: "Peskov", "Ambassador to France Jane Roe"."""
    found = cast.named.get((number, phrase.head.i))
    if found is None or found[1].kind != "person":
        found = _name_at_end(cast, number, phrase) or found
    if found is None:
        return None
    name, character = found
    beside = _next_to_verb(cast, number, phrase)
    if beside is not None and beside.character is not character:
        return beside
    if character.kind == "person":
        return speaker_as(character, phrase, _rule(cast, name, character))
    if is_person_word(phrase.head.lower_):
        return None
    return speaker_as(character, phrase, Rule.GROUP if character.kind == "group" else Rule.UNKNOWN)


def _rule(cast: Cast, name: Name, character: Character) -> Finding:
    if len(name.words) > 1:
        return Finding(Rule.FULL_NAME)
    gender = HONORIFICS.get(name.title or "")
    others = [
        owner
        for owner in owners_of(cast, name.words[0])
        if owner is not character and (gender is None or owner.gender in (None, gender))
    ]
    if not others:
        return Finding(Rule.ONE_OWNER)
    return Finding(Rule.SHARED, rivals=len(others), second=others[-1])


def _next_to_verb(cast: Cast, number: int, phrase: Phrase) -> Speaker | None:
    """Resolve "for the operator, Lake Lines, director Jane Roe said": the name at the verb, not the one before."""
    verb = phrase.head.head
    found = cast.named.get((number, verb.i - 1)) if verb.i > phrase.head.i else None
    if found is None or found[1].kind != "person" or is_person_word(phrase.head.lower_):
        return None
    between = phrase.head.doc[phrase.head.i + 1 : found[0].first]
    officer = len(between) > 1 and is_role_word(between[-1])
    named = (number, phrase.head.i) in cast.named
    if not any(token.text == "," for token in between) or (named and not officer):
        return None
    return speaker_as(found[1], found[0], _rule(cast, *found))


def _name_at_end(cast: Cast, number: int, phrase: Phrase) -> tuple[Name, Character] | None:
    """Return the person whose name ends a phrase: "Ambassador to France Jane Roe", not "leaders meeting Jane Roe"."""
    found = cast.named.get((number, phrase.end - 1))
    if found is None or found[1].kind != "person" or phrase.end - 1 <= phrase.head.i:
        return None
    doc, i = phrase.head.doc, found[0].first - 1
    if any(token.tag_ in _VERB_TAGS for token in doc[phrase.head.i : i + 1]):
        return None
    while i > phrase.head.i and (is_role_word(doc[i]) or doc[i].text == "." or doc[i].lower_ in HONORIFICS):
        i -= 1
    return None if doc[i].tag_ in _NOT_OF_THE_NAME else found


def _new_name(cast: Cast, phrase: Phrase) -> Speaker | None:
    """Resolve a capitalised head that the recogniser did not see."""
    head, doc = phrase.head, phrase.head.doc
    title_case = head.is_title and head.i != head.sent.start
    if is_common_noun(head.lower_):
        return None
    if not (head.tag_ in ("NNP", "NNPS") or title_case):
        # "Bond said": the first word of a sentence is a name if it is one elsewhere.
        alone = head.is_title and phrase.end - phrase.first == 1
        words, place = name_words(head.text), phrase.passage.place_of(head)
        known = (find_person(cast, words, None, place) or find_group(cast, words)) if alone else None
        return speaker_as(known, phrase, Rule.UNKNOWN) if known is not None else None
    first = head.i
    while first > phrase.first and doc[first - 1].text[0].isupper() and doc[first - 1].tag_ in _NAME_TAGS:
        first -= 1
    end = head.i + (2 if is_own_genitive(doc, head.i + 1) else 1)
    text = " ".join(doc[first:end].text.split())
    words = name_words(text)
    character = find_person(cast, words, None, phrase.passage.place_of(head)) or find_group(cast, words)
    if character is None:
        character = cast.add(Character("unknown"), text, replace(phrase, first=first, end=end).span)
    return speaker_as(character, phrase, Rule.UNKNOWN)
