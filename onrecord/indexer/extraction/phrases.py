"""Which attributions hang on no verb of speech? "According to", "in the words of", "his claim", "is confident"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .cues import ANSWER_NOUNS, CUE_NOUNS, LIGHT_VERBS, VIEW_ADJECTIVES, Cue
from .frames import Frame, Stretch
from .grammar import is_verb, sentence_end, sentence_start
from .mentions import can_speak
from .mood import mood_of
from .subjects import subject_of
from .word_lists import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

_ACCORDING: Final = Cue("according to", "speech", frozenset())
_WORDS_OF: Final = Cue("in the words of", "speech", frozenset())
_VIEW_OF: Final = Cue("in the view of", "view", frozenset())
_CLEAR: Final = Cue("make clear", "speech", frozenset())
_NOUN: Final = Cue("statement", "speech", frozenset())
_ADJECTIVE: Final = Cue("confident", "view", frozenset())

_WORD_NOUNS: Final = frozenset(("word", "words"))
_VIEW_NOUNS: Final = frozenset(
    ("view", "opinion", "eyes", "estimation", "judgment", "judgement", "assessment", "account")
)
# "According to plan" and "according to size" attribute nothing.
_NO_SOURCE: Final = words_of(
    "plan plans law rules size age need needs schedule taste whether how what which where type kind income"
)
_MARKS: Final = frozenset((",", "-", "--", "–", "—", ";", ":"))


def phrase_frames(doc: Doc) -> Iterator[tuple[Frame, list[Stretch]]]:
    """Yield the frames that are no verbs, each with what it reports."""
    for token in doc:
        word = token.lower_
        if word == "according":
            yield from _according(token)
        elif word == "per":
            yield from _per(token)
        elif word in _WORD_NOUNS or word in _VIEW_NOUNS:
            yield from _in_the_words(token)
        elif word == "clear":
            yield from _made_clear(token)
        elif word in VIEW_ADJECTIVES:
            yield from _adjective(token)
        if _is_cue_noun(token):
            yield from _noun(token)
        if word in ANSWER_NOUNS:
            yield from _words_before(token)


def _is_cue_noun(token: Token) -> bool:
    word = token.lower_
    return token.tag_ in ("NN", "NNS") and (word in CUE_NOUNS or (word.endswith("s") and word[:-1] in CUE_NOUNS))


def _according(token: Token) -> Iterator[tuple[Frame, list[Stretch]]]:
    doc = token.doc
    if token.i + 1 >= len(doc) or doc[token.i + 1].lower_ != "to":
        return
    to = doc[token.i + 1]
    source = _source_behind(to)
    if source is None or source.lower_ in _NO_SOURCE:
        return
    left, right = token.i, _phrase_end(source)
    cue = (token.i, token.i + 2)
    frame = Frame(token, _ACCORDING, source, "spoken", left, right, cue)
    yield frame, _around(token, left, right)


def _per(token: Token) -> Iterator[tuple[Frame, list[Stretch]]]:
    """Per Smith, the deal is dead; the deal is dead, per the ministry. Not "two pounds per person"."""
    source = next((child for child in token.rights if child.dep_ == "pobj"), None)
    if source is None or source.ent_type_ in ("DATE", "TIME", "MONEY") or not can_speak(source):
        return
    the = any(child.lower_ == "the" for child in source.lefts)
    opens = token.i == token.sent.start or token.nbor(-1).text == ","
    if opens and (the or source.tag_ in ("NNP", "NNPS")):
        right = _phrase_end(source)
        frame = Frame(token, _ACCORDING, source, "spoken", token.i, right, (token.i, token.i + 1))
        yield frame, _around(token, token.i, right)


def _source_behind(to: Token) -> Token | None:
    """Return the head of what follows "according to"; "curator Jane Roe" may come as two objects side by side."""
    doc = to.doc
    source: Token | None = None
    for child in to.rights:
        if child.dep_ == "pobj" and (source is None or child.left_edge.i == source.right_edge.i + 1):
            source = child
    following = doc[to.i + 1] if to.i + 1 < len(doc) else None
    if source is None and following is not None and following.is_title:
        source = following  # a name that the parser does not know, taken for a verb
    return source


def _in_the_words(token: Token) -> Iterator[tuple[Frame, list[Stretch]]]:
    """In the words of Smith; in Smith's view; in the opinion of the court."""
    preposition = token.head
    if token.dep_ != "pobj" or preposition.lower_ not in ("in", "by"):
        return
    owner = next((child for child in token.lefts if child.dep_ == "poss"), None)
    right = token.i + 1
    if owner is None:
        of = next((child for child in token.rights if child.dep_ == "prep" and child.lower_ == "of"), None)
        owner = next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None
        if owner is None:
            return
        right = _phrase_end(owner)
    left = preposition.i
    cue_end = token.i + 1 + (token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "of")
    cue = _WORDS_OF if token.lower_ in _WORD_NOUNS else _VIEW_OF
    frame = Frame(token, cue, owner, "spoken", left, right, (left, cue_end))
    contents = _around(token, left, right)
    if contents or '"' in [each.text for each in token.doc[right : right + 2]]:
        yield frame, contents


def _phrase_end(noun: Token) -> int:
    """Return where a noun phrase ends if its commas are to be trusted more than the parser."""
    doc, end = noun.doc, noun.right_edge.i + 1
    if noun.tag_[:2] == "VB":
        return noun.i + 1
    for i in range(noun.i + 1, end):
        if doc[i].text in _MARKS and not _is_inside_name(noun, doc[i]):
            return i
    return end


