"""Which words behind a cue are still the frame's, and where does what was said begin?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .cues import ADDRESSING, DAYS, OCCASIONS
from .grammar import FINITE
from .word_lists import words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from .frames import Frame

_NAMED: Final = frozenset(("DATE", "TIME", "GPE", "PERSON", "ORG", "FAC", "EVENT"))
_OCCASION_PREPOSITIONS: Final = frozenset(
    ("to", "at", "in", "on", "during", "after", "before", "through", "via", "from", "late", "early")
)
_CLAUSE_ADVERBS: Final = frozenset(("when", "how", "why", "where", "if", "only", "even"))
_MONTHS: Final = words_of("january february march april may june july august september october november december")
_TIMES: Final = _MONTHS | {
    *DAYS,
    "yesterday",
    "today",
    "week",
    "month",
    "year",
    "night",
    "morning",
    "afternoon",
    "evening",
}
_SPANS: Final = words_of("time moment hour minute decade afterward afterwards earlier later")
_BEFORE_DAY: Final = frozenset(("on", "in", "earlier", "later", "late", "early", "last", "this"))
_OWN_PREPOSITIONS: Final = frozenset(("according", "despite", "without", "amid", "during", "while", "as"))
# "before Christmas", "by May": what is spoken of, and not when.
_TERMS: Final = frozenset(("before", "by", "until", "since", "for", "of", "from"))
_MAX_DAY: Final = 3


def first_word_said(frame: Frame, start: int) -> int:
    """Return where behind the cue what was said begins, if the parser gave the head of the clause to the cue.

    The one spoken to, the day, the place and the occasion are the frame's; all else is the clause's:
    "said [because of the rain] prices would rise". `start` is where the clause begins by the parse.
    """
    verb = frame.verb
    at = verb.i + 1
    if (behind_day := _day(verb.doc, at)) > at:
        return behind_day
    for child in verb.rights:
        if child.left_edge.i != at or child.right_edge.i >= start or not _is_of_frame(frame, child):
            break
        at = child.right_edge.i + 1
    return max(_day(verb.doc, at), at) if verb.i + 1 < at <= start else min(at, start)


def opens_clause(that: Token) -> bool:
    """Whether a "that" behind a day, a time or an occasion opens what was said, whatever the parser hung it on.

    "argued for nine hours that the award should go"; not "in the hours that followed".
    """
    doc, noun = that.doc, that.nbor(-1)
    if that.dep_ == "nsubj" or that.i + 2 >= len(doc) or that.nbor(1).tag_[:2] in ("VB", "MD"):
        return False
    word = noun.lower_.removesuffix("s")
    return noun.ent_type_ in ("DATE", "TIME") or word in _TIMES or word in _SPANS or noun.lower_ in OCCASIONS


def _day(doc: Doc, at: int) -> int:
    """Return where "on Tuesday", "yesterday" or "earlier this year" ends, whatever the parser hung it on."""
    i = at
    while i < len(doc) and i - at < _MAX_DAY and doc[i].lower_ in _BEFORE_DAY:
        i += 1
    if i >= len(doc) or doc[i].lower_ not in _TIMES:
        return at
    i += 1
    if i < len(doc) and doc[i].like_num and doc[i - 1].lower_ in _MONTHS:
        i += 1
    # "said this year's crop", "said Tuesday was": the day is spoken of.
    spoken_of = i < len(doc) and (doc[i].tag_ == "POS" or doc[i].tag_ in FINITE or doc[i].tag_[:2] == "NN")
    return at if spoken_of and doc[at].lower_ != "on" else i


def _is_of_frame(frame: Frame, child: Token) -> bool:
    dep = child.dep_
    if dep in ("prt", "punct", "neg"):
        return child.text != '"'
    if dep in ("dobj", "dative", "nsubj"):
        return frame.cue.lemma in ADDRESSING or child == frame.speaker
    if dep == "agent":
        return True
    if dep == "advmod":
        return child.right_edge.i == child.i and child.lower_ not in _CLAUSE_ADVERBS
    if dep in ("npadvmod", "tmod"):
        return child.ent_type_ in ("DATE", "TIME")
    return dep == "prep" and child.lower_ in _OCCASION_PREPOSITIONS and _is_occasion(child)


def phrases_end(frame: Frame, end: int) -> int:
    """Move the end of what was said over phrases behind it that do not tell when or where it was said.

    "demanded a vote [before Christmas]", not "demanded a vote [on Tuesday]" and "[in a letter]".
    """
    for child in frame.verb.rights:
        if child.dep_ != "prep" or child.left_edge.i != end or child.lower_ in _OWN_PREPOSITIONS:
            continue
        noun = next((token for token in child.children if token.dep_ == "pobj"), None)
        day = noun is not None and (noun.lower_.removesuffix("s") in _TIMES or noun.ent_type_ in ("DATE", "TIME"))
        if child.lower_ not in _TERMS and (day or _is_occasion(child)):
            break
        end = child.right_edge.i + 1
    return end


def _is_occasion(preposition: Token) -> bool:
    """Whether a phrase tells where or when it was said: "in Paris", "at a briefing", not "in the second quarter"."""
    noun = next((token for token in preposition.children if token.dep_ == "pobj"), None)
    if noun is None:
        return False
    named = noun.ent_type_ in _NAMED and (preposition.lower_ != "in" or noun.ent_type_ in ("GPE", "FAC"))
    return named or noun.lower_ in OCCASIONS or noun.lower_.removesuffix("s") in OCCASIONS


def without_that(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return a stretch without the "that" and the punctuation that it begins with."""
    while start < end and (
        (doc[start].is_punct and doc[start].text not in ("'", "(", "["))
        or (doc[start].lower_ == "that" and (doc[start].tag_ == "IN" or doc[start].dep_ in ("mark", "dobj")))
    ):
        start += 1
    return start, end
