"""Searching: hits, order, filters, and the reasons when there are none."""

from __future__ import annotations

import json
import random
import threading
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import EncoderError, IndexMissingError, NotFoundError, QueryError, StorageError
from onrecord.search import SearchConfig, Searcher
from onrecord.storage import IndexWriter
from onrecord.storage.keyword import words
from onrecord.testing import HashingEncoder, make_entry, make_index

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENCODER = HashingEncoder(64)
TOPICS = ["harbour fees", "grain trade", "flood damage", "tram strike", "arms talks", "data centre", "hockey final"]
SPEAKERS = ["Ann Marsh", "Bo Marsh", "Cara Lindqvist", "Dmitri Orlov", None]


def corpus(count: int) -> list[Any]:
    rng = random.Random(5)
    entries = []
    for i in range(count):
        filler = " ".join(
            rng.choices(
                [
                    "we",
                    "will",
                    "never",
                    "pay",
                    "for",
                    "this",
                    "because",
                    "nobody",
                    "asked",
                    "us",
                    "about",
                    "the",
                    "plan",
                ],
                k=6,
            )
        )
        entries.append(
            make_entry(
                f"{filler} {rng.choice(TOPICS)} {i}",
                statement_id=f"s{i}",
                speaker=rng.choice(SPEAKERS),
                role="harbour master" if i % 7 == 0 else None,
                kind=rng.choice(["direct", "mixed", "indirect"]),
                said_on=None if i % 11 == 0 else date(2023, 1, 1) + timedelta(days=i * 3),
                outlet=rng.choice(["Meridian News", "Capital Wire", None]),
                title=f"Headline about {rng.choice(TOPICS)}",
                context_before=rng.choice([None, f"A sentence on {rng.choice(TOPICS)}."]),
                confidence=rng.choice([0.3, 0.6, 0.95]),
            )
        )
    return entries


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = make_index(tmp_path_factory.mktemp("search") / "ix", corpus(260), encoder=ENCODER)
    with IndexWriter.open(path) as writer:
        for removed in ("s3", "s50", "s200"):
            writer.remove(article_id=removed)
        writer.commit()
    return path


@pytest.fixture(scope="module")
def searcher(directory: Path) -> Iterator[Searcher]:
    with Searcher.open(directory, encoder=ENCODER) as opened:
        yield opened


LIVE = [entry for i, entry in enumerate(corpus(260)) if i not in {3, 50, 200}]


def ids(results: Any) -> list[str]:
    return [hit.statement.statement_id for hit in results.hits]


def test_a_semantic_score_is_the_higher_of_two_cosines_worked_out_by_numpy(searcher: Searcher) -> None:
    query = ENCODER.encode(["flood damage plan"])[0]
    expected = {}
    for entry in LIVE:
        (statement,) = entry.statements
        said = float(ENCODER.encode([statement.spoken])[0] @ query)
        parts = (entry.article.title, statement.context_before, statement.spoken)
        in_context = float(ENCODER.encode(["\n".join(part for part in parts if part)])[0] @ query)
        expected[statement.statement_id] = max(said, in_context)
    results = searcher.search("flood damage plan", k=300, mode="semantic")
    assert results.total == len(LIVE) == len(results.hits)
    found = {hit.statement.statement_id: hit.score for hit in results.hits}
    assert set(found) == set(expected)
    np.testing.assert_allclose([found[k] for k in expected], list(expected.values()), atol=1e-5)
    assert [hit.score for hit in results.hits] == sorted(found.values(), reverse=True)


def test_hybrid_scores_are_the_convex_combination_of_both_legs(searcher: Searcher) -> None:
    results = searcher.search("flood damage", k=20, explain=True)
    explained = [hit.explain for hit in results.hits]
    semantic = [e.semantic.score for e in explained if e and e.semantic]
    keyword = [e.keyword.score for e in explained if e and e.keyword]
    every = searcher.search("flood damage", k=300, mode="semantic")
    # The scale: the best keyword score of all, and the lowest and highest semantic score among the candidates.
    pool = {h.statement.statement_id for h in every.hits[:100]}
    pool |= set(ids(searcher.search("flood damage", k=100, mode="keyword")))
    by_meaning = [h.score for h in every.hits if h.statement.statement_id in pool]
    top = searcher.search("flood damage", k=1, mode="keyword").hits[0].score
    low, high = min(by_meaning), max(by_meaning)
    for hit, k, s in zip(results.hits, keyword, semantic, strict=True):
        assert hit.score == pytest.approx(0.4 * k / top + 0.6 * (s - low) / (high - low), abs=1e-5)


