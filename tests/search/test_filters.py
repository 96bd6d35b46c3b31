"""What may be found at all: what a query requires, against an evaluation word by word, and at what cost."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.search import Searcher
from onrecord.search.filters import allowed
from onrecord.search.query import All, AnyOf, Filter, Loose, Not, only_wishes, parse_query
from onrecord.storage import IndexReader
from onrecord.storage.keyword import KeywordIndex, Phrase, Word
from onrecord.testing import HashingEncoder, make_entry, make_index

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENCODER = HashingEncoder(64)
TEXTS = ["", "ant", "bee", "cow", "ant bee", "bee ant", "ant cow", "bee cow", "ant bee cow", "cow bee ant"]
SPEAKERS = ["Ada Belov", "Helen Ockenden", None]


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    entries = [
        make_entry(f"number {text}", statement_id=f"s{i}", speaker=SPEAKERS[i % 3], said_on=date(2024, 1, 1 + i))
        for i, text in enumerate(TEXTS)
    ]
    path: Path = make_index(tmp_path_factory.mktemp("filters") / "ix", entries, encoder=ENCODER)
    return path


@pytest.fixture(scope="module")
def reader(directory: Path) -> Iterator[IndexReader]:
    with IndexReader.open(directory) as opened:
        yield opened


@pytest.fixture(scope="module")
def searcher(directory: Path) -> Iterator[Searcher]:
    with Searcher.open(directory, encoder=ENCODER) as opened:
        yield opened


def ids(results: Any) -> list[str]:
    return [hit.statement.statement_id for hit in results.hits]


LEAVES = st.one_of(
    st.sampled_from(["ant", "bee", "cow"]).map(Word),
    st.sampled_from(["ant bee", "bee ant", "bee cow"]).map(Phrase),
    st.sampled_from(["belov", "ockenden"]).map(lambda name: Filter("speaker", name)),
)


def nodes(children: Any) -> Any:
    parts = st.lists(children, min_size=1, max_size=3).map(tuple)
    return st.one_of(parts.map(All), parts.map(AnyOf), parts.map(Loose), children.map(Not))


def true_of(node: Any, text: str, speaker: str) -> bool:
    if isinstance(node, Word | Phrase):
        return f" {node.text} " in f" {text} "
    if isinstance(node, Filter):
        return node.value in speaker.lower()
    if isinstance(node, Not):
        return not true_of(node.part, text, speaker)
    if isinstance(node, All):
        return all(true_of(part, text, speaker) for part in node.parts)
    required = [part for part in node.parts if isinstance(node, Loose) and not wishes(part)]
    if required:
        return all(true_of(part, text, speaker) for part in required)
    return any(true_of(part, text, speaker) for part in node.parts)


def wishes(node: Any) -> bool:
    if isinstance(node, Loose | AnyOf):
        return all(map(wishes, node.parts))
    return isinstance(node, Word)


@settings(max_examples=200, deadline=None)
@given(node=st.recursive(LEAVES, nodes, max_leaves=12))
def test_what_is_allowed_is_what_the_query_says_word_by_word(reader: IndexReader, node: Any) -> None:
    expected = [wishes(node) or true_of(node, text, SPEAKERS[i % 3] or "") for i, text in enumerate(TEXTS)]
    assert only_wishes(node) == wishes(node)
    np.testing.assert_array_equal(allowed(reader, (), Loose((node,))), expected)


@pytest.mark.parametrize("depth", [1, 10, 48])
def test_a_nested_query_looks_each_word_up_once(
    reader: IndexReader, depth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up = []
    matching = KeywordIndex.matching
    monkeypatch.setattr(
        KeywordIndex, "matching", lambda self, clause: looked_up.append(clause) or matching(self, clause)
    )
    query = parse_query("(" * depth + '"ant bee"' + " OR cow)" * depth)
    assert query.notice is None
    mask = allowed(reader, (), query.node)
    assert mask.tolist() == ["ant bee" in text or "cow" in text for text in TEXTS]
    assert len(looked_up) == depth + 1


@pytest.mark.parametrize("mode", ["hybrid", "keyword", "semantic"])
def test_conditions_hold_in_a_query_of_too_many_words(searcher: Searcher, mode: Any) -> None:
    many = "number " + " ".join(f"word{i}" for i in range(1_001))
    by_belov = searcher.search(f"{many} speaker:belov", k=20, mode=mode)
    assert set(ids(by_belov)) == {"s0", "s3", "s6", "s9"}
    assert searcher.search(f'("no such" OR ant) {many}', k=20, mode=mode).total == sum("ant" in text for text in TEXTS)
    without = searcher.search(f"{many} NOT (ant OR bee OR cow)", k=20, mode=mode)
    assert ids(without) == ["s0"]


@pytest.mark.parametrize("mode", ["hybrid", "keyword", "semantic"])
@pytest.mark.parametrize("query", ["", "()", "NOT ()", "—", "*", "() OR (())"])
def test_a_query_of_nothing_finds_nothing(searcher: Searcher, query: str, mode: Any) -> None:
    results = searcher.search(query, mode=mode)
    assert (results.total, results.hits) == (0, ())
    assert results.reason == "The query has no words to search for."


@pytest.mark.parametrize("query", ["", "()", "—"])
def test_filters_without_a_query_list_what_passes_them(searcher: Searcher, query: str) -> None:
    newest_first = ["s9", "s6", "s3", "s0"]
    assert ids(searcher.search("speaker:belov", k=20)) == newest_first
    results = searcher.search(query, k=20, speaker="belov")
    assert (ids(results), results.total, results.reason) == (newest_first, 4, None)
    assert ids(searcher.search(query, k=1, until="2024-01-03")) == ["s2"]
    assert searcher.search(query, speaker="xyz").reason == "No speaker 'xyz' in the index."


def test_an_empty_group_beside_words_changes_nothing(searcher: Searcher) -> None:
    assert searcher.search("ant NOT ()", k=20).total == searcher.search("ant", k=20).total == len(TEXTS)


def test_the_reason_says_which_kind_is_not_there(searcher: Searcher) -> None:
    for results in (searcher.search("ant kind:mixed"), searcher.search("ant", kind="mixed")):
        assert results.reason == "No statement in the index is mixed."
