"""Which statements are rows that are statements already, each with the article it stands for?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...statement import KINDS, Article, Statement, digest, statement_id_of
from .articles import Defaults, date_or_doubt
from .outcome import Doubts, Place
from .repeats import Repeats
from .rows import STATEMENT_FIELDS, Row, RowFields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from ...statement import Kind
    from .outcome import Notice, Outcome

Entry = tuple[Article, "Sequence[Statement]"]


def finish_statements(rows: Iterable[Row | Outcome], *, source: str, defaults: Defaults) -> Iterator[Entry | Outcome]:
    """Yield an article for each row, whose whole text is the one statement."""
    fields = RowFields(STATEMENT_FIELDS, source=source)
    dates, others, repeats = Doubts(source, what="dates"), Doubts(source, what="values"), Repeats()
    for row in rows:
        if not isinstance(row, Row):
            yield row
            continue
        try:
            text = fields.text(row)
        except ValueError as error:
            yield row.place.reject(str(error))
            continue
        day, notices = date_or_doubt(fields.number_or_string(row, "date"), dates, place=row.place)
        day = day or defaults.published
        speaker = fields.string(row, "speaker")
        kind, doubts = _kind(fields.string(row, "kind"), others, place=row.place)
        confidence, more = _confidence(fields.number_or_string(row, "confidence"), speaker, others, place=row.place)
        article = _article(row, text, fields, speaker=speaker, outlet=defaults.outlet, published=day)
        own_id = fields.string(row, "id")
        statement = Statement(
            statement_id=own_id or statement_id_of(article.article_id, text),
            article_id=article.article_id,
            text=text,
            kind=kind,
            start=0,
            end=len(text),
            quoted=((0, len(text)),) if kind == "direct" else (),
            speaker=speaker,
            speaker_mention=speaker,
            role=fields.string(row, "role"),
            section=fields.string(row, "section"),
            context_before=fields.string(row, "context"),
            context_after=fields.string(row, "context_after"),
            said_on=day,
            confidence=confidence,
        )
        yield from (*fields.take_notices(), *notices, *doubts, *more)
        yield from repeats.note(own_id, (text, speaker), place=row.place)
        yield article, [statement]
    yield from (*dates.summary(), *others.summary(), *repeats.summary(Place(source)))


def _article(
    row: Row, text: str, fields: RowFields, *, speaker: str | None, outlet: str | None, published: date | None
) -> Article:
    url = fields.string(row, "url")
    # Many rows share one url, and two speakers may say the same words: what tells rows apart goes into the id.
    parts = (url or "", speaker or "", published.isoformat() if published else "", text)
    return Article.from_text(
        text,
        own_id=fields.string(row, "id") or digest("row", *parts),
        title=fields.string(row, "title") or "",
        url=url,
        outlet=fields.string(row, "outlet") or outlet,
        published=published,
    )


def _kind(value: str | None, doubts: Doubts, *, place: Place) -> tuple[Kind, list[Notice]]:
    kind = (value or "direct").lower()
    if kind in KINDS:
        return kind, []
    return "direct", doubts.note(f"kind '{value}' is none of {', '.join(KINDS)}: read as direct", place=place)


def _confidence(
    value: str | float | None, speaker: str | None, doubts: Doubts, *, place: Place
) -> tuple[float, list[Notice]]:
    given = 1.0 if speaker else 0.0
    if value is None:
        return given, []
    try:
        confidence = float(value)
    except (ValueError, OverflowError):
        confidence = -1.0
    if 0.0 <= confidence <= 1.0:
        return confidence, []
    return given, doubts.note(f"confidence '{value}' is no number from 0 to 1, left out", place=place)
