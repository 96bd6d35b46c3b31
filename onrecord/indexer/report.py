"""How is an index built, and what did building it do? The options of a run and its counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from ..statement import KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexConfig:
    """How to index.

    `workers` processes extract side by side. A commit follows every `commit_every` statements: it costs some
    tenths of a second whatever it holds, and an interruption loses what came after the last. `strict` turns the
    first rejected article or row into an `InputError`.
    """

    workers: int = 1
    commit_every: int = 5_000
    strict: bool = False


@dataclass(slots=True, kw_only=True)
class BuildReport:
    """What one run did; `seconds` are wall seconds of reading, extracting, encoding and writing.

    `statements` counts what went in, corrections applied; `corrections` is empty where none were given.
    """

    articles: Counter[str] = field(default_factory=Counter)
    statements: Counter[str] = field(default_factory=Counter)
    corrections: Counter[str] = field(default_factory=Counter)
    rejected: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return the report as JSON values."""
        states = {state: self.articles[state] for state in ("new", "replaced", "unchanged")}
        given = {"corrections": {state: self.corrections[state] for state in ("read", "new", "rejected")}}
        return {
            "articles": {"read": self.articles.total(), **states, "rejected": self.rejected},
            "statements": {kind: self.statements[kind] for kind in KINDS},
            **(given if self.corrections else {}),
            "seconds": {stage: round(seconds, 3) for stage, seconds in self.seconds.items()},
        }
