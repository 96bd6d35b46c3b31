"""Readers beside a writer: who waits for whom, and what those are told who cannot wait."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import threading
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.errors import IndexLockedError, StorageError
from onrecord.search import Searcher
from onrecord.storage import IndexReader, IndexWriter, database, parts, verify
from onrecord.testing import HashingEncoder, make_entry, make_index

if TYPE_CHECKING:
    from collections.abc import Iterator

ENCODER = HashingEncoder(16)
FILES = [(parts, "write_generation"), (parts.RowFile, "append"), (parts.PartsWriter, "_ann"), (parts, "sync_file")]


def test_readers_read_while_a_writer_is_within_its_transaction(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    directory = make_index(tmp_path / "ix", [make_entry("The flood.")], encoder=ENCODER)
    inside, go_on = threading.Event(), threading.Event()
    real = parts.StatementWriter.mark_removed

    def waiting(*args: Any, **options: Any) -> None:
        inside.set()
        assert go_on.wait(60)
        real(*args, **options)

    monkeypatch.setattr(parts.StatementWriter, "mark_removed", waiting)
    monkeypatch.setattr(database, "_PATIENCE", 0)
    # 3.6 MB; SQLite would keep 2 MB in memory and then spill.
    many = [make_entry(f"Statement {i} " + "x" * 3000) for i in range(1200)]
    thread = threading.Thread(target=make_index, args=(directory, many), kwargs={"encoder": ENCODER})
    thread.start()
    try:
        assert inside.wait(60)
        with Searcher.open(directory, encoder=ENCODER) as searcher:
            assert searcher.search("flood", mode="keyword").total == 1
    finally:
        go_on.set()
        thread.join()
    assert verify(directory) == []


def test_a_transaction_has_nothing_in_it_but_sql(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with IndexWriter.open(tmp_path / "ix", encoder=ENCODER) as writer:
        connection = writer._parts.store._connection
        states: list[tuple[str, bool]] = []

        def watched(owner: Any, name: str) -> None:
            real = getattr(owner, name)

            def watch(*args: Any, **options: Any) -> Any:
                states.append((name, connection.in_transaction))
                return real(*args, **options)

            monkeypatch.setattr(owner, name, watch)

        for owner, name in FILES:
            watched(owner, name)
        monkeypatch.setattr(parts, "needs_ann", lambda *_: False)
        writer.add(make_entry("The flood.", title="A headline"))
        writer.commit()
    assert {name for name, _ in states} >= {"write_generation", "append", "_ann"}
    assert not any(inside for _, inside in states)


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    with closing(sqlite3.connect(directory / "statements.db")) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield


def test_a_store_that_stays_locked_is_called_locked_and_not_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_PATIENCE", 0)
    directory = make_index(tmp_path / "ix", [make_entry("The flood.")], encoder=ENCODER)
    with Searcher.open(directory, encoder=ENCODER) as searcher, locked(directory):
        with pytest.raises(
            IndexLockedError, match=r"statements\.db is locked while another process commits: try again"
        ):
            searcher.search("flood")
        with pytest.raises(IndexLockedError, match="is locked while another process commits"):
            IndexReader.open(directory)
        with pytest.raises(IndexLockedError, match="is locked while another process commits"):
            IndexWriter.open(directory)
    assert verify(directory) == []


KILLED = """
    import os, sqlite3, sys
    connection = sqlite3.connect(sys.argv[1], isolation_level=None)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE statements SET context_before = hex(randomblob(3000))")
    os.kill(os.getpid(), 9)
"""


@contextmanager
def without_the_right_to_write(directory: Path) -> Iterator[None]:
    if os.geteuid() == 0:
        # To root everything can be written.
        os.seteuid(65534)
        try:
            yield
        finally:
            os.seteuid(0)
        return
    paths = [directory, *directory.rglob("*")]
    modes = [path.stat().st_mode for path in paths]
    for path, mode in zip(paths, modes, strict=True):
        path.chmod(mode & ~0o222)
    try:
        yield
    finally:
        for path, mode in zip(paths, modes, strict=True):
            path.chmod(mode)


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that every user can enter, which those of pytest are not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.skipif(os.name != "posix", reason="users and modes are POSIX's")
def test_who_may_not_write_is_told_who_can_put_right_what_a_killed_writer_left(public_folder: Path) -> None:
    directory = make_index(public_folder / "ix", [make_entry(f"The flood {i}.") for i in range(50)], encoder=ENCODER)
    with without_the_right_to_write(directory), Searcher.open(directory, encoder=ENCODER) as searcher:
        assert searcher.search("flood", mode="keyword").total == 50
    script = textwrap.dedent(KILLED)
    subprocess.run([sys.executable, "-c", script, directory / "statements.db"], check=False)
    assert (directory / "statements.db-journal").exists()
    with (
        without_the_right_to_write(directory),
        pytest.raises(
            IndexLockedError, match=r"somebody who may must open the index once, e\.g\. by 'onrecord verify'"
        ),
    ):
        Searcher.open(directory, encoder=ENCODER)
    assert verify(directory) == []
    with without_the_right_to_write(directory), Searcher.open(directory, encoder=ENCODER) as searcher:
        assert searcher.search("flood", mode="keyword").total == 50


@pytest.mark.skipif(os.name != "posix", reason="users and modes are POSIX's")
def test_who_may_not_read_is_not_told_to_index_again(public_folder: Path) -> None:
    directory = make_index(public_folder / "ix", [make_entry("The flood.")], encoder=ENCODER)
    (directory / "statements.db").chmod(0)
    with without_the_right_to_write(directory), pytest.raises(StorageError, match="mend the permissions"):
        IndexReader.open(directory)
