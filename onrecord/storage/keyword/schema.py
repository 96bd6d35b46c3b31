"""Which fields does the keyword index have? Their Whoosh schema and the text that goes into each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whoosh import fields, formats

from .analysis import WordAnalyzer

if TYPE_CHECKING:
    from ...statement import Article, Statement

INDEX_NAME: Final = "onrecord"

STATEMENT: Final = "statement"  # the stems of what was said
EXACT: Final = "exact"  # its words as written, with positions: for phrases, wildcards and the exact form
SPEAKER: Final = "speaker"  # who said it: name, words at the place, role
CONTEXT: Final = "context"  # the stems of headline, section and neighbouring sentences
FIELDS: Final = (STATEMENT, EXACT, SPEAKER, CONTEXT)
STEMMED: Final = frozenset({STATEMENT, CONTEXT})


def schema() -> fields.Schema:
    """Return the schema; it is code, the pickled copy in Whoosh's table of contents is never read."""
    built = fields.Schema()
    for name in FIELDS:
        analyzer = WordAnalyzer(stemmed=name in STEMMED)
        format_ = formats.Positions() if name == EXACT else formats.Frequency()
        built.add(name, fields.FieldType(format=format_, analyzer=analyzer, scorable=True, stored=False))
    return built


def field_texts(article: Article, statement: Statement) -> dict[str, str]:
    """Return the text of every field of one statement."""
    said = statement.spoken
    who = (statement.speaker, statement.speaker_mention, statement.role)
    around = (article.title, statement.section, statement.context_before, statement.context_after)
    return {
        STATEMENT: said,
        EXACT: said,
        SPEAKER: " ".join(dict.fromkeys(part for part in who if part)),
        CONTEXT: "\n".join(part for part in around if part),
    }
