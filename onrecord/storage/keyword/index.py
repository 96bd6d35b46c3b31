"""Which statements have the words, and how well do they fit? The keyword index of one generation.

Nobody outside this package knows how: a caller has clauses and a mask of allowed statements, and gets ordinals with
scores.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

import numpy as np
from whoosh.analysis import STOP_WORDS

from .analysis import spans, stem, words
from .bm25f import Bm25f, length_divisors, word_scores
from .clauses import Clause, Fuzzy, Phrase, Prefix, Word
from .codec import Postings
from .schema import CONTEXT, EXACT, SPEAKER, STEMMED
from .segments import Segments

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

# Words of this many letters may differ by two edits.
_LONG_WORD: Final = 6
# With a capital these name a country, a person, a month.
_NAMES_AND_STOP_WORDS: Final = frozenset({"us", "may", "will"})


@dataclass(frozen=True, slots=True)
class Ranked:
    """The best statements: ordinals and scores, best first, equal scores by ordinal; `total` of them matched."""

    ordinals: NDArray[np.int64]
    scores: NDArray[np.float32]
    total: int


@dataclass(frozen=True, slots=True)
class _Term:
    """What one word of a query looks for: the forms that count as it, by field, and how the user sees it.

    `is_name` is whether the query writes it with a capital.
    """

    label: str
    forms: tuple[tuple[str, tuple[str, ...]], ...]
    is_name: bool = False


class Scorer:
    """The words of one query against the index."""

    def __init__(
        self,
        terms: Sequence[tuple[_Term, int, list[tuple[str, Postings]]]],
        *,
        count: int,
        ranking: Bm25f,
        divisors: Mapping[str, NDArray[np.float32]],
    ) -> None:
        self._scored = []
        for term, repeats, postings in terms:
            if postings:
                parts = [
                    (each, ranking.fields[field].of(name=term.is_name), divisors[field]) for field, each in postings
                ]
                self._scored.append((term, *word_scores(parts, count=count, k1=ranking.k1, repeats=repeats)))
        self._all = np.zeros(count, dtype=np.float32)
        for _, ids, scores in self._scored:
            self._all[ids] += scores

    def best(self, k: int, *, allowed: NDArray[np.bool_] | None = None) -> Ranked:
        """Return the best `k` allowed statements that have any of the words; `allowed` has shape (count,)."""
        found = self._all > 0
        if allowed is not None:
            found &= allowed
        ordinals = np.flatnonzero(found)
        best = best_first(self._all[ordinals], k)
        return Ranked(ordinals[best], self._all[ordinals[best]], len(ordinals))

    def scores(self, ordinals: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the exact scores of the given statements, 0 where none of the words stands."""
        return self._all[ordinals]

    def explain(self, ordinal: int) -> dict[str, float]:
        """Return what each word of the query contributes to a statement's score, if it has the word."""
        found: dict[str, float] = {}
        for term, ids, scores in self._scored:
            at = int(np.searchsorted(ids, ordinal))
            if at < len(ids) and ids[at] == ordinal:
                found[term.label] = found.get(term.label, 0.0) + float(scores[at])
        return found


