"""How well do words fit a statement? BM25F: one saturation over all fields of a word.

    score(q, d) = sum over words t of q:  idf(t) * F(t, d) / (k1 + F(t, d))
    F(t, d)     = sum over fields f:      weight_f * tf(t, d, f) / (1 - b_f + b_f * length(d, f) / mean_length_f)
    idf(t)      = ln(1 + (N - df(t) + 0.5) / (df(t) + 0.5))

Robertson, Zaragoza and Taylor, Simple BM25 Extension to Multiple Weighted Fields, CIKM 2004; the idf is Lucene's, which
is never negative, and df is the highest of the word's fields, as in Lucene's CombinedFieldQuery. Lucene's constant
factor k1 + 1 is left out: it changes no order. N and df count removed statements until the index is optimized.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from .schema import CONTEXT, EXACT, SPEAKER, STATEMENT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from .codec import Postings


@dataclass(frozen=True, slots=True)
class FieldWeight:
    """How much an occurrence in a field counts, and how strongly the field's length divides it (b, 0 to 1).

    `of_name` is what one counts of a word that the query writes with a capital; None: the same.
    """

    weight: float
    b: float
    of_name: float | None = None

    def of(self, *, name: bool) -> float:
        """Return what an occurrence of a name, or of another word, counts."""
        return self.of_name if name and self.of_name is not None else self.weight


# A quotation seldom names whom it is about: a name in its context counts as much as in its words, another word half.
DEFAULT_WEIGHTS: Final[Mapping[str, FieldWeight]] = {
    STATEMENT: FieldWeight(1.0, 0.75),
    EXACT: FieldWeight(0.25, 0.75),
    SPEAKER: FieldWeight(1.5, 0.4),
    CONTEXT: FieldWeight(0.5, 0.75, of_name=1.0),
}


@dataclass(frozen=True, slots=True)
class Bm25f:
    """The formula's constants."""

    k1: float = 1.2
    fields: Mapping[str, FieldWeight] = field(default_factory=lambda: DEFAULT_WEIGHTS)


def idf(count: int, frequency: int) -> float:
    """Return the weight of a word that `frequency` of `count` statements have."""
    return float(np.log1p((count - frequency + 0.5) / (frequency + 0.5)))


def length_divisors(lengths: NDArray[np.int64], b: float) -> NDArray[np.float32]:
    """Return the divisor of every statement's frequencies in a field, shape (statements,)."""
    mean = lengths.mean() if len(lengths) else 0.0
    if mean == 0:
        return np.ones(len(lengths), dtype=np.float32)
    return (1 - b + b * lengths / mean).astype(np.float32)


def word_scores(
    parts: Sequence[tuple[Postings, float, NDArray[np.float32]]], *, count: int, k1: float, repeats: int = 1
) -> tuple[NDArray[np.uint32], NDArray[np.float32]]:
    """Return the statements that have a word, ascending, and their scores for it.

    `parts` are the word's postings with the weight and the divisors of their field, one for each field that has it;
    `repeats` is how often the query has the word.
    """
    ids = np.unique(np.concatenate([postings.ids for postings, _, _ in parts]))
    total = np.zeros(len(ids), dtype=np.float32)
    for postings, weight, divisors in parts:
        places = np.searchsorted(ids, postings.ids)
        total[places] += np.float32(weight) * postings.frequencies / divisors[postings.ids]
    frequency = max(len(postings.ids) for postings, _, _ in parts)
    return ids, np.float32(repeats * idf(count, frequency)) * total / (np.float32(k1) + total)
