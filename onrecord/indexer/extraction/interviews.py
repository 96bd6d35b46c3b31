"""Is the text an interview without labels? Questions as paragraphs of their own, and whose the answers below are."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from .cues import cue_table
from .narration import FIRST_PERSON, SECOND_PERSON, is_personal, outside_marks
from .speakers import Attribution, Finding, Rule, Speaker
from .spelling import name_words
from .transcript import Turn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Span, Token

    from .characters import Cast, Character
    from .draft import Draft
    from .layout import Block
    from .passages import Passage
    from .person_words import Gender

# A false interview puts words into a mouth: several questions, most answered by "I" or "we" and put to "you".
_MIN_QUESTIONS: Final = 3
_IN_FIRST_PERSON: Final = 0.6
_TO_YOU: Final = 1 / 3
_MAX_QUESTION: Final = 80
_MAX_PROMPT: Final = 30
# How the prose above tells that somebody was asked.
_MEETING: Final = re.compile(
    r"\b(?:(?:spoke|speaks|talked|talks|chatted|sat down|sits down|met) (?:again )?(?:to|with)|"
    r"(?:spoke|talked|chatted) (?:by|over|on) |we met|interview(?:s|ed)?\b|conversation with|"
    r"answer(?:s|ed)? (?:\w+ )?questions|questions (?:for|to)\b|Q ?& ?A\b)",
    re.IGNORECASE,
)
# What somebody told others: "in a radio interview", "in an interview with the Post".
_ELSEWHERE: Final = re.compile(
    r"\b[Ii]n (?:an?|his|her) (?:(?:\d{4}|radio|television|TV|earlier|recent|previous) (?:[\w-]+ ){0,3}interview\b|"
    r"(?:[\w-]+ ){0,3}interview (?:with|to|for|in|on|by) (?!us\b|me\b|this\b|our\b))"
)
# "interviewed one of the owners about Jane Roe": who is talked about has not been asked.
_TOPIC: Final = re.compile(r"\b(?:about|on|over|after|of|at|in)\b|[;:]")
_MAX_BETWEEN: Final = 60
_HE_OR_SHE: Final[dict[str, Gender]] = {"he": "m", "she": "f"}


def find_answers(draft: Draft, passages: Sequence[Passage], cast: Cast) -> Iterator[tuple[Turn, Speaker]]:
    """Yield the paragraphs of the answers with who gives them; none where that is not clear."""
    text, blocks = draft.article.text, draft.blocks
    questions = [] if draft.turns else _questions(text, blocks)
    answers, asking = list(_answers(text, blocks, questions)), set(questions)
    asked = _interviewee(passages, cast, text, questions[0]) if answers else None
    if asked is None:
        return
    surname = name_words(asked.name)[-1:]
    speaker = Speaker(
        asked.name,
        role=asked.role,
        finding=Finding(Rule.INTERVIEWEE),
        chain=(asked.named_at,),
        character=asked,
        attribution=Attribution.QUESTION,
    )
    for i in answers:
        block = blocks[i]
        words = outside_marks(text, block)
        if i - 1 not in asking and not is_personal(words) and set(surname) & set(words):
            continue  # the article about the one who answers
        yield Turn(i, block.body, block.end, (), "direct"), speaker


def _questions(text: str, blocks: Sequence[Block]) -> list[int]:
    """Return the blocks that ask, if they and what stands below them make an interview."""
    asking = {i: block for i, block in enumerate(blocks) if _asks(text, block)}
    found = [i for i in asking if i + 1 < len(blocks) and i + 1 not in asking and blocks[i + 1].kind == "prose"]
    if len(found) < _MIN_QUESTIONS or not found[0]:
        return []
    asked = [set(outside_marks(text, blocks[i])) for i in found]
    answered = [set(outside_marks(text, blocks[i + 1])) for i in found]
    to_you = sum(bool(words & SECOND_PERSON) for words in asked)
    from_me = sum(bool(words & FIRST_PERSON) for words in answered)
    return found if to_you >= _TO_YOU * len(found) and from_me >= _IN_FIRST_PERSON * len(found) else []


def _asks(text: str, block: Block) -> bool:
    words = text[block.body : block.end].rstrip("*_ ")
    return block.kind != "furniture" and words.endswith("?") and len(words.split()) <= _MAX_QUESTION


def _answers(text: str, blocks: Sequence[Block], questions: Sequence[int]) -> Iterator[int]:
    """Yield the blocks of answers: below each question, up to the next one or to what else is put to the one asked.

    Behind the last question the answer goes on as long as somebody says "I", "we" or "you".
    """
    for number, after in pairwise([*questions, len(blocks)]):
        for i in range(number + 1, after):
            if blocks[i].kind != "prose":
                continue
            if i > number + 1:
                if after == len(blocks) and not is_personal(outside_marks(text, blocks[i])):
                    break
                if i + 1 < after and _is_prompt(text, blocks[i]):
                    continue
            yield i


def _is_prompt(text: str, block: Block) -> bool:
    """Whether a paragraph between answers is put to the one asked: "Mr Doe says you put savings first."."""
    words = outside_marks(text, block)
    if len(words) > _MAX_PROMPT or FIRST_PERSON.intersection(words):
        return False
    return any(word in SECOND_PERSON or word in cue_table() for word in words)


def _interviewee(passages: Sequence[Passage], cast: Cast, text: str, first: int) -> Character | None:
    """Return whom the prose above the first question tells to have been asked, None where that is not clear.

    Of several in the sentences that tell it, it is the one whom the prose names most.
    """
    count: Counter[Character] = Counter()
    met: set[Character] = set()
    subject: Character | None = None
    for number, passage in enumerate(passages):
        if passage.paragraph >= first:
            break
        for sentence in passage.doc.sents:
            named = _people_in(cast, number, sentence)
            count.update(person for _, person in named)
            span = passage.span_of(sentence.start, sentence.end)
            meeting = _MEETING.search(text, *span)
            if meeting is not None and _ELSEWHERE.search(text, *span) is None:
                met.update(person for token, person in named if _takes_part(text, passage, token, meeting))
                gender = _HE_OR_SHE.get(sentence[0].lower_)
                if subject is not None and gender is not None and subject.gender in (None, gender):
                    met.add(subject)
            subject = next((person for token, person in named if token.dep_ == "nsubj"), subject)
    ranked = sorted(met, key=lambda person: -count[person])
    if not ranked or (len(ranked) > 1 and count[ranked[0]] == count[ranked[1]]):
        return None
    return ranked[0]


def _takes_part(text: str, passage: Passage, name: Token, meeting: re.Match[str]) -> bool:
    """Whether a name is the subject before the words that tell of a meeting, or stands right behind them."""
    place = passage.place_of(name)
    if place < meeting.start():
        return name.dep_ == "nsubj"
    between = text[meeting.end() : place]
    return len(between) <= _MAX_BETWEEN and _TOPIC.search(between) is None


def _people_in(cast: Cast, number: int, sentence: Span) -> list[tuple[Token, Character]]:
    """Return who is named in a sentence of a passage, once for every name, with the last token of it."""
    found: dict[int, tuple[Token, Character]] = {}
    for token in sentence:
        name, person = cast.named.get((number, token.i), (None, None))
        if person is not None and person.kind == "person":
            found[id(name)] = token, person
    return list(found.values())
