"""How are articles read that are not in English? By quotation marks and a word list per language, without a parser.

`languages/` has one file for each language; a new file there is a new language. Statements are those in quotation
marks: each quoted stretch that somebody is reported to have said, by itself.
"""

from __future__ import annotations

from .lexicon import Languages, Lexicon, built_in
from .statements import quoted_statements

__all__ = ["Languages", "Lexicon", "built_in", "quoted_statements"]
