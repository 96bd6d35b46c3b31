"""How is an index kept? Its directory, written by one process and read by many; see `ARCHITECTURE.md`."""

from .check import verify
from .columns import NONE, Column, among, at_least, between
from .compact import OptimizeReport, optimize, size_on_disk
from .corrections import Correction, Mention, Verdict, Words, merged
from .entry import Entry, article_fingerprint, check_entry
from .manifest import Manifest
from .reader import IndexReader
from .standing import Standing, lost, standings
from .vectors import Vectors
from .writer import IndexWriter, Status

__all__ = [
    "NONE",
    "Column",
    "Correction",
    "Entry",
    "IndexReader",
    "IndexWriter",
    "Manifest",
    "Mention",
    "OptimizeReport",
    "Standing",
    "Status",
    "Vectors",
    "Verdict",
    "Words",
    "among",
    "article_fingerprint",
    "at_least",
    "between",
    "check_entry",
    "lost",
    "merged",
    "optimize",
    "size_on_disk",
    "standings",
    "verify",
]
