"""How does a person read the errors? A text with a table of counts, then every error in its place."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Final

from .gold import words_at
from .mistakes import SORTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..statement import Statement
    from .gold import GoldStatement, Span
    from .mistakes import Mistake

_SENTENCE_END: Final = re.compile(r"(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bSt)[.!?…][\"'”’»)\]]*\s+|\n\s*\n\s*")
# A sentence longer than this on either side of the statement says no more about it.
_AROUND: Final = 240


def pages(mistakes: Sequence[Mistake]) -> str:
    """Return the errors, sorted as they come, as a text."""
    return "\n".join([*_table(mistakes), "", *_entries(mistakes)]) + "\n"


def in_place(text: str, spans: Sequence[Span]) -> str:
    """Return the sentences around some spans in one line, the spans marked with ▶ and ◀."""
    start, end = spans[0][0], spans[-1][1]
    before = text[max(0, start - _AROUND) : start]
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    first = start - len(before) + (ends[-1] if ends else 0)
    # The stop that ends the sentence may be the statement's last character.
    stop = _SENTENCE_END.search(text, max(start, end - 1), end + _AROUND)
    last = max(end, stop.end()) if stop else min(len(text), end + _AROUND)
    parts, at = ["" if ends or first == 0 else "… "], first
    for left, right in spans:
        parts += [text[at:left], "▶", text[left:right], "◀"]
        at = right
    parts += [text[at:last], "" if stop or last == len(text) else " …"]
    return _printable(" ".join("".join(parts).split()))


def _table(mistakes: Sequence[Mistake]) -> Iterator[str]:
    sorts = Counter(mistake.sort for mistake in mistakes)
    details = Counter((mistake.sort, mistake.detail) for mistake in mistakes)
    yield f"{len(mistakes)} error{'' if len(mistakes) == 1 else 's'}"
    for sort in SORTS:
        yield f"{sorts[sort]:6}  {sort}"
        for (of, detail), number in details.most_common():
            if of == sort:
                yield f"{number:14}  {_printable(detail)}"


def _entries(mistakes: Sequence[Mistake]) -> Iterator[str]:
    for (sort, detail), group in groupby(mistakes, key=lambda mistake: (mistake.sort, mistake.detail)):
        members = list(group)
        heading = _printable(f"{sort}: {detail} ({len(members)})")
        yield from ("", heading, "=" * len(heading))
        for mistake in members:
            yield from ("", _printable(mistake.article.article.article_id))
            text = mistake.article.article.text
            if mistake.gold is not None:
                yield f"  gold   {_of_gold(mistake.gold, text)}"
                yield f"         {in_place(text, mistake.gold.spans)}"
            if mistake.found is not None:
                yield f"  found  {_of_found(mistake.found)}"
                yield f"         {in_place(text, _spans(mistake.found))}"


def _spans(found: Statement) -> Sequence[Span]:
    return found.quoted if found.kind == "direct" and found.quoted else ((found.start, found.end),)


def _of_gold(gold: GoldStatement, text: str) -> str:
    names = " / ".join(gold.speaker_names) or "nobody can tell"
    labels = f" [{', '.join(gold.classes)}]" if gold.classes else ""
    return _printable(_described(gold.kind, gold.cue, words_at(text, gold.mention)) + f" = {names}{labels}")


def _of_found(found: Statement) -> str:
    who = f" = {found.speaker or 'unknown'} ({found.confidence:.2f})"
    return _printable(_described(found.kind, found.cue, found.speaker_mention) + who)


def _described(kind: str, cue: str | None, mention: str | None) -> str:
    said = f"cue “{cue}”" if cue else "no cue"
    return f"{kind}, {said}, by {f'“{mention}”' if mention else 'no mention'}"


def _printable(text: str) -> str:
    """Return a line without what could steer a terminal."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text)
