"""What do articles and statements say? The statement store: SQLite, the system of record, versioned by generation.

Every article row carries the generation that added it and the one that removed it. A reader of generation g sees the
articles with added <= g < removed; what a writer that died left behind belongs to a later generation and is dropped.
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final, Literal, Self, TypeVar

from ..errors import StorageError
from .database import connect, error_of, has_evidence, reading_rows
from .records import (
    ARTICLE_COLUMNS,
    EARLY_STATEMENT_COLUMNS,
    STATEMENT_COLUMNS,
    StoredArticle,
    article_of,
    extracted_of,
    statement_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from ..statement import Article, Statement

T = TypeVar("T")
# What articles can be asked for by.
Criterion = Literal["article_id", "url", "outlet"]

_VISIBLE: Final = "added <= :generation AND (removed IS NULL OR removed > :generation)"
# SQLite's own default for variables in one statement was 999 for twenty years.
_VARIABLES: Final = 900
# Articles that `entries` holds at once; one may be megabytes long.
_ENTRIES: Final = 100


class StatementStore:
    """An open statement store; safe to share between threads, which take turns."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._lock = threading.Lock()
        self._columns = STATEMENT_COLUMNS if has_evidence(connection) else EARLY_STATEMENT_COLUMNS

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a committed store to read.

        Raises:
            IndexCorruptError: it is missing or no SQLite database.
            IndexLockedError: a writer holds it, or one that was killed left it to be put right by who may write.
        """
        return cls(connect(path), path)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    # Reading

    def statements(self, ordinals: Sequence[int]) -> list[tuple[Statement, Article]]:
        """Return statements with their articles, in the order asked for."""
        rows: dict[int, tuple[Any, ...]] = {}
        for chunk in _chunks(sorted(set(ordinals))):
            marks = ",".join("?" * len(chunk))
            for row in self._all(f"SELECT {self._columns} FROM statements WHERE ordinal IN ({marks})", chunk):
                rows[row[0]] = row
        with reading_rows(self._path):
            articles = self._articles({row[2] for row in rows.values()})
            return [(statement_of(rows[o], articles[rows[o][2]]), articles[rows[o][2]]) for o in map(int, ordinals)]

    def ordinal(self, statement_id: str, *, generation: int) -> int | None:
        """Return the ordinal of the statement with this id in the generation."""
        found = self._all(
            "SELECT max(ordinal) FROM statements JOIN articles USING (article_key) "
            f"WHERE statement_id = :statement_id AND {_VISIBLE}",
            {"statement_id": statement_id, "generation": generation},
        )
        return None if found[0][0] is None else int(found[0][0])

    def holders(self, statement_ids: Sequence[str], *, generation: int) -> list[tuple[str, int, str]]:
        """Return which of the ids statements of the generation have: the id, and key and id of the article."""
        found = []
        for chunk in _chunks(statement_ids):
            marks = ",".join(f":id{i}" for i in range(len(chunk)))
            found += self._all(
                "SELECT statement_id, article_key, article_id FROM statements JOIN articles USING (article_key) "
                f"WHERE statement_id IN ({marks}) AND {_VISIBLE}",
                {f"id{i}": each for i, each in enumerate(chunk)} | {"generation": generation},
            )
        return found

    def shared_ids(self, *, generation: int, limit: int) -> list[str]:
        """Return up to `limit` ids that more than one statement of the generation has."""
        rows = self._all(
            f"SELECT statement_id FROM statements JOIN articles USING (article_key) WHERE {_VISIBLE} "
            f"GROUP BY statement_id HAVING count(*) > 1 LIMIT {limit}",
            {"generation": generation},
        )
        return [statement_id for (statement_id,) in rows]

    def find_articles(self, criterion: Criterion, value: str, *, generation: int) -> list[tuple[int, str]]:
        """Return key and fingerprint of the articles in the generation that have the value."""
        outlet = "outlet_key = (SELECT outlet_key FROM outlets WHERE name = :value)"
        test = outlet if criterion == "outlet" else f"{criterion} = :value"
        return self._all(
            f"SELECT article_key, fingerprint FROM articles WHERE {test} AND {_VISIBLE}",
            {"value": value, "generation": generation},
        )

    def removed_ordinals(self, *, generation: int) -> list[int]:
        """Return the ordinals that the generation no longer shows."""
        rows = self._all(
            "SELECT ordinal FROM statements JOIN articles USING (article_key) WHERE removed <= ?", (generation,)
        )
        return [ordinal for (ordinal,) in rows]

    def names(self, table: str) -> dict[str, int]:
        """Return the keys of all "speakers" or "outlets", by name."""
        key = f"{table[:-1]}_key"
        return dict(self._all(f"SELECT name, {key} FROM {table}"))

    def count_articles(self, *, generation: int) -> int:
        """Return how many articles the generation shows."""
        rows = self._all(f"SELECT count(*) FROM articles WHERE {_VISIBLE}", {"generation": generation})
        return int(rows[0][0])

    def count_statements(self, article_keys: Iterable[int]) -> int:
        """Return how many statements the articles have together."""
        find = "SELECT count(*) FROM statements WHERE article_key = ?"
        return sum(self._all(find, (key,))[0][0] for key in article_keys)

    def entries(self, *, generation: int) -> Iterator[StoredArticle]:
        """Yield the articles of the generation with their statements, by key; a few at a time in memory."""
        last = 0
        while True:
            found = self._all(
                f"SELECT article_key, fingerprint FROM articles WHERE article_key > :last AND {_VISIBLE} "
                f"ORDER BY article_key LIMIT {_ENTRIES}",
                {"last": last, "generation": generation},
            )
            if not found:
                return
            last = found[-1][0]
            yield from self.stored(found)

    def stored(self, found: Sequence[tuple[int, str]]) -> list[StoredArticle]:
        """Return articles whole, some hundreds at most, by key and fingerprint as `find_articles` gives them."""
        keys = [key for key, _ in found]
        statements: dict[int, dict[int, Statement]] = {key: {} for key in keys}
        marks = ",".join("?" * len(keys))
        select = f"SELECT {self._columns} FROM statements WHERE article_key IN ({marks}) ORDER BY ordinal"
        digests, changed = self._later("digests", "content", keys), self._later("extracted", "statements", keys)
        with reading_rows(self._path):
            articles = self._articles(set(keys))
            for row in self._all(select, keys):
                statements[row[2]][row[0]] = statement_of(row, articles[row[2]])
            extracted = {key: extracted_of(text, articles[key]) for key, text in changed.items()}
            return [
                StoredArticle(key, articles[key], statements[key], fingerprint, extracted.get(key), digests.get(key))
                for key, fingerprint in found
            ]

    def integrity(self) -> list[str]:
        """Return what SQLite itself finds wrong with the file."""
        try:
            found = [text for (text,) in self._all("PRAGMA integrity_check") if text != "ok"]
            pages, page = self._all("PRAGMA page_count")[0][0], self._all("PRAGMA page_size")[0][0]
        except StorageError as error:
            return [str(error)]
        # SQLite takes what is cut off the end for zeros.
        if (size := self._path.stat().st_size) != pages * page:
            found.append(f"has {size} bytes, its {pages} pages have {pages * page}")
        return [f"{self._path.name}: {text}" for text in found]

    def _later(self, table: str, column: str, keys: Sequence[int]) -> dict[int, str]:
        """Return what a table that an early version has not says of articles."""
        if not self._all("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)):
            return {}
        marks = ",".join("?" * len(keys))
        return dict(self._all(f"SELECT article_key, {column} FROM {table} WHERE article_key IN ({marks})", keys))

    def _articles(self, keys: set[int]) -> dict[int, Article]:
        found = {}
        for chunk in _chunks(sorted(keys)):
            marks = ",".join("?" * len(chunk))
            for row in self._all(f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE article_key IN ({marks})", chunk):
                found[row[0]] = article_of(row)
        return found

    def _all(self, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> list[Any]:
        try:
            with self._lock, closing(self._connection.execute(sql, values)) as cursor:
                return cursor.fetchall()
        except sqlite3.ProgrammingError:
            raise
        except sqlite3.Error as error:
            raise error_of(error, self._path) from error


def _chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for first in range(0, len(values), _VARIABLES):
        yield values[first : first + _VARIABLES]
