"""Adding, replacing, removing and committing: what a reader sees, and what a crash leaves."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import textwrap
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from onrecord.errors import (
    EncoderError,
    EncoderMismatchError,
    IndexCorruptError,
    IndexLockedError,
    IndexMissingError,
    IndexWriteError,
    InputError,
    QueryError,
    StorageError,
)
from onrecord.statement import Article, Evidence, Link, RunnerUp, Statement, in_context
from onrecord.storage import Column, Entry, IndexReader, IndexWriter, Manifest, optimize, parts, verify
from onrecord.storage.keyword import Word
from onrecord.testing import HashingEncoder, make_entry, make_index

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

ENCODER = HashingEncoder(16)


def entries(count: int, *, first: int = 0) -> list[Entry]:
    return [
        make_entry(
            f"Statement number {i} about the harbour and the {'flood' if i % 2 else 'grain'}",
            statement_id=f"s{i}",
            speaker=f"Speaker {i % 3}",
            outlet=f"Outlet {i % 2}",
            said_on=date(2024, 1, 1 + i % 28),
            title=f"Headline {i // 4}",
        )
        for i in range(first, first + count)
    ]


def seen(directory: Path) -> list[str]:
    """All statement ids that a reader sees, checked in every part."""
    with IndexReader.open(directory) as reader:
        ordinals = np.flatnonzero(reader.live)
        pairs = reader.store.statements(ordinals.tolist())
        said = [statement.spoken for statement, _ in pairs]
        np.testing.assert_allclose(reader.vectors.rows[ordinals], ENCODER.encode(said), atol=1e-6)
        for ordinal, (statement, article) in zip(ordinals, pairs, strict=True):
            row = reader.columns[ordinal]
            assert reader.speakers[statement.speaker or ""] == row[Column.SPEAKER]
            context = reader.contexts.rows[row[Column.CONTEXT]]
            np.testing.assert_allclose(context, ENCODER.encode([in_context(article, statement)])[0], atol=1e-6)
            assert reader.keyword.matching(Word(statement.text.split()[2]))[ordinal]
        assert reader.keyword.count == reader.count
        return [statement.statement_id for statement, _ in pairs]


def test_what_is_committed_is_seen_in_every_part(tmp_path: Path) -> None:
    make_index(tmp_path / "ix", entries(5), encoder=ENCODER)
    assert seen(tmp_path / "ix") == ["s0", "s1", "s2", "s3", "s4"]
    make_index(tmp_path / "ix", entries(3, first=5), encoder=ENCODER)
    assert seen(tmp_path / "ix") == [f"s{i}" for i in range(8)]
    assert verify(tmp_path / "ix") == []
    m = Manifest.read(tmp_path / "ix")
    assert (m.generation, m.statements, m.live, m.articles, m.contexts) == (2, 8, 8, 8, 8)


def test_statements_and_articles_come_back_as_they_went_in(tmp_path: Path) -> None:
    text = "“We won’t,” she said, “ever.”\nThe end \U0001f600 \x00 of it."
    article = Article.from_text(
        text, title="T", url="https://example.org/a", outlet="O", published=date(2024, 2, 29), author="A", language="en"
    )
    statement = Statement(
        statement_id="id",
        article_id=article.article_id,
        text=text[1:27],
        kind="mixed",
        start=1,
        end=27,
        quoted=((1, 10), (22, 27)),
        speaker="Zoë Ñandú",
        speaker_mention="she",
        role="minister",
        cue="said",
        section="S",
        context_before="before",
        context_after="after",
        said_on=date(2024, 2, 28),
        confidence=0.123456,
        evidence=Evidence(
            attribution="subject of the cue",
            rule="a rule",
            speaker_kind="person",
            chain=(Link("she", 12, 15), Link("The end \U0001f600", 30, 39)),
            rivals=1,
            distance=0,
            agrees=False,
            runner_up=RunnerUp("Ñ", 0.25),
        ),
    )
    make_index(tmp_path / "ix", [Entry(article, (statement,), "f")], encoder=ENCODER)
    with IndexReader.open(tmp_path / "ix") as reader:
        assert reader.store.statements([0]) == [(statement, article)]
        assert [each.article for each in reader.store.entries(generation=1)] == [article]


def test_the_same_article_again_changes_nothing(tmp_path: Path) -> None:
    make_index(tmp_path / "ix", entries(4), encoder=ENCODER)
    before = {p: p.read_bytes() for p in (tmp_path / "ix").rglob("*") if p.is_file()}
    with IndexWriter.open(tmp_path / "ix", encoder=ENCODER) as writer:
        assert [writer.status(entry) for entry in entries(5)] == ["unchanged"] * 4 + ["new"]
        assert writer.commit().generation == 1
    assert {p: p.read_bytes() for p in (tmp_path / "ix").rglob("*") if p.is_file()} == before


def test_a_changed_article_replaces_its_old_statements(tmp_path: Path) -> None:
    make_index(tmp_path / "ix", entries(4), encoder=ENCODER)
    changed = make_entry("Statement number 1 corrected", statement_id="s1", speaker="Speaker 1", title="Headline 0")
    with IndexWriter.open(tmp_path / "ix", encoder=ENCODER) as writer:
        assert writer.status(changed) == "replaced"
        writer.add(changed)
        assert writer.status(changed) == "unchanged"
        manifest = writer.commit()
    assert (manifest.statements, manifest.live, manifest.articles) == (5, 4, 4)
    assert seen(tmp_path / "ix") == ["s0", "s2", "s3", "s1"]
    with IndexReader.open(tmp_path / "ix") as reader:
        ordinal = reader.store.ordinal("s1", generation=2)
        assert ordinal == 4
        assert reader.store.statements([4])[0][0].text == "Statement number 1 corrected"


def test_an_article_twice_in_one_commit_counts_once_and_the_later_wins(tmp_path: Path) -> None:
    later = make_entry("Statement two of the same article", statement_id="s0", speaker="Speaker 9")
    with IndexWriter.open(tmp_path / "ix", encoder=ENCODER) as writer:
        writer.add(entries(1)[0])
        assert writer.status(later) == "replaced"
        writer.add(later)
        assert writer.pending_statements == 1
        writer.commit()
    with IndexReader.open(tmp_path / "ix") as reader:
        assert reader.store.statements([0])[0][0].speaker == "Speaker 9"
        assert reader.count == 1


@pytest.mark.parametrize(
    ("criterion", "left"),
    [
        ({"article_id": "s2"}, ["s0", "s1", "s3", "s4"]),
        ({"outlet": "Outlet 0"}, ["s1", "s3"]),
        ({"url": "https://example.org/none"}, ["s0", "s1", "s2", "s3", "s4"]),
    ],
)
def test_removing_hides_the_articles_statements(tmp_path: Path, criterion: dict[str, str], left: list[str]) -> None:
    make_index(tmp_path / "ix", entries(5), encoder=ENCODER)
    with IndexWriter.open(tmp_path / "ix") as writer:
        assert writer.remove(**criterion) == 5 - len(left)
        assert writer.remove(**criterion) == 0
        writer.commit()
    assert seen(tmp_path / "ix") == left
    assert verify(tmp_path / "ix") == []


@pytest.mark.parametrize("committed", [True, False])
@pytest.mark.parametrize(
    "criteria", [{}, {"url": "https://example.org/none", "outlet": "Outlet 0"}, {"article_id": "s0", "url": "u"}]
)
def test_removing_wants_exactly_one_criterion(tmp_path: Path, criteria: dict[str, str], *, committed: bool) -> None:
    with IndexWriter.open(tmp_path / "ix", encoder=ENCODER) as writer:
        for entry in entries(2):
            writer.add(entry)
        if committed:
            writer.commit()
        with pytest.raises(QueryError, match="give exactly one of article_id, url, outlet"):
            writer.remove(**criteria)
        assert writer.commit().live == 2


def test_a_removed_article_can_be_added_again(tmp_path: Path) -> None:
    make_index(tmp_path / "ix", entries(2), encoder=ENCODER)
    with IndexWriter.open(tmp_path / "ix", encoder=ENCODER) as writer:
        writer.remove(article_id="s0")
        assert writer.status(entries(1)[0]) == "new"
        writer.add(entries(1)[0])
        writer.commit()
    assert seen(tmp_path / "ix") == ["s1", "s0"]


def test_what_was_not_committed_is_dropped(tmp_path: Path) -> None:
    make_index(tmp_path / "ix", entries(2), encoder=ENCODER)
    with IndexWriter.open(tmp_path / "ix", encoder=ENCODER) as writer:
        writer.add(entries(1, first=9)[0])
    assert seen(tmp_path / "ix") == ["s0", "s1"]


def test_a_reader_keeps_its_generation_while_others_are_committed_and_optimized(tmp_path: Path) -> None:
    directory = make_index(tmp_path / "ix", entries(6), encoder=ENCODER)
    with IndexReader.open(directory) as old:
        make_index(directory, entries(3, first=6), encoder=ENCODER)
        with IndexWriter.open(directory) as writer:
            writer.remove(article_id="s0")
            writer.commit()
        optimize(directory)
        assert old.live.tolist() == [True] * 6
        assert [s.statement_id for s, _ in old.store.statements(range(6))] == [f"s{i}" for i in range(6)]
        assert old.keyword.scorer([Word("harbour")]).best(100).total == 6
        assert old.vectors.rows.shape == (6, 16)
    assert seen(directory) == [f"s{i}" for i in range(1, 9)]


def test_a_reader_knows_the_names_of_its_own_generation_that_have_statements_left(tmp_path: Path) -> None:
    first = make_entry("One.", statement_id="1", speaker="Ada Lomax", outlet="The Example")
    second = make_entry("Two.", statement_id="2", speaker="Jon Petrie", outlet="The Sample")
    directory = make_index(tmp_path / "ix", [first], encoder=ENCODER)
    with IndexReader.open(directory) as old:
        make_index(directory, [second], encoder=ENCODER)
        with IndexWriter.open(directory) as writer:
            writer.remove(article_id="1")
            writer.commit()
        assert (list(old.speakers), list(old.outlets)) == (["Ada Lomax"], ["The Example"])
    with IndexReader.open(directory) as new:
        assert (list(new.speakers), list(new.outlets)) == (["Jon Petrie"], ["The Sample"])


def test_optimize_drops_what_was_removed_and_changes_nothing_else(tmp_path: Path) -> None:
    directory = make_index(tmp_path / "ix", entries(8), encoder=ENCODER)
    make_index(directory, entries(4, first=8), encoder=ENCODER)
    with IndexWriter.open(directory) as writer:
        writer.remove(outlet="Outlet 1")
        writer.commit()
    before = seen(directory)
    report = optimize(directory)
    assert report.dropped == 6
    assert report.bytes_after < report.bytes_before
    assert seen(directory) == before == ["s0", "s2", "s4", "s6", "s8", "s10"]
    manifest = Manifest.read(directory)
    assert (manifest.epoch, manifest.statements, manifest.live, manifest.articles) == (1, 6, 6, 6)
    assert verify(directory) == []
    assert {p.name for p in directory.iterdir() if parts.is_part(p.name)} == manifest.layout(directory).names
    # Adding goes on in the new epoch, and what was unchanged before is so still.
    with IndexWriter.open(directory, encoder=ENCODER) as writer:
        assert writer.status(entries(1)[0]) == "unchanged"
        writer.add(entries(1, first=20)[0])
        writer.commit()
    assert seen(directory)[-1] == "s20"


def test_an_index_of_nothing_can_be_committed_optimized_and_verified(tmp_path: Path) -> None:
    with IndexWriter.open(tmp_path / "ix", encoder=ENCODER) as writer:
        writer.commit()
    assert seen(tmp_path / "ix") == []
    optimize(tmp_path / "ix")
    assert verify(tmp_path / "ix") == []


def test_an_index_keeps_its_id_and_another_at_the_same_path_has_its_own(tmp_path: Path) -> None:
    directory = make_index(tmp_path / "ix", entries(2), encoder=ENCODER)
    first = Manifest.read(directory).index_id
    make_index(directory, entries(1, first=2), encoder=ENCODER)
    optimize(directory)
    assert Manifest.read(directory).index_id == first
    shutil.rmtree(directory)
    make_index(directory, entries(2), encoder=ENCODER)
    assert "" != Manifest.read(directory).index_id != first


STEPS: list[tuple[Any, str]] = [
    (parts.RowFile, "append"),
    (parts, "write_generation"),
    (parts.StatementWriter, "append"),
    (parts.StatementWriter, "mark_removed"),
    (parts.PartsWriter, "_ann"),
    (parts.PartsWriter, "_files"),
    (Manifest, "write"),
]


@pytest.mark.parametrize(("owner", "name"), STEPS, ids=[name for _, name in STEPS])
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()], ids=type)
def test_a_commit_that_breaks_off_leaves_the_generation_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, when: str, error: BaseException
) -> None:
    directory = make_index(tmp_path / "ix", entries(5), encoder=ENCODER)
    real = getattr(owner, name)

    def breaking(*args: Any, **options: Any) -> Any:
        if when == "after":
            real(*args, **options)
        raise error

    expected = IndexWriteError if isinstance(error, OSError) else KeyboardInterrupt
    committed = name == "write" and when == "after"
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, breaking)
        with pytest.raises(expected), IndexWriter.open(directory, encoder=ENCODER) as writer:
            writer.remove(article_id="s1")
            writer.add(entries(1, first=10)[0])
            writer.commit()
    after = ["s0", "s2", "s3", "s4", "s10"]
    before = ["s0", "s1", "s2", "s3", "s4"]
    assert seen(directory) == (after if committed else before)
    make_index(directory, entries(1, first=10), encoder=ENCODER)
    assert seen(directory) == (["s0", "s2", "s3", "s4", "s10"] if committed else [*before, "s10"])
    assert verify(directory) == []


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_commit_that_breaks_off_between_sqlite_and_the_columns_leaves_the_generation_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    directory = make_index(tmp_path / "ix", entries(5), encoder=ENCODER)
    real = parts.RowFile.append

    def breaking(file: Any, rows: Any) -> None:
        ours = file.path.name == "columns.i32"
        if not ours or when == "after":
            real(file, rows)
        if ours:
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(parts.RowFile, "append", breaking)
        with pytest.raises(IndexWriteError), IndexWriter.open(directory, encoder=ENCODER) as writer:
            writer.remove(article_id="s1")
            writer.add(entries(1, first=10)[0])
            writer.commit()
    assert seen(directory) == ["s0", "s1", "s2", "s3", "s4"]
    make_index(directory, entries(1, first=10), encoder=ENCODER)
    assert seen(directory) == ["s0", "s1", "s2", "s3", "s4", "s10"]
    assert verify(directory) == []


@pytest.mark.parametrize("name", ["append", "publish"])
def test_an_optimize_that_breaks_off_leaves_the_index_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    directory = make_index(tmp_path / "ix", entries(5), encoder=ENCODER)

    def breaking(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(parts.PartsWriter, name, breaking)
        with pytest.raises(IndexWriteError, match="No space left"):
            optimize(directory)
    assert seen(directory) == ["s0", "s1", "s2", "s3", "s4"]
    optimize(directory)
    assert seen(directory) == ["s0", "s1", "s2", "s3", "s4"]
    assert verify(directory) == []


KILLED = """
    import os, sys
    from pathlib import Path
    from onrecord.storage import IndexWriter
    from onrecord.testing import HashingEncoder, make_entry

    with IndexWriter.open(Path(sys.argv[1]), encoder=HashingEncoder(16)) as writer:
        for i in range(10_000):
            writer.add(make_entry(f"Statement {i} of the killed", statement_id=f"k{i}", speaker="Nobody", title="T"))
            writer.commit()
            print(i, flush=True)
