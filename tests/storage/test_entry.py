"""What an index refuses to take, and what it takes in another form."""

from __future__ import annotations

import sqlite3
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from onrecord.errors import InputError
from onrecord.indexer import build_statement_index
from onrecord.search import Searcher
from onrecord.statement import Article, Evidence, Link, Statement
from onrecord.storage import Entry, IndexReader, IndexWriter, Manifest, check_entry, verify
from onrecord.storage.entry import _TYPES
from onrecord.testing import HashingEncoder, make_entry, make_index

if TYPE_CHECKING:
    from pathlib import Path

ENCODER = HashingEncoder(16)
GOOD = make_entry("Yes, we pay.", statement_id="a1", speaker="Ada Lomax", said_on=date(2024, 2, 29))


def altered(*, article: dict[str, Any] | None = None, **statement: Any) -> Entry:
    return replace(
        GOOD,
        article=replace(GOOD.article, **(article or {})),
        statements=(replace(GOOD.statements[0], **statement),),
    )


def evidence(*link: Any) -> Evidence:
    return Evidence(attribution="", rule="", chain=(Link(*link),))


BAD = [
    (altered(kind="quote"), "of kind 'quote': it must be one of direct, mixed, indirect"),
    (altered(kind=None), "kind of statement a1 is None"),
    (altered(confidence=float("nan")), "a confidence of nan: it goes from 0 to 1"),
    (altered(confidence=1.01), "a confidence of 1.01"),
    (altered(confidence="1"), "confidence of statement a1 is '1'"),
    (altered(confidence=np.float32(0.5)), "confidence of statement a1"),
    (altered(said_on="2024-01-01"), "said_on of statement a1 is '2024-01-01': it must be date"),
    (altered(speaker=7), "speaker of statement a1 is 7"),
    (altered(speaker="half \ud83d"), r"'\\ud83d' in speaker is half a character"),
    (altered(article={"language": "\ud800"}), r"'\\ud800' in language is half a character"),
    (altered(article={"article_id": "\ud800"}), "article_id is half a character"),
    (altered(article={"published": "2024"}), "published of the article is '2024'"),
    (altered(article={"outlet": ["The Example"]}), "outlet of the article"),
    (altered(article={"title": None}), "title of the article is None"),
    (altered(article={"text": b"Yes, we pay."}), "text of the article"),
    # Python's slices forgive all of these.
    (altered(start=-12, end=-7, text="Yes, "), r"is not at \[-12, -7\)"),
    (altered(end=999), r"is not at \[0, 999\)"),
    (altered(start=3, end=2, text=""), r"is not at \[3, 2\)"),
    (altered(start=np.int64(0)), "start of statement a1"),
    (altered(text="Yes, we paid."), r"is not at \[0, 12\)"),
    (altered(quoted=((50, 60),)), r"quoted of statement a1 is \(\(50, 60\),\): each span must be two offsets"),
    (altered(quoted=((5, 2),)), "quoted of statement a1"),
    (altered(quoted=((0, 2, 4),)), "quoted of statement a1"),
    (altered(quoted=("ab",)), "quoted of statement a1"),
    (altered(quoted=None), "quoted of statement a1 is None"),
    (altered(evidence={"rule": "subject"}), "evidence of statement a1 is {'rule': 'subject'}"),
    (altered(evidence=evidence("pay", 7, 11)), r"evidence of statement a1 has 'pay' at \[7, 11\): not the article's"),
    (altered(evidence=evidence("", -3, -3)), r"evidence of statement a1 has '' at \[-3, -3\)"),
    (altered(article_id="other"), "belongs to article other"),
    (replace(GOOD, statements=iter(GOOD.statements)), "the statements are a tuple_iterator: give a list or a tuple"),
    (replace(GOOD, statements=["Yes, we pay."]), "among the statements is a str"),
    (replace(GOOD, statements=GOOD.statements * 2), "two statements have the id a1"),
]


@pytest.mark.parametrize(("entry", "message"), BAD, ids=[message for _, message in BAD])
def test_what_an_index_cannot_keep_is_refused(entry: Entry, message: str) -> None:
    check_entry(GOOD)
    check_entry(altered(evidence=evidence("pay", 8, 11)))
    with pytest.raises(InputError, match=message):
        check_entry(entry)


def test_every_field_of_both_values_has_a_type_to_check() -> None:
    assert {field.type for value in (Article, Statement) for field in fields(value)} <= set(_TYPES)


def test_a_bad_row_is_rejected_and_the_others_go_in(tmp_path: Path) -> None:
    after = make_entry("No, never.", statement_id="z")
    before = make_entry("Perhaps.", statement_id="b")
    for number, (bad, _) in enumerate(BAD):
        directory, outcomes = tmp_path / str(number), []
        rows = [(each.article, each.statements) for each in (before, bad, after)]
        report = build_statement_index(rows, directory, encoder=ENCODER, on_outcome=outcomes.append)
        assert (report.rejected, report.articles["new"], len(outcomes)) == (1, 2, 1)
        with IndexReader.open(directory) as reader:
            assert [each.statement_id for each, _ in reader.store.statements([0, 1])] == ["b", "z"]


