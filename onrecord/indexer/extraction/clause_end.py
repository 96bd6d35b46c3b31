"""Where does what was said end, when the parser hung its last words on the cue?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .cues import cue_table
from .grammar import COMMAS, FINITE, is_verb, sentence_end

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from .frames import Frame

# A phrase that begins a remark of the article's own: "..., speaking to reporters".
_OWN_PHRASES: Final = frozenset(("according", "speaking", "talking", "citing", "quoting", "addressing", "writing"))
_SILENCES: Final = frozenset(("declined", "refused", "declines", "refuses"))
# ..., prompting the chairman to say that ...
_REACTIONS: Final = frozenset(("prompting", "drawing", "triggering", "sparking", "provoking", "eliciting"))
# What the parser hangs on the cue, but which follows the clause and belongs to it.
_TRAILING_DEPS: Final = frozenset(
    ("prep", "advcl", "npadvmod", "advmod", "acomp", "xcomp", "dep", "ccomp", "relcl", "acl", "conj")
)


def clause_end(frame: Frame, end: int) -> int:
    """Move the end of what was said over what the parser hung on the cue, and back before the speaker's own doings."""
    doc, start = frame.verb.doc, end
    for child in frame.verb.rights:
        if child.left_edge.i < end or (child.dep_ == "punct" and child.text in COMMAS and child.i == end):
            continue
        if child.dep_ == "cc":
            if child.i != end or not _joins_clause(frame.verb, child):
                break
            continue
        if child.dep_ not in _TRAILING_DEPS or is_own(child):
            break
        if child.dep_ == "conj" and not (end < len(doc) and doc[end].dep_ == "cc"):
            break
        end = child.right_edge.i + 1
    if end < len(doc) and doc[end - 1].tag_ in ("IN", "TO", "DT", "CC", "PRP$"):
        end = max(end, sentence_end(doc, frame.verb.i))  # the parser broke off in the middle of a phrase
    return before_silence(doc, frame.verb.i + 1, end) if end >= start else end


def before_silence(doc: Doc, start: int, end: int) -> int:
    """Return the end before "but declined to elaborate" and the like, which the speaker did and did not say."""
    for token in doc[start + 1 : end]:
        if token.lower_ in _REACTIONS and doc[token.i - 1].text == ",":
            return token.i - 1
        if token.tag_ in FINITE and token.lower_ in _SILENCES:
            cut = token.i
            if doc[cut - 1].tag_ in ("CC", "RB"):
                cut -= 1
            if doc[cut - 1].text == ",":
                cut -= 1
            if cut < token.i and cut > start:
                return cut
    return end


def _joins_clause(verb: Token, conjunction: Token) -> bool:
    """Whether an "and" or "but" without a comma joins a clause with a subject of its own: it was said as well."""
    joined = next((child for child in verb.rights if child.dep_ == "conj" and child.i > conjunction.i), None)
    if joined is None or not any(child.dep_ in ("nsubj", "expl", "nsubjpass") for child in joined.children):
        return False
    return joined.lower_ not in cue_table() and not any(child.lower_ in cue_table() for child in joined.children)


def is_own(token: Token) -> bool:
    """Whether a phrase behind what was said is the article's: another cue, "according to", "speaking in Paris"."""
    if token.lower_ in _OWN_PHRASES:
        return True
    cue = cue_table().get(token.lower_)
    if cue is None or not is_verb(token):
        return any(child.lower_ in _OWN_PHRASES for child in token.children)
    return cue.kind in ("speech", "writing", "question", "demand") and (
        token.tag_ == "VBG" or any(child.dep_ == "nsubj" for child in token.children)
    )
