"""Which files does a source name, and how is each to be read?"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from .formats import endings, format_of, is_compressed, wrong_kind
from .outcome import Rejection

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

STANDARD_INPUT: Final = "standard input"
# What tells about a folder of articles is none of them; named by itself it is read.
_ABOUT: Final = re.compile(r"(?:readme|licen[cs]e)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file to read; `path` is None for standard input, `format` None where its bytes must tell."""

    name: str
    path: str | None
    format: str | None
    compressed: bool = False


def find_sources(
    names: Sequence[str],
    *,
    forced: str | None,
    accepted: tuple[str, ...],
) -> Iterator[Source | Rejection]:
    """Yield the files that `names` means, in order; a folder gives its files sorted by name.

    `accepted` are the formats that can be read here. In folders, files of other formats are passed over, as are
    hidden ones, READMEs and licences, and links to folders (they may lead in a circle). A `forced` format, one of
    `accepted`, overrides the endings: then every file of a folder is read. What is named twice is read once: where it
    is named first, and not in a folder around it.
    """
    named: dict[str, str] = {}
    for name in names:
        named.setdefault(name if name == "-" else os.path.realpath(name), name)
    for real, name in named.items():
        if name == "-":
            yield Source(name=STANDARD_INPUT, path=None, format=forced)
        elif os.path.isdir(name):  # noqa: PTH112 - the name as given is what reports show
            yield from _in_folder(_Folder(name, real), named, forced=forced, accepted=accepted)
        elif (found := forced or format_of(name)) is None:
            yield _reject(name, _unknown_ending(name, accepted))
        elif found not in accepted:
            yield _reject(name, wrong_kind(found, accepted))
        else:
            yield _source(name, found)


def display(name: str) -> str:
    """Return a file's name as it can be printed: bytes that are no UTF-8 are escaped."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


class _Folder(NamedTuple):
    """A folder by the name that reports show, and by the one that no other folder has."""

    name: str
    real: str


def _in_folder(
    folder: _Folder, named: Collection[str], *, forced: str | None, accepted: tuple[str, ...]
) -> Iterator[Source | Rejection]:
    found = False
    for entry in _walk(folder, named):
        if isinstance(entry, Rejection):
            found = True
            yield entry
        elif (chosen := forced or format_of(entry)) in accepted and chosen is not None:
            found = True
            yield _source(entry, chosen)
    if not found and not any(other.startswith(os.path.join(folder.real, "")) for other in named):  # noqa: PTH118
        wanted = "no files in this folder" if forced else f"no files that end in {endings(accepted)} (or .gz of these)"
        yield _reject(folder.name, f"{wanted}: name another folder, or the files themselves with a format")


def _walk(folder: _Folder, named: Collection[str]) -> Iterator[str | Rejection]:
    """Yield the files of a folder and of those within it; what is `named` by itself is left to its own turn."""
    try:
        with os.scandir(folder.name) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        yield _reject(folder.name, f"this folder cannot be read: {error.strerror or error}")
        return
    for entry in entries:
        real = os.path.join(folder.real, entry.name)  # noqa: PTH118 - one string, for each of a million files
        if entry.name.startswith(".") or _ABOUT.match(entry.name) or real in named:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(_Folder(entry.path, real), named)
        elif os.path.isfile(entry.path) or not os.path.exists(entry.path):  # noqa: PTH110, PTH113 - neither raises
            yield entry.path  # a broken link is reported when it is opened


def _source(path: str, format_: str) -> Source:
    return Source(name=display(path), path=path, format=format_, compressed=is_compressed(path))


def _unknown_ending(name: str, accepted: tuple[str, ...]) -> str:
    if not os.path.lexists(name):
        return "no such file or folder"
    return f"its ending says no format: choose one with --format ({', '.join(accepted)}), or rename the file"


def _reject(name: str, reason: str) -> Rejection:
    return Rejection(source=STANDARD_INPUT if name == "-" else display(name), line=None, reason=reason)
