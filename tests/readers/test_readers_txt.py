from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from onrecord import Article
from onrecord.indexer.readers import Notice, Rejection
from onrecord.indexer.readers.byline import parse_byline
from onrecord.indexer.readers.dateline import Dateline, find_dateline

if TYPE_CHECKING:
    from conftest import Read, ReadOne

LEAD = "The harbour board voted on Monday to close the old ferry pier, ending a dispute of nine years."
QUOTE = '"We have waited long enough," Orla Finch said.'
BODY = f"{LEAD}\n{QUOTE}"


@pytest.mark.parametrize(
    "first",
    [
        " date 2024-03-05 Ferry pier to close - Harbour board",
        "date 2024-03-05 Ferry pier to close - Harbour board",
        "2024-03-05 Ferry pier to close - Harbour board",
        "\n\n  Date 2024-03-05   Ferry pier to close - Harbour board  ",
    ],
)
def test_a_dated_first_line_gives_the_date_and_the_title(read_one: ReadOne, first: str) -> None:
    article = read_one(f"{first}\n{BODY}", "a.txt")
    assert article == Article.from_text(BODY, title="Ferry pier to close - Harbour board", published=date(2024, 3, 5))


def test_a_sentence_that_begins_with_a_day_is_no_dated_title(read_one: ReadOne) -> None:
    article = read_one(f"2024-03-05 was the day of the vote.\n{BODY}", "a.txt")
    assert (article.title, article.published) == ("", None)
    assert article.text == f"2024-03-05 was the day of the vote.\n{BODY}"


def test_an_impossible_day_before_a_title_is_left_out_and_said(read: Read) -> None:
    notice, article = read(f"date 2024-02-30 Ferry pier to close\n{BODY}", "a.txt")
    assert notice == Notice(source="a.txt", line=None, text="date '2024-02-30' not understood, left out")
    assert article == Article.from_text(BODY, title="Ferry pier to close")


def test_a_first_line_before_a_blank_line_is_the_title(read_one: ReadOne) -> None:
    assert read_one(f"Ferry pier to close\n\n{BODY}\n", "a.txt") == Article.from_text(BODY, title="Ferry pier to close")


def test_header_lines_below_the_title_are_metadata(read_one: ReadOne) -> None:
    text = (
        "Ferry pier to close\nURL: https://courier.example/pier\nPublisher: The Tidewater Courier\n"
        f"published: March 5, 2024\nBYLINE: By Ada Quill and Bo Lens\n"
        f"Id: pier-7\nLanguage: en\nSection: Local\n\n{BODY}"
    )
    assert read_one(text, "a.txt") == Article(
        article_id="pier-7",
        text=BODY,
        title="Ferry pier to close",
        url="https://courier.example/pier",
        outlet="The Tidewater Courier",
        published=date(2024, 3, 5),
        author="Ada Quill, Bo Lens",
        language="en",
    )


@pytest.mark.parametrize("key", ["title", "headline"])
@pytest.mark.parametrize("link", ["url", "link"])
@pytest.mark.parametrize("outlet", ["source", "outlet", "publication", "publisher"])
@pytest.mark.parametrize("day", ["date", "published"])
@pytest.mark.parametrize("author", ["author", "by", "byline"])
def test_header_lines_may_come_first_with_the_title_among_them(
    read_one: ReadOne, key: str, link: str, outlet: str, day: str, author: str
) -> None:
    text = (
        f"{day.upper()}: 2024-03-05\n{key.title()}: Ferry pier to close\n{link}: https://courier.example/pier\n"
        f"{outlet}: Courier\n{author}: Ada Quill\nnote: draft\n\n{BODY}"
    )
    assert read_one(text, "a.txt") == Article.from_text(
        BODY,
        title="Ferry pier to close",
        url="https://courier.example/pier",
        outlet="Courier",
        published=date(2024, 3, 5),
        author="Ada Quill",
    )


