"""How many of an article's statements are found, and with the right speaker? Extracted statements against gold."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from ..errors import InputError
from ..indexer.extraction.cues import cue_table
from ..statement import KINDS, Article, Kind, Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

Span = tuple[int, int]

# Two spans are the same statement from here on: intersection over union of their characters.
MIN_IOU: Final = 0.5
_EDGES: Final = " \t\r\n\"'“”‘’„«»‹›`.,;:!?…—–-()[]"
_THAT: Final = re.compile(r"that\s+", re.IGNORECASE)
_NAME_WORD: Final = re.compile(r"[^\W_]+", re.UNICODE)
_SPOKEN: Final = frozenset(("speech", "writing", "question", "demand"))
_ARTICLES: Final = frozenset(("the", "a", "an"))


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldStatement:
    """A statement as a person marked it: `spans` in the article, and every name of its speaker that counts as right."""

    spans: tuple[Span, ...]
    kind: Kind
    cue: str = ""
    mention: tuple[Span, ...] = ()
    speaker_names: tuple[str, ...] = ()
    negated: bool = False

    @property
    def bounds(self) -> Span:
        """The outer bounds."""
        return min(start for start, _ in self.spans), max(end for _, end in self.spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """An article with its gold statements."""

    article: Article
    genre: str
    statements: tuple[GoldStatement, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A gold statement and the prediction that it is paired with; `speaker_right` is None where gold has no name."""

    gold: GoldStatement
    predicted: Statement
    iou: float
    exact: bool
    speaker_right: bool | None


