"""How does a finished statement look? Extent, speaker, day and surroundings, put together."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from ...statement import statement_id_of
from .attribution import attribute
from .casting import cast_of
from .contexts import Sentences, sentence_spans
from .extent import Extent, extent_of
from .finishing import finished
from .interviews import find_answers
from .light import quoted_statements
from .resolution import Resolver
from .said_on import said_on
from .talking_points import find_points
from .turn_speakers import introduce, speakers_of_turns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ...statement import Statement
    from .characters import Cast
    from .draft import Draft
    from .passages import Passage, Span
    from .speakers import Speaker
    from .transcript import Turn
    from .utterances import Utterance


def statements_of(draft: Draft, passages: Sequence[Passage]) -> list[Statement]:
    """Return an article's statements in the order of the text."""
    found = list(_parsed(draft, passages) if draft.lexicon is None else quoted_statements(draft, draft.lexicon))
    found.sort(key=lambda statement: (statement.start, statement.end))
    # Of two attributions of the same words, the second is the one nearer to them.
    distinct = {(statement.start, statement.end): statement for statement in found}
    return list(_numbered(list(distinct.values())))


def _parsed(draft: Draft, passages: Sequence[Passage]) -> Iterator[Statement]:
    cast = cast_of(passages)
    introduce(draft.turns, cast)
    turns: list[tuple[Turn, Speaker]] = list(zip(draft.turns, speakers_of_turns(draft.turns, cast), strict=True))
    turns.extend(find_answers(draft, passages, cast))
    turns.extend(find_points(draft, passages, cast))
    speaking = {turn.block: speaker for turn, speaker in turns}
    sentences = _sentences(draft, [turn for turn, _ in turns])
    yield from _from_utterances(draft, passages, cast, sentences, speaking)
    for turn, speaker in turns:
        extent = Extent(turn.start, turn.end, turn.kind, turn.quoted)
        yield finished(draft.article, extent, speaker, sentences, section=draft.blocks[turn.block].section)


def _numbered(statements: Sequence[Statement]) -> Iterator[Statement]:
    """Give every statement its id; equal words are told apart by their order."""
    seen: Counter[str] = Counter()
    for statement in statements:
        words = " ".join(statement.spoken.split())
        yield replace(statement, statement_id=statement_id_of(statement.article_id, words, seen[words]))
        seen[words] += 1


def _sentences(draft: Draft, turns: Iterable[Turn]) -> Sentences:
    sentences = Sentences()
    spoken = {turn.block: (turn.start, turn.end) for turn in turns}
    for i, block in enumerate(draft.blocks):
        if i in spoken:
            sentences.add(spoken[i], block.section)
        elif i in draft.readings:
            for span in sentence_spans(draft.readings[i]):
                sentences.add(span, block.section)
    return sentences


def _from_utterances(
    draft: Draft,
    passages: Sequence[Passage],
    cast: Cast,
    sentences: Sentences,
    speaking: Mapping[int, Speaker],
) -> Iterator[Statement]:
    """Yield what is found in prose, and of others in turns; `speaking` says whose turn a block is."""
    article = draft.article
    resolver = Resolver(cast, passages)
    for utterance in attribute(passages):
        speaker = resolver.speaker_of(utterance)
        if utterance.within is not None and speaker.name is None:
            continue
        turn = speaking.get(utterance.passage.paragraph)
        if turn is not None and (utterance.frame is None or speaker.name in (None, turn.name)):
            continue  # "I said ...": part of the turn
        extent = extent_of(utterance, article.text)
        if extent is None or (speaker.name is None and utterance.passage.block.kind != "prose"):
            continue
        yield finished(
            article,
            extent,
            speaker,
            sentences,
            section=utterance.passage.block.section,
            frame=_frame_span(utterance),
            cue=_cue(utterance, article.text),
            day=said_on(article.published, utterance.passage, utterance.frame),
        )


def _frame_span(utterance: Utterance) -> Span:
    """Return the outer bounds of the frame, or of the quotations where there is none."""
    if utterance.frame is not None:
        return utterance.passage.span_of(utterance.frame.left, utterance.frame.right)
    if utterance.quotations:
        return utterance.quotations[0].outer_start, utterance.quotations[-1].outer_end
    return utterance.passage.span_of(utterance.contents[0][0], utterance.contents[-1][1])


def _cue(utterance: Utterance, text: str) -> str | None:
    if utterance.frame is None:
        return None
    start, end = utterance.passage.span_of(*utterance.frame.cue_stretch)
    return " ".join(text[start:end].split())
