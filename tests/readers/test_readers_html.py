from __future__ import annotations

import logging
import socket
from datetime import date
from typing import TYPE_CHECKING

import pytest

from onrecord import Article
from onrecord.indexer.readers import Notice, Rejection

if TYPE_CHECKING:
    from conftest import Read, ReadOne

LEAD = "The harbour board voted on Monday to close the old ferry pier, ending a dispute of nine years over its cost."
QUOTE = '"We have waited long enough," Orla Finch told reporters after the vote.'
PARAGRAPHS = f"<p>{LEAD}</p><p>{QUOTE}</p>"
TEXT = f"{LEAD}\n\n{QUOTE}"

PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Ferry pier to close | The Tidewater Courier</title>
<meta property="og:title" content="Ferry pier to close"><meta property="og:site_name" content="The Tidewater Courier">
<link rel="canonical" href="https://courier.example/2024/ferry-pier">
<meta name="author" content="Ada Quill">
<meta property="article:published_time" content="2024-03-05T23:30:00-05:00">
<meta property="article:modified_time" content="2024-04-01T08:00:00+01:00">
</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<header><div>Tuesday 9 April 2024</div></header>
<article><h1>Ferry pier to close</h1>
<figure><img src="a.jpg" alt="The pier"><figcaption>The pier at dusk. Photo: Bo Lens/Courier</figcaption></figure>
<p>{LEAD}</p>
<p>"We have waited long enough," <a href="/finch">Orla
   Finch</a> told <em>reporters</em> after the vote.</p>
