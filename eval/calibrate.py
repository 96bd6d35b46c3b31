"""Fit the confidence of speakers to gold statements, and say how well it is calibrated.

    python eval/calibrate.py               fit to tests/gold, cross-validated over its articles
    python eval/calibrate.py GOLD...       fit to other gold: what `onrecord evaluate-extraction` reads
    python eval/calibrate.py --on GOLD     also measure, without fitting to it, on this gold
    python eval/calibrate.py --write       keep the fitted numbers in onrecord/indexer/extraction/confidence_table.py

A case is a gold statement that was found, whose gold has a name and whose speaker is one. The weights are those of a
logistic regression over `features_of` the evidence, drawn to what was estimated by reading (`PRIOR`): the rarer a
piece of evidence, the more.
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("HF_HUB_OFFLINE", "1")

from logistic import fitted

from onrecord.evaluation.agreement import same_speaker
from onrecord.evaluation.calibration import calibrate
from onrecord.evaluation.gold_files import read_gold
from onrecord.evaluation.matching import judge
from onrecord.indexer.extraction import Extractor
from onrecord.indexer.extraction.confidence import confidence_of, features_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onrecord.statement import Evidence

HERE = Path(__file__).parent
GOLD = HERE.parent / "tests" / "gold"
TABLE = HERE.parent / "onrecord" / "indexer" / "extraction" / "confidence_table.py"

# Logarithms of the odds that a rule is right: estimates from reading, for rules that gold has seldom or never.
PRIOR = {
    "rule: full name": 3.5,
    "rule: name beside a description": 3.0,
    "rule: part of a name that one person has": 2.6,
    "rule: name of an organisation or a place": 2.2,
    "rule: name that may be a person's or not": 1.6,
    "rule: part of a name that several persons have": 1.0,
    "rule: description: the office of one person": 1.75,
    "rule: description: the office of several persons": 0.4,
    "rule: description: the person just spoken of": 0.4,
    "rule: description: the person named next": 0.4,
    "rule: description: the organisation spoken of": 0.85,
    "rule: description: nobody is named": 1.4,
    "rule: description: one of those just spoken of": 0.6,
    "rule: pronoun: the nearest who fits": 1.75,
    "rule: pronoun: the nearest of several who fit": 0.6,
    "rule: pronoun: who just spoke together": 1.4,
    "rule: name on the label": 3.5,
    "rule: initials on the label": 3.0,
    "rule: answer: whom the article names most": 0.4,
    "rule: answer: whom the article interviews": 2.6,
    "attribution: named in the sentence of the cue": -0.7,
    "attribution: signature behind the quotation": -0.5,
    "attribution: speaker of the sentence before": -0.7,
    "attribution: subject of the sentence before": -1.3,
    "attribution: same speaker as the quotation before": -1.3,
}
# How much the prior weighs, in cases that would have to speak against it. From 1 to 8 the log loss is the same.
PRECISION = 5.0
# A runner-up is right so often, of so many imagined cases.
PRIOR_RUNNER_UP, RUNNER_UP_CASES = 0.5, 10
FOLDS = 5
DIGITS = 2


@dataclass(frozen=True, slots=True)
class Case:
    """A speaker that was found, whether it is the right one, and whether the runner-up is; None without one."""

    article_id: str
    evidence: Evidence
    right: bool
    runner_up_right: bool | None


def main() -> int:
    """Fit, measure and perhaps write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=Path, default=[GOLD])
    parser.add_argument("--on", action="append", type=Path, default=[], metavar="GOLD")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    extractor = Extractor.open()
    cases = list(cases_of(options.gold, extractor))
    if not cases:
        print("no gold statement with a speaker's name was found: nothing to fit", file=sys.stderr)
        return 1
    report("kept table", cases, [confidence_of(case.evidence) for case in cases])
    report(f"fitted, cross-validated over articles in {FOLDS} folds", cases, cross_validated(cases))
    weights = fit(cases)
    for path in options.on:
        unseen = list(cases_of([path], extractor))
        report(f"fitted, on {path}", unseen, [confidence_of(case.evidence, weights) for case in unseen])
    if options.write:
        TABLE.write_text(table_of(weights, runner_up_share(cases)), encoding="utf-8")
        print(f"written to {TABLE}")
    return 0


def cases_of(paths: Sequence[Path], extractor: Extractor) -> Iterator[Case]:
    """Extract the statements of gold articles, and yield those that are matched and whose speaker can be judged."""
    for gold in read_gold(*paths):
        for match in judge(gold, extractor.extract(gold.article)).matches:
            evidence = match.predicted.evidence
            if match.same_person is None or match.predicted.speaker is None or evidence is None:
                continue
            second = evidence.runner_up
            right = None if second is None else same_speaker(second.name, match.gold.speaker_names)
            yield Case(gold.article.article_id, evidence, match.same_person, right)


def fit(cases: Sequence[Case]) -> dict[str, float]:
    """Return the weight of every piece of evidence, drawn to `PRIOR`."""
    rows = [list(features_of(case.evidence)) for case in cases]
    names = sorted({*PRIOR, *(feature for row in rows for feature in row)})
    prior = [PRIOR.get(name, 0.0) for name in names]
    weights = fitted(rows, [case.right for case in cases], names, prior, PRECISION)
    return {name: round(float(weight), DIGITS) for name, weight in zip(names, weights, strict=True)}


def cross_validated(cases: Sequence[Case]) -> list[float]:
    """Return the confidence of every case by weights that are fitted to the articles of the other folds."""
    articles = sorted({case.article_id for case in cases})
    folds = {article: i % FOLDS for i, article in enumerate(articles)}
    by_fold = [fit([case for case in cases if folds[case.article_id] != fold]) for fold in range(FOLDS)]
    return [confidence_of(case.evidence, by_fold[folds[case.article_id]]) for case in cases]


def runner_up_share(cases: Sequence[Case]) -> float:
    """Return how often the runner-up is right where the speaker is not."""
    judged = [case.runner_up_right for case in cases if not case.right and case.runner_up_right is not None]
    return round((sum(judged) + PRIOR_RUNNER_UP * RUNNER_UP_CASES) / (len(judged) + RUNNER_UP_CASES), DIGITS)


def report(title: str, cases: Sequence[Case], confidences: Sequence[float]) -> None:
    """Print the expected calibration error and the table behind it."""
    found = calibrate(confidences, [case.right for case in cases])
    share = sum(case.right for case in cases) / max(1, len(cases))
    print(f"{title}: {len(cases)} cases, {share:.3f} right, expected calibration error {found.error:.3f}")
    for each in found.bins:
        print(f"    {each.cases:5} cases   confidence {each.confidence:.3f}   right {each.accuracy:.3f}")


def table_of(weights: Mapping[str, float], share: float) -> str:
    """Return the module that keeps the numbers."""
    rows = "".join(f'    "{name}": {weight},\n' for name, weight in sorted(weights.items()) if weight)
    return (
        '"""What is each piece of evidence worth? Logarithms of odds, written by `eval/calibrate.py`."""\n\n'
        "from __future__ import annotations\n\n"
        "from typing import Final\n\n"
        "# Of the statements with a wrong speaker and a runner-up, the share whose runner-up was right.\n"
        f"RUNNER_UP_SHARE: Final = {share}\n"
        f"WEIGHTS: Final[dict[str, float]] = {{\n{rows}}}\n"
    )


if __name__ == "__main__":
    sys.exit(main())
