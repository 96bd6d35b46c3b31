"""Which forms does an English verb have? Enough for the verbs of the cue lexicon."""

from __future__ import annotations

from typing import Final

from .word_lists import words_of

# Past and participle where they are not regular.
_IRREGULAR: Final[dict[str, tuple[str, ...]]] = {
    "say": ("said",),
    "tell": ("told",),
    "write": ("wrote", "written"),
    "swear": ("swore", "sworn"),
    "retell": ("retold",),
    "forecast": ("forecast", "forecasted"),
    "read": ("read",),
    "text": ("texted",),
    "think": ("thought",),
    "feel": ("felt",),
    "find": ("found",),
    "hold": ("held",),
    "foresee": ("foresaw", "foreseen"),
    "see": ("saw", "seen"),
    "sing": ("sang", "sung"),
    "spit": ("spat",),
    "begin": ("began", "begun"),
    "go": ("went", "gone"),
    "put": ("put",),
    "come": ("came",),
    "give": ("gave", "given"),
    "have": ("had",),
    "make": ("made",),
    "speak": ("spoke", "spoken"),
    "forget": ("forgot", "forgotten"),
    "set": ("set",),
    "understand": ("understood",),
}
_THIRD_PERSON: Final = {"have": "has", "go": "goes"}
# Verbs of more than one syllable or with a final consonant that is doubled: "quipped", "submitted".
_DOUBLED: Final = words_of(
    "quip submit brag admit rebut slam dub pan plan forget begin put nod grin sob beg prod shrug snap blog tut spit"
)
_BRITISH_DOUBLED: Final = words_of("label signal model")
_VOWELS: Final = "aeiou"


def all_forms(lemmas: str) -> frozenset[str]:
    """Return all forms of the verbs of a list."""
    return frozenset(form for lemma in words_of(lemmas) for form in verb_forms(lemma))


def verb_forms(lemma: str) -> frozenset[str]:
    """Return the verb's forms, the base among them: say, says, said, saying."""
    return frozenset((lemma, _third_person(lemma), *_pasts(lemma), *_present_participles(lemma)))


def _third_person(lemma: str) -> str:
    if lemma in _THIRD_PERSON:
        return _THIRD_PERSON[lemma]
    if lemma.endswith(("s", "sh", "ch", "x", "z")):
        return f"{lemma}es"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return f"{lemma[:-1]}ies"
    return f"{lemma}s"


def _pasts(lemma: str) -> tuple[str, ...]:
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if lemma.endswith("e"):
        return (f"{lemma}d",)
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return (f"{lemma[:-1]}ied",)
    return tuple(f"{stem}ed" for stem in _stems(lemma))


def _present_participles(lemma: str) -> tuple[str, ...]:
    if lemma.endswith("e") and not lemma.endswith(("ee", "ye", "oe")):
        return (f"{lemma[:-1]}ing",)
    return tuple(f"{stem}ing" for stem in _stems(lemma))


def _stems(lemma: str) -> tuple[str, ...]:
    doubled = lemma + lemma[-1]
    if lemma in _BRITISH_DOUBLED:
        return (lemma, doubled)
    return (doubled,) if lemma in _DOUBLED else (lemma,)
