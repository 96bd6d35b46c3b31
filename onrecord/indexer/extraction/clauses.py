"""What was said, where it is not in quotation marks? The clauses that a frame reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .clause_end import clause_end, is_own
from .complements import complement, infinitive, noun_object, prepositional
from .cues import NOT_SPOKEN, PREPOSITIONS, SILENT_SUBJECTS, cue_table
from .frame_words import first_word_said, without_that
from .grammar import (
    COMMAS,
    FINITE,
    begins_with_wh,
    holds_main_clause,
    is_finite,
    sentence_end,
    sentence_start,
    stands_as_comma,
)
from .mentions import is_speaking_thing
from .missed_clauses import behind_that, question_behind, rest_of_sentence
from .mood import is_infinitive
from .word_lists import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Token

    from .frames import Frame, Stretch

_SUBORDINATORS: Final = words_of(
    """than if because since when while whereas although though who whom which that what where as unless until after
    before"""
)
# "..., he said, because ...": what follows goes with what he said, and not with his saying it.
_REASONS: Final = words_of("because if unless although despite")
# "He said nothing" tells that he spoke, or that he did not, and no more.
_NOTHING: Final = words_of("nothing something anything little much more enough goodbye hello")
# The writer's and the reader's own views are not reported ones.
_WRITER: Final = frozenset(("i", "we", "you", "me", "us", "there", "what", "who"))


def reported(frame: Frame) -> list[Stretch]:
    """Return what the frame reports as said, as stretches of tokens in order; empty where it reports nothing.

    A frame in the middle gives the stretch before it and the one behind it.
    """
    if not can_report(frame):
        return []
    found = next(filter(None, _ways_to_report(frame)), [])
    return [stretch for stretch in map(_without_cc(frame), found) if stretch[1] > stretch[0]]


def _ways_to_report(frame: Frame) -> Iterator[list[Stretch]]:
    """Yield what stands for the thing said, by every way that the cue allows, the surest first."""
    takes = frame.cue.takes
    clause = "clause" in takes
    if clause or frame.cue.lemma == "put":
        yield _after_as(frame)
    before_first = clause and (_is_inverted(frame) or _is_bracketed(frame))
    if before_first:
        yield _clause_before(frame)
    if clause:
        yield _clause_behind(frame)
    if "infinitive" in takes:
        yield infinitive(frame)
    if "complement" in takes:
        yield complement(frame)
    yield from (prepositional(frame, preposition) for preposition in PREPOSITIONS if preposition in takes)
    if "noun" in takes:
        yield noun_object(frame)
    if clause and not before_first:
        yield _clause_before(frame)
    if clause:
        yield behind_that(frame) or question_behind(frame) or rest_of_sentence(frame)


def _without_cc(frame: Frame) -> Callable[[Stretch], Stretch]:
    """Return what cuts a dangling "and" off a stretch."""
    doc = frame.verb.doc

    def cut(stretch: Stretch) -> Stretch:
        first, end = stretch
        while end > first and doc[end - 1].tag_ in ("CC", ","):
            end -= 1
        return first, end

    return cut


def can_report(frame: Frame) -> bool:
    """Whether the frame says that something was said at all, by somebody who can."""
    if frame.mood == "hypothetical" or (frame.mood == "negated" and frame.cue.kind != "view"):
        return False
    if frame.speaker is None:
        return True
    doc, following = frame.verb.doc, frame.verb.i + 1
    if following < len(doc) and doc[following].lower_ in _NOTHING and doc[following].dep_ in ("dobj", "npadvmod"):
        return False
    if following < len(doc) and doc[following].lower_ == "by" and frame.verb.tag_ == "VBN":
        told_to = any(child.dep_ == "xcomp" and is_infinitive(child) for child in frame.verb.rights)
        # "said by analysts to be a blow" is nobody's clause.
        return told_to or frame.cue.kind in ("judgement", "question")
    word = frame.speaker.lower_
    return word not in _WRITER and not (word in SILENT_SUBJECTS and frame.cue.kind != "writing")


def _is_inverted(frame: Frame) -> bool:
    return frame.speaker is not None and frame.speaker.i > frame.verb.i


def _is_bracketed(frame: Frame) -> bool:
    """Whether commas stand on both sides: the dam, she said, is safe."""
    doc, sentence = frame.verb.doc, frame.verb.sent
    if not (sentence.start < frame.left and frame.right < sentence.end):
        return False
    return stands_as_comma(doc, frame.left - 1) and stands_as_comma(doc, frame.right)


def _clause_behind(frame: Frame) -> list[Stretch]:
    """He said (that) prices would rise; he asked whether they would."""
    verb = frame.verb
    clauses = [child for child in verb.rights if child.dep_ == "ccomp" and child.i > verb.i]
    if not clauses and frame.cue.kind != "view":
        clauses = [
            c for c in verb.rights if c.dep_ in ("xcomp", "parataxis") and is_finite(c) and c.left_edge.i > verb.i
        ]
    if not clauses:
        return []
    first = clauses[0]
    with_that = first.left_edge.lower_ == "that"
    if not (is_finite(first) or begins_with_wh(first) or with_that or frame.cue.kind == "question"):
        return []
    if frame.cue.kind == "finding" and not (with_that or _finds(frame)):
        return []
    start = max(min(token.i for token in first.subtree if token.i > verb.i), verb.i + 1)
    end = clause_end(frame, clauses[-1].right_edge.i + 1)
    that = frame.right < start and verb.doc[frame.right].lower_ == "that" and verb.doc[frame.right].tag_ == "IN"
    if that:  # the parser's clause begins too late
        start = frame.right
    elif verb.doc[start].lower_ != "that":
        start = first_word_said(frame, start)
    stretch = without_that(frame.verb.doc, start, end)
    if stretch[0] >= stretch[1]:
        return []
    relative = _relative(frame, stretch[0])
    if relative is None:
        return [stretch]
    return [relative, stretch] if relative[1] > relative[0] else []


def _finds(frame: Frame) -> bool:
    """Whether "found" without "that" reports a finding: a court's, a report's, not a passer-by's."""
    if frame.cue.lemma not in ("find", "conclude") or frame.speaker is None:
        return False
    return is_speaking_thing(frame.speaker.lower_) or frame.speaker.tag_ in ("NNS", "NNP")


