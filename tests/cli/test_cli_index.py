"""The commands that read articles: real input, bad input, and what is kept when something goes wrong."""

from __future__ import annotations

import gzip
import json
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.storage import IndexReader, Manifest, verify
from onrecord.testing import HashingEncoder, make_index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.slow

ARTICLE = """Ferry stays free
Outlet: The Example
Date: 2024-03-05

The ferry will stay free, mayor Ada Lomax said on Monday. "Nobody should pay to get to work," she told reporters.

Harbour master Jon Petrie disagreed. "It is this or a flooded warehouse," Petrie said.
"""


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Index without the real encoder, which the tests of the encoder and of the documentation cover."""

    def hashing(*_: Any, **__: Any) -> HashingEncoder:
        return HashingEncoder()

    monkeypatch.setattr("onrecord.indexer.encode.open_encoder", hashing)
    monkeypatch.setattr("onrecord.storage.reader.OnnxEncoder.open", hashing)


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONRECORD_INDEX", "ix")
    (tmp_path / "ferry.txt").write_text(ARTICLE)
    return tmp_path / "ix"


def counts(ran: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ran.out)
    assert set(found) == {"articles", "statements", "seconds", "rejections"}
    return {**found["articles"], "statements": sum(found["statements"].values())}


def test_indexing_again_changes_nothing_and_a_changed_article_replaces_the_old(
    onrecord: Callable[..., Any], index: Path
) -> None:
    first = counts(onrecord("index", "ferry.txt", "--json"))
    assert first == {"read": 1, "new": 1, "replaced": 0, "unchanged": 0, "rejected": 0, "statements": 3}
    again = counts(onrecord("index", "ferry.txt", "--json"))
    assert again == {"read": 1, "new": 0, "replaced": 0, "unchanged": 1, "rejected": 0, "statements": 0}
    Path("ferry.txt").write_text(ARTICLE.replace("flooded warehouse", "drowned warehouse"))
    changed = counts(onrecord("index", "ferry.txt", "--json"))
    assert changed == {"read": 1, "new": 0, "replaced": 1, "unchanged": 0, "rejected": 0, "statements": 3}
    assert "flooded" not in onrecord("search", "warehouse").out
    assert "drowned" in onrecord("search", "warehouse").out
    assert verify(index) == []


@pytest.mark.usefixtures("index")
def test_extract_prints_statements_and_json_lines(onrecord: Callable[..., Any]) -> None:
    ran = onrecord("extract", "ferry.txt")
    assert ran.out.startswith("Ferry stays free\n")
    assert "    “Nobody should pay to get to work,”\n    Ada Lomax" in ran.out
    rows = [json.loads(line) for line in onrecord("extract", "ferry.txt", "--json").out.splitlines()]
    assert [row["speaker"] for row in rows] == ["Ada Lomax", "Ada Lomax", "Jon Petrie"]
    assert [row["kind"] for row in rows] == ["indirect", "direct", "direct"]
    assert rows[0]["said_on"] == "2024-03-04", "Monday before the 5th of March 2024"
    body = ARTICLE.split("\n\n", 1)[1].rstrip("\n")
    assert all(body[row["start"] : row["end"]] == row["text"] for row in rows)


@pytest.mark.usefixtures("index")
def test_extract_leaves_out_speakers_that_are_less_certain(onrecord: Callable[..., Any]) -> None:
    Path("unsure.txt").write_text('Late\n\nJane Roe said it was late.\n\n"It is as late as it gets," he said.\n')
    confidences = [
        json.loads(line)["confidence"] for line in onrecord("extract", "unsure.txt", "--json").out.splitlines()
    ]
    assert len(confidences) == 2
    assert confidences[0] > confidences[1] == 0.0
    sure = onrecord("extract", "unsure.txt", "--json", "--min-confidence", str(confidences[0])).out.splitlines()
    assert [json.loads(line)["speaker"] for line in sure] == ["Jane Roe"]
    assert "as late as" not in onrecord("extract", "unsure.txt", "--min-confidence", "0.01").out
    assert onrecord("extract", "unsure.txt", "--min-confidence", "2").status == 2


@pytest.mark.usefixtures("index")
def test_extraction_on_two_processes_gives_the_same(onrecord: Callable[..., Any]) -> None:
    for i in range(20):
        Path(f"more{i}.txt").write_text(ARTICLE.replace("Ada", f"Ada{chr(97 + i)}"))
    one = onrecord("extract", ".", "--json").out
    two = onrecord("extract", ".", "--json", "--workers", "2").out
    assert len(one.splitlines()) == 63
    assert one == two


@pytest.mark.usefixtures("index")
def test_outlet_and_date_are_for_articles_that_have_none(onrecord: Callable[..., Any]) -> None:
    Path("bare.txt").write_text(ARTICLE.split("\n\n", 1)[1])
    onrecord("index", "ferry.txt", "bare.txt", "--outlet", "Given", "--date", "2020-02-02", "--format", "txt")
    hits = json.loads(onrecord("search", "ferry", "--json").out)["hits"]
    assert {hit["article"]["outlet"]: hit["article"]["published"] for hit in hits} == {
        "The Example": "2024-03-05", "Given": "2020-02-02",
    }  # fmt: skip


@pytest.mark.usefixtures("index")
def test_statements_of_ones_own_keep_their_ids(onrecord: Callable[..., Any]) -> None:
    rows = [{"id": f"row {i}", "text": f"We pay {i} times", "speaker": "Ada Lomax"} for i in range(3)]
    Path("rows.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    assert counts(onrecord("index", "rows.jsonl", "--statements", "--json"))["statements"] == 3
    assert "We pay 2 times" in onrecord("show", "row 2").out


def _broken_line_7() -> str:
    rows = ['{"text": "\\"We pay,\\" Ada Lomax said."}'.replace("We", f"We {i}") for i in range(9)]
    rows[6] = '{"text": '
    return "\n".join(rows)


BAD: list[tuple[str, bytes, str]] = [
    ("empty.txt", b"", "empty.txt: rejected: empty"),
    ("binary.txt", bytes(range(256)) * 40, "binary.txt: rejected: binary, not text"),
    ("rows.jsonl", _broken_line_7().encode(), "rows.jsonl, line 7: rejected: not JSON"),
    ("table.csv", b"headline,author\na,b\n", "table.csv"),
    ("broken.html", b"<html><body><nav>x</nav></body></html>", "broken.html: rejected: no article text found"),
    ("half.jsonl", b'{"text": "half \\ud83d of it"}\n', "half.jsonl, line 1: rejected: half a surrogate pair"),
    ("cut.jsonl.gz", gzip.compress(b'{"text": "x"}\n' * 5000)[:-30], "cut.jsonl.gz: rejected: damaged gzip data"),
    ("unknown.xyz", b"text", "unknown.xyz: rejected: its ending says no format"),
]


@pytest.mark.parametrize(("name", "content", "message"), BAD, ids=[name for name, _, _ in BAD])
def test_what_cannot_be_read_is_said_and_the_rest_goes_in(
    onrecord: Callable[..., Any], index: Path, name: str, content: bytes, message: str
) -> None:
    Path(name).write_bytes(content)
    ran = onrecord("index", name, "ferry.txt")
    assert ran.status == 0
    assert message in ran.err
    assert " 1 rejected" in ran.out
    with IndexReader.open(index) as reader:
        assert reader.store.find_articles("outlet", "The Example", generation=reader.manifest.generation)
    strict = onrecord("index", name, "--strict")
    assert strict.status == 1
    assert message.partition(":")[0] in strict.err.splitlines()[-1]


@pytest.mark.usefixtures("index")
def test_a_folder_without_articles_and_a_missing_file(onrecord: Callable[..., Any]) -> None:
    Path("nothing").mkdir()
    ran = onrecord("extract", "nothing", "missing.txt")
    assert ran.err.splitlines()[0].startswith("nothing: rejected: no files that end in .txt")
    assert ran.err.splitlines()[1] == "missing.txt: rejected: no such file or folder"


@pytest.mark.usefixtures("index")
def test_a_guess_is_said(onrecord: Callable[..., Any]) -> None:
    Path("old.txt").write_bytes("“We pay,” Ada Lomax said.\n\nMore.".encode("cp1252"))
    assert "old.txt: not UTF-8: read as Windows-1252 (guessed)" in onrecord("extract", "old.txt").err


@pytest.mark.usefixtures("index")
def test_control_characters_in_an_article_reach_no_terminal(onrecord: Callable[..., Any]) -> None:
    row = {"text": '"We \x1b[2J\x07pay,\u202e" Ada Lomax said.\x00', "title": "T\x1b]0;owned\x07"}
    Path("rows.jsonl").write_text(json.dumps(row))
    ran = onrecord("index", "rows.jsonl")
    assert ran.status == 0
    for command in (["search", "pay"], ["extract", "rows.jsonl"]):
        out = onrecord(*command).out
        assert "pay" in out
        assert not {c for c in out if ord(c) < 32 and c != "\n"}


def test_standard_input_is_read(onrecord_process: Callable[..., Any]) -> None:
    ran = onrecord_process("extract", "-", "--json", "--format", "txt", stdin=ARTICLE.encode())
    assert [json.loads(line)["speaker"] for line in ran.out.splitlines()] == ["Ada Lomax", "Ada Lomax", "Jon Petrie"]


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["index"], "Missing argument"),
        (["index", "ferry.txt", "--date", "soon"], "'soon' is no day; write it as 2024-07-14"),
        (["index", "ferry.txt", "--workers", "0"], "--workers"),
    ],
)
def test_wrong_usage_ends_with_status_2(onrecord: Callable[..., Any], arguments: list[str], message: str) -> None:
    ran = onrecord(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err


@pytest.mark.usefixtures("index")
def test_an_unknown_format_is_said(onrecord: Callable[..., Any]) -> None:
    ran = onrecord("extract", "ferry.txt", "--format", "docx")
    assert "unknown format 'docx': choose one of txt, md, html, jsonl, json, csv, tsv" in ran.err


def test_an_index_made_with_another_encoder_is_left_alone(onrecord: Callable[..., Any], index: Path) -> None:
    make_index(index, [], encoder=HashingEncoder(8))
    ran = onrecord("index", "ferry.txt")
    assert ran.status == 1
    assert "was made with the encoder hashing-8, not with hashing-64" in ran.err
    assert Manifest.read(index).generation == 1


def test_a_folder_of_something_else_is_refused_in_one_line(onrecord: Callable[..., Any], index: Path) -> None:
    index.mkdir()
    (index / "thesis.md").write_text("Chapter one")
    ran = onrecord("index", "ferry.txt")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.strip().splitlines() == [
        f"onrecord: {index.name} holds no index but something else (thesis.md): name a new or an empty folder"
    ]
    assert [path.name for path in index.iterdir()] == ["thesis.md"]


def test_an_index_of_a_newer_format_is_left_alone(onrecord: Callable[..., Any], index: Path) -> None:
    onrecord("index", "ferry.txt")
    text = (index / "manifest.json").read_text().replace('"format": 1', '"format": 2')
    (index / "manifest.json").write_text(text)
    ran = onrecord("index", "ferry.txt")
    assert (ran.status, ran.out) == (1, "")
    assert "has format 2, this version of OnRecord reads 1: install a newer OnRecord" in ran.err
    assert (index / "manifest.json").read_text() == text


WRITER = """
import sys
from pathlib import Path
from onrecord.indexer import IndexConfig, build_statement_index
from onrecord.testing import HashingEncoder, make_entry

