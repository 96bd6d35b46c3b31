from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from onrecord.statement import Article

if TYPE_CHECKING:
    from onrecord.indexer.extraction import Extractor
    from onrecord.statement import Statement

# The one real article that the project was made for. It belongs to its agency, so it is read from beside the
# repository where it lies there, and what must be found is read from the list beside it.
SEED = Path(__file__).parents[3] / "shared" / "data" / "seed_article"


class Row(NamedTuple):
    kind: str
    speaker: str
    words: str


def _rows() -> list[Row]:
    rows = []
    for line in (SEED / "README.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 4 and cells[0].isdigit():
            rows.append(Row(cells[1], re.sub(r" \(.*", "", cells[2]), _plain(cells[3])))
    return rows


def _plain(words: str) -> str:
    return " ".join(words.replace("’", "'").split())


def _words(statement: Statement, kind: str, text: str) -> str:
    if kind == "mixed":
        return " ".join(_plain(text[start:end]) for start, end in statement.quoted)
    return _plain(statement.spoken)


@pytest.mark.skipif(not SEED.is_dir(), reason="the seed article is not beside this repository")
def test_the_seed_article_gives_its_fourteen_statements_and_no_other(extractor: Extractor) -> None:
    text = next(SEED.glob("*.txt")).read_text(encoding="utf-8").split("\n", 1)[1]
    rows = _rows()
    assert len(rows) == 14
    found = extractor.extract(Article.from_text(text))
    assert [statement.kind for statement in found] == [row.kind for row in rows]
    for statement, row in zip(found, rows, strict=True):
        assert statement.speaker == row.speaker.removeprefix("The ")
        beginning, _, ending = row.words.partition("...")
        words = _words(statement, row.kind, text)
        assert words.startswith(beginning.strip())
        assert words.endswith(ending.strip())
        assert len(words) == len(row.words) or ending
