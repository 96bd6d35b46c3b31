"""How is one epoch's set of files written? All parts grow together, and none of it shows before the manifest says so.

The commit, in order; a crash after any step leaves the generation before, whose files no step has changed:

1. vectors go behind the last ones of `vectors.f32` and `contexts.f32`: readers map only their own rows;
2. the keyword index gets new segments and a table of contents of the new generation beside the old one;
3. one SQLite transaction, in which nothing else is done, adds articles and marks removed ones with the new generation;
4. rows with the keys that SQLite gave go behind the last ones of `columns.i32`;
5. corrections, when there are new ones, and FAISS indexes, when due, are written under new names;
6. `manifest.json` is replaced: now it is committed;
7. files that no generation needs are deleted.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol, Self

import numpy as np

from ..errors import IndexCorruptError
from ..statement import in_context
from .columns import Column, column_row
from .corrections import to_lines
from .durable import replace_file, sync_file
from .keyword import field_texts, generation_files, prune, write_generation
from .layout import MANIFEST, is_carried, is_corrections, is_part
from .rows import RowFile
from .statement_writer import StatementWriter
from .vectors import Vectors, needs_ann, write_ann

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from ..statement import Statement
    from .corrections import Correction
    from .entry import Entry
    from .manifest import AnnRecord, FileRecord, Manifest


class RowSource(Protocol):
    """Where the vectors of new rows come from: an encoder, or the rows of an older epoch."""

    def statement_rows(self, entries: Sequence[Entry]) -> NDArray[np.float32]:
        """Return one unit row for every statement of the entries, in order."""

    def context_rows(self, texts: Mapping[str, int]) -> NDArray[np.float32]:
        """Return one unit row for every context, in order; the texts come with the place of a statement that has it."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Entries with everything that has to be computed of them: what `append` writes.

    `contexts` has the row of every statement's context, None where it has none; `new_contexts` are those without a row
    so far.
    """

    entries: Sequence[Entry]
    contexts: Sequence[int | None]
    new_contexts: dict[str, int]
    context_rows: NDArray[np.float32]
    statement_rows: NDArray[np.float32]


class PartsWriter:
    """The files of one epoch, open to append; whoever opens it holds the write lock."""

    def __init__(self, manifest: Manifest, directory: Path, store: StatementWriter) -> None:
        self.manifest = manifest
        self.store = store
        self._directory = directory
        self._layout = manifest.layout(directory)
        dim = manifest.encoder.dim
        self._vectors = RowFile(self._layout.vectors, dim, np.dtype("<f4"))
        self._contexts = RowFile(self._layout.contexts, dim, np.dtype("<f4"))
        self._published = manifest.generation
        self._columns = RowFile(self._layout.columns, len(Column), np.dtype("<i4"))

    @classmethod
    def begin(cls, manifest: Manifest, directory: Path) -> Self:
        """Open the parts of an epoch of which nothing is written yet."""
        return cls(manifest, directory, StatementWriter.open_to_write(manifest.layout(directory).statements, new=True))

    @classmethod
    def open(cls, manifest: Manifest, directory: Path) -> Self:
        """Open the parts of the manifest's epoch at its generation; what a dead writer left behind is dropped.

        Raises:
            IndexCorruptError: the statement store is missing or not as the manifest says, or the manifest is lost.
        """
        path = manifest.layout(directory).statements
        writer = cls(manifest, directory, StatementWriter.open_to_write(path, new=manifest.generation == 0))
        try:
            writer.drop_leftovers()
        except BaseException:
            writer.close()
            raise
        return writer

    def batch(self, entries: Sequence[Entry], source: RowSource) -> Batch:
        """Compute what entries need to be written; nothing is."""
        texts = [in_context(entry.article, each) for entry, each in _pairs(entries)]
        places = {text: place for place, text in enumerate(texts) if text}
        rows = self.store.context_rows(places)
        new = {text: place for text, place in places.items() if text not in rows}
        new_contexts = {text: self.manifest.contexts + i for i, text in enumerate(new)}
        rows |= new_contexts
        return Batch(
            entries=entries,
            contexts=[rows.get(text) for text in texts],
            new_contexts=new_contexts,
            context_rows=source.context_rows(new),
            statement_rows=source.statement_rows(entries),
        )

    def append(self, batch: Batch, removed: Sequence[int] = (), *, merge: bool = False) -> None:
        """Add a batch and remove articles by key, into the generation that `publish` makes the committed one.

        `merge` makes one segment of the keyword index.
        """
        old, generation = self.manifest, self._published + 1
        self._contexts.append(batch.context_rows)
        self._vectors.append(batch.statement_rows)
        texts = [field_texts(entry.article, each) for entry, each in _pairs(batch.entries)]
        previous = old.generation if old.statements else None
        write_generation(self._layout.keyword, texts, previous=previous, generation=generation, merge=merge)
        # Nothing slow inside: a transaction's end waits for readers, and they for it.
        with self.store.transaction():
            columns = self._store(batch, generation=generation)
            self.store.add_contexts(batch.new_contexts)
            self.store.mark_removed(removed, generation=generation)
        self._columns.append(columns)
        self.manifest = replace(
            old,
            generation=generation,
            statements=old.statements + len(columns),
            live=old.live + len(columns) - self.store.count_statements(removed),
            articles=old.articles + len(batch.entries) - len(removed),
            contexts=old.contexts + len(batch.new_contexts),
        )

    def publish(self) -> Manifest:
        """Make what was appended the committed generation."""
        manifest = replace(self.manifest, ann=self._ann(self.manifest))
        manifest = replace(manifest, files=self._files(manifest))
        manifest.write(self._directory)
        self.store.mark_committed()
        self.manifest, self._published = manifest, manifest.generation
        delete_unneeded(self._directory, manifest)
        return manifest

    def keep_corrections(self, corrections: Sequence[Correction]) -> None:
        """Let the generation that `append` began have these corrections; the ones before stay in their file."""
        path = self._layout.corrections(self.manifest.generation)
        replace_file(path, to_lines(corrections))
        files = {name: record for name, record in self.manifest.files.items() if not is_corrections(name)}
        self.manifest = replace(self.manifest, files=files | self.manifest.record(self._directory, [path]))

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def _store(self, batch: Batch, *, generation: int) -> NDArray[np.int32]:
        columns: list[tuple[int, ...]] = []
        contexts = iter(batch.contexts)
        for entry in batch.entries:
            keys = self.store.append(entry, generation=generation, ordinal=self.manifest.statements + len(columns))
            columns.extend(
                column_row(statement, article=keys.article, speaker=speaker, outlet=keys.outlet, context=context)
                # The contexts go on for the next entries.
                for statement, speaker, context in zip(entry.statements, keys.speakers, contexts, strict=False)
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
        # What the encoder's export wrote, and nothing that somebody put beside it.
        fixed += [self._directory / name for name in manifest.files if is_carried(name)]
        return {
            **manifest.record(self._directory, grown, grows=True),
            **manifest.record(self._directory, fixed),
        }

    def drop_leftovers(self) -> None:
        """Put every part back to the committed generation."""
        manifest = self.manifest
        if manifest.generation == 0 and self.store.is_committed():
            raise IndexCorruptError(
                f"the index at {self._directory} has lost its {MANIFEST}: put it back from a copy, or index the "
                "articles again into a new folder"
            )
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
            prune(path, [])
            # Not ours alone, if something is left.
            with suppress(OSError):
                path.rmdir()
        else:
            path.unlink(missing_ok=True)
    if layout.keyword.is_dir():
        prune(layout.keyword, [directory / name for name in manifest.files])


def _pairs(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Statement]]:
    return ((entry, statement) for entry in entries for statement in entry.statements)
