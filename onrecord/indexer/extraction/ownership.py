"""Which frame does a quotation belong to: the one before it, the one behind it, or none?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .cues import ANSWER_NOUNS, Cue
from .frames import Frame, make_frame
from .grammar import is_verb
from .mentions import is_person_word
from .phrases import voice_of
from .word_lists import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from .nesting import Reported
    from .passages import Passage, Standalone

# Any verb directly behind a quotation that ends with a comma: "...", Smith shot back.
_MANNER: Final = Cue("", "manner", frozenset())
_FULL_STOP: Final = re.compile(r"[.][\"'”’»]?\s*$")
# Behind the last word of a quotation, the closing marks of one inside it may stand.
_INNER_MARKS: Final = " \"'”’»"
_STOPS: Final = frozenset((".", "!", "?", ";"))
_LOOSE: Final = frozenset(("speech", "writing", "question", "demand"))
_NO_CUES: Final = words_of(
    "is was are were be been has had have do does did 's 're became becomes remains remained seemed seems means meant"
)
# Words between a quotation and its frame: "...", then, he said
_NEAR: Final = 3
_MAX_FRAME: Final = 40


def owner_of(passage: Passage, standalone: Standalone, frames: Sequence[Reported]) -> Frame | None:
    """Return the frame that attributes a standalone quotation, None where none in its sentence does."""
    doc = passage.doc
    behind = _directly_behind(passage, standalone, frames)
    before = _directly_before(doc, standalone, frames)
    text = passage.reading.words_of(standalone.quotation)
    comma = text.rstrip(_INNER_MARKS).endswith(",") or (standalone.end < len(doc) and doc[standalone.end].text == ",")
    if behind is not None and (comma or before is None):
        return behind
    if before is not None:
        return before
    return _loosely_before(doc, standalone, frames) or _loosely_behind(doc, standalone, frames, comma=comma)


def _quotes(frame: Frame) -> bool:
    return frame.cue.quotes and frame.mood != "negated"


def _judges(frame: Frame) -> bool:
    return frame.cue.kind == "judgement" and frame.mood == "spoken" and frame.speaker is not None


def _looks_ahead(frame: Frame) -> bool:
    """Whether a participle introduces what follows: "...", she said, adding: ... But not "was quoted as saying"."""
    quoted_as = frame.verb.dep_ == "pcomp" and frame.verb.head.lower_ == "as"
    return frame.verb.tag_ == "VBG" and frame.cue.lemma != "according to" and not quoted_as


def _directly_behind(passage: Passage, standalone: Standalone, frames: Sequence[Reported]) -> Frame | None:
    doc, end = passage.doc, standalone.end
    stopped = bool(_FULL_STOP.search(passage.reading.words_of(standalone.quotation)))
    for frame, contents in frames:
        if not (end <= frame.left <= end + _NEAR) or not _only_filler(doc, end, frame.left) or not _quotes(frame):
            continue
        if _looks_ahead(frame):
            continue
        if frame.speaker is None and frame.cue.lemma != "according to":
            continue
        if stopped and any(first >= end for first, _ in contents):
            continue  # "We are done." Smith said that ...
        return frame
    if stopped:
        return None
    return _any_verb_behind(doc, end)


def _only_filler(doc: Doc, first: int, end: int) -> bool:
    return all(
        (token.is_punct and token.text not in _STOPS and token.text != '"') or token.tag_ in ("RB", "CC", "IN", "UH")
        for token in doc[first:end]
    )


def _any_verb_behind(doc: Doc, end: int) -> Frame | None:
    """Find a verb of any kind that has taken the quotation: "...", Smith shot back; "...", joked Smith."""
    start = end
    if start < len(doc) and doc[start].text == ",":
        start += 1
    for token in doc[start : start + 10]:
        if token.text in _STOPS or token.text in (",", '"', ":"):
            return None
        if token.tag_ not in ("VBD", "VBZ") or token.lower_ in _NO_CUES:
            continue
        frame = make_frame(token, _MANNER)
        near = frame.speaker is not None and frame.left == start
        if near and not any(child.dep_ in ("ccomp", "xcomp", "dobj", "attr", "acomp") for child in token.rights):
            return frame
        return None
    return None


def _directly_before(doc: Doc, standalone: Standalone, frames: Sequence[Reported]) -> Frame | None:
    first = standalone.first
    found: Frame | None = None
    for frame, _ in frames:
        if frame.right > first or not (_quotes(frame) or _judges(frame)):
            continue
        between = doc[frame.right : first]
        if all(token.text in (",", ":", "-", "--", "–", "—", "that") for token in between):
            found = frame
    return found


def _sentence_start(doc: Doc, first: int) -> int:
    """Return where the sentence of a quotation begins, by the full stops before it and not by the parser."""
    start = first
    while (
        start > 0 and first - start < _MAX_FRAME and not (doc[start - 1].text in _STOPS or doc[start - 1].text == '"')
    ):
        start -= 1
    return start


def _loosely_before(doc: Doc, standalone: Standalone, frames: Sequence[Reported]) -> Frame | None:
    """Find the last frame of speech in the sentence before the quotation: ... said, holding up a letter: "..."."""
    first = standalone.first
    start = _sentence_start(doc, first)
    if start == first or doc[first - 1].text not in (":", ",", "-", "--", "–", "—"):
        return None
    found: Frame | None = None
    for frame, contents in frames:
        if not (start <= frame.verb.i < first) or not _quotes(frame) or frame.cue.kind not in _LOOSE:
            continue
        if frame.speaker is not None and (doc[first - 1].text == ":" or not contents):
            found = frame
    return found


def _loosely_behind(doc: Doc, standalone: Standalone, frames: Sequence[Reported], *, comma: bool) -> Frame | None:
    """Find the first frame of speech behind a quotation that opens its sentence: "...", X, who lives there, said."""
    end = standalone.end
    begins = comma or (end < len(doc) and (doc[end].lower_ in ("was", "is", "were")))
    for frame, contents in frames:
        if frame.verb.i < end or _looks_ahead(frame) or not _quotes(frame):
            continue
        between = doc[end : frame.verb.i]
        if any(token.text in _STOPS or token.text == '"' for token in between) or len(between) > _MAX_FRAME:
            return None
        allowed = frame.cue.kind in _LOOSE or frame.cue.lemma == "put"
        if allowed and frame.speaker is not None and not any(first >= end for first, _ in contents):
            # Without a comma only a frame that has nothing else to attribute: "..." asking for aid, Smith said.
            return frame if begins or (not contents and doc[frame.left - 1].text == ",") else None
    return None


def hint_before(doc: Doc, first: int) -> Token | None:
    """Return the subject of the clause that a quotation follows without a cue: Smith shook his head: "..."."""
    i = first - 1
    while i >= 0 and (doc[i].is_punct or doc[i].text == '"'):
        i -= 1
    if i < 0:
        return None
    root = doc[i].sent.root
    if not is_verb(root):
        # A heading of its own: "Smith: ..."
        colon = first > 0 and doc[first - 1].text == ":"
        if not colon or root.tag_[:2] != "NN":
            return None
        if root.lower_ in ANSWER_NOUNS:
            return voice_of(root) or root
        # "His caption: ..." is his, "His lawyer: ..." the lawyer's.
        owner = next((child for child in root.lefts if child.dep_ == "poss"), None)
        return root if owner is None or is_person_word(root.lower_) else owner
    subject = next((child for child in root.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is not None and subject.lower_ in ANSWER_NOUNS:
        return voice_of(subject) or subject  # Roe's answer was simple: "..."
    return subject
