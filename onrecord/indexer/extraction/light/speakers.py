"""Whom do a speaker's words mean? Names by their form, pronouns by who was named last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..characters import Cast, Character, Mention
from ..given_names import given_names
from ..speakers import Finding, Rule, Speaker, nobody, speaker_as
from ..spelling import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..person_words import Gender
    from .lexicon import Lexicon
    from .words import Sentence, Word

# Whoever was named so many sentences back competes for a pronoun with whoever was named last.
_RIVAL_SENTENCES: Final = 2


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the article that stand side by side."""

    text: str
    span: tuple[int, int]


class Speakers:
    """The people of one article, and who of them is meant."""

    def __init__(self, text: str, sentences: Sequence[Sentence], lexicon: Lexicon) -> None:
        self._text = text
        self._lexicon = lexicon
        self._cast = Cast()
        for number, sentence in enumerate(sentences):
            named: set[int] = set()
            for words in _full_names(sentence, lexicon):
                self._mention(self._person(words), words, number)
                named.update(word.start for word in words)
            # Steinbrück, after Peer Steinbrück
            for word in sentence:
                if word.is_capital and word.start not in named and len(owners := self._owners(word)) == 1:
                    self._mention(owners[0], [word], number)

    def speaker_of(self, words: Sequence[Word], number: int) -> Speaker:
        """Return whom the words in sentence `number` mean."""
        phrase = self._phrase(words)
        if len(words) == 1 and words[0].lower in self._lexicon.pronouns:
            return self._by_pronoun(words[0], phrase, number)
        article = words[0].lower in self._lexicon.articles
        named = next(_full_names(words, self._lexicon), None)
        if named is not None:
            rule = Rule.APPOSITION if article else Rule.FULL_NAME
            return speaker_as(self._person(named), phrase, rule, self._role(words, named))
        return self._by_part(words, phrase) or self._by_form(words, phrase)

    def _phrase(self, words: Sequence[Word]) -> Phrase:
        start, end = words[0].start, words[-1].end
        return Phrase(" ".join(self._text[start:end].split()), (start, end))

    def _person(self, words: Sequence[Word]) -> Character:
        """Return the person of a full name, a new one if nobody has had it."""
        phrase = self._phrase(words)
        for character in self._owners(words[-1]):
            if phrase.text in character.forms:
                return character
        character = Character("person", gender=given_names().get(_given(words[0])))
        return self._cast.add(character, phrase.text, phrase.span)

    def _owners(self, word: Word) -> list[Character]:
        return [
            each
            for each in self._cast.by_word.get(folded(word.text), ())
            if each.kind == "person" and folded(each.name).endswith(folded(word.text))
        ]

    def _mention(self, character: Character, words: Sequence[Word], number: int) -> None:
        span = words[0].start, words[-1].end
        self._cast.mention(character, Mention(words[0].start, number, subject=False, span=span, name=span))

    def _by_pronoun(self, word: Word, phrase: Phrase, number: int) -> Speaker:
        wanted: Gender | None = None
        if word.lower not in self._lexicon.either:
            wanted = "m" if word.lower in self._lexicon.he else "f"
        fitting = [
            (character, mention)
            for character, mention in self._cast.recent(word.start, number)
            if character.kind == "person" and (wanted is None or character.gender in (wanted, None))
        ]
        if not fitting:
            return nobody(phrase, Rule.NO_FIT)
        character, mention = fitting[0]
        rivals = [each for each, other in fitting[1:] if number - other.sentence <= _RIVAL_SENTENCES]
        return speaker_as(
            character,
            phrase,
            Finding(
                Rule.CONTESTED if rivals else Rule.PRONOUN,
                (mention.span,),
                len(rivals),
                number - mention.sentence,
                character.gender == wanted if wanted and character.gender else None,
                rivals[0] if rivals else None,
            ),
        )

    def _by_part(self, words: Sequence[Word], phrase: Phrase) -> Speaker | None:
        """Return the person of whose name the words have the last part: der Minister Steinbrück."""
        for i, word in enumerate(words):
            owners = self._owners(word) if word.is_capital else []
            if owners and (i == 0 or words[i - 1].lower not in self._lexicon.prepositions | self._lexicon.links):
                rule = Rule.ONE_OWNER if len(owners) == 1 else Rule.SHARED
                second = owners[1] if len(owners) > 1 else None
                finding = Finding(rule, rivals=len(owners) - 1, second=second)
                return speaker_as(owners[0], phrase, finding, self._role(words, [word]))
        return None

    def _by_form(self, words: Sequence[Word], phrase: Phrase) -> Speaker:
        """Return a name by which nobody is known yet, or a description."""
        lexicon = self._lexicon
        name = list(words)
        while len(name) > 1 and (
            name[0].lower in lexicon.titles or name[0].text == "." or _is_office(name[0], lexicon)
        ):
            del name[0]
        if words[0].lower in lexicon.articles:
            bare = self._phrase(words[1:]) if len(words) > 1 else phrase
            unnamed = Character("unnamed")
            return speaker_as(self._cast.add(unnamed, bare.text, bare.span), phrase, Rule.UNNAMED)
        name = name[: next((i for i, word in enumerate(name) if word.text in (",", "(")), len(name))] or list(words)
        short = self._phrase(name)
        known = [each for each in self._cast.by_word.get(folded(name[-1].text), ()) if short.text in each.forms]
        office = len(name) < len(words) and _is_office(words[0], lexicon)
        character = (
            known[0]
            if known
            else self._cast.add(
                Character("person" if office or words[0].lower in lexicon.titles else "unknown"), short.text, short.span
            )
        )
        return speaker_as(character, phrase, Rule.UNKNOWN, self._role(words, name))

    def _role(self, words: Sequence[Word], name: Sequence[Word]) -> str | None:
        """Return the office before a name: Bundesfinanzminister Peer Steinbrück."""
        first = 1 if words[0].lower in self._lexicon.articles else 0
        before = [word for word in words[first:] if word.end <= name[0].start]
        while before and (before[-1].is_mark or before[-1].lower in self._lexicon.titles):
            before.pop()
        return self._phrase(before).text if before else None


def _full_names(words: Sequence[Word], lexicon: Lexicon) -> Iterator[Sequence[Word]]:
    """Yield every given name with the capitals behind it: Peer Steinbrück, Ursula von der Leyen."""
    i = 0
    while i < len(words):
        if not words[i].is_capital or _given(words[i]) not in given_names() or words[i].lower in lexicon.stop_words:
            i += 1
            continue
        end = last = i + 1
        while end < len(words) and (words[end].is_capital or words[end].lower in lexicon.particles):
            end += 1
            if words[end - 1].is_capital:
                last = end
            elif words[end - 1].lower in lexicon.articles and words[end - 2].is_capital:
                break  # a genitive: der Sohn Peter der Ministerin
        if last > i + 1:
            yield words[i:last]
        i = last


def _given(word: Word) -> str:
    return folded(word.text).split("-")[0]


def _is_office(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word names an office: Innenminister, US-Präsident."""
    return word.lower in lexicon.offices or any(
        len(office) > 3 and word.lower.endswith(office) for office in lexicon.offices
    )
