"""An index that version 0.1.0 wrote opens with every later version, and says the same."""

from __future__ import annotations

import importlib.util
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from onrecord.search import Searcher
from onrecord.statement import Evidence, Link
from onrecord.storage import IndexReader, IndexWriter, optimize, verify
from onrecord.storage.keyword import Phrase, Prefix, Word
from onrecord.testing import HashingEncoder, make_entry

GOLDEN = Path(__file__).parent.parent / "golden"
ENCODER = HashingEncoder(16)


def said() -> list[tuple[Any, ...]]:
    spec = importlib.util.spec_from_file_location("make_index_v1", GOLDEN / "make_index_v1.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    rows: list[tuple[Any, ...]] = module.SAID
    return rows


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A copy, because even reading may leave SQLite's traces in a folder that git watches."""
    shutil.copytree(GOLDEN / "index_v1", tmp_path / "index")
    return tmp_path / "index"


def test_it_opens_and_is_sound(directory: Path) -> None:
    assert verify(directory) == []


def test_it_holds_what_was_put_into_it(directory: Path) -> None:
    with IndexReader.open(directory) as reader:
        assert reader.live.tolist() == [True, True, True, True, False]
        for ordinal, (statement, article) in enumerate(reader.store.statements(range(5))):
            statement_id, text, speaker, kind, day = said()[ordinal]
            assert (statement.statement_id, statement.text, statement.speaker, statement.kind, statement.said_on) == (
                statement_id, text, speaker, kind, day,
            )  # fmt: skip
            assert (article.outlet, article.url) == ("The Example", f"https://example.org/{statement_id}")
            assert (statement.section, statement.context_before) == ("Who pays", "The council met on Tuesday.")
        texts = [text for _, text, *_ in said()]
        np.testing.assert_allclose(reader.vectors.rows, ENCODER.encode(texts), atol=1e-6)


def test_its_words_are_found(directory: Path) -> None:
    with IndexReader.open(directory) as reader:
        found = reader.keyword.matching
        assert found(Word("nobody")).tolist() == [True, False, True, False, False]
        assert found(Word("councils")).tolist() == [True] * 5
        assert found(Phrase("on a napkin")).tolist() == [False, False, True, False, False]
        assert found(Prefix("harb")).tolist() == [True] * 5
        assert found(Prefix("napk")).tolist() == [False, False, True, False, False]
        assert found(Word("US")).tolist() == [False, False, False, True, False]


def test_it_has_no_evidence_and_keeps_that_of_new_statements(directory: Path) -> None:
    evidence = Evidence(attribution="signature", rule="full name", chain=(Link("one", 4, 7),))
    entry = make_entry("and one more about the harbour", statement_id="new")
    entry = replace(entry, statements=[replace(entry.statements[0], evidence=evidence)])
    with IndexReader.open(directory) as reader:
        # A reader from before goes on reading while the writer adds what the store had no place for.
        with IndexWriter.open(directory, encoder=ENCODER) as writer:
            writer.add(entry)
            writer.commit()
        assert [each.evidence for each, _ in reader.store.statements(range(5))] == [None] * 5
    with IndexReader.open(directory) as reader:
        assert [each.evidence for each, _ in reader.store.statements(range(6))] == [None] * 5 + [evidence]
    assert verify(directory) == []


def test_it_is_searched_added_to_and_optimized(directory: Path) -> None:
    with Searcher.open(directory, encoder=ENCODER) as searcher:
        hits = searcher.search("harbour", speaker="marsh", since="2024").hits
        assert [hit.statement.statement_id for hit in hits] == ["g1"]
        assert searcher.statement("g4").statement.said_on == date(1999, 12, 31)
    with IndexWriter.open(directory, encoder=ENCODER) as writer:
        writer.add(make_entry("and one more about the harbour", statement_id="new"))
        writer.commit()
    assert verify(directory) == []
    optimize(directory)
    assert verify(directory) == []
    with Searcher.open(directory, encoder=ENCODER) as searcher:
        found = {hit.statement.statement_id for hit in searcher.search("harbour", k=10).hits}
        assert found == {"g1", "g2", "g3", "g4", "new"}
