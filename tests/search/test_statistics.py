"""What an index costs: the bytes of its own files, while others come and go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.search import Searcher
from onrecord.storage import optimize
from onrecord.testing import HashingEncoder, make_entry, make_index

if TYPE_CHECKING:
    from pathlib import Path

ENCODER = HashingEncoder(64)


def bytes_of(*paths: Path) -> int:
    return sum(path.stat().st_size for path in paths)


def test_each_part_counts_the_bytes_of_its_files_and_foreign_ones_do_not_count(tmp_path: Path) -> None:
    directory = make_index(tmp_path / "ix", [make_entry("gas", title="Fees"), make_entry("oil")], encoder=ENCODER)
    (directory / ".DS_Store").write_bytes(b"x" * 1000)
    (directory / "notes").mkdir()
    (directory / "notes" / "todo.txt").write_bytes(b"x" * 1000)
    with Searcher.open(directory, encoder=ENCODER) as searcher:
        assert searcher.stats().bytes_by_part == {
            "columns": 2 * 7 * 4,
            "contexts": 64 * 4,
            "encoder": bytes_of(*(directory / "encoder").iterdir()),
            "keyword": bytes_of(*(directory / "keyword").iterdir()),
            "manifest": bytes_of(directory / "manifest.json"),
            "statements": bytes_of(directory / "statements.db"),
            "vectors": 2 * 64 * 4,
        }


def test_an_old_generation_has_its_figures_after_its_files_are_gone(tmp_path: Path) -> None:
    directory = make_index(tmp_path / "ix", [make_entry("gas"), make_entry("oil")], encoder=ENCODER)
    with Searcher.open(directory, encoder=ENCODER) as searcher:
        before = searcher.stats()
        make_index(directory, [make_entry("coal")], encoder=ENCODER)
        optimize(directory)
        assert not (directory / "statements.db").exists()
        after = searcher.stats()
    assert (after.generation, after.statements) == (before.generation, before.statements) == (1, 2)
    assert {**after.bytes_by_part, "statements": 0, "manifest": 0} == {
        **before.bytes_by_part,
        "statements": 0,
        "manifest": 0,
    }
