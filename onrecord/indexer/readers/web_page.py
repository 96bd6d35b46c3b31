"""Which article does a web page hold? Its text by trafilatura, its date by the page's own metadata."""

from __future__ import annotations

import codecs
import json
import logging
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from ...errors import MissingDependencyError
from .byline import parse_byline
from .dates import parse_date
from .draft import Draft

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LOGGERS: Final = ("trafilatura", "htmldate", "courlan", "justext", "readability")
# trafilatura leaves figures out; these are captions that pages write without <figure>. A long element of such a class
# is the article, which "has-caption".
_CAPTIONS: Final = [
    "//figcaption",
    "//*[contains(@class, 'caption')][count(.//p) < 3][string-length(normalize-space(.)) < 500]",
]
# A page whose longest paragraph is shorter holds a menu and no article ("Home", "Read more").
_FEWEST_WORDS: Final = 4
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

# Names of <meta> elements that give the day of publication, the surest first.
_DATE_METAS: Final = (
    "article:published_time", "og:published_time", "datepublished", "date.published", "article.published",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "publication_date", "publication-date",
    "publish-date", "publish_date", "publishdate", "pubdate", "dcterms.issued", "dc.date.issued", "dcterms.date",
    "dcterms.created", "dc.date.created", "dc.date", "citation_publication_date", "originalpublicationdate", "date",
)  # fmt: skip
_PUBLISHED_TIMES: Final = (
    "//time[@pubdate][@datetime]|//*[@itemprop='datePublished'][@datetime]"
    "|//time[contains(@class, 'publish') or contains(@class, 'entry-date')][@datetime]"
)


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
    tree, page = _extract(html)
    title = page.title or "" if page else ""
    paragraphs = [text for text in _paragraphs(page.body) if text != title] if page else []
    if all(len(text.split()) < _FEWEST_WORDS for text in paragraphs):
        raise ValueError("no article text found: is this the article's own page?")
    author = ", ".join(name.strip() for name in page.author.split(";")) if page.author else None
    if names := parse_byline(paragraphs[0]):
        author = author or names
        del paragraphs[0]
    # Where a page does not name its site, trafilatura takes its host.
    named = page.sitename and page.sitename not in {page.hostname, urlsplit(page.url or "").hostname}
    return Draft(
        text="\n\n".join(paragraphs),
        title=title,
        url=page.url,
        outlet=page.sitename if named else None,
        host=page.sitename,
        date=_published(tree),
        author=author,
        language=tree.get("lang") or None,
    )


def _extract(html: str) -> tuple[Any, Any]:
    """Return the page's tree and what trafilatura makes of it, None for either where it makes nothing."""
    try:
        from trafilatura import bare_extraction, load_html  # noqa: PLC0415 - 0.3 s, and only web pages need it
    except ModuleNotFoundError as error:
        raise MissingDependencyError("trafilatura", extra="indexer", purpose="reading web pages") from error
    with _silenced(_LOGGERS):
        try:
            tree = load_html(html)
            if tree is None:
                return None, None
            page = bare_extraction(
                tree,
                favor_precision=True,
                include_comments=False,
                include_tables=False,
                with_metadata=True,
                prune_xpath=_CAPTIONS,
            )
        except Exception as error:
            # Whatever a page can do to the parser, the other articles go in.
            raise ValueError(f"the page cannot be taken apart ({type(error).__name__}: {error})") from error
    return tree, page


def _paragraphs(element: Any) -> list[str]:
    """Return the paragraphs of an element of trafilatura's, those of nested blocks included, in reading order."""
    paragraphs: list[str] = []
    open_text: list[str] = []

    def close() -> None:
        # Two line breaks in a row are how some pages write paragraphs.
        parts = ("\n".join(map(_trim, part.split("\n"))).strip() for part in "".join(open_text).split("\n\n"))
        paragraphs.extend(part for part in parts if part)
        open_text.clear()

    def walk(node: Any) -> None:
        block = node.tag in _BLOCKS
        if block:
            close()
        open_text.append("\n" if node.tag == "lb" else _one_line(node.text))
        for child in node:
            walk(child)
            open_text.append(_one_line(child.tail))
        if block:
            close()

    walk(element)
    close()
    return paragraphs


def _trim(line: str) -> str:
    return " ".join(line.split())


def _one_line(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _published(tree: Any) -> str | None:
    """Return the day of publication that the page's metadata gives.

    trafilatura's own search (htmldate) also takes a day out of a footer or the running text; a wrong day is worse
    than none.
    """
    metas: dict[str, str] = {}
    for meta in tree.iterfind(".//meta[@content]"):
        for attribute in ("property", "name", "itemprop"):
            metas.setdefault((meta.get(attribute) or "").lower(), meta.get("content"))
    candidates = [metas[name] for name in _DATE_METAS if name in metas]
    candidates += _linked_data_dates(tree)
    candidates += [element.get("datetime") for element in tree.xpath(_PUBLISHED_TIMES)]
    in_article = {element.get("datetime") for element in tree.xpath("//article//time[@datetime]")}
    candidates += in_article if len(in_article) == 1 else ()
    return next((text for text in candidates if _is_date(text)), None)


def _linked_data_dates(tree: Any) -> Iterator[str]:
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            days = list(_dates_published(json.loads(script.text or "")))
        except (ValueError, RecursionError):
            continue  # many pages carry broken JSON-LD; then it gives no date
        yield from days


def _dates_published(data: object) -> Iterator[str]:
    """Yield every `datePublished` of an article in JSON-LD: at the top, in a list or in an `@graph`."""
    if isinstance(data, list):
        for item in data:
            yield from _dates_published(item)
    elif isinstance(data, dict):
        day = data.get("datePublished")
        if isinstance(day, str) and not re.search(r"comment|review", str(data.get("@type")), re.IGNORECASE):
            yield day
        yield from _dates_published(data.get("@graph", []))


def _is_date(text: str) -> bool:
    try:
        parse_date(text)
    except ValueError:
        return False
    return True


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
