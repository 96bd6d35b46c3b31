"""What does a person see of corrections? Lines for the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..storage import Words
from .render import count, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..storage import Correction, Standing

_INDENT: Final = 4


def verdict(correction: Correction) -> str:
    """Return what a correction says, in words."""
    if correction.verdict == "not_a_statement":
        return "not a statement"
    if correction.verdict == "undo":
        return "as extracted"
    return ", ".join(part for part in (correction.speaker or "speaker unknown", correction.role) if part)


def corrections(found: Sequence[Standing]) -> None:
    """Print every correction with its state, what it speaks of, and who made it."""
    for each in found:
        correction = each.correction
        line(f"{each.state}: {verdict(correction)}")
        line(_place(each), indent=_INDENT)
        if about := _about(correction):
            line(about, indent=_INDENT)
    line(f"{count(len(found), 'correction')}, {sum(each.is_lost for each in found):,} without a place")


def _place(standing: Standing) -> str:
    target, article = standing.correction.target, standing.correction.article_id
    words = " ".join(target.text.split())
    if isinstance(target, Words):
        return f"“{words}” ({' '.join((*standing.statement_ids, 'in'))} article {article})"
    return f"speaker mentioned as “{words}” ({count(len(standing.statement_ids), 'statement')} in article {article})"


def _about(correction: Correction) -> str:
    day = correction.on.isoformat() if correction.on else None
    who = ", ".join(part for part in (correction.by, day) if part)
    return ": ".join(part for part in (who, correction.note) if part)
