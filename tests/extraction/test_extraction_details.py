from __future__ import annotations

import itertools
import multiprocessing
from datetime import date
from typing import TYPE_CHECKING

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from onrecord.errors import ExtractionError, MissingDependencyError
from onrecord.indexer import build_index
from onrecord.indexer.extraction import Extractor, extract_statements
from onrecord.indexer.extraction.confidence import confidence_of
from onrecord.indexer.extraction.grammar import hang
from onrecord.indexer.workers import ExtractorPool
from onrecord.statement import Article, Evidence, Link, statement_id_of
from onrecord.testing import HashingEncoder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from onrecord.statement import Statement

    Extract = Callable[[str], list[Statement]]

ARTICLE = Article.from_text(
    "VALLETTA (Meridian News) - Ines Varga, the water minister, met the mayor on Monday.\n"
    '"The dam will hold," she said on Tuesday. "We have checked it."\n'
    "Moscow and Washington at odds\n"
    'The mayor, Otto Lind, called it "a miracle".\n'
    "It rained.",
    published=date(2024, 5, 16),  # a Thursday
)


def test_a_statement_has_everything_that_is_known_about_it(extractor: Extractor) -> None:
    first, second = extractor.extract(ARTICLE)
    text = ARTICLE.text
    start = text.index("The dam will hold")
    assert first.text == 'The dam will hold," she said on Tuesday. "We have checked it.'
    assert first.spoken == "The dam will hold, We have checked it."
    assert (first.start, first.end) == (start, start + len(first.text))
    assert [text[a:b] for a, b in first.quoted] == ["The dam will hold,", "We have checked it."]
    assert (first.kind, first.speaker, first.speaker_mention) == ("direct", "Ines Varga", "she")
    assert (first.role, first.cue, first.section) == ("water minister", "said", None)
    assert first.context_before == "Ines Varga, the water minister, met the mayor on Monday."
    assert first.context_after is None  # a heading follows
    assert first.said_on == date(2024, 5, 14)
    assert first.evidence == Evidence(
        attribution="subject of the cue",
        rule="pronoun: the nearest who fits",
        speaker_kind="person",
        chain=(Link("she", text.index("she"), text.index("she") + 3), Link("Ines Varga", 27, 37)),
        distance=1,
        agrees=True,
    )
    assert first.confidence == confidence_of(first.evidence)
    assert first.statement_id == statement_id_of(ARTICLE.article_id, first.spoken)

    assert (second.kind, second.text) == ("mixed", 'it "a miracle"')
    assert (second.speaker, second.role, second.section) == ("Otto Lind", "mayor", "Moscow and Washington at odds")
    assert (second.context_before, second.context_after) == (None, "It rained.")
    assert second.said_on == date(2024, 5, 16)


@pytest.mark.parametrize(
    ("frame", "day"),
    [
        ("Varga said", date(2024, 5, 16)),
        ("Varga said on Thursday", date(2024, 5, 16)),
        ("Varga said on Friday", date(2024, 5, 10)),
        ("Varga said yesterday", date(2024, 5, 15)),
        ("Varga said in a statement on Monday", date(2024, 5, 13)),
        ("On Wednesday, Varga said", date(2024, 5, 15)),
        ("Varga said after Monday's meeting", date(2024, 5, 16)),
    ],
)
def test_the_day_is_the_one_that_the_frame_names(extractor: Extractor, frame: str, day: date) -> None:
    article = Article.from_text(f"{frame} that the dam broke on Tuesday.", published=date(2024, 5, 16))
    (statement,) = extractor.extract(article)
    assert statement.said_on == day


def test_an_article_without_a_date_gives_statements_without_one(extract: Extract) -> None:
    assert extract("Varga said on Monday that the dam broke.")[0].said_on is None


def test_contexts_keep_a_quotation_whole_and_leave_furniture_out(extract: Extract) -> None:
    text = (
        "© Newsfoto / Ilse Marder\n"
        '"It rained. It rained all night," the mayor said.\n'
        "Varga said the dam was full.\n"
        "Read more: the dam\n"
        "Mr. Lind left at noon. He was tired."
    )
    middle = extract(text)[1]
    assert middle.context_before == '"It rained. It rained all night," the mayor said.'
    assert middle.context_after == "Mr. Lind left at noon."


