"""Which names can only be a firm's? Those that end in a genitive, and two joined before a firm's ending."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .grammar import FINITE
from .word_lists import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

_ENDINGS: Final = words_of("inc corp co ltd plc llc ag sa nv gmbh company corporation limited sons brothers partners")
_NAME_TAGS: Final = frozenset(("NNP", "NNPS"))
# Words on either side of the "and".
_LONGEST: Final = 5


def is_own_genitive(doc: Doc, i: int) -> bool:
    """Whether an 's belongs to the name before it, since nothing is owned: McDonald's said; Lee's and Roe's."""
    if i + 1 >= len(doc) or doc[i].lower_ not in ("'s", "’s") or doc[i].tag_ != "POS":
        return False
    following = i + 1
    if doc[following].lower_ == "and":
        following += 1
        while following < len(doc) - 1 and doc[following].tag_ == "NNP":
            following += 1
        return is_own_genitive(doc, following)
    return doc[following].tag_ in FINITE


def joined_firms(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the tokens `[first, end)` of names like Turner and Newall Plc: only behind the "and" it ends as a firm."""
    for token in doc[1:-1]:
        if token.lower_ not in ("and", "&"):
            continue
        first, end = token.i, token.i + 1
        while first > 0 and token.i - first < _LONGEST and doc[first - 1].tag_ in _NAME_TAGS:
            first -= 1
        while end < len(doc) and end - token.i <= _LONGEST and doc[end].tag_ in _NAME_TAGS:
            end += 1
        left, right = doc[first : token.i], doc[token.i + 1 : end]
        if len(left) and len(right) and _is_ending(right[-1]) and not any(map(_is_ending, left)):
            yield first, end


def _is_ending(token: Token) -> bool:
    return token.lower_.rstrip(".") in _ENDINGS