def _is_inside_name(noun: Token, comma: Token) -> bool:
    following = comma.doc[comma.i + 1] if comma.i + 1 < len(comma.doc) else None
    if following is None:
        return False
    node = following
    while node not in (node.head, noun):
        if node.dep_ in ("appos", "conj") and node.head.i <= comma.i:
            return True
        if node.dep_ == "relcl" and following.tag_ in ("WP", "WDT", "WP$"):
            return comma.i < node.right_edge.i
        node = node.head
    return False


def _around(token: Token, left: int, right: int) -> list[Stretch]:
    """Return the sentence around a frame that stands at its head, at its end or in the middle."""
    doc = token.doc
    start, end = sentence_start(doc, token.i), sentence_end(doc, token.i)
    before = (start, left - 1 if left > start and doc[left - 1].text in _MARKS else left)
    if left > start and doc[left - 1].lower_ in ("that", "and", "but"):
        before = (left, left)  # "... that according to Smith it rose"
    behind = (right + 1 if right < end and doc[right].text in _MARKS else right, end)
    if before[1] - before[0] <= 1 or (
        before[1] - before[0] <= 3 and not any(is_verb(t) for t in doc[before[0] : before[1]])
    ):
        # Nothing, or "But," and "Meanwhile,": the frame opens the sentence.
        opening = doc[before[0] : before[1]]
        if len(opening) == 0 or opening[0].tag_ in ("CC", "RB", "IN", "UH"):
            return [behind] if behind[0] < behind[1] else []
    if behind[0] >= behind[1]:
        return [before]
    return [before, behind]


def _made_clear(token: Token) -> Iterator[tuple[Frame, list[Stretch]]]:
    """He made (it) clear that ..."""
    verb = token.head
    if verb.lower_ not in ("make", "makes", "made", "making"):
        if verb.dep_ == "ccomp" and verb.head.lower_ in ("make", "makes", "made", "making"):
            verb = verb.head
        else:
            return
    clause = next(
        (
            child
            for node in (token, verb)
            for child in node.rights
            if child.dep_ in ("ccomp", "advcl") and child.i > token.i and child.left_edge.lower_ == "that"
        ),
        None,
    )
    if clause is None:
        return
    yield from _with_clause(token, verb, clause, _CLEAR, (verb.i, token.i + 1))


def _adjective(token: Token) -> Iterator[tuple[Frame, list[Stretch]]]:
    """He is confident that ..."""
    verb = token.head
    clause = next(
        (child for child in (*token.rights, *verb.rights) if child.dep_ == "ccomp" and child.i > token.i), None
    )
    if clause is None or token.dep_ != "acomp" or not is_verb(verb) or clause.left_edge.lower_ == "to":
        return
    yield from _with_clause(token, verb, clause, _ADJECTIVE, (token.i, token.i + 1))


def _with_clause(
    token: Token, verb: Token, clause: Token, cue: Cue, cue_stretch: Stretch
) -> Iterator[tuple[Frame, list[Stretch]]]:
    speaker = subject_of(verb)
    mood = mood_of(verb, speaker)
    if speaker is None or mood != "spoken" or speaker.dep_ == "expl" or speaker.lower_ in ("it", "that", "this"):
        return
    start = max(token.i + 1, clause.left_edge.i)
    if token.doc[start].lower_ == "that" and token.doc[start].dep_ == "mark":
        start += 1
    left = min(speaker.left_edge.i, verb.i)
    yield Frame(token, cue, speaker, mood, left, token.i + 1, cue_stretch), [(start, clause.right_edge.i + 1)]


def _noun(token: Token) -> Iterator[tuple[Frame, list[Stretch]]]:
    """Smith's claim that ...; a warning by Smith that ...; he expressed hope that ...; his view is that ..."""
    doc = token.doc
    clause = next(
        (child for child in token.rights if child.dep_ in ("acl", "ccomp") and child.left_edge.lower_ == "that"),
        None,
    )
    verb = token.head
    if clause is None and token.dep_ == "nsubj" and verb.lower_ in ("is", "was", "'s"):
        clause = next((child for child in verb.rights if child.dep_ == "ccomp"), None)
    if clause is None and token.dep_ == "dobj" and verb.lower_ in LIGHT_VERBS:
        clause = next((c for c in verb.rights if c.dep_ == "ccomp" and c.left_edge.lower_ == "that"), None)
    if clause is None:
        return
    speaker = voice_of(token)
    left = token.left_edge.i
    if speaker is None and token.dep_ == "dobj" and verb.lower_ in LIGHT_VERBS:
        speaker = subject_of(verb)
        if mood_of(verb, speaker) != "spoken":
            return
        left = min(left, speaker.left_edge.i if speaker is not None else left)
    if speaker is None:
        return
    start = clause.left_edge.i
    if doc[start].lower_ == "that":
        start += 1
    yield (
        Frame(token, _NOUN, speaker, "spoken", left, token.i + 1, (token.i, token.i + 1)),
        [(start, clause.right_edge.i + 1)],
    )


def _words_before(token: Token) -> Iterator[tuple[Frame, list[Stretch]]]:
    """Find Smith in: "...": that was the message from Smith; "...," was Smith's answer."""
    doc, verb = token.doc, token.head
    if token.dep_ not in ("attr", "nsubj") or verb.lower_ not in ("is", "was"):
        return
    first = next((child.i for child in verb.lefts if child.lower_ in ("that", "this", "such", "so")), verb.i)
    speaker = voice_of(token)
    if speaker is not None and token.i > verb.i and first > 0 and doc[first - 1].text in ('"', ","):
        yield Frame(token, _NOUN, speaker, "spoken", first, token.right_edge.i + 1, (token.i, token.i + 1)), []


def voice_of(noun: Token) -> Token | None:
    """Return whose words a noun is of: "Smith's claim", "a message from Smith"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ in ("by", "from", "of"):
            return next((grandchild for grandchild in child.children if grandchild.dep_ == "pobj"), None)
    return None
