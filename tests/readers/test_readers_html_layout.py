"""What a page says by its layout alone: line breaks, quotations without marks, hidden parts, tables, programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from onrecord import Article
from onrecord.indexer.readers import Rejection
from onrecord.indexer.readers.block_quotes import Paragraph, mark_block_quotations
from onrecord.indexer.readers.line_breaks import join_lines

if TYPE_CHECKING:
    from conftest import Read, ReadOne

LEAD = "The harbour board voted on Monday to close the old ferry pier, ending a dispute of nine years over its cost."


def page(body: str, head: str = "") -> str:
    return f"<html><head><title>Pier</title>{head}</head><body>{body}</body></html>"


def paragraphs_of(read_one: ReadOne, body: str) -> list[str]:
    first, *others = read_one(page(f"<article><p>{LEAD}</p>{body}</article>"), "a.html").text.split("\n\n")
    assert first == LEAD
    return others


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ("“We will pay for / the bridge,” Ada Lomax said.", "“We will pay for the bridge,” Ada Lomax said."),
        ('"We will. / We must," Ada Lomax said.', '"We will. We must," Ada Lomax said.'),
        ("“Roses are red. / Violets are blue,” Ada Lomax said.", "“Roses are red. Violets are blue,” Ada Lomax said."),
        ("The board voted on / Monday.", "The board voted on Monday."),
        (f"{LEAD[:62]} / {LEAD[63:]} / It rained.", f"{LEAD}\nIt rained."),
        ("12 Pier Road, / Tidewater", "12 Pier Road, Tidewater"),
        ("Fishermen doubt it / The board voted.", "Fishermen doubt it\nThe board voted."),
        ("Q: Why now? / A: We agreed.", "Q: Why now?\nA: We agreed."),
        (f"A: {LEAD[:-1]} / Q: Why?", f"A: {LEAD[:-1]}\nQ: Why?"),
        # Every paragraph of a longer quotation opens with a mark; they are paragraphs.
        ("“We will. / “We must,” she said.", "“We will.\n“We must,” she said."),
        ('"We will. / "We must," she said.', '"We will.\n"We must," she said.'),
        # A mark that is never closed holds nothing together.
        ("“We will. / She left. / He stayed.", "“We will.\nShe left.\nHe stayed."),
    ],
)
def test_a_line_break_is_kept_where_something_ends(lines: str, joined: str) -> None:
    assert join_lines(lines.split(" / ")) == joined


def test_many_lines_of_one_open_quotation_take_no_longer_than_few() -> None:
    lines = ["“We", *["pay"] * 200_000, "now,” she said."]
    assert join_lines(lines) == " ".join(lines)
    lines = ['"We pay.'] * 20_001
    assert join_lines(lines) == "\n".join(lines)


@pytest.mark.parametrize("end", ["html", "md"])
def test_a_quotation_survives_a_line_break(read_one: ReadOne, end: str) -> None:
    text = f"<p>{LEAD}</p><p>“We will pay for<br>the bridge,” Ada Lomax said.</p>"
    if end == "md":
        text = f"# Pier\n\n{LEAD}\n\n“We will pay for\\\nthe <br>bridge,” Ada Lomax said."
    assert read_one(text, f"a.{end}").text == f"{LEAD}\n\n“We will pay for the bridge,” Ada Lomax said."


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<q>It is late</q>, Bob Hartley said.", "“It is late”, Bob Hartley said."),
        ("<q> It is <b>very</b> late </q> , Bob Hartley said.", "“It is very late” , Bob Hartley said."),
        ("He said: <q>She cried <q>no</q> twice</q>.", "He said: “She cried ‘no’ twice”."),
        ("He said: <q>“It is late”</q> and left.", "He said: “It is late” and left."),
        ("He said nothing <q></q> and left early.", "He said nothing and left early."),
    ],
)
def test_a_quotation_element_has_quotation_marks(read_one: ReadOne, markup: str, words: str) -> None:
    assert paragraphs_of(read_one, f"<p>{markup}</p>") == [words]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p>He stayed <span></span> and <a name=x></a> left.</p>", "He stayed and left."),
        ("<p>He typed <code>yes</code> and <kbd>no</kbd> twice.</p>", "He typed yes and no twice."),
        (f"<p>{LEAD[:-1]}, at <time>five</time> today.</p>", f"{LEAD[:-1]}, at five today."),
        ("<section>“We pay for it,” Ada Lomax said.</section>", "“We pay for it,” Ada Lomax said."),
        ("<center>“We pay for it,” Ada Lomax said.</center>", "“We pay for it,” Ada Lomax said."),
    ],
)
def test_no_element_takes_words_away(read_one: ReadOne, body: str, words: str) -> None:
    assert paragraphs_of(read_one, body) == [words]


def test_a_block_quotation_behind_a_colon_has_quotation_marks(read_one: ReadOne) -> None:
    quoted = "<blockquote><p>We will pay for it.</p><p>We must.</p></blockquote><p>She left early.</p>"
    marked = ["Ada Lomax said:", "“We will pay for it.", "“We must.”", "She left early."]
    assert paragraphs_of(read_one, f"<p>Ada Lomax said:</p>{quoted}") == marked
    text = f"# Pier\n\n{LEAD}\n\nAda Lomax said:\n\n> We will\n> pay for it.\n>\n> We must.\n\nShe left early."
    assert read_one(text, "a.md").text.split("\n\n") == [LEAD, *marked]


@pytest.mark.parametrize(
    ("above", "inside", "marked"),
    [
        ("Ada Lomax said:", ["We pay."], ["“We pay.”"]),
        ("Ada Lomax said:", ["We “never” pay."], ["“We “never” pay.”"]),
        ("Ada Lomax wrote to the board on Monday.", ["We pay.", "We must."], ["“We pay.", "“We must.”"]),
        ("The mayor answered in a public statement.", ["We pay."], ["“We pay.”"]),
        ("The bridge is old.", ["We pay.", "— Ada Lomax"], ["“We pay.”", "— Ada Lomax"]),
        ("Ada Lomax said:", ["We pay.", "-- Ada Lomax"], ["“We pay.”", "-- Ada Lomax"]),
        # Left as they are: marked already, marks inside beside a speaker, nobody who says anything.
        ("Ada Lomax said:", ["“We pay.”"], None),
        ("Ada Lomax said:", ["'We pay.'"], None),
        ("Ada Lomax said she was late.", ["We pay, he told us: “Now.”"], None),
        ("The bridge is old.", ["We pay."], None),
        ("“We pay,” Ada Lomax said. The bridge is old.", ["It is a bridge."], None),
    ],
)
def test_which_block_quotations_get_quotation_marks(above: str, inside: list[str], marked: list[str] | None) -> None:
    quoted = [Paragraph(text, 0) for text in inside]
    found = mark_block_quotations([Paragraph(above), *quoted, Paragraph("She left.")])
    assert found == [above, *(marked or inside), "She left."]


def test_two_block_quotations_in_a_row_are_two() -> None:
    found = mark_block_quotations([Paragraph("She said:"), Paragraph("We pay.", 0), Paragraph("We go.", 1)])
    assert found == ["She said:", "“We pay.”", "We go."]


def test_what_is_hidden_is_no_text(read_one: ReadOne, read: Read) -> None:
    hidden = f"<p hidden>{LEAD}</p><div hidden><p>{LEAD}</p></div><p style='color: red; display : none'>{LEAD}</p>"
    assert paragraphs_of(read_one, f"{hidden}<p>She left early.</p>") == ["She left early."]
    html = page(f"<article hidden><p>{LEAD}</p></article><article><p>She left rather early.</p></article>")
    assert read_one(html, "a.html") == Article.from_text("She left rather early.", title="Pier")
    assert read(page(f"<article hidden><p>{LEAD}</p></article>"), "a.html") == [
        Rejection(source="a.html", line=None, reason="no article text found: is this the article's own page?")
    ]


def test_a_page_laid_out_by_a_table_is_read_and_a_table_in_an_article_is_not(read_one: ReadOne) -> None:
    html = page(f"<table><tr><td><p>{LEAD}</p><p>“We pay for it,” Ada Lomax said.</p></td></tr></table>")
    assert read_one(html, "a.html").text == f"{LEAD}\n\n“We pay for it,” Ada Lomax said."
    table = "<table><tr><td><p>The cost of the new lock</p></td><td><p>40 million crowns or so</p></td></tr></table>"
    assert paragraphs_of(read_one, f"{table}<p>She left early.</p>") == ["She left early."]


@pytest.mark.parametrize("body", ["<div id=root></div>", "<p>Please enable JavaScript to read this page.</p>"])
@pytest.mark.parametrize(
    "words",
    [f"{LEAD}\n\n“We pay & build,” Ada Lomax said.", f"<p>{LEAD}</p><p>“We pay &amp; build,” Ada Lomax said.</p>"],
)
def test_an_article_that_only_the_json_ld_holds_is_read(read_one: ReadOne, body: str, words: str) -> None:
    data = json.dumps({"@graph": [{"@type": "NewsArticle", "articleBody": words, "datePublished": "2024-03-05"}]})
    found = read_one(page(body, f'<script type="application/ld+json">{data}</script>'), "a.html")
    assert (found.title, found.text) == ("Pier", f"{LEAD}\n\n“We pay & build,” Ada Lomax said.")
    assert str(found.published) == "2024-03-05"


def test_the_json_ld_of_an_article_that_the_page_shows_changes_nothing(read_one: ReadOne) -> None:
    data = json.dumps({"@type": "NewsArticle", "articleBody": f"{LEAD} And more."})
    html = page(f"<article><p>{LEAD}</p></article>", f'<script type="application/ld+json">{data}</script>')
    assert read_one(html, "a.html").text == LEAD
