"""What can be asked of the words? The leaves of a query; how they combine is the business of `onrecord.search`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any inflection; one that falls into several ("US-Russia") asks for each of them."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words next to each other, in this order and form, in what was said."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every word that begins so."""

    text: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Every word that differs by one edit, or by two if the word has six letters or more; the first letter is right."""

    text: str


Clause = Word | Phrase | Prefix | Fuzzy
