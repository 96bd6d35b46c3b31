"""What does the user ask for? The query language: words, phrases, operators, filters; nothing is ever an error.

    query   := item*                 items side by side: words are wished for, everything else is required
    item    := unit (OR unit)*
    unit    := factor (AND factor)*
    factor  := NOT factor | ( query ) | FIELD:word | FIELD:"phrase" | "phrase" | word* | word~ | word

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

# More words than any quotation has; what ranking by those after them would change is not worth its time.
MAX_WORDS: Final = 1_000
_MAX_DEPTH: Final = 50
_CUT: Final = f"the query has more than {MAX_WORDS:,} words: the first {MAX_WORDS:,} are searched"
_CONDITIONS_HOLD: Final = "; what it requires holds as a whole"

# The soft hyphen and joiners: they stand inside of words and part none.
_UNSEEN: Final = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060))

_TOKEN: Final = re.compile(
    r"""\s*(?:
        (?P<phrase>"[^"]*"|“[^”]*”|«[^»]*»|„[^“”]*[“”])
      | (?P<open>\() | (?P<close>\))
      | (?P<field>speaker|outlet|kind):
      | (?P<word>[^\s()"“„«]+)
      | (?P<stray>["“„«])
    )""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on who said it, where, or how; the value of `kind` is one of `KINDS`."""

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


_NOTHING: Final = Loose(())

_N = TypeVar("_N", bound="Node")
Node = Word | Phrase | Prefix | Fuzzy | Filter | All | AnyOf | Not | Loose


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query as it is understood.

    `clauses` are what scores, in order, at most `MAX_WORDS` words; `words` is running text for the encoder, empty if
    there is no clause. `notice` says in one sentence what was not understood or left out.
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
        tokens = _tokens(clean)
        node = _Parser(tokens).parse()
    except _SyntaxError as error:
        return plain_query(text, notice=f"{error}: searched as plain words")
    plain = all(token.kind == "word" for token in tokens) and all(isinstance(part, Word) for part in node.parts)
    return _query(text, node, tuple(_positive(node)), running=clean if plain else None)


def plain_query(text: str, *, notice: str | None = None) -> Query:
    """Take a text as plain words, whatever signs it has: a pasted sentence, a topic of a test collection."""
    clean = _clean(text)
    chunks = re.split(r"[\s()\"“”„«»]+", clean)
    clauses = tuple(Word(chunk) for chunk in chunks if words(chunk))
    return _query(text, Loose(clauses), clauses, running=clean, notice=notice)


def only_wishes(node: Node) -> bool:
    """Tell whether a node requires nothing of a statement: it consists of plain words."""
    if isinstance(node, AnyOf | Loose):
        return all(only_wishes(part) for part in node.parts)
    return isinstance(node, Word | Prefix | Fuzzy)


def _query(
    text: str, node: Loose, clauses: tuple[Clause, ...], *, running: str | None, notice: str | None = None
) -> Query:
    """Return a query; `running` is the text for the encoder, None where it has signs of the language."""
    scored = _first_words(clauses)
    if scored != clauses:
        cut = _CUT if only_wishes(node) else _CUT + _CONDITIONS_HOLD
        notice = f"{notice}; {cut}" if notice else cut
        running = None
    # The encoder was trained on running text: punctuation stays where the language does not speak.
    words_ = running.split() if running is not None and scored else [clause.text for clause in scored]
    return Query(text=text, node=node, clauses=scored, words=" ".join(words_), notice=notice)


def _clean(text: str) -> str:
    """Return the text with blanks for control and format characters and halves of characters."""
    seen = text.translate(_UNSEEN)
    return "".join(" " if unicodedata.category(c) in {"Cc", "Cf", "Cs"} else c for c in seen)


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "stray":
            raise _SyntaxError("a quotation mark has no partner")
        if kind == "field" and text[match.end() : match.end() + 1].strip() == "":
            raise _SyntaxError(f"{match[kind].lower()}: has no name behind it")
        # A dash or a question mark by itself asks for nothing, but as a name it must not give way to the next word.
        named = bool(found) and found[-1].kind == "field"
        if named or kind not in {"word", "phrase"} or words(match[kind]):
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
        return Loose(_something(parts))

    def _item(self) -> Node:
        parts = [self._unit()]
        while self._operator("OR"):
            parts.append(self._unit())
        kept = _something(parts)
        return AnyOf(kept) if len(kept) > 1 else kept[0] if kept else _NOTHING

    def _unit(self) -> Node:
        parts = [self._factor()]
        while self._operator("AND"):
            parts.append(self._factor())
        kept = _something(parts)
        return All(kept) if len(kept) > 1 else kept[0] if kept else _NOTHING

    def _factor(self) -> Node:
        if self._operator("NOT"):
            part = self._deeper(self._factor)
            return _NOTHING if part == _NOTHING else Not(part)
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
        if not words(value):
            raise _SyntaxError(f"{field}: has no name behind it")
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
            raise _SyntaxError(f"the query is nested more than {_MAX_DEPTH} deep")
        node = parse()
        self._depth -= 1
        return node


def _something(parts: list[Node]) -> tuple[Node, ...]:
    """Return the parts without empty groups, which ask for nothing."""
    return tuple(part for part in parts if part != _NOTHING)


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


def _first_words(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    left = MAX_WORDS
    for i, clause in enumerate(clauses):
        asked = words(clause.text)
        if len(asked) > left:
            return (*clauses[:i], Word(" ".join(asked[:left]))) if left else clauses[:i]
        left -= len(asked)
    return clauses
