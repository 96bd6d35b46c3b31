"""Which day does a date mean, as news and its exports write dates?"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}

_ZONE: Final = r"(?:Z|[+-]\d{2}:\d{2})"
# A time of day and whatever zone follows it: read over, because the day counts as it is written.
_TIME: Final = r"(?:(?:,|\s+at|\s*[T|])?\s*\d{1,2}[:.]\d{2}\b.{0,60})?"
_WEEKDAY: Final = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_MONTH: Final = r"(?P<name>[a-z]{3,9})\.?"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"

_FORMS: Final = tuple(
    re.compile(pattern, re.IGNORECASE | re.DOTALL | re.ASCII)
    for pattern in (
        # 2024-07-14, 2024-07-14T21:05:00+03:00, 2024-07-14Z, 2024/7/14
        rf"(?P<year>\d{{4}})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?:{_ZONE}|{_TIME})",
        # 20240714, 20240714T210500Z, 20240714210500; other first digits are Unix milliseconds
        r"(?P<year>1[6-9]\d{2}|20\d{2})(?P<month>\d{2})(?P<day>\d{2})(?:T?\d{4}(?:\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?",
        # Sun, 14 Jul 2024 21:05:00 +0300 (RFC 2822), 26-FEB-1987 15:01:01.79, 3rd March 2024
        rf"{_WEEKDAY}{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+(?P<year>\d{{4}}){_TIME}",
        # March 3, 2024, Sunday, Mar. 3, 2024 at 10:30
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+(?P<year>\d{{4}}){_TIME}",
        # Wed Oct 10 20:19:24 +0000 2018
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY}\s+\d{{2}}:\d{{2}}:\d{{2}}(?:\s+[A-Z]{{2,5}}|\s+[+-]\d{{4}})?\s+(?P<year>\d{{4}})",
        # 03.04.2024: with points the day comes first wherever people write so
        rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?(?P<year>\d{{4}}){_TIME}",
    )
)
# 13/04/2024 and 04/13/2024: with slashes or hyphens both orders are in use.
_EITHER_ORDER: Final = re.compile(
    rf"(?P<first>\d{{1,2}})(?P<mark>[-/])(?P<second>\d{{1,2}})(?P=mark)(?P<year>\d{{4}}){_TIME}", re.DOTALL | re.ASCII
)
_DIGITS: Final = re.compile(r"\d{9,13}(?:\.\d+)?", re.ASCII)

# News has no Unix time below this (it is March 1973); smaller numbers are years, days or record numbers.
_FIRST_SECOND: Final = 100_000_000
# From here on a number counts milliseconds: as seconds it would be in the year 5138.
_FIRST_MILLISECOND: Final = 100_000_000_000
_LAST_MILLISECOND: Final = 10_000_000_000_000
# 0001-01-01 is what programs write for "no date"; the first newspaper is of 1605.
_FIRST_YEAR: Final = 1600


def parse_date(value: str | float) -> date:
    """Return the day that `value` names, as written: a time and a zone are read over, never reckoned with.

    Numbers are Unix seconds or milliseconds (their day in UTC) or YYYYMMDD.

    Raises:
        ValueError: not understood, ambiguous or no day of the calendar; the text says which, for a person.
    """
    if isinstance(value, int | float):
        return _of_number(value)
    text = value.strip()
    for form in _FORMS:
        if match := form.fullmatch(text):
            return _of_match(match, text)
    if match := _EITHER_ORDER.fullmatch(text):
        first, second = int(match["first"]), int(match["second"])
        if first <= 12 and second <= 12 and first != second:
            raise ValueError(f"date '{text}' is ambiguous (day or month first?), left out; write it as YYYY-MM-DD")
        month, day = (first, second) if second > 12 else (second, first)
        return _day(int(match["year"]), month, day, text)
    if _DIGITS.fullmatch(text):
        return _of_number(float(text))
    raise _not_understood(text)


def _of_match(match: re.Match[str], text: str) -> date:
    parts = match.groupdict()
    month = _MONTHS.get(parts["name"].lower()) if "name" in parts else int(parts["month"])
    if month is None:
        raise _not_understood(text)
    return _day(int(parts["year"]), month, int(parts["day"]), text)


def _of_number(value: float) -> date:
    text = str(value)
    if 0 < value < _LAST_MILLISECOND:  # False for NaN, too
        whole = str(int(value))
        if len(whole) == 8 and value == int(value) and (match := _FORMS[1].fullmatch(whole)):
            return _of_match(match, text)
        if value >= _FIRST_MILLISECOND:
            return _of_seconds(value / 1000)
        if value >= _FIRST_SECOND:
            return _of_seconds(value)
    raise _not_understood(text)


def _of_seconds(seconds: float) -> date:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).date()


def _day(year: int, month: int, day: int, text: str) -> date:
    if year < _FIRST_YEAR:
        raise _not_understood(text)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise _not_understood(text) from error


def _not_understood(text: str) -> ValueError:
    shown = text if len(text) <= 60 else f"{text[:60]}..."
    return ValueError(f"date '{shown}' not understood, left out")
