"""Why this speaker? What `show --explain` says of a statement's evidence, as lines with their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..statement import Evidence, Statement


def evidence_lines(statement: Statement) -> dict[str, str]:
    """Return the rule, the chain of mentions, what makes it sure or unsure, and the runner-up."""
    evidence = statement.evidence
    if evidence is None:
        came = "the statement came as a row, or the index is of an early version"
        return {"why": f"nothing is kept of how the speaker was found: {came}"}
    lines = {"why": f"{evidence.attribution}; {evidence.rule}"}
    if evidence.chain:
        links = [f"“{' '.join(link.text.split())}” [{link.start}, {link.end})" for link in evidence.chain]
        lines["mentions"] = "\n→ ".join(links)
    if statement.speaker is not None:
        lines["how sure"] = f"{statement.confidence:.2f}: {', '.join(_reasons(evidence))}"
    if evidence.runner_up is not None:
        lines["runner-up"] = f"{evidence.runner_up.name} ({evidence.runner_up.confidence:.2f})"
    return lines


def _reasons(evidence: Evidence) -> Iterator[str]:
    if evidence.speaker_kind is not None:
        yield evidence.speaker_kind
    yield {0: "nobody else fits", 1: "1 other fits"}.get(evidence.rivals, f"{evidence.rivals} others fit")
    if evidence.distance is not None:
        ago = {0: "in the same sentence", 1: "1 sentence before"}
        yield f"mentioned {ago.get(evidence.distance, f'{evidence.distance} sentences before')}"
    if evidence.agrees is not None:
        yield "gender or office agree" if evidence.agrees else "gender or office not told"