def test_the_explanation_gives_rank_words_and_cosines(searcher: Searcher) -> None:
    hit = searcher.search("grain trade", k=1, explain=True).hits[0]
    assert hit.explain is not None
    assert hit.explain.keyword is not None
    assert hit.explain.semantic is not None
    assert set(hit.explain.keyword.terms) == {"grain", "trade"}
    assert sum(hit.explain.keyword.terms.values()) == pytest.approx(hit.explain.keyword.score, rel=1e-5)
    said, context = hit.explain.semantic.said, hit.explain.semantic.context
    assert said is not None
    assert context is not None
    assert max(said, context) == pytest.approx(hit.explain.semantic.score, abs=1e-6)
    ranked = searcher.search("grain trade", k=100, mode="keyword")
    assert ids(ranked).index(hit.statement.statement_id) + 1 == hit.explain.keyword.rank
    only_words = searcher.search("grain trade", k=1, mode="keyword", explain=True).hits[0].explain
    assert only_words is not None
    assert only_words.semantic is None


@pytest.mark.parametrize("mode", ["hybrid", "keyword", "semantic"])
@pytest.mark.parametrize("fusion", ["convex", "rrf"])
def test_a_longer_list_begins_with_the_shorter_one(directory: Path, mode: Any, fusion: Any) -> None:
    # A depth of 7 makes the fused list run through several tiers.
    config = SearchConfig(fusion=fusion, depth=7)
    with Searcher.open(directory, encoder=ENCODER, config=config) as searcher:
        longest = searcher.search("harbour fees never", k=400, mode=mode)
        assert len(set(ids(longest))) == len(longest.hits)
        scores = [hit.score for hit in longest.hits]
        assert scores == sorted(scores, reverse=True)
        for k in range(1, 60):
            assert ids(searcher.search("harbour fees never", k=k, mode=mode)) == ids(longest)[:k]
        if mode != "keyword":
            assert len(longest.hits) == len(LIVE)


def test_the_same_query_gives_the_same_list_byte_for_byte(directory: Path, searcher: Searcher) -> None:
    def fixed(results: Any) -> str:
        return json.dumps({**results.to_json(), "took_ms": 0})

    with Searcher.open(directory, encoder=ENCODER) as other:
        for query in ("harbour fees", '"never pay" OR tram', "arms* NOT flood"):
            first = fixed(searcher.search(query, k=50, explain=True))
            assert first == fixed(searcher.search(query, k=50, explain=True))
            assert first == fixed(other.search(query, k=50, explain=True))


FILTERS: list[tuple[dict[str, Any], Any]] = [
    ({"speaker": "marsh"}, lambda s, a: "Marsh" in (s.speaker or "")),
    ({"speaker": "a. MARSH"}, lambda s, a: s.speaker == "Ann Marsh"),
    ({"outlet": "wire"}, lambda s, a: a.outlet == "Capital Wire"),
    ({"kind": "direct"}, lambda s, a: s.kind == "direct"),
    ({"kind": ["mixed", "indirect"]}, lambda s, a: s.kind != "direct"),
    ({"since": "2024"}, lambda s, a: s.said_on is not None and s.said_on >= date(2024, 1, 1)),
    ({"until": "2023-03"}, lambda s, a: s.said_on is not None and s.said_on <= date(2023, 3, 31)),
    (
        {"since": date(2023, 5, 5), "until": "2023-05-20"},
        lambda s, a: s.said_on is not None and date(2023, 5, 5) <= s.said_on <= date(2023, 5, 20),
    ),
    ({"min_confidence": 0.6}, lambda s, a: s.confidence >= 0.6),
    (
        {"speaker": "Orlov", "kind": "direct", "since": "2023-06"},
        lambda s, a: (
            s.speaker == "Dmitri Orlov"
            and s.kind == "direct"
            and s.said_on is not None
            and s.said_on >= date(2023, 6, 1)
        ),
    ),
]


