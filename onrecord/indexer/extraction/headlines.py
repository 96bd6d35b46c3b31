"""Which headings say who said what? "Minister calls strike a disgrace", "Roe: no new taxes", "Dam is safe: Roe"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .cues import cue_table
from .frames import Frame
from .grammar import hang
from .word_lists import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Doc, Token

    from .frames import Stretch

_WORDS: Final = re.compile(r"[^\W\d_][\w'’-]*")
_MARK: Final = re.compile(r"[\"“„«]\w|(?:^|\s)['‘]\w")
_LONGEST_LABEL: Final = 6
_SHORTEST_REST: Final = 2
# So many capitals make Title Case, of which the parser can make nothing.
_CAPITALS: Final = 0.75
_LONGEST_ABBREVIATION: Final = 4
_PRESENT: Final = words_of(
    "say says claim claims warn warns report reports find finds argue argues admit admits believe fear"
)
_SMALL: Final = words_of("""
    a an the of in on at to for from by with as and or but is are was were be been has have had will would not no it
    its his her their he she they after before over under into out up
""")


def may_report(heading: str) -> bool:
    """Whether a heading is worth parsing: it has a cue, a colon or quotation marks."""
    return (
        ": " in heading
        or _MARK.search(heading) is not None
        or any(word.lower() in cue_table() for word in _WORDS.findall(heading)[1:])
    )


def in_sentence_case(heading: str, is_common: Callable[[str], bool]) -> str:
    """Return a heading in Title Case or CAPITALS as a sentence would write it; other headings as they are.

    `is_common` says whether the article writes a word without a capital. No word changes its length.
    """
    words = [match.group() for match in _WORDS.finditer(heading)]
    capitals = sum(word[0].isupper() for word in words)
    if not words or capitals < _CAPITALS * len(words):
        return heading

    def lowered(match: re.Match[str]) -> str:
        word, small = match.group(), match.group().lower()
        if len(small) != len(word) or (word.isupper() and len(word) == 1 and word != "A"):
            return word
        if match.start() and (small in cue_table() or small in _SMALL or is_common(small)):
            return small
        shouted = word.isupper() and len(word) > _LONGEST_ABBREVIATION
        return word[0] + small[1:] if shouted else word

    return _WORDS.sub(lowered, heading)


def headline_frames(doc: Doc) -> Iterator[tuple[Frame, list[Stretch]]]:
    """Yield the frames of a heading's own grammar, which misleads the parser: "Court rules worship is legal".

    A name or a description, a cue in the present tense, what was said; perhaps a second cue behind a comma.
    """
    yield from _trailing_frame(doc)
    speaker: Token | None = None
    for token in doc:
        cue = cue_table().get(token.lower_)
        if cue is None or token.tag_ not in ("VBZ", "VBP") or cue.kind == "manner" or cue.lemma == "attack":
            continue
        if speaker is None:
            if not _is_label(doc, 0, token.i):
                return
            speaker, left = doc[token.i - 1], 0
        elif doc[token.i - 1].text not in (",", ";"):
            continue
        else:
            left = token.i
        end = next((t.i for t in doc[token.i + 1 :] if _begins_second(doc, t)), len(doc))
        first = token.i + 1
        while first < end and doc[first].lower_ in ("that", "of", ":", ","):
            first += 1
        if end - token.i > _SHORTEST_REST:
            yield Frame(token, cue, speaker, "spoken", left, token.i + 1, (token.i, token.i + 1)), [(first, end)]


def _trailing_frame(doc: Doc) -> Iterator[tuple[Frame, list[Stretch]]]:
    """Yield the frame of "Talks falter, diplomats say" and "'We never knew', say parents as school closes"."""
    commas = [token.i for token in doc if token.text == "," and token.i + 2 < len(doc)]
    if not commas or commas[-1] < 1:
        return
    comma, end = commas[-1], len(doc)
    first, last = doc[comma + 1], doc[end - 1]
    inverted = first.lower_ in cue_table()
    verb = first if inverted else last
    cue = cue_table().get(verb.lower_)
    if cue is None or cue.kind not in ("speech", "writing", "finding", "view") or verb.lower_ not in _PRESENT:
        return
    label = (comma + 2, end) if inverted else (comma + 1, end - 1)
    if inverted:
        stop = next((token.i for token in doc[label[0] :] if token.tag_ in ("IN", "TO", ":")), end)
        label = (label[0], stop)
        if stop < end and doc[stop].head.i >= label[0]:
            hang(doc[stop], verb)
    if _is_label(doc, *label):
        yield Frame(verb, cue, doc[label[1] - 1], "spoken", comma + 1, end, (verb.i, verb.i + 1)), [(0, comma)]


def _begins_second(doc: Doc, token: Token) -> bool:
    """Whether a comma stands before another cue of the same speaker: "says dam is safe, warns of floods"."""
    following = token.i + 1
    return (
        token.text in (",", ";")
        and following < len(doc)
        and doc[following].tag_ in ("VBZ", "VBP")
        and doc[following].lower_ in cue_table()
    )


def label_of(doc: Doc) -> tuple[Token, Stretch] | None:
    """Return who speaks in a heading with one colon and what: "Name: what was said" or "What was said: name"."""
    colons = [token.i for token in doc if token.text == ":"]
    if len(colons) != 1 or not 0 < colons[0] < len(doc) - 1:
        return None
    colon, end = colons[0], len(doc)
    for label, said in (((0, colon), (colon + 1, end)), ((colon + 1, end), (0, colon))):
        if _is_label(doc, *label) and said[1] - said[0] >= _SHORTEST_REST and doc[said[0]].text != '"':
            named = name_behind_colon(doc) if label[0] > colon else None
            return named or doc[label[1] - 1], said
    return None


def name_behind_colon(doc: Doc) -> Token | None:
    """Return the name that follows a heading's quotation and its colon: "We will pay": Jane Roe on the strike."""
    colon = next((token.i for token in doc if token.text == ":"), None)
    if colon is None or colon + 1 >= len(doc):
        return None
    end = colon + 1
    while end < len(doc) and doc[end].tag_ in ("NNP", "NNPS"):
        end += 1
    named = end > colon + 1 and (end == len(doc) or doc[end].lower_ == "on")
    return doc[end - 1] if named else None


def _is_label(doc: Doc, first: int, end: int) -> bool:
    """Whether a stretch is a name or a description: nouns and what goes with them, no verb."""
    words = doc[first:end]
    if not 0 < len(words) <= _LONGEST_LABEL or words[-1].tag_[:2] not in ("NN", "CD"):
        return False
    return all(token.tag_[:2] in ("NN", "JJ", "DT", "PO", "CD") or token.tag_ in ("PRP$", "IN", ",") for token in words)
