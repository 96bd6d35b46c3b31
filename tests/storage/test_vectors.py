"""Exact and approximate vector search against inner products worked out by NumPy in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from onrecord.errors import IndexCorruptError
from onrecord.storage import vectors as module
from onrecord.storage.rows import RowFile
from onrecord.storage.vectors import Vectors, needs_ann, write_ann

if TYPE_CHECKING:
    from pathlib import Path

DIM = 32
COUNT = 6_000


def unit(rows: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def rows() -> np.ndarray[Any, Any]:
    rng = np.random.default_rng(0)
    centres = rng.standard_normal((200, DIM))
    return unit(centres[rng.integers(0, 200, COUNT)] + 0.4 * rng.standard_normal((COUNT, DIM)))


@pytest.fixture(params=["flat", "faiss", "faiss with a tail"])
def index(request: Any, rows: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vectors:
    monkeypatch.setattr(module, "_EXACT_ROWS", 100)
    monkeypatch.setattr(module, "_MIN_CANDIDATES", 300)
    if request.param == "flat":
        return Vectors.open(rows)
    covered = COUNT if request.param == "faiss" else COUNT - 700
    record = write_ann(rows[:covered], tmp_path / "a.faiss")
    assert record.rows == covered
    return Vectors.open(rows, path=tmp_path / "a.faiss", record=record)


def oracle(rows: Any, query: Any, k: int, allowed: Any = None) -> tuple[list[int], list[float]]:
    scores = rows @ query
    order = [i for i in np.lexsort((np.arange(len(rows)), -scores)) if allowed is None or allowed[i]][:k]
    return [int(i) for i in order], [float(scores[i]) for i in order]


@pytest.mark.parametrize("k", [1, 10, 50])
def test_the_best_rows_are_those_of_an_exact_scan(index: Vectors, rows: Any, k: int) -> None:
    queries = unit(rows[::300] + 0.1)
    hits = total = 0
    for query in queries:
        ordinals, scores = index.search(query, k)
        expected, _ = oracle(rows, query, k)
        hits += len(set(ordinals.tolist()) & set(expected))
        total += k
        np.testing.assert_allclose(scores, rows[ordinals] @ query, atol=1e-6)
        assert sorted(scores, reverse=True) == scores.tolist()
    assert hits / total >= (1.0 if index.flat else 0.99)


@pytest.mark.parametrize("share", [0.5, 0.1, 0.01, 0.001, 0.0002, 0.0])
def test_a_filter_never_costs_recall(index: Vectors, rows: Any, share: float) -> None:
    rng = np.random.default_rng(1)
    allowed = rng.random(COUNT) < share
    hits = total = 0
    for query in unit(rows[::500] + 0.05):
        ordinals, _ = index.search(query, 10, allowed=allowed)
        expected, _ = oracle(rows, query, 10, allowed)
        assert allowed[ordinals].all()
        assert len(ordinals) == len(expected)
        hits += len(set(ordinals.tolist()) & set(expected))
        total += len(expected)
    assert hits >= 0.99 * total


def test_a_filter_that_goes_against_the_query_still_gets_its_rows(index: Vectors, rows: Any) -> None:
    query = rows[0]
    allowed = (rows @ query) < np.quantile(rows @ query, 0.3)
    ordinals, _ = index.search(query, 20, allowed=allowed)
    expected, _ = oracle(rows, query, 20, allowed)
    assert set(ordinals.tolist()) == set(expected)


def test_equal_rows_come_in_their_order() -> None:
    rows = unit(np.ones((5, 4)))
    ordinals, _ = Vectors.open(rows).search(rows[0], 3)
    assert ordinals.tolist() == [0, 1, 2]


@pytest.mark.parametrize("count", [7, 50, 203])
def test_equal_rows_score_the_same_wherever_they_lie(rows: Any, count: int) -> None:
    same = Vectors.open(np.repeat(rows[:1], count, axis=0))
    assert len(set(same.scores(rows[1]).tolist())) == 1
    assert len(set(same.scores(rows[1], np.arange(0, count, 3)).tolist()) | set(same.scores(rows[1]).tolist())) == 1


def test_a_shorter_list_is_the_beginning_of_a_longer_one(index: Vectors, rows: Any) -> None:
    for query in unit(np.random.default_rng(3).standard_normal((20, rows.shape[1]))):
        longer, _ = index.search(query, 100)
        for k in (1, 10, 50):
            assert index.search(query, k)[0].tolist() == longer[:k].tolist()


def test_scores_of_any_rows_are_exact_and_in_the_order_asked_for(index: Vectors, rows: Any) -> None:
    asked = np.array([5_999, 0, 17, 17, 3_000])
    query = unit(rows[3:4] + 0.2)[0]
    np.testing.assert_allclose(index.scores(query, asked), [rows[i] @ query for i in asked], atol=1e-6)
    everything = np.arange(COUNT)[::-1]
    np.testing.assert_allclose(index.scores(query, everything), (rows @ query)[::-1], atol=1e-6)


def test_rows_are_added_to_a_faiss_index_without_training_it_anew(rows: Any, tmp_path: Path) -> None:
    first = write_ann(rows[:5_000], tmp_path / "first.faiss")
    opened = Vectors.open(rows[:5_000], path=tmp_path / "first.faiss", record=first)
    second = write_ann(rows, tmp_path / "second.faiss", previous=opened)
    grown = Vectors.open(rows, path=tmp_path / "second.faiss", record=second)
    assert (second.rows, grown.ann.ntotal) == (COUNT, COUNT)
    assert second.recall >= 0.99
    assert set(grown.search(rows[-1], 1)[0].tolist()) == {COUNT - 1}


def test_when_a_faiss_index_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FLAT_ROWS", 10)
    monkeypatch.setattr(module, "TAIL_ROWS", 5)
    record = module.AnnRecord(rows=12, candidates=1, recall=1.0)
    assert not needs_ann(np.zeros((10, 8), np.float32), None)
    assert needs_ann(np.zeros((11, 8), np.float32), None)
    assert not needs_ann(np.zeros((16, 8), np.float32), record)
    assert needs_ann(np.zeros((17, 8), np.float32), record)
    assert not needs_ann(np.zeros((99, 7), np.float32), None)


def test_a_damaged_faiss_file_is_an_error_with_its_name(rows: Any, tmp_path: Path) -> None:
    (tmp_path / "a.faiss").write_bytes(b"no index")
    record = module.AnnRecord(rows=5, candidates=1, recall=1.0)
    with pytest.raises(IndexCorruptError, match=r"a\.faiss"):
        Vectors.open(rows, path=tmp_path / "a.faiss", record=record)


def test_rows_are_read_back_as_they_were_written_and_cut_off_behind(tmp_path: Path) -> None:
    file = RowFile(tmp_path / "rows.f32", 3, np.dtype("<f4"))
    assert file.read(0).shape == (0, 3)
    file.append(np.arange(12).reshape(4, 3))
    file.append(np.zeros((0, 3)))
    first = file.read(2)
    file.append(np.full((1, 3), 9))
    assert first.tolist() == [[0, 1, 2], [3, 4, 5]]
    assert file.read(5)[4].tolist() == [9, 9, 9]
    file.truncate(4)
    assert file.path.stat().st_size == 4 * 3 * 4
    file.truncate(10)
    assert file.path.stat().st_size == 4 * 3 * 4
    with pytest.raises(IndexCorruptError, match="has 4 rows where the manifest says 5"):
        file.read(5)
    with pytest.raises(ValueError, match="width"):
        file.append(np.zeros((1, 2)))
    file.path.unlink()
    with pytest.raises(IndexCorruptError, match="missing"):
        file.read(1)
