"""Is a confidence of 0.8 right in eight cases of ten?"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

BINS: Final = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Cases of like confidence: how many, how sure on average, and how many of them right."""

    cases: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The expected calibration error, and the reliability table that it follows from."""

    error: float
    bins: tuple[Bin, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the fields as JSON values."""
        return {"error": self.error, "bins": [asdict(each) for each in self.bins]}


def calibrate(confidences: Sequence[float], right: Sequence[bool]) -> Calibration:
    """Return Σ bin cases / all cases · |mean confidence - share right|, over ten bins of equally many cases.

    Equal confidences share a bin, so there may be fewer. Naeini, Cooper and Hauskrecht, AAAI 2015; bins of equal mass:
    Nixon et al., Measuring Calibration in Deep Learning, 2019.
    """
    cases = sorted(zip(confidences, right, strict=True))
    gathered: list[list[tuple[float, bool]]] = []
    done = 0
    for _, equal in groupby(cases, key=lambda case: case[0]):
        # A bin takes what begins before its share of the cases ends.
        if not gathered or done * BINS >= len(cases) * len(gathered):
            gathered.append([])
        gathered[-1].extend(equal)
        done = sum(map(len, gathered))
    bins = tuple(_bin(each) for each in gathered)
    error = sum(each.cases * abs(each.confidence - each.accuracy) for each in bins) / max(1, len(cases))
    return Calibration(error, bins)


def _bin(cases: Sequence[tuple[float, bool]]) -> Bin:
    size = len(cases)
    return Bin(size, sum(confidence for confidence, _ in cases) / size, sum(right for _, right in cases) / size)
