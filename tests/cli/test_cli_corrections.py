"""Correcting from the command line: one statement, a file of corrections, what became of them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from onrecord.storage import IndexReader, verify
from onrecord.testing import HashingEncoder

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.slow

ARTICLE = """Ferry stays free
Outlet: The Example
ID: ferry

The ferry will stay free, mayor Ada Lomax said on Monday. "Nobody should pay to get to work," she told reporters.

Harbour master Jon Petrie disagreed. "It is this or a flooded warehouse," Petrie said.
"""
WAREHOUSE = "It is this or a flooded warehouse"


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Index without the real encoder."""

    def hashing(*_: Any, **__: Any) -> HashingEncoder:
        return HashingEncoder()

    for place in ("encode", "run", "correct"):
        monkeypatch.setattr(f"onrecord.indexer.{place}.open_encoder", hashing)
    monkeypatch.setattr("onrecord.storage.reader.OnnxEncoder.open", hashing)


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, onrecord: Callable[..., Any]) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONRECORD_INDEX", "ix")
    (tmp_path / "ferry.txt").write_text(ARTICLE)
    assert onrecord("index", "ferry.txt").status == 0
    return tmp_path / "ix"


def said(directory: str = "ix") -> dict[str, str | None]:
    """Every statement's beginning with its speaker."""
    with IndexReader.open(Path(directory)) as reader:
        found = reader.store.statements(np.flatnonzero(reader.live).tolist())
    return {" ".join(statement.spoken.split()[:2]): statement.speaker for statement, _ in found}


def id_of(onrecord: Callable[..., Any], words: str) -> str:
    hits = json.loads(onrecord("search", words, "--mode", "keyword", "--json").out)["hits"]
    return str(hits[0]["statement"]["statement_id"])


def line(**changes: Any) -> str:
    row = {"article_id": "ferry", "statement": {"text": WAREHOUSE}, "speaker": "Jane Roe"} | changes
    return json.dumps({name: value for name, value in row.items() if value != "left out"}) + "\n"


BEFORE = {"The ferry": "Ada Lomax", "Nobody should": "Ada Lomax", "It is": "Jon Petrie"}


def test_a_statement_is_corrected_at_once_and_the_article_is_not_needed(
    onrecord: Callable[..., Any], index: Path
) -> None:
    assert said() == BEFORE
    Path("ferry.txt").unlink()
    key = id_of(onrecord, "warehouse")
    ran = onrecord("correct", key, "--speaker", "Jane Roe", "--role", "clerk", "--by", "Ann", "--note", "on tape")
    assert (ran.status, ran.out) == (0, f"{key}: Jane Roe, clerk\n")
    assert said() == {**BEFORE, "It is": "Jane Roe"}
    page = onrecord("show", key, "--explain").out
    today = date.today().isoformat()  # noqa: DTZ011 - as on the calendar of the one who corrects
    assert f"corrected by Ann on {today}; not Jon Petrie: on tape" in page
    assert "1.00" in page
    assert onrecord("correct", key, "--unknown").out == f"{key}: speaker unknown\n"
    assert said()["It is"] is None
    assert onrecord("correct", key, "--not-a-statement").out == f"{key}: not a statement\n"
    assert "It is" not in said()
    assert onrecord("show", key).status == 1
    assert onrecord("correct", key, "--undo").out == f"{key}: as extracted\n"
    assert said() == BEFORE
    assert verify(index) == []
    states = [each["state"] for each in json.loads(onrecord("corrections", "--json").out)]
    assert states == ["overruled"] * 3 + ["applied"]


@pytest.mark.usefixtures("index")
def test_a_correction_outlives_a_new_text_and_verify_tells_when_its_place_is_gone(
    onrecord: Callable[..., Any],
) -> None:
    key = id_of(onrecord, "warehouse")
    onrecord("correct", key, "--speaker", "Jane Roe")
    Path("ferry.txt").write_text(ARTICLE.replace("The ferry will", "It snowed all day.\n\nThe ferry will"))
    assert onrecord("index", "ferry.txt").status == 0
    assert said()["It is"] == "Jane Roe"
    assert onrecord("verify").out == "ix is sound\n"
    Path("ferry.txt").write_text(ARTICLE.replace("a flooded warehouse", "a drowned town"))
    onrecord("index", "ferry.txt")
    assert said()["It is"] == "Jon Petrie"
    ran = onrecord("verify")
    assert ran.status == 0
    told = " ".join(ran.out.split())
    assert f"- warning: the correction of the statement “{WAREHOUSE},” finds no such place in article ferry: " in told
    assert told.endswith("ix is sound")
    found = json.loads(onrecord("verify", "--json").out)
    assert (found["sound"], found["problems"], len(found["warnings"])) == (True, [], 1)
    listed = onrecord("corrections").out
    assert listed.startswith("no place: Jane Roe\n")
    assert listed.endswith("1 correction, 1 without a place\n")


@pytest.mark.usefixtures("index")
def test_a_file_is_merged_and_its_bad_lines_are_told(onrecord: Callable[..., Any]) -> None:
    bad = line(speakr="x")
    Path("c.jsonl").write_text(
        line() + bad + "{\n" + line(mention="she", statement="left out", speaker=None, start=0) + line()
    )
    ran = onrecord("index", "--corrections", "c.jsonl", "--json")
    found = json.loads(ran.out)
    assert ran.status == 0
    assert found["corrections"] == {"read": 3, "new": 2, "rejected": 2}
    assert [(each["source"], each["line"]) for each in found["rejections"]] == [("c.jsonl", 2), ("c.jsonl", 3)]
    assert "c.jsonl, line 2: rejected: unknown field 'speakr': there are article_id, statement" in ran.err
    assert said() == {**BEFORE, "It is": "Jane Roe", "Nobody should": None}
    again = onrecord("index", "ferry.txt", "--corrections", "c.jsonl")
    assert "corrections  3 read: 0 new, 2 rejected" in again.out
    assert "1 unchanged" in again.out
    assert len(json.loads(onrecord("corrections", "--json").out)) == 2


