"""Where does each part of an index lie? File names, by epoch.

An epoch is one life of the data files: adding and removing keep it, `optimize` writes the next one beside it and the
manifest switches over, so that a crash never leaves half of a rewritten index.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

FORMAT_VERSION: Final = 1

# What a part's name looks like in any epoch; anything else in the directory is not ours to delete.
_PART: Final = re.compile(
    r"(statements(@\d+)?\.db(-journal)?|keyword(@\d+)?|(vectors|contexts)(@\d+)?\.f32|columns(@\d+)?\.i32"
    r"|(vectors|contexts)-\d+(@\d+)?\.faiss|corrections@\d+\.jsonl(\.new)?|manifest\.json\.new)"
)

_CORRECTIONS: Final = "corrections@"
MANIFEST: Final = "manifest.json"
ENCODER: Final = "encoder"
# Where an encoder is exported to before its files are put into place.
ENCODER_NEW: Final = "encoder.new"
LOCK: Final = "write.lock"
OWNER: Final = "write.owner"


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of one epoch inside an index directory."""

    directory: Path
    epoch: int

    @property
    def statements(self) -> Path:
        """Articles, statements and speakers: SQLite, the system of record."""
        return self._path("statements", ".db")

    @property
    def keyword(self) -> Path:
        """The folder of the keyword index: Whoosh."""
        return self._path("keyword", "")

    @property
    def vectors(self) -> Path:
        """Unit rows of what was said, float32, shape (statements, dim)."""
        return self._path("vectors", ".f32")

    @property
    def contexts(self) -> Path:
        """Unit rows of contexts, float32, one per distinct context."""
        return self._path("contexts", ".f32")

    @property
    def columns(self) -> Path:
        """What filters need of every statement, int32."""
        return self._path("columns", ".i32")

    def ann(self, part: str, rows: int) -> Path:
        """Return the FAISS index of `part` ("vectors" or "contexts") that covers its first `rows` rows."""
        return self._path(f"{part}-{rows}", ".faiss")

    def corrections(self, generation: int) -> Path:
        """Return the corrections as `generation` got them; later generations, of any epoch, keep the file."""
        return self.directory / f"{_CORRECTIONS}{generation}.jsonl"

    @property
    def names(self) -> frozenset[str]:
        """The names that this epoch's parts have in the directory, FAISS indexes excepted."""
        paths = (self.statements, self.keyword, self.vectors, self.contexts, self.columns)
        return frozenset(path.name for path in paths)

    def _path(self, base: str, suffix: str) -> Path:
        return self.directory / (f"{base}@{self.epoch}{suffix}" if self.epoch else f"{base}{suffix}")


def is_corrections(name: str) -> bool:
    """Tell whether a name in a manifest is that of the corrections."""
    return name.startswith(_CORRECTIONS)


def is_carried(name: str) -> bool:
    """Tell whether a file of the manifest goes from epoch to epoch as it is: the encoder's and the corrections."""
    return name.startswith(f"{ENCODER}/") or is_corrections(name)


def is_part(name: str) -> bool:
    """Tell whether a name in an index directory is that of a data file, of whatever epoch."""
    return _PART.fullmatch(name) is not None
