"""The script that fits confidences: its optimum, its folds, and the table that it writes and that the code keeps."""

from __future__ import annotations

import importlib.util
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.evaluation.calibration import calibrate as expected_error
from onrecord.indexer.extraction import Extractor
from onrecord.indexer.extraction import confidence_table as kept
from onrecord.indexer.extraction.confidence import confidence_of, features_of
from onrecord.statement import Evidence

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("calibrate", ROOT / "eval" / "calibrate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # a dataclass looks its module up
    spec.loader.exec_module(module)
    return module


def evidence(rule: str, **given: Any) -> Evidence:
    return Evidence(**{"attribution": "subject of the cue", "rule": rule, "speaker_kind": "person", **given})


def cases(script: ModuleType, article: str, rule: str, right: int, wrong: int) -> list[Any]:
    return [script.Case(article, evidence(rule), i < right, None) for i in range(right + wrong)]


def test_without_cases_the_weights_are_what_was_estimated_by_reading(script: ModuleType) -> None:
    assert script.fit([]) == script.PRIOR


def test_many_cases_outweigh_the_estimate_and_few_do_not(script: ModuleType) -> None:
    estimate = script.PRIOR["rule: full name"]
    many = script.fit(cases(script, "a", "full name", 600, 400))
    assert confidence_of(evidence("full name"), many) == pytest.approx(0.6, abs=0.01)
    few = script.fit(cases(script, "a", "full name", 0, 1))
    assert 0 < few["rule: full name"] < estimate


def test_the_weights_are_the_best_there_are(script: ModuleType) -> None:
    given = [
        *cases(script, "a", "full name", 9, 1),
        *cases(script, "b", "pronoun: the nearest who fits", 4, 4),
        *[script.Case("c", evidence("full name", rivals=3, agrees=False), right, None) for right in (True, False)],
    ]

    def objective(weights: dict[str, float]) -> float:
        total = 0.0
        for case in given:
            odds = math.exp(sum(weights[feature] for feature in features_of(case.evidence)))
            total += math.log((odds if case.right else 1.0) / (1 + odds))
        drawn = sum((weight - script.PRIOR.get(name, 0.0)) ** 2 for name, weight in weights.items())
        return total - script.PRECISION / 2 * drawn

    best = script.fit(given)
    for name in best:
        # The weights are rounded to hundredths.
        for step in (-0.02, 0.02):
            assert objective(best) > objective({**best, name: best[name] + step})


def test_a_fold_is_judged_by_the_articles_of_the_others(script: ModuleType) -> None:
    # Five articles are five folds, and the wrong ones are all in the first.
    given = [
        *cases(script, "a0", "full name", 0, 50),
        *(case for i in range(1, 5) for case in cases(script, f"a{i}", "full name", 50, 0)),
    ]
    found = script.cross_validated(given)
    others = script.fit(given[50:])
    assert found[:50] == [confidence_of(evidence("full name"), others)] * 50
    assert found[50] < found[0]


def test_a_runner_up_counts_only_where_the_speaker_is_wrong(script: ModuleType) -> None:
    def case(right: bool, second: bool | None) -> Any:
        return script.Case("a", evidence("full name"), right, second)

    assert script.runner_up_share([]) == 0.5
    # (3 right + 5 imagined) / (4 judged + 10 imagined)
    given = [case(right=False, second=True)] * 3 + [case(right=False, second=False), case(right=False, second=None)]
    assert script.runner_up_share([*given, case(right=True, second=True)]) == round(8 / 14, 2)


def test_the_kept_table_is_as_the_script_writes_it(script: ModuleType) -> None:
    assert script.table_of(kept.WEIGHTS, kept.RUNNER_UP_SHARE) == script.TABLE.read_text(encoding="utf-8")


def test_on_articles_not_fitted_to_a_confidence_is_right_as_often_as_it_says(script: ModuleType) -> None:
    given = list(script.cases_of([script.GOLD], Extractor.open()))
    assert len(given) > 600
    right = [case.right for case in given]
    assert expected_error(script.cross_validated(given), right).error <= 0.05
    assert expected_error([confidence_of(case.evidence) for case in given], right).error <= 0.05
