"""How many of an article's statements are found, and with the right speaker? Extracted statements against gold."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from .agreement import is_spoken
from .calibration import Calibration, calibrate
from .counts import Counts
from .intervals import interval
from .matching import Judged, Match, judge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..statement import Article, Statement
    from .gold import GoldArticle, GoldStatement

# What is counted apart: a dimension and a name in it, ("kind", "direct"), ("class", "court").
Group = tuple[str, str]
Tally = dict[Group, Counts]

ALL: Final[Group] = ("all", "")
SPOKEN: Final[Group] = ("spoken", "")
DIRECT: Final[Group] = ("kind", "direct")

_DIMENSIONS: Final = ("all", "kind", "spoken", "genre", "class")


@dataclass(frozen=True, slots=True)
class Measure:
    """One of the main measures: its name for a person, and the group and the counts that it follows from."""

    label: str
    group: Group
    of: Callable[[Counts], float]


MAIN: Final[Mapping[str, Measure]] = {
    "f1": Measure("statements, IoU ≥ 0.5: F1", ALL, lambda counts: counts.f1),
    "precision": Measure("precision", ALL, lambda counts: counts.precision),
    "recall": Measure("recall", ALL, lambda counts: counts.recall),
    "exact_f1": Measure("statements, exact: F1", ALL, lambda counts: counts.exact_f1),
    "spoken_recall": Measure("with a cue of speech or writing: recall", SPOKEN, lambda counts: counts.recall),
    "direct_precision": Measure("direct: precision", DIRECT, lambda counts: counts.precision),
    "direct_recall": Measure("direct: recall", DIRECT, lambda counts: counts.recall),
    "kind_accuracy": Measure("right kind, given the statement", ALL, lambda counts: counts.kind_accuracy),
    "cue_f1": Measure("cue: F1", ALL, lambda counts: counts.cue_f1),
    "mention_f1": Measure("speaker mention: F1", ALL, lambda counts: counts.mention_f1),
    "mention_accuracy": Measure("right mention, given the statement", ALL, lambda counts: counts.mention_accuracy),
    "person_accuracy": Measure("right person, given the statement", ALL, lambda counts: counts.person_accuracy),
    "direct_person_accuracy": Measure("right person, of direct ones", DIRECT, lambda counts: counts.person_accuracy),
    "direct_unknown": Measure("unknown, of direct ones with a name", DIRECT, lambda counts: counts.unknown_share),
}


@dataclass(frozen=True)
class Report:
    """What an extraction is worth on gold articles.

    Groups are told apart by gold and by prediction alike where both can tell: by kind, each by its own, a match of two
    kinds in both, and by genre. `spoken` is of the gold statements whose cue is one of speech or writing, and a class
    is a label of gold; their precision says nothing.
    """

    articles: tuple[Judged, ...]
    tallies: tuple[Tally, ...]

    @cached_property
    def groups(self) -> Tally:
        """The counts of every group, over all articles."""
        found = {ALL, *(group for tally in self.tallies for group in tally)}
        names = sorted(found, key=lambda group: (_DIMENSIONS.index(group[0]), group[1]))
        return {name: Counts.total(tally[name] for tally in self.tallies if name in tally) for name in names}

    def group(self, dimension: str, name: str = "") -> Counts:
        """Return the counts of a group."""
        return self.groups.get((dimension, name), Counts())

    @property
    def all(self) -> Counts:
        """The counts of everything."""
        return self.groups[ALL]

    @cached_property
    def measures(self) -> dict[str, float]:
        """The main measures."""
        return {name: each.of(self.group(*each.group)) for name, each in MAIN.items()}

    @cached_property
    def intervals(self) -> dict[str, tuple[float, float]]:
        """The main measures' intervals of 95 %, by resampling articles."""
        return {
            name: interval([tally.get(each.group, Counts()) for tally in self.tallies], each.of)
            for name, each in MAIN.items()
        }

    @cached_property
    def calibration(self) -> Calibration:
        """How far the confidence is the chance of the right person, of matches with a speaker and a gold name."""
        pairs = [
            (match.predicted.confidence, match.same_person)
            for judged in self.articles
            for match in judged.matches
            if match.same_person is not None and match.predicted.speaker is not None
        ]
        return calibrate([each for each, _ in pairs], [right for _, right in pairs])

    @property
    def by_article(self) -> Iterator[tuple[str, Counts]]:
        """Every article's id with its counts."""
        for judged, tally in zip(self.articles, self.tallies, strict=True):
            yield judged.gold.article.article_id, tally.get(ALL, Counts())

    def to_json(self, *, by_article: bool = False) -> dict[str, Any]:
        """Return everything measured as JSON values; `by_article` adds a row for each article."""
        row = {
            "articles": len(self.articles),
            "measures": self.measures,
            "intervals": {name: list(bounds) for name, bounds in self.intervals.items()},
            "calibration": self.calibration.to_json(),
            "groups": [
                {"group": dimension, "name": name} | counts.to_json()
                for (dimension, name), counts in self.groups.items()
            ],
        }
        if by_article:
            row["by_article"] = [{"article_id": name} | counts.to_json() for name, counts in self.by_article]
        return row


