from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from soundness import faults_of

from onrecord.statement import Article

if TYPE_CHECKING:
    from onrecord.indexer.extraction import Extractor
    from onrecord.statement import Statement

_WORDS = (
    'Varga said told "We “No” ‘so’ that the dam, minister. he she "Yes," added: according to Otto Lind called it '
    "\"madness\" in Graz on Monday; 's' » « Q: MS. ROE: \n \n\n \x00 \t 😀 قال … sagte laut sei „Nein“ dit-il a-t-elle l’eau, er: Herr Karl — (yes) <GM.N> U.S. Inc."
)
WORDS = st.sampled_from(_WORDS.split(" "))
LANGUAGES = st.sampled_from((None, "de", "fr", "tlh"))
SLOW = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _check(article: Article, statements: list[Statement]) -> None:
    assert list(faults_of(article, statements)) == []


@SLOW
@given(st.lists(WORDS, max_size=60).map(" ".join), LANGUAGES)
def test_offsets_hold_on_anything_that_looks_like_news(extractor: Extractor, text: str, language: str | None) -> None:
    article = Article.from_text(text, language=language)
    _check(article, extractor.extract(article))


@SLOW
@given(st.text(max_size=200), LANGUAGES)
def test_offsets_hold_on_any_text(extractor: Extractor, text: str, language: str | None) -> None:
    article = Article.from_text(text, language=language)
    _check(article, extractor.extract(article))


HOSTILE = {
    "nothing": "",
    "white space": " \n\t\n\u2028 ",
    "only marks": "\"“”‘’«»„'" * 400,
    "open marks": '"We go ' * 1_500,
    "control characters": "".join(map(chr, range(160))) * 20,
    "a megabyte without a space": "a" * 1_000_000,
    "emoji": '😀 said "😀😀 yes" ' * 200,
    "right to left": 'قال الوزير "نعم سوف نذهب" ثم ذهب. ' * 100,
    "no sentences": "word " * 10_000,
    "apostrophes": "it's the boys' toys' " * 1_000,
    "a lone surrogate": '\ud800 Varga said "no".',
    "only cues": "said " * 5_000,
    "dots": "." * 50_000,
    "brackets": "(" * 20_000,
    "commas and spaces": ", " * 5_000,
    "headings": "A heading\n\n" * 1_000,
    "turns": "Q: Why?\nA: Because.\n" * 1_000,
    "a name of nothing but a title": "The firm said it bought the plant of Lind Corp in Meridian, Miss.",
    "telephone book": "".join(f"Ax{i:05d} Bo{i:05d}, a baker, said no to it.\n" for i in range(300)),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_neither_raises_nor_breaks_an_offset(extractor: Extractor, text: str) -> None:
    article = Article(article_id="hostile", text=text)
    _check(article, extractor.extract(article))


@pytest.mark.parametrize(
    "unit",
    [
        'The minister said that the dam would hold. "We have checked it," she told reporters on Monday. ',
        "Jane Roe, a baker from Graz, said it was so, and he added that it was late. ",
    ],
)
def test_time_grows_with_the_length_of_a_paragraph_and_not_with_its_square(extractor: Extractor, unit: str) -> None:
    def seconds(times: int) -> float:
        article = Article(article_id="long", text=unit * times)
        began = time.process_time()
        extractor.extract(article)
        return time.process_time() - began

    seconds(50)
    # Eight times the length: 64 times the work if it were quadratic.
    assert seconds(800) < 24 * seconds(100)
