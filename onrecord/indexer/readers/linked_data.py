"""What does a web page say in its JSON-LD? Its day of publication; sometimes the article itself."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


def dates_published(tree: Any) -> Iterator[str]:
    """Yield every `datePublished` of an article."""
    return _values(tree, "datePublished")


def article_bodies(tree: Any) -> Iterator[str]:
    """Yield every `articleBody`."""
    return _values(tree, "articleBody")


def _values(tree: Any, key: str) -> Iterator[str]:
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            values = list(_values_in(json.loads(script.text or "", strict=False), key))
        except (ValueError, RecursionError):
            continue  # many pages carry broken JSON-LD; then it gives nothing
        yield from values


def _values_in(data: object, key: str) -> Iterator[str]:
    """Yield the values of `key` at the top, in a list or in an `@graph`."""
    if isinstance(data, list):
        for item in data:
            yield from _values_in(item, key)
    elif isinstance(data, dict):
        value = data.get(key)
        if isinstance(value, str) and not re.search(r"comment|review", str(data.get("@type")), re.IGNORECASE):
            yield value
        yield from _values_in(data.get("@graph", []), key)
