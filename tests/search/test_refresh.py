"""Moving to the newest generation: never back, never after closing, and only what is new is opened."""

from __future__ import annotations

import json
import shutil
import threading
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.errors import EncoderMismatchError, StorageError
from onrecord.search import Searcher
from onrecord.storage import IndexReader
from onrecord.testing import HashingEncoder, make_entry, make_index

if TYPE_CHECKING:
    from pathlib import Path

ENCODER = HashingEncoder(64)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return add(tmp_path / "ix", "one gas")


def add(directory: Path, text: str) -> Path:
    return make_index(directory, [make_entry(text, statement_id=text)], encoder=ENCODER)


def found(searcher: Searcher, query: str = "gas") -> set[str]:
    return {hit.statement.statement_id for hit in searcher.search(query, mode="keyword").hits}


class Held:
    """A thread that refreshes and is held when it has opened the newest generation, until it is let go."""

    def __init__(self, searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
        self.readers: list[IndexReader] = []
        self.closed: list[IndexReader] = []
        self.result: bool | None = None
        self._opened, self._go = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=lambda: setattr(self, "result", searcher.refresh()))
        opening, closing = IndexReader.open.__func__, IndexReader.close  # type: ignore[attr-defined]

        def open_and_wait(cls: Any, *arguments: Any, **options: Any) -> Any:
            reader = opening(cls, *arguments, **options)
            if threading.current_thread() is self._thread:
                self.readers.append(reader)
                self._opened.set()
                assert self._go.wait(30)
            return reader

        monkeypatch.setattr(IndexReader, "open", classmethod(open_and_wait))
        monkeypatch.setattr(IndexReader, "close", lambda reader: self.closed.append(reader) or closing(reader))
        self._thread.start()
        assert self._opened.wait(30)

    def let_go(self) -> None:
        self._go.set()
        self._thread.join()


def test_two_threads_that_refresh_end_at_the_newest_generation(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Searcher.open(directory, encoder=ENCODER) as searcher:
        add(directory, "two gas")
        slow = Held(searcher, monkeypatch)
        add(directory, "three gas")
        fast = threading.Thread(target=searcher.refresh)
        fast.start()
        # Long enough for a refresh that does not wait its turn.
        fast.join(0.5)
        slow.let_go()
        fast.join()
        assert searcher.generation == 3
        assert found(searcher) == {"one gas", "two gas", "three gas"}


def test_a_refresh_that_ends_after_closing_opens_nothing(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    searcher = Searcher.open(directory, encoder=ENCODER)
    add(directory, "two gas")
    held = Held(searcher, monkeypatch)
    searcher.close()
    held.let_go()
    assert held.result is False
    assert held.readers[0] in held.closed
    with pytest.raises(StorageError, match="closed"):
        searcher.search("gas")


def test_an_index_made_anew_at_the_same_place_is_another_one(directory: Path) -> None:
    with Searcher.open(directory, encoder=ENCODER) as searcher:
        shutil.rmtree(directory)
        add(directory, "new gas")
        assert searcher.generation == 1
        assert searcher.refresh() is True
        assert (searcher.generation, found(searcher)) == (1, {"new gas"})
        assert searcher.refresh() is False


def test_a_refresh_without_news_opens_nothing(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Searcher.open(directory, encoder=ENCODER) as searcher:
        monkeypatch.setattr(IndexReader, "open", None)
        assert searcher.refresh() is False
        assert found(searcher) == {"one gas"}


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders from which encoders have been loaded."""
    folders: list[Path] = []

    def load(folder: Path) -> HashingEncoder:
        folders.append(folder)
        return HashingEncoder(json.loads((folder / "encoder.json").read_text())["dim"])

    monkeypatch.setattr("onrecord.storage.reader.OnnxEncoder.open", load)
    return folders


def test_a_loaded_encoder_is_kept_while_the_index_keeps_its_own(directory: Path, loaded: list[Path]) -> None:
    with Searcher.open(directory) as searcher:
        add(directory, "two gas")
        assert searcher.refresh()
        assert loaded == []
        for text in ("three gas", "four gas"):
            searcher.search("gas")
            add(directory, text)
            assert searcher.refresh()
        assert len(searcher.search("gas").hits) == 4
        assert loaded == [directory / "encoder"]


def test_another_encoder_is_loaded_when_the_index_has_another(directory: Path, loaded: list[Path]) -> None:
    with Searcher.open(directory) as searcher, Searcher.open(directory, encoder=ENCODER) as other:
        searcher.search("gas")
        shutil.rmtree(directory)
        make_index(directory, [make_entry("new gas")], encoder=HashingEncoder(32))
        assert searcher.refresh()
        assert len(searcher.search("gas").hits) == 1
        assert loaded == [directory / "encoder"] * 2
        with pytest.raises(EncoderMismatchError):
            other.refresh()


def test_a_relative_path_stays_what_it_was_when_it_was_opened(
    directory: Path, loaded: list[Path], monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.chdir(directory.parent)
    with Searcher.open("ix") as searcher:
        monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
        assert searcher.stats().bytes_by_part["vectors"] == 64 * 4
        assert len(searcher.search("gas").hits) == 1
        assert loaded == [directory / "encoder"]
        add(directory, "two gas")
        assert searcher.refresh()
        assert found(searcher) == {"one gas", "two gas"}
