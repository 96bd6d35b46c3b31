"""Which way does a quotation mark look? Marks as typewriters, scanners and editors leave them, made to agree."""

from __future__ import annotations

import re
from typing import Final, Literal

Shape = Literal["open", "close", "either"]

STRAIGHT: Final = '"'
# Before an opening mark stands nothing, a space, a bracket, a dash or another opening mark.
BEFORE_OPEN: Final = frozenset("([{—–-/…“‘\"'«„‹:>*_")
AFTER_CLOSE: Final = frozenset(".,;:!?)]}—–-/…”’\"'»“<*_|")
_LOW_TO_STRAIGHT: Final = re.compile(r'(„[^„“”"]*(?<=\S))"(?!\w)')  # „so"


def one_style(text: str) -> str:
    """Make marks of a family agree where a paragraph mixes them: typewriters, scanners and editors do."""
    text = _scanned(text)
    opens, closes = text.count("“"), text.count("”")
    if "„" in text:
        return _LOW_TO_STRAIGHT.sub(r"\1“", text)
    if opens == closes:
        return text
    if opens + closes > 1 and not (opens and closes):
        # ”so” and “so“
        return text.replace("“", STRAIGHT).replace("”", STRAIGHT)
    if STRAIGHT not in text:
        return text
    chars = list(text)
    for match in re.finditer(STRAIGHT, text):
        at = match.start()
        direction = shape_of(text[at - 1 : at] if at else "", text[at + 1 : at + 2])
        chars[at] = "“" if direction == "open" else "”"
    return "".join(chars)


def _scanned(text: str) -> str:
    """Put the marks that scanners make of quotation marks right, where no others stand: ,,so'' and ''so''."""
    if "''" not in text or any(mark in text for mark in '"“”„«»'):
        return text
    if ",," not in text:
        return re.sub(r"(?<![^\s(])''(?=\w)", "``", text)
    text = re.sub(r"(?<![^\s(])(?:,,|'')(?=\w)", "„ ", text)
    return re.sub(r"(?<=\S)''(?!\w)", " ”", text)


def shape_of(before: str, after: str) -> Shape:
    """Return which way a mark looks by what stands before and behind it, one character or nothing each."""
    opens = before == "" or before.isspace() or before in BEFORE_OPEN
    closes = after == "" or after.isspace() or after in AFTER_CLOSE
    if opens and not closes:
        return "open"
    if closes and not opens:
        return "close"
    return "either"
