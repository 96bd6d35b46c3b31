"""What has become of the corrections of an index? Each with its state, and those that find their place no more."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from .anchoring import place
from .corrections import Words, by_article
from .reader import IndexReader

if TYPE_CHECKING:
    from .anchoring import Placed
    from .corrections import Correction

# In force; found, but later ones say otherwise; no statement of the article has its words; the article is not there.
State = Literal["applied", "overruled", "no place", "no article"]

# So much of the words tells a statement from others.
_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class Standing:
    """A correction, what has become of it, and the ids of the statements that it speaks of."""

    correction: Correction
    state: State
    statement_ids: tuple[str, ...] = ()

    @property
    def is_lost(self) -> bool:
        """Whether it finds its place no more."""
        return self.state in {"no place", "no article"}

    def to_json(self) -> dict[str, Any]:
        """Return the fields as JSON values."""
        return {"state": self.state, "statements": list(self.statement_ids), "correction": self.correction.to_json()}


def standings(directory: str | Path) -> list[Standing]:
    """Return every correction of an index with its state, in the order in which they were made.

    Raises:
        StorageError: the index cannot be opened.
    """
    with IndexReader.open(Path(directory)) as reader:
        grouped = by_article(reader.corrections)
        # An article's corrections come out in their order.
        found = {article_id: iter(_of_article(reader, article_id, each)) for article_id, each in grouped.items()}
        return [next(found[correction.article_id]) for correction in reader.corrections]


def lost(directory: str | Path) -> list[str]:
    """Return which corrections find their place no more, one sentence each with the fix; raises as `standings`."""
    return [_sentence(each) for each in standings(directory) if each.is_lost]


def _of_article(reader: IndexReader, article_id: str, corrections: list[Correction]) -> list[Standing]:
    keys = reader.store.find_articles("article_id", article_id, generation=reader.manifest.generation)
    stored = reader.store.stored(keys)
    if not stored:
        return [Standing(correction, "no article") for correction in corrections]
    entry = stored[-1].entry
    return [Standing(each.correction, _state(each), each.found) for each in place(corrections, entry)]


def _state(placed: Placed) -> State:
    if not placed.found:
        return "no place"
    return "applied" if placed.in_force else "overruled"


def _sentence(standing: Standing) -> str:
    correction, target = standing.correction, standing.correction.target
    words = " ".join(target.text.split())
    shown = words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
    what = f"the statement “{shown}”" if isinstance(target, Words) else f"statements of “{shown}”"
    if standing.state == "no article":
        return f"the correction of {what} waits for article {correction.article_id}, which is not in the index"
    return (
        f"the correction of {what} finds no such place in article {correction.article_id}: look how it reads now, and "
        "correct that with 'onrecord correct'"
    )
