"""What do articles and statements say? The statement store: SQLite, the system of record, versioned by generation.

Every article row carries the generation that added it and the one that removed it. A reader of generation g sees the
articles with added <= g < removed; what a writer that died left behind belongs to a later generation and is dropped.
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final, Literal, Self, TypeVar

from ..errors import StorageError
from ..statement import digest
from .database import connect, connect_to_write, damaged, error_of, reading_rows
from .records import (
    ARTICLE_COLUMNS,
    STATEMENT_COLUMNS,
    Keys,
    StoredArticle,
    article_of,
    article_row,
    statement_of,
    statement_row,
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
        self._keys: dict[tuple[str, str], int] = {}

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a committed store to read.

        Raises:
            IndexCorruptError: it is missing or no SQLite database.
            IndexLockedError: a writer holds it, or one that was killed left it to be put right by who may write.
        """
        return cls(connect(path), path)

    @classmethod
    def open_to_write(cls, path: Path, *, new: bool) -> Self:
        """Open the store to write; only a `new` one is made where there is none."""
        return cls(connect_to_write(path, new=new), path)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    # Reading

    def statements(self, ordinals: Sequence[int]) -> list[tuple[Statement, Article]]:
        """Return statements with their articles, in the order asked for."""
        rows: dict[int, tuple[Any, ...]] = {}
        for chunk in _chunks(sorted(set(ordinals))):
            marks = ",".join("?" * len(chunk))
            for row in self._all(f"SELECT {STATEMENT_COLUMNS} FROM statements WHERE ordinal IN ({marks})", chunk):
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
            keys = [key for key, _ in found]
            statements: dict[int, dict[int, Statement]] = {key: {} for key in keys}
            marks = ",".join("?" * len(keys))
            select = f"SELECT {STATEMENT_COLUMNS} FROM statements WHERE article_key IN ({marks}) ORDER BY ordinal"
            with reading_rows(self._path):
                articles = self._articles(set(keys))
                for row in self._all(select, keys):
                    statements[row[2]][row[0]] = statement_of(row, articles[row[2]])
            for key, fingerprint in found:
                yield StoredArticle(key, articles[key], statements[key], fingerprint)

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

    def is_committed(self) -> bool:
        """Tell whether a manifest ever named this store."""
        return bool(self._all("PRAGMA user_version")[0][0])

    # Writing; the caller opens the transaction

    def mark_committed(self) -> None:
        """Remember, outside of any transaction, that a manifest names this store; a commit is one without it."""
        with suppress(sqlite3.Error, StorageError):
            if not self.is_committed():
                self._connection.execute("PRAGMA user_version = 1")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Make everything inside the block durable together, or none of it."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection
            self._connection.commit()
        except BaseException:
            self._keys.clear()
            self._connection.rollback()
            raise

    def roll_back_to(self, generation: int, *, statements: int, contexts: int) -> None:
        """Drop everything that came after the generation, which has so many rows.

        Raises:
            IndexCorruptError: the generation is not whole.
        """
        later = "SELECT 1 FROM articles WHERE added > :g UNION ALL SELECT 1 FROM articles WHERE removed > :g LIMIT 1"
        # Each transaction adds or removes articles, so without later ones there is nothing to look for.
        if self._all(later, {"g": generation}):
            with self.transaction() as connection:
                connection.execute("DELETE FROM statements WHERE ordinal >= ?", (statements,))
                connection.execute("DELETE FROM articles WHERE added > ?", (generation,))
                connection.execute("UPDATE articles SET removed = NULL WHERE removed > ?", (generation,))
                connection.execute("DELETE FROM contexts WHERE context_row >= ?", (contexts,))
        ((last,),) = self._all("SELECT max(ordinal) FROM statements")
        if (found := 0 if last is None else last + 1) != statements:
            raise damaged(self._path, f"it has {found} statements where the manifest says {statements}")

    def append(
        self, article: Article, statements: Iterable[Statement], *, fingerprint: str, generation: int, ordinal: int
    ) -> Keys:
        """Add an article whose statements get the ordinals from `ordinal` on."""
        outlet = self._key("outlets", article.outlet)
        key = self._connection.execute(
            f"INSERT INTO articles VALUES (NULL, {','.join('?' * 11)}) RETURNING article_key",
            article_row(article, fingerprint=fingerprint, outlet=outlet, generation=generation),
        ).fetchone()[0]
        speakers = tuple(self._key("speakers", statement.speaker) for statement in statements)
        self._connection.executemany(
            f"INSERT INTO statements VALUES ({','.join('?' * 16)})",
            [
                statement_row(ordinal + i, statement, key, speaker)
                for i, (statement, speaker) in enumerate(zip(statements, speakers, strict=True))
            ],
        )
        return Keys(key, outlet, speakers)

    def mark_removed(self, article_keys: Iterable[int], *, generation: int) -> None:
        """Let the articles end with the generation before this one."""
        self._connection.executemany(
            "UPDATE articles SET removed = ? WHERE article_key = ?", [(generation, key) for key in article_keys]
        )

    def context_rows(self, texts: Iterable[str]) -> dict[str, int]:
        """Return the rows of the contexts that the store knows, by text."""
        find = "SELECT context_row FROM contexts WHERE digest = ?"
        found = ((text, self._connection.execute(find, (digest(text),)).fetchone()) for text in texts)
        return {text: row[0] for text, row in found if row is not None}

    def add_contexts(self, rows: dict[str, int]) -> None:
        """Remember the rows of new contexts."""
        self._connection.executemany(
            "INSERT INTO contexts VALUES (?, ?)", [(digest(text), row) for text, row in rows.items()]
        )

    def _key(self, table: str, name: str | None) -> int | None:
        # An empty name is nobody's.
        if not name:
            return None
        if (table, name) not in self._keys:
            execute = self._connection.execute
            row = execute(f"SELECT {table[:-1]}_key FROM {table} WHERE name = ?", (name,)).fetchone()
            row = row or execute(f"INSERT INTO {table} VALUES (NULL, ?) RETURNING *", (name,)).fetchone()
            self._keys[table, name] = int(row[0])
        return self._keys[table, name]

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
