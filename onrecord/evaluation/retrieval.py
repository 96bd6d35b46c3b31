"""How good is the ranking on judged topics? Every mode on the same topics, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ..errors import InputError, NotFoundError
from ..search import plain_query
from ..search.results import MODES
from .measures import MEASURES, measure

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ..search import Mode, Searcher
    from .trec import Topic

# R@100 looks no deeper.
DEPTH: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The means of every measure by mode over the judged topics, and the runs by mode and topic.

    `missing` of the statements judged relevant are not in the index, so that no search can find them.
    """

    topics: int
    missing: int
    modes: tuple[Mode, ...]
    measures: dict[str, dict[Mode, float]]
    runs: dict[str, dict[str, list[tuple[str, float]]]]

    def to_json(self) -> dict[str, Any]:
        """Return the counts and the measures as JSON values."""
        return {"topics": self.topics, "missing": self.missing, "measures": self.measures}


def evaluate(
    searcher: Searcher,
    topics: Sequence[Topic],
    qrels: Mapping[str, Mapping[str, int]],
    *,
    on_topic: Callable[[int, int], None] | None = None,
) -> Evaluation:
    """Search for every topic that has a relevant statement, in every mode, and measure the lists.

    A topic's text is plain words: quotation marks and operators in it mean nothing.

    `on_topic` is told how many of how many topics are done.

    Raises:
        InputError: no topic is judged, or nothing that is judged relevant is in the index.
    """
    judged = [topic for topic in topics if any(value > 0 for value in qrels.get(topic.topic_id, {}).values())]
    if not judged:
        raise InputError("no topic of the file has a relevant statement in the judgements", source="topics and qrels")
    relevant = {each for topic in judged for each, value in qrels[topic.topic_id].items() if value > 0}
    missing = sum(not _holds(searcher, each) for each in relevant)
    if missing == len(relevant):
        raise InputError(
            "no statement judged relevant is in the index: are these the judgements for it?", source="topics and qrels"
        )
    runs: dict[str, dict[str, list[tuple[str, float]]]] = {mode: {} for mode in MODES}
    for done, topic in enumerate(judged):
        for mode in MODES:
            hits = searcher.search(plain_query(topic.text), k=DEPTH, mode=mode).hits
            runs[mode][topic.topic_id] = [(hit.statement.statement_id, hit.score) for hit in hits]
        if on_topic is not None:
            on_topic(done + 1, len(judged))
    by_mode = {
        mode: [measure([each for each, _ in runs[mode][t.topic_id]], qrels[t.topic_id]) for t in judged]
        for mode in MODES
    }
    means = {
        name: {mode: sum(row[name] for row in rows) / len(rows) for mode, rows in by_mode.items()} for name in MEASURES
    }
    return Evaluation(topics=len(judged), missing=missing, modes=MODES, measures=means, runs=runs)


def _holds(searcher: Searcher, statement_id: str) -> bool:
    try:
        searcher.statement(statement_id)
    except NotFoundError:
        return False
    return True