def _relative(frame: Frame, start: int) -> Stretch | None:
    """Return the noun and the pronoun before "which he said would fail", whose clause has no subject of its own.

    None where the clause is whole, an empty stretch where nothing but "what" stands there.
    """
    doc = frame.verb.doc
    if doc[start].tag_ not in FINITE or frame.left == 0:
        return None
    pronoun = doc[frame.left - 1]
    if pronoun.lower_ not in ("which", "that", "who", "whom", "what"):
        return None
    clause = pronoun.head
    while clause.dep_ != "relcl" and clause.head != clause:
        clause = clause.head
    if pronoun.lower_ == "what" or clause.dep_ != "relcl":
        return (pronoun.i, pronoun.i)
    return (clause.head.left_edge.i, frame.left)


def _clause_before(frame: Frame) -> list[Stretch]:
    """Prices would rise, he said; prices, he said, would rise."""
    doc, verb = frame.verb.doc, frame.verb
    if not _may_follow(frame):
        return []
    start = sentence_start(doc, verb.i)
    edge = frame.left - 1
    # Behind a quotation the frame is the quotation's.
    if edge < start or not stands_as_comma(doc, edge) or (edge > start and doc[edge - 1].text == '"'):
        return []
    before = (start, edge)
    behind = _rest_of_sentence(frame)
    if behind is None:
        followed = frame.right < len(doc) and doc[frame.right].text in ('"', ":")
        return [before] if holds_main_clause(doc, *before) and not followed else []
    if edge - start == 1 and doc[start].tag_ in ("RB", "CC", "IN", "UH"):
        return [behind] if holds_main_clause(doc, *behind) else []
    return [before, behind] if holds_main_clause(doc, *before) or holds_main_clause(doc, *behind) else []


