"""Is the text an interview without labels? Questions as paragraphs of their own, and whose the answers below are."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from .contexts import sentence_spans
from .cues import cue_table
from .mentions import PRONOUNS
from .narration import FIRST_PERSON, SECOND_PERSON, is_personal, outside_marks
from .speakers import Attribution, Finding, Rule, Speaker
from .spelling import name_words
from .transcript import Turn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .characters import Cast, Character
    from .draft import Draft
    from .layout import Block

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
_HE_OR_SHE: Final = re.compile(r"(?:He|She)\b")


def find_answers(draft: Draft, cast: Cast) -> Iterator[tuple[Turn, Speaker]]:
    """Yield the paragraphs of the answers with who gives them; none where that is not clear."""
    text, blocks = draft.article.text, draft.blocks
    questions = [] if draft.turns else _questions(text, blocks)
    answers = list(_answers(text, blocks, questions))
    asked = _interviewee(draft, cast, questions[0]) if answers else None
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
        if i - 1 not in questions and not is_personal(words) and set(surname) & set(words):
            continue  # the article about the one who answers
        yield Turn(i, block.body, block.end, ()), speaker


def _questions(text: str, blocks: Sequence[Block]) -> list[int]:
    """Return the blocks that ask, if they and what stands below them make an interview."""
    asking = [i for i, block in enumerate(blocks) if _asks(text, block)]
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


def _interviewee(draft: Draft, cast: Cast, first: int) -> Character | None:
    """Return whom the prose above the first question tells to have been asked, None where that is not clear.

    Of several in the sentence that tells it, it is the one whom the prose names most.
    """
    text, end = draft.article.text, draft.blocks[first].start
    met: list[Character] = []
    for i in range(first):
        for span in sentence_spans(draft.readings[i]) if i in draft.readings else ():
            if (match := _MEETING.search(text, *span)) is not None:
                met.extend(_met(text, cast, span, match.start()))
    count = Counter({id(person): sum(mention.place < end for mention in person.mentions) for person in met})
    ranked = sorted({id(person): person for person in met}.values(), key=lambda person: -count[id(person)])
    if not ranked or (len(ranked) > 1 and count[id(ranked[0])] == count[id(ranked[1])]):
        return None
    return ranked[0]


def _met(text: str, cast: Cast, sentence: tuple[int, int], verb: int) -> Iterator[Character]:
    """Yield who is named in a sentence that tells of a meeting, and whom "she" means that begins it."""
    start, end = sentence
    named = [person for person in cast.people if any(start <= mention.place < end for mention in person.mentions)]
    yield from named
    pronoun = _HE_OR_SHE.match(text, start, verb)
    if pronoun is None:
        return
    gender = PRONOUNS[pronoun.group().lower()][0]
    before = [
        (mention.place, person)
        for person in cast.people
        if person.gender in (None, gender) and (mention := person.last_before(start)) is not None and mention.subject
    ]
    if before:
        yield max(before, key=itemgetter(0))[1]
