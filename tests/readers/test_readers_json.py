from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import Article
from onrecord.indexer.readers import Notice, Rejection, read_articles
from onrecord.indexer.readers import json_rows as json_rows_module

if TYPE_CHECKING:
    import pathlib

    from conftest import Read, ReadOne

FULL = {
    "id": "pier-7",
    "title": "Ferry pier to close",
    "text": "One.\r\n\tTwo.  ",
    "url": "https://courier.example/pier",
    "outlet": "Courier",
    "date": "2024-03-05T10:00:00Z",
    "author": "Ada Quill",
    "language": "en",
}
ARTICLE = Article(
    article_id="pier-7",
    text="One.\r\n\tTwo.  ",
    title="Ferry pier to close",
    url="https://courier.example/pier",
    outlet="Courier",
    published=date(2024, 3, 5),
    author="Ada Quill",
    language="en",
)


def reject(name: str, line: int | None, reason: str) -> Rejection:
    return Rejection(source=name, line=line, reason=reason)


def renamed(name: str, key: str, field: str) -> Notice:
    return Notice(source=name, line=None, text=f"field '{key}' read as '{field}'")


def test_a_row_with_the_fields_own_names_gives_the_article_and_nothing_to_tell(read: Read) -> None:
    row = json.dumps(FULL)
    assert read(f"{row}\n\n{row}\n", "a.jsonl") == [ARTICLE, ARTICLE]
    assert read(row, "b.jsonl") == [ARTICLE]
    assert read(json.dumps(FULL, indent=2), "c.json") == [ARTICLE]
    assert read(json.dumps([FULL, FULL]), "d.json") == [ARTICLE, ARTICLE]


@pytest.mark.parametrize("key", ["articles", "items", "data", "rows"])
def test_an_object_may_hold_its_articles_in_a_list(read: Read, key: str) -> None:
    assert read(json.dumps({"status": "ok", key: [FULL]}), "a.json") == [ARTICLE]


@pytest.mark.parametrize(
    ("document", "where"),
    [
        ({"results": [FULL]}, "results"),
        ({"status": "ok", "response": {"numFound": 1, "docs": [FULL]}}, "response.docs"),
        ({"took": 1, "hits": {"total": 1, "hits": [{"_index": "a", "_id": "x", "_source": FULL}]}}, "hits.hits"),
        ({"content": [FULL], "page": 1}, "content"),
        ({"data": {"articles": [FULL]}}, "data.articles"),
    ],
)
def test_a_list_under_another_key_is_read_and_said(read: Read, document: object, where: str) -> None:
    notice = Notice(source="a.json", line=None, text=f"the list in '{where}' read as the rows")
    assert read(json.dumps(document), "a.json") == [notice, ARTICLE]


def test_a_hit_of_a_search_engine_has_its_own_id(read: Read) -> None:
    hit = {"_id": "x7", "_source": {"text": "One."}}
    assert read(json.dumps({"items": [hit]}), "a.json") == [
        renamed("a.json", "_id", "id"),
        Article.from_text("One.", own_id="x7"),
    ]


def test_what_an_item_s_date_leaves_open_is_told_of_the_item(read: Read) -> None:
    rows = json.dumps([{"text": "One."}, {"text": "Two.", "date": "?"}], indent=1)
    assert read(rows, "a.json")[1] == Notice(
        source="a.json", line=None, text="item 2: date '?' not understood, left out"
    )


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("<p>We know it.</p>", "<p>"),
        ("One.<br/>Two.", "<br/>"),
        ("<P>We know it.</P>", "</P>"),
        ('See <a href="x">there</a>.', '<a href="x">'),
        ("&quot;We know it,&quot; he said.", "&quot;"),
    ],
)
def test_html_in_a_text_is_kept_and_said_once(read: Read, text: str, mark: str) -> None:
    rows = "".join(json.dumps({"text": each}) + "\n" for each in ("One.", text, text))
    article = Article.from_text(text)
    said = f"the text looks like HTML ({mark}): give it as .html, or take its tags out first"
    notice = Notice(source="a.jsonl", line=2, text=said)
    assert read(rows, "a.jsonl") == [Article.from_text("One."), notice, article, article]


@pytest.mark.parametrize("key", ["html", "content_html", "bodyHtml"])
def test_a_web_page_in_a_row_without_a_text_is_read_and_said(read: Read, key: str) -> None:
    html = "<h1>Vote</h1><p>The board voted on Monday.</p><p>&ldquo;We agree,&rdquo; Orla Finch said.</p>"
    text = "The board voted on Monday.\n\n“We agree,” Orla Finch said."
    said = renamed("a.jsonl", key, "web page")
    row = json.dumps({"id": "a", "title": "Pier", key: html})
    assert read(row, "a.jsonl") == [said, Article.from_text(text, own_id="a", title="Pier")]
    assert read(json.dumps({"text": "", key: html}), "a.jsonl") == [said, Article.from_text(text, title="Vote")]
    assert read(json.dumps({"text": "One.", key: html}), "a.jsonl") == [Article.from_text("One.")]
    assert read(f'{key},id\n"{html}",a\n', "a.csv")[1] == Article.from_text(text, own_id="a", title="Vote")


