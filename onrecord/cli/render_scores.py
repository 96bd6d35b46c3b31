"""What does a person see of an extraction measured on gold? Tables for the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..evaluation.extraction import MAIN
from .render import count, line, table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..evaluation.counts import Counts
    from ..evaluation.extraction import Report

_COLUMNS: Final = ("gold", "found", "P", "R", "F1", "exact F1", "person", "unknown")


def extraction(report: Report, *, by_article: bool) -> None:
    """Print what an extraction is worth: the main measures, the groups, the confidence, and each article if wanted."""
    line(
        f"{count(len(report.articles), 'article')}, {count(report.all.gold, 'gold statement')}, "
        f"{report.all.predicted:,} found; intervals of 95 % over articles"
    )
    line("")
    table(("Measure", "value", "from", "to"), _measures(report))
    line("")
    table(("Group", *_COLUMNS), (_row(name or group, counts) for (group, name), counts in report.groups.items()))
    line("")
    calibration = report.calibration
    line(f"Confidence of speakers: expected calibration error {calibration.error:.3f}")
    table(
        ("Confidence", "cases", "right"),
        ((f"{each.confidence:.2f}", f"{each.cases:,}", f"{each.accuracy:.2f}") for each in calibration.bins),
    )
    if by_article:
        line("")
        table(("Article", *_COLUMNS), (_row(name, counts) for name, counts in report.by_article))


def _measures(report: Report) -> Iterable[tuple[str, ...]]:
    for name, measure in MAIN.items():
        low, high = report.intervals[name]
        yield measure.label, f"{report.measures[name]:.3f}", f"{low:.3f}", f"{high:.3f}"


def _row(name: str, counts: Counts) -> tuple[str, ...]:
    """Return a row; what follows from predictions is left out where a group holds none."""
    of_predictions = (counts.precision, counts.f1, counts.exact_f1)
    precision, f1, exact = (f"{value:.3f}" if counts.predicted else "" for value in of_predictions)
    recall = f"{counts.recall:.3f}" if counts.gold else ""
    person, unknown = (
        f"{value:.3f}" if counts.named else "" for value in (counts.person_accuracy, counts.unknown_share)
    )
    return name, f"{counts.gold:,}", f"{counts.found:,}", precision, recall, f1, exact, person, unknown