@pytest.mark.parametrize(("options", "holds"), FILTERS, ids=lambda value: str(value) if isinstance(value, dict) else "")
@pytest.mark.parametrize("mode", ["hybrid", "keyword", "semantic"])
def test_filters_keep_exactly_what_they_should_and_remove_only(
    searcher: Searcher, options: dict[str, Any], holds: Any, mode: Any
) -> None:
    everything = searcher.search("we never asked about the plan", k=400, mode=mode)
    filtered = searcher.search("we never asked about the plan", k=400, mode=mode, **options)
    kept = {hit.statement.statement_id for hit in everything.hits if holds(hit.statement, hit.article)}
    assert kept
    assert set(ids(filtered)) == kept
    if mode != "hybrid":
        assert ids(filtered) == [each for each in ids(everything) if each in kept]


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ('"never pay"', lambda s: "never pay" in s.text),
        ("harbour AND never", lambda s: "harbour" in s.all_words and "never" in s.all_words),
        ("plan NOT grain", lambda s: "grain" not in s.all_words),
        ('"never pay" OR "because nobody"', lambda s: "never pay" in s.text or "because nobody" in s.text),
        ("(harbour OR tram) AND kind:direct", lambda s: {"harbour", "tram"} & s.all_words and s.kind == "direct"),
        ("speaker:orlov plan", lambda s: s.speaker == "Dmitri Orlov"),
        ("plan NOT speaker:marsh", lambda s: "Marsh" not in (s.speaker or "")),
        ("speaker:orlov OR speaker:cara", lambda s: s.speaker in {"Dmitri Orlov", "Cara Lindqvist"}),
    ],
)
@pytest.mark.parametrize("mode", ["hybrid", "semantic"])
def test_what_a_query_requires_holds_for_every_hit_whatever_the_mode(
    searcher: Searcher, query: str, holds: Any, mode: Any
) -> None:
    class View:
        def __init__(self, entry: Any) -> None:
            (statement,) = entry.statements
            self.text, self.speaker, self.kind = statement.text, statement.speaker, statement.kind
            around = [entry.article.title, statement.context_before, statement.speaker, statement.role]
            self.all_words = set(words(" ".join([statement.text, *(part for part in around if part)])))

    expected = {entry.statements[0].statement_id for entry in LIVE if holds(View(entry))}
    assert 0 < len(expected) < len(LIVE)
    assert set(ids(searcher.search(query, k=400, mode=mode))) == expected


def test_plain_words_only_wish(searcher: Searcher) -> None:
    assert len(searcher.search("harbour zebra", k=400).hits) == len(LIVE)
    found = searcher.search("harbour zebra", k=400, mode="keyword")
    assert 0 < found.total < len(LIVE)


def test_filters_without_words_give_the_newest_first(searcher: Searcher) -> None:
    hits = searcher.search("speaker:orlov", k=400).hits
    days = [hit.statement.said_on or date.min for hit in hits]
    assert len(hits) == sum(entry.statements[0].speaker == "Dmitri Orlov" for entry in LIVE)
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize(
    ("query", "options", "reason"),
    [
        ("plan", {"speaker": "Dimitri Orlof"}, "No speaker 'Dimitri Orlof' in the index; did you mean Dmitri Orlov?"),
        ("plan", {"speaker": "Xyz"}, "No speaker 'Xyz' in the index."),
        ("plan", {"outlet": "Meridan News"}, "did you mean Meridian News?"),
        ("plan speaker:zzz", {}, "No speaker 'zzz' in the index."),
        (
            "plan",
            {"since": "2031"},
            "No statement since 2031-01-01: those in the index are from 2023-01-04 to 2025-02-16.",
        ),
        (
            "plan",
            {"since": "2025", "until": "2024"},
            "since 2025-01-01 until 2024-12-31: that period ends before it begins.",
        ),
        ("plan", {"min_confidence": 0.99}, "No statement's speaker has a confidence of 0.99 or more."),
        ("plan", {"speaker": "Orlov", "since": "2031"}, "No statement since 2031-01-01"),
        (
            "plan",
            {"speaker": "Ann", "outlet": "Wire", "since": "2023-01-02", "until": "2023-01-05"},
            "leaves none of the others'",
        ),
        ('"no such words"', {}, 'No statement in the index has the phrase "no such words".'),
        ("plan AND zebra", {}, "No statement in the index has “plan” and “zebra”."),
        ('"never pay" speaker:orlov kind:direct "because nobody"', {}, "No statement"),
        ("", {}, "The query has no words to search for."),
        ("—", {}, "The query has no words to search for."),
        ("zebra", {"mode": "keyword"}, "None of the query's words stands in a statement; --mode semantic looks for"),
    ],
)
def test_no_hits_come_with_the_reason(searcher: Searcher, query: str, options: dict[str, Any], reason: str) -> None:
    results = searcher.search(query, **options)
    assert results.hits == ()
    assert results.reason is not None
    assert reason in results.reason


