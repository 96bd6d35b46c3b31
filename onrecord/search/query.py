"""What does the user ask for? The query language: words, phrases, operators, filters; nothing is ever an error.

    query   := item+                 items side by side: words are wished for, everything else is required
    item    := unit (OR unit)*
    unit    := factor (AND factor)*
    factor  := NOT factor | ( query ) | FIELD:factor | "phrase" | word* | word~ | word

A query that does not parse is searched as plain words, and a notice says so.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from ..statement import KINDS
from ..storage.keyword import Clause, Fuzzy, Phrase, Prefix, Word, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Field = Literal["speaker", "outlet", "kind"]

# More words than any quotation has; what comes after them would only cost time.
MAX_WORDS: Final = 1_000
_MAX_DEPTH: Final = 50
_CUT: Final = f"the query has more than {MAX_WORDS:,} words: the first {MAX_WORDS:,} are searched"

_TOKEN: Final = re.compile(
    r"""\s*(?:
        (?P<phrase>"[^"]*"|“[^”]*”|«[^»]*»)
      | (?P<open>\() | (?P<close>\))
      | (?P<field>speaker|outlet|kind):(?=\S)
      | (?P<word>[^\s()"“«]+)
      | (?P<stray>["“«])
    )""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on who said it, where, or how."""

    field: Field
    value: str


@dataclass(frozen=True, slots=True)
class All:
    """Every part must hold."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of the parts must hold."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part must not hold."""

    part: Node


@dataclass(frozen=True, slots=True)
class Loose:
    """Parts side by side: plain words are wished for, the others must hold."""

    parts: tuple[Node, ...]


_N = TypeVar("_N", bound="Node")
Node = Word | Phrase | Prefix | Fuzzy | Filter | All | AnyOf | Not | Loose


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query as it is understood.

    `clauses` are what scores, in order; `words` is running text for the encoder, empty if there is no clause.
    `notice` says in one sentence what was not understood or left out.
    """

    text: str
    node: Loose
    clauses: tuple[Clause, ...]
    words: str
    notice: str | None = None


class _SyntaxError(Exception):
    """What is wrong with the query, for the notice."""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def parse_query(text: str) -> Query:
    """Understand a query; one that does not parse is taken as plain words."""
    clean = _clean(text)
    try:
        node = _Parser(_tokens(clean)).parse()
    except _SyntaxError as error:
        return plain_query(text, notice=f"{error}: searched as plain words")
    clauses, cut = _first_words(tuple(_positive(node)))
    if cut:
        return _query(text, clauses, " ".join(clause.text for clause in clauses), notice=_CUT)
    # The encoder was trained on running text: punctuation stays where the language does not speak.
    plain = not any(isinstance(part, Not | Filter) for part in _all(node))
    words_ = " ".join(clean.split()) if plain else " ".join(clause.text for clause in clauses)
    return Query(text=text, node=node, clauses=clauses, words=words_ if clauses else "")


def plain_query(text: str, *, notice: str | None = None) -> Query:
    """Take a text as plain words, whatever signs it has: a pasted sentence, a topic of a test collection."""
    clean = _clean(text)
    chunks = re.split(r"[\s()\"“”«»]+", clean)
    clauses, cut = _first_words(tuple(Word(chunk) for chunk in chunks if words(chunk)))
    running = " ".join(clause.text for clause in clauses) if cut else " ".join(clean.split())
    return _query(text, clauses, running, notice=_CUT if cut else notice)


def _query(text: str, clauses: tuple[Clause, ...], running: str, *, notice: str | None) -> Query:
    return Query(text=text, node=Loose(clauses), clauses=clauses, words=running if clauses else "", notice=notice)


def _clean(text: str) -> str:
    """Return the text with blanks for control and format characters and halves of characters."""
    return "".join(" " if unicodedata.category(c) in {"Cc", "Cf", "Cs"} else c for c in text)


def _tokens(text: str) -> list[_Token]:
    found = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "stray":
            raise _SyntaxError("a quotation mark has no partner")
        # A dash or a question mark by itself asks for nothing.
        if kind not in {"word", "phrase"} or words(match[kind]):
            found.append(_Token(kind, match[kind]))
    return found


class _Parser:
    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def parse(self) -> Loose:
        node = self._query()
        if self._at < len(self._tokens):
            raise _SyntaxError("a closing parenthesis has no partner")
        return node

    def _query(self) -> Loose:
        parts = []
        while self._at < len(self._tokens) and self._tokens[self._at].kind != "close":
            parts.append(self._item())
        return Loose(tuple(parts))

    def _item(self) -> Node:
        parts = [self._unit()]
        while self._operator("OR"):
            parts.append(self._unit())
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def _unit(self) -> Node:
        parts = [self._factor()]
        while self._operator("AND"):
            parts.append(self._factor())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _factor(self) -> Node:
        if self._operator("NOT"):
            return Not(self._deeper(self._factor))
        if self._at == len(self._tokens):
            raise _SyntaxError("an operator has nothing behind it")
        token = self._tokens[self._at]
        self._at += 1
        if token.kind == "open":
            node = self._deeper(self._query)
            if self._at == len(self._tokens):
                raise _SyntaxError("an opening parenthesis has no partner")
            self._at += 1
            return node
        if token.kind == "close":
            raise _SyntaxError("an operator has nothing behind it")
        if token.kind == "field":
            return self._filter(token.text.lower())
        return _clause(token)

    def _filter(self, field: str) -> Node:
        token = self._tokens[self._at] if self._at < len(self._tokens) else None
        if token is None or token.kind not in {"word", "phrase"}:
            raise _SyntaxError(f"{field}: has no name behind it")
        self._at += 1
        value = token.text[1:-1] if token.kind == "phrase" else token.text
        if field == "kind":
            value = value.lower()
            if value not in KINDS:
                raise _SyntaxError(f"kind:{value} is none of {', '.join(KINDS)}")
            return Filter("kind", value)
        return Filter("speaker" if field == "speaker" else "outlet", value)

    def _operator(self, name: str) -> bool:
        if self._at < len(self._tokens) and self._tokens[self._at] == _Token("word", name):
            self._at += 1
            return True
        return False

    def _deeper(self, parse: Callable[[], _N]) -> _N:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise _SyntaxError(f"parentheses are nested more than {_MAX_DEPTH} deep")
        node = parse()
        self._depth -= 1
        return node


def _clause(token: _Token) -> Clause:
    if token.kind == "phrase":
        return Phrase(token.text[1:-1])
    text = token.text
    if text in {"AND", "OR"}:
        raise _SyntaxError(f"{text} has nothing before it")
    if len(text) > 1 and text.endswith("*"):
        return Prefix(text.rstrip("*"))
    if len(text) > 1 and text.endswith("~"):
        return Fuzzy(text.rstrip("~"))
    return Word(text)


def _positive(node: Node) -> Iterator[Clause]:
    """Yield the leaves that a statement should have, in order."""
    if isinstance(node, All | AnyOf | Loose):
        for part in node.parts:
            yield from _positive(part)
    elif not isinstance(node, Not | Filter):
        yield node


def _all(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, All | AnyOf | Loose):
        for part in node.parts:
            yield from _all(part)
    elif isinstance(node, Not):
        yield from _all(node.part)


def _first_words(clauses: tuple[Clause, ...]) -> tuple[tuple[Clause, ...], bool]:
    left = MAX_WORDS
    for i, clause in enumerate(clauses):
        asked = words(clause.text)
        if len(asked) > left:
            return (*clauses[:i], Word(" ".join(asked[:left]))), True
        left -= len(asked)
    return clauses, False
