"""What the tests of extraction share: one loaded extractor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.statement import Article, Statement

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.indexer.extraction import Extractor


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    from onrecord.indexer.extraction import Extractor  # noqa: PLC0415

    return Extractor.open()


@pytest.fixture(scope="session")
def extract(extractor: Extractor) -> Callable[[str], list[Statement]]:
    return lambda text: extractor.extract(Article.from_text(text))
