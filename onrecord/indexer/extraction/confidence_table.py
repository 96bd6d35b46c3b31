"""What is each piece of evidence worth? Logarithms of odds, written by `eval/calibrate.py`."""

from __future__ import annotations

from typing import Final

# Of the statements with a wrong speaker and a runner-up, the share whose runner-up was right.
RUNNER_UP_SHARE: Final = 0.36
WEIGHTS: Final[dict[str, float]] = {
    "agrees: False": -0.18,
    "agrees: True": 0.04,
    "attribution: label of the turn": 0.04,
    "attribution: name before a colon": -0.1,
    "attribution: named in the sentence of the cue": -0.68,
    "attribution: owner of the cue": -0.01,
    "attribution: quoted again in the article": 0.01,
    "attribution: same speaker as the quotation before": -1.31,
    "attribution: signature behind the quotation": -0.49,
    "attribution: speaker of the sentence before": -0.68,
    "attribution: subject of the cue": 0.12,
    "attribution: subject of the sentence before": -1.22,
    "distance: 0": 0.16,
    "distance: 1": 0.43,
    "distance: 2": -0.21,
    "distance: 3": -0.6,
    "kind: description": -0.32,
    "kind: organisation": 0.1,
    "kind: person": 0.37,
    "kind: person by one name": -0.17,
    "kind: person or organisation": 0.2,
    "rivals: 0": 0.24,
    "rivals: 1": 0.02,
    "rivals: 2": -0.07,
    "rule: answer: whom the article interviews": 2.6,
    "rule: answer: whom the article names most": 0.4,
    "rule: description: nobody is named": 1.37,
    "rule: description: one of those just spoken of": 0.62,
    "rule: description: the office of one person": 1.43,
    "rule: description: the office of several persons": 0.26,
    "rule: description: the organisation spoken of": 0.9,
    "rule: description: the person just spoken of": 0.31,
    "rule: description: the person named next": 0.4,
    "rule: full name": 3.54,
    "rule: initials on the label": 3.0,
    "rule: name beside a description": 3.29,
    "rule: name of an organisation or a place": 2.28,
    "rule: name on the label": 3.54,
    "rule: name that may be a person's or not": 1.79,
    "rule: part of a name that one person has": 2.46,
    "rule: part of a name that several persons have": 1.0,
    "rule: pronoun: the nearest of several who fit": 0.68,
    "rule: pronoun: the nearest who fits": 1.87,
    "rule: pronoun: who just spoke together": 1.4,
}
