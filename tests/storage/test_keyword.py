"""The keyword index against formulas worked out anew, word by word, in plain Python."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.query import Or, Term
from whoosh.query import Phrase as WhooshPhrase
from whoosh.query import Prefix as WhooshPrefix

from onrecord.errors import IndexCorruptError
from onrecord.storage.keyword import (
    Bm25f,
    FieldWeight,
    Fuzzy,
    KeywordIndex,
    Phrase,
    Prefix,
    Word,
    generation_files,
    prune,
    write_generation,
)
from onrecord.storage.keyword.analysis import fold, spans, stem, words
from onrecord.storage.keyword.codec import Postings

if TYPE_CHECKING:
    from pathlib import Path

VOCABULARY = [
    "energy", "energies", "war", "wars", "talks", "talk", "the", "of", "a", "minister", "ministry", "gas", "price",
    "prices", "harbour", "flood", "floods", "damage", "pays", "paying", "never", "nobody", "confrontation", "deep",
]  # fmt: skip
FIELDS = ("statement", "exact", "speaker", "context")
RANKING = Bm25f(
    k1=1.4,
    fields={
        "statement": FieldWeight(1.0, 0.7),
        "exact": FieldWeight(0.3, 0.6),
        "speaker": FieldWeight(1.5, 0.2),
        "context": FieldWeight(0.5, 0.9, of_name=1.1),
    },
)


def random_texts(count: int, seed: int) -> list[dict[str, str]]:
    rng = random.Random(seed)
    said = [" ".join(rng.choices(VOCABULARY, k=rng.randint(1, 25))) for _ in range(count)]
    return [
        {
            "statement": text,
            "exact": text,
            "speaker": rng.choice(["", "Ann Minister", "Bo Talk", "Harbour Office"]),
            "context": " ".join(rng.choices(VOCABULARY, k=rng.randint(0, 30))),
        }
        for text in said
    ]


def brute_force(texts: list[dict[str, str]], query: list[str], ranking: Bm25f) -> list[float]:
    """BM25F as its paper writes it, one statement and one word at a time."""
    form = {"statement": stem, "context": stem, "exact": str, "speaker": str}
    tokens = [{f: [form[f](w) for w in words(text[f])] for f in FIELDS} for text in texts]
    mean = {f: sum(len(t[f]) for t in tokens) / len(tokens) for f in FIELDS}
    scores = []
    for document in tokens:
        score = 0.0
        for written in query:
            word, frequency = written.lower(), 0.0
            for field, weight in ranking.fields.items():
                occurrences = document[field].count(form[field](word))
                if mean[field]:
                    divisor = 1 - weight.b + weight.b * len(document[field]) / mean[field]
                    of_name = written[0].isupper() and weight.of_name is not None
                    frequency += (weight.of_name if of_name else weight.weight) * occurrences / divisor
            n = max(sum(form[f](word) in d[f] for d in tokens) for f in FIELDS)
            idf = math.log(1 + (len(texts) - n + 0.5) / (n + 0.5))
            score += idf * frequency / (ranking.k1 + frequency)
        scores.append(score)
    return scores


def _said(text: str) -> dict[str, str]:
    return {"statement": text, "exact": text, "speaker": "", "context": ""}


def build(folder: Path, texts: list[dict[str, str]], *, commits: int = 1) -> KeywordIndex:
    bounds = np.linspace(0, len(texts), commits + 1).astype(int).tolist()
    for generation in range(commits):
        part = texts[bounds[generation] : bounds[generation + 1]]
        write_generation(folder, part, previous=generation or None, generation=generation + 1)
        prune(folder, generation_files(folder, generation + 1))
    return KeywordIndex.open(folder, generation=commits, ranking=RANKING)


@pytest.mark.parametrize("commits", [1, 3, 30])
@pytest.mark.parametrize("seed", range(4))
def test_scores_are_those_of_the_formula_whatever_the_number_of_segments(
    tmp_path: Path, seed: int, commits: int
) -> None:
    texts = random_texts(120, seed)
    index = build(tmp_path / "keyword", texts, commits=commits)
    rng = random.Random(seed + 100)
    for _ in range(12):
        query = [rng.choice([w, w.title()]) for w in rng.choices(VOCABULARY, k=rng.randint(1, 8))]
        expected = brute_force(texts, query, RANKING)
        found = index.scorer([Word(" ".join(query))]).scores(np.arange(len(texts)))
        np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-7)
    index.close()


def test_the_best_are_sorted_by_score_and_equal_ones_by_ordinal(tmp_path: Path) -> None:
    texts = random_texts(150, 7)
    texts += texts[:60]
    index = build(tmp_path / "keyword", texts, commits=4)
    expected = brute_force(texts, ["flood", "prices"], RANKING)
    order = sorted(range(len(texts)), key=lambda i: (-np.float32(expected[i]), i))
    order = [i for i in order if expected[i] > 0]
    for k in (1, 5, 17, 1000):
        ranked = index.scorer([Word("flood"), Word("prices")]).best(k)
        assert ranked.total == len(order)
        np.testing.assert_allclose(ranked.scores, [expected[i] for i in order[:k]], rtol=1e-5)
        for a, b in zip(ranked.ordinals, ranked.ordinals[1:], strict=False):
            assert (-index.scorer([Word("flood prices")]).scores(np.array([a]))[0], a) < (
                -index.scorer([Word("flood prices")]).scores(np.array([b]))[0], b)  # fmt: skip
    index.close()


def test_a_filter_removes_and_changes_no_score(tmp_path: Path) -> None:
    texts = random_texts(200, 3)
    index = build(tmp_path / "keyword", texts)
    allowed = np.random.default_rng(0).random(200) < 0.2
    everything = index.scorer([Word("gas war")]).best(1000)
    filtered = index.scorer([Word("gas war")]).best(1000, allowed=allowed)
    kept = allowed[everything.ordinals]
    assert filtered.ordinals.tolist() == everything.ordinals[kept].tolist()
    assert filtered.scores.tolist() == everything.scores[kept].tolist()
    index.close()


def test_a_word_twice_in_the_query_counts_twice(tmp_path: Path) -> None:
    texts = random_texts(50, 5)
    index = build(tmp_path / "keyword", texts)
    once = index.scorer([Word("gas")]).scores(np.arange(50))
    twice = index.scorer([Word("gas gas")]).scores(np.arange(50))
    np.testing.assert_allclose(twice, 2 * once, rtol=1e-6)
    index.close()


def test_the_explanation_adds_up_to_the_score(tmp_path: Path) -> None:
    texts = random_texts(80, 9)
    index = build(tmp_path / "keyword", texts, commits=2)
    scorer = index.scorer([Word("flood damage minister"), Prefix("pay")])
    for ordinal in range(80):
        total = scorer.scores(np.array([ordinal]))[0]
        assert math.isclose(sum(scorer.explain(ordinal).values()), total, rel_tol=1e-5, abs_tol=1e-6)
    assert set(scorer.explain(int(scorer.best(1).ordinals[0]))) <= {"flood", "damage", "minister", "pay*"}
    index.close()


def test_a_word_written_twice_is_explained_as_one(tmp_path: Path) -> None:
    index = build(tmp_path / "keyword", [dict.fromkeys(FIELDS, text) for text in ("flood damage", "peace")])
    scorer = index.scorer([Word("Flood"), Word("flood")])
    assert sum(scorer.explain(0).values()) == pytest.approx(float(scorer.scores(np.array([0]))[0]), rel=1e-6)
    index.close()


def test_a_name_that_is_a_stop_word_too_is_marked_where_it_has_its_capital(tmp_path: Path) -> None:
    index = build(tmp_path / "keyword", [dict.fromkeys(FIELDS, "peace")])
    text = "US envoys told us that May may visit the US."
    marked = [text[start:end] for start, end in index.places([Word("US-Russia"), Word("May")], text)]
    assert marked == ["US", "May", "US"]
    assert index.places([Word("us"), Word("peace")], text) == []
    index.close()


def test_the_lengths_are_those_of_the_generation_whatever_is_deleted_after_it_is_opened(tmp_path: Path) -> None:
    texts = [dict.fromkeys(FIELDS, "flood " + "word " * i) for i in range(8)]
    folder = tmp_path / "keyword"
    first, second = build(folder, texts), KeywordIndex.open(folder, generation=1, ranking=RANKING)
    expected = first.scorer([Word("flood")]).best(8).scores.tolist()
    for path in folder.iterdir():
        path.unlink()
    assert second.scorer([Word("flood")]).best(8).scores.tolist() == expected
    assert len(set(expected)) == len(texts)
    first.close()
    second.close()


@pytest.mark.parametrize("seed", range(5))
def test_a_phrase_is_found_where_its_words_follow_each_other(tmp_path: Path, seed: int) -> None:
    texts = random_texts(150, seed)
    index = build(tmp_path / "keyword", texts, commits=3)
    rng = random.Random(seed)
    for _ in range(30):
        source = words(rng.choice(texts)["exact"])
        start = rng.randrange(len(source))
        phrase = source[start : start + rng.randint(1, 5)]
        expected = [
            any(tokens[i : i + len(phrase)] == phrase for i in range(len(tokens)))
            for tokens in (words(text["exact"]) for text in texts)
        ]
        assert index.matching(Phrase(" ".join(phrase))).tolist() == expected
    index.close()


def test_a_phrase_with_a_repeated_word_and_one_across_an_unknown_word(tmp_path: Path) -> None:
    texts = [dict.fromkeys(FIELDS, text) for text in ("never never again", "never again never", "again")]
    index = build(tmp_path / "keyword", texts)
    assert index.matching(Phrase("never never")).tolist() == [True, False, False]
    assert index.matching(Phrase("never again never")).tolist() == [False, True, False]
    assert not index.matching(Phrase("never nowhere")).any()
    assert not index.matching(Phrase("")).any()
    index.close()


def test_a_prefix_and_a_fuzzy_word_match_wherever_the_word_would(tmp_path: Path) -> None:
    texts = random_texts(100, 11)
    index = build(tmp_path / "keyword", texts, commits=3)
    for prefix in ("pri", "fl", "z", "min"):
        expected = [any(w.startswith(prefix) for w in words(" ".join(t.values()))) for t in texts]
        assert index.matching(Prefix(prefix)).tolist() == expected
    # One edit for words of up to five letters: "talk" and "talks" are one from "talkz".
    expected = [bool({"talk", "talks"} & set(words(" ".join(t.values())))) for t in texts]
    assert index.matching(Fuzzy("talkz")).tolist() == expected
    index.close()


def test_the_words_of_a_wildcard_score_as_one_word(tmp_path: Path) -> None:
    texts = [_said("")] * 3 + [_said(text) for text in ("war talks", "wars and wars", "peace")]
    index = build(tmp_path / "keyword", texts)
    found = index.scorer([Prefix("war")]).scores(np.arange(6))
    lengths = [0, 0, 0, 2, 3, 1]
    weight = RANKING.fields["exact"]
    frequencies = [0, 0, 0, 1, 2, 0]
    idf = math.log(1 + (6 - 2 + 0.5) / (2 + 0.5))
    for i in range(6):
        f = weight.weight * frequencies[i] / (1 - weight.b + weight.b * lengths[i] / 1.0)
        assert found[i] == pytest.approx(idf * f / (RANKING.k1 + f), rel=1e-5)
    index.close()


def test_whooshs_own_searcher_reads_the_same_index(tmp_path: Path) -> None:
    texts = random_texts(300, 13)
    build(tmp_path / "keyword", texts, commits=5).close()
    from onrecord.storage.keyword.schema import INDEX_NAME, schema  # noqa: PLC0415

    stock = FileIndex(FileStorage(str(tmp_path / "keyword")), schema=schema(), indexname=INDEX_NAME)
    with stock.searcher() as searcher:
        for word in ("flood", "gas", "never"):
            hits = {hit.docnum for hit in searcher.search(Term("exact", word), limit=None)}
            assert hits == {i for i, text in enumerate(texts) if word in words(text["exact"])}
        either = {hit.docnum for hit in searcher.search(Or([Term("exact", "war"), Term("exact", "gas")]), limit=None)}
        assert either == {i for i, text in enumerate(texts) if {"war", "gas"} & set(words(text["exact"]))}
        phrase = {hit.docnum for hit in searcher.search(WhooshPhrase("exact", ["the", "war"]), limit=None)}
        assert phrase == {i for i, text in enumerate(texts) if "the war" in text["exact"].replace("the wars", "")}
        prefix = {hit.docnum for hit in searcher.search(WhooshPrefix("exact", "fl"), limit=None)}
        assert prefix == {i for i, text in enumerate(texts) if "fl" in text["exact"]}
        top = searcher.search(Term("statement", "war"), limit=10)
        assert [hit.score for hit in top] == sorted((hit.score for hit in top), reverse=True)
    stock.close()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("harbour", {"harbour"}),
        ("harbor", {"harbour"}),
        ("hrabour", {"harbour"}),
        ("haarborr", {"harbour"}),
        ("xarbour", set()),
        ("hxxxour", set()),
        ("talkz", {"talk", "talks"}),
        ("tlak", {"talk"}),
        ("tlka", set()),
    ],
)
def test_a_fuzzy_word_finds_words_within_its_edits(tmp_path: Path, word: str, expected: set[str]) -> None:
    said = ["harbour", "talk", "talks", "obama"]
    index = build(tmp_path / "keyword", [_said(text) for text in said], commits=2)
    mask = index.matching(Fuzzy(word))
    assert {text for text, found in zip(said, mask, strict=True) if found} == expected
    index.close()


def test_segments_are_merged_so_that_their_number_stays_bounded(tmp_path: Path) -> None:
    folder = tmp_path / "keyword"
    for generation in range(1, 41):
        write_generation(folder, random_texts(3, generation), previous=generation - 1 or None, generation=generation)
        prune(folder, generation_files(folder, generation))
    segments = {path.name.split(".")[0] for path in folder.iterdir() if not path.name.startswith("_")}
    assert len(segments) <= 8
    index = KeywordIndex.open(folder, generation=40)
    assert index.count == 120
    expected = [w for generation in range(1, 41) for t in random_texts(3, generation) for w in [words(t["exact"])]]
    assert index.matching(Phrase("the")).tolist() == ["the" in each for each in expected]
    index.close()


def test_an_older_generation_stays_readable_until_it_is_pruned(tmp_path: Path) -> None:
    folder = tmp_path / "keyword"
    write_generation(folder, random_texts(5, 1), previous=None, generation=1)
    write_generation(folder, random_texts(5, 2), previous=1, generation=2)
    for generation, count in ((1, 5), (2, 10)):
        index = KeywordIndex.open(folder, generation=generation)
        assert index.count == count
        index.close()
    prune(folder, generation_files(folder, 2))
    with pytest.raises(IndexCorruptError, match="index the articles again"):
        KeywordIndex.open(folder, generation=1)


def test_an_index_without_a_single_word_can_be_searched(tmp_path: Path) -> None:
    index = build(tmp_path / "keyword", [dict.fromkeys(FIELDS, "…")] * 2)
    assert index.count == 2
    assert index.scorer([Word("war")]).best(10).total == 0
    assert not index.matching(Word("war")).any()
    index.close()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. and Russia", ["the", "us", "and", "russia"]),
        ("US-Russian", ["us", "russian"]),
        ("O'Brien’s plan", ["obrien", "plan"]),
        ("don't", ["dont"]),
        ("Müller, café", ["muller", "cafe"]),
        ("1,200.50 dollars", ["1200.50", "dollars"]),
        ("3.5 percent, or 35", ["3.5", "percent", "or", "35"]),
        ("3,5 Prozent von 1,234,567", ["3.5", "prozent", "von", "1234567"]),
        ("Jose\u0301 Go\u0301mez", ["jose", "gomez"]),  # the accents as marks of their own
        ("agree\u00adment", ["agreement"]),
        ("Lech Wałęsa, Søren, Đoković", ["lech", "walesa", "soren", "dokovic"]),
        ("𝐇𝐞𝐥𝐥𝐨", ["hello"]),
        ("in 2024.", ["in", "2024"]),
        ("snake_case", ["snake", "case"]),
        ("«Jamais», dit-il", ["jamais", "dit", "il"]),
        ("… — !", []),
        ("STRASSE Straße", ["strasse", "strasse"]),
    ],
)
def test_words_are_folded(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text(max_size=200))
def test_the_places_of_words_slice_to_the_words(text: str) -> None:
    found = list(spans(text))
    assert [word for word, _, _ in found] == words(text)
    assert [fold(text[start:end]) for _, start, end in found] == words(text)
    assert all(a[2] <= b[1] for a, b in zip(found, found[1:], strict=False))


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 5000), st.lists(st.integers(0, 70_000), min_size=1, max_size=300)), max_size=30),
    st.booleans(),
)
def test_a_posting_list_survives_its_bytes(rows: list[tuple[int, list[int]]], with_positions: bool) -> None:
    by_id = {document: sorted(set(places)) for document, places in rows}
    ids = sorted(by_id)
    postings = Postings(
        np.array(ids, dtype=np.uint32),
        np.array([len(by_id[i]) for i in ids], dtype=np.uint32),
        np.array([p for i in ids for p in by_id[i]], dtype=np.uint32) if with_positions else None,
    )
    data = b"1234" + postings.to_bytes() + postings.to_bytes()
    again = Postings.from_buffer(data, 4 + len(postings.to_bytes()))
    assert again.ids.tolist() == ids
    assert again.frequencies.tolist() == postings.frequencies.tolist()
    if with_positions:
        assert again.positions is not None
        split = [again.positions[a:b].tolist() for a, b in zip(again.starts, again.starts[1:], strict=False)]
        assert split == [by_id[i] for i in ids]
    else:
        assert again.positions is None
