"""Which frames of a passage stand, where one lies inside what another reports?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .cues import cue_table
from .grammar import FINITE, sentence_end
from .word_lists import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from .frames import Frame, Stretch
    from .passages import Passage

Reported = tuple["Frame", list["Stretch"]]

_COORDINATORS: Final = frozenset(("while", "but", "whereas", "although", "though", "and", "as"))
# Who passes on what others said: of "Smith said it was over, Reuters reported", Smith's part is the statement.
_MESSENGERS: Final = words_of("""
    report reports media newspaper newspapers paper agency broadcaster station channel outlet outlets press magazine
    reuters afp ap tass ria interfax xinhua bloomberg bbc cnn npr nbc cbs abc pti ani dpa efe ansa kyodo yonhap
    sputnik tabloid daily weekly website blog transcript statement footage video
""")
_MESSENGER_NAMES: Final = words_of(
    "times post news journal tribune herald guardian telegraph gazette television tv radio today network novosti"
)
_MESSENGER_CUES: Final = frozenset(("according to", "report", "quote", "write", "say", "cite"))
# An inner frame that, with its clause, covers this much of the outer one is what the messenger passes on.
_PASSED_ON: Final = 0.6
# The cues whose clause is somebody's words and no mere view of his.
_TELLING: Final = frozenset(("speech", "writing", "question", "demand", "finding"))


def standing_frames(passage: Passage) -> list[Reported]:
    """Return the frames that stand, in order: the outer of two, but not a messenger around a speaker.

    What a frame reports is cut before another speaker's own frame ("..., while Jones said ...").
    """
    speaking = [(frame, contents) for frame, contents in passage.frames if contents]
    frames = [(frame, _cut(passage.doc, frame, contents, speaking)) for frame, contents in passage.frames]
    messengers = [frame for frame, contents in frames if _passes_on(passage.doc, (frame, contents), speaking)]
    frames = [
        (frame, [_before_messenger(stretch, messengers) for stretch in contents])
        for frame, contents in frames
        if frame not in messengers
    ]
    kept: list[Reported] = []
    outer: list[list[Stretch]] = []
    for frame, contents in sorted(frames, key=lambda pair: -_size(pair[1])):
        if not any(_inside(frame, stretches) for stretches in outer):
            kept.append((frame, contents))
            if contents:
                outer.append(contents)
    return sorted(kept, key=lambda pair: (pair[0].left, pair[0].verb.i))


def nested_frames(standing: Sequence[Reported], passage: Passage) -> list[tuple[Reported, Frame]]:
    """Return what is told to have been said within what a standing frame reports, with that frame.

    Smith said [the minister had told him that [it was over]]: the minister's words, within Smith's. Only speech of
    the past counts, told in full: "he said they propose a ceasefire" and "he said that Nato says it does not care"
    tell what Smith makes of their deeds.
    """
    found: list[tuple[Reported, Frame]] = []
    for frame, contents in passage.frames:
        if not contents or frame.speaker is None or any(frame is outer for outer, _ in standing):
            continue
        if frame.cue.kind not in _TELLING or frame.verb.tag_ not in ("VBD", "VBN"):
            continue
        perfect = any(child.lower_ in ("had", "has", "have") for child in frame.verb.lefts)
        told = perfect or any(token.tag_ in FINITE for first, end in contents for token in passage.doc[first:end])
        if not told:
            continue
        governor = cue_table().get(frame.verb.head.lower_)
        if frame.verb.dep_ in ("xcomp", "pcomp") and governor is not None and governor.lemma == "deny":
            continue  # "denied having told them that ..."
        around = next((outer for outer, stretches in standing if _inside(frame, stretches)), None)
        if around is not None and not any(_inside(around, [stretch]) for stretch in contents):
            found.append(((frame, contents), around))
    return found


def _before_messenger(stretch: Stretch, messengers: Sequence[Frame]) -> Stretch:
    first, end = stretch
    for messenger in messengers:
        if first < messenger.left < messenger.right <= end:
            end = messenger.left
    return first, end


def _size(contents: Sequence[Stretch]) -> int:
    return sum(end - first for first, end in contents)


def _inside(frame: Frame, contents: Sequence[Stretch]) -> bool:
    return any(first <= frame.verb.i < end for first, end in contents)


def _cut(doc: Doc, frame: Frame, contents: list[Stretch], frames: Sequence[Reported]) -> list[Stretch]:
    """Cut what is reported before a coordinate frame with a speaker of its own."""
    for other, reported in frames:
        if other is frame or other.speaker is None or not reported or other.verb.i < frame.verb.i:
            continue
        if _is_second_verb(frame, other):
            # "... said it was late and warned that ...": her second verb, not part of what she said
            other.speaker = frame.speaker
            contents = [(first, min(end, other.verb.i - 1)) for first, end in contents if first < other.verb.i - 1]
            continue
        if (
            other.speaker.head != other.verb
            or other.speaker.i > other.verb.i
            or other.cue.kind not in ("speech", "writing", "demand", "question")
        ):
            continue
        cut = other.left
        if cut < len(doc) and doc[cut].lower_ in _COORDINATORS:
            cut += 1
        if cut - 1 < 1 or doc[cut - 1].lower_ not in _COORDINATORS:
            continue
        cut -= 1
        comma = doc[cut - 1].text == ","
        if doc[cut].lower_ in ("and", "as") and not comma:
            continue
        contents = [
            (first, min(end, cut - comma) if first < cut < end else end) for first, end in contents if first < cut
        ] or contents
    return contents


def _is_second_verb(frame: Frame, other: Frame) -> bool:
    """Whether a cue is the speaker's second in the sentence: "put it at nine and warned that it could be more"."""
    doc, i = frame.verb.doc, other.verb.i
    if not frame.verb.i + 1 < i < sentence_end(doc, frame.verb.i) - 1:
        return False
    alike = frame.cue.kind != "manner" and other.verb.tag_ == frame.verb.tag_
    own = any(child.dep_ in ("nsubj", "nsubjpass") and child.i < i for child in other.verb.children)
    follows = doc[i + 1].lower_ == "that" or (other.cue.lemma == "say" and doc[i + 1].tag_ in ("PRP", "DT"))
    return alike and not own and doc[i - 1].tag_ == "CC" and follows and other.cue.kind in ("speech", "writing")


def _passes_on(doc: Doc, pair: Reported, frames: Sequence[Reported]) -> bool:
    """Whether a frame is a messenger's around somebody else's statement."""
    frame, contents = pair
    if frame.cue.lemma not in _MESSENGER_CUES or frame.speaker is None or not contents:
        return False
    if frame.speaker.lower_ not in _MESSENGERS and frame.speaker.lower_ not in _MESSENGER_NAMES:
        return False
    first, end = min(start for start, _ in contents), max(stop for _, stop in contents)
    for other, reported in frames:
        if other is frame or not _inside(other, contents) or other.speaker is None:
            continue
        if other.speaker.lower_ in _MESSENGERS or other.cue.kind not in ("speech", "writing"):
            continue
        finite = any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for first, end in reported for token in doc[first:end])
        start = min(other.left, reported[0][0])
        covered = min(end, max(stop for _, stop in reported)) - max(first, start)
        if finite and covered >= _PASSED_ON * (end - first):
            return True
    return False