def test_header_lines_may_stand_above_a_title_line(read_one: ReadOne) -> None:
    article = read_one(f"Date: 2024-03-05\nOutlet: Courier\n\nFerry pier to close\n\n{BODY}", "a.txt")
    assert article == Article.from_text(BODY, title="Ferry pier to close", outlet="Courier", published=date(2024, 3, 5))


def test_header_lines_end_at_the_first_line_that_is_none(read_one: ReadOne) -> None:
    article = read_one(f"Ferry pier to close\nDate: 2024-03-05\nWeather: fair\n{BODY}", "a.txt")
    assert article == Article.from_text(
        f"Weather: fair\n{BODY}", title="Ferry pier to close", published=date(2024, 3, 5)
    )


def test_header_lines_may_stand_apart_from_the_title(read_one: ReadOne) -> None:
    article = read_one(f"Ferry pier to close\n\nDate: 2024-03-05\nSource: Courier\n\n{BODY}", "a.txt")
    assert article == Article.from_text(BODY, title="Ferry pier to close", outlet="Courier", published=date(2024, 3, 5))


def test_a_note_that_is_a_paragraph_of_the_text_stays_in_it(read_one: ReadOne) -> None:
    article = read_one(f"Ferry pier to close\n\nNote: the pier is of 1902.\n\n{BODY}", "a.txt")
    assert article.text == f"Note: the pier is of 1902.\n\n{BODY}"


def test_a_source_that_is_a_link_is_the_url(read_one: ReadOne) -> None:
    article = read_one(f"Ferry pier to close\nSource: https://courier.example/pier\n\n{BODY}", "a.txt")
    assert (article.url, article.outlet) == ("https://courier.example/pier", None)


def test_the_title_of_the_header_is_not_repeated_in_the_text(read_one: ReadOne) -> None:
    article = read_one(f"Title: Ferry pier to close\n\nFerry pier to close\n\n{BODY}", "a.txt")
    assert article == Article.from_text(BODY, title="Ferry pier to close")


def test_a_file_of_one_paragraph_has_no_title(read_one: ReadOne) -> None:
    assert read_one(f"{QUOTE}\n", "a.txt") == Article.from_text(QUOTE)


def test_paragraphs_without_blank_lines_have_no_title(read_one: ReadOne) -> None:
    assert read_one(BODY, "a.txt") == Article.from_text(BODY)


def test_a_long_first_sentence_is_no_title(read_one: ReadOne) -> None:
    sentence = f"{LEAD[:-1]} in the old town, which nobody had wanted to end with so little noise."
    assert len(sentence) > 150
    text = f"{sentence}\n\n{QUOTE}"
    assert read_one(text, "a.txt") == Article.from_text(text)
    quoted = f'{sentence[:-1]}."'
    assert read_one(f"{quoted}\n\n{QUOTE}", "b.txt").title == ""


def test_a_first_line_that_is_short_or_ends_openly_is_a_title(read_one: ReadOne) -> None:
    assert read_one(f"The pier will close.\n\n{BODY}", "a.txt").title == "The pier will close."
    headline = "Harbour board closes ferry pier after nine years of dispute over " + "costs and " * 9 + "names"
    assert len(headline) > 150
    assert read_one(f"{headline}\n\n{BODY}", "b.txt").title == headline


def test_a_dateline_or_a_byline_shows_that_the_line_above_is_the_title(read_one: ReadOne) -> None:
    dated = f"TIDEWATER, March 5 (Northwire) - {LEAD}"
    article = read_one(f"Ferry pier to close\n{dated}\n{QUOTE}", "a.txt")
    assert (article.title, article.text, article.outlet) == ("Ferry pier to close", f"{dated}\n{QUOTE}", "Northwire")
    article = read_one(f"Ferry pier to close\nBy Ada Quill\n{BODY}", "b.txt")
    assert article == Article.from_text(BODY, title="Ferry pier to close", author="Ada Quill")


