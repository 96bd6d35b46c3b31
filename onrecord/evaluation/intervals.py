"""How much would a measure differ on other articles? Bootstrap intervals."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Final

import numpy as np

from .counts import Counts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

RESAMPLES: Final = 1_000
_SEED: Final = 20_240_714
_PERCENTILES: Final = (2.5, 97.5)


def interval(articles: Sequence[Counts], measure: Callable[[Counts], float]) -> tuple[float, float]:
    """Return the bounds of 95 % of a measure, by drawing as many articles anew, with repetition, 1,000 times.

    The percentile bootstrap: Efron and Tibshirani, An Introduction to the Bootstrap, 1993. The draws are the same for
    every measure and in every run.
    """
    if not articles:
        return 0.0, 0.0
    names = [field.name for field in fields(Counts)]
    rows = np.array([[getattr(each, name) for name in names] for each in articles])
    size = len(articles)
    drawn = np.random.default_rng(_SEED).multinomial(size, np.full(size, 1 / size), size=RESAMPLES)
    values = [measure(Counts(**dict(zip(names, row, strict=True)))) for row in (drawn @ rows).tolist()]
    low, high = np.percentile(values, _PERCENTILES)
    return float(low), float(high)
