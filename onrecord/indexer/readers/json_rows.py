"""Which rows does a JSON or JSON Lines file hold?"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, BinaryIO, Final

from .encodings import detect
from .lines import read_lines, too_long
from .opening import read_chunks, read_whole
from .outcome import Notice, Place, Rejection
from .rows import Row, Spellings, keys_of, type_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .outcome import Outcome

# A JSON document must be in memory as a whole, some five times over; JSON Lines has no such limit.
MAX_JSON_BYTES: Final = 256 << 20
# Where an object holds its articles instead of being one.
_OWN_LISTS: Final = ("", "articles", "items", "data", "rows")
_LIST_KEYS: Final = (
    *_OWN_LISTS[1:], "results", "docs", "documents", "hits", "response", "result", "records", "entries", "content",
    "news", "stories", "posts", "statements", "value",
)  # fmt: skip


def read_json_lines(stream: BinaryIO, *, source: str) -> Iterator[Row | Outcome]:
    """Yield one row a line; a line that is no JSON object is rejected, and the next one read."""
    encoding = detect(read_chunks(stream))
    if encoding.notice:
        yield Notice(source=source, line=None, text=encoding.notice)
    for number, text in read_lines(stream, encoding, newline="\n"):
        if text is None:
            yield too_long(source, number)
        elif not text.isspace():
            yield _row_of_line(text, Place(source, number))


def read_json(stream: BinaryIO, *, source: str, spellings: Spellings) -> Iterator[Row | Outcome]:
    """Yield the rows of a JSON document: an array of objects, an object that holds one, or a single object."""
    encoding = detect(read_chunks(stream))
    if encoding.notice:
        yield Notice(source=source, line=None, text=encoding.notice)
    data = read_whole(stream, limit=MAX_JSON_BYTES)
    if data is None:
        reason = f"more than {MAX_JSON_BYTES >> 20} MiB in one JSON document: convert it to JSON Lines, a row a line"
        yield Rejection(source=source, line=None, reason=reason)
        return
    text = data.decode(encoding.name, encoding.errors)
    del data
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        yield Rejection(source=source, line=line, reason=_not_json(error, several=True))
        return
    suspect = _may_hold_surrogates(text)
    del text
    where, items = _items(document, spellings)
    if items is None:
        yield _row(document, Place(source, 1), suspect=suspect)
        return
    if where not in _OWN_LISTS:
        yield Notice(source=source, line=None, text=f"the list in '{where}' read as the rows")
    for number, item in enumerate(items, start=1):
        yield _row(_inner(item), Place(source, item=number), suspect=suspect)


def _row_of_line(text: str, place: Place) -> Row | Rejection:
    try:
        value = json.loads(text.rstrip("\r\n"))  # its line end would be blamed for a string that does not end
    except (ValueError, RecursionError) as error:
        return place.reject(_not_json(error, several=False))
    return _row(value, place, suspect=_may_hold_surrogates(text))


def _row(value: object, place: Place, *, suspect: bool) -> Row | Rejection:
    if not isinstance(value, dict):
        return place.reject(f"{type_name(value)}, not an object with fields")
    try:
        broken = suspect and _has_surrogate(value)
    except RecursionError as error:
        return place.reject(_not_json(error, several=False))
    if broken:
        reason = "half a surrogate pair (\\ud800 to \\udfff), which is no character: write the character itself"
        return place.reject(reason)
    return Row(place=place, values=value)


def _may_hold_surrogates(text: str) -> bool:
    return "\\ud" in text or "\\uD" in text


def _has_surrogate(value: object) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


def _items(document: object, spellings: Spellings) -> tuple[str, list[object] | None]:
    """Return the rows of a document and the keys that lead to them; no rows where the document is one itself."""
    if isinstance(document, list):
        return "", document
    if not isinstance(document, dict) or any(
        isinstance(document[key], str) for key in keys_of(document, "text", spellings)
    ):
        return "", None
    for key in _LIST_KEYS:
        if isinstance(found := document.get(key), list):
            return key, found
    # Search engines wrap theirs twice: {"response": {"docs": [...]}}, {"hits": {"hits": [...]}}.
    for outer in _LIST_KEYS:
        if isinstance(found := document.get(outer), dict):
            for key in _LIST_KEYS:
                if isinstance(inner := found.get(key), list):
                    return f"{outer}.{key}", inner
    return "", None


def _inner(item: object) -> object:
    """Return the row within an Elasticsearch hit, any other item as it is."""
    if isinstance(item, dict) and isinstance(source := item.get("_source"), dict):
        return {**source, **({"_id": item["_id"]} if "_id" in item else {})}  # an id of its own goes first
    return item


def _not_json(error: ValueError | RecursionError, *, several: bool) -> str:
    if isinstance(error, RecursionError):
        return "not JSON that can be read: nested too deeply"
    if not isinstance(error, json.JSONDecodeError):
        return f"not JSON that can be read: {error}"  # a number of more than 4,300 digits
    if error.msg == "Extra data" and several:
        return "not one JSON document: if every line is an object, name it .jsonl or pass --format jsonl"
    if error.doc.strip() in {"{", "["}:
        return "not JSON: it goes on in the next line; name the file .json or pass --format json"
    return f"not JSON: {error.msg} (column {error.colno})"
