"""Which agency and which day does an article's dateline name? "MOSCOW, July 14 (Sputnik) - ..."."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .dates import parse_date

if TYPE_CHECKING:
    from datetime import date

# A dateline opens the first paragraph, but captions and credit lines may stand above it.
_LINES_SEARCHED: Final = 4
_LINE_START: Final = 200

_CAPITAL: Final = r"[A-Z\u00c0-\u00d6\u00d8-\u00de]"
_CAPITALS: Final = rf"{_CAPITAL}(?:{_CAPITAL}|['.])*"
# MOSCOW, UNITED NATIONS, WASHINGTON D.C., St. PETERSBURG; AP adds the state or country: KYIV, Ukraine
_PLACE: Final = (
    rf"(?:{_CAPITAL}{_CAPITALS}|St\.)(?:[ \u2013/-]{_CAPITALS})*(?:, [A-Z][A-Za-z.]*(?: [A-Z][A-Za-z.]*){{0,2}})?"
)
_MONTH: Final = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY: Final = rf"(?P<date>{_MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {_MONTH}(?:,? \d{{4}})?)"
_AGENCY: Final = r"(?:dpa|[A-Z][A-Za-z&!/-]*)(?: [A-Z][A-Za-z&!/-]*){0,3}"

_DATELINE: Final = re.compile(
    rf"\s*(?:(?:{_PLACE}(?:, {_DAY})?|{_DAY.replace('<date>', '<day_alone>')})\.?\s+)?"
    rf"(?:\((?P<agency>{_AGENCY})\)\s*(?:[-\u2010-\u2015]+|:)\s|/(?P<slashed>{_AGENCY})/\.?\s)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """What a dateline says; `published` only where it names the year."""

    outlet: str | None = None
    published: date | None = None


def find_dateline(text: str) -> Dateline:
    """Return what the dateline among the first lines of `text` says; an empty one if there is none."""
    lines = (line for line in text[: _LINES_SEARCHED * 2000].split("\n") if line.strip())
    for _, line in zip(range(_LINES_SEARCHED), lines, strict=False):
        if match := match_dateline(line):
            day = match["date"] or match["day_alone"]
            return Dateline(outlet=match["agency"] or match["slashed"], published=_with_year(day))
    return Dateline()


def match_dateline(line: str) -> re.Match[str] | None:
    """Return the match of a dateline at the start of `line`."""
    return _DATELINE.match(line[:_LINE_START])


def _with_year(day: str | None) -> date | None:
    # "March 3" alone is no date: the year would be invented.
    if day is None or not re.search(r"\d{4}", day):
        return None
    try:
        return parse_date(day)
    except ValueError:
        # February 30: a misprint in the text is the article's own and not a fault of the input.
        return None
