from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import Article
from onrecord.indexer.readers import Notice, Rejection, read_articles

if TYPE_CHECKING:
    from conftest import Read

HEADER = "id,title,text,date"


def reject(line: int | None, reason: str, name: str = "a.csv") -> Rejection:
    return Rejection(source=name, line=line, reason=reason)


def article(own_id: str, text: str) -> Article:
    return Article.from_text(text, own_id=own_id, title="Pier", published=date(2024, 3, 5))


def test_rows_below_the_header_are_articles(read: Read) -> None:
    table = f"{HEADER}\n1,Pier,One.,2024-03-05\n\n2,Pier,Two.,2024-03-05\n"
    assert read(table, "a.csv") == [article("1", "One."), article("2", "Two.")]
    assert read(table.replace(",", "\t"), "a.tsv") == [article("1", "One."), article("2", "Two.")]
    assert read(table.replace("\n", "\r\n"), "b.csv") == [article("1", "One."), article("2", "Two.")]
    assert read(table.replace("\n", "\r"), "c.csv") == [article("1", "One."), article("2", "Two.")]


def test_a_mark_before_the_header_is_no_part_of_it(read: Read) -> None:
    assert read("\ufefftext\nOne.\n", "a.csv") == [Article.from_text("One.")]


@pytest.mark.parametrize(("delimiter", "name"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_other_delimiters_of_csv_are_recognised_and_said(read: Read, delimiter: str, name: str) -> None:
    table = '"id";title;text;date\n1;Pier;"One, two; three.";2024-03-05\n'
    table = table.replace(";", delimiter)
    assert read(table, "a.csv") == [
        Notice(source="a.csv", line=None, text=f"fields read as separated by {name}"),
        article("1", f"One, two{delimiter} three."),
    ]


@pytest.mark.parametrize("line", ["sep=;\n", "SEP=;\r\n", '"sep=;"\n', "\ufeffsep=;\n"])
def test_a_line_of_excel_s_that_names_the_delimiter_is_no_header(read: Read, line: str) -> None:
    table = 'id;title;text;date\n1;Pier;"One, two, three, four, five.";2024-03-05\n2;Pier;Two\n'
    assert read(line + table, "a.csv") == [
        article("1", "One, two, three, four, five."),
        reject(4, "3 fields where the header has 4: quote fields that hold ';'"),
    ]


def test_other_spellings_are_said_once(read: Read) -> None:
    assert read("Headline , Body\nPier,One.\nPier,Two.\n", "a.csv") == [
        Notice(source="a.csv", line=None, text="field 'Body' read as 'text'"),
        Notice(source="a.csv", line=None, text="field 'Headline' read as 'title'"),
        Article.from_text("One.", title="Pier"),
        Article.from_text("Two.", title="Pier"),
    ]


def test_text_in_quotation_marks_is_stored_unchanged(read: Read) -> None:
    text = ' "One",\r\n\r\n\tsaid she; "two".\n '
    quoted = text.replace('"', '""')
    assert read(f'{HEADER}\n1,Pier,"{quoted}",2024-03-05\n2,Pier,Two.,2024-03-05\n', "a.csv") == [
        article("1", text),
        article("2", "Two."),
    ]


def test_a_table_without_a_text_column_is_rejected_as_a_whole(read: Read) -> None:
    assert read("id,title,words\n1,Pier,One.\n2,Pier,Two.\n", "a.csv") == [
        reject(
            None,
            "no text: it has id, title, words; name the field that holds the words 'text' "
            "(or body, content, article, article_body, main_text, full_text, story)",
        )
    ]


def test_a_row_that_does_not_fit_the_header_is_rejected_with_its_line(read: Read) -> None:
    rows = ('1,Pier,"One', 'and more.",2024-03-05', "2,Pier,Two", "3,Pier,Three, four.,2024-03-05", "4,Pier,,")
    table = "\n".join([HEADER, *rows, "5,Pier,Five.,2024-03-05"])
    assert read(table, "a.csv") == [
        article("1", "One\nand more."),
        reject(4, "3 fields where the header has 4: quote fields that hold ','"),
        reject(5, "5 fields where the header has 4: quote fields that hold ','"),
        reject(6, "empty text: nothing stands in 'text'"),
        article("5", "Five."),
    ]


def test_a_quotation_mark_that_never_closes_costs_its_own_line(read: Read) -> None:
    rows = ('2,Pier,"Two.,2024-03-05', "3,Pier,Three.,2024-03-05", "4,Pier,Four.,2024-03-05")
    table = "\n".join([HEADER, "1,Pier,One.,2024-03-05", *rows])
    assert read(table, "a.csv") == [
        article("1", "One."),
        reject(3, "quotation marks are not balanced (unexpected end of data): double those inside a quoted field"),
        article("3", "Three."),
        article("4", "Four."),
    ]


def test_a_quotation_mark_in_the_middle_of_a_quoted_field_costs_its_own_line(read: Read) -> None:
    table = f'{HEADER}\n1,Pier,"She said "no" twice.",2024-03-05\n2,Pier,Two.,2024-03-05\n'
    assert read(table, "a.csv") == [
        reject(2, "quotation marks are not balanced (',' expected after '\"'): double those inside a quoted field"),
        article("2", "Two."),
    ]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ('"We agree," said Orla Finch.', '"We agree," said Orla Finch.'),  # no tool's quoting: taken as it stands
        ('"We agree, said Orla Finch.', '"We agree, said Orla Finch.'),
        ('Orla Finch said "no".', 'Orla Finch said "no".'),
        ('"""We agree,"" said Orla Finch."', '"We agree," said Orla Finch.'),  # as spreadsheets write it
        ('"We\tagree\nat last."', "We\tagree\nat last."),
    ],
)
@pytest.mark.parametrize("last", [True, False])
def test_tsv_is_read_as_tools_write_it_that_quote_and_that_do_not(
    read: Read, field: str, text: str, last: bool
) -> None:
    header, row = (
        ("id\ttitle\tdate\ttext", f"1\tPier\t2024-03-05\t{field}")
        if last
        else ("id\ttext\ttitle\tdate", f"1\t{field}\tPier\t2024-03-05")
    )
    after = row.replace("1\t", "2\t", 1).replace(field, "Two.")
    assert read(f"{header}\n{row}\n{after}\n", "a.tsv") == [article("1", text), article("2", "Two.")]
    assert read(f"{header}\n{row}\n{row}\n{after}\n", "b.tsv") == [
        article("1", text),
        article("1", text),
        article("2", "Two."),
    ]


