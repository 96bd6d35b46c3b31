"""What stands around a statement? The article's sentences, for the one before and the one after."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from .sentences import boundaries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .passages import Span
    from .reading import Reading

_MAX_CONTEXT: Final = 500


@dataclass(slots=True)
class Sentences:
    """The sentences of an article in order, each with the section that it stands in."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    sections: list[str | None] = field(default_factory=list)

    def add(self, span: Span, section: str | None) -> None:
        """Add the next sentence."""
        self.starts.append(span[0])
        self.ends.append(span[1])
        self.sections.append(section)

    def around(self, text: str, start: int, end: int) -> tuple[str | None, str | None]:
        """Return the sentence before and the one after everything that touches `[start, end)`, within its section."""
        first = bisect_right(self.ends, start)
        last = bisect_left(self.starts, end)
        if first >= last:
            return None, None
        section = self.sections[first]
        before = after = None
        if first > 0 and self.sections[first - 1] == section:
            before = _shorten(text[self.starts[first - 1] : self.ends[first - 1]], keep_end=True)
        if last < len(self.starts) and self.sections[last] == section:
            after = _shorten(text[self.starts[last] : self.ends[last]], keep_end=False)
        return before, after


def sentence_spans(reading: Reading) -> Iterator[Span]:
    """Yield the sentences of a paragraph in the article; a quotation that stands on its own is never cut."""
    text = reading.text
    start = 0
    for end, sure in boundaries(text):
        if sure:
            yield from _span(reading, start, end)
            start = end
    yield from _span(reading, start, len(text))


def _span(reading: Reading, start: int, end: int) -> Iterator[Span]:
    while end > start and reading.text[end - 1] == " ":
        end -= 1
    if end > start:
        first, last = reading.start_in_article(start), reading.end_in_article(end)
        for quotation in reading.quotations_in(first - 1, last + 1):
            # The marks of what is quoted within a sentence are not in the reading.
            if quotation.start == first:
                first = quotation.outer_start
            if quotation.end == last:
                last = quotation.outer_end
        yield first, last


def _shorten(words: str, *, keep_end: bool) -> str:
    words = " ".join(words.split())
    if len(words) <= _MAX_CONTEXT:
        return words
    return words[-_MAX_CONTEXT:].split(" ", 1)[-1] if keep_end else words[:_MAX_CONTEXT].rsplit(" ", 1)[0]
