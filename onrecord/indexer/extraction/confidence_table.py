"""What is each piece of evidence worth? Logarithms of odds, written by `eval/calibrate.py`."""

from __future__ import annotations

from typing import Final

# Of the statements with a wrong speaker and a runner-up, the share whose runner-up was right.
RUNNER_UP_SHARE: Final = 0.39
WEIGHTS: Final[dict[str, float]] = {
    "agrees: False": -0.28,
    "agrees: True": 0.31,
    "attribution: label of the turn": 0.14,
    "attribution: name before a colon": -0.13,
    "attribution: named in the sentence of the cue": -0.85,
    "attribution: owner of the cue": 0.04,
    "attribution: same speaker as the quotation before": -1.45,
    "attribution: signature behind the quotation": -0.49,
    "attribution: speaker of the sentence before": -0.71,
    "attribution: subject of the cue": 0.29,
    "attribution: subject of the sentence before": -1.16,
    "distance: 0": 0.16,
    "distance: 1": 0.5,
    "distance: 2": -0.2,
    "distance: 3": -0.68,
    "kind: description": -0.01,
    "kind: organisation": 0.01,
    "kind: person": 0.7,
    "kind: person by one name": -0.5,
    "kind: person or organisation": -0.01,
    "rivals: 0": -0.03,
    "rivals: 1": 0.16,
    "rivals: 2": 0.06,
    "rule: answer: whom the article names most": 0.4,
    "rule: answer: whom the article interviews": 2.6,
    "rule: description: nobody is named": 1.78,
    "rule: description: one of those just spoken of": 0.6,
    "rule: description: the office of one person": 1.48,
    "rule: description: the office of several persons": 0.24,
    "rule: description: the organisation spoken of": 0.86,
    "rule: description: the person just spoken of": 0.4,
    "rule: description: the person named next": 0.4,
    "rule: full name": 3.26,
    "rule: initials on the label": 3.0,
    "rule: name beside a description": 3.39,
    "rule: name of an organisation or a place": 2.03,
    "rule: name on the label": 3.64,
    "rule: name that may be a person's or not": 1.59,
    "rule: part of a name that one person has": 2.42,
    "rule: part of a name that several persons have": 1.04,
    "rule: pronoun: the nearest of several who fit": 0.74,
    "rule: pronoun: the nearest who fits": 1.87,
    "rule: pronoun: who just spoke together": 1.4,
}
