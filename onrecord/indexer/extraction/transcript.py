"""Is the text a transcript, and whose turn is each paragraph? Labels such as "MS. ROE:" and "QUESTION:"."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, Final

from .characters import Character
from .cues import cue_table
from .matching import find_person
from .person_words import HONORIFICS, TITLES
from .speakers import Attribution, Finding, Rule, Speaker, nobody, speaker_as
from .spelling import name_words
from .word_lists import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
    r"(?P<office>(?<=[A-ZÀ-Þ]{2}), [^:.?!\"“„]{2,60})?"
    r"(?: ?[(\[][^()\[\]]{1,60}[)\]])?\s*(?::|(?<=\b[QA])\.)(?:\s+|$)"
)
# (Marta Ilic, Leman Tribune) Why?
_ASKER: Final = re.compile(rf"\((?P<label>{_NAME}), [^()]{{2,40}}\)\s+(?=\S)")
# What the clerk adds at the edges of a turn.
_HEARD: Final = (
    r"[(\[](?:laugh|applau|cheer|cross-?talk|inaudible|unintelligible|off.?mic|pause|silence|music|interrupt|sigh|smil|"
    r"chuckl|nod|gestur|speak|through|in [A-Z]|audio|video|break)[^()\[\]]{0,60}[)\]]\.?"
)
_MAX_HEARD: Final = 160
_HEARD_FIRST: Final = re.compile(rf"(?:{_HEARD}\s*)+", re.IGNORECASE)
_HEARD_LAST: Final = re.compile(rf"(?:\s*{_HEARD})+$", re.IGNORECASE)
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
_MAX_INITIALS: Final = 3
# Names in ordinary spelling are labels only where they make up this much of the text, and come again.
_MIN_SHARE: Final = 0.3


@dataclass(frozen=True, slots=True)
class Label:
    """The words that say whose turn it is, on one line, and where the article has them."""

    text: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Turn:
    """A paragraph of somebody's turn, `[start, end)` in the article without the label; `block` is its number."""

    block: int
    start: int
    end: int
    label: Label

    @property
    def asks(self) -> bool:
        """Whether the label says that somebody unnamed asks."""
        return self.label.text.lower().split()[0] in _ASKERS

    @property
    def answers(self) -> bool:
        """Whether the label says no more than that it is an answer."""
        return self.label.text.lower() in _ANSWERERS


def find_turns(text: str, blocks: Sequence[Block]) -> list[Turn]:
    """Return the turns of a transcript, paragraph by paragraph; nothing where the text is none."""
    labelled: dict[int, re.Match[str]] = {}
    for i, block in enumerate(blocks):
        match = _LABEL.match(text, block.body, block.end)
        if match is not None and not _is_no_label(match):
            labelled[i] = match
    if not _is_transcript(text, blocks, labelled):
        return []
    last = _last_of_interview(labelled)
    turns: list[Turn] = []
    label: Label | None = None
    for i, block in enumerate(blocks):
        start = block.body
        match = labelled.get(i) or _ASKER.match(text, block.body, block.end)
        if match is not None:
            label = Label(" ".join(match["label"].split()), match.span("label"))
            start = match.end()
        elif i > last:
            break
        elif block.kind == "furniture" or (block.kind == "heading" and not text[: block.end].endswith("?")):
            label = None if block.kind == "heading" else label
            continue
        if label is None or start >= block.end or _STAGE_DIRECTION.fullmatch(text, start, block.end):
            continue
        start, end = _without_heard(text, start, block.end)
        if start < end:
            turns.append(Turn(i, start, end, label))
    return turns


