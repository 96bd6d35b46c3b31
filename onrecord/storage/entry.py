"""What may go into an index? Articles with their statements, checked before anything of them is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from types import NoneType
from typing import TYPE_CHECKING, Any, Final

from ..errors import InputError
from ..statement import KINDS, Article, Evidence, Statement, digest

if TYPE_CHECKING:
    from collections.abc import Iterator

# The types that stand for a field's annotation; the values of lists, kinds and numbers are looked at one by one.
_TYPES: Final[dict[Any, tuple[type, ...]]] = {
    "str": (str,),
    "str | None": (str, NoneType),
    "date | None": (date, NoneType),
    "int": (int,),
    "float": (float, int),
    "Kind": (str,),
    "tuple[tuple[int, int], ...]": (tuple, list),
    "Evidence | None": (Evidence, NoneType),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """An article with its statements, on its way into the index; the fingerprint tells a changed one from the same.

    `extracted` are the statements as they were before corrections, None where these changed nothing.
    """

    article: Article
    statements: Sequence[Statement]
    fingerprint: str
    extracted: Sequence[Statement] | None = None

    @property
    def original(self) -> Sequence[Statement]:
        """The statements without corrections."""
        return self.statements if self.extracted is None else self.extracted


def article_fingerprint(article: Article, *further: str) -> str:
    """Return what changes when anything of an article changes, or anything of `further`."""
    return digest(*(f"{field.name}={getattr(article, field.name)}" for field in fields(article)), *further)


def check_entry(entry: Entry) -> None:
    """Refuse what an index cannot keep.

    Raises:
        InputError: a field has another type than it should or half a character, a statement is not where it says,
            has a value that makes no sense, or shares its id.
    """
    reason = next(_reasons(entry), None)
    if reason is not None:
        # The id may itself be what cannot be printed.
        source = str(entry.article.article_id).encode(errors="backslashreplace").decode()
        raise InputError(reason, source=source)


def _reasons(entry: Entry) -> Iterator[str]:
    article = entry.article
    # Whoever has no type checker may give anything.
    statements: Any = entry.statements
    yield from _field_reasons(article, "the article")
    if not isinstance(statements, Sequence):
        yield f"the statements are a {type(statements).__name__}: give a list or a tuple"
    seen: set[str] = set()
    for statement in statements:
        if not isinstance(statement, Statement):
            yield f"among the statements is a {type(statement).__name__}, which is no Statement"
        place = f"statement {statement.statement_id}"
        yield from _field_reasons(statement, place)
        yield from _statement_reasons(article, statement, place)
        if statement.statement_id in seen:
            yield f"two statements have the id {statement.statement_id}: give each its own"
        seen.add(statement.statement_id)


def _field_reasons(value: Article | Statement, place: str) -> Iterator[str]:
    for field in fields(value):
        given = getattr(value, field.name)
        if not isinstance(given, _TYPES[field.type]):
            yield f"{field.name} of {place} is {given!r}: it must be {field.type}"
        if isinstance(given, str):
            try:
                given.encode()
            except UnicodeEncodeError as error:
                half = given[error.start]
                yield f"{half!r} in {field.name} is half a character and cannot be stored: repair the text's encoding"


def _statement_reasons(article: Article, statement: Statement, place: str) -> Iterator[str]:
    start, end = statement.start, statement.end
    if not 0 <= start <= end <= len(article.text) or article.text[start:end] != statement.text:
        yield f"{place} is not at [{start}, {end}) of the article's text: offsets count code points of Article.text"
    if statement.article_id != article.article_id:
        yield f"{place} belongs to article {statement.article_id}: put it with that one"
    if statement.kind not in KINDS:
        yield f"{place} is of kind {statement.kind!r}: it must be one of {', '.join(KINDS)}"
    # Also false for NaN.
    if not 0 <= statement.confidence <= 1:
        yield f"{place} has a confidence of {statement.confidence}: it goes from 0 to 1"
    if not all(_is_span(span, start, end) for span in statement.quoted):
        yield f"quoted of {place} is {statement.quoted!r}: each span must be two offsets from {start} to {end}"
    for link in statement.evidence.chain if statement.evidence else ():
        if (
            not _is_span((link.start, link.end), 0, len(article.text))
            or article.text[link.start : link.end] != link.text
        ):
            yield f"evidence of {place} has {link.text!r} at [{link.start}, {link.end}): not the article's words"


def _is_span(span: Any, start: int, end: int) -> bool:
    if not isinstance(span, tuple | list) or [type(offset) for offset in span] != [int, int]:
        return False
    return bool(start <= span[0] <= span[1] <= end)
