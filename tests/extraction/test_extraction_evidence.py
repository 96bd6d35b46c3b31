"""Every statement tells how its speaker was found, by mentions that stand where it says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.indexer.extraction.confidence import confidence_of, features_of, runner_up_confidence
from onrecord.indexer.readers import read_articles
from onrecord.statement import Article, Evidence

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.indexer.extraction import Extractor
    from onrecord.statement import Statement

    Extract = Callable[[str], list[Statement]]

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).parent / "cases"
CUE = "subject of the cue"

# The last statement of a text: how its speaker was found, the mentions by their words, and who came second.
WORKED: list[tuple[str, str, str, list[str], str | None]] = [
    (
        'Jane Roe, the mayor, met Ann Doe on Monday. Mayor Roe smiled. "It will hold," she said.',
        CUE, "pronoun: the nearest who fits", ["she", "Roe", "Jane Roe"], "Ann Doe",
    ),
    ("The dam is safe, Jane Roe said.", CUE, "full name", ["Jane Roe"], None),
    ("Jane Roe left. Roe said it was late.", CUE, "part of a name that one person has", ["Roe", "Jane Roe"], None),
    (
        "John Roe met Peter Roe. Roe said it was late.",
        CUE, "part of a name that several persons have", ["Roe", "John Roe"], "Peter Roe",
    ),
    (
        "Jane Roe left. The coach, Jane Roe, said it was late.",
        CUE, "name beside a description", ["The coach", "Jane Roe"], None,
    ),
    (
        "The mayor of Graz, Jane Roe, left at noon. The mayor said it was late.",
        CUE, "description: the office of one person", ["The mayor", "mayor of Graz", "Jane Roe"], None,
    ),
    (
        "A senior official said it was late. The official said he was tired.",
        CUE, "description: nobody is named", ["The official", "A senior official"], None,
    ),
    (
        "Acme Corp met Brill Corp on Monday. The company said it was late.",
        CUE, "description: the organisation spoken of", ["The company", "Acme Corp"], "Brill Corp",
    ),
    (
        "Ann Roe and Bo Doe met. They said it was late.",
        CUE, "pronoun: who just spoke together", ["They", "Ann Roe and Bo Doe"], None,
    ),
    (
        "Union officials met. One said it was late.",
        CUE, "description: one of those just spoken of", ["One", "Union officials"], None,
    ),
    ('"It is late," he said.', CUE, "pronoun: nobody fits", ["he"], None),
    ("It is late, according to Jane Roe.", "owner of the cue", "full name", ["Jane Roe"], None),
    (
        '"It was a long day for us." - Jane Roe',
        "signature behind the quotation", "full name", ["Jane Roe"], None,
    ),
    (
        'Jane Roe said it was late. "It is as late as it gets."',
        "speaker of the sentence before", "full name", ["Jane Roe"], None,
    ),
    (
        '"It is late," Jane Roe said.\nThe crowd cheered.\n"It is as late as it gets."',
        "same speaker as the quotation before", "full name", ["Jane Roe"], None,
    ),
    (
        '"It is late," Jane Roe said.\nPeter Doe laughed.\n"It is as late as it gets."',
        "subject of the sentence before", "full name", ["Peter Doe"], "Jane Roe",
    ),
    (
        "ANN ROE: Is it late?\nMR. DOE: It is.\nMR. DOE: Yes.\nANN ROE: Good.",
        "label of the turn", "name on the label", ["ANN ROE"], None,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "attribution", "rule", "chain", "second"), WORKED, ids=[w[0][:40] for w in WORKED])
def test_the_evidence_is_what_a_reader_would_say(
    extract: Extract, text: str, attribution: str, rule: str, chain: list[str], second: str | None
) -> None:
    evidence = extract(text)[-1].evidence
    assert evidence is not None
    assert (evidence.attribution, evidence.rule) == (attribution, rule)
    assert [link.text for link in evidence.chain][: len(chain)] == chain
    assert (evidence.runner_up.name if evidence.runner_up else None) == second


def _articles() -> list[Article]:
    blocks = [block for path in sorted(CASES.glob("*.txt")) for block in path.read_text("utf-8").strip().split("\n\n")]
    samples = [each for each in read_articles([str(ROOT / "samples")]) if isinstance(each, Article)]
    return [*samples, *(Article.from_text(block.split("\n")[1].replace("\\n", "\n")) for block in blocks)]


def test_every_mention_stands_where_it_says_and_leads_from_the_words_to_the_name(extractor: Extractor) -> None:
    articles = _articles()
    seen = 0
    for article, statements in zip(articles, extractor.extract_all(articles), strict=True):
        for statement in statements:
            evidence = statement.evidence
            assert evidence is not None
            for link in evidence.chain:
                assert article.text[link.start : link.end] == link.text
                assert link.text
            words = [" ".join(link.text.split()) for link in evidence.chain]
            assert words[:1] == ([statement.speaker_mention] if statement.speaker_mention else [])
            assert (evidence.speaker_kind is None) == (statement.speaker is None)
            assert statement.confidence == confidence_of(evidence)
            if evidence.runner_up is not None:
                assert evidence.runner_up.name != statement.speaker
                assert evidence.runner_up.confidence == runner_up_confidence(statement.confidence)
            seen += 1
    assert seen > 500


def _evidence(**given: Any) -> Evidence:
    return Evidence(**{"attribution": CUE, "rule": "full name", "speaker_kind": "person", **given})


def test_the_confidence_is_the_logistic_of_the_sum_of_the_weights() -> None:
    weights = {"rule: full name": 1.0, f"attribution: {CUE}": 0.5, "kind: person": -0.25, "rivals: 2": -2.0}
    # 1 / (1 + e^-1.25), 1 / (1 + e^0.75)
    assert confidence_of(_evidence(), weights) == 0.777
    assert confidence_of(_evidence(rivals=7), weights) == 0.321
    assert confidence_of(_evidence(), {"rule: full name": 99.0}) == 0.99
    assert confidence_of(_evidence(), {"rule: full name": -99.0}) == 0.01
    assert confidence_of(_evidence(speaker_kind=None), weights) == 0.0


def test_the_features_are_the_evidence_by_name() -> None:
    assert list(features_of(_evidence())) == [
        "rule: full name", f"attribution: {CUE}", "kind: person", "rivals: 0",
    ]  # fmt: skip
    far = _evidence(rivals=9, distance=12, agrees=False)
    assert list(features_of(far))[3:] == ["rivals: 2", "distance: 3", "agrees: False"]


def test_more_that_speaks_against_a_speaker_makes_it_less_sure() -> None:
    pronoun = {"rule": "pronoun: the nearest who fits", "agrees": True}
    near, far = _evidence(**pronoun, distance=1), _evidence(**pronoun, distance=5)
    unknown = _evidence(**(pronoun | {"agrees": False}), distance=1)
    carried = _evidence(attribution="same speaker as the quotation before")
    assert confidence_of(near) > confidence_of(far)
    assert confidence_of(near) > confidence_of(unknown)
    assert confidence_of(_evidence()) > confidence_of(carried)
    assert confidence_of(_evidence()) > confidence_of(_evidence(speaker_kind="person by one name"))
