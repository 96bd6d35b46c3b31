"""What was said in quotation marks in an article that no parser reads? Quotations, their frames and speakers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ..contexts import Sentences
from ..extent import Extent
from ..finishing import finished
from ..speakers import Attribution, Finding, Rule, Speaker
from .frames import Frame, frame_of
from .speakers import Speakers
from .utterances import is_utterance
from .words import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ....statement import Statement
    from ..draft import Draft
    from ..quotations import Quotation
    from .lexicon import Lexicon
    from .words import Sentence

# With which the frame ends behind which a quotation goes on in the same sentence.
_MERGING: Final = (",", ":", ";", "–", "—", "-")


@dataclass(frozen=True, slots=True)
class _Found:
    """A statement in the making: its quotations, and the sentence in which one has the frame."""

    block: int
    number: int  # of the sentence
    sentence: Sentence
    at: int
    frame: Frame | None
    quotations: list[Quotation]


def quoted_statements(draft: Draft, lexicon: Lexicon) -> Iterator[Statement]:
    """Yield what somebody said in quotation marks, in the order of the text; without ids."""
    text = draft.article.text
    blocks = [
        (i, sentence)
        for i, reading in draft.readings.items()
        for sentence in sentences(text, draft.blocks[i].body, draft.blocks[i].end, reading.quotations, lexicon)
    ]
    speakers = Speakers(text, [sentence for _, sentence in blocks], lexicon)
    around = Sentences()
    for i, sentence in blocks:
        around.add((sentence[0].start, sentence[-1].end), draft.blocks[i].section)
    said: tuple[int, Speaker] | None = None
    for found in _found(text, blocks, lexicon):
        speaker = _speaker(found, speakers, said)
        if draft.blocks[found.block].kind != "prose" and speaker.name is None:
            continue
        said = (found.block, speaker) if speaker.name is not None else said
        yield _statement(draft, found, speaker, around)


def _found(text: str, blocks: Sequence[tuple[int, Sentence]], lexicon: Lexicon) -> Iterator[_Found]:
    """Yield what is quoted and said, a quotation that goes on behind its frame with the one before it."""
    last: _Found | None = None
    for number, (block, sentence) in enumerate(blocks):
        for at, word in enumerate(sentence):
            if word.quotation is None:
                continue
            frame = frame_of(sentence, at, lexicon)
            if not is_utterance(text, sentence, at, frame, lexicon):
                continue
            found = _Found(block, number, sentence, at, frame, [word.quotation])
            if last is None:
                last = found
            elif _goes_on(last, found):
                framed = last.frame is not None and last.frame.near
                last = replace(last if framed else found, quotations=[*last.quotations, word.quotation])
            else:
                yield last
                last = found
    if last is not None:
        yield last


def _goes_on(last: _Found, found: _Found) -> bool:
    """Whether a quotation carries on the one before: „Das“, sagte Roe, „hält.“, or „Das hält“, sagte Roe. „Es …“."""
    if last.quotations[-1].unclosed:
        return found.block == last.block + 1 and found.number == last.number + 1 and found.at == 0
    frame = last.frame
    if found.block != last.block or frame is None or frame.cue is None or not frame.near or frame.cue[0] < last.at:
        return False
    if found.sentence is last.sentence:
        between = found.sentence[last.at + 1 : found.at]
        return between[-1:] != [] and between[-1].text in _MERGING and all(word.quotation is None for word in between)
    own = found.frame is not None and found.frame.near
    return found.number == last.number + 1 and found.at == 0 and not own


def _speaker(found: _Found, speakers: Speakers, said: tuple[int, Speaker] | None) -> Speaker:
    frame = found.frame
    if frame is not None and frame.speaker is not None:
        words = found.sentence[frame.speaker[0] : frame.speaker[1]]
        return replace(speakers.speaker_of(words, found.number), attribution=frame.attribution)
    alone = found.at == 0 and all(word.is_mark for word in found.sentence[1:])
    if said is not None and found.block - said[0] <= alone and (frame is None or frame.cue is None):
        return replace(said[1], attribution=Attribution.QUOTATION_BEFORE)
    return Speaker(None, finding=Finding(Rule.NOTHING), attribution=Attribution.NONE)


def _statement(draft: Draft, found: _Found, speaker: Speaker, around: Sentences) -> Statement:
    article = draft.article
    start, end = found.quotations[0].start, found.quotations[-1].end
    outer = found.quotations[0].outer_start, found.quotations[-1].outer_end
    cue = None
    if found.frame is not None and found.frame.cue is not None:
        words = found.sentence[found.frame.cue[0] : found.frame.cue[1]]
        cue = " ".join(article.text[words[0].start : words[-1].end].split())
        if found.frame.near:
            outer = min(outer[0], words[0].start), max(outer[1], words[-1].end)
    quoted = tuple((quotation.start, quotation.end) for quotation in found.quotations)
    extent = Extent(start, end, "direct", quoted)
    section = draft.blocks[found.block].section
    return finished(article, extent, speaker, around, section=section, frame=outer, cue=cue)
