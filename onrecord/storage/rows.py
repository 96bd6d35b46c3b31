"""How are vectors and columns kept? Matrices in files that only grow at their end, memory-mapped to read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..errors import IndexCorruptError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import DTypeLike, NDArray


# Rounding, also that of half precision, and not another length.
_UNIT_TOLERANCE: Final = 1e-3


def not_unit(rows: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the numbers of the rows whose length is neither 1 nor, as of a text without a single token, 0."""
    # Without a copy of all rows, which may be larger than the memory.
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    # A length that is no number is not near 1 either.
    return np.flatnonzero(~((np.abs(lengths - 1) <= _UNIT_TOLERANCE) | (lengths == 0)))


@dataclass(frozen=True, slots=True)
class RowFile:
    """A file of rows of `width` little-endian numbers each, without a header."""

    path: Path
    width: int
    dtype: DTypeLike

    @property
    def row_bytes(self) -> int:
        """The bytes of one row."""
        return self.width * np.dtype(self.dtype).itemsize

    def append(self, rows: NDArray[Any]) -> None:
        """Write rows, shape (n, width), behind the last; they are on the disk when this returns."""
        if not len(rows):
            return
        data = np.ascontiguousarray(rows, dtype=self.dtype)
        if data.shape[1:] != (self.width,):
            raise ValueError(f"rows of width {data.shape[1:]} do not fit {self.path.name}, width {self.width}")
        with self.path.open("ab") as stream:
            stream.write(data.tobytes())
            stream.flush()
            os.fsync(stream.fileno())

    def truncate(self, count: int) -> None:
        """Drop every row behind the first `count`: what a writer that died had not committed."""
        size = count * self.row_bytes
        if self.path.exists() and self.path.stat().st_size > size:
            os.truncate(self.path, size)

    def read(self, count: int) -> NDArray[Any]:
        """Map the first `count` rows, shape (count, width), read-only; later appends do not show.

        Raises:
            IndexCorruptError: the file is missing or shorter.
        """
        if count == 0:
            return np.zeros((0, self.width), dtype=self.dtype)
        try:
            size = self.path.stat().st_size
        except OSError as error:
            raise IndexCorruptError(f"{self.path} is missing: index the articles again into a new folder") from error
        if size < count * self.row_bytes:
            raise IndexCorruptError(
                f"{self.path} has {size // self.row_bytes} rows where the manifest says {count}: "
                "index the articles again into a new folder"
            )
        return np.memmap(self.path, dtype=self.dtype, mode="r", shape=(count, self.width))
