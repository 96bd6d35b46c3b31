"""Is the gold of our own what its README says: enough of it, over every hard class, each annotation in its place?"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.evaluation.gold_files import read_gold

if TYPE_CHECKING:
    from onrecord.evaluation.gold import GoldArticle

GOLD = Path(__file__).parents[1] / "gold"
HARD = [
    "split",
    "pronoun",
    "same-surname",
    "spokesperson",
    "unnamed",
    "nested",
    "headline",
    "several-speakers",
    "document",
    "post",
    "question",
    "list",
    "interview",
    "transcript",
    "court",
    "parliament",
    "sports",
    "business",
    "british",
    "ocr",
    "view",
    "floating",
    "description",
]


@pytest.fixture(scope="module")
def articles() -> list[GoldArticle]:
    return list(read_gold(GOLD))


def test_there_are_sixty_articles_and_six_hundred_statements(articles: list[GoldArticle]) -> None:
    assert len(articles) >= 60
    assert sum(len(article.statements) for article in articles) >= 600
    assert len({article.article.text for article in articles}) == len(articles)


def test_every_hard_class_has_twenty_statements(articles: list[GoldArticle]) -> None:
    found = Counter(label for article in articles for gold in article.statements for label in gold.classes)
    assert {label: found[label] for label in HARD if found[label] < 20} == {}


def test_the_readme_counts_what_is_there(articles: list[GoldArticle]) -> None:
    readme = (GOLD / "README.md").read_text(encoding="utf-8")
    kinds = Counter(gold.kind for article in articles for gold in article.statements)
    total = (
        f"{kinds.total()} statements: {kinds['indirect']} indirect, {kinds['direct']} direct, {kinds['mixed']} mixed"
    )
    assert total in readme
    rows = dict(re.findall(r"^\| (\w+) \| 13 \| (\d+) \|", readme, re.MULTILINE))
    assert rows == {
        genre: str(sum(len(article.statements) for article in articles if article.genre == genre))
        for genre in ("politics", "court", "business", "local", "voices")
    }


def test_no_attribution_is_marked_twice(articles: list[GoldArticle]) -> None:
    for article in articles:
        marks = Counter((gold.spans, gold.mention) for gold in article.statements)
        assert [mark for mark, times in marks.items() if times > 1] == [], article.article.article_id


def test_a_source_is_never_a_part_of_its_own_content(articles: list[GoldArticle]) -> None:
    for article in articles:
        for gold in article.statements:
            inside = [
                (start, end)
                for start, end in gold.mention
                if any(first <= start and end <= last for first, last in gold.spans)
            ]
            assert inside == [], (article.article.article_id, article.article.text[slice(*gold.bounds)])