def test_a_web_page_without_an_article_costs_its_row(read: Read) -> None:
    assert read('{"html": "<p></p>"}\n{"text": "One."}', "a.jsonl")[0] == reject(
        "a.jsonl", 1, "no article text found: is this the article's own page?"
    )


@pytest.mark.parametrize(
    "text", ["2 < 3 and p > 1", "AT&T <b@x.example> wrote", "<person> said", "R&D; more", "Intertel Inc <I> rose"]
)
def test_a_text_with_angle_brackets_is_no_html(read: Read, text: str) -> None:
    assert read(json.dumps({"text": text}), "a.jsonl") == [Article.from_text(text)]


def test_an_id_that_stands_for_two_texts_is_told_and_the_rest_counted(read: Read) -> None:
    rows = [("a", "One."), ("b", "Two."), ("a", "One."), ("a", "Three."), ("b", "Four."), ("a", "One."), ("c", "One.")]
    found = read("".join(json.dumps({"id": i, "text": text}) + "\n" for i, text in rows), "a.jsonl")
    again = "id 'a' again, with other words, which replace the earlier ones: give each row an id of its own"
    assert [item for item in found if not isinstance(item, Article)] == [
        Notice(source="a.jsonl", line=4, text=again),
        Notice(source="a.jsonl", line=None, text="2 more rows whose id stood for other words before"),
    ]
    assert [(item.article_id, item.text) for item in found if isinstance(item, Article)] == rows


def test_an_object_with_a_text_is_an_article_whatever_lists_it_holds(read: Read) -> None:
    assert read(json.dumps({**FULL, "items": [1]}), "a.json") == [ARTICLE]


SPELLINGS = {
    "text": "body content article articleBody maintext full_text story",
    "title": "headline head name",
    "url": "link uri href canonical_url",
    "outlet": "source publisher publication site sitename site_name newspaper source_name domain",
    "date": "published published_at publishedAt publish_date date_publish pubDate datetime created_at timestamp "
    "date_published",
    "author": "authors byline creator by",
    "id": "article_id guid _id uuid doc_id",
    "language": "lang",
}


@pytest.mark.parametrize(("field", "key"), [(f, key) for f, keys in SPELLINGS.items() for key in keys.split()])
def test_another_spelling_is_accepted_in_any_case_and_said_once(read: Read, field: str, key: str) -> None:
    for spelled in (key, key.upper(), key.replace("_", "-").title()):
        row = json.dumps({spelled if name == field else name: value for name, value in FULL.items()})
        assert read(f"{row}\n{row}\n", "a.jsonl") == [renamed("a.jsonl", spelled, field), ARTICLE, ARTICLE]


def test_the_field_s_own_name_in_capitals_is_nothing_to_tell(read: Read) -> None:
    assert read(json.dumps({name.upper(): value for name, value in FULL.items()}), "a.jsonl") == [ARTICLE]


def test_the_own_name_wins_and_then_the_spellings_in_their_order(read: Read) -> None:
    assert read('{"content": "c", "body": "b", "text": "t"}', "a.jsonl") == [Article.from_text("t")]
    assert read('{"content": "c", "body": "b"}', "a.jsonl") == [
        renamed("a.jsonl", "body", "text"),
        Article.from_text("b"),
    ]


def test_an_empty_value_gives_way_to_the_next_spelling(read: Read) -> None:
    for empty in ('""', '" "', "null"):
        assert read(f'{{"text": {empty}, "content": "c"}}', "a.jsonl") == [
            renamed("a.jsonl", "content", "text"),
            Article.from_text("c"),
        ]


def test_values_that_are_no_strings_are_written_out(read: Read) -> None:
    row = {
        "_id": {"$oid": "65f0"},
        "text": "One.",
        "title": 1984,
        "source": {"id": None, "name": "The\n Courier"},
        "authors": [{"name": "Ada Quill"}, "Bo Lens", None, ""],
        "url": None,
        "date": {"$date": "2024-03-05T10:00:00Z"},
        "language": True,
        "topics": ["a"],
    }
    *notices, article = read(json.dumps(row), "a.jsonl")
    assert notices == [
        renamed("a.jsonl", "_id", "id"),
        renamed("a.jsonl", "source", "outlet"),
        renamed("a.jsonl", "authors", "author"),
    ]
    assert article == Article(
        article_id="65f0",
        text="One.",
        title="1984",
        outlet="The Courier",
        author="Ada Quill, Bo Lens",
        published=date(2024, 3, 5),
    )


