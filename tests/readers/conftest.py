"""Fixtures of the readers' tests: write a file, read it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from onrecord import Article
from onrecord.indexer.readers import Notice, Rejection, read_articles

if TYPE_CHECKING:
    from pathlib import Path

Outcomes = list[Article | Rejection | Notice]


class Read(Protocol):
    def __call__(self, content: str | bytes, name: str, **options: object) -> Outcomes: ...


class ReadOne(Protocol):
    def __call__(self, content: str | bytes, name: str, **options: object) -> Article: ...


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Return everything that a file of this content gives; `source` is the file's bare name."""

    def _read(content: str | bytes, name: str, **options: object) -> Outcomes:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        found = []
        for item in read_articles([str(path)], **options):  # type: ignore[arg-type]
            if isinstance(item, Article):
                found.append(item)
            else:
                assert item.source == str(path)
                found.append(type(item)(**{**_fields(item), "source": name}))
        return found

    return _read


@pytest.fixture
def read_one(read: Read) -> ReadOne:
    """Return the one article that a file of this content gives; anything beside it fails."""

    def _read_one(content: str | bytes, name: str, **options: object) -> Article:
        [article] = read(content, name, **options)
        assert isinstance(article, Article)
        return article

    return _read_one


def _fields(item: Rejection | Notice) -> dict[str, object]:
    return {name: getattr(item, name) for name in item.__slots__}