def rows(count):
    for i in range(count):
        entry = make_entry(f"Statement {i} " + "of many words " * 20, statement_id=f"s{i}", speaker="Ada Lomax")
        yield entry.article, entry.statements

build_statement_index(
    rows(int(sys.argv[2])), Path(sys.argv[1]), encoder=HashingEncoder(), config=IndexConfig(commit_every=100)
)
"""


def ids_in(directory: Path) -> set[str]:
    assert verify(directory) == []
    with IndexReader.open(directory) as reader:
        return {each.article.article_id for each in reader.store.entries(generation=reader.manifest.generation)}


def test_a_full_disk_is_one_clear_line_and_loses_nothing(tmp_path: Path) -> None:
    script = tmp_path / "writer.py"
    script.write_text(WRITER)
    subprocess.run([sys.executable, "-W", "ignore", script, tmp_path / "ix", "300"], check=True)
    # No file may grow beyond 300 kB: what a full disk is to a writer, at some point of some commit.
    limited = f"ulimit -f 300; exec {sys.executable} -W ignore {script} {tmp_path / 'ix'} 5000"
    done = subprocess.run(["bash", "-c", limited], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert "IndexWriteError: cannot write to the index at" in last
    assert "what was committed before stands" in last
    found = ids_in(tmp_path / "ix")
    assert {f"s{i}" for i in range(300)} <= found
    subprocess.run([sys.executable, "-W", "ignore", script, tmp_path / "ix", "1500"], check=True)
    assert ids_in(tmp_path / "ix") == {f"s{i}" for i in range(1500)}


def test_ctrl_c_keeps_what_was_committed(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text("\n".join(json.dumps({"id": f"s{i}", "text": f"We pay {i} times"}) for i in range(60_000)))
    make_index(tmp_path / "ix", [], encoder=HashingEncoder())
    code = (
        "import onrecord.indexer.encode as e, onrecord.testing as t\n"
        "e.open_encoder = lambda *a, **k: t.HashingEncoder()\n"
        "import sys; from onrecord.cli import main; sys.argv = ['onrecord', *sys.argv[1:]]; main()\n"
    )
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-c",
        code,
        "index",
        str(rows),
        "--statements",
        "--index",
        str(tmp_path / "ix"),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + 60
        while Manifest.read(tmp_path / "ix").generation < 3 and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert (process.returncode, out) == (1, "")
    assert err.strip().splitlines()[-1] == "onrecord: interrupted; nothing that was committed is lost"
    committed = Manifest.read(tmp_path / "ix").live
    assert 10_000 <= committed < 60_000
    assert ids_in(tmp_path / "ix") == {f"s{i}" for i in range(committed)}


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that another user may enter, which pytest's own are not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    subprocess.run(["chmod", "-R", "u+w", folder], check=False)
    shutil.rmtree(folder)


def test_a_read_only_folder_can_be_searched_and_not_written(shared_folder: Path) -> None:
    from onrecord.testing import make_entry  # noqa: PLC0415

    directory = make_index(shared_folder / "ix", [make_entry("We pay", statement_id="s1")])
    for path in (*directory.rglob("*"), directory):
        path.chmod(0o555 if path.is_dir() else 0o444)
    # Permissions do not bind root, so root's process becomes nobody once everything is imported.
    nobody = (
        "import os, onrecord.search, onrecord.indexer\n"
        "if os.geteuid() == 0: os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
    )

    def run(code: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-B", "-W", "ignore", "-c", nobody + code]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    searched = run(
        f"from onrecord.search import Searcher\n"
        f"with Searcher.open({str(directory)!r}) as s: print(s.search('pay', mode='keyword').hits[0].statement.text)"
    )
    assert (searched.stdout, searched.stderr) == ("We pay\n", "")
    written = run(f"from onrecord.indexer import remove_articles\nremove_articles({str(directory)!r}, article_id='s1')")
    assert written.returncode == 1
    assert "IndexWriteError: cannot write to the index" in written.stderr.strip().splitlines()[-1]
    assert ids_in(directory) == {"s1"}


def test_two_writers_at_once_and_the_second_is_told(tmp_path: Path) -> None:
    script = tmp_path / "writer.py"
    script.write_text(WRITER)
    make_index(tmp_path / "ix", [], encoder=HashingEncoder())
    command = [sys.executable, "-W", "ignore", str(script), str(tmp_path / "ix"), "3000"]
    with subprocess.Popen(command) as first:
        deadline = time.monotonic() + 60
        while Manifest.read(tmp_path / "ix").generation < 2 and time.monotonic() < deadline:
            time.sleep(0.02)
        second = subprocess.run(command, capture_output=True, text=True, check=False)
        first.wait()
    assert second.returncode == 1
    assert f"IndexLockedError: process {first.pid} on" in second.stderr.strip().splitlines()[-1]
    assert ids_in(tmp_path / "ix") == {f"s{i}" for i in range(3000)}


def test_a_line_of_200_mb_is_passed_over(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    with rows.open("wb") as stream:
        stream.write(b'{"id": "a", "text": "We pay"}\n{"id": "b", "text": "')
        for _ in range(200):
            stream.write(b"x" * 1_000_000)
        stream.write(b'"}\n{"id": "c", "text": "They pay"}\n')
    code = (
        "import resource, sys\n"
        "from onrecord.indexer import build_statement_index\n"
        "from onrecord.indexer.readers import read_statements\n"
        "from onrecord.testing import HashingEncoder\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "said = []\n"
        "build_statement_index(read_statements([sys.argv[1]]), sys.argv[2], encoder=HashingEncoder(), on_outcome=said.append)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
        "print(*[f'{each.line}: {each.reason}' for each in said], sep='\\n')\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, rows, tmp_path / "ix"], capture_output=True, text=True, check=True
    )
    grown, *said = done.stdout.splitlines()
    assert said == ["2: line longer than 16 MiB: skipped; put one article in a line"]
    assert int(grown) < 100_000, "kilobytes"
    assert ids_in(tmp_path / "ix") == {"a", "c"}


def test_memory_does_not_grow_with_the_input(tmp_path: Path) -> None:
    code = (
        "import resource, sys\n"
        "from onrecord.indexer import IndexConfig, build_statement_index\n"
        "from onrecord.testing import HashingEncoder, make_entry\n"
        "def rows(first, count):\n"
        "    for i in range(first, first + count):\n"
        "        e = make_entry('We pay %d times ' % i + 'and again ' * 300, statement_id='s%d' % i)\n"
        "        yield e.article, e.statements\n"
        "used = []\n"
        "for part in range(3):\n"
        "    build_statement_index(rows(part * 4000, 4000), sys.argv[1], encoder=HashingEncoder(8), config=IndexConfig(commit_every=500))\n"
        "    used.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
        "print(used[2] - used[0])\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, tmp_path / "ix"], capture_output=True, text=True, check=True
    )
    # 8,000 articles of 3 kB are 24 MB; what grows is the mapped part of the files.
    assert int(done.stdout) < 20_000, "kilobytes"
