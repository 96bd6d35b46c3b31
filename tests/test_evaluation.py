"""Measures against numbers worked out by hand, and the files that they come from."""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING

import pytest

from onrecord.errors import InputError
from onrecord.evaluation import MEASURES, Topic, evaluate, measure, read_qrels, read_topics, write_runs
from onrecord.search import Searcher
from onrecord.testing import HashingEncoder, make_entry, make_index

if TYPE_CHECKING:
    from pathlib import Path


def test_the_measures_by_hand() -> None:
    judged = {"a": 2, "b": 1, "c": 1, "d": 0}
    found = measure(["x", "a", "d", "c", "y"], judged)
    dcg = 2 / log2(3) + 1 / log2(5)
    ideal = 2 / log2(2) + 1 / log2(3) + 1 / log2(4)
    assert found["nDCG@10"] == pytest.approx(dcg / ideal)
    assert found["MAP@5"] == pytest.approx((1 / 2 + 2 / 4) / 3)
    assert found["MRR@10"] == pytest.approx(1 / 2)
    assert found["R@100"] == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("ranked", "expected"),
    [
        (["a"], {"nDCG@10": 1, "MAP@5": 1, "MRR@10": 1, "R@100": 1}),
        ([], dict.fromkeys(MEASURES, 0)),
        (["x"] * 5 + ["a"], {"nDCG@10": 1 / log2(7), "MAP@5": 0, "MRR@10": 1 / 6, "R@100": 1}),
        (["x"] * 10 + ["a"], {"nDCG@10": 0, "MAP@5": 0, "MRR@10": 0, "R@100": 1}),
        (["x"] * 100 + ["a"], dict.fromkeys(MEASURES, 0)),
    ],
)
def test_each_measure_looks_as_deep_as_its_name_says(ranked: list[str], expected: dict[str, float]) -> None:
    assert measure(ranked, {"a": 1}) == pytest.approx(expected)


def test_topics_in_json_lines_and_in_trec(tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_text('{"id": 7, "text": "gas prices"}\n\n{"id": "b", "text": "x"}\n')
    assert read_topics(tmp_path / "t.jsonl") == [Topic("7", "gas prices"), Topic("b", "x")]
    (tmp_path / "t.trec").write_text(
        "<top>\n<num> Number: 301\n<title> International\n Organized Crime\n<desc> Description:\nbla\n</top>\n"
        "<top><num>302</num><title>Polio</title></top>\n"
    )
    assert read_topics(tmp_path / "t.trec") == [Topic("301", "International Organized Crime"), Topic("302", "Polio")]


def test_judgements_with_blanks_or_tabs(tmp_path: Path) -> None:
    (tmp_path / "q").write_text("1 0 a 1\n1 0 b 0\n2\t0\tan id with blanks\t2\n")
    assert read_qrels(tmp_path / "q") == {"1": {"a": 1, "b": 0}, "2": {"an id with blanks": 2}}


@pytest.mark.parametrize(
    ("content", "message"),
    [("", "no judgement"), ("1 0 a 1\n1 a\n", "q, line 2: '1 a' is no judgement"), ("1 0 a x\n", "line 1")],
)
def test_bad_judgements_name_the_line(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "q").write_text(content)
    with pytest.raises(InputError, match=message):
        read_qrels(tmp_path / "q")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no topic"),
        (b'{"id": 1}\n', "line 1: is no JSON object"),
        (b"\xff", "UTF-8"),
        (b"[1]", "line 1"),
        (b"<top><num>1</top>", "without"),
        (b'{"id": 1, "text": 5}', "the text of topic '1' is no words"),
        (b'{"id": 1, "text": " "}', "is no words"),
        (b'{"id": 1, "text": "a"}\n{"id": "1", "text": "b"}', "topic '1' stands in it more than once"),
    ],
)
def test_bad_topics_say_what_is_wrong(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "t").write_bytes(content)
    with pytest.raises(InputError, match=message):
        read_topics(tmp_path / "t")
    with pytest.raises(InputError, match="cannot be read"):
        read_topics(tmp_path / "missing")


def test_every_mode_is_measured_on_the_judged_topics(tmp_path: Path) -> None:
    encoder = HashingEncoder()
    entries = [make_entry(text, statement_id=text[0]) for text in ("a gas prices", "b grain trade", "c gas pipes")]
    make_index(tmp_path / "ix", entries, encoder=encoder)
    topics = [Topic("1", "gas prices"), Topic("2", "grain"), Topic("3", "nobody judged this")]
    qrels = {"1": {"a": 1, "unknown": 1, "neither": 0}, "2": {"c": 1}, "9": {"a": 1}}
    seen: list[tuple[int, int]] = []
    with Searcher.open(tmp_path / "ix", encoder=encoder) as searcher:
        found = evaluate(searcher, topics, qrels, on_topic=lambda done, total: seen.append((done, total)))
        with pytest.raises(InputError, match="no topic of the file has a relevant statement"):
            evaluate(searcher, topics, {"9": {"a": 1}})
        with pytest.raises(InputError, match="no statement judged relevant is in the index"):
            evaluate(searcher, topics, {"1": {"unknown": 1}})
    assert found.topics == 2
    assert seen == [(1, 2), (2, 2)]
    # By words topic 1 is answered first of two, topic 2 finds only the other one: (1 + 0) / 2.
    assert found.measures["MRR@10"]["keyword"] == 0.5
    assert [statement for statement, _ in found.runs["keyword"]["1"]] == ["a", "c"]
    assert found.to_json()["topics"] == 2
    assert found.to_json()["missing"] == 1
    paths = write_runs(found.runs, tmp_path / "runs")
    assert [path.name for path in paths] == ["hybrid.run", "keyword.run", "semantic.run"]
    rows = [row.split() for row in (tmp_path / "runs" / "keyword.run").read_text().splitlines()]
    assert rows == [
        ["1", "Q0", "a", "1", "-1", "onrecord-keyword"],
        ["1", "Q0", "c", "2", "-2", "onrecord-keyword"],
        ["2", "Q0", "b", "1", "-1", "onrecord-keyword"],
    ]
