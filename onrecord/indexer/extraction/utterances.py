"""What does one attribution cover? A frame with its clauses and quotations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .speakers import Attribution

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .frames import Frame, Stretch
    from .passages import Passage
    from .quotations import Quotation


@dataclass(eq=False, slots=True)
class Utterance:
    """What one attribution covers: clauses as token stretches of `passage`, and standalone quotations.

    `frame` is None for a quotation without an attribution of its own; then its speaker is named by `hint`, in the
    sentence before or where `hinted` says, or is carried over from `carried_from`. `within` is the utterance that
    reports this one.
    """

    passage: Passage
    frame: Frame | None = None
    contents: list[Stretch] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    hint: Token | None = None
    hinted: Attribution = Attribution.SUBJECT_BEFORE
    carried_from: Utterance | None = None
    within: Utterance | None = None

    @property
    def start(self) -> int:
        """Where in the article the first word said stands."""
        places = [quotation.outer_start for quotation in self.quotations]
        places.extend(self.passage.span_of(first, end)[0] for first, end in self.contents)
        return min(places)

    @property
    def attribution(self) -> Attribution:
        """Why the words that name its speaker belong to it."""
        if self.frame is None:
            return self.hinted
        verbal = self.frame.verb.tag_[:2] in ("VB", "MD") and self.frame.cue.lemma != "according to"
        return Attribution.CUE if verbal else Attribution.PHRASE

    def quotations_said(self) -> list[str]:
        """Return the words between the marks of each quotation."""
        article = self.passage.reading.article
        return [article[quotation.start : quotation.end] for quotation in self.quotations]

    @property
    def open_ended(self) -> bool:
        """Whether its last quotation is taken up by the next paragraph."""
        return bool(self.quotations) and self.quotations[-1].unclosed
