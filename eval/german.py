"""German gold articles: reading them, and fitting what tells an utterance from a title in quotation marks.

python eval/german.py          fit the weights to the training part and write the table
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING

from logistic import fitted

from onrecord.evaluation.agreement import shares_word, span_iou
from onrecord.evaluation.gold import GoldArticle, GoldStatement, spans_within
from onrecord.evaluation.matching import MIN_IOU, judge
from onrecord.indexer import extract_statements
from onrecord.indexer.extraction.draft import draft_of
from onrecord.indexer.extraction.light import built_in
from onrecord.indexer.extraction.light.frames import frame_of
from onrecord.indexer.extraction.light.utterances import features_of
from onrecord.indexer.extraction.light.words import sentences
from onrecord.statement import Article

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
DATA = HERE.parent.parent / "shared" / "data" / "wikinews_de_quotes"
TABLE = HERE.parent / "onrecord" / "indexer" / "extraction" / "light" / "utterance_weights.py"
# A quotation that is missed cannot be found, one too many can be passed over: said from a chance of 18 % on.
LEAST = 0.18
RIDGE = 1.0
DIGITS = 2
HEAD = '''"""How much does what a quotation looks like speak for its having been said? Written by `eval/german.py`."""

from __future__ import annotations

from typing import Final

# Logarithms of odds, fitted to German news; all features are of form, so that they hold for other languages.
WEIGHTS: Final[dict[str, float]] = {
'''


def read_german(part: str) -> Iterator[tuple[GoldArticle, list[GoldStatement]]]:
    """Yield every article of a part with its direct statements as gold, and its statements of any kind."""
    for line in (DATA / f"{part}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        article = Article.from_text(row["text"], title=row["title"])
        quotes = [(each["type"], _gold(each, article.text)) for each in row["quotes"]]
        direct = tuple(gold for kind, gold in quotes if kind == "Direct")
        yield GoldArticle(article=article, genre="news", statements=direct), [gold for _, gold in quotes]


def _gold(quote: dict, text: str) -> GoldStatement:
    return GoldStatement(
        spans=spans_within(quote["quote"], text),
        kind="direct",
        cue=quote["cue_text"],
        mention=tuple(map(tuple, quote["speaker"])),
        speaker_names=(quote["speaker_text"],) if quote["speaker"] else (),
    )


def german(part: str = "dev") -> dict[str, float]:
    """Measure direct statements: what overlaps a statement of any kind is not spurious; a speaker shares a word."""
    gold = found = right = predicted = named = same = 0
    for article, every in read_german(part):
        statements = [each for each in extract_statements(article.article) if each.kind == "direct"]
        judged = judge(article, statements)
        gold += len(article.statements)
        found += len(judged.matches)
        predicted += len(statements)
        right += len(judged.matches) + sum(
            any(span_iou(each.spans, spurious.quoted) >= MIN_IOU for each in every) for spurious in judged.spurious
        )
        for match in judged.matches:
            if match.gold.speaker_names:
                named += 1
                words = match.predicted.speaker or ""
                same += bool(match.same_mention) or shares_word(match.gold.speaker_names[0], words)
    return {
        "wikinews-de: direct: recall": found / gold,
        "wikinews-de: direct: precision": right / predicted,
        "wikinews-de: right speaker, given the statement": same / named,
    }


def main() -> None:
    """Fit the weights to the training part and write their table."""
    rows = list(_quotations("train"))
    names = sorted({feature for features, _ in rows for feature in features})
    weights = fitted([row for row, _ in rows], [said for _, said in rows], names, [0.0] * len(names), RIDGE)
    weights[names.index("always")] -= math.log(LEAST / (1 - LEAST))
    lines = [f'    "{name}": {weight:.{DIGITS}f},\n' for name, weight in zip(names, weights, strict=True)]
    TABLE.write_text(HEAD + "".join(lines) + "}\n", "utf-8")


def _quotations(part: str) -> Iterator[tuple[set[str], bool]]:
    """Yield what is known of every quotation, and whether gold has it as a direct statement."""
    for gold, _ in read_german(part):
        draft = draft_of(gold.article, built_in())
        text, lexicon = gold.article.text, draft.lexicon
        for i, reading in draft.readings.items() if lexicon is not None else ():
            block = draft.blocks[i]
            for sentence in sentences(text, block.body, block.end, reading.quotations, lexicon):
                for at, word in enumerate(sentence):
                    if word.quotation is not None:
                        spans = ((word.quotation.start, word.quotation.end),)
                        frame = frame_of(sentence, at, lexicon)
                        yield (
                            set(features_of(text, sentence, at, frame, lexicon)),
                            any(span_iou(each.spans, spans) >= MIN_IOU for each in gold.statements),
                        )


if __name__ == "__main__":
    main()
