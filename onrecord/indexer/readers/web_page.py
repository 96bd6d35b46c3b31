"""Which article does a web page hold? Its text by trafilatura, its date by the page's own metadata."""

from __future__ import annotations

import codecs
import logging
import re
from contextlib import contextmanager
from copy import deepcopy
from itertools import count
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlsplit

from ...errors import MissingDependencyError
from .block_quotes import Paragraph, mark_block_quotations
from .byline import parse_byline
from .draft import Draft
from .line_breaks import join_lines
from .linked_data import article_bodies
from .page_date import date_of_page
from .page_tree import html_of, prepare, unfold_tables, write_body

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LOGGERS: Final = ("trafilatura", "htmldate", "courlan", "justext", "readability")
# trafilatura leaves figures out; these are captions that pages write without <figure>. A long element of such a class
# is the article, which "has-caption".
_LEFT_OUT: Final = [
    "//figcaption",
    "//*[contains(@class, 'caption')][count(.//p) < 3][string-length(normalize-space(.)) < 500]",
    "//body//*[@hidden and not(@hidden='until-found')]",
    "//body//*[contains(translate(@style, ' ', ''), 'display:none')]",
]
# A page whose longest paragraph is shorter holds a menu and no article ("Home", "Read more").
_FEWEST_WORDS: Final = 4
# A text in the JSON-LD that is so many times as long as what the page shows is the article.
_LONGER: Final = 2
_NO_ARTICLE: Final = "no article text found: is this the article's own page?"
_BLOCKS: Final = frozenset({"p", "head", "quote", "list", "item", "div", "ab", "code"})

_CHARSET: Final = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_CHARSET_WITHIN: Final = 4096
# Python also has codecs that are no encodings of text (hex, zip, idna).
_OF_TEXT: Final = re.compile(r"ascii|utf|cp|iso|koi8|mac|shift_jis|euc|gb|big5|tis|ptcp|kz")
# Nobody who declares Latin-1 means its control characters; the others stand for their larger sisters.
_AS_BROWSERS_READ: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
}


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that the page declares for itself, if Python knows it."""
    match = _CHARSET.search(data[:_CHARSET_WITHIN])
    if not match:
        return None
    name = match[1].decode("ascii")
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return None
    return _AS_BROWSERS_READ.get(found, found) if _OF_TEXT.match(found) else None


def read_web_page(html: str) -> Draft:
    """Return the page's article; nothing is fetched.

    Headings and paragraphs stand apart by a blank line; tables, comments, captions and the byline are left out.

    Raises:
        ValueError: there is no article in it.
        MissingDependencyError: trafilatura is not installed.
    """
    if "<html" not in html[:_CHARSET_WITHIN].lower():
        html = f"<html><body>{html}</body></html>"  # a fragment; trafilatura takes whole pages only
    found = _extract(html)
    if found is None:
        raise ValueError(_NO_ARTICLE)
    paragraphs, page = found.paragraphs, found.page
    author = ", ".join(name.strip() for name in page.author.split(";")) if page.author else None
    if names := parse_byline(paragraphs[0]):
        author = author or names
        del paragraphs[0]
    # Where a page does not name its site, trafilatura takes its host.
    named = page.sitename and page.sitename not in {page.hostname, urlsplit(page.url or "").hostname}
    return Draft(
        text="\n\n".join(paragraphs),
        title=page.title or "",
        url=page.url,
        outlet=page.sitename if named else None,
        host=page.sitename,
        date=found.date,
        author=author,
        language=found.language,
    )


class _Found(NamedTuple):
    """What trafilatura makes of a page, the paragraphs of its article, and what the page says beside it."""

    page: Any
    paragraphs: list[str]
    date: str | None
    language: str | None


def _extract(html: str) -> _Found | None:
    """Return the article as the page shows it, else as its tables of layout or its JSON-LD hold it, else None."""
    try:
        from trafilatura import load_html  # noqa: PLC0415 - 0.3 s, and only web pages need it
    except ModuleNotFoundError as error:
        raise MissingDependencyError("trafilatura", extra="indexer", purpose="reading web pages") from error
    with _silenced(_LOGGERS):
        try:
            if (tree := load_html(html)) is None:
                return None
            date, hidden = date_of_page(tree), max(article_bodies(tree), key=len, default="")
            prepare(tree)
            found = _article(tree, date) or (_article(tree, date) if unfold_tables(tree) else None)
            # A page that a program fills in shows next to nothing by itself ("Please enable JavaScript").
            if len(hidden) > _LONGER * sum(map(len, found.paragraphs if found else ())):
                article = load_html(html_of(hidden)).find(".//article")
                found = (_article(tree, date) if write_body(tree, article) else None) or found
        except Exception as error:
            # Whatever a page can do to the parser, the other articles go in.
            raise ValueError(f"the page cannot be taken apart ({type(error).__name__}: {error})") from error
    return found


def _article(tree: Any, date: str | None) -> _Found | None:
    from trafilatura import bare_extraction  # noqa: PLC0415

    page = bare_extraction(
        deepcopy(tree),  # it takes apart what it is given
        favor_precision=True,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False},  # the day is ours to find, and a long text costs it seconds
        prune_xpath=_LEFT_OUT,
    )
    paragraphs = [text for text in _paragraphs(page.body) if text != page.title] if page else []
    if all(len(text.split()) < _FEWEST_WORDS for text in paragraphs):
        return None
    return _Found(page, paragraphs, date, tree.get("lang") or None)


def _paragraphs(element: Any) -> list[str]:
    """Return the paragraphs of an element of trafilatura's, those of nested blocks included, in reading order."""
    paragraphs: list[Paragraph] = []
    open_text: list[str] = []
    numbers = count()

    def close(quotation: int | None) -> None:
        # Two line breaks in a row are how some pages write paragraphs.
        for part in re.split(r"\n\s*\n", "".join(open_text)):
            lines = [line for line in map(_trim, part.split("\n")) if line]
            paragraphs.extend([Paragraph(join_lines(lines), quotation)] if lines else ())
        open_text.clear()

    def walk(node: Any, quotation: int | None) -> None:
        block = node.tag in _BLOCKS
        if block:
            close(quotation)
        within = next(numbers) if node.tag == "quote" and quotation is None else quotation
        open_text.append("\n" if node.tag == "lb" else _one_line(node.text))
        for child in node:
            walk(child, within)
            open_text.append(_one_line(child.tail))
        if block:
            close(within)

    walk(element, None)
    close(None)
    return mark_block_quotations(paragraphs)


def _trim(line: str) -> str:
    return " ".join(line.split())


def _one_line(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


@contextmanager
def _silenced(names: Iterable[str]) -> Iterator[None]:
    """Keep a library's loggers quiet: a page without an article is our rejection, not its warning."""
    loggers = [logging.getLogger(name) for name in names]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