def test_an_empty_index_says_so(tmp_path: Path) -> None:
    make_index(tmp_path / "ix", [], encoder=ENCODER)
    with Searcher.open(tmp_path / "ix", encoder=ENCODER) as searcher:
        for mode in ("hybrid", "keyword", "semantic"):
            assert searcher.search("plan", mode=mode).reason == "The index holds no statements."
        assert searcher.speakers() == []
        assert searcher.stats().statements == 0


def test_a_query_of_stop_words_finds_what_has_them(tmp_path: Path) -> None:
    entries = [make_entry(text, statement_id=text) for text in ("To be or not to be", "The price of gas", "Yes")]
    make_index(tmp_path / "ix", entries, encoder=ENCODER)
    with Searcher.open(tmp_path / "ix", encoder=ENCODER) as searcher:
        hit = searcher.search("to be or not to be").hits[0]
        assert hit.statement.text == "To be or not to be"
        assert hit.highlights == ((0, 2), (3, 5), (6, 8), (9, 12), (13, 15), (16, 18))
        # Among other words stop words are not worth marking.
        assert searcher.search("the gas").hits[0].highlights == ((13, 16),)


def test_highlights_are_places_in_what_is_shown(searcher: Searcher) -> None:
    for hit in searcher.search("harbour fees pay*", k=30, mode="keyword").hits:
        for start, end in hit.highlights:
            assert words(hit.statement.spoken[start:end])[0] in {"harbour", "fees", "pay"}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"k": 0}, "k is 0"),
        ({"mode": "magic"}, "mode 'magic' is none of hybrid, keyword, semantic"),
        ({"kind": "loud"}, "kind 'loud' is none of direct, mixed, indirect"),
        ({"since": "soon"}, "since 'soon' is no date"),
        ({"until": "2023-02-30"}, "until '2023-02-30' is no day of the calendar"),
        ({"min_confidence": 1.5}, "from 0 to 1"),
    ],
)
def test_an_option_that_makes_no_sense_is_an_error(searcher: Searcher, options: dict[str, Any], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        searcher.search("plan", **options)


def test_a_statement_is_found_by_its_id_and_a_removed_one_is_not(searcher: Searcher) -> None:
    found = searcher.statement("s7")
    assert found.statement.role == "harbour master"
    assert found.article.text[found.statement.start : found.statement.end] == found.statement.text
    for missing in ("s3", "nope"):
        with pytest.raises(NotFoundError, match=missing):
            searcher.statement(missing)


def test_speakers_are_counted_without_what_was_removed(searcher: Searcher) -> None:
    expected: dict[str, int] = {}
    for entry in LIVE:
        name = entry.statements[0].speaker
        if name is not None:
            expected[name] = expected.get(name, 0) + 1
    found = searcher.speakers()
    assert {each.name: each.statements for each in found} == expected
    assert [(-each.statements, each.name) for each in found] == sorted((-v, k) for k, v in expected.items())
    assert {each.name for each in searcher.speakers("marsh")} == {"Ann Marsh", "Bo Marsh"}
    assert searcher.speakers("Orlof") == []
    assert searcher.similar_speakers("Dimitri Orlof") == ["Dmitri Orlov"]
    assert len(searcher.speakers(limit=2)) == 2


def test_stats_count_what_is_there(searcher: Searcher) -> None:
    stats = searcher.stats()
    assert (stats.articles, stats.statements, stats.removed, stats.speakers) == (257, 257, 3, 4)
    assert sum(stats.by_kind.values()) == 257
    assert stats.without_speaker == sum(entry.statements[0].speaker is None for entry in LIVE)
    assert (stats.first_day, stats.last_day) == ("2023-01-04", "2025-02-16")
    assert set(stats.bytes_by_part) >= {"statements", "keyword", "vectors", "contexts", "columns", "manifest"}


def test_a_searcher_keeps_its_generation_until_it_is_refreshed(tmp_path: Path) -> None:
    directory = make_index(tmp_path / "ix", [make_entry("gas prices", statement_id="a")], encoder=ENCODER)
    with Searcher.open(directory, encoder=ENCODER) as searcher:
        assert searcher.refresh() is False
        make_index(directory, [make_entry("gas pipes", statement_id="b")], encoder=ENCODER)
        assert (searcher.generation, ids(searcher.search("gas"))) == (1, ["a"])
        assert searcher.refresh() is True
        assert (searcher.generation, sorted(ids(searcher.search("gas")))) == (2, ["a", "b"])
    with pytest.raises(StorageError, match="closed"):
        searcher.search("gas")


def test_threads_share_a_searcher_while_it_is_refreshed(tmp_path: Path) -> None:
    directory = make_index(tmp_path / "ix", corpus(60), encoder=ENCODER)
    expected = {}
    failures: list[str] = []
    with Searcher.open(directory, encoder=ENCODER) as searcher:
        for query in TOPICS:
            expected[query] = ids(searcher.search(query, k=5))

        def work(seed: int) -> None:
            rng = random.Random(seed)
            for _ in range(40):
                query = rng.choice(TOPICS)
                found = searcher.search(query, k=5)
                if ids(found) != expected[query]:
                    failures.append(query)

        threads = [threading.Thread(target=work, args=(seed,)) for seed in range(4)]
        for thread in threads:
            thread.start()
        for i in range(10):
            # A commit that only removes what is not there still makes a generation.
            with IndexWriter.open(directory, encoder=ENCODER) as writer:
                writer.add(make_entry("zzz", statement_id=f"extra{i}"))
                writer.remove(article_id=f"extra{i}")
                writer.remove(article_id="s1") if i == 99 else None
                writer.commit()
            searcher.refresh()
        for thread in threads:
            thread.join()
    assert failures == []


def test_no_index_and_an_index_without_its_query_encoder(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError):
        Searcher.open(tmp_path / "none")
    make_index(tmp_path / "ix", [make_entry("gas")], encoder=ENCODER)
    with Searcher.open(tmp_path / "ix") as searcher:
        assert ids(searcher.search("gas", mode="keyword"))
        with pytest.raises(EncoderError, match="cannot be loaded"):
            searcher.search("gas")


@settings(max_examples=60, deadline=None)
@given(query=st.text(max_size=80), mode=st.sampled_from(["hybrid", "keyword", "semantic"]))
def test_any_query_is_answered(searcher: Searcher, query: str, mode: Any) -> None:
    results = searcher.search(query, k=3, mode=mode)
    assert bool(results.hits) != bool(results.reason)
    json.dumps(results.to_json()).encode()


def test_hits_that_have_none_of_the_words_are_said_to_be_near_only(tmp_path: Path) -> None:
    make_index(tmp_path / "ix", [make_entry("the harbour closes"), make_entry("grain is dear", speaker="Bo Marsh")])
    with Searcher.open(tmp_path / "ix", encoder=ENCODER) as searcher:
        notice = "none of the query's words stands in a statement; these are only the nearest in meaning"
        assert searcher.search("xyzzyqq").notice == notice
        assert searcher.search("harbour xyzzyqq").notice is None
        assert searcher.search("harbour", speaker="marsh").notice == notice
        assert searcher.search("xyzzyqq", mode="semantic").notice is None
        assert searcher.search("xyzzyqq", mode="keyword").notice is None
