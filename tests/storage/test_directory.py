"""Whose files are these? What a writer takes, deletes and records in the index directory."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from onrecord.errors import IndexWriteError
from onrecord.search import Searcher
from onrecord.storage import IndexReader, IndexWriter, Manifest, optimize, size_on_disk, verify
from onrecord.testing import HashingEncoder, make_entry, make_index

if TYPE_CHECKING:
    from pathlib import Path

ENCODER = HashingEncoder(16)
STRANGERS = [
    "encoder/my_thesis.py",
    "keyword/notes.txt",
    "keyword/onrecord_notes.txt",
    "todo.new",
    "keyword@7/notes.txt",
]


def put_strangers(directory: Path) -> None:
    for name in STRANGERS:
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


def strangers_left(directory: Path) -> list[str]:
    return [name for name in STRANGERS if (directory / name).is_file() and (directory / name).read_text() == name]


def test_a_folder_of_something_else_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    put_strangers(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(IndexWriteError, match=r"holds no index but something else .* name a new or an empty folder"):
        IndexWriter.open(tmp_path, encoder=ENCODER)
    assert sorted(tmp_path.rglob("*")) == before
    assert strangers_left(tmp_path) == STRANGERS


def test_an_empty_folder_and_that_of_a_first_run_that_broke_off_are_taken(tmp_path: Path) -> None:
    (tmp_path / "ix").mkdir()
    IndexWriter.open(tmp_path / "ix", encoder=ENCODER).close()
    assert not (tmp_path / "ix" / "manifest.json").exists()
    (tmp_path / "ix" / "encoder.new").mkdir()
    make_index(tmp_path / "ix", [make_entry("The flood.")], encoder=ENCODER)
    assert verify(tmp_path / "ix") == []
    assert not (tmp_path / "ix" / "encoder.new").exists()


def test_no_writer_deletes_what_it_has_not_written(tmp_path: Path) -> None:
    IndexWriter.open(tmp_path / "ix", encoder=ENCODER).close()
    put_strangers(tmp_path / "ix")
    for text in ("The flood.", "The storm."):
        make_index(tmp_path / "ix", [make_entry(text)], encoder=ENCODER)
        assert strangers_left(tmp_path / "ix") == STRANGERS
    optimize(tmp_path / "ix")
    make_index(tmp_path / "ix", [make_entry("The rain.")], encoder=ENCODER)
    assert strangers_left(tmp_path / "ix") == STRANGERS
    assert [path.name for path in (tmp_path / "ix" / "keyword").iterdir() if path.suffix != ".txt"] == []
    assert verify(tmp_path / "ix") == []


def test_a_file_that_somebody_puts_beside_the_encoder_is_not_recorded(tmp_path: Path) -> None:
    directory = make_index(tmp_path / "ix", [make_entry("The flood.")], encoder=ENCODER)
    (directory / "encoder" / ".DS_Store").write_text("x")
    (directory / "encoder" / "folder").mkdir()
    make_index(directory, [make_entry("The storm.")], encoder=ENCODER)
    optimize(directory)
    shutil.rmtree(directory / "encoder" / "folder")
    (directory / "encoder" / ".DS_Store").unlink()
    assert [name for name in Manifest.read(directory).files if name.startswith("encoder")] == ["encoder/encoder.json"]
    with Searcher.open(directory, encoder=ENCODER) as searcher:
        assert searcher.search("storm", mode="keyword").total == 1


class WithFolder(HashingEncoder):
    """An encoder whose files lie in a folder of their own."""

    def export(self, directory: Path) -> None:
        super().export(directory)
        (directory / "onnx").mkdir()
        (directory / "onnx" / "model").write_text("weights")


def test_an_encoder_may_have_folders(tmp_path: Path) -> None:
    directory = make_index(tmp_path / "ix", [make_entry("The flood.")], encoder=WithFolder(16))
    make_index(directory, [make_entry("The storm.")], encoder=WithFolder(16))
    assert verify(directory) == []
    (directory / "encoder" / "onnx" / "model").write_text("weightz")
    assert verify(directory) == ["encoder/onnx/model differs from its digest"]


def test_functions_that_take_a_directory_take_its_name(tmp_path: Path) -> None:
    name = str(make_index(str(tmp_path / "ix"), [make_entry("The flood.")], encoder=ENCODER))
    with IndexWriter.open(name, encoder=ENCODER) as writer:
        writer.add(make_entry("The storm."))
        writer.commit()
    assert verify(name) == []
    assert optimize(name).dropped == 0
    assert size_on_disk(name) == size_on_disk(tmp_path / "ix") > 0


def test_the_size_on_the_disk_leaves_out_what_is_gone_meanwhile(tmp_path: Path) -> None:
    (tmp_path / "seen").write_text("12345")
    # A link to nowhere is what a file looks like that was listed and then deleted.
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    assert size_on_disk(tmp_path) == 5


def test_optimize_makes_one_segment_and_one_generation_of_many_chunks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [make_entry(f"Statement {i} of flood {i % 3}", title=f"Headline {i % 7}") for i in range(20)]
    directory = make_index(tmp_path / "ix", entries, encoder=ENCODER)
    make_index(directory, [make_entry("One more flood")], encoder=ENCODER)
    monkeypatch.setattr("onrecord.storage.compact._CHUNK", 4)
    with Searcher.open(directory, encoder=ENCODER) as searcher:
        before = [(hit.statement, hit.score) for hit in searcher.search("flood 2", k=30).hits]
        optimize(directory)
        assert (searcher.generation, searcher.refresh(), searcher.generation) == (2, True, 3)
        assert [(hit.statement, hit.score) for hit in searcher.search("flood 2", k=30).hits] == before
    assert verify(directory) == []
    assert len({path.name.split(".")[0] for path in (directory / "keyword@1").glob("onrecord_*")}) == 1
    assert [path.name for path in (directory / "keyword@1").glob("*.toc")] == ["_onrecord_3.toc"]
    with IndexReader.open(directory) as reader:
        # The last one has no headline, so no context either.
        assert (reader.count, reader.manifest.contexts) == (21, 20)


def test_an_optimize_that_drops_everything_leaves_an_empty_index(tmp_path: Path) -> None:
    directory = make_index(tmp_path / "ix", [make_entry("The flood.", outlet="The Example")], encoder=ENCODER)
    with IndexWriter.open(directory) as writer:
        writer.remove(outlet="The Example")
        writer.commit()
    assert optimize(directory).dropped == 1
    assert Manifest.read(directory).statements == 0
    make_index(directory, [make_entry("The storm.")], encoder=ENCODER)
    assert verify(directory) == []
