"""What is counted of gold and found statements, and which measures follow from the counts?"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Counts that add up over articles, and the measures that follow from them; a measure of nothing is 0.

    Gold and predictions are counted apart, because a group may hold one side of a match only: what is `predicted` or
    `right` counts predictions, and all else gold statements.
    """

    gold: int = 0
    predicted: int = 0
    # Gold statements and predictions that are in a match, and in one of equal bounds.
    found: int = 0
    right: int = 0
    exact: int = 0
    exact_right: int = 0
    same_kind: int = 0
    # Those with a cue and with a mention of the speaker, and those in a match in which they overlap.
    cues: int = 0
    same_cue: int = 0
    predicted_cues: int = 0
    right_cues: int = 0
    mentions: int = 0
    same_mention: int = 0
    predicted_mentions: int = 0
    right_mentions: int = 0
    # Matches whose gold has a mention, and whose gold has a name; and of those the ones without any speaker.
    found_mentions: int = 0
    named: int = 0
    same_person: int = 0
    unknown: int = 0

    @classmethod
    def total(cls, all_counts: Iterable[Self]) -> Self:
        """Add up."""
        rows = list(all_counts)
        return cls(**{field.name: sum(getattr(row, field.name) for row in rows) for field in fields(cls)})

    def to_json(self) -> dict[str, float]:
        """Return the counts and the measures."""
        return asdict(self) | {name: getattr(self, name) for name in MEASURES}

    @property
    def precision(self) -> float:
        """The share of the predictions that are matched."""
        return _ratio(self.right, self.predicted)

    @property
    def recall(self) -> float:
        """The share of the gold statements that are matched."""
        return _ratio(self.found, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _harmonic(self.precision, self.recall)

    @property
    def exact_precision(self) -> float:
        """The share of the predictions that are matched with equal bounds."""
        return _ratio(self.exact_right, self.predicted)

    @property
    def exact_recall(self) -> float:
        """The share of the gold statements that are matched with equal bounds."""
        return _ratio(self.exact, self.gold)

    @property
    def exact_f1(self) -> float:
        """F1 where only equal bounds count."""
        return _harmonic(self.exact_precision, self.exact_recall)

    @property
    def kind_accuracy(self) -> float:
        """The share of the matches that are of one kind."""
        return _ratio(self.same_kind, self.found)

    @property
    def cue_precision(self) -> float:
        """The share of the predicted cues that overlap with the gold one."""
        return _ratio(self.right_cues, self.predicted_cues)

    @property
    def cue_recall(self) -> float:
        """The share of the gold cues that are found."""
        return _ratio(self.same_cue, self.cues)

    @property
    def cue_f1(self) -> float:
        """The harmonic mean of both."""
        return _harmonic(self.cue_precision, self.cue_recall)

    @property
    def mention_precision(self) -> float:
        """The share of the predicted mentions of a speaker that overlap with the gold one."""
        return _ratio(self.right_mentions, self.predicted_mentions)

    @property
    def mention_recall(self) -> float:
        """The share of the gold mentions that are found."""
        return _ratio(self.same_mention, self.mentions)

    @property
    def mention_f1(self) -> float:
        """The harmonic mean of both."""
        return _harmonic(self.mention_precision, self.mention_recall)

    @property
    def mention_accuracy(self) -> float:
        """The share of the matches with a gold mention that have the right one."""
        return _ratio(self.same_mention, self.found_mentions)

    @property
    def person_accuracy(self) -> float:
        """The share of the matches with a gold name that have the right person."""
        return _ratio(self.same_person, self.named)

    @property
    def unknown_share(self) -> float:
        """The share of the matches with a gold name that have no speaker at all."""
        return _ratio(self.unknown, self.named)


MEASURES: Final = tuple(name for name, value in vars(Counts).items() if isinstance(value, property))


def _ratio(part: float, whole: float) -> float:
    return float(part / whole) if whole else 0.0


def _harmonic(first: float, second: float) -> float:
    return 2 * first * second / (first + second) if first + second else 0.0
