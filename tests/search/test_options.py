"""Values that make no sense: an error of OnRecord that names the option and says what it takes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.errors import NotFoundError, QueryError
from onrecord.search import SearchConfig, Searcher
from onrecord.testing import HashingEncoder, make_entry, make_index

if TYPE_CHECKING:
    from collections.abc import Iterator

ENCODER = HashingEncoder(64)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    day = datetime(2024, 5, 1, tzinfo=UTC).date()
    entries = [make_entry("We pay", speaker="Ada Belov", said_on=day), make_entry("No", speaker="Bo Yu", said_on=day)]
    with Searcher.open(make_index(tmp_path_factory.mktemp("o") / "ix", entries, encoder=ENCODER), encoder=ENCODER) as s:
        yield s


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"query": None}, "query is None: write a text"),
        ({"query": b"pay"}, "query is b'pay': write a text"),
        ({"k": 2.5}, "k is 2.5: ask for a whole number of hits"),
        ({"k": None}, "k is None: ask for a whole number of hits"),
        ({"k": -1}, "k is -1: ask for at least 1 hit"),
        ({"mode": None}, "mode None is none of hybrid, keyword, semantic"),
        ({"speaker": ["Belov"]}, r"speaker is \['Belov'\]: write a text"),
        ({"outlet": 7}, "outlet is 7: write a text"),
        ({"kind": 7}, "kind 7 is none of direct, mixed, indirect"),
        ({"kind": ["direct", None]}, "kind None is none of direct, mixed, indirect"),
        ({"since": 20240101}, "since 20240101 is no date: write 2024, 2024-07 or 2024-07-14"),
        ({"until": 2024.5}, "until 2024.5 is no date"),
        ({"min_confidence": "high"}, "min_confidence is 'high': it goes from 0 to 1"),
        ({"min_confidence": float("nan")}, "min_confidence is nan: it goes from 0 to 1"),
    ],
)
def test_a_search_names_the_option_that_makes_no_sense(searcher: Searcher, options: Any, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        searcher.search(**{"query": "pay", **options})


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"fusion": "foo"}, "fusion 'foo' is none of convex, rrf"),
        ({"semantic_weight": 7}, "semantic_weight is 7: it goes from 0 to 1"),
        ({"semantic_weight": None}, "semantic_weight is None: it goes from 0 to 1"),
        ({"depth": 0}, "depth is 0: ask for at least 1 candidate"),
        ({"depth": 2.5}, "depth is 2.5: ask for a whole number of candidates"),
    ],
)
def test_a_configuration_names_the_value_that_makes_no_sense(options: Any, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        SearchConfig(**options)


def test_a_moment_is_its_day(searcher: Searcher) -> None:
    noon = datetime(2024, 5, 1, 12, tzinfo=UTC)
    assert searcher.search("pay", since=noon, until=noon).total == 2
    later = datetime(2024, 5, 2, 12, tzinfo=UTC)
    assert searcher.search("pay", since=later).reason == (
        "No statement since 2024-05-02: those in the index are from 2024-05-01 to 2024-05-01."
    )


def test_half_a_character_is_no_id_and_a_number_is_none_either(searcher: Searcher) -> None:
    with pytest.raises(NotFoundError, match=r"no statement '\\ud800' in the index"):
        searcher.statement("\ud800")
    with pytest.raises(QueryError, match="statement_id is 7: write a text"):
        searcher.statement(7)  # type: ignore[arg-type]


def test_speakers_are_asked_for_in_whole_numbers_and_words(searcher: Searcher) -> None:
    assert [each.name for each in searcher.speakers(limit=1)] == ["Ada Belov"]
    assert searcher.speakers(limit=0) == []
    with pytest.raises(QueryError, match="limit is -1: ask for at least 0 speakers"):
        searcher.speakers(limit=-1)
    with pytest.raises(QueryError, match="text is 7: write a text"):
        searcher.speakers(7)  # type: ignore[arg-type]
    with pytest.raises(QueryError, match="text is None: write a text"):
        searcher.similar_speakers(None)  # type: ignore[arg-type]
