"""Which prediction is which gold statement? One to one, by the overlap of their characters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from .agreement import same_speaker, shares_word, span_iou, trimmed
from .assignment import best_pairs
from .gold import words_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..statement import Statement
    from .gold import GoldArticle, GoldStatement

# Two spans are the same statement from here on: intersection over union of their characters.
MIN_IOU: Final = 0.5


@dataclass(frozen=True, slots=True)
class Match:
    """A gold statement and the prediction that it is paired with.

    `same_cue`, `same_mention` and `same_person` are None where gold has none. `exact` is of the outer bounds, without
    punctuation at their edges.
    """

    gold: GoldStatement
    predicted: Statement
    iou: float
    exact: bool
    same_cue: bool | None
    same_mention: bool | None
    same_person: bool | None


@dataclass(frozen=True, slots=True)
class Judged:
    """An article with what was found in it, told apart."""

    gold: GoldArticle
    matches: tuple[Match, ...]
    missed: tuple[GoldStatement, ...]
    spurious: tuple[Statement, ...]


def judge(gold: GoldArticle, predicted: Sequence[Statement]) -> Judged:
    """Match what was found in an article with what should be."""
    matches = match_statements(gold.statements, predicted, gold.article.text)
    matched = {id(side) for match in matches for side in (match.gold, match.predicted)}
    return Judged(
        gold=gold,
        matches=tuple(matches),
        missed=tuple(each for each in gold.statements if id(each) not in matched),
        spurious=tuple(each for each in predicted if id(each) not in matched),
    )


def match_statements(gold: Sequence[GoldStatement], predicted: Sequence[Statement], text: str) -> list[Match]:
    """Pair gold and predictions, each used once, so that their IoU adds up to most; no pair is below `MIN_IOU`."""
    ious = np.array([[overlap(statement, found) for found in predicted] for statement in gold])
    if not ious.size:
        return []
    pairs = best_pairs(np.where(ious >= MIN_IOU, ious, 0.0))
    matches = [_match(gold[g], predicted[p], float(ious[g, p]), text) for g, p in pairs]
    return sorted(matches, key=lambda match: match.predicted.start)


def overlap(gold: GoldStatement, predicted: Statement) -> float:
    """Return the IoU of a gold statement and a prediction.

    A direct statement is the words that it quotes; any other is its outer bounds, a frame in between included, and so
    is the gold it is compared with.
    """
    if predicted.kind == "direct" and predicted.quoted:
        return span_iou(gold.spans, predicted.quoted)
    return span_iou((gold.bounds,), ((predicted.start, predicted.end),))


def _match(gold: GoldStatement, predicted: Statement, iou: float, text: str) -> Match:
    names = gold.speaker_names
    return Match(
        gold=gold,
        predicted=predicted,
        iou=iou,
        exact=trimmed(text, gold.bounds) == trimmed(text, (predicted.start, predicted.end)),
        same_cue=shares_word(gold.cue, predicted.cue or "") if gold.cue else None,
        same_mention=_same_mention(gold, predicted, text) if gold.mention else None,
        same_person=same_speaker(predicted.speaker, names) if names else None,
    )


def _same_mention(gold: GoldStatement, predicted: Statement, text: str) -> bool:
    """Whether both mention the speaker at one place, or, where a prediction does not tell the place, in like words."""
    if predicted.speaker_mention is None:
        return False
    if predicted.evidence is None or not predicted.evidence.chain:
        return shares_word(words_at(text, gold.mention), predicted.speaker_mention)
    place = predicted.evidence.chain[0]
    return span_iou(gold.mention, ((place.start, place.end),)) > 0
