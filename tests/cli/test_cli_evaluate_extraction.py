"""What a person types and sees who measures extraction on gold articles."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.testing import make_entry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from onrecord.statement import Article, Statement

TEXT = "Dam holds\n\nMayor Jane Roe said the dam was fine. She warned of cracks.\n"
ANNOTATIONS = """\
T1\tSource 11 25\tMayor Jane Roe
T2\tCue 26 30\tsaid
T3\tContent 31 47\tthe dam was fine
T4\tContent 63 69\tcracks
R1\tAttribution Source:T1 Cue:T2 Content:T3
R2\tAttribution Content:T4
#1\tSpeaker R1\tJane Roe; Roe
#2\tClasses R1\tbritish
"""


@pytest.fixture
def gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one article in a genre, of which one statement of two is found."""
    (tmp_path / "gold" / "news").mkdir(parents=True)
    (tmp_path / "gold" / "news" / "dam.txt").write_text(TEXT)
    (tmp_path / "gold" / "news" / "dam.ann").write_text(ANNOTATIONS)

    def extract(article: Article) -> list[Statement]:
        (statement,) = make_entry("x", speaker="Jane Roe").statements
        row = statement.to_json() | {"text": TEXT[31:47], "start": 31, "end": 47, "kind": "indirect", "cue": "said"}
        return [type(statement).from_json(row | {"speaker_mention": "Jane Roe", "confidence": 0.9})]

    monkeypatch.setattr("onrecord.indexer.extract_statements", extract)
    return tmp_path / "gold"


def test_a_table_of_measures_groups_and_confidence(onrecord: Callable[..., Any], gold: Path) -> None:
    ran = onrecord("evaluate-extraction", gold, "--by-article")
    assert (ran.status, ran.err) == (0, "")
    lines = [line.split() for line in ran.out.splitlines()]
    assert ran.out.startswith("1 article, 2 gold statements, 1 found; intervals of 95 % over articles\n")
    assert ["statements,", "IoU", "≥", "0.5:", "F1", "0.667", "0.667", "0.667"] in lines
    assert ["all", "2", "1", "1.000", "0.500", "0.667", "0.667", "1.000", "0.000"] in lines
    assert ["british", "1", "1", "1.000", "1.000", "0.000"] in lines
    assert ["0.90", "1", "1.00"] in lines
    assert ["news/dam", "2", "1", "1.000", "0.500", "0.667", "0.667", "1.000", "0.000"] in lines
    assert "news/dam" not in onrecord("evaluate-extraction", gold).out


def test_json_has_every_measure_of_every_group(onrecord: Callable[..., Any], gold: Path) -> None:
    row = json.loads(onrecord("evaluate-extraction", gold, "--json", "--by-article").out)
    assert (row["articles"], row["measures"]["recall"], row["intervals"]["recall"]) == (1, 0.5, [0.5, 0.5])
    groups = {(group["group"], group["name"]): group for group in row["groups"]}
    assert set(groups) == {("all", ""), ("kind", "indirect"), ("spoken", ""), ("genre", "news"), ("class", "british")}
    assert (groups["spoken", ""]["recall"], groups["all", ""]["cue_f1"], groups["all", ""]["mention_f1"]) == (1, 1, 1)
    assert row["calibration"]["error"] == pytest.approx(0.1)
    assert [(each["article_id"], each["gold"], each["found"]) for each in row["by_article"]] == [("news/dam", 2, 1)]
    assert "by_article" not in json.loads(onrecord("evaluate-extraction", gold, "--json").out)


def test_every_error_is_written(onrecord: Callable[..., Any], gold: Path, tmp_path: Path) -> None:
    assert onrecord("evaluate-extraction", gold, "--errors", tmp_path / "errors.txt").status == 0
    page = (tmp_path / "errors.txt").read_text("utf-8")
    assert page.startswith("1 error\n     1  missed\n             1  indirect, without a cue\n")
    assert "         She warned of ▶cracks◀." in page


def test_one_file_or_several(onrecord: Callable[..., Any], gold: Path, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text(json.dumps({"id": "n1", "genre": "court", "text": TEXT, "attributions": []}))
    ran = onrecord("evaluate-extraction", gold / "news" / "dam.txt", tmp_path / "rows.jsonl")
    assert ran.out.startswith("2 articles, 2 gold statements, 2 found;")
    ran = onrecord("evaluate-extraction", gold, tmp_path / "rows.jsonl", "--genre", "court")
    assert ran.out.startswith("1 article, 0 gold statements, 1 found;")


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["missing"], 1, "is no gold: name a folder, a .jsonl file, or the .ann file beside a .txt"),
        (["missing.jsonl"], 1, "missing.jsonl: cannot be read: No such file or directory"),
        (["gold", "--genre", "sports"], 2, "no article is of the genre 'sports': there are news"),
        (["gold", "--errors", "no/such/file"], 1, "no/such/file: No such file or directory"),
        (["gold", "--errors", "gold"], 1, "gold: Is a directory"),
        ([], 2, "Missing argument"),
    ],
)
def test_a_mistake_is_one_line(
    onrecord: Callable[..., Any],
    gold: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    status: int,
    message: str,
) -> None:
    monkeypatch.chdir(gold.parent)
    ran = onrecord("evaluate-extraction", *arguments)
    assert (ran.status, ran.out) == (status, "")
    assert message in ran.err


def test_a_failed_reading_leaves_the_errors_of_before(onrecord: Callable[..., Any], gold: Path, tmp_path: Path) -> None:
    (tmp_path / "errors.txt").write_text("before")
    (gold / "news" / "dam.ann").write_text(ANNOTATIONS.replace("26 30", "26 34"))
    ran = onrecord("evaluate-extraction", gold, "--errors", tmp_path / "errors.txt")
    assert ran.status == 1
    assert "dam.ann, line 2: T2 covers 'said the' and not 'said'" in ran.err
    assert (tmp_path / "errors.txt").read_text() == "before"
