"""What a person is told when the output, a file or the wish itself is at fault."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from onrecord import __version__
from onrecord.cli.render import _said
from onrecord.statement import Statement
from onrecord.testing import HashingEncoder, make_entry, make_index

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_index(
        tmp_path / "ix", [make_entry("Nobody pays for the harbour twice", statement_id="s1", speaker="Ann Marsh")]
    )
    monkeypatch.setattr("onrecord.storage.reader.OnnxEncoder.open", lambda _: HashingEncoder())
    return tmp_path / "ix"


def test_the_version_is_told(onrecord: Callable[..., Any]) -> None:
    assert onrecord("--version").out == f"onrecord {__version__}\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("arguments", [["speakers"], ["stats", "--json"], ["search", "--mode", "keyword", "harbour"]])
def test_a_full_disk_behind_the_output_is_one_line(index: Path, arguments: list[str]) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "onrecord", *arguments, "--index", str(index)]
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, text=True)
    assert (done.returncode, done.stderr) == (1, "onrecord: standard output: No space left on device\n")


def test_a_run_folder_that_cannot_be_made_is_told_before_the_search(
    onrecord: Callable[..., Any], index: Path, tmp_path: Path
) -> None:
    (tmp_path / "t.jsonl").write_text('{"id": "1", "text": "harbour twice"}\n')
    (tmp_path / "q").write_text("1 0 s1 1\n")
    (tmp_path / "taken").write_text("a file")
    ran = onrecord("evaluate", tmp_path / "t.jsonl", tmp_path / "q", "--run-dir", tmp_path / "taken", "--index", index)
    assert (ran.status, ran.out, ran.err) == (1, "", f"onrecord: {tmp_path}/taken: File exists\n")


@pytest.mark.parametrize("command", ["extract", "index"])
def test_a_run_in_which_nothing_could_be_read_has_failed(
    onrecord: Callable[..., Any], tmp_path: Path, command: str
) -> None:
    (tmp_path / "good.txt").write_text("The bridge\n\n“We pay for the bridge,” Ada Lomax said.\n")
    to = ["--index", tmp_path / "new"] if command == "index" else []
    ran = onrecord(command, tmp_path / "missing.txt", *to)
    assert ran.status == 1
    assert f"{tmp_path}/missing.txt: rejected: no such file or folder" in ran.err
    assert not (tmp_path / "new" / "manifest.json").exists()
    assert onrecord(command, tmp_path / "missing.txt", tmp_path / "good.txt", *to).status == 0


def test_the_rejections_stand_in_the_json_too(onrecord: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "“We pay,” Ada Lomax said on Monday."}\nnonsense\n')
    ran = onrecord("index", tmp_path / "a.jsonl", "--index", tmp_path / "new", "--json")
    (rejection,) = json.loads(ran.out)["rejections"]
    assert (rejection["source"], rejection["line"]) == (f"{tmp_path}/a.jsonl", 2)
    assert rejection["reason"] in ran.err


def test_removing_what_is_not_there_fails(onrecord: Callable[..., Any], index: Path) -> None:
    ran = onrecord("remove", "--outlet", "no such paper", "--index", index)
    assert ran.status == 1
    assert ran.out == "no article has exactly this id, address or outlet; nothing was removed\n"


def test_a_polite_kill_is_one_line(tmp_path: Path) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "onrecord", "index", "-", "--index", str(tmp_path / "new")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        while not (tmp_path / "new").exists() and process.poll() is None:
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        assert process.stderr is not None
        assert process.stderr.read() == "onrecord: interrupted; nothing that was committed is lost\n"
        assert process.wait() == 1


def test_the_pieces_of_a_broken_quotation_are_not_shown_as_one() -> None:
    text = "We will pay,” Ned Orr said. “It is our bridge.”\n\n“And it stays"
    spans = tuple((text.index(each), text.index(each) + len(each)) for each in ("We will pay,", "It is our bridge.", "And it stays"))  # fmt: skip
    statement = Statement(
        statement_id="s", article_id="a", text=text, kind="direct", start=0, end=len(text), quoted=spans
    )
    found = _said(statement, [(8, 11), (16, 18)])
    assert found.plain == "“We will pay,” … “It is our bridge. And it stays”"
    marked = [found.plain[span.start : span.end] for span in found.spans if span.style == "bold yellow"]
    assert marked == ["pay", "is"]


def test_marks_that_turn_the_writing_round_reach_no_terminal(onrecord: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The bridge\n\n“We pay \u202efor it,” Ada Lomax said on Monday.\n")
    out = onrecord("extract", tmp_path / "a.txt").out
    assert "We pay \ufffdfor it" in out
    assert "\u202e" not in out


def test_a_folder_in_the_place_of_a_file_is_one_line(onrecord: Callable[..., Any], index: Path) -> None:
    (path,) = index.glob("columns*.i32")
    path.unlink()
    path.mkdir()
    ran = onrecord("search", "harbour", "--index", index)
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert path.name in ran.err
