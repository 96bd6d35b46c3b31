"""Which day does a user mean? A year, a month or a day as the beginning or the end of a period."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime
from typing import Final

from ..errors import QueryError

_DATE: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def first_day(value: str | date | None, *, option: str) -> date | None:
    """Return the first day of "2024", "2024-07" or "2024-07-14".

    Raises:
        QueryError: it is none of these; the message names the option.
    """
    return None if value is None else _period(value, option)[0]


def last_day(value: str | date | None, *, option: str) -> date | None:
    """Return the last day of "2024", "2024-07" or "2024-07-14".

    Raises:
        QueryError: it is none of these; the message names the option.
    """
    return None if value is None else _period(value, option)[1]


def _period(value: object, option: str) -> tuple[date, date]:
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return day, day
    match = _DATE.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise QueryError(f"{option} {value!r} is no date: write 2024, 2024-07 or 2024-07-14")
    month, day_of_month = (int(part) if part else None for part in match.groups()[1:])
    try:
        first = date(int(match[1]), 1 if month is None else month, 1 if day_of_month is None else day_of_month)
        if day_of_month is not None:
            return first, first
        last_month = 12 if month is None else month
        return first, date(first.year, last_month, calendar.monthrange(first.year, last_month)[1])
    except ValueError as error:
        raise QueryError(f"{option} {value!r} is no day of the calendar") from error