def _without_heard(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut "(Laughter.)" and the like off both ends of a turn."""
    first = _HEARD_FIRST.match(text, start, end)
    last = _HEARD_LAST.search(text, max(start, end - _MAX_HEARD), end)
    return first.end() if first else start, last.start() if last else end


def _last_of_interview(labelled: Mapping[int, re.Match[str]]) -> float:
    """Return the last block that may be somebody's turn.

    Where the labels are names in ordinary spelling and every turn has one paragraph, what stands behind the last is
    the article's again.
    """
    numbers = list(labelled)
    whole = all(after == number + 1 for number, after in pairwise(numbers))
    return numbers[-1] if whole and labelled[numbers[-1]]["name"] else inf


def _is_no_label(match: re.Match[str]) -> bool:
    words = match["label"].lower().rstrip(".").split()
    # "NATO, which met in Bern, said:" is prose.
    tells = any(word in cue_table() for word in (match["office"] or "").split())
    return tells or (words[0] in _NO_LABELS and words[0] not in _ANSWERERS)


def _is_transcript(text: str, blocks: Sequence[Block], labelled: Mapping[int, re.Match[str]]) -> bool:
    """Whether labels are those of turns: at least three, of one shape, and at least one comes again.

    Two are enough for a question and its answer. Who is named in full at first comes again by the surname.
    """
    matches = list(labelled.values())
    speakers = [match["label"].lower().rstrip(".").split()[0 if match["qa"] else -1] for match in matches]
    counts = Counter(speakers)
    sure = sum(bool(match["qa"] or match["titled"] or match["capitals"]) for match in matches)
    asked = {number for number in labelled if text[: blocks[number].end].endswith("?")}
    if sure >= 2 and len(counts) > 1 and any(number in asked and number + 1 in labelled for number in labelled):
        return True
    if len(matches) < _MIN_TURNS or counts.most_common(1)[0][1] < 2:
        return False
    if sure >= _MIN_TURNS:
        return True
    again = sum(count for count in counts.values() if count > 1)
    if again >= _MIN_TURNS:
        paragraphs = sum(block.kind == "prose" for block in blocks)
        return len(counts) > 1 and len(matches) >= _MIN_SHARE * paragraphs
    # One asks, one answers, one asks again.
    together = max(labelled) - min(labelled) + 1 == len(labelled)
    return together and len(counts) > 1 and bool(asked)


def speaker_of_turn(turn: Turn, cast: Cast) -> Speaker:
    """Return whose turn it is: the fullest name in the article, or the label in ordinary spelling."""
    return replace(_named_by_label(turn, cast), attribution=Attribution.LABEL)


def _named_by_label(turn: Turn, cast: Cast) -> Speaker:
    label = turn.label
    if turn.asks:
        return nobody(label, Rule.QUESTION)
    if turn.answers:
        people = sorted(cast.people, key=lambda person: -len(person.mentions))
        if not people or (len(people) > 1 and len(people[0].mentions) == len(people[1].mentions)):
            return nobody(label, Rule.NOTHING)
        second = people[1] if len(people) > 1 else None
        return speaker_as(people[0], label, Finding(Rule.ANSWER, rivals=len(people) - 1, second=second))
    people = _people_of_initials(label.text, cast)
    if len(people) == 1:
        return speaker_as(people[0], label, Rule.INITIALS)
    words = label.text.split()
    title = words[0].lower().rstrip(".") if len(words) > 1 else None
    words = _name_in(label.text)
    person = find_person(cast, name_words(" ".join(words)), title, turn.start)
    if person is not None:
        return speaker_as(person, label, Rule.LABEL)
    return Speaker(_spelt(words), label.text, finding=Finding(Rule.LABEL), chain=(label.span,))


def introduce(turns: Sequence[Turn], cast: Cast) -> None:
    """Add whom labels name in full to the cast, so that the surname on a label is theirs."""
    first: dict[str, Turn] = {}
    for turn in turns:
        first.setdefault(turn.label.text, turn)
    for turn in first.values():
        words = _name_in(turn.label.text)
        if (
            len(words) > 1
            and not turn.asks
            and find_person(cast, name_words(" ".join(words)), None, turn.start) is None
        ):
            cast.add(Character("person"), _spelt(words), turn.label.span)


def _name_in(label: str) -> list[str]:
    """Return the words of a label without the titles before the name."""
    words = label.split()
    while len(words) > 1 and (words[0].lower().rstrip(".") in HONORIFICS or words[0].lower().rstrip(".") in TITLES):
        words = words[1:]
    return words


def _spelt(words: Sequence[str]) -> str:
    return " ".join(word.capitalize() if word.isupper() and len(word) > 2 else word for word in words)


def _people_of_initials(label: str, cast: Cast) -> list[Character]:
    """Return who has the initials that a label consists of: "AF" is Ann Fry."""
    initials = label.replace(".", "")
    if not 1 < len(initials) <= _MAX_INITIALS or not (initials.isalpha() and initials.isupper()):
        return []
    return [
        person
        for person in cast.people
        if any("".join(word[0] for word in name_words(form)).upper() == initials for form in person.forms)
    ]
