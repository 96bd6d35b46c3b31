from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from onrecord import Article, Statement
from onrecord.indexer.readers import Notice, Rejection, read_statements
from onrecord.statement import statement_id_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROW = {
    "id": "s-17",
    "text": " We agree.  ",
    "speaker": "Orla Finch",
    "role": "Mayor",
    "date": "2024-03-05",
    "outlet": "Courier",
    "url": "https://courier.example/pier",
    "title": "Pier",
    "context": "The board met.",
    "context_after": "She left.",
    "section": "The vote",
    "kind": "direct",
    "confidence": 0.75,
}
ARTICLE = Article(
    article_id="s-17",
    text=" We agree.  ",
    title="Pier",
    url="https://courier.example/pier",
    outlet="Courier",
    published=date(2024, 3, 5),
)
STATEMENT = Statement(
    statement_id="s-17",
    article_id="s-17",
    text=" We agree.  ",
    kind="direct",
    start=0,
    end=12,
    quoted=((0, 12),),
    speaker="Orla Finch",
    speaker_mention="Orla Finch",
    role="Mayor",
    section="The vote",
    context_before="The board met.",
    context_after="She left.",
    said_on=date(2024, 3, 5),
    confidence=0.75,
)
Rows = list[object]


@pytest.fixture
def read_rows(tmp_path: Path) -> Callable[..., Rows]:
    """Return what rows of these values give; sources go by their bare name."""

    def _read(*rows: object, **options: object) -> Rows:
        path = tmp_path / "a.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
        found: Rows = []
        for item in read_statements([str(path)], **options):  # type: ignore[arg-type]
            if isinstance(item, Notice):
                found.append(Notice(source="a.jsonl", line=item.line, text=item.text))
            elif isinstance(item, Rejection):
                found.append(Rejection(source="a.jsonl", line=item.line, reason=item.reason))
            else:
                found.append((item[0], list(item[1])))
        return found

    return _read


def test_a_row_gives_an_article_and_its_one_statement(read_rows: Callable[..., Rows]) -> None:
    assert read_rows(ROW, {**ROW, "id": 18}) == [
        (ARTICLE, [STATEMENT]),
        (
            Article.from_json({**ARTICLE.to_json(), "article_id": "18"}),
            [Statement.from_json({**STATEMENT.to_json(), "article_id": "18", "statement_id": "18"})],
        ),
    ]


def test_a_text_alone_is_a_direct_statement_of_nobody(read_rows: Callable[..., Rows]) -> None:
    [(article, [statement])] = read_rows({"text": "We agree."})  # type: ignore[misc]
    assert article == Article(article_id=article.article_id, text="We agree.")
    assert statement == Statement(
        statement_id=statement_id_of(article.article_id, "We agree."),
        article_id=article.article_id,
        text="We agree.",
        kind="direct",
        start=0,
        end=9,
        quoted=((0, 9),),
    )


def test_a_speaker_alone_is_certain_and_without_one_nothing_is(read_rows: Callable[..., Rows]) -> None:
    found = read_rows({"text": "We agree.", "speaker": "Orla Finch"}, {"text": "We agree.", "speaker": " "})
    assert [(s.speaker, s.speaker_mention, s.confidence) for _, [s] in found] == [  # type: ignore[attr-defined]
        ("Orla Finch", "Orla Finch", 1.0),
        (None, None, 0.0),
    ]


@pytest.mark.parametrize("kind", ["mixed", "INDIRECT"])
def test_other_kinds_quote_nothing(read_rows: Callable[..., Rows], kind: str) -> None:
    [(_, [statement])] = read_rows({**ROW, "kind": kind})  # type: ignore[misc]
    assert (statement.kind, statement.quoted, statement.spoken) == (kind.lower(), (), " We agree.  ")


def test_rows_without_an_id_do_not_collide(read_rows: Callable[..., Rows]) -> None:
    rows = [
        {"text": "We agree.", "url": "https://courier.example/pier", "title": "Pier"},
        {"text": "We do not.", "url": "https://courier.example/pier", "title": "Pier"},
        {"text": "We agree.", "title": "Pier"},
        {"text": "We do not.", "title": "Pier"},
        {"text": "We agree.", "speaker": "Orla Finch"},
        {"text": "We agree.", "speaker": "Tom Reed"},
        {"text": "We agree.", "speaker": "Tom Reed", "date": "2024-03-05"},
    ]
    ids = [article.article_id for article, _ in read_rows(*rows)]  # type: ignore[attr-defined]
    assert len(set(ids)) == len(rows)
    assert [article.article_id for article, _ in read_rows(*rows)] == ids  # type: ignore[attr-defined]


