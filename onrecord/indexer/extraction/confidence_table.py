"""What is each piece of evidence worth? Logarithms of odds, written by `eval/calibrate.py`."""

from __future__ import annotations

from typing import Final

# Of the statements with a wrong speaker and a runner-up, the share whose runner-up was right.
RUNNER_UP_SHARE: Final = 0.42
WEIGHTS: Final[dict[str, float]] = {
    "agrees: False": -0.24,
    "agrees: True": 0.3,
    "attribution: label of the turn": 0.14,
    "attribution: name before a colon": -0.28,
    "attribution: named in the sentence of the cue": -0.85,
    "attribution: owner of the cue": 0.04,
    "attribution: same speaker as the quotation before": -1.44,
    "attribution: signature behind the quotation": -0.49,
    "attribution: speaker of the sentence before": -0.71,
    "attribution: subject of the cue": 0.26,
    "attribution: subject of the sentence before": -1.14,
    "distance: 0": 0.17,
    "distance: 1": 0.49,
    "distance: 2": -0.16,
    "distance: 3": -0.66,
    "kind: description": -0.03,
    "kind: person": 0.59,
    "kind: person by one name": -0.51,
    "rivals: 0": 0.04,
    "rivals: 1": -0.03,
    "rivals: 2": 0.03,
    "rule: answer: whom the article names most": 0.4,
    "rule: description: nobody is named": 1.71,
    "rule: description: one of those just spoken of": 0.62,
    "rule: description: the office of one person": 1.49,
    "rule: description: the office of several persons": 0.24,
    "rule: description: the organisation spoken of": 0.86,
    "rule: description: the person just spoken of": 0.4,
    "rule: description: the person named next": 0.4,
    "rule: full name": 3.28,
    "rule: initials on the label": 3.0,
    "rule: name beside a description": 3.42,
    "rule: name of an organisation or a place": 2.02,
    "rule: name on the label": 3.64,
    "rule: name that may be a person's or not": 1.57,
    "rule: part of a name that one person has": 2.44,
    "rule: part of a name that several persons have": 0.86,
    "rule: pronoun: the nearest of several who fit": 0.78,
    "rule: pronoun: the nearest who fits": 1.87,
    "rule: pronoun: who just spoke together": 1.4,
}
