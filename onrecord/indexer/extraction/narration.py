"""Where does the article go on between and behind the turns of a transcript?"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from .cues import cue_table
from .person_words import TITLES, is_common_noun
from .quotations import find_quotations
from .word_lists import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .layout import Block
    from .turn_labels import Label

_MIN_NAME: Final = 3
_WORD: Final = re.compile(r"[^\W\d_]+")
FIRST_PERSON: Final = words_of("i me my mine myself we us our ours ourselves")
SECOND_PERSON: Final = words_of("you your yours yourself yourselves")
# A narrator has met somebody, too: "three days after our conversation", "she told us".
_NARRATORS: Final = words_of("us our")
# Before a cue they tell that it is the speaker's own, or that nobody has said anything.
_OWN: Final = words_of("i we you to not let would could might should must can will may")
# Of paragraphs behind the last label, so many may be in the first person all the same.
_NARRATED_SHARE: Final = 1 / 3


def outside_marks(text: str, block: Block) -> list[str]:
    """Return the words of a paragraph, in lower case, that stand outside quotation marks."""
    words = text[block.body : block.end]
    at, parts = 0, []
    for quotation in find_quotations(words):
        parts.append(words[at : quotation.outer_start])
        at = quotation.outer_end
    return _WORD.findall(" ".join([*parts, words[at:]]).lower())


def is_personal(words: Sequence[str]) -> bool:
    """Whether words are somebody's who says "I", "we" or "you"."""
    return any(word in FIRST_PERSON or word in SECOND_PERSON for word in words)


def names_on(labels: Iterable[Label]) -> frozenset[str]:
    """Return the surnames on labels, in lower case; "THE PRESIDENT" has none."""
    last = (label.text.split()[-1].lower() for label in labels if label.shape != "question")
    return frozenset(
        word for word in last if len(word) >= _MIN_NAME and not is_common_noun(word) and word not in TITLES
    )


def tells(text: str, block: Block) -> bool:
    """Whether a paragraph behind one of narration may be narration, too: nobody says "I", "we" or "you"."""
    return not is_personal([word for word in outside_marks(text, block) if word not in _NARRATORS])


def narrates(text: str, block: Block, label: Label, names: frozenset[str]) -> bool:
    """Whether a paragraph below a label is the article's: without "I" and "you" it names who is on the label.

    Or it tells what somebody else of the `names` on labels said.
    """
    words = outside_marks(text, block)
    named = names.intersection(words)
    if not named or is_personal(words):
        return False
    return label.text.split()[-1].lower() in named or any(word in cue_table() for word in words)


def narration_from(text: str, blocks: Sequence[Block], first: int) -> int:
    """Return the first block from `first` on, behind the last label, that is the article's; their number if none is.

    It is one without "I" and "you", where most that follow have none either: a speech may have one such paragraph.
    """
    spoken = count = 0
    found = len(blocks)
    for i in range(len(blocks) - 1, first - 1, -1):
        if blocks[i].kind != "prose":
            continue
        count += 1
        spoken += not tells(text, blocks[i])
        if not is_personal(outside_marks(text, blocks[i])) and spoken <= _NARRATED_SHARE * count:
            found = i
    return found


def may_tell_of_others(text: str, start: int, end: int) -> bool:
    """Whether a turn may tell what others said: a word that reports stands in it, not right behind "I" or "you"."""
    words = _WORD.findall(text[start:end].lower())
    return any(word in cue_table() and before not in _OWN for before, word in pairwise(words))
