from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.indexer.readers.dates import parse_date

DAY = date(2024, 7, 14)


@pytest.mark.parametrize(
    "written",
    [
        "2024-07-14",
        " 2024-07-14 ",
        "2024-7-14",
        "2024/07/14",
        "2024.07.14",
        "2024-07-14T23:59:59Z",
        "2024-07-14T00:10:00+03:00",  # the day before in UTC: the day counts as written
        "2024-07-14T23:50:00-0800",  # the day after in UTC
        "2024-07-14 21:05",
        "2024-07-14 21:05:07.123456+00:00",
        "2024-07-14Z",
        "2024-07-14+02:00",
        "20240714",
        "20240714T210500Z",
        "20240714210500",
        "202407142105",
        "Sun, 14 Jul 2024 21:05:00 +0300",
        "Sun, 14 Jul 2024 21:05:00 GMT",
        "14 Jul 2024",
        "14-JUL-2024 15:01:01.79",
        "14 July 2024",
        "14th July 2024",
        "14th of July, 2024",
        "14. July 2024",
        "July 14, 2024",
        "Jul. 14, 2024",
        "JULY 14 2024",
        "Sunday, July 14, 2024",
        "Sunday 14 July 2024",
        "July 14, 2024 10:30 AM ET",
        "July 14, 2024, 10:30 a.m.",
        "July 14, 2024 at 10:30",
        "Sun Jul 14 20:19:24 +0000 2024",
        "Sun Jul 14 20:19:24 2024",
        "Sun Jul 14 2024 12:00:00 GMT+0000 (Coordinated Universal Time)",
        "14.07.2024",
        "14. 7. 2024",
        "14.07.2024, 12:30 Uhr",
        "14/07/2024",
        "07/14/2024",
        "14-07-2024",
        "7/14/2024 9:15",
        20240714,
        1720915200,
        1720915200.75,
        "1720915200",
        1720915200000,
        "1720915200000",
    ],
)
def test_these_all_mean_14_july_2024(written: str | float) -> None:
    assert parse_date(written) == DAY


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("26-FEB-1987 15:01:01.79", date(1987, 2, 26)),
        (" 5-MAR-1987 09:00:12.00", date(1987, 3, 5)),
        ("March 3, 2024", date(2024, 3, 3)),
        ("3 March 2024", date(2024, 3, 3)),
        ("Mar. 3, 2024", date(2024, 3, 3)),
        ("Sept. 3, 2024", date(2024, 9, 3)),
        ("Sep 3 2024", date(2024, 9, 3)),
        ("May 3, 2024", date(2024, 5, 3)),
        ("03.04.2024", date(2024, 4, 3)),
        ("13/04/2024", date(2024, 4, 13)),
        ("04/13/2024", date(2024, 4, 13)),
        ("05/05/2024", date(2024, 5, 5)),  # the same in both orders
        ("29 February 2024", date(2024, 2, 29)),
        ("1805-10-21", date(1805, 10, 21)),
        (100_000_000, date(1973, 3, 3)),
    ],
)
def test_other_days(written: str | float, day: date) -> None:
    assert parse_date(written) == day


def test_a_day_and_month_that_could_be_swapped_are_not_guessed() -> None:
    with pytest.raises(ValueError, match=r"^date '03/04/2024' is ambiguous \(day or month first\?\), left out"):
        parse_date("03/04/2024")


@pytest.mark.parametrize(
    "written",
    [
        "",
        "yesterday",
        "2024",
        "2024-07",
        "July 2024",
        "March 3",
        "14 July",
        "14-JUL-24",
        "2024-02-30",
        "2023-02-29",
        "2024-13-01",
        "0000-00-00",
        "0001-01-01T00:00:00",
        "32 July 2024",
        "14 Foo 2024",
        "14/14/2024",
        "20241345",
        "2024-07-14 and more",
        "12:30",
        "1.5",
        2024,
        0,
        -1720915200,
        float("nan"),
        float("inf"),
        10**400,
        99_999_999_999_999,
    ],
)
def test_what_names_no_day_is_refused_by_name(written: str | float) -> None:
    with pytest.raises(ValueError, match=r"^date '.*' (not understood|is ambiguous).*left out"):
        parse_date(written)


def test_a_long_value_is_cut_in_the_message() -> None:
    with pytest.raises(ValueError, match=rf"^date '{'x' * 60}\.\.\.' not understood, left out$"):
        parse_date("x" * 10_000)


@given(st.dates(min_value=date(1600, 1, 1)))
def test_every_day_is_read_back_from_every_unambiguous_form(day: date) -> None:
    month = day.strftime("%B")
    for written in (
        day.isoformat(),
        f"{day.year:04}{day.month:02}{day.day:02}" if day.year < 2100 else day.isoformat(),
        f"{day.day} {month} {day.year}",
        f"{month[:3]}. {day.day}, {day.year}",
        f"{day.day:02}.{day.month:02}.{day.year}",
        f"{day.strftime('%a')}, {day.day:02} {month[:3]} {day.year} 23:59:59 -1200",
    ):
        assert parse_date(written) == day


@given(st.integers(min_value=100_000_000, max_value=9_999_999_999))
def test_unix_seconds_and_milliseconds_are_days_of_utc(seconds: int) -> None:
    day = datetime.fromtimestamp(seconds, tz=UTC).date()
    assert parse_date(seconds) == day
    if seconds >= 1_000_000_000:
        assert parse_date(seconds * 1000 + 999) == day


@given(st.text(max_size=40))
def test_no_text_makes_it_fail_in_any_other_way(written: str) -> None:
    try:
        day = parse_date(written)
    except ValueError as error:
        assert "left out" in str(error)  # noqa: PT017 - both outcomes are right
    else:
        assert str(day.year) in written or written.strip().replace(".", "").isdigit()
