"""Who is meant? From the words that name a speaker at the place to the fullest name in the article."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from .characters import Mention
from .descriptions import described, mentioned
from .mentions import NOBODY, PRONOUNS, is_person_word, is_speaking_thing, phrase_of
from .named_speakers import apposed_speaker, listed_speakers, named_speaker
from .person_words import DOCUMENTS, FIRMS, GROUPS, singular
from .salience import Salience, finding_of
from .speakers import Attribution, Finding, Rule, Speaker, nobody, speaker_as

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from .characters import Cast, Character
    from .mentions import Phrase
    from .passages import Passage
    from .person_words import Gender
    from .utterances import Utterance

# The best candidate for a pronoun is sure when it leads the second by so much.
_CLEAR_LEAD: Final = 1.0
_PRONOUN_TAGS: Final = frozenset(("PRP", "PRP$", "DT", "CC", "PDT"))
_UNKNOWN: Final = Speaker(None, attribution=Attribution.NONE)
# Cues of who goes on speaking, and of what only a document does.
_GOES_ON: Final = frozenset(("add", "continue", "conclude"))
_READS: Final = frozenset(("read",))
# In sentences.
_STILL_TOGETHER: Final = 3
_QUANTIFIERS: Final = frozenset(("one", "another", "some"))


class Resolver:
    """Resolves the speakers of one article; must be asked in the order of the text, for it remembers who spoke."""

    def __init__(self, cast: Cast, passages: Sequence[Passage]) -> None:
        self._cast = cast
        self._numbers = {id(passage): number for number, passage in enumerate(passages)}
        self._salience = Salience(cast)
        self._speakers: dict[int, Speaker] = {}
        self._last: Speaker | None = None
        # Several who did or said something as one, and in which sentence.
        self._together: tuple[Speaker, int] | None = None
        self._subjects = [
            (passage.place_of(token), passage, token)
            for passage in passages
            for token in passage.doc
            if _is_kept_in_mind(token)
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
        first, labelled = self._hinted(utterance), _labels(utterance.hint)
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
        if utterance.hint is None:
            return None
        speaker = self._resolve(utterance.passage, utterance.hint, utterance.start)
        return replace(speaker, attribution=Attribution.COLON if _labels(utterance.hint) else utterance.attribution)

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
                found = self._pronoun(passage, token, at)
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
        if speaker is None and (noun := _one_of_several(head) or _owned_noun(head)) is not None:
            return self._described(passage, noun)
        if speaker is not None or head.lower_ in NOBODY:
            return speaker or nobody(phrase, Rule.NOBODY)
        return named_speaker(self._cast, number, phrase) or self._described(passage, head)

    def _pronoun_speaker(self, passage: Passage, phrase: Phrase, place: int, cue: str) -> Speaker:
        plural = phrase.head.lower_ in ("they", "both")
        found = self._pronoun(passage, phrase.head, place, cue)
        if plural and self._together is not None:
            several, seen = self._together
            distance = self._sentence(passage, phrase.head) - seen
            later = found is not None and any(mention.sentence > seen for mention in found[0].mentions)
            if several is self._last or (distance <= _STILL_TOGETHER and not later):
                finding = Finding(Rule.TOGETHER, distance=distance)
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

    def _pronoun(self, passage: Passage, token: Token, place: int, cue: str = "") -> tuple[Character, Finding] | None:
        """Return whom a pronoun means, and how sure that is; None where nobody fits."""
        gender, plural = PRONOUNS[token.lower_]
        neuter = token.lower_ in ("it", "its")

        def fits(character: Character) -> bool:
            if neuter and cue in _READS:
                return character.kind == "unnamed" and character.noun in DOCUMENTS
            return _fits(character, gender, plural=plural, neuter=neuter)

        sentence = self._sentence(passage, token)
        ranked = self._salience.rank(place, sentence, fits, gender, goes_on=cue in _GOES_ON)
        if not ranked:
            return None
        sure = len(ranked) == 1 or ranked[0].score - ranked[1].score >= _CLEAR_LEAD
        best, finding = (
            ranked[0].character,
            finding_of(Rule.PRONOUN if sure else Rule.CONTESTED, ranked, sentence, gender),
        )
        if gender is not None and best.gender is None:
            best.gender = gender
        return best, finding


def _one_of_several(head: Token) -> Token | None:
    """Return the noun that describes "one of them, a man from Bern", or the "one" of "one of the officials"."""
    if head.lower_ not in _QUANTIFIERS:
        return None
    noun = next((child for child in head.rights if child.dep_ == "appos" and child.tag_[:2] == "NN"), None)
    of = next((child for child in head.rights if child.lower_ == "of"), None)
    whom = next((child for child in of.rights if child.dep_ == "pobj"), None) if of is not None else None
    several = whom is not None and (whom.lower_ == "them" or whom.tag_[:2] == "NN")
    return noun or (head if several else None)


def _owned_noun(head: Token) -> Token | None:
    """Return the noun of "Jane Roe's and John Doe's lawyers", where the parser took the first owner for the subject."""
    if head.i + 1 == len(head.doc) or head.nbor(1).tag_ != "POS":
        return None
    return next((child for child in head.rights if child.dep_ == "conj" and child.tag_ in ("NN", "NNS")), None)


def _or_else(speaker: Speaker, other: Speaker) -> Speaker:
    """Return a speaker who was preferred to another one, if that is somebody else."""
    if other.character in (None, speaker.character):
        return speaker
    finding = speaker.finding
    rivals, second = finding.rivals + 1, finding.second or other.character
    return replace(speaker, finding=replace(finding, rivals=rivals, second=second))


def _labels(hint: Token | None) -> bool:
    """Whether a name stands before a colon: "Ministry: ..."."""
    return hint is not None and hint.i + 1 < len(hint.doc) and hint.nbor(1).text == ":"


def _comes_again(speaker: Speaker, heading: Passage) -> bool:
    """Whether who is named in a heading is somebody of the article, and no word such as "Review:"."""
    character = speaker.character
    if character is None or character.kind == "unnamed":
        return character is not None and (is_person_word(character.noun) or character.noun in GROUPS)
    return any(mention.place >= heading.block.end for mention in character.mentions)


def _is_kept_in_mind(token: Token) -> bool:
    """Whether a noun may be meant later: "he", "the mayor of Graz", "officials", "Roe and Doe", any document."""
    word, tag = token.lower_, token.tag_
    if token.dep_ not in ("nsubj", "nsubjpass"):
        return tag == "NN" and word in DOCUMENTS and token.dep_ in ("dobj", "pobj", "attr")
    if tag in ("PRP", "NNP", "NNPS"):
        return word in ("he", "she") if tag == "PRP" else any(child.dep_ == "conj" for child in token.rights)
    if tag == "NNS":
        return is_person_word(word) or singular(word) in GROUPS
    if tag != "NN" or not any(child.dep_ in ("det", "poss") for child in token.lefts):
        return False
    return is_person_word(word) or is_speaking_thing(word)


def _fits(character: Character, gender: Gender | None, *, plural: bool, neuter: bool) -> bool:
    thing = character.kind == "unnamed" and not character.human
    if plural:
        collective = character.kind == "unnamed" and character.noun in GROUPS
        several = character.kind == "unknown" and " and " in character.name
        return character.plural or collective or several or (character.kind == "group" and not character.place)
    if character.plural:
        return False
    if neuter:
        return character.kind in ("group", "unknown") or thing or _may_be_firm(character)
    return character.kind != "group" and not thing and character.gender in (None, gender)


def _may_be_firm(character: Character) -> bool:
    """Whether a name that was taken for a person's may be a firm's: it is one word, or "the operator Blue Line"."""
    if character.kind != "person" or character.gender is not None or character.titles:
        return False
    return " " not in character.name or (character.role or "").lower().rpartition(" ")[2] in FIRMS
