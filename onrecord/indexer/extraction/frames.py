"""Which words of a sentence attribute, to whom, and what lies around them? Frames, read off the parse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .cues import Cue, cue_table
from .frame_words import opens_clause
from .grammar import is_verb
from .mood import Mood, mood_of
from .subject_shapes import subject_behind_comma, subject_by_shape
from .subjects import subject_of
from .word_lists import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

# Half-open, in tokens of one parsed text.
Stretch = tuple[int, int]

_DASHES: Final = frozenset(("-", "--", "–", "—"))
_BREAKS: Final = frozenset((",", '"', ":", ";", "(", ")", *_DASHES))
# What may stand between a verb and the end of its frame: "told reporters in Paris on Tuesday".
_FRAME_DEPS: Final = words_of("dobj dative prep npadvmod advmod prt agent acomp neg aux auxpass dep tmod")
# What stands before a verb and is part of its frame.
_HELPER_DEPS: Final = words_of("aux auxpass neg advmod mark")


@dataclass(slots=True)
class Frame:
    """A word that attributes, a verb mostly, with the words that belong to it and not to what was said.

    `speaker` is the head of the subject's noun phrase. `[left, right)` are the tokens from the subject to the last
    word of the frame, what was said left out.
    """

    verb: Token
    cue: Cue
    speaker: Token | None
    mood: Mood
    left: int
    right: int
    cue_stretch: Stretch


def verb_frames(doc: Doc) -> Iterator[Frame]:
    """Yield a frame for every verb of the lexicon, in order, whether or not anything is found to have been said."""
    table = cue_table()
    for token in doc:
        cue = table.get(token.lower_)
        if cue is None:
            continue
        if _is_past_beside_quotation(token, cue):
            token.tag_ = "VBD"
        elif not is_verb(token) or token.dep_ in ("amod", "compound"):
            continue
        if cue.particle and not _has_particle(token, cue.particle):
            continue
        yield make_frame(token, cue)


def _is_past_beside_quotation(token: Token, cue: Cue) -> bool:
    """Whether a past tense stands between a name and a quotation, though the tagger takes it for part of the name.

    "...", Pat joked.; Pat joked: "..."; "...", spat Roe.
    """
    doc, i, word = token.doc, token.i, token.lower_
    if token.tag_[:2] not in ("NN", "JJ") or word != token.text or word in (cue.lemma, f"{cue.lemma}s"):
        return False
    if not 0 < i < len(doc) - 1 or word.endswith("ing") or not cue.quotes:
        return False
    before, behind = doc[i - 1], doc[i + 1]
    if before.text == '"':
        return behind.is_title
    first = i - 1
    while first > 0 and doc[first].is_title and doc[first - 1].is_title:
        first -= 1
    quoted = (first > 0 and doc[first - 1].text == '"') or any(t.text == '"' for t in doc[i + 1 : i + 3])
    return before.is_title and quoted and behind.text in _BREAKS | {"."}


def make_frame(verb: Token, cue: Cue) -> Frame:
    """Find the subject, the mood and the extent of a verb's frame."""
    speaker = subject_of(verb, quotes=cue.quotes)
    shaped = subject_by_shape(verb) if speaker is None and cue.quotes else None
    if speaker is not None and cue.quotes and speaker.i < verb.i:
        shaped = subject_behind_comma(verb, speaker)
    if shaped is not None:
        speaker = shaped[0]
    mood = mood_of(verb, speaker)
    left, right = _extent(verb, speaker)
    if shaped is not None:
        left = min(left, shaped[1])
    return Frame(verb, cue, speaker, mood, left, right, _cue_stretch(verb, mood))


def _cue_stretch(verb: Token, mood: Mood) -> Stretch:
    """Return the words that are shown as the cue: the verb, with its "not" and its "out"."""
    first, last = verb.i, verb.i
    if mood == "negated":
        first = min([first, *(child.i for child in verb.lefts if child.dep_ in ("aux", "neg"))])
    for child in verb.rights:
        if child.dep_ == "prt" and child.i == last + 1:
            last = child.i
    return first, last + 1


def _has_particle(verb: Token, particle: str) -> bool:
    return any(child.lower_ == particle for child in verb.rights) or (
        verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == particle
    )


def _extent(verb: Token, speaker: Token | None) -> Stretch:
    sentence = verb.sent
    return max(_left(verb, speaker), sentence.start), min(_right(verb, speaker), sentence.end)


def _left(verb: Token, speaker: Token | None) -> int:
    left = verb.i
    for child in verb.lefts:
        # An adverb that a comma parts from the verb belongs to what was said.
        parted = child.dep_ == "advmod" and verb.doc[child.right_edge.i + 1].text in _BREAKS
        own = child.dep_ in _HELPER_DEPS or (child == speaker and child.dep_ in ("nsubj", "nsubjpass"))
        if own and not parted:
            left = min(left, child.left_edge.i)
    if speaker is not None and speaker.i < verb.i and speaker.head == verb:
        left = min(left, subject_edge(speaker))
    return left


def _right(verb: Token, speaker: Token | None) -> int:
    right = verb.i + 1
    if speaker is not None and speaker.i > verb.i and speaker.left_edge.i == right:
        right = speaker.right_edge.i + 1
    for child in verb.rights:
        if child.i < right:
            continue
        if child.left_edge.i != right or child.dep_ not in _FRAME_DEPS or _opens_content(child):
            break
        right = child.right_edge.i + 1
        for token in verb.doc[child.left_edge.i : right]:
            governor = token.head.head
            if token.lower_ == "that" and token.tag_ == "IN" and (governor == verb or not is_verb(governor)):
                return token.i  # "told them in a statement that ...": what follows is what was said
            if token.lower_ == "that" and token.i > verb.i + 1 and opens_clause(token):
                return token.i  # "denied at the time that ..."
    return right


def _opens_content(child: Token) -> bool:
    """Whether a dependent after the verb is no part of the frame: an object that is a clause in disguise."""
    return any(grandchild.dep_ in ("relcl", "ccomp") for grandchild in child.children) and child.dep_ == "dep"


def subject_edge(speaker: Token) -> int:
    """Return where the subject's noun phrase begins; what a parser hangs before a comma on it is not its own."""
    edge = speaker.left_edge.i
    doc = speaker.doc
    if edge == speaker.i:
        return edge
    # "The deal is dead, Smith said": the phrase begins behind the last comma, unless it is a list of names.
    for i in range(speaker.i - 1, edge - 1, -1):
        if doc[i].text in (",", '"', ":", ";") and doc[i].head != speaker:
            return i + 1
    return edge
