"""How is an article laid out? Paragraphs, the headings above them, and what is not the article's own prose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from .furniture import bullet_end, dateline_end, is_bullet, is_furniture, stands_alone
from .sentences import NOTE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BlockKind = Literal["prose", "heading", "furniture"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a line of its own, `[start, end)` in the article's text without the white space around it.

    `body` is where the prose begins: behind the dateline, if there is one. `section` is the heading above.
    """

    start: int
    end: int
    body: int
    kind: BlockKind
    section: str | None = None


_LINE: Final = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
_SENTENCE_END: Final = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
# Hard-wrapped text has lines of about one length, none longer than a terminal or a typewriter is wide.
_MAX_WRAP: Final = 100
_MIN_WRAP: Final = 40
_WRAPPED_SHARE: Final = 0.5
# A line that ends well before the margin ends its paragraph.
_SHORT_OF_MARGIN: Final = 0.75
_MARKS: Final = "\"“”„«»'‘’"
_ABBREVIATIONS: Final = ("U.S.", "U.K.", "E.U.", "U.N.")
_NOTES: Final = re.compile(rf"{NOTE}$")
# "We will pay every bill" - Jane Roe
_SIGNED: Final = re.compile(r"[\"“„«'‘].{12,}[\"”“»'’]\s*(?:[-–—]+ ?|\()[A-ZÀ-Þ]")
_MAX_HEADING_CHARS: Final = 100
_MAX_HEADING_WORDS: Final = 14
_MAX_QUESTION_WORDS: Final = 9
# Datelines and captions stand at the head of an article.
_HEAD_BLOCKS: Final = 6
# Below the headline, a line under it and the byline a line with a date ends some paragraph.
_HEAD_LINES: Final = 4


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    indent: int
    gap: bool  # an empty line stands before it, or what must be a paragraph of its own on either side


def lay_out(text: str, *, title: str = "") -> list[Block]:
    """Return the blocks of an article in order."""
    lines = list(_lines(text))
    spans = list(_paragraphs(text, lines))
    blocks: list[Block] = []
    section: str | None = None
    for i, (start, end) in enumerate(spans):
        words = text[start:end]
        alone = i + 1 < len(spans)
        if words == title.strip() or is_furniture(words, head=i < _HEAD_BLOCKS, last=i + 1 == len(spans)):
            blocks.append(Block(start, end, start, "furniture", section))
        elif alone and _is_heading(words) and not (is_bullet(words) and _has_bullet_beside(text, spans, i)):
            section = " ".join(words.lstrip("#*•= \t").rstrip("#*= \t").split())
            blocks.append(Block(start, end, start, "heading", section))
        else:
            body = start + (bullet_end(words) or (dateline_end(words) if i < _HEAD_BLOCKS else 0))
            blocks.append(Block(start, end, body, "prose", section))
    return blocks


def _has_bullet_beside(text: str, spans: Sequence[tuple[int, int]], i: int) -> bool:
    """Whether the paragraph before or after is the point of a list, as one of its headings is not."""
    return any(is_bullet(text[start:end]) for start, end in (*spans[max(0, i - 1) : i], *spans[i + 1 : i + 2]))


def _lines(text: str) -> Iterator[_Line]:
    last_end = count = 0
    after_one = False
    for match in _LINE.finditer(text):
        line = match.group()
        stripped = line.strip()
        if not stripped:
            continue
        indent = len(line) - len(line.lstrip())
        start = match.start() + indent
        between = text[last_end : match.start()]
        gap = between.count("\n") + between.count("\r") - between.count("\r\n") > 1 or "\u2029" in between
        # Joined to the line below it, a headline would be none.
        alone = stands_alone(stripped, head=count < _HEAD_LINES)
        yield _Line(start, start + len(stripped), indent, gap or alone or after_one)
        last_end = start + len(stripped)
        after_one = alone
        count += 1


def _paragraphs(text: str, lines: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    """Join the lines of hard-wrapped paragraphs; elsewhere every line is a paragraph."""
    # Wire copy indents the first line of a paragraph by some spaces more than the others.
    indented = min((line.indent for line in lines), default=0) + 2
    margin = _margin(text, lines, indented)
    by_indent = any(line.indent >= indented for line in lines)
    i = 0
    while i < len(lines):
        start, end = lines[i].start, lines[i].end
        i += 1
        while (
            i < len(lines)
            and not _begins(lines[i], indented)
            and (_breaks_off(text, lines, i) or (margin and (by_indent or _is_full(text, lines, i, margin))))
        ):
            end = lines[i].end
            i += 1
        yield start, end


def _begins(line: _Line, indented: int) -> bool:
    return line.gap or line.indent >= indented


def _margin(text: str, lines: Sequence[_Line], indented: int) -> int:
    """Return the width that the text is wrapped to, 0 where its lines are paragraphs."""
    inner = [
        line for line, after in pairwise(lines) if not _begins(after, indented) and line.end - line.start >= _MIN_WRAP
    ]
    widths = [line.end - line.start for line in inner]
    if not inner or max(widths) > _MAX_WRAP:
        return 0
    broken = sum(not _SENTENCE_END.search(text, line.start, line.end) for line in inner)
    return max(widths) if broken >= _WRAPPED_SHARE * len(inner) else 0


def _is_full(text: str, lines: Sequence[_Line], i: int, margin: int) -> bool:
    """Whether line `i` belongs to the paragraph of the line before it because that one had no place left."""
    before, line = lines[i - 1], lines[i]
    first_word = text[line.start : line.end].split(maxsplit=1)[0]
    return before.end - before.start + before.indent + 1 + len(first_word) > _SHORT_OF_MARGIN * margin


def _breaks_off(text: str, lines: Sequence[_Line], i: int) -> bool:
    """Whether line `i` goes on in the middle of the sentence that the line before it breaks off."""
    before, line = lines[i - 1], lines[i]
    return not _SENTENCE_END.search(text, before.start, before.end) and text[line.start].islower()


def _is_heading(words: str) -> bool:
    """Whether a block that is followed by another is a heading: a short line that is no sentence."""
    if len(words) > _MAX_HEADING_CHARS or words[0] in "-–—" or _SIGNED.match(words):
        return False
    if words.startswith(("#", "==")):
        return True
    # 'Never again' may be a heading; "Never again," she said, is none.
    core = _NOTES.sub("", words).strip(_MARKS)
    count = len(words.split())
    if core.endswith("?"):
        return count <= _MAX_QUESTION_WORDS and core[0].isupper() and core == words
    if not core or (core[-1] in ".!:;,…" and not core.endswith(_ABBREVIATIONS)):
        return False
    starts_well = core[0].isupper() or core[0].isdigit() or not core[0].isascii()
    return count <= _MAX_HEADING_WORDS and starts_well and any(char.isalpha() for char in core)
