"""In which format is a source, by its name or by how its bytes begin?"""

from __future__ import annotations

from typing import Final

from ...errors import QueryError

# One article a file; the rest hold one article (or one statement) a row.
ARTICLE_FORMATS: Final = ("txt", "md", "html")
ROW_FORMATS: Final = ("jsonl", "json", "csv", "tsv")
FORMATS: Final = (*ARTICLE_FORMATS, *ROW_FORMATS)

_ENDINGS: Final = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
}


def format_of(name: str) -> str | None:
    """Return the format that a file's name says, None if it says none."""
    bare = name.lower().removesuffix(".gz")
    return next((format_ for ending, format_ in _ENDINGS.items() if bare.endswith(ending)), None)


def parse_format(text: str, *, accepted: tuple[str, ...]) -> str:
    """Return the format that a person means: one of `accepted`, in capitals or as an ending (`.TXT`, `markdown`).

    Raises:
        QueryError: there is no such format, or it is none of `accepted`.
    """
    ending = "." + text.strip().lower().removeprefix(".")
    found = _ENDINGS.get(ending)
    if found in accepted:
        return found
    if found is not None:
        raise QueryError(wrong_kind(found, accepted))
    raise QueryError(f"unknown format '{text}': choose one of {', '.join(accepted)}")


def wrong_kind(format_: str, accepted: tuple[str, ...]) -> str:
    """Return why articles of `format_` cannot be read as statements, for a message."""
    return f"statements come in rows, not as {format_}: give {', '.join(accepted)}"


def is_compressed(name: str) -> bool:
    """Return whether a file's name says that it is compressed with gzip."""
    return name.lower().endswith(".gz")


def endings(formats: tuple[str, ...]) -> str:
    """Return the endings of `formats`, for a message."""
    return " ".join(ending for ending, format_ in _ENDINGS.items() if format_ in formats)


def guess_format(head: bytes) -> str:
    """Return the format of a nameless source that begins with `head`: JSON, a web page, else plain text."""
    # UTF-16 shows its ASCII characters once the NULs are gone, whatever its byte order.
    start = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    first_line = start.partition(b"\n")[0].strip()
    if start.startswith(b"{"):
        # A document written over several lines opens with a brace of its own; in JSON Lines the row follows it.
        return "json" if first_line == b"{" else "jsonl"
    if start.startswith(b"[") and start[1:].lstrip()[:1] in {b"{", b"]"}:
        return "json"
    return "html" if start[:14].lower().startswith((b"<!doctype html", b"<html")) else "txt"
