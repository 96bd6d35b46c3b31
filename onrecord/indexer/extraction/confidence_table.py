"""What is each piece of evidence worth? Logarithms of odds, written by `eval/calibrate.py`; do not edit."""

from __future__ import annotations

from typing import Final

# Of the statements with a wrong speaker and a runner-up, the share whose runner-up was right.
RUNNER_UP_SHARE: Final = 0.5
WEIGHTS: Final[dict[str, float]] = {
    "rule: full name": 3.5,
    "rule: name beside a description": 3.0,
    "rule: part of a name that one person has": 2.6,
    "rule: name of an organisation or a place": 2.2,
    "rule: name that may be a person's or not": 1.4,
    "rule: part of a name that several persons have": 0.85,
    "rule: description: the office of one person": 1.75,
    "rule: description: the office of several persons": 0.4,
    "rule: description: the person just spoken of": 0.4,
    "rule: description: the person named next": 0.4,
    "rule: description: the organisation spoken of": 0.85,
    "rule: description: nobody is named": 0.4,
    "rule: pronoun: the nearest who fits": 1.75,
    "rule: pronoun: the nearest of several who fit": 0.2,
    "rule: pronoun: who just spoke together": 0.8,
    "rule: name on the label": 3.5,
    "rule: initials on the label": 3.0,
    "rule: answer: whom the article names most": 0.4,
    "attribution: signature behind the quotation": -0.5,
    "attribution: speaker of the sentence before": -0.7,
    "attribution: subject of the sentence before": -1.3,
    "attribution: same speaker as the quotation before": -1.3,
}
