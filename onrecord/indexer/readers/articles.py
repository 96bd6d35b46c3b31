"""Which articles come out of rows and drafts? Dates, defaults and ids are worked out here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...statement import Article
from .dateline import find_dateline
from .dates import parse_date
from .draft import Draft
from .outcome import Doubts, Place
from .repeats import Repeats
from .rows import ARTICLE_FIELDS, Row, RowFields
from .web_page import read_web_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from .outcome import Notice, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What articles get that do not say it themselves."""

    outlet: str | None = None
    published: date | None = None


def draft_rows(rows: Iterable[Row | Outcome], *, source: str) -> Iterator[Draft | Outcome]:
    """Yield what each row says about its article; `text` is taken unchanged, a web page is read if there is none."""
    fields = RowFields(ARTICLE_FIELDS, source=source)
    for row in rows:
        if not isinstance(row, Row):
            yield row
            continue
        try:
            found = _words(row, fields)
        except ValueError as error:
            yield row.place.reject(str(error))
            continue
        draft = Draft(
            text=found.text,
            place=row.place,
            own_id=fields.string(row, "id"),
            title=fields.string(row, "title") or found.title,
            url=fields.string(row, "url") or found.url,
            outlet=fields.string(row, "outlet") or found.outlet,
            host=found.host,
            date=fields.number_or_string(row, "date") or found.date,
            author=fields.string(row, "author") or found.author,
            language=fields.string(row, "language") or found.language,
        )
        yield from fields.take_notices()
        yield draft


def _words(row: Row, fields: RowFields) -> Draft:
    """Return the text of the row, or else what its web page says.

    Raises:
        ValueError: it has neither.
    """
    try:
        return Draft(text=fields.text(row))
    except ValueError:
        page = fields.value(row, "web page")
        if not isinstance(page, str):
            raise
    return read_web_page(page)


def finish_articles(
    drafts: Iterable[Draft | Outcome], *, source: str, defaults: Defaults
) -> Iterator[Article | Outcome]:
    """Yield the articles. A dateline stands in for what the source does not say, but not for the user's own outlet."""
    doubts, repeats = Doubts(source, what="dates"), Repeats()
    for draft in drafts:
        if not isinstance(draft, Draft):
            yield draft
            continue
        place = draft.place or Place(source)
        if not draft.text.strip():
            yield place.reject("no text below its title and header lines")
            continue
        published, notices = date_or_doubt(draft.date, doubts, place=place)
        yield from notices
        dateline = find_dateline(draft.text)
        article = Article.from_text(
            draft.text,
            own_id=draft.own_id,
            title=draft.title,
            url=draft.url,
            outlet=draft.outlet or defaults.outlet or dateline.outlet or draft.host,
            published=published or dateline.published or defaults.published,
            author=draft.author,
            language=draft.language,
        )
        yield from repeats.note(draft.own_id, draft.text, place=place)
        yield article
    yield from (*doubts.summary(), *repeats.summary(Place(source)))


def date_or_doubt(value: str | float | None, doubts: Doubts, *, place: Place) -> tuple[date | None, list[Notice]]:
    """Return the day that `value` means, or None and what there is to tell about it."""
    if value is None:
        return None, []
    try:
        return parse_date(value), []
    except ValueError as error:
        return None, doubts.note(str(error), place=place)
