"""Which lines of a text are labelled as somebody's turn? "MS. ROE:", "QUESTION:", "[00:01:02] Jane Roe:"."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from .cues import cue_table
from .word_lists import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .layout import Block

# A name in ordinary spelling is a label only in company.
LabelShape = Literal["question", "title", "capitals", "voice", "name"]

_HONORIFIC: Final = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|President|Vice President|Senator|Sen|Rep|Representative|Secretary|Minister|"
    r"Prime Minister|Judge|Justice|Chief Justice|General|Gen|Ambassador|Governor|Gov|Mayor|Lord|Lady|Sir|Chairman|"
    r"Chairwoman|Chair|Speaker|Moderator|Commissioner|Director|Councillor)\.?"
)
_CAPITALS: Final = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]*(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){0,5}(?:, (?:JR|SR|II|III)\b\.?)?"
_NAME: Final = r"[A-ZÀ-Þ][\w'’.-]*(?: (?:[a-z]{2,3} )?[A-ZÀ-Þ][\w'’.-]*){0,3}"
# [00:01:02] | (1:02) | 00:01:02.500
_TIME: Final = r"(?:[\[(]\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?[\])]|\d{1,2}:\d\d:\d\d(?:[.,]\d{1,3})?)"
_LABEL: Final = re.compile(
    rf"(?:{_TIME}\s*(?:[-–—]\s*)?)?"
    rf"(?P<label>(?P<question>Q|A|Question|Answer|Reporter|Journalist|Interviewer)(?: \d+)?|"
    rf"(?P<title>{_HONORIFIC} {_NAME})|(?P<capitals>{_CAPITALS})|(?P<name>{_NAME}))"
    r"(?P<office>(?<=[A-ZÀ-Þ]{2}), [^:.?!\"“„]{2,60})?"
    r"(?: ?[(\[][^()\[\]]{1,60}[)\]])?\s*(?::|(?<=\b[QA])\.)(?:\s+|$)"
)
_SHAPES: Final[tuple[LabelShape, ...]] = ("question", "title", "capitals", "name")
# WebVTT's voice: <v Jane Roe>, <v.loud Jane Roe>
_VOICE: Final = re.compile(r"<v(?:\.[\w.-]{1,40})? +(?P<label>[^<>]{1,60}?) *>\s*")
# (Marta Ilic, Leman Tribune) Why?
_ASKER: Final = re.compile(rf"\((?P<label>{_NAME}), [^()]{{2,40}}\)\s+(?=\S)")
# Words before a colon that label no turn.
_NO_LABELS: Final = words_of("""
    note warning update photo image picture source sources correction editor's read date time place location price
    score result results step tip ps p.s breaking analysis opinion watch video listen related summary background
    contact media example important remember answer key conclusion introduction total subject re to from cc sent tel
    phone fax email website address dateline headline title caption credit topic topics tags category language
    outlet author byline monday tuesday wednesday thursday friday saturday sunday today tomorrow
""")
_ASKERS: Final = frozenset(("q", "question", "reporter", "journalist", "interviewer", "moderator"))
_ANSWERERS: Final = frozenset(("a", "answer"))
_MIN_TURNS: Final = 3
# Names in ordinary spelling are labels only where they make up this much of the text, and come again.
_MIN_SHARE: Final = 0.3


@dataclass(frozen=True, slots=True)
class Label:
    """The words that say whose turn it is, on one line, and where the article has them; the turn begins at `end`."""

    text: str
    span: tuple[int, int]
    end: int
    shape: LabelShape

    @property
    def asks(self) -> bool:
        """Whether it says that somebody unnamed asks."""
        return self.text.lower().split()[0] in _ASKERS

    @property
    def answers(self) -> bool:
        """Whether it says no more than that it is an answer."""
        return self.text.lower() in _ANSWERERS


def labels_of(text: str, blocks: Sequence[Block]) -> dict[int, Label]:
    """Return the labels of a transcript by the numbers of their blocks; none where the text is no transcript."""
    labels = {i: label for i, block in enumerate(blocks) if (label := _label_at(text, block)) is not None}
    if not _are_of_turns(text, blocks, labels):
        return {}
    for i, block in enumerate(blocks):
        if i not in labels and (match := _ASKER.match(text, block.body, block.end)) is not None:
            labels[i] = _label(match, "name")
    return dict(sorted(labels.items()))


def _label_at(text: str, block: Block) -> Label | None:
    if (match := _VOICE.match(text, block.body, block.end)) is not None:
        return _label(match, "voice")
    match = _LABEL.match(text, block.body, block.end)
    if match is None or _is_no_label(match):
        return None
    return _label(match, next(shape for shape in _SHAPES if match[shape]))


def _label(match: re.Match[str], shape: LabelShape) -> Label:
    return Label(" ".join(match["label"].split()), match.span("label"), match.end(), shape)


def _is_no_label(match: re.Match[str]) -> bool:
    words = match["label"].lower().rstrip(".").split()
    # "NATO, which met in Bern, said:" is prose.
    tells = any(word in cue_table() for word in (match["office"] or "").split())
    return tells or (words[0] in _NO_LABELS and words[0] not in _ANSWERERS)


def _are_of_turns(text: str, blocks: Sequence[Block], labels: Mapping[int, Label]) -> bool:
    """Whether labels are those of turns: at least three, of one shape, and at least one comes again.

    Two are enough for a question and its answer. Who is named in full at first comes again by the surname.
    """
    counts = Counter(
        label.text.lower().rstrip(".").split()[0 if label.shape == "question" else -1] for label in labels.values()
    )
    sure = sum(label.shape != "name" for label in labels.values())
    asked = {number for number in labels if text.endswith("?", 0, blocks[number].end)}
    if sure >= 2 and len(counts) > 1 and any(number in asked and number + 1 in labels for number in labels):
        return True
    if len(labels) < _MIN_TURNS or counts.most_common(1)[0][1] < 2:
        return False
    if sure >= _MIN_TURNS:
        return True
    again = sum(count for count in counts.values() if count > 1)
    if again >= _MIN_TURNS:
        paragraphs = sum(block.kind == "prose" for block in blocks)
        return len(counts) > 1 and len(labels) >= _MIN_SHARE * paragraphs
    # One asks, one answers, one asks again.
    together = max(labels) - min(labels) + 1 == len(labels)
    return together and len(counts) > 1 and bool(asked)
