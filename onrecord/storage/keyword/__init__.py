"""Which statements have these words? The keyword index, in Whoosh."""

from .analysis import words
from .bm25f import Bm25f, FieldWeight
from .clauses import Clause, Fuzzy, Phrase, Prefix, Word
from .index import KeywordIndex, Ranked, Scorer, best_first
from .schema import field_texts
from .writer import generation_files, prune, write_generation

__all__ = [
    "Bm25f",
    "Clause",
    "FieldWeight",
    "Fuzzy",
    "KeywordIndex",
    "Phrase",
    "Prefix",
    "Ranked",
    "Scorer",
    "Word",
    "best_first",
    "field_texts",
    "generation_files",
    "prune",
    "words",
    "write_generation",
]