def score(
    articles: Iterable[GoldArticle],
    extract: Callable[[Article], Sequence[Statement]],
    *,
    on_article: Callable[[int, int], None] | None = None,
) -> Report:
    """Extract the statements of gold articles and compare.

    `on_article` is told how many articles are done and how many statements were found in them.
    """
    judged: list[Judged] = []
    found = 0
    for gold in articles:
        predicted = extract(gold.article)
        judged.append(judge(gold, predicted))
        found += len(predicted)
        if on_article is not None:
            on_article(len(judged), found)
    return Report(tuple(judged), tuple(map(_tally, judged)))


def _tally(judged: Judged) -> Tally:
    counters: dict[Group, Counter[str]] = defaultdict(Counter)
    whole = (ALL, ("genre", judged.gold.genre)) if judged.gold.genre else (ALL,)
    sides = [(match.gold, match) for match in judged.matches] + [(gold, None) for gold in judged.missed]
    for gold, match in sides:
        facts = _gold_facts(gold, match)
        for group in (*whole, *_groups_of(gold)):
            counters[group].update(facts)
    predictions = [(match.predicted, match) for match in judged.matches] + [(each, None) for each in judged.spurious]
    for predicted, match in predictions:
        facts = _prediction_facts(predicted, match)
        for group in (*whole, ("kind", predicted.kind)):
            counters[group].update(facts)
    return {group: Counts(**counter) for group, counter in counters.items()}


def _groups_of(gold: GoldStatement) -> Iterator[Group]:
    yield "kind", gold.kind
    if is_spoken(gold.cue):
        yield SPOKEN
    for label in sorted({*gold.classes, *(["negated"] if gold.negated else [])}):
        yield "class", label


def _gold_facts(gold: GoldStatement, match: Match | None) -> dict[str, int]:
    facts = {"gold": 1, "cues": bool(gold.cue), "mentions": bool(gold.mention)}
    if match is None:
        return facts
    named = match.same_person is not None
    return facts | {
        "found": 1,
        "exact": match.exact,
        "same_kind": match.predicted.kind == gold.kind,
        "same_cue": bool(match.same_cue),
        "same_mention": bool(match.same_mention),
        "found_mentions": match.same_mention is not None,
        "named": named,
        "same_person": bool(match.same_person),
        "unknown": named and match.predicted.speaker is None,
    }


def _prediction_facts(predicted: Statement, match: Match | None) -> dict[str, int]:
    return {
        "predicted": 1,
        "right": match is not None,
        "exact_right": match is not None and match.exact,
        "predicted_cues": bool(predicted.cue),
        "right_cues": match is not None and bool(match.same_cue),
        "predicted_mentions": bool(predicted.speaker_mention),
        "right_mentions": match is not None and bool(match.same_mention),
    }
