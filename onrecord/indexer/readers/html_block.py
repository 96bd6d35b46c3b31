"""Which paragraphs does a block of HTML within a Markdown file hold?"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from .line_breaks import join_lines

_INLINE: Final = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "mark", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
# What the HTML reader and the Markdown reader leave out elsewhere.
_LEFT_OUT: Final = frozenset({"script", "style", "table", "pre", "figure", "svg", "iframe", "noscript", "template"})
_MARKS: Final = {True: "\u201c", False: "\u201d"}


def paragraphs_of(html: str) -> list[str]:
    """Return the paragraphs; tables, code and figures are left out, `<q>` becomes quotation marks."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_paragraph()
    return reader.paragraphs


class _Reader(HTMLParser):
    """Gathers the words of a block of HTML, paragraph by paragraph."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = []
        self._words: list[str] = []
        self._left_out: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the base class's
        if tag in _LEFT_OUT:
            self._left_out.append(tag)
        self._pass(tag, opens=True)

    def handle_startendtag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self._pass(tag, opens=True)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._left_out:
            del self._left_out[self._left_out.index(tag) :]
        self._pass(tag, opens=False)

    def handle_data(self, data: str) -> None:
        if not self._left_out:
            self._words.append(re.sub(r"\s+", " ", data))

    def end_paragraph(self) -> None:
        """Close the paragraph that is open."""
        lines = [line for part in "".join(self._words).split("\n") if (line := " ".join(part.split()))]
        if lines:
            self.paragraphs.append(join_lines(lines))
        self._words.clear()

    def _pass(self, tag: str, *, opens: bool) -> None:
        if self._left_out:
            return
        if tag == "br":
            self._words.append("\n")
        elif tag == "q":
            self._words.append(_MARKS[opens])
        elif tag not in _INLINE:
            self.end_paragraph()
