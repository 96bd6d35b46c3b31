"""Who is meant? From the words that name a speaker at the place to the fullest name in the article."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from .characters import Mention
from .descriptions import described, mentioned
from .heads import is_kept_in_mind, labels, named_before, one_of_several, owned_noun
from .mentions import NOBODY, PRONOUNS, is_person_word, phrase_of
from .named_speakers import apposed_speaker, listed_speakers, named_speaker
from .ownership import hint_before
from .person_words import GROUPS
from .pronouns import meant_by, one_of_those
from .salience import Salience
from .speakers import Attribution, Finding, Rule, Speaker, nobody, speaker_as

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from .characters import Cast, Character
    from .mentions import Phrase
    from .passages import Passage
    from .utterances import Utterance

_PRONOUN_TAGS: Final = frozenset(("PRP", "PRP$", "DT", "CC", "PDT"))
_UNKNOWN: Final = Speaker(None, attribution=Attribution.NONE)
# In sentences.
_STILL_TOGETHER: Final = 3


class Resolver:
    """Resolves the speakers of one article; must be asked in the order of the text, for it remembers who spoke."""

    def __init__(self, cast: Cast, passages: Sequence[Passage]) -> None:
        self._cast = cast
        self._passages = passages
        self._numbers = {id(passage): number for number, passage in enumerate(passages)}
        self._salience = Salience(cast)
        self._speakers: dict[int, Speaker] = {}
        self._last: Speaker | None = None
        # Several who did or said something as one, and in which sentence.
        self._together: tuple[Speaker, int] | None = None
        self._subjects = [
            (passage.place_of(token), passage, token)
            for passage in passages
            if passage.inside is None
            for token in passage.doc
            if is_kept_in_mind(token)
        ]
        self._next_subject = 0

    def speaker_of(self, utterance: Utterance) -> Speaker:
        """Return the speaker of an utterance."""
        if utterance.frame is not None and utterance.frame.speaker is not None:
            told = utterance.within is not None
            subject, cue = utterance.frame.speaker, utterance.frame.cue.lemma
            speaker = self._resolve(utterance.passage, subject, utterance.start, cue=cue, told=told)
            speaker = replace(speaker, attribution=utterance.attribution)
        else:
            speaker = self._carried(utterance)
        self._speakers[id(utterance)] = speaker
        return speaker

    def _carried(self, utterance: Utterance) -> Speaker:
        """Return the speaker of a quotation without a frame: the subject before it, or whoever spoke before."""
        if utterance.passage.block.kind != "prose" and utterance.carried_from is not None:
            again = self._speakers.get(id(utterance.carried_from), _UNKNOWN)
            return replace(again, attribution=Attribution.ECHO)
        first, labelled = self._hinted(utterance), labels(utterance.hint)
        if first is not None and utterance.passage.block.kind != "prose":
            return first if _comes_again(first, utterance.passage) else _UNKNOWN
        second = self._speakers.get(id(utterance.carried_from))
        if second is not None:
            second = replace(second, attribution=Attribution.QUOTATION_BEFORE)
        if first is None or first.character is None or (first.character.kind == "group" and not labelled):
            first, second = second, first
        if first is None or first.name is None:
            return _UNKNOWN
        return first if second is None else _or_else(first, second)

    def _hinted(self, utterance: Utterance) -> Speaker | None:
        """Return whom the words around a quotation name that has no subject of a cue."""
        passage, hint, attribution = utterance.passage, utterance.hint, utterance.attribution
        if hint is None and utterance.frame is not None:
            hint = named_before(self._cast, self._numbers[id(passage)], utterance.frame.verb)
            attribution = Attribution.SENTENCE
        if hint is None:
            return self._subject_above(utterance)
        speaker = self._resolve(passage, hint, utterance.start)
        return replace(speaker, attribution=Attribution.COLON if labels(utterance.hint) else attribution)

    def _subject_above(self, utterance: Utterance) -> Speaker | None:
        """Return the person whose deed ends the paragraph above a quotation that opens its own: Roe laughed."""
        passage, number = utterance.passage, self._numbers[id(utterance.passage)]
        opens = utterance.start == passage.block.body and passage.offset == 0
        above = self._passages[number - 1] if number and opens else None
        if above is None or above.block.kind != "prose" or above.paragraph != passage.paragraph - 1:
            return None
        hint = hint_before(above.doc, len(above.doc))
        if hint is None or not above.doc[-1].is_punct or above.doc[-1].text == '"':
            return None
        speaker = self._resolve(above, hint, utterance.start)
        named = speaker.character is not None and speaker.character.kind == "person"
        return replace(speaker, attribution=Attribution.SUBJECT_BEFORE) if named else None

    def _resolve(self, passage: Passage, head: Token, start: int, *, cue: str = "", told: bool = False) -> Speaker:
        """Resolve a head; whom a pronoun means was named before what was said began, not in it.

        Who is only told to have spoken by another does not go on speaking afterwards.
        """
        place = min(passage.place_of(head), start)
        self._read_up_to(place)
        speaker = self._resolve_phrase(passage, head, place, cue)
        if not told:
            self._last = speaker
            if speaker.together:
                self._together = speaker, self._sentence(passage, head)
        if speaker.character is not None and not told:
            sentence = self._sentence(passage, head)
            # At the cue, so that no other mention in the phrase counts as later.
            verb = head.head if head.head.i > head.i else head
            self._mention(speaker.character, passage, head, place=passage.place_of(verb))
            self._salience.spoke(speaker.character, sentence)
        return speaker

    def _read_up_to(self, place: int) -> None:
        """Resolve the "he" and "the mayor" on the way, so that whom they mean stays in mind."""
        while self._next_subject < len(self._subjects) and self._subjects[self._next_subject][0] < place:
            at, passage, token = self._subjects[self._next_subject]
            self._next_subject += 1
            if token.tag_ == "PRP":
                found = meant_by(self._salience, token, at, self._sentence(passage, token))
                character = found[0] if found is not None else None
            elif token.tag_ in ("NNP", "NNPS"):
                self._see_together(passage, token)
                continue
            else:
                character = self._described_subject(passage, token, at)
            if character is not None:
                self._mention(character, passage, token, place=at)

    def _see_together(self, passage: Passage, head: Token) -> None:
        speaker = listed_speakers(self._cast, self._numbers[id(passage)], head, phrase_of(passage, head))
        if speaker is not None and speaker.together:
            self._together = speaker, self._sentence(passage, head)

    def _mention(self, character: Character, passage: Passage, head: Token, *, place: int) -> None:
        """Note that a subject means a character; what a pronoun stands for is the name before it."""
        span = phrase_of(passage, head).span
        last = character.last_before(place) if head.lower_ in PRONOUNS else None
        name = span if last is None else last.name
        subject = head.dep_ not in ("dobj", "pobj", "attr")
        self._cast.mention(character, Mention(place, self._sentence(passage, head), subject, span, name))

    def _sentence(self, passage: Passage, token: Token) -> int:
        return self._cast.sentences[self._numbers[id(passage)]][token.i]

    def _resolve_phrase(self, passage: Passage, head: Token, place: int, cue: str) -> Speaker:
        number, phrase = self._numbers[id(passage)], phrase_of(passage, head)
        if head.lower_ in PRONOUNS and head.tag_ in _PRONOUN_TAGS:
            return self._pronoun_speaker(passage, phrase, place, cue)
        speaker = listed_speakers(self._cast, number, head, phrase) or apposed_speaker(self._cast, number, phrase)
        if (
            speaker is not None
            and speaker.character is not None
            and speaker.finding.rule == Rule.APPOSITION
            and speaker.role
        ):
            self._cast.add_role(speaker.character, speaker.role, phrase.span)
        if speaker is None and (noun := one_of_several(head) or owned_noun(head)) is not None:
            return self._described(passage, noun)
        if speaker is None and head.lower_ == "one":
            found = one_of_those(self._cast, self._salience, phrase, place, self._sentence(passage, head))
            return nobody(phrase, Rule.NOBODY) if found is None else speaker_as(found[0], phrase, found[1])
        if speaker is not None or head.lower_ in NOBODY:
            return speaker or nobody(phrase, Rule.NOBODY)
        return named_speaker(self._cast, number, phrase) or self._described(passage, head)

    def _pronoun_speaker(self, passage: Passage, phrase: Phrase, place: int, cue: str) -> Speaker:
        sentence = self._sentence(passage, phrase.head)
        found = meant_by(self._salience, phrase.head, place, sentence, cue)
        if phrase.head.lower_ in ("they", "both") and self._together is not None:
            several, seen = self._together
            last = found[0].last_before(place) if found is not None else None
            later = last is not None and last.sentence > seen
            if several is self._last or (sentence - seen <= _STILL_TOGETHER and not later):
                finding = Finding(Rule.TOGETHER, distance=sentence - seen)
                return replace(several, mention=phrase.text, finding=finding, chain=(phrase.span, *several.chain))
        return nobody(phrase, Rule.NO_FIT) if found is None else speaker_as(found[0], phrase, found[1])

    def _described(self, passage: Passage, head: Token) -> Speaker:
        phrase = phrase_of(passage, head)
        place, sentence = passage.place_of(head), self._sentence(passage, head)
        character, finding = described(self._cast, self._salience, phrase, place, sentence)
        return speaker_as(character, phrase, finding)

    def _described_subject(self, passage: Passage, head: Token, place: int) -> Character | None:
        """Return whom a subject means that is a description; one with a name beside it is in the cast already."""
        number, phrase = self._numbers[id(passage)], phrase_of(passage, head)
        if listed_speakers(self._cast, number, head, phrase) or apposed_speaker(self._cast, number, phrase):
            return None
        return mentioned(self._cast, self._salience, phrase, place, self._sentence(passage, head))


def _or_else(speaker: Speaker, other: Speaker) -> Speaker:
    """Return a speaker who was preferred to another one, if that is somebody else."""
    if other.character in (None, speaker.character):
        return speaker
    finding = speaker.finding
    rivals, second = finding.rivals + 1, finding.second or other.character
    return replace(speaker, finding=replace(finding, rivals=rivals, second=second))


def _comes_again(speaker: Speaker, heading: Passage) -> bool:
    """Whether who is named in a heading is somebody of the article, and no word such as "Review:"."""
    character = speaker.character
    if character is None or character.kind == "unnamed":
        return character is not None and (is_person_word(character.noun) or character.noun in GROUPS)
    return any(mention.place >= heading.block.end for mention in character.mentions)
