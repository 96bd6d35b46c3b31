"""How likely is a speaker the right one? Evidence to a probability, by a table that is fitted to gold statements.

The logarithm of the odds is the sum of the weights of what is known (logistic regression). `eval/calibrate.py` fits
the weights and writes the table.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from .confidence_table import RUNNER_UP_SHARE, WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...statement import Evidence

# More rivals, or a greater distance, tell no more than this many.
_MANY: Final = 2
_FAR: Final = 3
# Nobody is certain, and no name that is worth showing impossible.
_LEAST: Final = 0.01
_DIGITS: Final = 3


def confidence_of(evidence: Evidence, weights: Mapping[str, float] = WEIGHTS) -> float:
    """Return the probability that the speaker is the right one; 0 where there is none."""
    if evidence.speaker_kind is None:
        return 0.0
    odds = math.exp(sum(weights.get(feature, 0.0) for feature in features_of(evidence)))
    return round(min(max(odds / (1 + odds), _LEAST), 1 - _LEAST), _DIGITS)


def runner_up_confidence(confidence: float) -> float:
    """Return the probability that the second is the right one."""
    return round((1 - confidence) * RUNNER_UP_SHARE, _DIGITS)


def features_of(evidence: Evidence) -> Iterator[str]:
    """Yield what is known of a speaker, each as a name of the table."""
    yield f"rule: {evidence.rule}"
    yield f"attribution: {evidence.attribution}"
    yield f"kind: {evidence.speaker_kind}"
    yield f"rivals: {min(evidence.rivals, _MANY)}"
    if evidence.distance is not None:
        yield f"distance: {min(evidence.distance, _FAR)}"
    if evidence.agrees is not None:
        yield f"agrees: {evidence.agrees}"
