"""What must hold of the statements of any article, whatever its text? The one list that the fuzzer and tests share."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.indexer.extraction.speakers import Attribution
from onrecord.statement import KINDS, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.statement import Article


def faults_of(article: Article, statements: Sequence[Statement]) -> Iterator[str]:
    """Yield in words what is wrong with the statements that were extracted from an article."""
    spans = [(statement.start, statement.end) for statement in statements]
    if any(after <= before for before, after in pairwise(spans)):
        yield f"statements are not in the order of the text, or two are the same: {spans}"
    if len({statement.statement_id for statement in statements}) < len(statements):
        yield "two statements have one id"
    for statement in statements:
        place = f"[{statement.start}, {statement.end})"
        yield from (f"{place} {fault}" for fault in _faults_of_one(article, statement))


def _faults_of_one(article: Article, statement: Statement) -> Iterator[str]:
    text = article.text
    if not 0 <= statement.start < statement.end <= len(text):
        yield f"is empty or outside the article, which ends at {len(text)}"
    if text[statement.start : statement.end] != statement.text:
        yield f"is not the statement's text {statement.text!r}"
    if statement.article_id != article.article_id:
        yield f"says that it is of article {statement.article_id!r}"
    if statement.kind not in KINDS:
        yield f"has the unknown kind {statement.kind!r}"
    yield from _faults_of_quoted(statement)
    yield from _faults_of_speaker(text, statement)
    written = json.dumps(statement.to_json(), ensure_ascii=False)
    if Statement.from_json(json.loads(written)) != statement:
        yield f"is another statement once written and read: {written}"


def _faults_of_quoted(statement: Statement) -> Iterator[str]:
    quoted = statement.quoted
    at = statement.start
    for start, end in quoted:
        if not at <= start < end <= statement.end:
            yield f"has quoted spans that are empty, out of order or outside: {quoted}"
        at = end
    if statement.kind == "indirect" and quoted:
        yield f"is indirect and has quoted spans {quoted}"
    if statement.kind == "mixed" and not quoted:
        yield "is mixed and has no quoted span"
    if statement.kind == "direct":
        turn = statement.evidence is not None and statement.evidence.attribution == Attribution.LABEL
        if not quoted and not turn:
            yield "is direct, no turn, and has no quoted span"
        if quoted and (quoted[0][0], quoted[-1][1]) != (statement.start, statement.end):
            yield f"is direct and has other bounds than its quoted spans {quoted}"


def _faults_of_speaker(text: str, statement: Statement) -> Iterator[str]:
    if not 0.0 <= statement.confidence <= 1.0:
        yield f"has the confidence {statement.confidence}"
    if (statement.confidence == 0.0) != (statement.speaker is None):
        yield f"has the speaker {statement.speaker!r} with the confidence {statement.confidence}"
    evidence = statement.evidence
    if evidence is None:
        yield "has no evidence"
        return
    for link in evidence.chain:
        if not 0 <= link.start < link.end <= len(text) or text[link.start : link.end] != link.text:
            yield f"has the mention {link.text!r} at [{link.start}, {link.end}), where it is not"
    if evidence.runner_up is not None and not 0.0 <= evidence.runner_up.confidence <= 1.0:
        yield f"has the runner-up {evidence.runner_up}"