def test_equal_words_have_ids_of_their_own(extract: Extract) -> None:
    first, second = extract('"No comment at all," said Roth.\n"No comment at all," said Lind.')
    article_id = first.article_id
    words = "No comment at all,"
    assert [first.statement_id, second.statement_id] == [statement_id_of(article_id, words, i) for i in (0, 1)]


def test_surer_rules_give_more_confidence(extract: Extract) -> None:
    named, surname, pronoun, carried, unknown = extract(
        'Ines Varga said the dam was safe. "It is safe and it will stay so," Varga said.\n'
        "She said that the village knew it.\n"
        '"It is as safe as a house."\n'
        '"It is a cold and lonely house," he said.'
    )
    # A surname of one person and the only woman's "she" are right equally often.
    near = sorted((surname.confidence, pronoun.confidence))
    assert named.confidence > near[1] >= near[0] > carried.confidence > unknown.confidence == 0.0
    assert (unknown.speaker, unknown.speaker_mention) == (None, "he")


def test_many_articles_come_out_in_order_and_as_a_stream(extractor: Extractor) -> None:
    taken = 0

    def articles() -> Iterator[Article]:
        nonlocal taken
        for i in itertools.count():
            taken += 1
            yield Article.from_text(f"Varga said that dam {i} would hold.", own_id=str(i))

    found = list(itertools.islice(extractor.extract_all(articles()), 70))
    assert [statements[0].text for statements in found] == [f"dam {i} would hold" for i in range(70)]
    assert taken < 200


def test_one_article_gives_what_it_gives_among_others(extractor: Extractor) -> None:
    other = Article.from_text("It rained.")
    assert list(extractor.extract_all([other, ARTICLE, other])) == [[], extractor.extract(ARTICLE), []]
    assert extract_statements(ARTICLE) == extractor.extract(ARTICLE)


def test_no_article_gives_nothing(extractor: Extractor) -> None:
    assert list(extractor.extract_all([])) == []


def test_a_missing_parser_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "spacy", None)
    with pytest.raises(MissingDependencyError, match=r"onrecord\[indexer\]"):
        Extractor.open()
    with pytest.raises(MissingDependencyError, match=r"onrecord\[indexer\]"):
        ExtractorPool(2)


def test_a_worker_that_is_killed_ends_the_run_with_a_line_that_says_so() -> None:
    with ExtractorPool(1) as pool:
        assert next(pool.extract_all([ARTICLE]))
        (worker,) = multiprocessing.active_children()
        worker.kill()
        worker.join()
        with pytest.raises(ExtractionError, match="--workers 1"):
            list(pool.extract_all([ARTICLE]))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Secretary of State George Lind told farmers that subsidies must go.", "Secretary of State"),
        ("Ministers Ana Roth and Otto Lind met. Roth said it was late.", "Minister"),
        ("Medium-sized private Lakebank Corp announced a strong recovery in profit.", None),
    ],
)
def test_a_role_is_an_office_in_the_singular(extract: Extract, text: str, role: str | None) -> None:
    [statement] = extract(text)
    assert statement.role == role


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            'The minister of transport, Irena Holub, said it was late.\nBob Hartley, of the union, said: "It is dear."',
            ["minister of transport", None],
        ),
        (
            'Rivers rose, said the head of the flood office, Tilda Brandt. "It is bad," she added.',
            ["head of the flood office"] * 2,
        ),
    ],
)
def test_an_office_is_its_holders_and_nobody_elses(extract: Extract, text: str, roles: list[str | None]) -> None:
    assert [statement.role for statement in extract(text)] == roles


def test_what_is_no_article_is_refused_and_does_not_end_the_run_silently(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="not NoneType"):
        build_index([ARTICLE, None, ARTICLE], tmp_path / "index", encoder=HashingEncoder())  # type: ignore[list-item]


def test_a_word_is_hung_on_another_unless_a_circle_would_come_of_it() -> None:
    words, heads = ["parents", "say", "as", "schools", "close"], [0, 0, 1, 4, 2]
    doc = Doc(Vocab(), words=words, heads=heads, deps=["ROOT", "acl", "mark", "nsubj", "advcl"])
    assert not hang(doc[1], doc[4])  # "close" hangs on "as", which hangs on "say"
    assert not hang(doc[1], doc[1])
    assert [token.head.i for token in doc] == heads
    assert hang(doc[4], doc[0], "ccomp")
    assert (doc[4].head, doc[4].dep_, [token.text for token in doc[4].subtree]) == (
        doc[0],
        "ccomp",
        ["schools", "close"],
    )
