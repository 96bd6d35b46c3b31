from __future__ import annotations

import gzip
import io
import json
import os
import random
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING, BinaryIO, cast

import pytest

from onrecord import Article
from onrecord.errors import QueryError
from onrecord.indexer.readers import Notice, Rejection, read_articles, read_statements

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Read

JSON_ROW = b'{"text": "One."}\n'


def reject(source: object, reason: str, line: int | None = None) -> Rejection:
    return Rejection(source=str(source), line=line, reason=reason)


def texts(items: list[object]) -> list[str]:
    return [item.text for item in items if isinstance(item, Article)]


def test_a_folder_gives_its_files_by_name_and_passes_over_what_it_cannot_read(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.TXT",
        "sub/c.md",
        "sub/d.html.bak",
        "z.jsonl.gz",
        "notes",
        "x.pdf",
        ".hidden.txt",
        ".git/e.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(gzip.compress(JSON_ROW) if name.endswith(".gz") else name.encode())
    assert texts(list(read_articles([str(tmp_path)]))) == ["a.TXT", "b.txt", "sub/c.md", "One."]


def test_sources_are_read_in_the_order_given(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name)
    assert texts(list(read_articles([str(tmp_path / "b.txt"), str(tmp_path / "a.txt")]))) == ["b.txt", "a.txt"]


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        *((ending, "We have waited long.") for ending in ("txt", "text", "md", "markdown")),
        *(
            (ending, "<html><body><article><p>We have waited long.</p></article></body></html>")
            for ending in ("html", "htm", "xhtml")
        ),
        *((ending, '{"text": "We have waited long."}') for ending in ("jsonl", "ndjson", "json")),
        *((ending, "text\nWe have waited long.\n") for ending in ("csv", "tsv")),
    ],
)
def test_every_known_ending_is_read_compressed_or_not(tmp_path: Path, ending: str, content: str) -> None:
    (tmp_path / f"a.{ending}").write_text(content)
    (tmp_path / f"a.{ending.upper()}.gz").write_bytes(gzip.compress(content.encode()))
    assert list(read_articles([str(tmp_path)])) == [Article.from_text("We have waited long.")] * 2


def test_a_format_overrides_the_endings_and_opens_every_file_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "000_a").write_text("One.")
    (tmp_path / "b.jsonl").write_text("Two.")
    assert texts(list(read_articles([str(tmp_path)], format="txt"))) == ["One.", "Two."]


def test_a_folder_without_articles_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7")
    reason = (
        "no files that end in .txt .text .md .markdown .html .htm .xhtml .jsonl .ndjson .json .csv .tsv "
        "(or .gz of these): name another folder, or the files themselves with a format"
    )
    assert list(read_articles([str(tmp_path)])) == [reject(tmp_path, reason)]
    (tmp_path / "x.pdf").unlink()
    reason = "no files in this folder: name another folder, or the files themselves with a format"
    assert list(read_articles([str(tmp_path)], format="txt")) == [reject(tmp_path, reason)]


def test_what_cannot_be_opened_is_rejected_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("One.")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "notes").write_text("words")
    names = [tmp_path / name for name in ("gone.txt", "gone", "empty.txt", "notes", "good.txt")]
    assert list(read_articles([str(name) for name in names])) == [
        reject(names[0], "no such file or folder"),
        reject(names[1], "no such file or folder"),
        reject(names[2], "empty: there is nothing to read in it"),
        reject(
            names[3],
            "its ending says no format: choose one with --format (txt, md, html, jsonl, json, csv, tsv), "
            "or rename the file",
        ),
        Article.from_text("One."),
    ]


@pytest.mark.parametrize("read", [read_articles, read_statements])
def test_an_unknown_format_is_an_error_at_once(read: Callable[..., object]) -> None:
    with pytest.raises(
        QueryError, match=r"^unknown format 'pdf': choose one of (txt, md, html, )?jsonl, json, csv, tsv$"
    ):
        read(["a.txt", "-"], format="pdf")


def test_statements_in_a_format_without_rows_are_an_error_at_once() -> None:
    with pytest.raises(QueryError, match=r"^statements come in rows, not as txt: give jsonl, json, csv, tsv$"):
        read_statements(["a.txt"], format="txt")


@pytest.mark.parametrize("spelling", ["txt", "TXT", ".txt", " text ", ".Text"])
def test_a_format_may_be_spelled_as_an_ending(tmp_path: Path, spelling: str) -> None:
    (tmp_path / "a").write_text("# One.")
    assert texts(list(read_articles([str(tmp_path)], format=spelling))) == ["# One."]