def test_a_line_that_is_too_long_ends_the_row_that_it_is_in(read: Read) -> None:
    long = "x" * (16 << 20)
    table = f'{HEADER}\n1,Pier,{long},2024-03-05\n2,Pier,"Two\n{long}\n3,Pier,Three.,2024-03-05\n'
    too_long = "line longer than 16 MiB: skipped; put one article in a line"
    assert read(table, "a.csv") == [
        reject(2, too_long),
        reject(3, "quotation marks are not balanced (unexpected end of data): double those inside a quoted field"),
        reject(4, too_long),
        article("3", "Three."),
    ]


# Control characters are left out: a table of little else is taken for binary.
CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\t\r\n")
FIELDS = st.text(CHARACTERS, min_size=1).filter(lambda text: text.strip())


@given(texts=st.lists(FIELDS, min_size=1, max_size=6), dialect=st.sampled_from(["excel", "excel-tab", "unix"]))
def test_any_text_comes_back_unchanged_from_a_table(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], dialect: str
) -> None:
    table = io.StringIO(newline="")
    writer = csv.writer(table, dialect)
    writer.writerow(["id", "text", "title"])
    writer.writerows([i, text, "Pier"] for i, text in enumerate(texts))
    path = tmp_path_factory.mktemp("rows") / ("a.tsv" if dialect == "excel-tab" else "a.csv")
    path.write_bytes(table.getvalue().encode())
    found = list(read_articles([str(path)]))
    assert [(item.article_id, item.text) for item in found if isinstance(item, Article)] == [
        (str(i), text) for i, text in enumerate(texts)
    ]
    assert len(found) == len(texts)
