"""Who wrote an article, by the line under its title? For instance "By Jane Roe, Staff Writer"."""

from __future__ import annotations

import re
from typing import Final

_LONGEST: Final = 150
# "Staff Writer", "Political Editor", "in Moscow": what may follow the names, at most this many words a piece.
_ROLE_WORDS: Final = 6

_WORD: Final = r"[^\W\d_a-z][\w'\u2019.-]*"
_PARTICLE: Final = r"(?:de|da|di|del|della|der|den|van|von|zu|al|el|bin|ibn|la|le|du|dos|das|do|y)"
_NAME: Final = re.compile(rf"(?:{_PARTICLE} )?{_WORD}(?: (?:{_PARTICLE} )*{_WORD}){{0,4}}")
_ROLE: Final = re.compile(
    r"\b(?:writers?|editors?|correspondents?|reporters?|staff|press|bureau|chief|producers?|columnists?|contributors?"
    r"|analysts?|journalists?|photographers?|desk|team|agenc(?:y|ies)|news|times|post|guardian)\b",
    re.IGNORECASE,
)
_BY: Final = re.compile(r"by:?\s+(?=\S)", re.IGNORECASE)
_BETWEEN: Final = re.compile(r",\s*(?:and\s+)?|\s+(?:and|&)\s+|\s+(?=(?:in|for|at|[|\u2013\u2014-])\s)")


def parse_byline(line: str) -> str | None:
    """Return the names in a byline, joined with ", "; None if `line` is no byline."""
    line = " ".join(line.split())
    if not line or len(line) > _LONGEST or (line[-1] in ".!?:;" and not line.endswith(("Jr.", "Sr."))):
        return None
    if match := _BY.match(line):
        return _names(line[match.end() :], fewest_words=1)
    # "Jane Roe | Reuters": the bar says what "By" would.
    name, bar, rest = line.partition(" | ")
    if bar and "|" not in rest and len(rest.split()) <= _ROLE_WORDS:
        return _names(name, fewest_words=2)
    return None


def _names(text: str, *, fewest_words: int) -> str | None:
    pieces = _BETWEEN.split(text)
    names: list[str] = []
    for piece in pieces:
        if not _NAME.fullmatch(piece) or (names and _ROLE.search(piece)):
            break
        names.append(piece)
    roles = pieces[len(names) :]
    if not names or any(len(role.split()) > _ROLE_WORDS for role in roles):
        return None
    # One word alone ("By Reuters") is a name only where nothing else follows it: not in "By Monday, Roe had left".
    if len(names[0].split()) < (2 if len(pieces) > 1 else fewest_words):
        return None
    return ", ".join(names)
