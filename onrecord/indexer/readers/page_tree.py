"""What does a page's tree need before its article is looked for, so that no words of it are lost?"""

from __future__ import annotations

import re
from html import escape
from typing import Any, Final

_OPENING_MARKS: Final = ('"', "\u201c", "\u201e", "\u00ab", "\u2018", "'")
_OUTER: Final = ("\u201c", "\u201d")
_INNER: Final = ("\u2018", "\u2019")
_INLINE: Final = (
    "a",
    "abbr",
    "b",
    "cite",
    "em",
    "font",
    "i",
    "mark",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "u",
)
# It drops a <time> with its words, which is right for the day above the text, and takes <code> for a block.
_NO_ELEMENTS: Final = "//q|//p//code|//p//kbd|//p//samp|//p[string-length(normalize-space(.)) > 80]//time"
_STRIPPED: Final = "stripped"
_TAG: Final = re.compile(r"</?(?:p|div|br)\b[^<>]*>", re.IGNORECASE)


def prepare(tree: Any) -> None:
    """Write out what a browser adds, and take away the elements with which trafilatura would lose words."""
    from lxml.etree import strip_tags  # type: ignore[import-untyped]  # noqa: PLC0415 - it comes with trafilatura

    for element in list(tree.iter("q")):
        _write_quotation_marks(element)
    for element in tree.xpath(_NO_ELEMENTS):
        element.tag = _STRIPPED
    # It takes an empty element for its paragraph's end: "He stayed <span></span> and left".
    for element in list(tree.iter(*_INLINE)):
        if not len(element) and not (element.text or "").strip():
            element.tag = _STRIPPED
    strip_tags(tree, _STRIPPED)
    for element in tree.iter("section", "center"):
        if any((text or "").strip() for text in (element.text, *(child.tail for child in element))):
            element.tag = "div"  # words of its own are text there only


def _write_quotation_marks(element: Any) -> None:
    """Put the marks into a `<q>` that a browser shows round it, single ones inside double ones."""
    opening, closing = _INNER if sum(1 for _ in element.iterancestors("q")) % 2 else _OUTER
    words = "".join(element.itertext()).strip()
    if words and not words.startswith(_OPENING_MARKS):
        element.text = opening + (element.text or "").lstrip()
        if len(element):
            element[-1].tail = (element[-1].tail or "").rstrip() + closing
        else:
            element.text = element.text.rstrip() + closing


def unfold_tables(tree: Any) -> bool:
    """Make blocks of the cells of tables that hold paragraphs, as pages did before style sheets; False if none does."""
    tables = tree.xpath("//table[.//td//p]")
    for table in tables:
        for part in table.xpath(
            "descendant-or-self::*[self::table or self::tbody or self::tr or self::td or self::th]"
        ):
            part.tag = "div"
    return bool(tables)


def write_body(tree: Any, article: Any) -> bool:
    """Put `article` in the place of all that the page shows; False if it has no place for it."""
    body = tree.find(".//body")
    if body is None:
        return False
    for element in list(body):
        if element.tag != "script":
            body.remove(element)
    body.text = None
    body.append(article)
    return True


def html_of(words: str) -> str:
    """Return a page of these words, which are HTML or plain text with a paragraph a line."""
    if not _TAG.search(words):
        words = "".join(f"<p>{escape(line)}</p>" for line in words.splitlines() if line.strip())
    return f"<html><body><article>{words}</article></body></html>"
