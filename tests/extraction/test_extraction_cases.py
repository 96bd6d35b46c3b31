"""How are the cases of extraction written down? As text, with the statements under it.

`# a sentence that names the case`, the article's text on one line with `\\n` for a new line, and for every statement
in it a line `> kind | speaker | cue | words` (in speakers.txt `> speaker | words that name them | words`). None is
"None". Worked by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.statement import Statement

    Extract = Callable[[str], list[Statement]]

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: tuple[tuple[str, ...], ...]


def read_cases(name: str) -> list[Case]:
    cases: list[Case] = []
    blocks = (CASES / name).read_text(encoding="utf-8").strip().split("\n\n")
    for block in blocks:
        title, text, *statements = block.split("\n")
        assert title.startswith("# ")
        expected = tuple(
            tuple(part.replace("\\n", "\n") for part in line.removeprefix("> ").split(" | ")) for line in statements
        )
        cases.append(Case(title.removeprefix("# "), text.replace("\\n", "\n"), expected))
    return cases


def _params(name: str) -> list[object]:
    return [pytest.param(case, id=case.name) for case in read_cases(name)]


def _found(statements: list[Statement]) -> tuple[tuple[str, ...], ...]:
    return tuple((s.kind, str(s.speaker), str(s.cue), s.text) for s in statements)


@pytest.mark.parametrize("case", _params("quotations.txt"))
def test_a_quotation_is_found_with_its_speaker_and_its_cue(case: Case, extract: Extract) -> None:
    assert _found(extract(case.text)) == case.expected


@pytest.mark.parametrize("case", _params("reported.txt"))
def test_reported_speech_is_found_with_its_speaker_and_its_cue(case: Case, extract: Extract) -> None:
    assert _found(extract(case.text)) == case.expected


@pytest.mark.parametrize("case", _params("nothing.txt"))
def test_what_nobody_said_is_no_statement(case: Case, extract: Extract) -> None:
    assert case.expected == ()
    assert _found(extract(case.text)) == ()


@pytest.mark.parametrize("case", _params("speakers.txt"))
def test_the_speaker_is_the_fullest_name_in_the_article(case: Case, extract: Extract) -> None:
    found = tuple((str(s.speaker), str(s.speaker_mention), s.text) for s in extract(case.text))
    assert found == case.expected


@pytest.mark.parametrize("case", _params("gaps.txt"))
@pytest.mark.xfail(
    strict=True, reason="known gaps: the parser misleads, or no rule has been found that helps more than it harms"
)
def test_known_gaps_are_still_gaps(case: Case, extract: Extract) -> None:
    assert _found(extract(case.text)) == case.expected
