"""What went wrong, and of which sort is it? Every error of an extraction on gold, by class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

from .agreement import cue_kind, trimmed
from .matching import overlap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..statement import Statement
    from .gold import GoldArticle, GoldStatement
    from .matching import Judged, Match

Sort = Literal[
    "missed", "spurious", "wrong bounds", "wrong kind", "wrong cue", "wrong mention", "wrong person", "unknown"
]
SORTS: Final[tuple[Sort, ...]] = get_args(Sort)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One error: its sort, what tells it from others of the sort, and the gold or found statement that it is of.

    A missed statement comes with what was found in its place, if anything overlaps it.
    """

    sort: Sort
    detail: str
    article: GoldArticle
    gold: GoldStatement | None
    found: Statement | None


def mistakes(articles: Iterable[Judged]) -> list[Mistake]:
    """Return every error, by sort and detail; a match may have several."""
    found = [mistake for judged in articles for mistake in _mistakes_in(judged)]
    return sorted(found, key=lambda mistake: (SORTS.index(mistake.sort), mistake.detail))


def _mistakes_in(judged: Judged) -> Iterator[Mistake]:
    article = judged.gold
    for gold in judged.missed:
        cue = cue_kind(gold.cue)
        detail = f"{gold.kind}, {'without a cue' if cue == 'none' else f'cue of {cue}'}"
        yield Mistake("missed", detail, article, gold, _instead(gold, judged))
    for found in judged.spurious:
        detail = f"cue “{found.cue.lower()}”" if found.cue else "without a cue"
        yield Mistake("spurious", detail, article, None, found)
    for match in judged.matches:
        for sort, detail in _faults(match, article.article.text):
            yield Mistake(sort, detail, article, match.gold, match.predicted)


def _instead(gold: GoldStatement, judged: Judged) -> Statement | None:
    """Return the statement that overlaps most with one that was missed."""
    found = (*judged.spurious, *(match.predicted for match in judged.matches))
    nearest = max(found, key=lambda each: overlap(gold, each), default=None)
    return nearest if nearest is not None and overlap(gold, nearest) > 0 else None


def _faults(match: Match, text: str) -> Iterator[tuple[Sort, str]]:
    found = match.predicted
    why = found.evidence.rule if found.evidence else "no evidence"
    if not match.exact:
        yield "wrong bounds", _bounds(match, text)
    if found.kind != match.gold.kind:
        yield "wrong kind", f"{found.kind} instead of {match.gold.kind}"
    if match.same_cue is False:
        yield "wrong cue", "another one" if found.cue else "none"
    if match.same_mention is False:
        yield "wrong mention", "another one" if found.speaker_mention else "none"
    if match.same_person is False:
        yield ("unknown", why) if found.speaker is None else ("wrong person", why)


def _bounds(match: Match, text: str) -> str:
    start, end = trimmed(text, match.gold.bounds)
    first, last = trimmed(text, (match.predicted.start, match.predicted.end))
    parts = []
    if first != start:
        parts.append("begins too early" if first < start else "begins too late")
    if last != end:
        parts.append("ends too early" if last < end else "ends too late")
    return ", ".join(parts)