def test_a_dateline_is_no_title(read_one: ReadOne) -> None:
    text = f"TIDEWATER (Northwire) - {LEAD}\n\n{QUOTE}"
    assert read_one(text, "a.txt") == Article.from_text(text, outlet="Northwire")


def test_the_first_turn_of_a_transcript_is_no_title(read_one: ReadOne) -> None:
    for text in (
        "MS. QUILL: Good afternoon, everyone.\n\nQ: When does the pier close?\n\nMS. QUILL: In May.",
        "Ada Quill: Good afternoon, everyone.\n\nBo Lens: When does it close?\n\nAda Quill: In May.",
        "MR. LENS: Good afternoon.\n\nTHE CHAIR: Order.",
    ):
        assert read_one(text, "a.txt") == Article.from_text(text)


def test_a_headline_with_a_colon_is_a_title(read_one: ReadOne) -> None:
    assert read_one(f"Ferries: Pier to close\n\n{BODY}", "a.txt").title == "Ferries: Pier to close"


@pytest.mark.parametrize("above", [True, False])
@pytest.mark.parametrize("blank", ["", "\n"])
def test_a_byline_under_the_title_is_the_author_and_not_text(read_one: ReadOne, above: bool, blank: str) -> None:
    lines = ["By Ada Quill", "Date: 2024-03-05"] if above else ["Date: 2024-03-05", "By Ada Quill"]
    text = "\n".join(["Ferry pier to close", *lines]) + f"\n{blank}{BODY}"
    assert read_one(text, "a.txt") == Article.from_text(
        BODY, title="Ferry pier to close", author="Ada Quill", published=date(2024, 3, 5)
    )


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Jane Roe", "Jane Roe"),
        ("BY JANE ROE", "JANE ROE"),
        ("by Jane Roe", "Jane Roe"),
        ("By: Jane Roe", "Jane Roe"),
        ("By Jane Roe and John Doe, Staff Writer", "Jane Roe, John Doe"),
        ("By Jane Roe, John Doe and Max Poe", "Jane Roe, John Doe, Max Poe"),
        ("By Jane Roe, Political Editor", "Jane Roe"),
        ("By Jane Roe in Tidewater", "Jane Roe"),
        ("By Jane Roe | The Courier", "Jane Roe"),
        ("By Ludwig van der Roe", "Ludwig van der Roe"),
        ("By Éva O'Roe-Nagy", "Éva O'Roe-Nagy"),
        ("By J. R. Roe Jr.", "J. R. Roe Jr."),
        ("By Reuters", "Reuters"),
        ("Jane Roe | Reuters", "Jane Roe"),
        ("By Monday the talks had failed.", None),
        ("By Monday, Roe had left", None),
        ("By the time she came", None),
        ("By", None),
        ("Bylaws changed", None),
        ("Jane Roe said that", None),
        ("Reuters | Jane", None),
        ("Home | News | Sport", None),
        ("the pier | the harbour", None),
        ("By Jane Roe " + "and more " * 20, None),
        ("", None),
    ],
)
def test_bylines(line: str, author: str | None) -> None:
    assert parse_byline(line) == author


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("MOSCOW (Sputnik) - Words", Dateline(outlet="Sputnik")),
        ("LONDON, March 3 (Reuters) - Words", Dateline(outlet="Reuters")),
        ("LONDON, March 3, 2024 (Reuters) - Words", Dateline(outlet="Reuters", published=date(2024, 3, 3))),
        ("LONDON, 3 March 2024 (Reuters) \u2013 Words", Dateline(outlet="Reuters", published=date(2024, 3, 3))),
        ("KYIV, Ukraine (AP) \u2014 Words", Dateline(outlet="AP")),
        ("WASHINGTON, D.C., Sept. 3 (UPI) -- Words", Dateline(outlet="UPI")),
        ("NEW YORK/PARIS, Feb 3 (Reuters) - Words", Dateline(outlet="Reuters")),
        ("SÃO PAULO (Agencia Norte) - Words", Dateline(outlet="Agencia Norte")),
        ("St. PETERSBURG (AP) - Words", Dateline(outlet="AP")),
        ("MOSCOW, July 14. /TASS/. Words", Dateline(outlet="TASS")),
        ("July 14 (Reuters) - Words", Dateline(outlet="Reuters")),
        ("(Reuters) - Words", Dateline(outlet="Reuters")),
        ("BERLIN (dpa) - Words", Dateline(outlet="dpa")),
        ("ROME, February 30, 2024 (ANSA) - Words", Dateline(outlet="ANSA")),
        ("Moscow (the capital) - Words", Dateline()),
        ("PARIS (photo) - Words", Dateline()),
        ("LONDON (Reuters said so) - Words", Dateline()),
        ("The board (Reuters) - it said", Dateline()),
        ("MOSCOW (Sputnik) said", Dateline()),
        ("MOSCOW - Words", Dateline()),
        ("", Dateline()),
    ],
)
def test_datelines(line: str, expected: Dateline) -> None:
    assert find_dateline(line) == expected
    assert find_dateline(f"A caption (Photo: Bo Lens)\n\n{line}") == expected