class KeywordIndex:
    """An open keyword index; safe to share between threads."""

    def __init__(self, segments: Segments, ranking: Bm25f) -> None:
        self._segments = segments
        self._ranking = ranking
        self._known_divisors: dict[str, NDArray[np.float32]] | None = None

    @classmethod
    def open(cls, folder: Path, *, generation: int, ranking: Bm25f | None = None) -> Self:
        """Open the committed generation in `folder`.

        Raises:
            IndexCorruptError: a file is missing or damaged.
        """
        return cls(Segments.open(folder, generation=generation), ranking or Bm25f())

    @property
    def count(self) -> int:
        """The number of statements, removed ones included."""
        return self._segments.count

    def scorer(self, clauses: Sequence[Clause]) -> Scorer:
        """Return what scores statements for these clauses; it reads each word's postings once."""
        words_ = [(term, repeats, self._postings(term)) for term, repeats in self._terms(clauses).items()]
        return Scorer(words_, count=self.count, ranking=self._ranking, divisors=self._divisors)

    def matching(self, clause: Clause) -> NDArray[np.bool_]:
        """Return the mask of the statements that have every word of the clause, in whatever field; shape (count,).

        A phrase is looked for in what was said only.
        """
        if isinstance(clause, Phrase):
            return self._mask(self._phrase(words(clause.text)))
        mask = np.ones(self.count, dtype=np.bool_)
        terms = self._terms([clause])
        for term in terms:
            mask &= self._mask(np.concatenate([np.zeros(0, np.uint32), *(p.ids for _, p in self._postings(term))]))
        return mask if terms else np.zeros(self.count, dtype=np.bool_)

    def places(self, clauses: Sequence[Clause], text: str) -> list[tuple[int, int]]:
        """Return where words of the query stand in a text, half-open; stop words only if the query has no others."""
        terms = self._terms(clauses)
        forms = {form for term in terms for _, each in term.forms for form in each}
        telling = {form for form in forms if form not in STOP_WORDS} or forms
        names = {term.label for term in terms if term.is_name and term.label in _NAMES_AND_STOP_WORDS}
        return [
            (start, end)
            for word, start, end in spans(text)
            if word in telling or stem(word) in telling or (word in names and text[start].isupper())
        ]

    def close(self) -> None:
        """Close the files."""
        self._segments.close()

    @property
    def _divisors(self) -> dict[str, NDArray[np.float32]]:
        # Two threads may both compute them; cached_property of Python 3.11 would let each wait for every other.
        if self._known_divisors is None:
            fields = self._ranking.fields.items()
            self._known_divisors = {
                name: length_divisors(self._segments.lengths(name), each.b) for name, each in fields
            }
        return self._known_divisors

    def _postings(self, term: _Term) -> list[tuple[str, Postings]]:
        found = []
        for field, forms in term.forms:
            lists = [each for form in forms if (each := self._segments.postings(field, form)) is not None]
            if lists:
                found.append((field, lists[0] if len(lists) == 1 else _united(lists)))
        return found

    def _terms(self, clauses: Iterable[Clause]) -> Counter[_Term]:
        """Return the words of the clauses with the number of times that each occurs, in order of first occurrence."""
        found: Counter[_Term] = Counter()
        for clause in clauses:
            if isinstance(clause, Word | Phrase):
                found.update(self._plain(clause.text))
            else:
                # The sign belongs to the last word: "co-operat*" asks for "co" and for what begins with "operat".
                start = max((start for _, start, _ in spans(clause.text)), default=0)
                found.update(self._plain(clause.text[:start]))
                found.update(self._expanded(clause, word) for word in words(clause.text[start:]))
        return found

    def _plain(self, text: str) -> Iterator[_Term]:
        for word, start, _ in spans(text):
            forms = tuple((name, (stem(word) if name in STEMMED else word,)) for name in self._ranking.fields)
            yield _Term(word, forms, is_name=text[start].isupper())

    def _expanded(self, clause: Prefix | Fuzzy, word: str) -> _Term:
        forms = []
        for name in (EXACT, SPEAKER, CONTEXT):
            if isinstance(clause, Prefix):
                found = self._segments.beginning_with(name, word)
            else:
                form = stem(word) if name in STEMMED else word
                found = self._segments.within(name, form, 2 if len(word) >= _LONG_WORD else 1)
            forms.append((name, tuple(sorted(found))))
        return _Term(word + ("*" if isinstance(clause, Prefix) else "~"), tuple(forms))

    def _phrase(self, phrase: Sequence[str]) -> NDArray[np.uint32]:
        """Return the statements in which the words follow each other, ascending."""
        lists = {word: self._segments.postings(EXACT, word) for word in dict.fromkeys(phrase)}
        starts: NDArray[np.int64] | None = None
        for offset, word in enumerate(phrase):
            postings = lists[word]
            if postings is None or postings.positions is None:
                return np.zeros(0, dtype=np.uint32)
            # A place in the index as one number: the statement in the upper half, where the phrase would begin below.
            statements = np.repeat(postings.ids.astype(np.int64), postings.frequencies)
            begins = postings.positions.astype(np.int64) - offset
            places = (statements[begins >= 0] << 32) | begins[begins >= 0]
            starts = places if starts is None else np.intersect1d(starts, places, assume_unique=True)
        return np.zeros(0, dtype=np.uint32) if starts is None else np.unique(starts >> 32).astype(np.uint32)

    def _mask(self, ids: NDArray[np.uint32]) -> NDArray[np.bool_]:
        mask = np.zeros(self.count, dtype=np.bool_)
        mask[ids] = True
        return mask


def best_first(scores: NDArray[np.float32], k: int) -> NDArray[np.int64]:
    """Return the places of the `k` highest scores, best first, equal ones in their order."""
    if k < len(scores):
        # Whatever ties with the k-th stays in until the stable sort has decided.
        limit = np.partition(scores, len(scores) - k)[len(scores) - k]
        kept = np.flatnonzero(scores >= limit)
    else:
        kept = np.arange(len(scores))
    return kept[np.argsort(-scores[kept], kind="stable")][:k]


def _united(lists: Sequence[Postings]) -> Postings:
    """Return the union of lists whose documents may be the same; frequencies add up, positions are dropped."""
    ids, inverse = np.unique(np.concatenate([each.ids for each in lists]), return_inverse=True)
    frequencies = np.concatenate([each.frequencies.astype(np.int64) for each in lists])
    totals = np.bincount(inverse, weights=frequencies, minlength=len(ids))
    return Postings(ids, totals.astype(np.uint32), None)
