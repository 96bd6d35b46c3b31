"""Damage is called by its name, by whoever meets it, and no writer makes it look sound."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np
import pytest

from onrecord.errors import IndexCorruptError, IndexWriteError
from onrecord.search import Searcher
from onrecord.storage import IndexReader, IndexWriter, durable, manifest, optimize, verify
from onrecord.storage.manifest import Manifest
from onrecord.testing import HashingEncoder, make_entry, make_index

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ENCODER = HashingEncoder(16)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    entries = [
        make_entry(f"alpha{i} beta{i} " + "x" * 500, title=f"Headline {i}", speaker="Ann Marsh") for i in range(100)
    ]
    return make_index(tmp_path / "ix", entries, encoder=ENCODER)


def exchange_rows(directory: Path) -> None:
    """Exchange two rows of vectors, whose lengths are as right as before."""
    rows = np.memmap(directory / "vectors.f32", dtype="<f4", mode="r+", shape=(100, 16))
    rows[[98, 99]] = rows[[99, 98]]
    rows.flush()


def add_one(directory: Path) -> None:
    make_index(directory, [make_entry("new one")], encoder=ENCODER)


def remove_one(directory: Path) -> None:
    IndexWriter.open(directory).close()


@pytest.mark.parametrize("act", [add_one, remove_one, optimize])
def test_a_writer_refuses_a_damaged_index_as_a_reader_does(directory: Path, act: Callable[[Path], None]) -> None:
    exchange_rows(directory)
    for _ in range(2):
        with pytest.raises(IndexCorruptError, match=r"vectors\.f32 differs from its digest; 'onrecord verify' lists"):
            act(directory)
    assert verify(directory) == ["vectors.f32 differs from its digest"]


@pytest.mark.parametrize("act", [add_one, optimize])
def test_what_is_too_large_to_be_checked_at_open_is_not_given_a_new_digest(
    directory: Path, act: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manifest, "CHECKED_AT_OPEN", 0)
    exchange_rows(directory)
    with pytest.raises(IndexCorruptError, match=r"vectors\.f32 differs from its digest"):
        act(directory)
    assert verify(directory) == ["vectors.f32 differs from its digest"]


def test_the_last_block_is_checked_and_the_full_ones_before_are_not_read(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manifest, "CHECKED_AT_OPEN", 0)
    for module in (durable, manifest):
        monkeypatch.setattr(module, "BLOCK_BYTES", 4096)
    directory = make_index(
        directory.parent / "small_blocks", [make_entry(f"s {i}") for i in range(100)], encoder=ENCODER
    )
    add_one(directory)
    assert verify(directory) == []
    exchange_rows(directory)
    with pytest.raises(IndexCorruptError):
        make_index(directory, [make_entry("and another")], encoder=ENCODER)


def test_overwritten_pages_of_the_store_are_damage_to_a_search(directory: Path) -> None:
    path = directory / "statements.db"
    data = bytearray(path.read_bytes())
    data[12 * 4096 :] = b"\xff" * (len(data) - 12 * 4096)
    path.write_bytes(data)
    with (
        Searcher.open(directory, encoder=ENCODER) as searcher,
        pytest.raises(
            IndexCorruptError, match=r"statements\.db is damaged .*index the articles again into a new folder"
        ),
    ):
        searcher.search("alpha5", k=50)
    assert "is damaged" in verify(directory)[0]
    for act in (add_one, optimize):
        with pytest.raises(IndexCorruptError, match="is damaged"):
            act(directory)


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM statements WHERE ordinal = 5",
        "DELETE FROM articles WHERE article_key = 6",
        "UPDATE statements SET quoted = '[[' WHERE ordinal = 5",
        "UPDATE statements SET said_on = 'yesterday' WHERE ordinal = 5",
    ],
)
def test_rows_that_are_missing_or_make_no_sense_are_damage(directory: Path, change: str) -> None:
    with closing(sqlite3.connect(directory / "statements.db")) as connection:
        connection.execute(change)
        connection.commit()
    with IndexReader.open(directory) as reader, pytest.raises(IndexCorruptError, match=r"statements\.db is damaged"):
        reader.store.statements([5])
    assert verify(directory) != []


def test_a_writer_makes_no_new_store_where_the_committed_one_is_missing(directory: Path) -> None:
    (directory / "statements.db").unlink()
    for _ in range(2):
        with pytest.raises(IndexCorruptError, match=r"statements\.db is missing: index the articles again"):
            add_one(directory)
    assert not (directory / "statements.db").exists()


def test_a_writer_refuses_a_store_of_another_generation(directory: Path) -> None:
    old = (directory / "statements.db").read_bytes()
    add_one(directory)
    (directory / "statements.db").write_bytes(old)
    with pytest.raises(IndexCorruptError, match="it has 100 statements where the manifest says 101"):
        make_index(directory, [make_entry("and another")], encoder=ENCODER)


def test_an_index_that_lost_its_manifest_is_not_begun_anew(directory: Path) -> None:
    manifest_file = directory / "manifest.json"
    kept = manifest_file.read_bytes()
    manifest_file.unlink()
    with pytest.raises(IndexCorruptError, match=r"has lost its manifest\.json: put it back from a copy"):
        add_one(directory)
    manifest_file.write_bytes(kept)
    assert verify(directory) == []


def test_a_first_commit_that_broke_off_before_its_manifest_is_begun_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken, pytest.raises(IndexWriteError):
        broken.setattr(manifest.Manifest, "write", fail)
        add_one(tmp_path / "ix")
    add_one(tmp_path / "ix")
    assert verify(tmp_path / "ix") == []


@pytest.mark.parametrize("change", [{"files": {}}, {"statements": -5}, {"generation": 7}, {"sha256": "0"}])
def test_a_manifest_that_somebody_changed_is_damaged(directory: Path, change: dict[str, object]) -> None:
    path = directory / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))
    for act in (Searcher.open, optimize, verify, add_one):
        with pytest.raises(IndexCorruptError, match=r"manifest\.json is damaged"):
            act(directory)


def damage(directory: Path, sql: str) -> None:
    with closing(sqlite3.connect(Manifest.read(directory).layout(directory).statements)) as connection:
        connection.execute(sql)
        connection.commit()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE articles SET text = replace(text, 'alpha7 ', 'omega7 ') WHERE text LIKE '%alpha7 %'",
        "UPDATE articles SET title = 'Another' WHERE title = 'Headline 7'",
        "UPDATE articles SET fingerprint = 'other' WHERE title = 'Headline 7'",
        "UPDATE statements SET role = 'mayor' WHERE ordinal = 7",
        "UPDATE statements SET quoted = '[[0, 3]]' WHERE ordinal = 7",
        "UPDATE speakers SET name = 'Bo Marsh'",
    ],
)
def test_a_change_within_the_store_is_found_and_never_copied(directory: Path, sql: str) -> None:
    damage(directory, sql)
    assert any("statements.db has other content than was stored" in problem for problem in verify(directory))
    with pytest.raises(IndexCorruptError, match="has other content than was stored"):
        optimize(directory)


def test_digests_survive_additions_removals_and_optimize(directory: Path) -> None:
    add_one(directory)
    with closing(sqlite3.connect(directory / "statements.db")) as connection:
        ((gone,),) = connection.execute("SELECT article_id FROM articles WHERE title = 'Headline 7'").fetchall()
    with IndexWriter.open(directory) as writer:
        assert writer.remove(article_id=gone) == 1
        writer.commit()
    add_one(directory)
    optimize(directory)
    assert verify(directory) == []
    damage(directory, "UPDATE articles SET author = 'nobody' WHERE title = 'Headline 8'")
    assert len(verify(directory)) == 1


def test_a_store_of_an_early_version_gets_its_digests_as_it_grows(directory: Path) -> None:
    damage(directory, "DROP TABLE digests")
    assert verify(directory) == []
    add_one(directory)
    assert verify(directory) == []
    damage(directory, "UPDATE articles SET author = 'nobody' WHERE text LIKE '%new one%'")
    assert len(verify(directory)) == 1
