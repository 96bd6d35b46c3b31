"""The two values: ids that stay, and JSON there and back."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from onrecord import Article, Statement
from onrecord.statement import Evidence, Link, RunnerUp, article_id_of, digest, in_context, statement_id_of

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
MAYBE = st.none() | TEXTS


@st.composite
def articles(draw: st.DrawFn) -> Article:
    return Article(
        article_id=draw(TEXTS), text=draw(TEXTS), title=draw(TEXTS), url=draw(MAYBE), outlet=draw(MAYBE),
        published=draw(st.none() | st.dates()), author=draw(MAYBE), language=draw(MAYBE),
    )  # fmt: skip


EVIDENCE = st.builds(
    Evidence, attribution=TEXTS, rule=TEXTS, speaker_kind=MAYBE, rivals=st.integers(0, 9),
    chain=st.lists(st.builds(Link, TEXTS, st.integers(0, 9), st.integers(0, 9)), max_size=3).map(tuple),
    distance=st.none() | st.integers(0, 9), agrees=st.none() | st.booleans(),
    runner_up=st.none() | st.builds(RunnerUp, TEXTS, st.floats(0, 1)),
)  # fmt: skip


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    text = draw(TEXTS)
    start = draw(st.integers(0, 50))
    bounds = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    quoted = tuple((start + a, start + b) for a, b in zip(bounds[::2], bounds[1::2], strict=False))
    return Statement(
        statement_id=draw(TEXTS), article_id=draw(TEXTS), text=text, start=start, end=start + len(text), quoted=quoted,
        kind=draw(st.sampled_from(["direct", "mixed", "indirect"])), speaker=draw(MAYBE), speaker_mention=draw(MAYBE),
        role=draw(MAYBE), cue=draw(MAYBE), section=draw(MAYBE), context_before=draw(MAYBE), context_after=draw(MAYBE),
        said_on=draw(st.none() | st.dates()), confidence=draw(st.floats(0, 1)), evidence=draw(st.none() | EVIDENCE),
    )  # fmt: skip


@given(articles())
def test_an_article_survives_json(article: Article) -> None:
    assert Article.from_json(json.loads(json.dumps(article.to_json()))) == article


@given(statements())
def test_a_statement_survives_json(statement: Statement) -> None:
    assert Statement.from_json(json.loads(json.dumps(statement.to_json()))) == statement


def test_spoken_joins_the_quoted_spans_of_a_direct_statement() -> None:
    article = '"The deal," Smith said, "is dead." "We start again."'
    text = article[1:51]
    quoted = ((1, 10), (25, 33), (36, 51))
    direct = Statement(statement_id="1", article_id="a", text=text, kind="direct", start=1, end=51, quoted=quoted)
    assert direct.spoken == "The deal, is dead. We start again."
    mixed = Statement(statement_id="1", article_id="a", text=text, kind="mixed", start=1, end=51, quoted=quoted)
    assert mixed.spoken == text


def test_an_article_id_comes_from_the_best_that_there_is() -> None:
    day = date(2024, 1, 2)
    assert article_id_of("text", own_id="mine", url="u", title="t") == "mine"
    by_url = article_id_of("text", url="https://example.org/1", title="t")
    assert by_url == article_id_of("other text", url="https://example.org/1", title="other")
    by_title = article_id_of("text", outlet="O", title="t", published=day)
    assert by_title == article_id_of("other text", outlet="O", title="t", published=day)
    assert by_title != article_id_of("text", outlet="P", title="t", published=day)
    assert article_id_of("text") == article_id_of("text") != article_id_of("other text")
    # Two of one title that say neither where nor when are told apart by how they begin.
    briefing = article_id_of("Good morning.", title="Press briefing")
    assert briefing != article_id_of("Good evening.", title="Press briefing")
    beginning = "Good morning. " * 20
    assert article_id_of(beginning + "a", title="t") == article_id_of(beginning + "b", title="t")


def test_ids_are_the_same_on_every_machine() -> None:
    lengths_and_parts = b"\x01\0\0\0\0\0\0\0a" + b"\x02\0\0\0\0\0\0\0\xc3\xa9"
    assert digest("a", "é") == hashlib.blake2b(lengths_and_parts, digest_size=8).hexdigest()
    assert digest("ab", "") != digest("a", "b")
    assert statement_id_of("article", "It  is\nso.") == statement_id_of("article", "It is so.")
    assert statement_id_of("article", "It is so.", 1) != statement_id_of("article", "It is so.")


def test_a_statement_in_its_context_stands_behind_its_heading_and_the_sentence_before() -> None:
    article = Article.from_text("x", title="Headline")
    statement = Statement(
        statement_id="1",
        article_id="a",
        text="x",
        kind="direct",
        start=0,
        end=1,
        section="Heading",
        context_before="Before.",
    )
    assert in_context(article, statement) == "Heading\nBefore.\nx"
    assert in_context(article, replace(statement, section=None)) == "Headline\nBefore.\nx"
    long = replace(statement, context_before="a" * 10 + "b" * 300)
    assert in_context(article, long) == "Heading\n" + "b" * 300 + "\nx"
    bare = Statement(statement_id="1", article_id="a", text="x", kind="direct", start=0, end=1)
    assert in_context(Article.from_text("x"), bare) == ""
