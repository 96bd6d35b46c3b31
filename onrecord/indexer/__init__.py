"""Articles to statements to an index directory; may be slow, may use spaCy and torch."""

from .build import build_index, build_statement_index, extract_articles, remove_articles
from .correct import correct_index, correct_statement
from .extraction import extract_statements
from .report import BuildReport, IndexConfig

__all__ = [
    "BuildReport",
    "IndexConfig",
    "build_index",
    "build_statement_index",
    "correct_index",
    "correct_statement",
    "extract_articles",
    "extract_statements",
    "remove_articles",
]
