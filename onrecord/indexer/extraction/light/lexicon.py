"""Which words does a language go by, and in which language is an article? One file of words per language."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, Self

from ....errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.resources.abc import Traversable

    from ....statement import Article

# What is read with the parser and its rules.
ENGLISH: Final = "en"
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# The beginning tells the language; another than English only if it is plain.
_BEGINNING: Final = 6_000
_MIN_HITS: Final = 3
_MIN_SHARE: Final = 0.06
_TIMES_ENGLISH: Final = 2
# de, deu, de-AT, de_CH.UTF-8
_TAG: Final = re.compile(r"([a-z]{2,3})(?:[-_.].*)?")
_UNDETERMINED: Final = frozenset(("und", "mul", "mis", "zxx"))

Words = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words of a language, in lower case; docs/formats.md says what each list is for."""

    names: Words
    stop_words: Words = frozenset()
    cues: Words = frozenset()
    naming: Words = frozenset()
    sources: Words = frozenset()
    sources_behind: Words = frozenset()
    reported: Words = frozenset()
    auxiliaries: Words = frozenset()
    elisions: Words = frozenset()
    he: Words = frozenset()
    she: Words = frozenset()
    either: Words = frozenset()
    nobody: Words = frozenset()
    articles: Words = frozenset()
    objects: Words = frozenset()
    links: Words = frozenset()
    particles: Words = frozenset()
    prepositions: Words = frozenset()
    fillers: Words = frozenset()
    nouns_capitalised: bool = False
    titles: Words = frozenset()
    offices: Words = frozenset()
    title_nouns: Words = frozenset()
    abbreviations: Words = frozenset()
    ordinal_stops: bool = False

    @classmethod
    def from_toml(cls, text: str, *, source: str) -> Self:
        """Read a language's file: lists of words as text with white space between, phrases as lists.

        Raises:
            InputError: it is no TOML, has no names, a list that no language has, or a value of the wrong type.
        """
        try:
            row = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise InputError(f"is no TOML: {error}", source=source) from error
        known = {each.name: each.type for each in fields(cls)}
        if unknown := sorted(row.keys() - known.keys()):
            raise InputError(f"has {', '.join(unknown)}: a language has {', '.join(known)}", source=source)
        if "names" not in row:
            raise InputError('has no names: give the codes and names of the language, names = "xx xxx"', source=source)
        values: dict[str, Any] = {name: _value(name, row[name], source, flag=known[name] == "bool") for name in row}
        return cls(**values)

    @property
    def pronouns(self) -> Words:
        """Every word that stands for a person named before."""
        return self.he | self.she | self.either


def _value(name: str, value: Any, source: str, *, flag: bool) -> Words | bool:
    if flag and isinstance(value, bool):
        return value
    words = value.split() if isinstance(value, str) else value
    if flag or not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        wanted = "true or false" if flag else "a text of words or a list of phrases"
        raise InputError(f"has {name} = {value!r}: it must be {wanted}", source=source)
    return frozenset(word.lower() for word in words)


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages that can be read, by code."""

    by_code: dict[str, Lexicon]
    _codes: dict[str, str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        codes = {name: code for code, lexicon in self.by_code.items() for name in (code, *lexicon.names)}
        object.__setattr__(self, "_codes", codes)

    @classmethod
    def read(cls, folder: Traversable) -> Self:
        """Read the files CODE.toml of a folder.

        Raises:
            InputError: one of them is no language.
        """
        paths = sorted((each for each in folder.iterdir() if each.name.endswith(".toml")), key=lambda each: each.name)
        return cls(
            {
                path.name.removesuffix(".toml"): Lexicon.from_toml(path.read_text("utf-8"), source=str(path))
                for path in paths
            }
        )

    def lexicon_of(self, article: Article) -> Lexicon | None:
        """Return the words of an article's language, None for English and where no language is plain.

        The language is what the article says it is, else what its text looks like. One without a file has no words:
        its quotations are found, and nobody who said them.
        """
        code = self._told(article.language) or self._detected(article.text[:_BEGINNING])
        if code == ENGLISH:
            return None
        return self.by_code.get(code) or Lexicon(names=frozenset((code,)))

    def _told(self, language: str | None) -> str | None:
        tag = (language or "").strip().lower()
        if tag in self._codes:
            return self._codes[tag]
        match = _TAG.fullmatch(tag)
        if match is None or match.group(1) in _UNDETERMINED:
            return None
        return self._codes.get(match.group(1), match.group(1))

    def _detected(self, text: str) -> str:
        """Return the language most of whose stop words a text has; English unless another is far ahead."""
        counts = Counter(_WORD.findall(text.lower().replace("’", "'")))
        hits = {code: _hits(counts, lexicon.stop_words) for code, lexicon in self.by_code.items()}
        best = max(hits, key=lambda code: hits[code], default=ENGLISH)
        needed = max(_MIN_HITS, _MIN_SHARE * counts.total(), _TIMES_ENGLISH * hits.get(ENGLISH, 0))
        return best if hits.get(best, 0) >= needed else ENGLISH


def _hits(counts: Counter[str], words: Iterable[str]) -> int:
    return sum(counts[word] for word in words)


@cache
def built_in() -> Languages:
    """Return the languages that come with the package."""
    return Languages.read(files(__package__) / "languages")
