from __future__ import annotations

import pytest

from onrecord.indexer.extraction.furniture import dateline_end, is_furniture
from onrecord.indexer.extraction.layout import lay_out


def _blocks(text: str, title: str = "") -> list[tuple[str, str, str | None]]:
    return [(block.kind, text[block.body : block.end], block.section) for block in lay_out(text, title=title)]


def test_every_line_is_a_paragraph_where_lines_end_like_sentences() -> None:
    text = "The dam will hold.\nThe mayor is glad.\nThe rain goes on."
    assert _blocks(text) == [
        ("prose", "The dam will hold.", None),
        ("prose", "The mayor is glad.", None),
        ("prose", "The rain goes on.", None),
    ]


def test_hard_wrapped_paragraphs_are_joined() -> None:
    text = (
        "The dam above the town will hold through the winter, the ministry\n"
        "said on Monday, although the rain of the past week has filled the\n"
        "reservoir to the brim.\n"
        "\n"
        "The mayor was not so sure, and asked the people of the lower town to\n"
        "sleep elsewhere."
    )
    assert [kind for kind, _, _ in _blocks(text)] == ["prose", "prose"]
    assert _blocks(text)[1][1].startswith("The mayor was not so sure")


def test_wire_copy_marks_its_paragraphs_by_indenting_them() -> None:
    text = (
        "The dam above the town will\n"
        "hold through the winter, the ministry said on Monday, although\n"
        "the rain of the past week has filled the reservoir.\n"
        "    The mayor was not so sure.\n"
        "    He asked the people of the lower town to sleep elsewhere for\n"
        "the night."
    )
    assert [words.split()[:2] for _, words, _ in _blocks(text)] == [["The", "dam"], ["The", "mayor"], ["He", "asked"]]


@pytest.mark.parametrize(
    "date", ["Date: 2020-01-01", "Published: 1 January 2020", "Updated: Jan 1, 2020", "2020-01-01"]
)
def test_a_date_right_below_the_headline_is_not_joined_to_it(date: str) -> None:
    headline = "Mayor of Ostrel says the dam will hold all winter"
    text = f"{headline}\n{date}\n\nIt rained.\n\nIt rained again."
    assert _blocks(text, headline) == [
        ("furniture", headline, None),
        ("furniture", date, None),
        ("prose", "It rained.", None),
        ("prose", "It rained again.", None),
    ]


def test_a_date_that_ends_a_wrapped_paragraph_stays_with_it() -> None:
    text = (
        "The dam above the town will hold through the winter, the ministry\n"
        "said on Monday, although the rain of the past week has filled the\n"
        "reservoir to the brim, and although the mayor of the town took his\n"
        "leave of it and of all who live below it for good in the morning of\n"
        "January 1, 2020.\n"
        "\n"
        "It rained."
    )
    assert [words.split()[0] for _, words, _ in _blocks(text)] == ["The", "It"]


def test_a_short_line_without_a_full_stop_is_the_heading_of_what_follows() -> None:
    text = "It rained.\n\nMoscow and Washington at odds\n\nIt rained again.\n\nWhat happens next?\n\nNobody knows."
    assert _blocks(text) == [
        ("prose", "It rained.", None),
        ("heading", "Moscow and Washington at odds", "Moscow and Washington at odds"),
        ("prose", "It rained again.", "Moscow and Washington at odds"),
        ("heading", "What happens next?", "What happens next?"),
        ("prose", "Nobody knows.", "What happens next?"),
    ]


@pytest.mark.parametrize("line", ["'A fair point'", "“Left in the middle”", "## A heading", "Who pays for what"])
def test_these_lines_are_headings(line: str) -> None:
    assert _blocks(f"It rained.\n\n{line}\n\nIt rained again.")[1][0] == "heading"


@pytest.mark.parametrize("line", ["- an item", '"So far, so good."', "He said: 'No.'", "It rained,", "and so on"])
def test_these_lines_are_no_headings(line: str) -> None:
    assert _blocks(f"It rained.\n\n{line}\n\nIt rained again.")[1][0] == "prose"


def test_the_last_line_is_no_heading() -> None:
    assert _blocks("It rained.\n\nMoscow and Washington")[1][0] == "prose"


def test_the_title_is_not_prose() -> None:
    assert _blocks("Dam holds.\n\nIt rained.", title="Dam holds.")[0][0] == "furniture"


@pytest.mark.parametrize(
    ("line", "prose"),
    [
        ("MOSCOW (Sputnik) - The dam held.", "The dam held."),
        ("LONDON, March 3 (Meridian News) — The dam held.", "The dam held."),
        ("WASHINGTON, D.C. – The dam held.", "The dam held."),
        ("NEW YORK/PARIS - The dam held.", "The dam held."),
        ("(CNN) - The dam held.", "The dam held."),
        ("Nelson, N.Z. (Herald) - The dam held.", "The dam held."),
        ("The dam - a wonder - held.", "The dam - a wonder - held."),
        ("NATO - the alliance", "the alliance"),
    ],
)
def test_a_dateline_is_not_prose(line: str, prose: str) -> None:
    assert line[dateline_end(line) :] == prose


@pytest.mark.parametrize(
    "line",
    [
        "© Newsfoto / Ilse MarderA view of the old harbour",
        "Photo: Osric Penhale",
        "The shop above which they grew up. Photograph: Osric Penhale/Albion Post",
        "Technicians inspect a capsule. (Photo by Ruben Alcaraz)",
        "By Jane Roe",
        "By Jane Roe and John Doe, Staff Writers",
        "Reporting by Jane Roe; Editing by John Doe",
        "Read more: the dam",
        "READ MORE",
        "Related: the dam",
        "Subscribe to our newsletter",
        "Advertisement",
        "March 3, 2024",
        "Published on 3 March 2024, 11:20",
        "* * *",
        "https://example.org/dam",
        "This article was originally published in May.",
    ],
)
def test_these_lines_are_furniture(line: str) -> None:
    assert is_furniture(line, head=True, last=False)


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the dam was full, the minister said.",
        "Copyright law is broken, the minister said.",
        "Sources close to the minister said the dam was full.",
        'Follow us," the minister said. "Follow us home."',
        "Left alone, the dam will break, the minister said.",
        "Advertisement spending rose, the company said.",
        "This report was wrong, the minister said.",
    ],
)
def test_these_lines_are_prose(line: str) -> None:
    assert not is_furniture(line, head=True, last=False)
