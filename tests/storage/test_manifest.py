"""The manifest and the files that it vouches for."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from onrecord.encoder import EncoderInfo
from onrecord.errors import IndexCorruptError, IndexFormatError, IndexMissingError
from onrecord.storage import durable
from onrecord.storage.durable import block_digests, replace_file
from onrecord.storage.layout import Layout, is_part
from onrecord.storage.manifest import AnnRecord, FileRecord, Manifest

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = Manifest(
    generation=7,
    epoch=2,
    statements=10,
    live=9,
    articles=3,
    contexts=4,
    encoder=EncoderInfo(name="e", fingerprint="f", dim=8, max_tokens=256),
    index_id="0123abcd",
    ann={"vectors": AnnRecord(rows=5, candidates=100, recall=0.995)},
    files={"a.bin": FileRecord(size=3, blocks=("x",), grows=True)},
)


def test_a_manifest_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    MANIFEST.write(tmp_path)
    assert Manifest.read(tmp_path) == MANIFEST
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.json"]


def test_a_manifest_of_before_index_ids_has_an_empty_one(tmp_path: Path) -> None:
    MANIFEST.write(tmp_path)
    row = json.loads((tmp_path / "manifest.json").read_text())
    del row["index_id"], row["sha256"]
    (tmp_path / "manifest.json").write_text(json.dumps(row))
    assert Manifest.read(tmp_path) == replace(MANIFEST, index_id="")


def test_no_manifest_is_no_index(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError, match="onrecord index SOURCE"):
        Manifest.read(tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(IndexMissingError):
        Manifest.read(tmp_path / "file")


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"format": 2}, IndexFormatError, "format 2, this version of OnRecord reads 1: install a newer OnRecord"),
        ({"format": 0}, IndexFormatError, "index the articles again"),
        ({"format": "x"}, IndexFormatError, "format x"),
        ({"generation": None}, IndexCorruptError, "damaged"),
        ({"encoder": {}}, IndexCorruptError, "damaged"),
        ({"files": [1]}, IndexCorruptError, "damaged"),
    ],
)
def test_another_format_and_a_damaged_manifest_say_what_to_do(
    tmp_path: Path, change: dict[str, object], error: type[Exception], message: str
) -> None:
    MANIFEST.write(tmp_path)
    row = json.loads((tmp_path / "manifest.json").read_text())
    (tmp_path / "manifest.json").write_text(json.dumps(row | change))
    with pytest.raises(error, match=message):
        Manifest.read(tmp_path)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"generation": 1}'])
def test_what_is_no_manifest_is_called_damaged(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(IndexCorruptError, match="damaged"):
        Manifest.read(tmp_path)


def test_block_digests_are_the_sha256_of_each_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "BLOCK_BYTES", 4)
    path = tmp_path / "data"
    path.write_bytes(b"aaaabbbbcc")
    expected = [hashlib.sha256(block).hexdigest() for block in (b"aaaa", b"bbbb", b"cc")]
    assert list(block_digests(path, 10)) == expected
    assert list(block_digests(path, 6)) == [expected[0], hashlib.sha256(b"bb").hexdigest()]
    # Digests of full blocks that are known are believed, so that appending does not read the whole file.
    assert list(block_digests(path, 10, ["known"])) == ["known", *expected[1:]]
    assert block_digests(path, 0) == ()


def test_problems_name_the_file_that_is_missing_short_long_or_changed(tmp_path: Path) -> None:
    for name in ("same", "missing", "short", "long", "changed", "grown"):
        (tmp_path / name).write_bytes(b"0123456789")
    grown = MANIFEST.record(tmp_path, [tmp_path / "grown"], grows=True)
    fixed = MANIFEST.record(tmp_path, [tmp_path / n for n in ("same", "missing", "short", "long", "changed")])
    manifest = replace(MANIFEST, files=fixed | grown)
    assert manifest.problems(tmp_path, thorough=True) == []
    (tmp_path / "missing").unlink()
    (tmp_path / "short").write_bytes(b"01234")
    (tmp_path / "long").write_bytes(b"0123456789a")
    (tmp_path / "changed").write_bytes(b"012345678x")
    (tmp_path / "grown").write_bytes(b"0123456789 and more")
    found = manifest.problems(tmp_path, thorough=True)
    assert sorted(problem.split()[0] for problem in found) == ["changed", "long", "missing", "short"]
    assert found == manifest.problems(tmp_path, thorough=False), "small files are checked whenever an index is opened"


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    replace_file(tmp_path / "f", b"one")
    replace_file(tmp_path / "f", b"two")
    assert (tmp_path / "f").read_bytes() == b"two"
    assert [path.name for path in tmp_path.iterdir()] == ["f"]


def test_each_epoch_has_names_of_its_own_and_strangers_are_left_alone(tmp_path: Path) -> None:
    first, second = Layout(tmp_path, 0), Layout(tmp_path, 1)
    assert first.names == {"statements.db", "keyword", "vectors.f32", "contexts.f32", "columns.i32"}
    assert not first.names & second.names
    for name in (*first.names, *second.names, first.ann("vectors", 50_000).name, "manifest.json.new"):
        assert is_part(name), name
    for name in ("manifest.json", "encoder", "notes.txt", "write.lock", "statements.db.bak", "keywords"):
        assert not is_part(name), name