"""


def test_a_killed_process_loses_nothing_that_it_had_committed(tmp_path: Path) -> None:
    directory = make_index(tmp_path / "ix", entries(3), encoder=ENCODER)
    for acknowledged in (0, 3, 11):
        with subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", textwrap.dedent(KILLED), str(directory)], stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            while int(process.stdout.readline()) < acknowledged:
                pass
            process.kill()
        ids = seen(directory)
        assert set(ids) >= {"s0", "s1", "s2", *(f"k{i}" for i in range(acknowledged + 1))}
        assert verify(directory) == []
        with IndexWriter.open(directory, encoder=ENCODER) as writer:
            for i in range(10_000):
                writer.remove(article_id=f"k{i}") if f"k{i}" in ids else None
            writer.commit()
    assert seen(directory) == ["s0", "s1", "s2"]


def test_a_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    with IndexWriter.open(tmp_path / "ix", encoder=ENCODER) as writer:
        writer.add(entries(1)[0])
        writer.commit()
        with pytest.raises(IndexLockedError, match=f"process {os.getpid()} on .* is writing"):
            IndexWriter.open(tmp_path / "ix", encoder=ENCODER)
        with pytest.raises(IndexLockedError):
            optimize(tmp_path / "ix")
    make_index(tmp_path / "ix", entries(1, first=1), encoder=ENCODER)
    assert seen(tmp_path / "ix") == ["s0", "s1"]


def test_the_lock_of_a_dead_process_is_taken_over(tmp_path: Path) -> None:
    directory = make_index(tmp_path / "ix", entries(1), encoder=ENCODER)
    (directory / "write.lock").touch()
    (directory / "write.owner").write_text(json.dumps({"pid": 999_999, "host": "elsewhere"}))
    make_index(directory, entries(1, first=1), encoder=ENCODER)
    assert seen(directory) == ["s0", "s1"]


def test_another_encoder_is_refused(tmp_path: Path) -> None:
    directory = make_index(tmp_path / "ix", entries(1), encoder=ENCODER)
    with pytest.raises(EncoderMismatchError, match="hashing-16, not with hashing-8"):
        IndexWriter.open(directory, encoder=HashingEncoder(8))
    with pytest.raises(EncoderMismatchError, match="hashing-16, not with hashing-8"):
        IndexReader.open(directory, encoder=HashingEncoder(8))


def test_no_index_to_remove_from_or_to_read(tmp_path: Path) -> None:
    for opening in (IndexWriter.open, IndexReader.open, optimize, verify):
        with pytest.raises(IndexMissingError, match="no index at"):
            opening(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(IndexWriteError, match="cannot write to the index"):
        IndexWriter.open(tmp_path / "file" / "ix", encoder=ENCODER)


def test_a_closed_writer_says_so(tmp_path: Path) -> None:
    writer = IndexWriter.open(tmp_path / "ix", encoder=ENCODER)
    writer.add(entries(1)[0])
    writer.close()
    calls: list[Callable[[], Any]] = [
        lambda: writer.add(entries(1)[0]),
        lambda: writer.remove(article_id="s0"),
        lambda: writer.status(entries(1)[0]),
        writer.commit,
    ]
    for call in calls:
        with pytest.raises(StorageError, match="this IndexWriter is closed: open another"):
            call()
    assert not (tmp_path / "ix" / "manifest.json").exists()


class Faulty(HashingEncoder):
    """An encoder whose next answer can be spoiled."""

    def __init__(self) -> None:
        super().__init__(16)
        self.spoil: Callable[[Any], Any] | None = None

    def encode(self, texts: Sequence[str]) -> Any:
        rows = super().encode(texts)
        return rows if self.spoil is None else self.spoil(rows)


def _refuse(_: Any) -> Any:
    raise ConnectionError("the embedding service is away")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (_refuse, r"hashing-16 failed on 3 texts: ConnectionError\('the embedding service is away'\)"),
        (lambda rows: rows[:-1], r"returned rows of shape \(2, 16\), not \(3, 16\)"),
        (lambda rows: np.vstack([rows, rows[:1]]), r"returned rows of shape \(4, 16\), not \(3, 16\)"),
        (lambda rows: rows[:, :8], r"returned rows of shape \(3, 8\), not \(3, 16\)"),
        (lambda rows: rows * 3, r"returned a row of length 3\.0000 for 'Headline 0\\nStatement number 0"),
        (lambda rows: rows * np.nan, "returned a row of length nan"),
        (lambda _: "rows", "failed on 3 texts|returned rows of shape"),
    ],
)
def test_what_an_encoder_does_wrong_is_its_error_and_loses_nothing(
    tmp_path: Path, spoil: Callable[[Any], Any], message: str
) -> None:
    encoder = Faulty()
    with IndexWriter.open(tmp_path / "ix", encoder=encoder) as writer:
        for entry in entries(3):
            writer.add(entry)
        encoder.spoil = spoil
        with pytest.raises(EncoderError, match=message):
            writer.commit()
        encoder.spoil = None
        assert writer.commit().live == 3
    assert seen(tmp_path / "ix") == ["s0", "s1", "s2"]
    assert verify(tmp_path / "ix") == []


def test_the_work_of_opening_and_adding_does_not_grow_with_the_index(tmp_path: Path) -> None:
    """SQLite counts the steps of its machine; a scan of a table takes some per row."""
    steps = []
    for count in (50, 500):
        directory = make_index(tmp_path / str(count), entries(count), encoder=ENCODER)
        with IndexWriter.open(directory, encoder=ENCODER) as writer:
            connection = writer._parts.store._connection
            taken: list[int] = []
            connection.set_progress_handler(lambda taken=taken: taken.append(1), 1)
            writer._parts.drop_leftovers()
            writer.status(entries(1, first=1000)[0])
            writer.add(entries(1, first=1000)[0])
            writer.commit()
            steps.append(len(taken))
    # An index on ten times the rows may be one level deeper.
    assert steps[1] < 1.2 * steps[0]


def test_half_a_character_and_a_misplaced_statement_are_refused(tmp_path: Path) -> None:
    good = entries(1)[0]
    half = replace(good, article=replace(good.article, title="half \ud83d"))
    wrong = replace(good, statements=(replace(good.statements[0], start=1, end=len(good.article.text)),))
    with IndexWriter.open(tmp_path / "ix", encoder=ENCODER) as writer:
        with pytest.raises(InputError, match="half a character"):
            writer.add(half)
        with pytest.raises(InputError, match="is not at"):
            writer.add(wrong)


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(bytes(data))


def test_verify_finds_a_flipped_byte_in_every_file(tmp_path: Path) -> None:
    source = make_index(tmp_path / "ix", entries(40), encoder=ENCODER)
    names = [name for name in Manifest.read(source).files if (source / name).stat().st_size]
    assert len(names) > 8
    for name in names:
        directory = tmp_path / "copy"
        shutil.copytree(source, directory)
        _flip(directory / name)
        assert any(name in problem for problem in verify(directory)), name
        shutil.rmtree(directory)


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(path.read_bytes()[:-5])])
def test_opening_finds_a_missing_or_cut_file(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    source = make_index(tmp_path / "ix", entries(10), encoder=ENCODER)
    for name in [*Manifest.read(source).files, "statements.db"]:
        if name == "statements.db" and (source / name).stat().st_size == 0:
            continue
        directory = tmp_path / "copy"
        shutil.copytree(source, directory)
        if (directory / name).stat().st_size:
            damage(directory / name)
            if name == "statements.db" and (directory / name).exists():
                assert verify(directory) != []
            else:
                with pytest.raises(IndexCorruptError):
                    IndexReader.open(directory)
        shutil.rmtree(directory)


def test_verify_compares_the_parts_with_the_system_of_record(tmp_path: Path) -> None:
    directory = make_index(tmp_path / "ix", entries(10), encoder=ENCODER)
    import sqlite3  # noqa: PLC0415

    connection = sqlite3.connect(directory / "statements.db")
    connection.execute("UPDATE statements SET kind = 'indirect' WHERE ordinal = 4")
    connection.execute("DELETE FROM statements WHERE ordinal = 7")
    connection.commit()
    connection.close()
    problems = " ".join(verify(directory))
    assert "statement s4: its columns differ from statements.db" in problems
    assert "statement 7 is in the columns but not in statements.db" in problems