def test_a_dateline_far_down_is_another_story_s(read_one: ReadOne) -> None:
    text = f"{LEAD}\n{QUOTE}\n{LEAD}\n{QUOTE}\nOSLO, May 1, 2020 (AP) - Words"
    assert read_one(text, "a.txt") == Article.from_text(text)


def test_what_is_given_goes_before_the_default_and_the_default_before_the_dateline(read_one: ReadOne) -> None:
    body = f"TIDEWATER, March 3, 2024 (Northwire) - {LEAD}"
    options = {"outlet": "Courier", "published": date(2020, 1, 1)}
    found = read_one(body, "a.txt", **options)
    assert (found.outlet, found.published) == ("Courier", date(2024, 3, 3))
    found = read_one(f"Pier\nOutlet: Gazette\nDate: 2024-03-05\n\n{body}", "b.txt", **options)
    assert (found.outlet, found.published) == ("Gazette", date(2024, 3, 5))
    found = read_one(LEAD, "c.txt", **options)
    assert (found.outlet, found.published) == ("Courier", date(2020, 1, 1))


def test_credits_captions_and_datelines_stay_in_the_text(read_one: ReadOne) -> None:
    body = f"© Northwire / Bo LensThe pier at dusk, in Tidewater.\nTIDEWATER (Northwire) - {LEAD}\n{QUOTE}"
    article = read_one(f" date 2024-03-05 Ferry pier to close\n{body}", "a.txt")
    assert article.text == body
    assert article.outlet == "Northwire"


def test_line_ends_become_line_feeds_and_nothing_else_changes(read_one: ReadOne) -> None:
    article = read_one("Pier\r\n\r\n  Indented,  with  gaps \r\nand\ttabs\rend  \r\n \r\n", "a.txt")
    assert article == Article.from_text("  Indented,  with  gaps \nand\ttabs\nend  ", title="Pier")


def test_a_title_without_a_text_is_rejected(read: Read) -> None:
    for text in (" date 2024-03-05 Ferry pier to close\n", "Title: Pier\n\n", "\n \n"):
        assert read(text, "a.txt") == [
            Rejection(source="a.txt", line=None, reason="no text below its title and header lines")
        ]


def test_a_text_of_more_than_16_mib_is_rejected(read: Read) -> None:
    assert read(b"word " * (16 * 1024 * 1024 // 5 + 1), "a.txt") == [
        Rejection(
            source="a.txt",
            line=None,
            reason="more than 16 MiB in one article: split it, or give its articles as JSON Lines",
        )
    ]