def test_a_time_of_day_is_left_out(tmp_path: Path) -> None:
    moment = datetime(2024, 1, 2, 3, 4, tzinfo=UTC)
    directory = make_index(tmp_path / "ix", [make_entry("The flood.", said_on=moment)], encoder=ENCODER)
    with Searcher.open(directory, encoder=ENCODER) as searcher:
        (hit,) = searcher.search("flood", since="2024-01-02", until="2024-01-02").hits
        assert (repr(hit.statement.said_on), repr(hit.article.published)) == (repr(date(2024, 1, 2)),) * 2
    assert verify(directory) == []


def test_an_index_in_which_an_early_version_stored_a_time_of_day_is_read(tmp_path: Path) -> None:
    directory = make_index(tmp_path / "ix", [make_entry("The flood.", said_on=date(2024, 1, 2))], encoder=ENCODER)
    connection = sqlite3.connect(directory / "statements.db")
    connection.execute("UPDATE statements SET said_on = '2024-01-02T03:04:00'")
    connection.execute("UPDATE articles SET published = '2024-01-02T03:04:00'")
    connection.commit()
    connection.close()
    with IndexReader.open(directory) as reader:
        ((statement, article),) = reader.store.statements([0])
        assert (statement.said_on, article.published) == (date(2024, 1, 2), date(2024, 1, 2))


def test_an_empty_name_is_no_name(tmp_path: Path) -> None:
    unnamed = make_entry("The flood.", statement_id="a", outlet="", speaker="")
    directory = make_index(tmp_path / "ix", [unnamed], encoder=ENCODER)
    assert verify(directory) == []
    with Searcher.open(directory, encoder=ENCODER) as searcher:
        (hit,) = searcher.search("flood").hits
        assert (hit.statement.speaker, hit.article.outlet) == (None, None)
        assert searcher.speakers() == []
        assert (searcher.stats().without_speaker, searcher.stats().outlets) == (1, 0)


def shared(article_id: str, text: str, statement_id: str = "s1") -> Entry:
    article = Article.from_text(text, own_id=article_id)
    statement = Statement(
        statement_id=statement_id, article_id=article_id, text=text, kind="indirect", start=0, end=len(text)
    )
    return Entry(article, (statement,), text)


@pytest.mark.parametrize("committed", [True, False])
def test_an_id_that_a_statement_of_another_article_has_is_refused(tmp_path: Path, *, committed: bool) -> None:
    with IndexWriter.open(tmp_path / "ix", encoder=ENCODER) as writer:
        writer.add(shared("a1", "Yes we pay."))
        if committed:
            writer.commit()
        with pytest.raises(InputError, match=r"^a2: a statement of article a1 has the id s1 already"):
            writer.add(shared("a2", "No never."))
        # The same article may keep it, and what is removed or replaced gives it free.
        writer.add(shared("a1", "Yes we do pay."))
        writer.add(shared("a1", "Yes we pay.", "s9"))
        writer.add(shared("a2", "No never."))
        writer.remove(article_id="a2")
        writer.add(shared("a3", "Well."))
        writer.commit()
    with Searcher.open(tmp_path / "ix", encoder=ENCODER) as searcher:
        assert searcher.statement("s1").statement.text == "Well."
        assert searcher.statement("s9").statement.text == "Yes we pay."
    assert verify(tmp_path / "ix") == []


def test_a_row_with_the_id_of_another_articles_statement_is_rejected_and_counted_so(tmp_path: Path) -> None:
    entries = [shared("a1", "Yes we pay."), shared("a2", "No never."), shared("a3", "Well.", "s3")]
    outcomes: list[Any] = []
    rows = [(each.article, each.statements) for each in entries]
    report = build_statement_index(rows, tmp_path / "ix", encoder=ENCODER, on_outcome=outcomes.append)
    assert (report.rejected, dict(report.articles), report.statements["indirect"]) == (1, {"new": 2}, 2)
    assert [each.source for each in outcomes] == ["a2"]
    assert Manifest.read(tmp_path / "ix").live == 2


def test_verify_names_ids_that_statements_share(tmp_path: Path) -> None:
    two = [shared("a1", "Yes we pay."), shared("a2", "No never.", "s2")]
    directory = make_index(tmp_path / "ix", two, encoder=ENCODER)
    connection = sqlite3.connect(directory / "statements.db")
    connection.execute("UPDATE statements SET statement_id = 's1'")
    connection.commit()
    connection.close()
    assert "statement s1: more than one statement has this id" in verify(directory)


def test_two_entries_that_differ_in_anything_are_two_articles(tmp_path: Path) -> None:
    said = [
        make_entry("No comment.", speaker="Ada Lomax"),
        make_entry("No comment.", speaker="Jon Petrie"),
        make_entry("No comment.", speaker="Jon Petrie", said_on=date(2024, 1, 1)),
        make_entry("One.", title="Press briefing"),
        make_entry("Two.", title="Press briefing"),
    ]
    make_index(str(tmp_path / "ix"), [*said, *said], encoder=ENCODER)
    assert Manifest.read(tmp_path / "ix").live == 5
