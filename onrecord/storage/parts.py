"""How is one epoch's set of files written? All parts grow together, and none of it shows before the manifest says so.

The commit, in order; a crash after any step leaves the generation before, whose files no step has changed:

1. rows go behind the last ones of `vectors.f32`, `contexts.f32` and `columns.i32`: readers map only their own rows;
2. the keyword index gets new segments and a table of contents of the new generation beside the old one;
3. one SQLite transaction adds articles and marks removed ones with the new generation;
4. FAISS indexes, when due, are written under new names;
5. `manifest.json` is replaced: now it is committed;
6. files that no generation needs are deleted.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol, Self

import numpy as np

from ..statement import in_context
from .columns import Column, column_row
from .durable import sync_file
from .keyword import field_texts, generation_files, prune, write_generation
from .layout import ENCODER, is_part
from .rows import RowFile
from .statements import StatementStore
from .vectors import Vectors, needs_ann, write_ann

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from ..statement import Article, Statement
    from .manifest import AnnRecord, FileRecord, Manifest


@dataclass(frozen=True, slots=True)
class Entry:
    """An article with its statements, on its way into the index; the fingerprint tells a changed one from the same."""

    article: Article
    statements: Sequence[Statement]
    fingerprint: str


class RowSource(Protocol):
    """Where the vectors of new rows come from: an encoder, or the rows of an older epoch."""

    def statement_rows(self, entries: Sequence[Entry]) -> NDArray[np.float32]:
        """Return one unit row for every statement of the entries, in order."""

    def context_rows(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit row for every context, in order."""


class PartsWriter:
    """The files of one epoch, open to append; whoever opens it holds the write lock."""

    def __init__(self, manifest: Manifest, directory: Path, store: StatementStore) -> None:
        self.manifest = manifest
        self.store = store
        self._directory = directory
        self._layout = manifest.layout(directory)
        dim = manifest.encoder.dim
        self._vectors = RowFile(self._layout.vectors, dim, np.dtype("<f4"))
        self._contexts = RowFile(self._layout.contexts, dim, np.dtype("<f4"))
        self._columns = RowFile(self._layout.columns, len(Column), np.dtype("<i4"))

    @classmethod
    def begin(cls, manifest: Manifest, directory: Path) -> Self:
        """Open the parts of an epoch of which nothing is written yet."""
        return cls(manifest, directory, StatementStore.open_to_write(manifest.layout(directory).statements))

    @classmethod
    def open(cls, manifest: Manifest, directory: Path) -> Self:
        """Open the parts of the manifest's epoch at its generation; what a dead writer left behind is dropped."""
        writer = cls.begin(manifest, directory)
        writer.drop_leftovers()
        return writer

    def append(self, entries: Sequence[Entry], removed: Sequence[int], source: RowSource) -> None:
        """Add entries and remove articles by key, as a generation that `publish` makes the committed one."""
        old = self.manifest
        generation = old.generation + 1
        new_texts, contexts = self._contexts_of(entries)
        context_rows = source.context_rows(new_texts)
        statement_rows = source.statement_rows(entries)
        with self.store.transaction():
            columns = self._store(entries, contexts, generation=generation)
            self.store.add_contexts({text: contexts[text] for text in new_texts})
            self.store.mark_removed(removed, generation=generation)
            self._contexts.append(context_rows)
            self._vectors.append(statement_rows)
            self._columns.append(columns)
            texts = [field_texts(entry.article, each) for entry in entries for each in entry.statements]
            previous = old.generation if old.files else None
            write_generation(self._layout.keyword, texts, previous=previous, generation=generation)
        new = replace(
            old,
            generation=generation,
            statements=old.statements + len(columns),
            live=old.live + len(columns) - self.store.count_statements(removed),
            articles=old.articles + len(entries) - len(removed),
            contexts=old.contexts + len(new_texts),
        )
        new = replace(new, ann=self._ann(new))
        self.manifest = replace(new, files=self._files(new))

    def publish(self) -> Manifest:
        """Make what was appended the committed generation."""
        self.manifest.write(self._directory)
        delete_unneeded(self._directory, self.manifest)
        return self.manifest

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def _contexts_of(self, entries: Sequence[Entry]) -> tuple[list[str], dict[str, int]]:
        """Return the contexts that have no row yet, and the row that each context of the entries has or will have."""
        texts = dict.fromkeys(in_context(entry.article, each) for entry in entries for each in entry.statements)
        texts.pop("", None)
        known = self.store.context_rows(texts)
        new = [text for text in texts if text not in known]
        return new, known | {text: self.manifest.contexts + i for i, text in enumerate(new)}

    def _store(self, entries: Sequence[Entry], contexts: dict[str, int], *, generation: int) -> NDArray[np.int32]:
        columns: list[tuple[int, ...]] = []
        for entry in entries:
            keys = self.store.append(
                entry.article,
                entry.statements,
                fingerprint=entry.fingerprint,
                generation=generation,
                ordinal=self.manifest.statements + len(columns),
            )
            columns.extend(
                column_row(
                    statement,
                    article=keys.article,
                    speaker=speaker,
                    outlet=keys.outlet,
                    context=contexts.get(in_context(entry.article, statement)),
                )
                for statement, speaker in zip(entry.statements, keys.speakers, strict=True)
            )
        return np.array(columns, dtype=np.int32).reshape(-1, len(Column))

    def _ann(self, manifest: Manifest) -> dict[str, AnnRecord]:
        records = dict(manifest.ann)
        for name, file, count in (
            ("vectors", self._vectors, manifest.statements),
            ("contexts", self._contexts, manifest.contexts),
        ):
            old = records.get(name)
            rows = file.read(count)
            if needs_ann(rows, old):
                previous = Vectors.open(rows, path=self._layout.ann(name, old.rows), record=old) if old else None
                path = self._layout.ann(name, count)
                records[name] = write_ann(rows, path, previous=previous)
                sync_file(path)
        return records

    def _files(self, manifest: Manifest) -> dict[str, FileRecord]:
        grown = [file.path for file in (self._vectors, self._contexts, self._columns) if file.path.exists()]
        fixed = [self._layout.ann(name, record.rows) for name, record in manifest.ann.items()]
        fixed += generation_files(self._layout.keyword, manifest.generation)
        encoder = self._directory / ENCODER
        fixed += sorted(encoder.iterdir()) if encoder.is_dir() else []
        return {
            **manifest.record(self._directory, grown, grows=True),
            **manifest.record(self._directory, fixed),
        }

    def drop_leftovers(self) -> None:
        """Put every part back to the committed generation."""
        manifest = self.manifest
        self._vectors.truncate(manifest.statements)
        self._contexts.truncate(manifest.contexts)
        self._columns.truncate(manifest.statements)
        self.store.roll_back_to(manifest.generation, statements=manifest.statements, contexts=manifest.contexts)
        delete_unneeded(self._directory, manifest)


def delete_unneeded(directory: Path, manifest: Manifest) -> None:
    """Delete what no generation but the manifest's would read; a reader that has a file open keeps it."""
    layout = manifest.layout(directory)
    needed = {name.split("/")[0] for name in manifest.files} | layout.names
    journal = f"{layout.statements.name}-journal"
    for path in directory.iterdir():
        if path.name in needed or path.name == journal or not is_part(path.name):
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    if layout.keyword.is_dir():
        prune(layout.keyword, [directory / name for name in manifest.files])
