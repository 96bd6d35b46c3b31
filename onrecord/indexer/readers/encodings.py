"""Which encoding is a text in, and is it text at all?"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with theirs
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What people hand over by mistake, by the bytes that it begins with.
_SIGNATURES: Final = (
    (b"%PDF-", "a PDF: convert it to text first"),
    (b"PK\x03\x04", "a zip archive (or a Word, Excel or EPUB file): unpack it, or save its text as .txt or .html"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file: save its text as .txt or .csv"),
    (b"{\\rtf", "an RTF document: save its text as .txt"),
    (b"\x89PNG", "a PNG image: not text"),
    (b"\xff\xd8\xff", "a JPEG image: not text"),
    (b"GIF8", "a GIF image: not text"),
    (b"RIFF", "an image or a sound: not text"),
    (b"\x1f\x8b", "compressed with gzip: give it a name that ends in .gz"),
    (b"BZh", "compressed with bzip2: unpack it, or compress it with gzip"),
    (b"\xfd7zXZ", "compressed with xz: unpack it, or compress it with gzip"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd: unpack it, or compress it with gzip"),
    (b"7z\xbc\xaf", "a 7-Zip archive: unpack it"),
    (b"SQLite format 3\x00", "an SQLite database: export its rows as CSV or JSON Lines"),
)
_BINARY: Final = "binary, not text"

_HIGH: Final = bytes(range(0x80, 0x100))
_LEADING: Final = bytes(range(0xC2, 0xF5))
_CONTROLS: Final = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
# The five bytes that Windows-1252 leaves undefined.
_UNDEFINED: Final = b"\x81\x8d\x8f\x90\x9d"
_UTF8_SEQUENCE: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")

# UTF-16 text without a mark: in Western text nearly every other byte is NUL, in Cyrillic or Greek text those of spaces
# and punctuation are (a sixth or so). The other half has none.
_UTF16_SHARE: Final = 0.1
_UTF16_STRAY_SHARE: Final = 0.01
# Text has hardly any control characters besides tabs and line ends. Binary data nearly always holds a NUL, which
# decides it; this is for what does not.
_CONTROL_SHARE: Final = 0.3
_CONTROLS_ALLOWED: Final = 4  # in a text of a few words


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """How to decode a text: arguments of `bytes.decode`, and what to tell the user about it, if anything."""

    name: str
    errors: str = "strict"
    notice: str | None = None


def detect(chunks: Iterable[bytes]) -> Encoding:
    """Return the encoding of the text that `chunks` holds one after the other; every one is read once."""
    stream = iter(chunks)
    head = next(stream, b"")
    name = next((name for bom, name in _BOMS if head.startswith(bom)), None) or _utf16_without_mark(head)
    if name is None or name == "utf-8-sig":
        return _eight_bit(head, stream, name=name or "utf-8")
    decoder = codecs.getincrementaldecoder(name)()
    try:
        decoder.decode(head)
        for chunk in stream:
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return Encoding(name=name, errors="replace", notice=f"damaged {name.upper()}: what is broken became U+FFFD")
    return Encoding(name=name)


def describe_binary(head: bytes) -> str | None:
    """Return what the data is that begins with `head`, None if it is text."""
    for signature, reason in _SIGNATURES:
        if head.startswith(signature):
            return reason
    if any(head.startswith(bom) for bom, _ in _BOMS) or _utf16_without_mark(head):
        return None
    if b"\x00" in head:
        return _BINARY
    return _BINARY if _count(head, _CONTROLS) > max(_CONTROLS_ALLOWED, len(head) * _CONTROL_SHARE) else None


def _utf16_without_mark(head: bytes) -> str | None:
    half = len(head) // 2
    even, odd = head[0 : 2 * half : 2].count(0), head[1 : 2 * half : 2].count(0)
    if odd > half * _UTF16_SHARE and even <= half * _UTF16_STRAY_SHARE:
        return "utf-16-le"
    if even > half * _UTF16_SHARE and odd <= half * _UTF16_STRAY_SHARE:
        return "utf-16-be"
    return None


def _eight_bit(head: bytes, rest: Iterable[bytes], *, name: str) -> Encoding:
    """Tell UTF-8, damaged UTF-8 and Windows-1252 apart."""
    decoder = codecs.getincrementaldecoder(name)()
    sound, sequences, stray, undefined = True, 0, 0, 0
    for chunk in _and_last(head, rest):
        if sound:
            try:
                decoder.decode(chunk, final=not chunk)
                sequences += _count(chunk, _LEADING)
            except UnicodeDecodeError:
                sound = False
        if not sound:
            runs = _UTF8_SEQUENCE.findall(chunk)
            sequences += len(runs)
            stray += _count(chunk, _HIGH) - sum(map(len, runs))
        undefined += _count(chunk, _UNDEFINED)
    if sound:
        return Encoding(name=name)
    # A sequence that is valid UTF-8 does not happen by chance in Windows-1252 (it would be a pair like "Ã©"), so text
    # with more of them than of stray bytes is UTF-8 that was cut or damaged. One bad byte in a million lines must not
    # turn every accent of the file into two letters.
    if sequences > stray or name == "utf-8-sig":
        return Encoding(name=name, errors="replace", notice="damaged UTF-8: what is broken became U+FFFD")
    lost = f"; {undefined} bytes that it does not define became U+FFFD" if undefined else ""
    return Encoding(name="cp1252", errors="replace", notice=f"not UTF-8: read as Windows-1252 (guessed){lost}")


def _and_last(head: bytes, rest: Iterable[bytes]) -> Iterable[bytes]:
    yield head
    yield from (chunk for chunk in rest if chunk)
    yield b""  # tells the decoder that nothing follows


def _count(data: bytes, which: bytes) -> int:
    return 0 if data.isascii() and which[0] > 0x7F else len(data) - len(data.translate(None, which))
