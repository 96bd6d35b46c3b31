"""Which value of a row means which field? Rows come with many spellings of the same names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .outcome import Notice, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# Field -> the spellings that mean it, the surest first; the field's own name goes before all of them.
Spellings = dict[str, tuple[str, ...]]

_DATES: Final = (
    "published", "published_at", "publish_date", "date_publish", "pub_date", "datetime", "created_at", "timestamp",
    "date_published",
)  # fmt: skip
_URLS: Final = ("link", "uri", "href", "canonical_url")
_OUTLETS: Final = (
    "source", "publisher", "publication", "site", "site_name", "newspaper", "source_name", "domain",
)  # fmt: skip

ARTICLE_FIELDS: Final[Spellings] = {
    "id": ("article_id", "guid", "_id", "uuid", "doc_id"),
    "title": ("headline", "head", "name"),
    "text": ("body", "content", "article", "article_body", "main_text", "full_text", "story"),
    "url": _URLS,
    "outlet": _OUTLETS,
    "date": _DATES,
    "author": ("authors", "byline", "creator", "by"),
    "language": ("lang",),
    # Where there is no text; the name is what the notice says.
    "web page": ("html", "content_html", "body_html", "html_content", "html_body", "raw_html"),
}
STATEMENT_FIELDS: Final[Spellings] = {
    "id": ("statement_id", "guid", "_id", "uuid", "doc_id"),
    "text": ("statement", "quote", "quotation", "claim", "utterance", "content", "body"),
    "speaker": ("said_by", "author", "name", "person", "source_person"),
    "role": ("post", "job", "position", "speaker_role"),
    "kind": (),
    "date": ("said_on", *_DATES),
    "title": ("headline", "article_title"),
    "context": ("context_before", "preceding"),
    "context_after": (),
    "section": ("meeting", "case", "event", "topic"),
    "url": _URLS,
    "outlet": _OUTLETS,
    "confidence": (),
}

# Keys under which an object holds its name ({"name": "The Courier"}) or a MongoDB export its value ({"$date": "..."}).
_NAMES_IN_OBJECT: Final = ("name", "title", "$date", "$oid")
_ELEMENT: Final = r"(?:p|div|span|br|a|b|i|em|strong|blockquote|h[1-6]|[uo]l|li|img|figure)"
# In capitals and by itself <I> is a share's symbol.
_MARKUP: Final = re.compile(
    rf"<{_ELEMENT}/?>|(?i:</{_ELEMENT}>|<{_ELEMENT}\s[^<>]{{0,300}}>|<{_ELEMENT}/>)"
    r"|(?i:&(?:quot|nbsp|amp|[lr][ds]quo|#\d{2,5}|#x[0-9a-f]{2,4});)"
)
# Rows of a file mostly have the same keys; a file that never repeats them must not fill the memory.
_LAYOUTS_KEPT: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row as it was read."""

    place: Place
    values: Mapping[str, object]


class RowFields:
    """Reads the fields of one source's rows; tells each other spelling once, and HTML in the text once."""

    def __init__(self, spellings: Spellings, *, source: str) -> None:
        self._spellings = spellings
        self._source = source
        self._layouts: dict[tuple[str, ...], dict[str, list[str]]] = {}
        self._told: set[tuple[str, str]] = set()
        self._markup_told = False
        self._notices: list[Notice] = []

    def value(self, row: Row, field: str) -> object:
        """Return the first value that is not empty, of the field's own name or else of another spelling, or None."""
        for key in self._layout(row)[field]:
            value = row.values[key]
            if not is_empty(value):
                if key.lower() != field and (key, field) not in self._told:
                    self._told.add((key, field))
                    text = f"field '{key}' read as '{field}'"
                    self._notices.append(Notice(source=self._source, line=None, text=text))
                return value
        return None

    def text(self, row: Row) -> str:
        """Return the words of the row, unchanged.

        Raises:
            ValueError: it has none; the message says what it has instead.
        """
        value = self.value(row, "text")
        if isinstance(value, str):
            suspect = not self._markup_told and ("<" in value or "&" in value)  # twenty times as fast
            if suspect and (found := _MARKUP.search(value)):
                self._markup_told = True
                text = f"the text looks like HTML ({found[0]}): give it as .html, or take its tags out first"
                self._notices.append(row.place.notice(text))
            return value
        keys = self._layout(row)["text"]
        if not keys:
            raise ValueError(text_missing(row.values, self._spellings))
        if value is None:
            raise ValueError(f"empty text: nothing stands in {' or '.join(repr(key) for key in keys)}")
        raise ValueError(f"the text is {type_name(value)}: give it as one string")

    def string(self, row: Row, field: str) -> str | None:
        """Return the value as one line of text: numbers written out, lists joined, objects by their name."""
        return one_line(self.value(row, field))

    def number_or_string(self, row: Row, field: str) -> str | float | None:
        """Return the value as it is if it is a number, else as one line of text."""
        value = self.value(row, field)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else one_line(value)

    def take_notices(self) -> list[Notice]:
        """Return what is to be told since the last call."""
        notices, self._notices = self._notices, []
        return notices

    def _layout(self, row: Row) -> dict[str, list[str]]:
        keys = tuple(row.values)
        layout = self._layouts.get(keys)
        if layout is None:
            if len(self._layouts) >= _LAYOUTS_KEPT:
                self._layouts.clear()
            layout = self._layouts[keys] = {field: keys_of(keys, field, self._spellings) for field in self._spellings}
        return layout


def keys_of(keys: Iterable[str], field: str, spellings: Spellings) -> list[str]:
    """Return those of `keys` that mean `field`, the field's own name first; case, hyphens and underscores are free."""
    ranks = {_normalise(name): rank for rank, name in enumerate((field, *spellings[field]))}
    return sorted((key for key in keys if _normalise(key) in ranks), key=lambda key: ranks[_normalise(key)])


def holds_text(keys: Sequence[str], spellings: Spellings) -> bool:
    """Return whether rows with these keys can say anything."""
    return any(keys_of(keys, field, spellings) for field in ("text", "web page") if field in spellings)


def text_missing(keys: Iterable[str], spellings: Spellings) -> str:
    """Return why a row or a table with these keys cannot be read: what it has, and what it needs."""
    has = ", ".join(keys) or "nothing"
    return f"no text: it has {has}; name the field that holds the words 'text' (or {', '.join(spellings['text'])})"


def is_empty(value: object) -> bool:
    """Return whether a row says nothing with `value`."""
    return value is None or value in ([], {}) or (isinstance(value, str) and not value.strip())


def one_line(value: object, *, depth: int = 3) -> str | None:
    """Return `value` as one line of text, None where it says nothing; lists in lists count down to `depth`."""
    match value:
        case str():
            return " ".join(value.split()) or None
        case bool():
            return None
        case int() | float():
            return str(value)
        case list() if depth:
            return ", ".join(part for item in value if (part := one_line(item, depth=depth - 1))) or None
        case dict() if depth:
            names = (one_line(value.get(key), depth=depth - 1) for key in _NAMES_IN_OBJECT)
            return next((name for name in names if name), None)
    return None


def type_name(value: object) -> str:
    """Return what JSON calls the value's type, for a message."""
    if value is None:
        return "null"
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", int: "a number"}
    return names.get(type(value), "a number")


def _normalise(key: str) -> str:
    return key.strip().lower().replace("_", "").replace("-", "").replace(" ", "")