def _may_follow(frame: Frame) -> bool:
    """Whether a frame can stand behind what was said: no participle, no "than they expect", no bare "they think"."""
    verb = frame.verb
    if frame.speaker is None or frame.left == 0 or verb.tag_ == "VBG":
        return False
    if verb.doc[frame.left].lower_ in _SUBORDINATORS:
        return False
    said_before = verb.dep_ == "parataxis" or any(child.dep_ == "ccomp" for child in verb.lefts)
    return said_before or frame.cue.kind not in ("view", "finding")


def _rest_of_sentence(frame: Frame) -> Stretch | None:
    """Return what follows a frame in the middle and was said too; None where the frame ends it."""
    doc, end = frame.verb.doc, sentence_end(frame.verb.doc, frame.verb.i)
    if frame.right >= end or not stands_as_comma(doc, frame.right):
        return None
    start = frame.right + 1
    if start >= end or doc[start].text == '"':
        return None
    top = doc[start]
    while top.head.i >= start and top.head != top and top.head.i < end:
        top = top.head
    if doc[start].tag_ == "CC" and start + 1 < end and doc[start + 1].lower_ in NOT_SPOKEN:
        return None  # "..., they said, but refused to give details"
    on_frame = top.head != top and frame.left <= top.head.i < frame.right
    agent = doc[start].lower_ == "by" and frame.left > 1 and doc[frame.left - 2].tag_ == "VBN"
    reason = agent or (top.dep_ in ("advcl", "prep") and doc[start].lower_ in _REASONS)
    goes_on = reason or _is_second_clause(top)
    if is_own(top) or (on_frame and top.dep_ not in ("ccomp", "parataxis") and not goes_on):
        return None
    for token in doc[start + 1 : end]:
        # "..., he said, while Jones said ..." belongs to Jones; what stands before is his all the same.
        if token.lower_ in ("while", "but") and doc[token.i - 1].text == ",":
            return start, token.i - 1
    return start, end


def _is_second_clause(conjunction: Token) -> bool:
    """Whether "..., he said, and it will stay" goes on with what was said: a clause of its own that tells no deed.

    A past tense is the article's: "..., he said, and the crowd cheered".
    """
    joined = (token for token in conjunction.head.rights if token.dep_ == "conj" and token.i > conjunction.i)
    verb = next(joined, None)
    if conjunction.lower_ not in ("and", "but") or verb is None:
        return False
    if not any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in verb.lefts):
        return False
    finite = next((child for child in verb.lefts if child.tag_ in FINITE), verb)
    return finite.tag_ in ("MD", "VBZ", "VBP") and verb.lower_ not in cue_table()


def _after_as(frame: Frame) -> list[Stretch]:
    """As he said, prices would rise; as he put it, they were dead."""
    doc, verb = frame.verb.doc, frame.verb
    if verb.dep_ != "advcl" or not any(child.dep_ == "mark" and child.lower_ == "as" for child in verb.lefts):
        return []
    if any(child.dep_ == "ccomp" for child in verb.rights) or frame.speaker is None:
        return []
    sentence, end = verb.sent, sentence_end(doc, verb.i)
    first, last = verb.left_edge.i, verb.right_edge.i + 1
    if first <= sentence.start + 1:
        return [(last + 1, end)] if last < end and doc[last].text == "," else []
    if doc[first - 1].text not in COMMAS:
        return []
    stretches = [(sentence.start, first - 1)]
    if last < end and doc[last].text in COMMAS:
        stretches.append((last + 1, end))
    return stretches
