"""What can be read off a parsed token? Finite verbs, verb forms, question words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FINITE: Final = frozenset(("VBD", "VBZ", "VBP", "MD"))
COMMAS: Final = frozenset((",", "-", "--", "–", "—"))
WH: Final = frozenset(("what", "how", "why", "when", "where", "who", "whether", "which", "if"))
_SUBORDINATE: Final = frozenset(("relcl", "acl", "advcl", "pcomp", "csubj"))


def stands_as_comma(doc: Doc, i: int) -> bool:
    """Whether a token parts clauses: a comma or a dash, and not the hyphen of "Pan-Alberta"."""
    return doc[i].text in COMMAS and (doc[i].text != "-" or i == 0 or bool(doc[i - 1].whitespace_))


def is_verb(token: Token) -> bool:
    """Whether the tagger takes the token for a verb form."""
    return token.tag_[:2] == "VB"


def is_finite(verb: Token) -> bool:
    """Whether a verb, with its helpers, stands in a clause with a subject and not in an infinitive or a participle."""
    if verb.tag_ in FINITE:
        return True
    helped = any(
        (child.tag_ in FINITE and child.dep_ in ("aux", "auxpass", "cop"))
        or child.dep_ in ("nsubj", "expl", "nsubjpass")
        for child in verb.children
    )
    return helped and not any(child.tag_ == "TO" for child in verb.children)


def hang(token: Token, head: Token, dep: str = "") -> bool:
    """Hang a token on another, by a new dependency if one is given, unless a circle would come of it; say whether."""
    if token == head or token.is_ancestor(head):
        return False
    token.head = head
    token.dep_ = dep or token.dep_
    return True


def begins_with_wh(clause: Token) -> bool:
    """Whether a clause is an indirect question: "whether it rained", "what he wanted"."""
    return clause.left_edge.lower_ in WH


def holds_main_clause(doc: Doc, start: int, end: int) -> bool:
    """Whether tokens hold a finite verb that is not the verb of a subordinate clause: "Asked if it rained, she ..."."""
    for token in doc[start:end]:
        if token.tag_ not in FINITE:
            continue
        node = token.head if token.tag_ == "MD" else token
        while start <= node.i < end and node.dep_ not in _SUBORDINATE and node.head != node:
            node = node.head
        if not start <= node.i < end or node.head == node:
            return True
        introduced = any(child.dep_ in ("mark", "advmod") and child.i < node.i for child in node.children)
        if node.dep_ == "advcl" and node.tag_ in FINITE and not introduced:
            return True  # the parser's slip: a main clause hung on the frame
    return False


def sentence_start(doc: Doc, i: int) -> int:
    """Return the start of the sentence of token `i`, or of its part behind a semicolon."""
    start = doc[i].sent.start
    return next((j + 1 for j in range(i, start, -1) if doc[j].text == ";"), start)


def sentence_end(doc: Doc, i: int) -> int:
    """Return the end of the sentence of token `i`, its closing punctuation left out.

    A semicolon ends it where a clause with a subject of its own follows: "he said it was; she said it was not".
    """
    end = doc[i].sent.end
    for j in range(i + 1, end):
        if doc[j].text == ";" and any(
            token.dep_ in ("nsubj", "nsubjpass") and token.head.tag_ in FINITE for token in doc[j + 1 : end]
        ):
            end = j
            break
    while end > 0 and doc[end - 1].is_punct and doc[end - 1].text not in (")", "]", "'"):
        end -= 1
    return end
