"""On which day was it said? The weekday that the attribution names, counted back from the article's date."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from .cues import DAYS
from .word_lists import words_of

if TYPE_CHECKING:
    from .frames import Frame
    from .passages import Passage

# A day that is not the day of the saying: "next Monday", "since Tuesday", "Friday's vote".
_OTHER_DAYS: Final = words_of(
    "next until till by since before after from to for every between through of and or coming"
)


def said_on(published: date | None, passage: Passage, frame: Frame | None) -> date | None:
    """Return the date of publication, moved back to the day that the frame names."""
    if published is None or frame is None:
        return published
    day = _day_of(passage, frame)
    if day is None or day == "today":
        return published
    if day == "yesterday":
        return published - timedelta(days=1)
    return published - timedelta(days=(published.weekday() - DAYS.index(day)) % 7)


def _day_of(passage: Passage, frame: Frame) -> str | None:
    """Return the day named nearest to the cue, outside of anything that was said."""
    doc, sentence = passage.doc, frame.verb.sent
    said = {i for _, contents in passage.frames for first, end in contents for i in range(first, end)}
    said.update(i for standalone in passage.standalones for i in range(standalone.first, standalone.end))
    days: list[tuple[int, str]] = []
    for token in doc[sentence.start : sentence.end]:
        word = token.lower_
        if token.i in said or not (word in DAYS or word in ("yesterday", "today")):
            continue
        genitive = token.i + 1 < len(doc) and doc[token.i + 1].lower_ in ("'s", "'", "evening's")
        if genitive or (token.i > 0 and doc[token.i - 1].lower_ in _OTHER_DAYS):
            continue
        days.append((abs(token.i - frame.verb.i), word))
    return min(days)[1] if days else None
