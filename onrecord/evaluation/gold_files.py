"""Where are the gold articles? Files and folders to articles, each read in its own form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..errors import InputError, QueryError
from .brat import read_brat
from .gold import read_json_gold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from .gold import GoldArticle

_JSON_LINES: Final = (".jsonl", ".ndjson")


def read_gold(*paths: Path) -> Iterator[GoldArticle]:
    """Read gold articles from JSON Lines, from brat's NAME.ann with NAME.txt, or from folders of either.

    Folders are walked; the first folder within one that is named is the genre of brat's articles there.

    Raises:
        InputError: nothing to read there, or something that cannot be read.
    """
    for path in paths:
        if path.is_dir():
            yield from _read_folder(path)
        else:
            yield from _read_file(path)


def of_genre(articles: Iterable[GoldArticle], genre: str | None) -> list[GoldArticle]:
    """Return the articles of a genre, or all.

    Raises:
        QueryError: there is none of that genre.
    """
    read = list(articles)
    wanted = [each for each in read if genre is None or each.genre == genre]
    if read and not wanted:
        known = ", ".join(sorted({each.genre for each in read} - {""})) or "no genres"
        raise QueryError(f"no article is of the genre {genre!r}: there are {known}")
    return wanted


def _read_folder(folder: Path) -> Iterator[GoldArticle]:
    files = sorted(each for each in folder.rglob("*") if each.suffix.lower() in (*_JSON_LINES, ".ann"))
    if not files:
        raise InputError("holds no gold: put NAME.txt with NAME.ann, or JSON Lines, into it", source=str(folder))
    for file in files:
        yield from _read_file(file, folder)


def _read_file(file: Path, folder: Path | None = None) -> Iterator[GoldArticle]:
    if file.suffix.lower() in _JSON_LINES:
        yield from read_json_gold(file)
    elif file.suffix.lower() in (".ann", ".txt"):
        place = file.relative_to(folder or file.parent).with_suffix("")
        genre = place.parts[0] if len(place.parts) > 1 else ""
        yield read_brat(file.with_suffix(".ann"), article_id=place.as_posix(), genre=genre)
    else:
        raise InputError("is no gold: name a folder, a .jsonl file, or the .ann file beside a .txt", source=str(file))
