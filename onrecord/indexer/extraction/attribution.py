"""What does each attribution cover? Quotations and clauses, joined to utterances."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from .nesting import Reported, standing_frames
from .ownership import hint_before, owner_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from .frames import Frame, Stretch
    from .passages import Passage, Standalone
    from .quotations import Quotation

_FULL_STOPS: Final = frozenset((".", "!", "?", "..."))
# A quotation that nobody is named for must at least be a sentence, or it is a title or an expression.
_MIN_SENTENCE_WORDS: Final = 4
_SENTENCE: Final = re.compile(r"[.!?,…][\"'”’»)\]]*\s*$")
# A quotation is carried over from the paragraph before, or from the one before that.
_MAX_CARRY: Final = 2
_MAX_SIGNATURE: Final = 16
_DASHES: Final = frozenset(("-", "--", "–", "—"))


@dataclass(slots=True)
class Utterance:
    """What one attribution covers: clauses as token stretches of `passage`, and standalone quotations.

    `frame` is None for a quotation without an attribution of its own; then its speaker is carried over from
    `carried_from`, or is the subject of the sentence before, `hint`.
    """

    passage: Passage
    frame: Frame | None = None
    contents: list[Stretch] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    carried_from: Utterance | None = None
    hint: Token | None = None

    @property
    def start(self) -> int:
        """Where in the article the first word said stands."""
        places = [quotation.outer_start for quotation in self.quotations]
        places.extend(self.passage.span_of(first, end)[0] for first, end in self.contents)
        return min(places)


def attribute(passages: Sequence[Passage]) -> list[Utterance]:
    """Return the utterances of an article in the order of its passages."""
    utterances: list[Utterance] = []
    announced: Utterance | None = None
    for passage in passages:
        if announced is not None and passage.paragraph - announced.passage.paragraph > _MAX_CARRY:
            announced = None
        announced = _attribute_passage(passage, utterances, announced)
    return utterances


def _attribute_passage(passage: Passage, utterances: list[Utterance], announced: Utterance | None) -> Utterance | None:
    """Add the utterances of a passage; take and return what the paragraph before announced: Roe wrote: ..."""
    frames = standing_frames(passage)
    owners = _owners(passage, frames)
    by_verb: dict[int, Utterance] = {}
    before = len(utterances)
    for standalone, owner in zip(passage.standalones, owners, strict=True):
        utterance = _chained(passage, standalone, utterances)
        if utterance is not None and utterance.frame is None and owner is not None:
            utterance.passage, utterance.frame = passage, owner
            utterance.carried_from = utterance.hint = None
        elif utterance is None and owner is not None:
            utterance = by_verb.get(owner.verb.i)
            if utterance is None:
                utterance = Utterance(passage, owner)
                utterances.append(utterance)
        elif utterance is None and announced is not None and _opens(passage, standalone):
            utterance = announced
            utterances.append(utterance)
        elif utterance is None:
            utterance = _without_frame(passage, standalone, frames, utterances)
            if utterance is not None and utterance not in utterances:
                utterances.append(utterance)
        if utterance is None:
            continue
        utterance.quotations.append(standalone.quotation)
        if owner is not None:
            by_verb.setdefault(owner.verb.i, utterance)
    for frame, contents in frames:
        _add_clauses(passage, frame, contents, by_verb, utterances)
    found = [utterance for utterance in utterances[before:] if utterance.quotations or utterance.contents]
    utterances[before:] = sorted(found, key=lambda utterance: utterance.start)
    return _announced(passage, frames, by_verb)


def _opens(passage: Passage, standalone: Standalone) -> bool:
    return standalone.quotation.outer_start == passage.block.body and passage.offset == 0


def _announced(passage: Passage, frames: Sequence[Reported], by_verb: dict[int, Utterance]) -> Utterance | None:
    """Return an utterance that a paragraph ends by announcing: "Roe wrote on her blog:"."""
    doc = passage.doc
    if not len(doc) or doc[-1].text not in (":", ","):
        return None
    for frame, contents in reversed(frames):
        if frame.verb.i in by_verb or contents:
            break
        if frame.cue.quotes and frame.mood == "spoken" and not any(t.text in _FULL_STOPS for t in doc[frame.verb.i :]):
            return Utterance(passage, frame)
    hint = hint_before(doc, len(doc)) if doc[-1].text == ":" else None
    return Utterance(passage, hint=hint) if hint is not None else None


def _owners(passage: Passage, frames: Sequence[Reported]) -> list[Frame | None]:
    standalones = passage.standalones
    owners = [owner_of(passage, standalone, frames) for standalone in standalones]
    for k in range(len(standalones) - 2, -1, -1):
        # "Yes." "We go," he said: both are his.
        asked = passage.reading.words_of(standalones[k].quotation).rstrip().endswith("?")
        if owners[k] is None and not asked and not _words(passage, standalones[k].end, standalones[k + 1].first):
            owners[k] = owners[k + 1]
    for frame, contents in frames:
        for k, standalone in enumerate(standalones):
            if any(first <= standalone.first < end for first, end in contents):
                owners[k] = frame
    return owners


def _holds_verb(passage: Passage, contents: Sequence[Stretch]) -> bool:
    return any(token.tag_[:2] in ("VB", "MD") for first, end in contents for token in passage.doc[first:end])


def _words(passage: Passage, first: int, end: int) -> bool:
    return any(not token.is_punct for token in passage.doc[first:end])


def _add_clauses(
    passage: Passage, frame: Frame, contents: list[Stretch], by_verb: dict[int, Utterance], utterances: list[Utterance]
) -> None:
    covered = {i for standalone in passage.standalones for i in range(standalone.first, standalone.end)}
    contents = [
        (first, end)
        for first, end in contents
        if any(i not in covered and not passage.doc[i].is_punct for i in range(first, end))
    ]
    if not contents or frame.speaker is None:
        return
    utterance = by_verb.get(frame.verb.i)
    if utterance is not None and utterance.quotations and not _holds_verb(passage, contents):
        return  # "...," she urged the Republicans: whom, not what
    if utterance is None:
        utterance = Utterance(passage, frame)
        utterances.append(utterance)
        by_verb[frame.verb.i] = utterance
    if utterance.passage is passage:
        utterance.contents = contents


def _chained(passage: Passage, standalone: Standalone, utterances: Sequence[Utterance]) -> Utterance | None:
    """Return the utterance whose quotation was left open in the paragraph before and is taken up here."""
    if not utterances or not utterances[-1].quotations or not utterances[-1].quotations[-1].unclosed:
        return None
    return utterances[-1] if _opens(passage, standalone) and utterances[-1].passage is not passage else None


def _without_frame(
    passage: Passage, standalone: Standalone, frames: Sequence[Reported], utterances: Sequence[Utterance]
) -> Utterance | None:
    """Find out whose a quotation is that no frame attributes; None if it looks like no utterance at all."""
    last = utterances[-1] if utterances else None
    doc = passage.doc
    if last is not None and last.passage is passage and last.quotations and last.frame is not None:
        end = max([last.frame.right, *(s.end for s in passage.standalones if s.quotation in last.quotations)])
        if end <= standalone.first and _only_frame_between(passage, last, end, standalone.first):
            return last
    words = passage.reading.words_of(standalone.quotation)
    introduced = standalone.first > 0 and doc[standalone.first - 1].text == ":"
    long_enough = len(words.split()) >= _MIN_SENTENCE_WORDS or introduced
    if not standalone.quotation.unclosed and not (long_enough and _SENTENCE.search(words)):
        return None
    if (spoken := _spoken_just_before(doc, standalone, frames)) is not None:
        return Utterance(passage, hint=spoken)
    signature = _signature(passage, standalone)
    if signature is not None:
        return Utterance(passage, hint=signature)
    hint = hint_before(doc, standalone.first)
    if hint is not None:
        return Utterance(passage, hint=hint, carried_from=last)
    if last is not None and 0 <= passage.paragraph - last.passage.paragraph <= _MAX_CARRY:
        return Utterance(passage, carried_from=last)
    return Utterance(passage)


def _spoken_just_before(doc: Doc, standalone: Standalone, frames: Sequence[Reported]) -> Token | None:
    """Return the speaker of a clause reported in the sentence before a quotation: He said it was over. "We lost." """
    i = standalone.first - 1
    while i >= 0 and doc[i].is_punct:
        i -= 1
    found: Token | None = None
    for frame, contents in frames:
        if contents and frame.right <= standalone.first and i >= 0 and frame.verb.sent.start == doc[i].sent.start:
            found = frame.speaker
    return found


def _signature(passage: Passage, standalone: Standalone) -> Token | None:
    """Return the name under a quotation that stands by itself: "It is a long game." - Jane Roe."""
    rest = passage.doc[standalone.end :]
    if not _opens(passage, standalone) or not 1 < len(rest) <= _MAX_SIGNATURE or rest[0].text not in _DASHES:
        return None
    if any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in rest):
        return None
    names = [token for token in rest if token.tag_ in ("NNP", "NNPS")]
    first = next((token for token in names if token.ent_type_ == "PERSON" or token.nbor(-1).text in _DASHES), None)
    if first is None:
        return None
    last = first
    while last.i + 1 < len(passage.doc) and last.nbor(1).tag_ in ("NNP", "NNPS"):
        last = last.nbor(1)
    return last


def _only_frame_between(passage: Passage, last: Utterance, first: int, end: int) -> bool:
    """Whether nothing but the rest of the frame's sentence stands between two quotations of a paragraph."""
    stops = [token.i for token in passage.doc[first:end] if token.text in _FULL_STOPS]
    if len(stops) > 1 and _words(passage, stops[0], end):
        return False
    return not stops or not _words(passage, stops[-1], end)
