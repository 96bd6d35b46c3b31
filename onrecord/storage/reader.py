"""What does one generation of an index hold? The reader: all parts opened together, and kept."""

from __future__ import annotations

import threading
from collections import Counter
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Self

import numpy as np

from ..encoder import OnnxEncoder
from ..errors import EncoderMismatchError, IndexCorruptError
from .columns import NONE, Column, keys_of
from .corrections import from_lines
from .keyword import KeywordIndex
from .layout import ENCODER
from .manifest import Manifest
from .rows import RowFile
from .statements import StatementStore
from .vectors import Vectors

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from numpy.typing import NDArray

    from ..encoder import Encoder
    from .corrections import Correction
    from .manifest import AnnRecord

# A writer may replace the generation while its files are being opened; the next manifest then names others.
_ATTEMPTS: Final = 5


@dataclass(frozen=True, slots=True)
class Parts:
    """The open parts of one generation."""

    columns: NDArray[np.int32]
    keyword: KeywordIndex
    vectors: Vectors
    contexts: Vectors
    corrections: bytes


class IndexReader:
    """One committed generation; later commits do not show. Safe to share between threads."""

    def __init__(
        self, directory: Path, manifest: Manifest, store: StatementStore, parts: Parts, encoder: Encoder | None
    ) -> None:
        self.directory = directory
        self.manifest = manifest
        self.store = store
        self.columns = parts.columns
        self.keyword = parts.keyword
        self.vectors = parts.vectors
        self.contexts = parts.contexts
        self._corrections = parts.corrections
        self._encoder = encoder
        self._encoder_lock = threading.Lock()
        self._stack = ExitStack()
        self._stack.enter_context(closing(store))
        self._stack.enter_context(closing(parts.keyword))

    @classmethod
    def open(cls, directory: Path, *, encoder: Encoder | None = None) -> Self:
        """Open the newest generation; `encoder` stands in for the one that the index carries.

        Raises:
            IndexMissingError: there is no index.
            IndexFormatError: it has another format.
            IndexCorruptError: a part is missing, has another size, or differs from its digest.
            EncoderMismatchError: the index was made with another encoder than the one given.
        """
        for attempt in range(_ATTEMPTS):
            manifest = Manifest.read(directory)
            if encoder is not None and encoder.info.fingerprint != manifest.encoder.fingerprint:
                raise EncoderMismatchError(
                    f"the index at {directory} was made with the encoder {manifest.encoder.name}, not with "
                    f"{encoder.info.name}: search it with its own"
                )
            try:
                return cls._open(directory.absolute(), manifest, encoder)
            except (OSError, IndexCorruptError):
                if Manifest.read(directory) == manifest or attempt == _ATTEMPTS - 1:
                    raise
        raise AssertionError  # pragma: no cover - the loop returns or raises

    @classmethod
    def _open(cls, directory: Path, manifest: Manifest, encoder: Encoder | None) -> Self:
        manifest.check(directory)
        layout, dim = manifest.layout(directory), manifest.encoder.dim
        vectors = RowFile(layout.vectors, dim, np.dtype("<f4")).read(manifest.statements)
        contexts = RowFile(layout.contexts, dim, np.dtype("<f4")).read(manifest.contexts)
        ann = {name: (layout.ann(name, record.rows), record) for name, record in manifest.ann.items()}
        with ExitStack() as stack:
            store = stack.enter_context(closing(StatementStore.open(layout.statements)))
            keyword = KeywordIndex.open(layout.keyword, generation=manifest.generation)
            stack.callback(keyword.close)
            if keyword.count != manifest.statements:
                raise IndexCorruptError(
                    f"the keyword index at {layout.keyword} has {keyword.count} statements where the manifest says "
                    f"{manifest.statements}: index the articles again into a new folder"
                )
            parts = Parts(
                columns=RowFile(layout.columns, len(Column), np.dtype("<i4")).read(manifest.statements),
                keyword=keyword,
                vectors=_vectors(vectors, ann.get("vectors")),
                contexts=_vectors(contexts, ann.get("contexts")),
                # Now, because a writer may delete the file later.
                corrections=(directory / manifest.corrections).read_bytes() if manifest.corrections else b"",
            )
            reader = cls(directory, manifest, store, parts, encoder)
            stack.pop_all()
            return reader

    def reopen(self, *, encoder: Encoder | None = None) -> Self | None:
        """Open the newest generation if it is another one; `encoder` as for `open`, and it raises the same.

        An encoder of the index that this reader has loaded goes on to the other one.
        """
        # Generations count from 1 again in an index that was made anew; all else in a manifest tells them apart.
        if Manifest.read(self.directory) == self.manifest:
            return None
        newest = type(self).open(self.directory, encoder=encoder)
        if newest.manifest.encoder == self.manifest.encoder:
            newest._encoder = newest._encoder or self._encoder  # noqa: SLF001 - of the same class
        return newest

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the files."""
        self._stack.close()

    @property
    def count(self) -> int:
        """The number of statements, removed ones included: every mask and every column has this length."""
        return self.manifest.statements

    @property
    def encoder(self) -> Encoder:
        """The query encoder, loaded when it is first asked for.

        Raises:
            EncoderError: the index's copy cannot be loaded.
        """
        with self._encoder_lock:
            if self._encoder is None:
                self._encoder = OnnxEncoder.open(self.directory / ENCODER)
            return self._encoder

    @cached_property
    def live(self) -> NDArray[np.bool_]:
        """The mask of the statements that have not been removed, shape (count,)."""
        mask = np.ones(self.count, dtype=np.bool_)
        removed = self.store.removed_ordinals(generation=self.manifest.generation)
        mask[[ordinal for ordinal in removed if ordinal < self.count]] = False
        return mask

    @cached_property
    def corrections(self) -> tuple[Correction, ...]:
        """What people said against the extraction, in the order in which they said it."""
        return from_lines(self._corrections)

    @cached_property
    def speakers(self) -> dict[str, int]:
        """The keys of the speakers who have live statements, by name."""
        return self._live_names("speakers", Column.SPEAKER)

    @cached_property
    def outlets(self) -> dict[str, int]:
        """The keys of the outlets that have live statements, by name."""
        return self._live_names("outlets", Column.OUTLET)

    def _live_names(self, table: str, column: Column) -> dict[str, int]:
        keys = keys_of(self.columns, column, self.live)
        return {name: key for name, key in self.store.names(table).items() if key in keys}

    def counts(self, column: Column) -> Counter[int]:
        """Return how many live statements have each value of a column, NONE left out."""
        values, counts = np.unique(self.columns[:, column][self.live], return_counts=True)
        return Counter({int(v): int(c) for v, c in zip(values, counts, strict=True) if v != NONE})


def _vectors(rows: NDArray[np.float32], ann: tuple[Path, AnnRecord] | None) -> Vectors:
    return Vectors.open(rows) if ann is None else Vectors.open(rows, path=ann[0], record=ann[1])
