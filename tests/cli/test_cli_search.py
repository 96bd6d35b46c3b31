"""The commands that read an index, on one without a model."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.search import results
from onrecord.statement import Evidence, Link, RunnerUp
from onrecord.storage import IndexWriter
from onrecord.testing import HashingEncoder, make_entry, make_index

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from onrecord.storage import Entry

ENTRIES = [
    make_entry(
        "Nobody will pay for the harbour twice, and nobody has asked us to, whatever the newspapers of the capital say",
        statement_id="s1", speaker="Ann Marsh", role="harbour master", outlet="Meridian News", said_on=date(2024, 3, 5),
        title="Harbour fees rise", section="Who pays", context_before="The council met on Tuesday to talk about the fees.",
        url="https://example.org/1",
    ),
    make_entry("the harbour would close", statement_id="s2", speaker="Bo Marsh", kind="indirect", outlet="Capital Wire", said_on=date(2023, 1, 2)),
    make_entry("a \x1b[31mred\x07 harbour <b>&", statement_id="s3", kind="mixed"),
]  # fmt: skip


def explained(entry: Entry) -> Entry:
    """Give a statement evidence: words in the article stand for the mentions of its speaker."""
    evidence = Evidence(
        attribution="subject of the cue",
        rule="pronoun: the nearest who fits",
        speaker_kind="person",
        chain=(Link("us", 60, 62), Link("Nobody will", 0, 11)),
        rivals=1,
        distance=2,
        agrees=True,
        runner_up=RunnerUp("Bo \x1b[1mMarsh", 0.125),
    )
    (statement,) = entry.statements
    return replace(entry, statements=(replace(statement, evidence=evidence),))


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_index(tmp_path / "ix", [explained(ENTRIES[0]), *ENTRIES[1:]])
    monkeypatch.setattr("onrecord.storage.reader.OnnxEncoder.open", lambda _: HashingEncoder())
    monkeypatch.setenv("ONRECORD_INDEX", str(tmp_path / "ix"))
    return tmp_path / "ix"


@pytest.mark.usefixtures("index")
def test_a_hit_is_a_card_of_80_columns(onrecord: Callable[..., Any]) -> None:
    ran = onrecord("search", "who pays for the harbour", "-k", "1")
    assert ran.status == 0
    assert ran.out == (
        "  1 “Nobody will pay for the harbour twice, and nobody has asked us to, whatever\n"
        "    the newspapers of the capital say”\n"
        "    Ann Marsh, harbour master\n"
        "    Meridian News, 2024-03-05\n"
        "    Harbour fees rise § Who pays\n"
        "    before: The council met on Tuesday to talk about the fees.\n"
        "    s1  score 0.924\n"
        "\n"
        "1 hit of 3 statements, mode hybrid.\n"
    )


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "harbour", "--explain"],
        ["show", "s1"],
        ["show", "s3"],
        ["show", "s1", "--explain"],
        ["show", "s2", "--explain"],
        ["speakers"],
        ["stats"],
    ],
)
def test_no_line_is_wider_than_the_terminal_and_none_has_control_characters(
    onrecord: Callable[..., Any], arguments: list[str]
) -> None:
    ran = onrecord(*arguments)
    assert ran.status == 0
    assert all(len(line) <= 80 for line in ran.out.splitlines())
    assert all(line == line.rstrip() for line in ran.out.splitlines())
    assert not any(ord(c) < 32 and c != "\n" for c in ran.out)


@pytest.mark.usefixtures("index")
def test_show_explains_how_the_speaker_was_found(onrecord: Callable[..., Any]) -> None:
    assert (
        "why           subject of the cue; pronoun: the nearest who fits\n"
        "mentions      “us” [60, 62)\n"
        "              → “Nobody will” [0, 11)\n"
        "how sure      1.00: person, 1 other fits, mentioned 2 sentences before, gender\n"
        "              or office agree\n"
        "runner-up     Bo \ufffd[1mMarsh (0.12)\n"
    ) in onrecord("show", "s1", "--explain").out
    assert "why " not in onrecord("show", "s1").out
    shown = json.loads(onrecord("show", "s1", "--json").out)["statement"]["evidence"]
    assert shown["chain"] == [{"text": "us", "start": 60, "end": 62}, {"text": "Nobody will", "start": 0, "end": 11}]
    assert (shown["rivals"], shown["runner_up"]["confidence"]) == (1, 0.125)
    assert "why           nothing is kept of how the speaker was found" in onrecord("show", "s2", "--explain").out


@pytest.mark.usefixtures("index")
def test_the_json_of_a_search_has_the_fields_of_the_design(onrecord: Callable[..., Any]) -> None:
    ran = onrecord("search", "harbour", "twice", "--json", "--explain", "--mode", "hybrid")
    found = json.loads(ran.out)
    assert list(found) == ["query", "mode", "took_ms", "generation", "total", "hits"]
    assert (found["query"], found["mode"], found["generation"], found["total"]) == ("harbour twice", "hybrid", 1, 3)
    hit = found["hits"][0]
    assert list(hit) == ["rank", "score", "statement", "article", "highlights", "explain"]
    assert hit["article"] == {
        "title": "Harbour fees rise", "url": "https://example.org/1", "outlet": "Meridian News", "published": "2024-03-05",
    }  # fmt: skip
    assert hit["statement"]["statement_id"] == "s1"
    assert set(hit["explain"]) == {"keyword", "semantic", "context"}
    assert set(hit["explain"]["keyword"]["terms"]) == {"harbour", "twice"}
    spoken = hit["statement"]["spoken"]
    assert [spoken[a:b] for a, b in hit["highlights"]] == ["harbour", "twice"]


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--speaker", "marsh"], {"s1", "s2"}),
        (["--outlet", "wire"], {"s2"}),
        (["--kind", "direct"], {"s1"}),
        (["--kind", "indirect", "--kind", "mixed"], {"s2", "s3"}),
        (["--since", "2024"], {"s1"}),
        (["--until", "2023-06"], {"s2"}),
        (["--min-confidence", "0.5"], {"s1", "s2"}),
        (["-k", "2"], {"s1", "s2"}),
        (["--mode", "keyword"], {"s1", "s2", "s3"}),
        (["--mode", "semantic"], {"s1", "s2", "s3"}),
    ],
)
def test_every_filter_of_the_command_line_filters(
    onrecord: Callable[..., Any], options: list[str], ids: set[str]
) -> None:
    found = json.loads(onrecord("search", "the harbour", "--json", *options).out)
    assert {hit["statement"]["statement_id"] for hit in found["hits"]} == ids


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize(
    ("arguments", "out"),
    [
        (
            ["search", "harbour", "--speaker", "An Marsch"],
            "No speaker 'An Marsch' in the index; did you mean Ann Marsh?\n",
        ),
        (
            ["search", "harbour", "--since", "2031"],
            "No statement since 2031-01-01: those in the index are from 2023-01-02 to\n2024-03-05.\n",
        ),
        (
            ["search", '"harbour', "-k", "1", "--mode", "keyword"],
            "Note: a quotation mark has no partner: searched as plain words.\n",
        ),
        (["search", "\x00\x1b"], "The query has no words to search for.\n"),
        (["speakers", "Marsch"], "No speaker 'Marsch' in the index; did you mean Ann Marsh"),
        (["speakers", "bo"], "Speaker   Statements\nBo Marsh           1\n"),
    ],
)
def test_what_was_not_found_or_not_understood_is_said(
    onrecord: Callable[..., Any], arguments: list[str], out: str
) -> None:
    ran = onrecord(*arguments)
    assert ran.status == 0
    assert ran.out.startswith(out)


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["show", "nope"], 1, "onrecord: no statement 'nope' in the index: 'onrecord search' prints the ids\n"),
        (
            ["search", "x", "--since", "soon"],
            2,
            "onrecord: since 'soon' is no date: write 2024, 2024-07 or 2024-07-14\n",
        ),
        (
            ["search", "x", "--index", "nowhere"],
            1,
            "onrecord: no index at nowhere: make one with 'onrecord index SOURCE... --index nowhere'\n",
        ),
        (["verify", "--index", "nowhere"], 1, "no index at nowhere"),
        (["optimize", "--index", "nowhere"], 1, "no index at nowhere"),
        (["stats", "--index", "nowhere"], 1, "no index at nowhere"),
        (["remove", "--outlet", "x", "--index", "nowhere"], 1, "no index at nowhere"),
        (["search"], 2, "Missing argument"),
        (["search", "x", "-k", "0"], 2, "-k"),
        (["search", "x", "--mode", "magic"], 2, "--mode"),
        (["search", "x", "--kind", "loud"], 2, "--kind"),
        (["remove"], 2, "--article"),
        (["remove", "--article", "a", "--url", "b"], 2, "--article"),
        (["nonsense"], 2, "nonsense"),
    ],
)
def test_a_mistake_ends_with_one_clear_line_and_its_status(
    onrecord: Callable[..., Any], arguments: list[str], status: int, message: str
) -> None:
    ran = onrecord(*arguments)
    assert ran.status == status
    assert ran.out == ""
    assert message in ran.err
    if status == 1:
        assert ran.err.count("\n") == 1


def test_show_marks_the_statement_and_says_everything_known(onrecord: Callable[..., Any], index: Path) -> None:
    ran = onrecord("show", "s1", "--index", index)
    assert "▶Nobody will pay" in ran.out
    for part in ("Ann Marsh", "harbour master", "direct", "2024-03-05", "Who pays", "https://example.org/1", "1.00"):
        assert part in ran.out
    found = json.loads(onrecord("show", "s1", "--json", "--index", index).out)
    assert found["article"]["text"] == found["statement"]["text"]


def test_remove_optimize_verify_and_stats(onrecord: Callable[..., Any], index: Path) -> None:
    assert (
        onrecord("remove", "--outlet", "Capital Wire").out
        == "removed 1 article; 'onrecord optimize' gives the space back\n"
    )
    assert json.loads(onrecord("remove", "--article", "s9", "--json").out) == {"removed": 0}
    assert json.loads(onrecord("stats", "--json").out)["removed"] == 1
    assert onrecord("optimize").out.startswith("dropped 1 removed statement; ")
    assert json.loads(onrecord("stats", "--json").out)["removed"] == 0
    assert onrecord("verify").out == f"{index} is sound\n"
    data = bytearray((index / "columns@1.i32").read_bytes())
    data[3] ^= 1
    (index / "columns@1.i32").write_bytes(bytes(data))
    ran = onrecord("verify")
    assert ran.status == 1
    assert ran.out == f"- columns@1.i32 differs from its digest\n{index}: 1 problem\n"
    assert json.loads(onrecord("verify", "--json").out) == {
        "sound": False, "problems": ["columns@1.i32 differs from its digest"], "warnings": [],
    }  # fmt: skip
    ran = onrecord("search", "harbour")
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert "is damaged: columns@1.i32 differs from its digest; 'onrecord verify' lists everything" in ran.err


def test_evaluate_prints_three_modes_and_writes_runs(onrecord: Callable[..., Any], index: Path, tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_text('{"id": "1", "text": "harbour twice"}\n')
    (tmp_path / "q").write_text("1 0 s1 1\n")
    ran = onrecord("evaluate", tmp_path / "t.jsonl", tmp_path / "q", "--run-dir", tmp_path / "runs")
    assert ran.out == (
        "Measure  hybrid  keyword  semantic\n"
        "nDCG@10  1.0000   1.0000    1.0000\n"
        "MAP@5    1.0000   1.0000    1.0000\n"
        "MRR@10   1.0000   1.0000    1.0000\n"
        "R@100    1.0000   1.0000    1.0000\n"
        "1 judged topic\n"
    )
    assert {path.name for path in (tmp_path / "runs").iterdir()} == {"hybrid.run", "keyword.run", "semantic.run"}
    (tmp_path / "q").write_text("nonsense\n")
    ran = onrecord("evaluate", tmp_path / "t.jsonl", tmp_path / "q")
    assert (ran.status, ran.err) == (1, f"onrecord: {tmp_path}/q, line 1: 'nonsense' is no judgement: write topic, 0, statement id, relevance\n")  # fmt: skip


def test_an_index_of_a_newer_format_and_a_busy_one(onrecord: Callable[..., Any], index: Path) -> None:
    with IndexWriter.open(index):
        ran = onrecord("remove", "--article", "s1")
        assert ran.status == 1
        assert "is writing to the index" in ran.err
    text = (index / "manifest.json").read_text()
    (index / "manifest.json").write_text(text.replace('"format": 1', '"format": 99'))
    for command in (["search", "x"], ["stats"], ["verify"], ["optimize"], ["remove", "--article", "x"]):
        ran = onrecord(*command)
        assert (ran.status, ran.out) == (1, "")
        assert ran.err == (
            f"onrecord: the index at {index} has format 99, this version of OnRecord reads 1: install a newer OnRecord\n"
        )


def test_colour_is_for_terminals_only(
    onrecord: Callable[..., Any], index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b" not in onrecord("search", "harbour", "--index", index).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;33mharbour\x1b[0m" in onrecord("search", "harbour", "--index", index).out


def test_modes_and_kinds_of_the_command_line_are_those_of_the_package() -> None:
    from onrecord.cli.search import Kind, Mode  # noqa: PLC0415
    from onrecord.statement import KINDS  # noqa: PLC0415

    assert tuple(mode.value for mode in Mode) == results.MODES
    assert tuple(kind.value for kind in Kind) == KINDS


def test_a_pipe_that_is_closed_early_is_no_traceback(index: Path) -> None:
    import subprocess  # noqa: PLC0415
    import sys  # noqa: PLC0415

    code = f"{sys.executable} -W ignore -m onrecord speakers --index {index} | true"
    done = subprocess.run(["bash", "-c", code], capture_output=True, check=False, text=True)
    assert "Traceback" not in done.stderr
