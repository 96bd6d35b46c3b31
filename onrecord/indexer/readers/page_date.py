"""On which day was a web page published, by its own metadata?"""

from __future__ import annotations

from typing import Any, Final

from .dates import parse_date
from .linked_data import dates_published

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


def date_of_page(tree: Any) -> str | None:
    """Return the day of publication that the page's metadata gives.

    trafilatura's own search (htmldate) also takes a day out of a footer or the running text; a wrong day is worse
    than none.
    """
    metas: dict[str, str] = {}
    for meta in tree.iterfind(".//meta[@content]"):
        for attribute in ("property", "name", "itemprop"):
            metas.setdefault((meta.get(attribute) or "").lower(), meta.get("content"))
    candidates = [metas[name] for name in _DATE_METAS if name in metas]
    candidates += dates_published(tree)
    candidates += [element.get("datetime") for element in tree.xpath(_PUBLISHED_TIMES)]
    in_article = {element.get("datetime") for element in tree.xpath("//article//time[@datetime]")}
    candidates += in_article if len(in_article) == 1 else ()
    return next((text for text in candidates if _is_date(text)), None)


def _is_date(text: str) -> bool:
    try:
        parse_date(text)
    except ValueError:
        return False
    return True
