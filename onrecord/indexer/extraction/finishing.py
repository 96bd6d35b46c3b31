"""How does a statement leave the extraction? What was said, who said it, when and in which surroundings: one value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...statement import Statement
from .evidence import evidence_of

if TYPE_CHECKING:
    from datetime import date

    from ...statement import Article
    from .contexts import Sentences
    from .extent import Extent
    from .passages import Span
    from .speakers import Speaker


def finished(
    article: Article,
    extent: Extent,
    speaker: Speaker,
    sentences: Sentences,
    *,
    section: str | None,
    frame: Span | None = None,
    cue: str | None = None,
    day: date | None = None,
) -> Statement:
    """Return the statement, still without an id.

    Its context are the sentences around it and its `frame`; it was said on `day`, else when the article appeared.
    """
    first, last = (extent.start, extent.end) if frame is None else frame
    before, after = sentences.around(article.text, min(extent.start, first), max(extent.end, last))
    evidence, confidence = evidence_of(speaker, article.text)
    return Statement(
        statement_id="",
        article_id=article.article_id,
        text=article.text[extent.start : extent.end],
        kind=extent.kind,
        start=extent.start,
        end=extent.end,
        quoted=extent.quoted,
        speaker=speaker.name,
        speaker_mention=speaker.mention,
        role=speaker.role,
        cue=cue,
        section=section,
        context_before=before,
        context_after=after,
        said_on=day or article.published,
        confidence=confidence,
        evidence=evidence,
    )