SPELLINGS = {
    "text": "statement quote quotation claim utterance content body",
    "speaker": "said_by author name person source_person",
    "role": "post job position speaker_role",
    "date": "said_on published published_at publishedAt publish_date pubDate datetime created_at timestamp",
    "title": "headline article_title",
    "context": "context_before preceding",
    "section": "meeting case event topic",
    "id": "statement_id guid _id uuid doc_id",
    "url": "link uri href canonical_url",
    "outlet": "source publisher publication site newspaper domain",
}


@pytest.mark.parametrize(("field", "key"), [(f, key) for f, keys in SPELLINGS.items() for key in keys.split()])
def test_another_spelling_is_accepted_and_said_once(read_rows: Callable[..., Rows], field: str, key: str) -> None:
    row = {key if name == field else name: value for name, value in ROW.items()}
    assert read_rows(row, row) == [
        Notice(source="a.jsonl", line=None, text=f"field '{key}' read as '{field}'"),
        (ARTICLE, [STATEMENT]),
        (ARTICLE, [STATEMENT]),
    ]


def test_a_year_is_no_date(read_rows: Callable[..., Rows]) -> None:
    [(article, [statement])] = read_rows({"text": "We agree.", "year": 2024})  # type: ignore[misc]
    assert (article.published, statement.said_on) == (None, None)
    notice, _ = read_rows({"text": "We agree.", "date": 2024})
    assert notice == Notice(source="a.jsonl", line=1, text="date '2024' not understood, left out")


def test_defaults_are_for_rows_that_do_not_say(read_rows: Callable[..., Rows]) -> None:
    options = {"outlet": "Gazette", "published": date(2020, 1, 1)}
    [(article, [statement])] = read_rows({"text": "We agree."}, **options)  # type: ignore[misc]
    assert (article.outlet, article.published, statement.said_on) == ("Gazette", date(2020, 1, 1), date(2020, 1, 1))
    assert read_rows(ROW, **options) == [(ARTICLE, [STATEMENT])]


def test_a_kind_or_a_confidence_that_makes_no_sense_is_left_out_and_said(read_rows: Callable[..., Rows]) -> None:
    rows = [
        {**ROW, "kind": "tweet"},
        {**ROW, "confidence": 75},
        {**ROW, "confidence": "high"},
        {**ROW, "confidence": 10**400},
        {**ROW, "confidence": "0.75"},
    ]
    certain = Statement.from_json({**STATEMENT.to_json(), "confidence": 1.0})
    assert read_rows(*rows) == [
        Notice(source="a.jsonl", line=1, text="kind 'tweet' is none of direct, mixed, indirect: read as direct"),
        (ARTICLE, [STATEMENT]),
        Notice(source="a.jsonl", line=2, text="confidence '75' is no number from 0 to 1, left out"),
        (ARTICLE, [certain]),
        Notice(source="a.jsonl", line=3, text="confidence 'high' is no number from 0 to 1, left out"),
        (ARTICLE, [certain]),
        Notice(source="a.jsonl", line=4, text=f"confidence '{10**400}' is no number from 0 to 1, left out"),
        (ARTICLE, [certain]),
        (ARTICLE, [STATEMENT]),
    ]


def test_a_row_without_words_is_rejected(read_rows: Callable[..., Rows]) -> None:
    no_text = (
        "name the field that holds the words 'text' (or statement, quote, quotation, claim, utterance, content, body)"
    )
    assert read_rows({"text": " "}, {"speaker": "Orla Finch"}, ["We agree."], ROW) == [
        Rejection(source="a.jsonl", line=1, reason="empty text: nothing stands in 'text'"),
        Rejection(source="a.jsonl", line=2, reason=f"no text: it has speaker; {no_text}"),
        Rejection(source="a.jsonl", line=3, reason="a list, not an object with fields"),
        (ARTICLE, [STATEMENT]),
    ]


def test_statements_come_from_tables_too(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("statement_id,quote,said_by,confidence\ns-1,We agree.,Orla Finch,0.5\n")
    *notices, (article, [statement]) = read_statements([str(path)])  # type: ignore[misc]
    assert [notice.text for notice in notices if isinstance(notice, Notice)] == [
        "field 'quote' read as 'text'",
        "field 'said_by' read as 'speaker'",
        "field 'statement_id' read as 'id'",
    ]
    assert (article.article_id, statement.speaker, statement.confidence) == ("s-1", "Orla Finch", 0.5)


def test_an_id_that_stands_for_two_statements_is_told(read_rows: Callable[..., Rows]) -> None:
    rows = [{"id": "a", "text": text, "speaker": who} for text, who in (("We.", "Roe"), ("We.", "Roe"), ("We.", "Fox"))]
    again = "id 'a' again, with other words, which replace the earlier ones: give each row an id of its own"
    assert [item for item in read_rows(*rows) if isinstance(item, Notice)] == [
        Notice(source="a.jsonl", line=3, text=again)
    ]
