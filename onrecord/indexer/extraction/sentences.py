"""Where do sentences end? Full stops, told from abbreviations; the parser is told too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

# A quotation's stand-in may close the sentence: "." He added
_BOUNDARY: Final = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]{0,2}[^\W_a-z]|\"|--? )")
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Capt|Maj|Sgt|Supt|Insp|Det|Cpl|Cmdr|Adm|Rev|Hon|St|Messrs|vs|No|Nos|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mt|Ft|approx|cf|al|e\.g|i\.e)|"
    r"\b[A-Z]|\b(?:[A-Z]\.)+[A-Z])\.$"
)
# After these a sentence may end or go on; the parser decides.
_UNSURE: Final = re.compile(r"\b(?:U\.S|U\.K|U\.N|E\.U|D\.C|Inc|Corp|Co|Ltd|Bros|Jr|Sr|etc|a\.m|p\.m|[A-Z]\.[A-Z])\.$")
_LONGEST: Final = 12
# The mark of a footnote, on the word or the stop that it hangs on: said.[1], said.[^a], said.(1), said.²
NOTE: Final = (
    r"(?:(?:(?<=\S)\[(?:\^[\w-]{1,20}|\d{1,3})\]"
    r"|(?<=[.!?…,;\"”’»)\]])(?:\[[a-z]\]|\(\d{1,2}\)|[¹²³⁰⁴-⁹†‡]{1,3}))+(?=[\s.,;:!?\"”’»)\[]|$))"
)


def boundaries(text: str) -> Iterator[tuple[int, bool]]:
    """Yield where a sentence begins behind another, and whether that is sure."""
    for match in _BOUNDARY.finditer(text):
        stop = match.start()
        window = max(0, stop - _LONGEST)
        if _UNSURE.search(text, window, stop):
            yield match.end(), False
        elif not _ABBREVIATION.search(text, window, stop):
            yield match.end(), True


def set_boundaries(doc: Doc) -> Doc:
    """Set the sure boundaries on a text to be parsed, and forbid others but the unsure ones.

    Left to itself the parser ends sentences behind "Community" or before "said" when a line is long.
    """
    found = dict(boundaries(doc.text))
    for token in doc:
        if token.i == 0:
            continue
        sure = found.get(token.idx)
        if sure is None:
            before = doc[token.i - 1].text
            token.is_sent_start = None if before in (";", ":") else False
        elif sure:
            token.is_sent_start = True
    return doc
