"""Which article does a file hold that is one article: plain text, Markdown or a web page?"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Final

from .encodings import Encoding, describe_binary, detect
from .header import split_head
from .markdown_text import read_markdown
from .opening import read_whole
from .outcome import Notice, Rejection
from .web_page import declared_encoding, read_web_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .draft import Draft
    from .outcome import Outcome

# A long novel has 3 MiB; what is longer in one file is no article, and would be held in memory several times over.
MAX_ARTICLE_BYTES: Final = 16 << 20
_TOO_LONG: Final = (
    f"more than {MAX_ARTICLE_BYTES >> 20} MiB in one article: split it, or give its articles as JSON Lines"
)


def read_single(stream: BinaryIO, format_: str, *, source: str) -> Iterator[Draft | Outcome]:
    """Yield the one article of `stream` (txt, md or html), or why there is none."""
    data = read_whole(stream, limit=MAX_ARTICLE_BYTES)
    reason = _TOO_LONG if data is None else describe_binary(data)
    if data is None or reason:
        yield Rejection(source=source, line=None, reason=reason or _TOO_LONG)
        return
    encoding = detect([data])
    if format_ == "html":
        encoding = _of_page(data, encoding)
    if encoding.notice:
        yield Notice(source=source, line=None, text=encoding.notice)
    text = data.decode(encoding.name, encoding.errors)
    if format_ == "html":
        yield _page(text, source)
        return
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    yield read_markdown(text) if format_ == "md" else split_head(text)


def _of_page(data: bytes, detected: Encoding) -> Encoding:
    """Return the encoding that the page declares, where it is not Unicode anyway."""
    declared = declared_encoding(data)
    if detected.name != "cp1252" or declared is None or declared.startswith("utf"):
        return detected
    try:
        data.decode(declared)
    except UnicodeDecodeError:
        notice = f"damaged {declared.upper()}: what is broken became U+FFFD"
        return Encoding(name=declared, errors="replace", notice=notice)
    return Encoding(name=declared)


def _page(html: str, source: str) -> Draft | Rejection:
    try:
        return read_web_page(html)
    except ValueError as error:
        return Rejection(source=source, line=None, reason=str(error))
