from __future__ import annotations

import codecs
import gzip
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import Article
from onrecord.indexer.readers import Notice, Rejection
from onrecord.indexer.readers.encodings import Encoding, detect

if TYPE_CHECKING:
    from conftest import Read, ReadOne

TEXT = "«Ça va», said Zoë – “fine”, and paid 5 €."
GUESSED = "not UTF-8: read as Windows-1252 (guessed)"
# One article of the text TEXT in every format.
FILES = {
    "a.txt": "{}",
    "a.md": "{}",
    "a.html": "<html><body><article><p>{}</p></article></body></html>",
    "a.csv": 'text\n"{}"\n',
    "a.tsv": "text\n{}\n",
    "a.json": '{{"text": "{}"}}',
    "a.jsonl": '{{"text": "{}"}}\n',
}


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
    ],
)
@pytest.mark.parametrize("name", FILES)
def test_unicode_is_recognised_in_every_format(read: Read, name: str, bom: bytes, encoding: str) -> None:
    data = bom + FILES[name].format(TEXT).encode(encoding)
    assert read(data, name) == [Article.from_text(TEXT)]
    assert read(gzip.compress(data), f"{name}.gz") == [Article.from_text(TEXT)]


@pytest.mark.parametrize("name", FILES)
def test_windows_1252_is_guessed_and_said_in_every_format(read: Read, name: str) -> None:
    data = FILES[name].format(TEXT).encode("cp1252")
    assert read(data, name) == [Notice(source=name, line=None, text=GUESSED), Article.from_text(TEXT)]


def test_bytes_that_windows_1252_does_not_define_are_counted(read: Read) -> None:
    assert read(b"caf\xe9 \x81 and \x9d", "a.txt") == [
        Notice(source="a.txt", line=None, text=f"{GUESSED}; 2 bytes that it does not define became U+FFFD"),
        Article.from_text("café � and �"),
    ]


def test_one_bad_byte_does_not_turn_utf_8_into_windows_1252(read: Read) -> None:
    rows = '{"text": "Zoë"}\n{"text": "Ça va"}\n'.encode() + b'{"text": "caf\xe9"}\n'
    assert read(rows, "a.jsonl") == [
        Notice(source="a.jsonl", line=None, text="damaged UTF-8: what is broken became U+FFFD"),
        Article.from_text("Zoë"),
        Article.from_text("Ça va"),
        Article.from_text("caf�"),
    ]


def test_utf_16_that_breaks_off_in_the_middle_of_a_character_is_read_and_said(read: Read) -> None:
    assert read(TEXT.encode("utf-16") + b"x", "a.txt") == [
        Notice(source="a.txt", line=None, text="damaged UTF-16: what is broken became U+FFFD"),
        Article.from_text(f"{TEXT}�"),
    ]


def test_cyrillic_utf_16_without_a_mark_is_recognised(read_one: ReadOne) -> None:
    text = "Мы долго ждали, и мы рады, сказал он."
    assert read_one(text.encode("utf-16-le"), "a.txt").text == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\n1 0 obj", "a PDF: convert it to text first"),
        (
            b"PK\x03\x04\x14\x00\x06\x00word/document.xml",
            "a zip archive (or a Word, Excel or EPUB file): unpack it, or save its text as .txt or .html",
        ),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG image: not text"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG image: not text"),
        (b"GIF89a\x01\x00", "a GIF image: not text"),
        (b"{\\rtf1\\ansi words}", "an RTF document: save its text as .txt"),
        (b"some words\x00and more\x00\x00words", "binary, not text"),
        (b"\x01\x02\x03\x04\x05\x06\x07" * 9, "binary, not text"),
        (bytes(range(256)) * 8, "binary, not text"),
    ],
)
@pytest.mark.parametrize("name", FILES)
def test_what_is_no_text_is_rejected_by_what_it_is(read: Read, name: str, data: bytes, reason: str) -> None:
    assert read(data, name) == [Rejection(source=name, line=None, reason=reason)]
    assert read(gzip.compress(data), f"{name}.gz") == [Rejection(source=f"{name}.gz", line=None, reason=reason)]


@pytest.mark.parametrize("name", FILES)
def test_what_is_compressed_without_saying_so_or_twice_is_rejected(read: Read, name: str) -> None:
    once = gzip.compress(b"words")
    reason = "compressed with gzip: give it a name that ends in .gz"
    assert read(once, name) == [Rejection(source=name, line=None, reason=reason)]
    reason = "compressed with gzip twice: unpack it once"
    assert read(gzip.compress(once), f"{name}.gz") == [Rejection(source=f"{name}.gz", line=None, reason=reason)]


def test_a_nul_anywhere_makes_a_text_binary(read: Read) -> None:
    assert read(b"word " * 20_000 + b"\x00", "a.txt") == [
        Rejection(source="a.txt", line=None, reason="binary, not text")
    ]


def test_a_few_control_characters_stay_in_the_text(read_one: ReadOne) -> None:
    text = "A form feed\f, an escape\x1b[1m and a bell\x07 in a text of some words."
    assert read_one(text, "a.txt").text == text


@given(st.text(min_size=1), st.integers(min_value=1, max_value=7))
def test_utf_8_is_recognised_wherever_it_is_cut_into_chunks(text: str, size: int) -> None:
    data = text.encode()
    chunks = [data[i : i + size] for i in range(0, len(data), size)]
    found = detect(chunks)
    if found.name == "utf-8":  # NULs at every other place, as in UTF-16, or a mark at its start may say otherwise
        assert found == Encoding(name="utf-8")
        assert data.decode(found.name) == text
    else:
        assert "\x00" in text or text.startswith("\ufeff")


@given(st.text(st.characters(codec="cp1252", min_codepoint=0x80), min_size=1))
def test_windows_1252_whose_accents_stand_alone_is_read_back(letters: str) -> None:
    # Two accented letters in a row may by chance be a character of UTF-8; in the words of a language they are not.
    text = "".join(f"{letter}a" for letter in letters)
    found = detect([text.encode("cp1252")])
    assert found == Encoding(name="cp1252", errors="replace", notice=GUESSED)
    assert text.encode("cp1252").decode(found.name, found.errors) == text
