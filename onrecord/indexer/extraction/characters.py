"""Who is in an article, and where are they mentioned? Characters, and the cast that holds them."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from .person_words import singular
from .spelling import name_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .names import Name
    from .person_words import Gender

# An unknown is a name of which nothing tells whether it is a person's.
CharacterKind = Literal["person", "group", "unknown", "unnamed"]
Span = tuple[int, int]


class Mention(NamedTuple):
    """Where in the article somebody comes to mind, in which sentence, whether as a subject, by which words."""

    place: int
    sentence: int
    subject: bool
    span: Span
    # The nearest words before that are a name or a description; the same where these are.
    name: Span


_MAX_NAME_WORDS: Final = 8
_MAX_DESCRIPTION_WORDS: Final = 12
# Whoever was last mentioned so many sentences ago is meant by no pronoun.
_MAX_DISTANCE: Final = 12
# Mentions looked back over: enough for a column of names, and a bound on the work.
_MAX_LOOK_BACK: Final = 100


@dataclass(eq=False, slots=True)
class Character:
    """Somebody in the article, with every form of the name or description and every place of mention."""

    kind: CharacterKind
    forms: Counter[str] = field(default_factory=Counter)
    # Where each form first stands.
    places: dict[str, Span] = field(default_factory=dict)
    gender: Gender | None = None
    plural: bool = False
    # What the article says that the person is, with the place where it does.
    roles: dict[str, Span] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    age: str = ""
    # How often the surname alone, or a title with it, stood for the person, and the honorifics that it was used with.
    bare: int = 0
    titles: set[str] = field(default_factory=set)
    # Of the unnamed: the noun, and whether it is of people.
    noun: str = ""
    human: bool = True
    # Of the groups: a country or a city.
    place: bool = False

    @property
    def name(self) -> str:
        """The fullest form, without "the"."""
        best = self._fullest
        return best[4:] if best.lower().startswith("the ") and self.kind != "person" else best

    @property
    def named_at(self) -> Span:
        """Where the article first has the fullest form."""
        return self.places[self._fullest]

    @property
    def _fullest(self) -> str:
        """The form of most words, then the most frequent, then the first."""
        limit = _MAX_DESCRIPTION_WORDS if self.kind == "unnamed" else _MAX_NAME_WORDS
        usable = [form for form in self.forms if len(form.split()) <= limit] or list(self.forms)
        return max(usable, key=lambda form: (len(form.split()), self.forms[form]))

    @property
    def role(self) -> str | None:
        """The first role that the article gives."""
        return next(iter(self.roles), None)

    def last_before(self, place: int) -> Mention | None:
        """Return its last mention before a place."""
        at = bisect_left(self.mentions, place, key=itemgetter(0))
        return self.mentions[at - 1] if at else None


@dataclass(slots=True)
class Cast:
    """The characters of an article, found by word, by role and by place.

    `named` says who a token is, by (number of the passage, token); `sentences` numbers the sentences that the tokens
    of each passage stand in.
    """

    people: list[Character] = field(default_factory=list)
    groups: list[Character] = field(default_factory=list)
    by_word: defaultdict[str, list[Character]] = field(default_factory=lambda: defaultdict(list))
    by_role: defaultdict[str, list[Character]] = field(default_factory=lambda: defaultdict(list))
    by_description: dict[tuple[str, bool], Character] = field(default_factory=dict)
    by_noun: dict[tuple[str, bool], Character] = field(default_factory=dict)
    named: dict[tuple[int, int], tuple[Name, Character]] = field(default_factory=dict)
    sentences: list[list[int]] = field(default_factory=list)
    _places: list[int] = field(default_factory=list)
    _mentioned: list[tuple[Mention, Character]] = field(default_factory=list)

    def add(self, character: Character, form: str, span: Span) -> Character:
        """Add a character with its first form; an unnamed one is found by its description."""
        if character.kind == "person":
            self.people.append(character)
        elif character.kind != "unnamed":
            self.groups.append(character)
        self.add_form(character, form, span)
        return character

    def add_form(self, character: Character, form: str, span: Span) -> None:
        """Count a form of a character's name or description, and make its words lead to it."""
        known = form in character.forms
        character.forms[form] += 1
        character.places.setdefault(form, span)
        if character.kind == "unnamed":
            self.by_description[form.lower(), character.plural] = character
        elif not known:
            for word in dict.fromkeys(name_words(form)):
                if character not in self.by_word[word][-1:]:
                    self.by_word[word].append(character)

    def add_role(self, character: Character, role: str, span: Span) -> None:
        """Note what the article says that somebody is."""
        if role in character.roles:
            return
        character.roles[role] = span
        for word in dict.fromkeys(role_words(role)):
            self.by_role[word].append(character)

    def mention(self, character: Character, mention: Mention) -> None:
        """Note that a character is mentioned."""
        insort(character.mentions, mention)
        at = bisect_left(self._places, mention.place)
        self._places.insert(at, mention.place)
        self._mentioned.insert(at, (mention, character))

    def recent(self, place: int, sentence: int) -> Iterator[tuple[Character, Mention]]:
        """Yield who was mentioned before a place and is still in mind, the last first, each with the last mention."""
        end = bisect_left(self._places, place)
        seen: set[int] = set()
        for i in range(end - 1, max(-1, end - 1 - _MAX_LOOK_BACK), -1):
            mention, character = self._mentioned[i]
            if sentence - mention.sentence > _MAX_DISTANCE:
                return
            if id(character) not in seen:
                seen.add(id(character))
                yield character, mention


def role_words(role: str) -> list[str]:
    """Return the words of a role as they are compared: lower case, singular, without genitives."""
    plain = role.lower().replace("’", "'").replace("'s", "")
    return [singular(word.strip(".,'\"()")) for word in plain.split()]
