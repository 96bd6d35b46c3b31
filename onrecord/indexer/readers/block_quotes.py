"""Which block quotations are what somebody said? A page sets them apart and writes no quotation marks."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARKS: Final = ('"', "\u201c", "\u201d", "\u201e", "\u00ab", "\u00bb", "\u2018", "'")
_DOUBLE_MARK: Final = re.compile('["\u201c\u201d\u201e\u00ab\u00bb]')
# "Ada Lomax wrote to the board on Monday.": no colon, and no words in quotation marks, so they follow.
_SAYS: Final = re.compile(
    r"\b(?:sa(?:id|ys)|wr(?:ote|ites)|t(?:old|ells)|add(?:ed|s)|tweet(?:ed|s)|posted|state[ds]|repli(?:ed|es)|continue[ds]"
    r"|explain(?:ed|s)|declare[ds]|argue[ds]|announce[ds]|quoted|in (?:a|an|his|her|its|their) (?:\w+ )?"
    r"(?:statement|letter|speech|post|tweet|e-?mail|message))\b[^.!?\"\u201c\u201d\u00ab\u00bb]*\.$"
)
_LOOK_BACK: Final = 300
# The line below a quotation that names who said it: "-- Ada Lomax, the mayor".
_CREDIT: Final = re.compile(r"(?:[\u2013\u2014\u2015]|--?\s)\s*\w")


class Paragraph(NamedTuple):
    """A paragraph, and the number of the outermost block quotation that it stands in, if any."""

    text: str
    quotation: int | None = None


def mark_block_quotations(paragraphs: Iterable[Paragraph]) -> list[str]:
    """Return the texts, with quotation marks round each block quotation that is what somebody said.

    It is where the paragraph above ends with a colon or says that somebody said something, or where its own last line
    names somebody behind a dash. As in print, every paragraph of it opens with a mark and only the last one is closed.
    """
    texts: list[str] = []
    for quotation, group in groupby(paragraphs, key=lambda paragraph: paragraph.quotation):
        words = [paragraph.text for paragraph in group]
        credit = words[-1:] if quotation is not None and len(words) > 1 and _CREDIT.match(words[-1]) else []
        said = words[: len(words) - len(credit)]
        if quotation is not None and _is_said(said, above=texts[-1] if texts else "", credited=bool(credit)):
            said = [f"\u201c{text}" for text in said]
            said[-1] += "\u201d"
        texts += (*said, *credit)
    return texts


def _is_said(words: list[str], *, above: str, credited: bool) -> bool:
    if words[0].startswith(_MARKS):
        return False
    # Marks inside may be the page's own round what was said, with the speaker beside them; a colon is sure.
    return above.endswith(":") or (
        (credited or bool(_SAYS.search(above[-_LOOK_BACK:]))) and not _DOUBLE_MARK.search("".join(words))
    )