@pytest.mark.usefixtures("index")
def test_an_unchanged_article_is_corrected_and_a_strict_run_changes_nothing(onrecord: Callable[..., Any]) -> None:
    Path("c.jsonl").write_text(line() + line(article_id=3))
    strict = onrecord("index", "ferry.txt", "--corrections", "c.jsonl", "--strict")
    assert (strict.status, strict.out) == (1, "")
    assert strict.err == "onrecord: c.jsonl, line 2: 'article_id' is 3: write words\n"
    assert said() == BEFORE
    assert onrecord("index", "ferry.txt", "--corrections", "c.jsonl").status == 0
    assert said()["It is"] == "Jane Roe"


@pytest.mark.usefixtures("index")
def test_corrections_go_in_where_no_article_can_be_read(onrecord: Callable[..., Any]) -> None:
    Path("c.jsonl").write_text(line())
    ran = onrecord("index", "nowhere.txt", "--corrections", "c.jsonl")
    assert (ran.status, "nowhere.txt: rejected: no such file" in ran.err) == (0, True)
    assert said()["It is"] == "Jane Roe"


def test_corrections_come_with_the_first_articles(
    onrecord: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONRECORD_INDEX", "new")
    Path("ferry.txt").write_text(ARTICLE)
    Path("c.jsonl").write_text(line(speaker="left out", not_a_statement=True))
    found = json.loads(onrecord("index", "ferry.txt", "--corrections", "c.jsonl", "--json").out)
    assert sum(found["statements"].values()) == 2, "what is no statement is not counted"
    assert said("new") == {name: who for name, who in BEFORE.items() if name != "It is"}


@pytest.mark.usefixtures("index")
def test_rows_that_are_statements_already_are_corrected_too(onrecord: Callable[..., Any]) -> None:
    Path("rows.jsonl").write_text(json.dumps({"id": "r1", "text": "We pay twice", "speaker": "Ada Lomax"}) + "\n")
    Path("c.jsonl").write_text(line(article_id="r1", statement={"text": "We pay twice"}))
    assert onrecord("index", "rows.jsonl", "--statements", "--corrections", "c.jsonl").status == 0
    assert said()["We pay"] == "Jane Roe"
    onrecord("correct", "r1", "--undo")
    assert said()["We pay"] == "Ada Lomax"


@pytest.mark.usefixtures("index")
def test_a_new_version_of_the_rules_keeps_corrections(
    onrecord: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    onrecord("correct", id_of(onrecord, "warehouse"), "--speaker", "Jane Roe")
    onrecord("correct", id_of(onrecord, "nobody"), "--not-a-statement")
    monkeypatch.setattr("onrecord.indexer.build.RULES_VERSION", "another")
    assert json.loads(onrecord("index", "ferry.txt", "--json").out)["articles"]["replaced"] == 1
    assert said() == {"The ferry": "Ada Lomax", "It is": "Jane Roe"}


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["correct", "x"], 2, "name exactly one of --speaker, --unknown, --not-a-statement and --undo"),
        (["correct", "x", "--undo", "--unknown"], 2, "name exactly one of"),
        (["correct", "x", "--speaker", "A", "--unknown"], 2, "name exactly one of"),
        (["correct", "x", "--speaker", "A"], 1, "no statement 'x' in the index"),
        (["correct", "x", "--speaker", "A", "--index", "nowhere"], 1, "no index at nowhere"),
        (["correct", "ID", "--speaker", " "], 2, "'speaker' is ' ': write words"),
        (["correct", "ID", "--unknown", "--role", "clerk"], 2, "a role without a speaker"),
        (["corrections", "--index", "nowhere"], 1, "no index at nowhere"),
        (["index", "--corrections", "nowhere.jsonl"], 2, "does not exist"),
        (["index", "--corrections", "empty.jsonl", "--index", "nowhere"], 1, "no index at nowhere"),
        (["index", "--corrections", "pdf.jsonl"], 1, "a PDF: convert it to text first"),
    ],
)
@pytest.mark.usefixtures("index")
def test_a_mistake_is_told_and_changes_nothing(
    onrecord: Callable[..., Any], arguments: list[str], status: int, message: str
) -> None:
    Path("empty.jsonl").write_text("")
    Path("pdf.jsonl").write_bytes(b"%PDF-1.4 \xff")
    key = id_of(onrecord, "warehouse")
    ran = onrecord(*[key if each == "ID" else each for each in arguments])
    assert (ran.status, message in " ".join(ran.err.replace("│", " ").split())) == (status, True), ran.err
    assert said() == BEFORE
    assert not Path("nowhere").exists()
    assert onrecord("corrections").out == "0 corrections, 0 without a place\n"


@pytest.mark.usefixtures("index")
def test_what_a_correction_says_steers_no_terminal(onrecord: Callable[..., Any]) -> None:
    Path("c.jsonl").write_text(line(speaker="Jane\x1b[2J Roe", note="\u202etxt"))
    onrecord("index", "--corrections", "c.jsonl")
    out = onrecord("corrections").out
    assert "Jane\ufffd[2J Roe" in out
    assert "\x1b" not in out
    assert "\u202e" not in out
