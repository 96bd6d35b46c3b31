"""The filters that look at columns."""

from __future__ import annotations

import numpy as np

from onrecord.storage.columns import NONE, Column, at_least, column_row, keys_of
from onrecord.testing import make_entry


def passes(confidence: float, wanted: float) -> bool:
    statement = make_entry("x", speaker="A", confidence=confidence).statements[0]
    row = column_row(statement, article=1, speaker=1, outlet=None, context=None)
    return bool(at_least(np.array([row], dtype=np.int32), wanted)[0])


def test_what_is_certain_enough_to_the_thousandth_passes_and_nothing_below() -> None:
    for thousandths in range(1, 1001):
        wanted = thousandths / 1000
        assert passes(wanted, wanted), wanted
        assert passes(min(1.0, wanted + 0.0004), wanted), wanted
        assert not passes(wanted - 0.0004, wanted), wanted
        assert not passes(wanted - 0.0004, wanted - 0.0002), wanted


def test_the_smallest_confidence_asked_for_leaves_out_none_at_all() -> None:
    assert passes(0.0, 0.0)
    assert not passes(0.0, 0.0004)


def test_keys_are_those_of_live_statements() -> None:
    columns = np.zeros((5, len(Column)), dtype=np.int32)
    columns[:, Column.SPEAKER] = [7, NONE, 2, 7, 9]
    live = np.array([True, True, True, False, False])
    assert keys_of(columns, Column.SPEAKER, live) == {7, 2}
    assert keys_of(columns, Column.SPEAKER, ~live) == {7, 9}
    assert keys_of(columns, Column.SPEAKER, np.zeros(5, dtype=np.bool_)) == set()
    assert keys_of(columns[:0], Column.SPEAKER, live[:0]) == set()
