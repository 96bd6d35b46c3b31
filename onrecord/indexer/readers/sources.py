"""Which files does a source name, and how is each to be read?"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .formats import FORMATS, endings, format_of, is_compressed
from .outcome import Rejection

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    hidden ones, READMEs and licences, and links to folders (they may lead in a circle). A `forced` format overrides the
    endings: then every file of a folder is read.
    """
    for name in names:
        if forced is not None and forced not in accepted:
            yield _reject(name, _wrong_format(forced, accepted))
        elif name == "-":
            yield Source(name=STANDARD_INPUT, path=None, format=forced)
        elif os.path.isdir(name):  # noqa: PTH112 - the name as given is what reports show
            yield from _in_folder(name, forced=forced, accepted=accepted)
        elif (found := forced or format_of(name)) is None:
            yield _reject(name, _unknown_ending(name, accepted))
        elif found not in accepted:
            yield _reject(name, _wrong_format(found, accepted))
        else:
            yield _source(name, found)


def display(name: str) -> str:
    """Return a file's name as it can be printed: bytes that are no UTF-8 are escaped."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _in_folder(folder: str, *, forced: str | None, accepted: tuple[str, ...]) -> Iterator[Source | Rejection]:
    found = False
    for entry in _walk(folder):
        if isinstance(entry, Rejection):
            found = True
            yield entry
        elif (chosen := forced or format_of(entry)) in accepted and chosen is not None:
            found = True
            yield _source(entry, chosen)
    if not found:
        wanted = "no files in this folder" if forced else f"no files that end in {endings(accepted)} (or .gz of these)"
        yield _reject(folder, f"{wanted}: name another folder, or the files themselves with a format")


def _walk(folder: str) -> Iterator[str | Rejection]:
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        yield _reject(folder, f"this folder cannot be read: {error.strerror or error}")
        return
    for entry in entries:
        if entry.name.startswith(".") or _ABOUT.match(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path)
        elif os.path.isfile(entry.path) or not os.path.exists(entry.path):  # noqa: PTH110, PTH113 - neither raises
            yield entry.path  # a broken link is reported when it is opened


def _source(path: str, format_: str) -> Source:
    return Source(name=display(path), path=path, format=format_, compressed=is_compressed(path))


def _unknown_ending(name: str, accepted: tuple[str, ...]) -> str:
    if not os.path.lexists(name):
        return "no such file or folder"
    return f"its ending says no format: choose one with --format ({', '.join(accepted)}), or rename the file"


def _wrong_format(format_: str, accepted: tuple[str, ...]) -> str:
    if format_ in FORMATS:
        return f"statements come in rows, not as {format_}: give {', '.join(accepted)}"
    return f"unknown format '{format_}': choose one of {', '.join(accepted)}"


def _reject(name: str, reason: str) -> Rejection:
    return Rejection(source=STANDARD_INPUT if name == "-" else display(name), line=None, reason=reason)
