"""Which frame attributes which quotation and which clause? Passage by passage, to utterances."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .headlines import label_of, name_behind_colon
from .nesting import Reported, nested_frames, standing_frames
from .ownership import hint_before, owner_of
from .unattributed import MAX_CARRY, continued, holds_words, opens_paragraph, unattributed
from .utterances import Utterance
from .word_lists import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from .frames import Frame, Stretch
    from .passages import Passage, Standalone

_WORD: Final = re.compile(r"\w+")
# Whose words within a quotation are the speaker's, or those of whoever is spoken to.
_OWN: Final = words_of("i we you me us")
_SHORTEST_ECHO: Final = 3
# Each is looked for in all quotations: enough for any article, and a bound for one that is all headings.
_MAX_ECHOES: Final = 50
_FULL_STOPS: Final = frozenset((".", "!", "?", "..."))


def attribute(passages: Sequence[Passage]) -> list[Utterance]:
    """Return the utterances of an article in the order of its passages."""
    utterances: list[Utterance] = []
    last: Utterance | None = None
    announced: Utterance | None = None
    echoes: list[Utterance] = []
    around: dict[int, Utterance] = {}
    for passage in passages:
        if passage.inside is not None:  # these come last
            around = around or {id(quotation): each for each in utterances for quotation in each.quotations}
            utterances.extend(_told_inside(passage, around.get(id(passage.inside))))
            continue
        if passage.block.kind != "prose":
            # A heading goes on with nothing, and nothing with it.
            found = _in_passage(passage, None, None)[0]
            if not found and (label := label_of(passage.doc)) is not None:
                found = [Utterance(passage, hint=label[0], contents=[label[1]])]
            attributed = [each for each in found if each.hint is not None or each.frame is not None]
            utterances.extend(attributed)
            echoes.extend(_quotations_left(passage, attributed))
            continue
        if announced is not None and passage.paragraph - announced.passage.paragraph > MAX_CARRY:
            announced = None
        found, announced = _in_passage(passage, last, announced)
        utterances.extend(found)
        last = found[-1] if found else last
    return [*utterances, *_echoing(echoes, utterances)]


def _told_inside(passage: Passage, around: Utterance | None) -> Iterator[Utterance]:
    """Yield what others are told to have said within a quotation: "He told me 'We go'," she said."""
    if around is None:
        return
    for each in _in_passage(passage, None, None)[0]:
        if (
            each.frame is not None
            and each.frame.speaker is not None
            and _tells_of_another(each.frame, each.frame.speaker)
        ):
            each.within = around
            yield each


def _tells_of_another(frame: Frame, speaker: Token) -> bool:
    """Whether a frame within a quotation tells what somebody said, and not the speaker, nor people in general.

    "More and more countries say 'We will not choose'" puts words into the mouths of many.
    """
    general = speaker.tag_ == "NNS" and frame.verb.tag_ == "VBP"
    return frame.verb.tag_ not in ("VB", "VBG") and speaker.lower_ not in _OWN and not general


def _quotations_left(passage: Passage, found: Sequence[Utterance]) -> Iterator[Utterance]:
    """Yield the quotations of a heading that are part of no utterance, each as one of its own."""
    spans = [passage.span_of(*contents) for each in found for contents in each.contents]
    spans.extend((quotation.outer_start, quotation.outer_end) for each in found for quotation in each.quotations)
    for quotation in passage.reading.quotations:
        words = len(passage.reading.words_of(quotation).split())
        if words >= _SHORTEST_ECHO and not any(start <= quotation.start < end for start, end in spans):
            yield Utterance(passage, quotations=[quotation])


def _echoing(echoes: Sequence[Utterance], utterances: Sequence[Utterance]) -> Iterator[Utterance]:
    """Yield the quotations of headings that the article quotes again, or that a name follows: "We pay": Roe on tax."""
    quoted = [(" ".join(map(_words, each.quotations_said())), each) for each in utterances if each.quotations]
    for echo in echoes[:_MAX_ECHOES]:
        words = " ".join(map(_words, echo.quotations_said()))
        source = next((each for said, each in quoted if words and f" {words} " in f" {said} "), None)
        echo.carried_from = source
        echo.hint = name_behind_colon(echo.passage.doc) if source is None else None
        if source is not None or echo.hint is not None:
            yield echo


def _words(quotation: str) -> str:
    return " ".join(_WORD.findall(quotation.lower()))


def _in_passage(
    passage: Passage, before: Utterance | None, announced: Utterance | None
) -> tuple[list[Utterance], Utterance | None]:
    """Return the utterances of a passage, and one that it announces for the next: "Roe wrote on her blog:".

    `before` is the last utterance of the passages before it, which a quotation here may go on with.
    """
    frames = standing_frames(passage)
    found: list[Utterance] = []
    by_verb: dict[int, Utterance] = {}
    for standalone, owner in zip(passage.standalones, _owners(passage, frames), strict=True):
        last = found[-1] if found else before
        utterance = _taken_up(passage, standalone, last, announced) or (by_verb.get(owner.verb.i) if owner else None)
        if utterance is None and owner is None:
            utterance = continued(passage, standalone, last) or unattributed(passage, standalone, frames, last)
        elif utterance is None or (utterance.frame is None and owner is not None):
            utterance = _with_frame(utterance, passage, owner)
        if utterance is None:
            continue
        utterance.quotations.append(standalone.quotation)
        if utterance is not before and utterance not in found:
            found.append(utterance)
        if owner is not None and utterance.frame is owner:
            by_verb.setdefault(owner.verb.i, utterance)
    for frame, contents in frames:
        _add_clauses(passage, frame, contents, by_verb, found)
    for (frame, contents), around in nested_frames(frames, passage):
        if around.verb.i in by_verb:
            found.append(Utterance(passage, frame, contents, within=by_verb[around.verb.i]))
    return sorted(found, key=lambda utterance: utterance.start), _announced(passage, frames, by_verb)


def _with_frame(utterance: Utterance | None, passage: Passage, frame: Frame | None) -> Utterance:
    """Give an utterance that was begun without a frame the one that is found now, or begin one."""
    if utterance is None:
        return Utterance(passage, frame)
    utterance.passage, utterance.frame = passage, frame
    utterance.carried_from = utterance.hint = None
    return utterance


def _taken_up(
    passage: Passage, standalone: Standalone, last: Utterance | None, announced: Utterance | None
) -> Utterance | None:
    """Return the utterance that the paragraph before left open or announced, and which begins this one."""
    if not opens_paragraph(passage, standalone):
        return None
    if last is not None and last.passage is not passage and last.open_ended:
        return last
    return announced


def _owners(passage: Passage, frames: Sequence[Reported]) -> list[Frame | None]:
    standalones = passage.standalones
    owners = [owner_of(passage, standalone, frames) for standalone in standalones]
    for k in range(len(standalones) - 2, -1, -1):
        # "Yes." "We go," he said: both are his.
        asked = passage.reading.words_of(standalones[k].quotation).rstrip().endswith("?")
        if owners[k] is None and not asked and not holds_words(passage, standalones[k].end, standalones[k + 1].first):
            owners[k] = owners[k + 1]
    for frame, contents in frames:
        for k, standalone in enumerate(standalones):
            if frame.cue.lemma == "according to" and owners[k] is not None:
                continue  # "Yes," he shot back, according to a friend: both are told
            if any(first <= standalone.first < end for first, end in contents):
                owners[k] = frame
    return owners


def _add_clauses(
    passage: Passage, frame: Frame, contents: list[Stretch], by_verb: dict[int, Utterance], found: list[Utterance]
) -> None:
    """Add what a frame reports to its utterance, or make one of it."""
    stood_for = {i for standalone in passage.standalones for i in range(standalone.first, standalone.end)}
    contents = [
        (first, end)
        for first, end in contents
        if any(i not in stood_for and not passage.doc[i].is_punct for i in range(first, end))
    ]
    if not contents or frame.speaker is None:
        return
    utterance = by_verb.get(frame.verb.i)
    if utterance is None:
        utterance = by_verb[frame.verb.i] = Utterance(passage, frame)
        found.append(utterance)
    elif utterance.quotations and not _holds_verb(passage, contents):
        return  # "...," she urged the Republicans: whom, not what
    if utterance.passage is passage:
        utterance.contents = contents


def _holds_verb(passage: Passage, contents: Sequence[Stretch]) -> bool:
    return any(token.tag_[:2] in ("VB", "MD") for first, end in contents for token in passage.doc[first:end])


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
