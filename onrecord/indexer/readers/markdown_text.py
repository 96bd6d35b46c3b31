"""Which article does a Markdown file hold? Front matter, title, and the text without its markup."""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress
from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from ...errors import MissingDependencyError
from .block_quotes import Paragraph, mark_block_quotations
from .header import draft_of, split_head
from .html_block import paragraphs_of
from .line_breaks import join_lines
from .rows import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from .draft import Draft
    from .header import Pair

_FRONT_MATTER: Final = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_ENTRY: Final = re.compile(r"([A-Za-z_-]+)[ \t]*:(?:[ \t]+(.*)|[ \t]*)")
_TOML: Final = re.compile(r"\A\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
# What an element within a line says that is no word.
_OF_ELEMENT: Final = {"<br>": "\n", "<br/>": "\n", "<q>": "\u201c", "</q>": "\u201d"}
_ITEM: Final = re.compile(r"[ \t]*-[ \t]+(.*)")


def read_markdown(text: str) -> Draft:
    """Return the article: paragraphs, headings and list items each a paragraph, apart by a blank line.

    Blocks of code, tables and images are left out; a block quotation that somebody said gets quotation marks. A
    heading that repeats the front matter's title is not part of the text.
    """
    if front := _FRONT_MATTER.match(text):
        given = draft_of(_entries(front[1]))
    else:
        front = _TOML.match(text)
        given = draft_of(_toml_entries(front[1]) if front else ())
    found = split_head(text[front.end() :] if front else text, markdown=True)
    parser = _parser()
    title = "".join(_inline(parser.parseInline(found.title)))
    paragraphs = mark_block_quotations(_paragraphs(parser.parse(found.text)))
    if given.title and title and title != given.title:
        paragraphs = [title, *paragraphs]  # a heading of its own, so it belongs to the text
    said = {field.name: getattr(given, field.name) or getattr(found, field.name) for field in fields(found)}
    return replace(found, **{**said, "title": given.title or title, "text": "\n\n".join(paragraphs)})


def _entries(front: str) -> Iterator[Pair]:
    """Yield key and value of each entry of the front matter; a list's items joined with ", "."""
    entries: list[tuple[str, list[str]]] = []
    for line in front.split("\n"):
        if match := _ENTRY.fullmatch(line):
            value = (match[2] or "").strip()
            items = value[1:-1].split(",") if value.startswith("[") and value.endswith("]") else [value]
            entries.append((match[1], items))
        elif entries and (match := _ITEM.fullmatch(line)):
            entries[-1][1].append(match[1])
    for key, values in entries:
        bare = (value.strip().strip("\"'") for value in values)
        yield key, ", ".join(value for value in bare if value)


def _toml_entries(front: str) -> Iterator[Pair]:
    """Yield the same of front matter in TOML; what is no TOML says nothing."""
    with suppress(ValueError, RecursionError):
        for key, value in tomllib.loads(front).items():
            if words := one_line(str(value) if isinstance(value, date) else value):
                yield key, words


def _parser() -> MarkdownIt:
    try:
        from markdown_it import MarkdownIt  # noqa: PLC0415 - only Markdown files need it
    except ModuleNotFoundError as error:
        raise MissingDependencyError("markdown-it-py", extra="indexer", purpose="reading Markdown") from error

    # Four spaces before a paragraph are an indent in news, not code.
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("code")


def _paragraphs(tokens: Iterable[Token]) -> Iterator[Paragraph]:
    in_table = False
    quotation, depth = 0, 0
    for token in tokens:
        within = quotation if depth else None
        if token.type in {"table_open", "table_close"}:
            in_table = token.type == "table_open"
        elif token.type in {"blockquote_open", "blockquote_close"}:
            quotation += token.type == "blockquote_open" and not depth
            depth += token.nesting
        elif token.type == "html_block":
            yield from (Paragraph(text, within) for text in paragraphs_of(token.content))
        elif token.type == "inline" and not in_table:
            lines = [line for part in "".join(_inline([token])).split("\n") if (line := part.strip())]
            if lines:
                yield Paragraph(join_lines(lines), within)


def _inline(tokens: Iterable[Token]) -> Iterator[str]:
    """Yield the words of inline tokens; a line break of the source is a space, one that was asked for a line feed."""
    for token in tokens:
        match token.type:
            case "inline":
                yield from _inline(token.children or ())
            case "text" | "text_special" | "code_inline":
                yield token.content
            case "softbreak":
                yield " "
            case "hardbreak":
                yield "\n"
            case "html_inline":
                yield _OF_ELEMENT.get(token.content.replace(" ", "").lower(), "")