<h2>Fishermen doubt the figures</h2>
<blockquote><p>"Nobody asked us," said Tom Reed, who leads the skippers.</p></blockquote>
<div class="image"><img src="b.jpg"><p class="image-caption">Boats in winter (Photo: Northwire)</p></div>
<ul><li>The wall of the harbour is to be higher.</li><li>The lock is to be wider.</li></ul>
<table><tr><td>Cost</td><td>40 million</td></tr></table>
<p>The work is to begin in autumn, the board said.</p>
</article>
<section class="comments"><p>Great news, I am so glad to hear it, and will say so at length.</p></section>
<footer>© 2019 The Tidewater Courier. Updated 2 February 2021.</footer></body></html>"""


def page(head: str = "", body: str = "") -> str:
    return f"<html><head><title>Pier</title>{head}</head><body><article>{PARAGRAPHS}</article>{body}</body></html>"


def test_a_page_gives_its_article_and_its_metadata(read_one: ReadOne) -> None:
    assert read_one(PAGE, "a.html") == Article.from_text(
        f"{LEAD}\n\n{QUOTE}\n\nFishermen doubt the figures\n\n"
        '"Nobody asked us," said Tom Reed, who leads the skippers.\n\n'
        "The wall of the harbour is to be higher.\n\nThe lock is to be wider.\n\n"
        "The work is to begin in autumn, the board said.",
        title="Ferry pier to close",
        url="https://courier.example/2024/ferry-pier",
        outlet="The Tidewater Courier",
        published=date(2024, 3, 5),
        author="Ada Quill",
        language="en-GB",
    )


def test_the_host_is_the_outlet_of_last_resort(read_one: ReadOne) -> None:
    html = page('<link rel="canonical" href="https://www.courier.example/pier">')
    assert read_one(html, "a.html").outlet == "courier.example"
    assert read_one(html, "a.html", outlet="The Courier").outlet == "The Courier"
    assert read_one(html.replace("<p>The", "<p>TIDEWATER (Northwire) - The"), "a.html").outlet == "Northwire"
    named = html.replace("<title>", '<meta property="og:site_name" content="Gazette"><title>')
    assert read_one(named, "a.html", outlet="The Courier").outlet == "Gazette"


def test_a_byline_above_the_text_is_the_author_and_not_text(read_one: ReadOne) -> None:
    html = page().replace("<article>", "<article><p>By Ada Quill and Bo Lens, Staff Writers</p>")
    found = read_one(html, "a.html")
    assert (found.author, found.text) == ("Ada Quill, Bo Lens", TEXT)
    assert (
        read_one(html.replace("<title>", '<meta name="author" content="Tom Reed"><title>'), "a.html").author
        == "Tom Reed"
    )


def test_an_article_whose_class_speaks_of_captions_is_no_caption(read_one: ReadOne) -> None:
    html = (
        page()
        .replace("<article>", '<article><div class="body has-captions">')
        .replace("</article>", f"{PARAGRAPHS}</div></article>")
    )
    assert read_one(html, "a.html").text == f"{TEXT}\n\n{TEXT}"


def test_a_page_that_breaks_the_parser_is_rejected(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> object:
        raise KeyError("no such element")

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    reason = "the page cannot be taken apart (KeyError: 'no such element')"
    assert read(PAGE, "a.html") == [Rejection(source="a.html", line=None, reason=reason)]


def test_several_authors_are_joined(read_one: ReadOne) -> None:
    head = '<meta name="author" content="Ada Quill"><meta name="author" content="Bo Lens">'
    assert read_one(page(head), "a.html").author == "Ada Quill, Bo Lens"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2024-03-05T10:00:00Z">',
        '<meta name="date" content="2024-03-05">',
        '<meta name="DC.date.issued" content="5 March 2024">',
        '<meta itemprop="datePublished" content="2024-03-05">',
        '<meta name="parsely-pub-date" content="2024-03-05T10:00:00Z"><meta name="date" content="2024-03-09">',
        '<meta name="pubdate" content="soon"><meta name="date" content="20240305">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-03-05"}</script>',
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "Organization"}, '
            '{"@type": "Comment", "datePublished": "2024-03-09"}, '
            '{"@type": ["Article"], "datePublished": "2024-03-05", "dateModified": "2024-03-08"}]}</script>'
        ),
        '<script type="application/ld+json">{broken</script><meta name="date" content="2024-03-05">',
        f'<script type="application/ld+json">{"[" * 500 + "]" * 500}</script><meta name="date" content="2024-03-05">',
    ],
)
def test_the_date_is_the_one_that_the_metadata_gives(read_one: ReadOne, head: str) -> None:
    assert read_one(page(head), "a.html").published == date(2024, 3, 5)


@pytest.mark.parametrize(
    "element",
    [
        '<time itemprop="datePublished" datetime="2024-03-05">yesterday</time><time datetime="2024-03-09">x</time>',
        '<time pubdate datetime="2024-03-05T10:00">x</time><time datetime="2024-03-09">x</time>',
        '<time class="entry-date published" datetime="2024-03-05">x</time><time datetime="2024-03-09">x</time>',
        '<article><time datetime="2024-03-05">x</time></article>',
    ],
)
def test_a_time_element_that_says_it_is_the_publication_s_gives_the_date(read_one: ReadOne, element: str) -> None:
    assert read_one(page(body=element), "a.html").published == date(2024, 3, 5)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", ""),
        ("", "<footer>© 2019. Updated 2 February 2021.</footer>"),
        ("", "<p>It was on 3 May 2021 that the board first met, as many in the town remember well.</p>"),
        ("", '<aside><time datetime="2021-02-02">2 February 2021</time></aside>'),
        ("", '<article><time datetime="2021-02-02">a</time><time datetime="2021-02-03">b</time></article>'),
        ('<meta property="article:modified_time" content="2024-04-01">', ""),
        ('<meta name="date" content="03/04/2024">', ""),
        ('<link rel="canonical" href="https://courier.example/2021/02/02/pier">', ""),
        ('<script type="application/ld+json">{"@type": "Review", "datePublished": "2021-02-02"}</script>', ""),
    ],
)
def test_no_date_is_guessed_from_anything_else(read_one: ReadOne, head: str, body: str) -> None:
    assert read_one(page(head, body), "a.html").published is None


def test_a_short_article_is_an_article(read_one: ReadOne) -> None:
    html = f"<html><head><title>Pier</title></head><body><p>{QUOTE}</p></body></html>"
    assert read_one(html, "a.html") == Article.from_text(QUOTE, title="Pier")


def test_a_fragment_is_a_page(read_one: ReadOne) -> None:
    assert read_one(f"<article><h1>Pier</h1>{PARAGRAPHS}</article>", "a.html") == Article.from_text(TEXT, title="Pier")


def test_two_line_breaks_part_paragraphs_and_one_does_not(read_one: ReadOne) -> None:
    html = f"<html><head><title>Pier</title></head><body><div>{LEAD}<br><br>{QUOTE}<br>He left.</div></body></html>"
    assert read_one(html, "a.html").text == f"{LEAD}\n\n{QUOTE}\nHe left."


def test_words_between_blocks_are_a_paragraph(read_one: ReadOne) -> None:
    html = page().replace(QUOTE, f"{QUOTE}</p>She left before the meeting was over.<p>He stayed.")
    assert read_one(html, "a.html").text == f"{TEXT}\n\nShe left before the meeting was over.\n\nHe stayed."


def test_xhtml_with_an_encoding_declaration_is_read(read_one: ReadOne) -> None:
    html = f'<?xml version="1.0" encoding="utf-8"?>\n{page()}'
    assert read_one(html, "a.xhtml") == Article.from_text(TEXT, title="Pier")


def test_the_encoding_that_a_page_declares_is_no_guess(read: Read) -> None:
    html = page('<meta charset="windows-1251">').replace("Orla Finch", "Орла Финч")
    [article] = read(html.encode("cp1251"), "a.html")
    assert isinstance(article, Article)
    assert "Орла Финч told" in article.text
    html = page('<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">').replace("Orla", "“Zoë”")
    [article] = read(html.encode("cp1252"), "b.html")
    assert isinstance(article, Article)
    assert "“Zoë” Finch told" in article.text


@pytest.mark.parametrize(
    "charset", ["", *(f'<meta charset="{name}">' for name in ("utf-8", "klingon", "hex", "idna", "undefined"))]
)
def test_a_page_that_declares_no_encoding_or_a_wrong_one_is_guessed(read: Read, charset: str) -> None:
    notice, article = read(page(charset).replace("Orla", "Zoë").encode("cp1252"), "a.html")
    assert notice == Notice(source="a.html", line=None, text="not UTF-8: read as Windows-1252 (guessed)")
    assert isinstance(article, Article)
    assert "Zoë Finch told" in article.text


def test_a_page_that_breaks_its_declared_encoding_is_read_and_said(read: Read) -> None:
    html = page('<meta charset="euc-jp">').encode().replace(b"Orla", b"\xa4\xa2\xff")
    notice, article = read(html, "a.html")
    assert notice == Notice(source="a.html", line=None, text="damaged EUC_JP: what is broken became U+FFFD")
    assert isinstance(article, Article)
    assert "あ\ufffd" in article.text


@pytest.mark.parametrize(
    "html",
    [
        "<html></html>",
        "just words",
        "  \n ",
        "<html><head><title>Pier</title></head><body><nav><a href='/'>Home</a></nav></body></html>",
        "<div>" * 5000 + "<p>deep</p>" + "</div>" * 5000,
    ],
)
def test_a_page_without_an_article_is_rejected_and_nothing_logged(
    read: Read, html: str, caplog: pytest.LogCaptureFixture
) -> None:
    reason = "no article text found: is this the article's own page?"
    with caplog.at_level(logging.DEBUG, logger="somebody.else"):
        assert read(html, "a.html") == [Rejection(source="a.html", line=None, reason=reason)]
    assert caplog.records == []


def test_characters_that_no_text_can_hold_do_not_come_through(read_one: ReadOne) -> None:
    html = page().replace("Monday", "Mon&#xD800;day &#0;\x01")
    text = read_one(html, "a.html").text
    assert text.encode().decode() == text
    assert "\0" not in text


def test_no_page_reaches_for_the_network(read_one: ReadOne, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> object:
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert read_one(PAGE, "a.html").title == "Ferry pier to close"
