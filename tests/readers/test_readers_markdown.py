from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from onrecord import Article
from onrecord.indexer.readers import Rejection

if TYPE_CHECKING:
    from conftest import Read, ReadOne

BODY = 'The harbour board voted on Monday.\n\n"We have waited long enough," Orla Finch said.'


@pytest.mark.parametrize(
    "head",
    [
        "# Ferry pier to close\n\n",
        "# Ferry pier to close #\n",
        "Ferry pier to close\n===\n",
        "\n\nFerry pier to close\n\n",
    ],
)
def test_the_first_heading_or_title_line_is_the_title(read_one: ReadOne, head: str) -> None:
    assert read_one(head + BODY, "a.md") == Article.from_text(BODY, title="Ferry pier to close")


def test_front_matter_is_metadata(read_one: ReadOne) -> None:
    text = (
        '---\ntitle: "Ferry pier to close"\nurl: https://courier.example/pier\npublication: Courier\ndate: 2024-03-05\n'
        f"authors: [Ada Quill, 'Bo Lens']\nid: pier-7\nlanguage: en\ntags:\n  - ferries\n---\n\n{BODY}\n"
    )
    assert read_one(text, "a.md") == Article(
        article_id="pier-7",
        text=BODY,
        title="Ferry pier to close",
        url="https://courier.example/pier",
        outlet="Courier",
        published=date(2024, 3, 5),
        author="Ada Quill, Bo Lens",
        language="en",
    )


def test_a_list_of_the_front_matter_may_stand_below_its_key(read_one: ReadOne) -> None:
    text = f"---\nauthors:\n  - Ada Quill\n  - Bo Lens\ntitle: Pier\n...\n{BODY}"
    assert read_one(text, "a.md") == Article.from_text(BODY, title="Pier", author="Ada Quill, Bo Lens")


def test_a_heading_that_repeats_the_title_is_no_text_and_another_one_is(read_one: ReadOne) -> None:
    front = "---\ntitle: Ferry pier to close\n---\n"
    assert read_one(f"{front}\n# Ferry pier to *close*\n\n{BODY}", "a.md").text == BODY
    found = read_one(f"{front}\n# The board votes\n\n{BODY}", "b.md")
    assert (found.title, found.text) == ("Ferry pier to close", f"The board votes\n\n{BODY}")


def test_header_lines_bylines_and_dated_first_lines_are_read_as_in_plain_text(read_one: ReadOne) -> None:
    expected = Article.from_text(BODY, title="Pier", author="Ada Quill", published=date(2024, 3, 5))
    assert read_one(f"# Pier\nDate: 2024-03-05\n\n*By Ada Quill*\n\n{BODY}", "a.md") == expected
    assert read_one(f"Date: 2024-03-05\n\n# Pier\n\nBy Ada Quill\n\n{BODY}", "b.md") == expected
    assert read_one(f"date 2024-03-05 Pier\nBy Ada Quill\n\n{BODY}", "c.md") == expected


def test_a_line_of_markup_is_no_title(read_one: ReadOne) -> None:
    for first, words in (("> We agree.", "We agree."), ("- One", "One"), ("## Votes", "Votes"), ("1. One", "One")):
        found = read_one(f"{first}\n\n{BODY}", "a.md")
        assert (found.title, found.text) == ("", f"{words}\n\n{BODY}")


def test_markup_becomes_words_and_paragraphs(read_one: ReadOne) -> None:
    text = """# The *pier* [closes](https://courier.example)

The **board** voted [on
Monday](https://courier.example "votes") &amp; `left`.\\
It rained.

![The pier at dusk](pier.jpg)

A photo ![of it](pier.jpg) is ~~not~~ there.

## Fishermen *doubt* it

> "Nobody asked us,"
> said Tom Reed.
>
> He left.

- First point
- Second point

  goes on

1. Third point

```
code
```

| a | b |
| - | - |
| 1 | 2 |

<div class="note">markup</div>

    Indented as in old papers.

---

5 * 3 \\* 2 is <b>bold</b> &#xD800; 2 < 3.
"""
    found = read_one(text, "a.md")
    assert found.title == "The pier closes"
    assert found.text.split("\n\n") == [
        "The board voted on Monday & left.\nIt rained.",
        "A photo  is not there.",
        "Fishermen doubt it",
        '"Nobody asked us," said Tom Reed.',
        "He left.",
        "First point",
        "Second point",
        "goes on",
        "Third point",
        "markup",
        "Indented as in old papers.",
        "5 * 3 * 2 is bold \ufffd 2 < 3.",
    ]


def test_front_matter_in_toml_is_metadata(read_one: ReadOne) -> None:
    text = (
        '+++\ntitle = "Ferry pier to close"\ndate = 2024-03-05T10:00:00Z\nauthors = ["Ada Quill", "Bo Lens"]\n'
        f'draft = false\n[params]\noutlet = "x"\n+++\n\n{BODY}\n'
    )
    assert read_one(text, "a.md") == Article.from_text(
        BODY, title="Ferry pier to close", published=date(2024, 3, 5), author="Ada Quill, Bo Lens"
    )
    for broken in ("title = broken", "a = " + "[" * 5000, "a = " + "1" * 5000, "date = 2024-02-30"):
        assert read_one(f"+++\n{broken}\n+++\n# Pier\n\n{BODY}", "b.md") == Article.from_text(BODY, title="Pier")


def test_blocks_of_html_are_read_as_the_paragraphs_that_they_show(read_one: ReadOne) -> None:
    text = f"""# Pier

{BODY}

<p>“We will pay for<br>the bridge,” <b>Ada</b> Lomax
&amp; Co said.</p>

<div class="note"><p><q>It is late</q>, Bob Hartley said.</p>A note.<!-- none --></div>

<table><tr><td>Cost</td><td>40</td></tr></table>

<script>alert("no")</script>

<details>
<summary>More</summary>

She *left* and said <q>no</q>.

</details>

> <p>Quoted block.</p>
"""
    assert read_one(text, "a.md").text.split("\n\n")[2:] == [
        "“We will pay for the bridge,” Ada Lomax & Co said.",
        "“It is late”, Bob Hartley said.",
        "A note.",
        "More",
        "She left and said “no”.",
        "Quoted block.",
    ]


def test_a_table_within_an_article_is_left_out_and_nothing_glued_together(read_one: ReadOne) -> None:
    text = f"# Pier\n\n{BODY}\n\nThe costs:\n| a | b |\n| - | - |\n| 1 | 2 |\n\nShe left."
    assert read_one(text, "a.md").text == f"{BODY}\n\nThe costs:\n\nShe left."


def test_an_opened_front_matter_that_never_closes_is_text(read_one: ReadOne) -> None:
    assert read_one("---\ntitle: Pier\n\nOne.", "a.md").text == "title: Pier\n\nOne."


def test_a_title_alone_is_rejected(read: Read) -> None:
    for text in ("# Pier\n", "---\ntitle: Pier\n---\n", "# Pier\n\n```\ncode\n```\n"):
        assert read(text, "a.md") == [
            Rejection(source="a.md", line=None, reason="no text below its title and header lines")
        ]
