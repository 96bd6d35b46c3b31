"""Which line breaks inside a paragraph part what it says, and which only its layout?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_SENTENCE_END: Final = re.compile(r"[.!?:;\u2026][\"'\u201d\u2019\u00bb)\]]*$")
# A line that ends so goes on, whatever the next one begins with: "The minister said on / Monday".
_GOES_ON: Final = re.compile(
    r"(?:[,\u2013\u2014-]|\b(?:a|an|the|of|in|on|at|to|for|from|by|with|and|or|that|as|is|was|his|her|its|their))$"
)
_TURN: Final = re.compile(r"[^\W\d_a-z][^\n:!?]{0,59}:\s")
# No heading and no line of an address is longer.
_LONGEST_HEADING: Final = 60
# A quotation that is not closed within so many lines has lost its mark.
_LINES_QUOTED: Final = 40


def join_lines(lines: Sequence[str]) -> str:
    """Return one paragraph of lines that a page breaks itself, none of them blank.

    A break is kept, as a line feed, where a sentence, a heading or a turn ends; in the middle of a sentence or of a
    quotation it is a space.
    """
    words = [lines[0]]
    quoted = _Quoted(lines[0])
    for i in range(1, len(lines)):
        line = lines[i]
        if quoted.goes_on(lines, i) or _same_sentence(lines[i - 1], line):
            words += (" ", line)
            quoted.read(line)
        else:
            words += ("\n", line)
            quoted = _Quoted(line)
    return "".join(words)


def _same_sentence(before: str, line: str) -> bool:
    if _SENTENCE_END.search(before):
        return False
    if line[0].islower() or _GOES_ON.search(before):
        return True
    return len(before) > _LONGEST_HEADING and not _TURN.match(line)


class _Quoted:
    """Whether a quotation is open at the end of what has been read."""

    def __init__(self, line: str) -> None:
        self._curly = 0
        self._straight = False
        self.read(line)

    def read(self, line: str) -> None:
        self._curly = max(0, self._curly + line.count("\u201c") - line.count("\u201d"))
        self._straight ^= bool(line.count('"') & 1)

    def goes_on(self, lines: Sequence[str], i: int) -> bool:
        """Return whether a quotation that is open goes on in line `i`."""
        if not (self._curly or self._straight):
            return False
        opening, closing = ("\u201c", "\u201d") if self._curly else ('"', '"')
        # A paragraph of a longer quotation repeats the opening mark.
        reopened = lines[i].startswith(opening) and lines[i][1:2].isalnum()
        return not reopened and any(closing in line for line in lines[i : i + _LINES_QUOTED])
