"""What does a source say about one article, before dates, defaults and the id are worked out?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .outcome import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One article as its source gives it; `date` is as written there, `place` where it stands in a file of rows.

    `host` is where the article stood on the web: the outlet of last resort.
    """

    text: str
    place: Place | None = None
    own_id: str | None = None
    title: str = ""
    url: str | None = None
    outlet: str | None = None
    host: str | None = None
    date: str | float | None = None
    author: str | None = None
    language: str | None = None