def test_a_value_nested_too_deeply_to_mean_anything_is_passed_over(read_one: ReadOne) -> None:
    author = "[" * 500 + '"Ada Quill"' + "]" * 500
    for text in ("One.", r"\ud83d\ude00"):
        assert read_one(f'{{"text": "{text}", "author": {author}}}', "a.jsonl").author is None


def test_numbers_are_ids_and_unix_dates(read_one: ReadOne) -> None:
    article = read_one('{"id": 17, "text": "One.", "date": 1709632800000}', "a.jsonl")
    assert (article.article_id, article.published) == ("17", date(2024, 3, 5))


def test_defaults_are_for_rows_that_do_not_say(read: Read) -> None:
    rows = (
        '{"text": "One."}\n{"text": "Two.", "outlet": "Gazette", "date": "2024-03-05"}\n{"text": "Three.", "date": "?"}'
    )
    options = {"outlet": "Courier", "published": date(2020, 1, 1)}
    assert read(rows, "a.jsonl", **options) == [
        Article.from_text("One.", outlet="Courier", published=date(2020, 1, 1)),
        Article.from_text("Two.", outlet="Gazette", published=date(2024, 3, 5)),
        Notice(source="a.jsonl", line=3, text="date '?' not understood, left out"),
        Article.from_text("Three.", outlet="Courier", published=date(2020, 1, 1)),
    ]


def test_a_dateline_stands_in_for_a_missing_outlet(read_one: ReadOne) -> None:
    text = "TIDEWATER, March 5, 2024 (Northwire) - One."
    found = read_one(json.dumps({"text": text}), "a.jsonl")
    assert found == Article.from_text(text, outlet="Northwire", published=date(2024, 3, 5))


def test_five_dates_are_told_one_by_one_and_the_rest_at_the_end(read: Read) -> None:
    rows = "".join(f'{{"id": "{i}", "text": "One.", "date": "0{i}/02/2024"}}\n' for i in range(3, 10))
    found = read(rows, "a.jsonl")
    ambiguous = "date '0{}/02/2024' is ambiguous (day or month first?), left out; write it as YYYY-MM-DD"
    assert [item for item in found if not isinstance(item, Article)] == [
        *(Notice(source="a.jsonl", line=i - 2, text=ambiguous.format(i)) for i in range(3, 8)),
        Notice(source="a.jsonl", line=None, text="2 more dates not understood and left out"),
    ]
    assert [item.published for item in found if isinstance(item, Article)] == [None] * 7


def test_broken_json_in_line_7_costs_line_7(read: Read) -> None:
    rows = [json.dumps({"id": str(i), "text": f"Row {i}."}) for i in range(1, 10)]
    rows[6] = '{"id": "7", "text": "Row 7.'
    found = read("\n".join(rows), "a.jsonl")
    assert found[6] == reject("a.jsonl", 7, "not JSON: Unterminated string starting at (column 21)")
    assert found[:6] + found[7:] == [Article.from_text(f"Row {i}.", own_id=str(i)) for i in (1, 2, 3, 4, 5, 6, 8, 9)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("words", "not JSON: Expecting value (column 1)"),
        ('{"text": "One."} {"text": "Two."}', "not JSON: Extra data (column 18)"),
        ('{"text": "a\tb"}', "not JSON: Invalid control character at (column 12)"),
        ("{", "not JSON: it goes on in the next line; name the file .json or pass --format json"),
        ("[" * 100_000, "not JSON that can be read: nested too deeply"),
        ('["One."]', "a list, not an object with fields"),
        ('"One."', "a string, not an object with fields"),
        ("17", "a number, not an object with fields"),
        ("true", "true or false, not an object with fields"),
        ("null", "null, not an object with fields"),
        (
            '{"id": "a", "words": "One."}',
            (
                "no text: it has id, words; name the field that holds the words 'text' "
                "(or body, content, article, article_body, main_text, full_text, story)"
            ),
        ),
        (
            "{}",
            (
                "no text: it has nothing; name the field that holds the words 'text' "
                "(or body, content, article, article_body, main_text, full_text, story)"
            ),
        ),
        ('{"text": ""}', "empty text: nothing stands in 'text'"),
        ('{"text": " \\n", "body": null}', "empty text: nothing stands in 'text' or 'body'"),
        ('{"text": ["One."]}', "the text is a list: give it as one string"),
        ('{"text": 17}', "the text is a number: give it as one string"),
        ('{"text": {"a": 1}}', "the text is an object: give it as one string"),
    ],
)
def test_a_row_that_cannot_be_read_is_rejected_and_the_next_one_read(read: Read, row: str, reason: str) -> None:
    assert read(f'{row}\n{{"text": "One."}}\n', "a.jsonl") == [reject("a.jsonl", 1, reason), Article.from_text("One.")]


