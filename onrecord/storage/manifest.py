"""What is committed? The manifest: the last file that a commit replaces and the first that a reader reads."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Self

from ..encoder import EncoderInfo
from ..errors import IndexCorruptError, IndexFormatError, IndexMissingError
from .durable import BLOCK_BYTES, block_digests, replace_file
from .layout import FORMAT_VERSION, MANIFEST, Layout, is_corrections

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# Files up to this size are checked against their digest whenever an index is opened; larger ones by `verify`,
# because reading 90 MB of encoder would cost more than the search.
CHECKED_AT_OPEN: Final = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    """One file's committed size in bytes and the digests of its blocks; a file that only grows may be longer."""

    size: int
    blocks: tuple[str, ...]
    grows: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnRecord:
    """A FAISS index over the first `rows` rows; `candidates` is how many it must yield for recall@10 >= 0.99.

    `recall` is what was measured with that many when the index was written.
    """

    rows: int
    candidates: int
    recall: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What one generation of an index consists of.

    `statements` and `contexts` count rows, removed ones included; `articles` and `live` count what a search can find.
    `index_id` tells an index from another one made at the same path; it is empty where an early version began it.
    """

    generation: int
    epoch: int
    statements: int
    live: int
    articles: int
    contexts: int
    encoder: EncoderInfo
    index_id: str = ""
    ann: dict[str, AnnRecord] = field(default_factory=dict)
    files: dict[str, FileRecord] = field(default_factory=dict)

    @property
    def corrections(self) -> str | None:
        """The name of the file that has this generation's corrections, None where there are none."""
        return next((name for name in self.files if is_corrections(name)), None)

    def layout(self, directory: Path) -> Layout:
        """Return the paths of this generation's files."""
        return Layout(directory, self.epoch)

    @classmethod
    def read(cls, directory: Path) -> Self:
        """Read the committed manifest of the index at `directory`.

        Raises:
            IndexMissingError: there is none.
            IndexFormatError: another version of the format.
            IndexCorruptError: it is no manifest.
        """
        path = directory / MANIFEST
        try:
            data = path.read_bytes()
        except (FileNotFoundError, NotADirectoryError) as error:
            raise IndexMissingError(directory) from error
        except OSError as error:
            raise IndexCorruptError(f"{path} cannot be read ({error.strerror}): mend its permissions") from error
        try:
            row = json.loads(data)
            version = row["format"]
        except (ValueError, KeyError, TypeError) as error:
            raise IndexCorruptError(f"{path} is damaged: index the articles again into a new folder") from error
        if version != FORMAT_VERSION:
            newer = isinstance(version, int) and version > FORMAT_VERSION
            fix = "install a newer OnRecord" if newer else "index the articles again"
            raise IndexFormatError(
                f"the index at {directory} has format {version}, this version of OnRecord reads {FORMAT_VERSION}: {fix}"
            )
        try:
            return cls._from_json(row)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise IndexCorruptError(f"{path} is damaged: index the articles again into a new folder") from error

    def write(self, directory: Path) -> None:
        """Make this generation the committed one."""
        row = {
            "format": FORMAT_VERSION,
            "index_id": self.index_id,
            "generation": self.generation,
            "epoch": self.epoch,
            "statements": self.statements,
            "live": self.live,
            "articles": self.articles,
            "contexts": self.contexts,
            "encoder": self.encoder.to_json(),
            "ann": {
                name: {"rows": each.rows, "candidates": each.candidates, "recall": each.recall}
                for name, each in sorted(self.ann.items())
            },
            "files": {
                name: {"size": each.size, "grows": each.grows, "sha256": list(each.blocks)}
                for name, each in sorted(self.files.items())
            },
        }
        row["sha256"] = _digest_of(row)
        replace_file(directory / MANIFEST, json.dumps(row, indent=1).encode() + b"\n")

    def record(self, directory: Path, paths: Iterable[Path], *, grows: bool = False) -> dict[str, FileRecord]:
        """Return records of files as they are now; full blocks that this manifest knows are not read again.

        Raises:
            IndexCorruptError: what this manifest knows of the last block of a file that grew is not so any more.
        """
        records = {}
        for path in paths:
            name = path.relative_to(directory).as_posix()
            size = path.stat().st_size
            old = self.files.get(name)
            if old is not None and not grows and old.size == size:
                records[name] = old
                continue
            known = old.blocks[: old.size // BLOCK_BYTES] if old is not None and grows else ()
            # A new digest of a damaged block would vouch for the damage.
            if old is not None and grows and block_digests(path, old.size, known) != old.blocks:
                raise _damaged(directory, f"{name} differs from its digest")
            records[name] = FileRecord(size=size, blocks=block_digests(path, size, known), grows=grows)
        return records

    def problems(self, directory: Path, *, thorough: bool) -> list[str]:
        """Return what is wrong with the files, one sentence each; `thorough` reads every byte."""
        found = []
        for name, record in self.files.items():
            path = directory / name
            try:
                size = path.stat().st_size
            except OSError:
                found.append(f"{name} is missing")
                continue
            if size < record.size or (size > record.size and not record.grows):
                found.append(f"{name} has {size} bytes, the manifest says {record.size}")
            elif (thorough or record.size <= CHECKED_AT_OPEN) and block_digests(path, record.size) != record.blocks:
                found.append(f"{name} differs from its digest")
        return found

    def check(self, directory: Path, *, thorough: bool = False) -> None:
        """Refuse an index whose files are not as they were committed; `thorough` reads every byte.

        Raises:
            IndexCorruptError: a file is missing, has another size, or differs from its digest.
        """
        problems = self.problems(directory, thorough=thorough)
        if problems:
            raise _damaged(directory, problems[0])

    @classmethod
    def _from_json(cls, row: dict[str, Any]) -> Self:
        # A manifest of before it had a digest of itself is taken at its word.
        if row.pop("sha256", None) not in (None, _digest_of(row)):
            raise ValueError("the digest differs")
        return cls(
            generation=int(row["generation"]),
            epoch=int(row["epoch"]),
            statements=int(row["statements"]),
            live=int(row["live"]),
            articles=int(row["articles"]),
            contexts=int(row["contexts"]),
            encoder=EncoderInfo.from_json(row["encoder"]),
            index_id=str(row.get("index_id", "")),
            ann={name: AnnRecord(**each) for name, each in row["ann"].items()},
            files={
                name: FileRecord(size=each["size"], blocks=tuple(each["sha256"]), grows=each["grows"])
                for name, each in row["files"].items()
            },
        )


def _digest_of(row: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()


def _damaged(directory: Path, problem: str) -> IndexCorruptError:
    return IndexCorruptError(
        f"the index at {directory} is damaged: {problem}; 'onrecord verify' lists everything, then index the articles "
        "again into a new folder"
    )
