"""Is an index what it says it is? Every digest, every count and every row against the system of record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from ..errors import IndexCorruptError
from ..statement import in_context
from .columns import NONE, Column, column_row
from .manifest import Manifest
from .reader import IndexReader
from .rows import not_unit

if TYPE_CHECKING:
    from .records import StoredArticle

# More of a kind would only scroll the first ones away.
_MAX_PROBLEMS: Final = 50


def verify(directory: str | Path) -> list[str]:
    """Return everything that is wrong with an index, one sentence each; empty if it is sound.

    Reads every byte, so it takes as long as the index is large.

    Raises:
        IndexMissingError, IndexFormatError, IndexCorruptError: the index cannot be opened at all.
    """
    directory = Path(directory)
    manifest = Manifest.read(directory)
    found = manifest.problems(directory, thorough=True)
    if found:
        return found
    with IndexReader.open(directory) as reader:
        found += reader.store.integrity()
        if not found:
            try:
                found += [*_rows(reader), *_ids(reader), *_articles(reader)]
            except IndexCorruptError as error:
                found.append(str(error))
    return found[:_MAX_PROBLEMS]


def _rows(reader: IndexReader) -> list[str]:
    found = []
    for name, rows in (("vectors", reader.vectors.rows), ("contexts", reader.contexts.rows)):
        wrong = not_unit(rows)
        if len(wrong):
            length = np.linalg.norm(rows[wrong[0]])
            found.append(f"{name}: row {wrong[0]} has length {length:.4f}, not 1 ({len(wrong)} such rows)")
    contexts = reader.columns[:, Column.CONTEXT]
    if len(contexts) and int(contexts.max()) >= len(reader.contexts.rows):
        found.append(f"columns: a context row {int(contexts.max())} of {len(reader.contexts.rows)}")
    live = int(np.count_nonzero(reader.live))
    if live != reader.manifest.live:
        found.append(f"statements.db shows {live} statements, the manifest says {reader.manifest.live}")
    articles = reader.store.count_articles(generation=reader.manifest.generation)
    if articles != reader.manifest.articles:
        found.append(f"statements.db shows {articles} articles, the manifest says {reader.manifest.articles}")
    return found


def _ids(reader: IndexReader) -> list[str]:
    shared = reader.store.shared_ids(generation=reader.manifest.generation, limit=_MAX_PROBLEMS)
    return [f"statement {each}: more than one statement has this id" for each in shared]


def _articles(reader: IndexReader) -> list[str]:
    found: list[str] = []
    seen = np.zeros(reader.count, dtype=np.bool_)
    for stored in reader.store.entries(generation=reader.manifest.generation):
        found += _article(reader, stored)
        seen[[ordinal for ordinal in stored.statements if ordinal < reader.count]] = True
        if len(found) > _MAX_PROBLEMS:
            return found
    missing = np.flatnonzero(reader.live & ~seen)
    if len(missing):
        found.append(f"statement {missing[0]} is in the columns but not in statements.db ({len(missing)} such)")
    return found


def _article(reader: IndexReader, stored: StoredArticle) -> list[str]:
    found = []
    if not stored.is_intact:
        found.append(f"article {stored.article.article_id}: statements.db has other content than was stored")
    for ordinal, statement in stored.statements.items():
        place = f"statement {statement.statement_id}"
        if ordinal >= reader.count:
            found.append(f"{place} is in statements.db but not in the columns")
            continue
        row = reader.columns[ordinal]
        expected = column_row(
            statement,
            article=stored.key,
            speaker=None if statement.speaker is None else reader.speakers.get(statement.speaker),
            outlet=None if stored.article.outlet is None else reader.outlets.get(stored.article.outlet),
            context=None,
        )
        differing = [column for column in Column if column != Column.CONTEXT and row[column] != expected[column]]
        # An early version rounded to the nearest thousandth, and not down.
        if differing == [Column.CONFIDENCE] and row[Column.CONFIDENCE] == expected[Column.CONFIDENCE] + 1:
            differing = []
        if differing:
            found.append(f"{place}: its columns differ from statements.db")
        if (int(row[Column.CONTEXT]) == NONE) != (not in_context(stored.article, statement)):
            found.append(f"{place}: its context row is missing or one too many")
        if not 0 <= statement.start <= statement.end <= len(stored.article.text):
            found.append(f"{place}: its place [{statement.start}, {statement.end}) lies outside the article")
    return found
