from __future__ import annotations

import io
import json
import tracemalloc
from typing import TYPE_CHECKING, BinaryIO, cast

import pytest

from onrecord import Article
from onrecord.indexer.readers import Rejection, read_articles, repeats

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed import WriteableBuffer

MIB = 1 << 20


class Generated(io.RawIOBase):
    """A file of `before`, then so many bytes of filling, then `after`, without holding it."""

    def __init__(self, before: bytes, filling: int, after: bytes) -> None:
        self._parts = (before, filling, after)
        self._size = len(before) + filling + len(after)
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        assert whence == 0
        self._at = offset
        return offset

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        before, filling, after = self._parts
        size = min(len(view), self._size - self._at)
        end = self._at + size
        head = before[self._at : end]
        tail = after[max(0, self._at - len(before) - filling) : max(0, end - len(before) - filling)]
        view[:size] = head + b"x" * (size - len(head) - len(tail)) + tail
        self._at = end
        return size


def peak_mib(work: Callable[[], object]) -> tuple[object, float]:
    tracemalloc.start()
    try:
        result = work()
        return result, tracemalloc.get_traced_memory()[1] / MIB
    finally:
        tracemalloc.stop()


def test_a_line_of_200_mb_is_passed_over_without_being_held() -> None:
    before = b'{"text": "One."}\n{"text": "'
    stream = Generated(before, 200_000_000, b'"}\n{"text": "Two."}\n')
    stdin = cast("BinaryIO", io.BufferedReader(stream))
    found, peak = peak_mib(lambda: list(read_articles(["-"], format="jsonl", stdin=stdin)))
    assert found == [
        Article.from_text("One."),
        Rejection(
            source="standard input", line=2, reason="line longer than 16 MiB: skipped; put one article in a line"
        ),
        Article.from_text("Two."),
    ]
    assert peak < 64


def test_a_line_just_within_the_limit_goes_in_and_one_beyond_it_does_not() -> None:
    start, end = b'{"text": "', b'"}\n'
    filling = 16 * MIB - len(start) - len(end)
    [article] = read_articles(["-"], format="jsonl", stdin=cast("BinaryIO", Generated(start, filling, end)))
    assert article == Article.from_text("x" * filling)
    [rejection] = read_articles(["-"], format="jsonl", stdin=cast("BinaryIO", Generated(start, filling + 1, end)))
    assert isinstance(rejection, Rejection)
    assert (rejection.line, rejection.reason[:23]) == (1, "line longer than 16 MiB")


def test_the_limit_counts_bytes_and_not_characters() -> None:
    row = json.dumps({"text": "\u20ac" * (16 * MIB // 3)}, ensure_ascii=False).encode()
    assert len(row) > 16 * MIB
    [rejection] = read_articles(["-"], format="jsonl", stdin=io.BytesIO(row))
    assert isinstance(rejection, Rejection)


def test_a_text_of_200_mb_is_rejected_without_being_held() -> None:
    stdin = cast("BinaryIO", io.BufferedReader(Generated(b"Words. ", 200_000_000, b"\n")))
    found, peak = peak_mib(lambda: list(read_articles(["-"], format="txt", stdin=stdin)))
    assert found == [
        Rejection(
            source="standard input",
            line=None,
            reason="more than 16 MiB in one article: split it, or give its articles as JSON Lines",
        )
    ]
    assert peak < 64


def test_memory_does_not_grow_with_the_number_of_ids_beyond_those_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repeats, "_REMEMBERED", 1000)
    words = b"We have waited long enough. " * 40

    def peak(rows: int) -> float:
        stdin = io.BytesIO(b"".join(b'{"id": "%d", "text": "%s"}\n' % (i, words) for i in range(rows)))
        items = read_articles(["-"], format="jsonl", stdin=stdin)
        count, mib = peak_mib(lambda: sum(isinstance(item, Article) for item in items))
        assert count == rows
        return mib

    few = peak(3_000)  # 3 MB, several of the pieces that files are read in
    assert peak(9_000) < few + 0.1


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_memory_does_not_grow_with_the_number_of_rows(form: str) -> None:
    words = b"We have waited long enough. " * 40
    header, row = {
        "jsonl": (b"", b'{"text": "%s"}\n' % words),
        "csv": (b"text\n", b'"%s"\n' % words),
    }[form]

    def peak(rows: int) -> float:
        stdin = io.BytesIO(header + row * rows)
        items = read_articles(["-"], format=form, stdin=stdin)
        count, mib = peak_mib(lambda: sum(isinstance(item, Article) for item in items))
        assert count == rows
        return mib

    few = peak(3_000)  # 3 MB, several of the pieces that files are read in
    assert peak(9_000) < few + 0.1