def test_what_is_named_twice_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt", "sub/c.txt", "sub/d.txt", "sub/deep/e.txt"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text(name)
    (tmp_path / "link").symlink_to(tmp_path / "in")
    monkeypatch.chdir(tmp_path)

    def read(*names: str) -> list[str]:
        found = list(read_articles(names))
        assert not any(isinstance(item, Rejection) for item in found)
        return texts(found)

    every = ["a.txt", "b.txt", "sub/c.txt", "sub/d.txt", "sub/deep/e.txt"]
    assert read("in") == read("in", "in/") == read("in", "link", str(tmp_path / "in")) == every
    assert read("in/b.txt", "in/a.txt", "in/../in/b.txt") == ["b.txt", "a.txt"]
    # A file or folder that is named by itself is read in its own turn, and once.
    assert read("in/b.txt", "in") == ["b.txt", "a.txt", *every[2:]]
    assert read("in", "link/sub/c.txt") == ["a.txt", "b.txt", "sub/d.txt", "sub/deep/e.txt", "sub/c.txt"]
    assert read("in/sub/deep", "in", "in/sub") == ["sub/deep/e.txt", "a.txt", "b.txt", "sub/c.txt", "sub/d.txt"]
    assert read("in/sub/deep", "in/sub/deep/e.txt") == ["sub/deep/e.txt"]


def test_standard_input_named_twice_is_read_once() -> None:
    assert texts(list(read_articles(["-", "-"], format="txt", stdin=Pipe(b"One.")))) == ["One."]


def test_a_file_or_folder_without_permission_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A superuser may read everything, so the refusal is the operating system's only in name.
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_text("One.")

    def refuse(path: str, *args: object) -> object:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("builtins.open", refuse)
    assert list(read_articles([str(tmp_path / "a.txt")])) == [
        reject(tmp_path / "a.txt", "permission denied: make it readable for this user")
    ]
    monkeypatch.setattr(os, "scandir", refuse)
    assert list(read_articles([str(tmp_path / "sub")])) == [
        reject(tmp_path / "sub", "this folder cannot be read: Permission denied")
    ]


def test_a_link_in_a_circle_is_not_followed_and_a_broken_one_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "sub" / "b.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "sub" / "c.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "sub" / "d.txt").symlink_to(tmp_path / "sub" / "d.txt")
    assert list(read_articles([str(tmp_path)])) == [
        Article.from_text("One."),
        Article.from_text("One."),
        reject(tmp_path / "sub" / "c.txt", "no such file or folder"),
        reject(tmp_path / "sub" / "d.txt", "cannot be read: Too many levels of symbolic links"),
    ]


def test_a_name_that_is_no_utf_8_can_be_printed(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    assert list(read_articles([name])) == [reject(f"{tmp_path}/caf\\udce9.txt", "no such file or folder")]


def test_one_name_instead_of_a_list_is_a_mistake_of_the_program() -> None:
    with pytest.raises(TypeError, match="give a list of one"):
        list(read_articles("a.txt"))


class Pipe(io.BytesIO):
    """A stream that cannot be wound back."""

    def seekable(self) -> bool:
        return False

    def seek(self, offset: int, whence: int = 0) -> int:
        raise io.UnsupportedOperation(f"seek {offset} {whence}")

    def tell(self) -> int:
        raise io.UnsupportedOperation("tell")


@pytest.mark.parametrize("stream", [io.BytesIO, Pipe])
@pytest.mark.parametrize(
    ("data", "guess"),
    [
        (b'\n  {"text": "One."}\n{"text": "Two."}\n', "jsonl"),
        ('\ufeff{"text": "One."}\n{"text": "Two."}\n'.encode("utf-16-le"), "jsonl"),
        (gzip.compress(b'{"text": "One."}\n{"text": "Two."}'), "jsonl"),
        (b'[{"text": "One."}, {"text": "Two."}]', "json"),
        (b'{\n  "articles": [{"text": "One."}, {"text": "Two."}]\n}', "json"),
    ],
)
def test_rows_on_standard_input_are_recognised_and_said(stream: type[io.BytesIO], data: bytes, guess: str) -> None:
    stdin = stream(data)
    assert list(read_articles(["-"], stdin=cast("BinaryIO", stdin))) == [
        Notice(source="standard input", line=None, text=f"read as {guess} (guessed; say so with --format)"),
        Article.from_text("One."),
        Article.from_text("Two."),
    ]
    assert not stdin.closed


def test_other_standard_input_is_one_article() -> None:
    found = list(
        read_articles(["-"], stdin=Pipe(b"Pier\n\n[Photo] One."), outlet="Courier", published=date(2024, 3, 5))
    )
    assert found == [
        Notice(source="standard input", line=None, text="read as txt (guessed; say so with --format)"),
        Article.from_text("[Photo] One.", title="Pier", outlet="Courier", published=date(2024, 3, 5)),
    ]
    page = b"<!DOCTYPE html><html><body><article><p>We have waited long.</p></article></body></html>"
    notice, article = read_articles(["-"], stdin=io.BytesIO(page))
    assert notice == Notice(source="standard input", line=None, text="read as html (guessed; say so with --format)")
    assert article == Article.from_text("We have waited long.")


def test_a_given_format_of_standard_input_is_no_guess() -> None:
    assert list(read_articles(["-"], format="csv", stdin=Pipe(b"text\nOne.\n"))) == [Article.from_text("One.")]
    assert list(read_articles(["-"], format="txt", stdin=Pipe(b"{One.}"))) == [Article.from_text("{One.}")]


def test_standard_input_defaults_to_the_process_s_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"text\nOne.\n")))
    assert list(read_articles(["-"], format="csv")) == [Article.from_text("One.")]


