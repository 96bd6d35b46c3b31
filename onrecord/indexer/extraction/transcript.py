"""Is the text a transcript, and whose turn is each paragraph? Labels such as "MS. ROE:" and "QUESTION:"."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .matching import find_person
from .names import name_words
from .person_words import HONORIFICS, TITLES
from .speakers import CONFIDENCE, Speaker, speaker_as
from .word_lists import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .characters import Cast
    from .layout import Block

_HONORIFIC: Final = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|President|Vice President|Senator|Sen|Rep|Representative|Secretary|Minister|"
    r"Prime Minister|Judge|Justice|Chief Justice|General|Gen|Ambassador|Governor|Gov|Mayor|Lord|Lady|Sir|Chairman|"
    r"Chairwoman|Chair|Speaker|Moderator|Commissioner|Director|Councillor)\.?"
)
_CAPITALS: Final = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]*(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){0,5}"
_NAME: Final = r"[A-ZÀ-Þ][\w'’.-]*(?: (?:[a-z]{2,3} )?[A-ZÀ-Þ][\w'’.-]*){0,3}"
_LABEL: Final = re.compile(
    rf"(?P<label>(?P<qa>Q|A|Question|Answer|Reporter|Journalist|Interviewer)(?: \d+)?|"
    rf"(?P<titled>{_HONORIFIC} {_NAME})|(?P<capitals>{_CAPITALS})|(?P<name>{_NAME}))"
    r"(?: ?[(\[][^()\[\]]{1,60}[)\]])?\s*(?::|(?<=\b[QA])\.)(?:\s+|$)"
)
_STAGE_DIRECTION: Final = re.compile(r"[(\[][^()\[\]]{1,80}[)\]]\.?")
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
class Turn:
    """A paragraph of somebody's turn, `[start, end)` in the article without the label; `block` is its number."""

    block: int
    start: int
    end: int
    label: str

    @property
    def asks(self) -> bool:
        """Whether the label says that somebody unnamed asks."""
        return self.label.lower().split()[0] in _ASKERS

    @property
    def answers(self) -> bool:
        """Whether the label says no more than that it is an answer."""
        return self.label.lower() in _ANSWERERS


def find_turns(text: str, blocks: Sequence[Block]) -> list[Turn]:
    """Return the turns of a transcript, paragraph by paragraph; nothing where the text is none."""
    labelled: dict[int, re.Match[str]] = {}
    for i, block in enumerate(blocks):
        match = _LABEL.match(text, block.body, block.end)
        if match is not None and not _is_no_label(match["label"]):
            labelled[i] = match
    if not _is_transcript(list(labelled.values()), sum(block.kind == "prose" for block in blocks)):
        return []
    turns: list[Turn] = []
    label: str | None = None
    for i, block in enumerate(blocks):
        start = block.body
        if i in labelled:
            label = " ".join(labelled[i]["label"].split())
            start = labelled[i].end()
        elif block.kind == "furniture" or (block.kind == "heading" and not text[: block.end].endswith("?")):
            label = None if block.kind == "heading" else label
            continue
        if label is None or start >= block.end or _STAGE_DIRECTION.fullmatch(text, start, block.end):
            continue
        turns.append(Turn(i, start, block.end, label))
    return turns


def _is_no_label(label: str) -> bool:
    words = label.lower().rstrip(".").split()
    return words[0] in _NO_LABELS and words[0] not in _ANSWERERS


def _is_transcript(matches: Sequence[re.Match[str]], paragraphs: int) -> bool:
    """Whether labels are those of turns: at least three, of one shape, and at least one comes again."""
    if len(matches) < _MIN_TURNS:
        return False
    counts = Counter(match["label"] for match in matches)
    if counts.most_common(1)[0][1] < 2:
        return False
    sure = sum(bool(match["qa"] or match["titled"] or match["capitals"]) for match in matches)
    if sure >= _MIN_TURNS:
        return True
    again = sum(count for count in counts.values() if count > 1)
    return again >= _MIN_TURNS and len(counts) > 1 and len(matches) >= _MIN_SHARE * paragraphs


def speaker_of_turn(turn: Turn, cast: Cast) -> Speaker:
    """Return whose turn it is: the fullest name in the article, or the label in ordinary spelling."""
    if turn.asks:
        return Speaker(None, turn.label)
    if turn.answers:
        people = sorted(cast.people, key=lambda person: -len(person.mentions))
        if not people:
            return Speaker(None, turn.label)
        return speaker_as(people[0], turn.label, "answer")
    words = turn.label.split()
    title = words[0].lower().rstrip(".") if len(words) > 1 else None
    while len(words) > 1 and (words[0].lower().rstrip(".") in HONORIFICS or words[0].lower().rstrip(".") in TITLES):
        words = words[1:]
    person = find_person(cast, name_words(" ".join(words)), title, turn.start)
    if person is not None:
        return speaker_as(person, turn.label, "turn")
    spelt = [word.capitalize() if word.isupper() and len(word) > 2 else word for word in words]
    return Speaker(" ".join(spelt), turn.label, None, "turn", CONFIDENCE["turn"])
