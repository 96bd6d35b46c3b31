"""Search a list of dictionaries: index them into a temporary folder, ask, and let it go.

python docs/examples/in_memory.py
"""

from __future__ import annotations

import tempfile
from datetime import date

from onrecord import Article
from onrecord.indexer import build_index
from onrecord.search import Searcher

ROWS = [
    {
        "title": "Council votes on the ferry",
        "day": "2024-03-05",
        "text": "The ferry will stay free, mayor Ada Lomax said. "
        '"Nobody should pay to get to work," she told reporters.',
    },
    {
        "title": "Port fees rise",
        "day": "2024-04-11",
        "text": "Harbour master Jon Petrie said that the new fees would pay for the sea wall. "
        '"It is this or a flooded warehouse," Petrie added.',
    },
]


def main() -> None:
    """Index the rows and print what was said about money."""
    articles = [
        Article.from_text(
            row["text"], title=row["title"], outlet="The Example", published=date.fromisoformat(row["day"])
        )
        for row in ROWS
    ]
    with tempfile.TemporaryDirectory() as directory:
        build_index(articles, directory)
        with Searcher.open(directory) as searcher:
            for hit in searcher.search("who has to pay", k=3).hits:
                statement = hit.statement
                print(f"{hit.rank}. {statement.speaker}: {statement.spoken} ({hit.article.title})")


if __name__ == "__main__":
    main()