def test_empty_standard_input_is_rejected() -> None:
    for stdin in (io.BytesIO(), Pipe()):
        assert list(read_articles(["-"], stdin=stdin)) == [
            reject("standard input", "empty: there is nothing to read in it")
        ]


def test_rows_before_the_damage_of_a_cut_gzip_file_go_in(tmp_path: Path) -> None:
    # Incompressible rows of 2 KiB, so that the cut is far beyond the first of them.
    rows = [{"id": str(i), "text": os.urandom(1024).hex()} for i in range(300)]
    data = gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode())
    path = tmp_path / "a.jsonl.gz"
    for share in (0.02, 0.5, 0.98):
        path.write_bytes(data[: int(len(data) * share)])
        *articles, rejection = read_articles([str(path)])
        got = [(article.article_id, article.text) for article in articles if isinstance(article, Article)]
        assert got == [(row["id"], row["text"]) for row in rows[: len(articles)]]
        assert len(rows) * share - 10 <= len(got) <= len(rows) * share + 1
        assert rejection == reject(
            path,
            "damaged gzip data, read up to the damage (Compressed file ended before the end-of-stream marker was "
            "reached): fetch or compress the file again",
        )


def test_rows_before_corrupt_gzip_data_go_in(tmp_path: Path) -> None:
    rng = random.Random(0)
    rows = [{"id": str(i), "text": rng.randbytes(1024).hex()} for i in range(300)]
    data = bytearray(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    data[len(data) // 2 : len(data) // 2 + 64] = b"\xff" * 64
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(data)
    found = list(read_articles([str(path)]))
    assert [item.text for item in found[:100] if isinstance(item, Article)] == [row["text"] for row in rows[:100]]
    assert isinstance(found[-1], Rejection)
    assert found[-1].reason.startswith("damaged gzip data, read up to the damage (")


def test_a_file_that_only_says_it_is_compressed_is_rejected(read: Read) -> None:
    reason = "not compressed with gzip, whatever its name says: rename it without .gz"
    assert read(JSON_ROW, "a.jsonl.gz") == [reject("a.jsonl.gz", reason)]


def test_rows_before_garbage_behind_gzip_data_go_in(read: Read) -> None:
    assert read(gzip.compress(JSON_ROW) + b"garbage", "a.jsonl.gz") == [
        Article.from_text("One."),
        reject(
            "a.jsonl.gz",
            "damaged gzip data, read up to the damage (Not a gzipped file (b'ga')): fetch or compress the file again",
        ),
    ]


def test_a_compressed_file_of_nothing_is_empty(read: Read) -> None:
    assert read(gzip.compress(b""), "a.jsonl.gz") == [reject("a.jsonl.gz", "empty: there is nothing to read in it")]


@pytest.mark.parametrize(
    ("name", "content"), [("a.jsonl", "\n \n"), ("a.csv", "text\n\n"), ("a.json", "[]"), ("b.csv", "\n")]
)
def test_a_file_of_no_rows_is_rejected(read: Read, name: str, content: str) -> None:
    assert read(content, name) == [reject(name, "nothing to read in it: no row below the header, or none at all")]


def test_statements_are_read_from_rows_only(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "b.jsonl").write_text('{"text": "Two."}')
    assert list(read_statements([str(tmp_path / "a.txt")])) == [
        reject(tmp_path / "a.txt", "statements come in rows, not as txt: give jsonl, json, csv, tsv")
    ]
    [(article, [statement])] = [item for item in read_statements([str(tmp_path)]) if isinstance(item, tuple)]
    assert (article.text, statement.text) == ("Two.", "Two.")
    notice, rejection = read_statements(["-"], stdin=io.BytesIO(b"One."))
    assert notice == Notice(source="standard input", line=None, text="read as txt (guessed; say so with --format)")
    assert rejection == reject("standard input", "statements come in rows: choose --format jsonl, json, csv, tsv")


def test_importing_the_readers_loads_no_parser() -> None:
    code = "import sys, onrecord.indexer.readers; print([n for n in ('trafilatura', 'lxml') if n in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert shown.stdout == "[]\n"
