"""How does a speaker explain itself? The evidence that goes with a statement, out of what the resolver knows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ...statement import Evidence, Link, RunnerUp
from .confidence import confidence_of, runner_up_confidence

if TYPE_CHECKING:
    from .speakers import Speaker


def evidence_of(speaker: Speaker, text: str) -> tuple[Evidence, float]:
    """Return the evidence of a speaker in an article's text, and the confidence that follows from it."""
    finding = speaker.finding
    evidence = Evidence(
        attribution=speaker.attribution.value,
        rule=finding.rule.value,
        speaker_kind=_kind(speaker),
        chain=tuple(Link(text[start:end], start, end) for start, end in dict.fromkeys(speaker.chain)),
        rivals=finding.rivals,
        distance=finding.distance,
        agrees=finding.agrees,
    )
    confidence = confidence_of(evidence)
    second = finding.second.name if finding.second is not None else None
    if second is None or second == speaker.name or speaker.name is None:
        return evidence, confidence
    return replace(evidence, runner_up=RunnerUp(second, runner_up_confidence(confidence))), confidence


def _kind(speaker: Speaker) -> str | None:
    if speaker.name is None:
        return None
    kind = "person" if speaker.character is None else speaker.character.kind
    if kind == "person" and " " not in speaker.name:
        return "person by one name"
    return {"group": "organisation", "unknown": "person or organisation", "unnamed": "description"}.get(kind, kind)