def test_a_number_of_too_many_digits_costs_its_row(read: Read) -> None:
    rejection, article = read('{"text": "One.", "n": ' + "1" * 5000 + '}\n{"text": "One."}', "a.jsonl")
    assert isinstance(rejection, Rejection)
    assert rejection.reason.startswith("not JSON that can be read: Exceeds the limit (4300 digits)")
    assert article == Article.from_text("One.")


@pytest.mark.parametrize(
    "row", ['{"text": "a \\ud800 b"}', '{"text": "One.", "title": "\\uDFFF"}', '{"\\uD83d": 1, "text": "a"}']
)
def test_half_a_surrogate_pair_is_rejected(read: Read, row: str) -> None:
    reason = r"half a surrogate pair (\ud800 to \udfff), which is no character: write the character itself"
    whole = r'{"text": "\ud83d\ude00"}'
    assert read(f"{row}\n{whole}\n", "a.jsonl") == [reject("a.jsonl", 1, reason), Article.from_text("😀")]
    assert read(f"[{whole}, {row}]", "a.json") == [Article.from_text("😀"), reject("a.json", None, f"item 2: {reason}")]


def test_control_characters_of_json_text_are_kept(read_one: ReadOne) -> None:
    assert read_one(r'{"text": "a\u0000b\u0007c\u2028d\u0085e"}', "a.jsonl").text == "a\0b\x07c\u2028d\x85e"


@pytest.mark.parametrize(
    ("document", "line", "reason"),
    [
        ('{"text":\n "One."\n', 3, "not JSON: Expecting ',' delimiter (column 1)"),
        (
            '{"text": "One."}\n{"text": "Two."}\n',
            2,
            "not one JSON document: if every line is an object, name it .jsonl or pass --format jsonl",
        ),
        ("[" * 100_000, None, "not JSON that can be read: nested too deeply"),
        ('"One."', 1, "a string, not an object with fields"),
    ],
)
def test_a_json_document_that_cannot_be_read_is_rejected(
    read: Read, document: str, line: int | None, reason: str
) -> None:
    assert read(document, "a.json") == [reject("a.json", line, reason)]


def test_elements_of_an_array_are_counted_from_one(read: Read) -> None:
    assert read('[{"text": "One."}, "Two.", {"text": ""}, {"text": "Four."}]', "a.json") == [
        Article.from_text("One."),
        reject("a.json", None, "item 2: a string, not an object with fields"),
        reject("a.json", None, "item 3: empty text: nothing stands in 'text'"),
        Article.from_text("Four."),
    ]


def test_a_json_document_beyond_its_limit_is_rejected(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_rows_module, "MAX_JSON_BYTES", 1 << 20)
    document = json.dumps([{"text": "One."}] * 100_000)
    assert read(document, "a.json") == [
        reject("a.json", None, "more than 1 MiB in one JSON document: convert it to JSON Lines, a row a line")
    ]


ROWS = st.lists(st.text(min_size=1).filter(lambda text: text.strip()), min_size=1, max_size=8)


@given(texts=ROWS, ascii_only=st.booleans())
def test_any_text_comes_back_unchanged_from_json(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], ascii_only: bool
) -> None:
    path: pathlib.Path = tmp_path_factory.mktemp("rows") / "a.jsonl"
    rows = [{"id": str(i), "text": text} for i, text in enumerate(texts)]
    path.write_bytes("".join(json.dumps(row, ensure_ascii=ascii_only) + "\n" for row in rows).encode())
    expected = [Article.from_text(text, own_id=str(i)) for i, text in enumerate(texts)]
    for name in (path, path.with_suffix(".json")):
        if name.suffix == ".json":
            name.write_bytes(json.dumps(rows, ensure_ascii=ascii_only).encode())
        found = list(read_articles([str(name)]))
        # A dateline in random text is no concern here; an outlet is.
        assert [(a.article_id, a.text) for a in found if isinstance(a, Article)] == [
            (a.article_id, a.text) for a in expected
        ]
        assert len(found) == len(expected)


@given(st.binary(max_size=300))
def test_no_bytes_make_the_reading_fail(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("bytes")
    for ending in ("txt", "md", "jsonl", "json", "csv", "tsv", "jsonl.gz"):
        path = folder / f"a.{ending}"
        path.write_bytes(data)
        found = list(read_articles([str(path)]))
        assert found
        for item in found:
            if isinstance(item, Article):
                assert item.text.strip()
                assert item.text.encode()
            else:
                assert item.source == str(path)