@dataclass(slots=True)
class Scores:
    """Counts, and the measures that follow from them; a measure of nothing is 0."""

    gold: int = 0
    predicted: int = 0
    found: int = 0
    right: int = 0
    exact: int = 0

    @property
    def precision(self) -> float:
        """The share of the predictions that are matched."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold statements that are matched."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    @property
    def exact_f1(self) -> float:
        """F1 where only exact spans count: 2 exact / (gold + predicted)."""
        total = self.gold + self.predicted
        return 2 * self.exact / total if total else 0.0


@dataclass(slots=True)
class Report:
    """What an extraction is worth on gold articles.

    `kinds` counts gold by its own kind and predictions by theirs, a match of two kinds in both. `spoken` is of the
    gold statements whose cue is one of speech or writing; its precision says nothing. `named` counts the matches
    whose gold has a name, `right_speaker` those of them with the right one, `unknown` those without any.
    """

    all: Scores = field(default_factory=Scores)
    kinds: dict[Kind, Scores] = field(default_factory=lambda: {kind: Scores() for kind in KINDS})
    spoken: Scores = field(default_factory=Scores)
    named: int = 0
    right_speaker: int = 0
    unknown: int = 0
    matches: list[tuple[str, Match]] = field(default_factory=list)
    missed: list[tuple[str, GoldStatement]] = field(default_factory=list)
    spurious: list[tuple[str, Statement]] = field(default_factory=list)

    @property
    def speaker_accuracy(self) -> float:
        """The share of the matches with a gold name that have the right person."""
        return self.right_speaker / self.named if self.named else 0.0


def read_gold(path: Path) -> Iterator[GoldArticle]:
    """Read gold articles from JSON Lines; a row has id, genre, title, date, text and attributions.

    Raises:
        InputError: a line that is not such a row.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                yield _gold_article(json.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(f"not a gold article: {error!r}", source=str(path), line=number) from error


def _gold_article(row: dict[str, Any]) -> GoldArticle:
    published = row.get("date")
    article = Article(
        article_id=str(row["id"]),
        text=row["text"],
        title=row.get("title", ""),
        published=date.fromisoformat(published) if published else None,
    )
    statements = tuple(_gold_statement(entry) for entry in row["attributions"] if entry["content"])
    return GoldArticle(article=article, genre=row.get("genre", ""), statements=statements)


def _gold_statement(entry: dict[str, Any]) -> GoldStatement:
    return GoldStatement(
        spans=tuple((int(start), int(end)) for start, end in entry["content"]),
        kind=entry["type"],
        cue=entry.get("cue_text") or "",
        mention=tuple((int(start), int(end)) for start, end in entry.get("source") or ()),
        speaker_names=tuple(entry.get("speaker_names") or ()),
        negated=entry.get("polarity") == "negative",
    )


def score(
    articles: Iterable[GoldArticle],
    extract: Callable[[Article], Sequence[Statement]],
    *,
    wanted: Callable[[GoldStatement], bool] | None = None,
) -> Report:
    """Extract the statements of gold articles and compare.

    `wanted` says which gold statements count. A prediction that matches one that does not is left out of the counts:
    it is neither right nor wrong.
    """
    report = Report()
    for gold in articles:
        predicted = extract(gold.article)
        matches = match_statements(gold.statements, predicted, gold.article.text)
        _count(report, gold, predicted, matches, wanted)
    return report


def _count(
    report: Report,
    gold: GoldArticle,
    predicted: Sequence[Statement],
    matches: Sequence[Match],
    wanted: Callable[[GoldStatement], bool] | None,
) -> None:
    ignored = {id(match.predicted) for match in matches if wanted is not None and not wanted(match.gold)}
    counting = [statement for statement in gold.statements if wanted is None or wanted(statement)]
    by_gold = {id(match.gold): match for match in matches}
    by_prediction = {id(match.predicted) for match in matches}
    for statement in counting:
        match = by_gold.get(id(statement))
        groups = [report.all, report.kinds[statement.kind]]
        if is_spoken(statement.cue):
            groups.append(report.spoken)
        for group in groups:
            group.gold += 1
            group.found += match is not None
            group.exact += match is not None and match.exact
        if match is None:
            report.missed.append((gold.article.article_id, statement))
            continue
        report.matches.append((gold.article.article_id, match))
        if match.speaker_right is not None:
            report.named += 1
            report.right_speaker += match.speaker_right
            report.unknown += match.predicted.speaker is None
    for prediction in predicted:
        if id(prediction) in ignored:
            continue
        for group in (report.all, report.kinds[prediction.kind]):
            group.predicted += 1
            group.right += id(prediction) in by_prediction
        if id(prediction) not in by_prediction:
            report.spurious.append((gold.article.article_id, prediction))


def match_statements(gold: Sequence[GoldStatement], predicted: Sequence[Statement], text: str) -> list[Match]:
    """Pair gold and predicted statements, the best overlap first, each used once; no pair below `MIN_IOU`."""
    pairs = [
        (iou, g, p)
        for g, statement in enumerate(gold)
        for p, prediction in enumerate(predicted)
        if (iou := span_iou(statement.spans, covered(prediction))) >= MIN_IOU
    ]
    pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    used: set[int] = set()
    matches: list[Match] = []
    for iou, g, p in pairs:
        if g in used or ~p in used:
            continue
        used |= {g, ~p}
        exact = trimmed(text, gold[g].bounds) == trimmed(text, (predicted[p].start, predicted[p].end))
        names = gold[g].speaker_names
        matches.append(
            Match(gold[g], predicted[p], iou, exact, same_speaker(predicted[p].speaker, names) if names else None)
        )
    return sorted(matches, key=lambda match: match.predicted.start)


def covered(statement: Statement) -> tuple[Span, ...]:
    """Return the spans of what was said: the quoted ones of a direct statement, else the whole."""
    if statement.kind == "direct" and statement.quoted:
        return statement.quoted
    return ((statement.start, statement.end),)


def span_iou(first: Sequence[Span], second: Sequence[Span]) -> float:
    """Return |A ∩ B| / |A ∪ B| in characters; the spans of each side do not overlap each other."""
    shared = sum(max(0, min(a_end, b_end) - max(a, b)) for a, a_end in first for b, b_end in second)
    total = sum(end - start for start, end in (*first, *second)) - shared
    return shared / total if total else 0.0


def trimmed(text: str, span: Span) -> Span:
    """Return the span without quotation marks and punctuation at its edges and without a leading "that"."""
    start, end = span
    while True:
        while start < end and text[start] in _EDGES:
            start += 1
        match = _THAT.match(text, start, end)
        if match is None:
            break
        start = match.end()
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def same_speaker(speaker: str | None, names: Sequence[str]) -> bool:
    """Whether a speaker is one of the names: word for word, or one within the other with its last word and two more.

    "Rodaba Noori" is "team member Rodaba Noori"; a bare "Biden" is right only where gold lists it.
    """
    if speaker is None:
        return False
    words = _name_words(speaker)
    return bool(words) and any(_same_name(words, _name_words(name)) for name in names)


def _name_words(name: str) -> list[str]:
    words = [word.casefold() for word in _NAME_WORD.findall(name.replace("’s", "").replace("'s", ""))]
    return words[1:] if len(words) > 1 and words[0] in _ARTICLES else words


def _same_name(first: list[str], second: list[str]) -> bool:
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    return len(short) > 1 and any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))


def is_spoken(cue: str) -> bool:
    """Whether a gold cue is a word of speech or writing."""
    table = cue_table()
    words = _NAME_WORD.findall(cue.lower())
    return "according" in words or any(word in table and table[word].kind in _SPOKEN for word in words)
