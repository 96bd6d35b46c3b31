"""How do articles and statements get into the statement store? The one writer's side of it."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Self

from ..errors import StorageError
from ..statement import digest
from .database import connect_to_write, damaged
from .records import Keys, article_row, content_digest, extracted_text, statement_row
from .statements import StatementStore

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from .entry import Entry


class StatementWriter(StatementStore):
    """A statement store open to write; all but `mark_committed` happens in a transaction that the caller opens."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        super().__init__(connection, path)
        self._keys: dict[tuple[str, str], int] = {}

    @classmethod
    def open_to_write(cls, path: Path, *, new: bool) -> Self:
        """Open the store to write; only a `new` one is made where there is none."""
        return cls(connect_to_write(path, new=new), path)

    def is_committed(self) -> bool:
        """Tell whether a manifest ever named this store."""
        return bool(self._all("PRAGMA user_version")[0][0])

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
                for table in ("digests", "extracted"):
                    connection.execute(
                        f"DELETE FROM {table} WHERE article_key IN (SELECT article_key FROM articles WHERE added > ?)",
                        (generation,),
                    )
                connection.execute("DELETE FROM articles WHERE added > ?", (generation,))
                connection.execute("UPDATE articles SET removed = NULL WHERE removed > ?", (generation,))
                connection.execute("DELETE FROM contexts WHERE context_row >= ?", (contexts,))
        ((last,),) = self._all("SELECT max(ordinal) FROM statements")
        if (found := 0 if last is None else last + 1) != statements:
            raise damaged(self._path, f"it has {found} statements where the manifest says {statements}")

    def append(self, entry: Entry, *, generation: int, ordinal: int) -> Keys:
        """Add an article whose statements get the ordinals from `ordinal` on."""
        article, statements = entry.article, entry.statements
        outlet = self._key("outlets", article.outlet)
        key = self._connection.execute(
            f"INSERT INTO articles VALUES (NULL, {','.join('?' * 11)}) RETURNING article_key",
            article_row(article, fingerprint=entry.fingerprint, outlet=outlet, generation=generation),
        ).fetchone()[0]
        speakers = tuple(self._key("speakers", statement.speaker) for statement in statements)
        self._connection.executemany(
            f"INSERT INTO statements VALUES ({','.join('?' * 17)})",
            [
                statement_row(ordinal + i, statement, key, speaker)
                for i, (statement, speaker) in enumerate(zip(statements, speakers, strict=True))
            ],
        )
        self._connection.execute("INSERT INTO digests VALUES (?, ?)", (key, content_digest(entry)))
        if entry.extracted is not None:
            self._connection.execute("INSERT INTO extracted VALUES (?, ?)", (key, extracted_text(entry.extracted)))
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
