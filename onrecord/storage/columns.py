"""Which statements may a search return? What filters look at, as one int32 row per statement."""

from __future__ import annotations

import math
from enum import IntEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from ..statement import KINDS

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from numpy.typing import NDArray

    from ..statement import Statement

NONE: Final = -1
# Confidence is kept in whole thousandths, rounded down.
_CONFIDENCE_UNIT: Final = 1000
# .57 * 1000 may come out as 569.9999999999999.
_CONFIDENCE_DIGITS: Final = 6


class Column(IntEnum):
    """The columns, by position; keys are those of the statement store, NONE where there is nothing.

    DAY is the proleptic ordinal of `date.toordinal`, CONTEXT the row of the statement's context vector.
    """

    ARTICLE = 0
    SPEAKER = 1
    OUTLET = 2
    DAY = 3
    KIND = 4
    CONFIDENCE = 5
    CONTEXT = 6


def column_row(
    statement: Statement, *, article: int, speaker: int | None, outlet: int | None, context: int | None
) -> tuple[int, ...]:
    """Return the row of one statement, in the order of `Column`."""
    return (
        article,
        NONE if speaker is None else speaker,
        NONE if outlet is None else outlet,
        NONE if statement.said_on is None else statement.said_on.toordinal(),
        KINDS.index(statement.kind),
        math.floor(_thousandths(statement.confidence)),
        NONE if context is None else context,
    )


def keys_of(columns: NDArray[np.int32], column: Column, live: NDArray[np.bool_]) -> frozenset[int]:
    """Return the keys that the live statements have in a column; `live` has shape (statements,)."""
    # NONE comes first and is left out.
    return frozenset(np.flatnonzero(np.bincount(columns[live, column] - NONE)[1:]).tolist())


def among(columns: NDArray[np.int32], column: Column, keys: Collection[int]) -> NDArray[np.bool_]:
    """Return the mask of the statements whose `column` has one of the keys, shape (statements,)."""
    values = columns[:, column]
    if len(keys) == 1:
        return np.asarray(values == next(iter(keys)))
    return np.isin(values, np.fromiter(keys, dtype=np.int32, count=len(keys)))


def between(columns: NDArray[np.int32], since: date | None, until: date | None) -> NDArray[np.bool_]:
    """Return the mask of the statements said from `since` to `until`, both inclusive; undated ones are outside."""
    days = columns[:, Column.DAY]
    mask = days != NONE
    if since is not None:
        mask &= days >= since.toordinal()
    if until is not None:
        mask &= days <= until.toordinal()
    return np.asarray(mask)


def at_least(columns: NDArray[np.int32], confidence: float) -> NDArray[np.bool_]:
    """Return the mask of the statements whose speaker is at least this certain, 0 to 1.

    What lies between two thousandths is asked for as the higher one: nothing below passes.
    """
    return np.asarray(columns[:, Column.CONFIDENCE] >= math.ceil(_thousandths(confidence)))


def _thousandths(confidence: float) -> float:
    return round(confidence * _CONFIDENCE_UNIT, _CONFIDENCE_DIGITS)
