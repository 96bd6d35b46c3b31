"""How does an article or a statement become a row, and a row one of them again? The SQL schema, kept beside both."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from ..statement import Article, Evidence, Link, Statement, digest
from .entry import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

# A table that the stores of an early version have not.
DIGESTS: Final = "CREATE TABLE IF NOT EXISTS digests (article_key INTEGER PRIMARY KEY, content TEXT NOT NULL);"
# Another: what was extracted from the articles in whose statements a correction changed something.
EXTRACTED: Final = "CREATE TABLE IF NOT EXISTS extracted (article_key INTEGER PRIMARY KEY, statements TEXT NOT NULL);"
# A column that they have not.
EVIDENCE: Final = "ALTER TABLE statements ADD COLUMN evidence TEXT"
SCHEMA: Final = f"""{DIGESTS}
{EXTRACTED}
CREATE TABLE articles (
    article_key INTEGER PRIMARY KEY, article_id TEXT NOT NULL, fingerprint TEXT NOT NULL, text TEXT NOT NULL,
    title TEXT NOT NULL, url TEXT, outlet_key INTEGER, published TEXT, author TEXT, language TEXT,
    added INTEGER NOT NULL, removed INTEGER
);
CREATE INDEX articles_by_id ON articles (article_id);
CREATE INDEX articles_by_url ON articles (url) WHERE url IS NOT NULL;
CREATE INDEX articles_by_outlet ON articles (outlet_key) WHERE outlet_key IS NOT NULL;
CREATE INDEX articles_removed ON articles (removed) WHERE removed IS NOT NULL;
CREATE INDEX articles_added ON articles (added);
CREATE TABLE statements (
    ordinal INTEGER PRIMARY KEY, statement_id TEXT NOT NULL, article_key INTEGER NOT NULL, start INTEGER NOT NULL,
    stop INTEGER NOT NULL, kind TEXT NOT NULL, quoted TEXT NOT NULL, speaker_key INTEGER, speaker_mention TEXT,
    role TEXT, cue TEXT, section TEXT, context_before TEXT, context_after TEXT, said_on TEXT, confidence REAL NOT NULL,
    evidence TEXT
);
CREATE INDEX statements_by_id ON statements (statement_id);
CREATE INDEX statements_by_article ON statements (article_key);
CREATE TABLE speakers (speaker_key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE outlets (outlet_key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE contexts (digest TEXT PRIMARY KEY, context_row INTEGER NOT NULL) WITHOUT ROWID;
"""

ARTICLE_COLUMNS: Final = """article_key, article_id, text, title, url,
    (SELECT name FROM outlets WHERE outlets.outlet_key = articles.outlet_key), published, author, language"""
STATEMENT_COLUMNS: Final = """ordinal, statement_id, article_key, start, stop, kind, quoted,
    (SELECT name FROM speakers WHERE speakers.speaker_key = statements.speaker_key), speaker_mention, role, cue,
    section, context_before, context_after, said_on, confidence, evidence"""
# The same where the store has no evidence.
EARLY_STATEMENT_COLUMNS: Final = STATEMENT_COLUMNS.removesuffix("evidence") + "NULL"
_EXTRACTED_FIELDS: Final = [field.name for field in fields(Statement) if field.name not in {"article_id", "text"}]
_DAY_LENGTH: Final = len("2024-02-29")


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as the store keeps it, with its statements by ordinal; `extracted` as in `Entry`."""

    key: int
    article: Article
    statements: dict[int, Statement]
    fingerprint: str
    extracted: Sequence[Statement] | None
    digest: str | None

    @property
    def is_intact(self) -> bool:
        """Whether the content is what was stored, as far as a digest tells."""
        return self.digest in (None, content_digest(self.entry))

    @property
    def entry(self) -> Entry:
        """The same on its way into another index, or into this one again."""
        return Entry(self.article, list(self.statements.values()), self.fingerprint, self.extracted)


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys that the store gave to one article and to the speakers of its statements, in their order."""

    article: int
    outlet: int | None
    speakers: tuple[int | None, ...]


def _day(text: str | None) -> date | None:
    # Early versions stored a time of day behind the day where they were given one.
    return date.fromisoformat(text[:_DAY_LENGTH]) if text else None


def _day_text(day: date | None) -> str | None:
    # A datetime is a date too, and its own isoformat has the time of day.
    return None if day is None else date(day.year, day.month, day.day).isoformat()


def article_of(row: tuple[Any, ...]) -> Article:
    """Read a row of `ARTICLE_COLUMNS`."""
    _, article_id, text, title, url, outlet, published, author, language = row
    return Article(
        article_id=article_id,
        text=text,
        title=title,
        url=url,
        outlet=outlet,
        published=_day(published),
        author=author,
        language=language,
    )


def statement_of(row: tuple[Any, ...], article: Article) -> Statement:
    """Read a row of `STATEMENT_COLUMNS`; the text is cut out of the article."""
    (
        _,
        statement_id,
        _,
        start,
        stop,
        kind,
        quoted,
        speaker,
        mention,
        role,
        cue,
        section,
        before,
        after,
        said_on,
        confidence,
        evidence,
    ) = row
    return Statement(
        statement_id=statement_id,
        article_id=article.article_id,
        text=article.text[start:stop],
        kind=kind,
        start=start,
        end=stop,
        quoted=tuple((first, last) for first, last in json.loads(quoted)),
        speaker=speaker,
        speaker_mention=mention,
        role=role,
        cue=cue,
        section=section,
        context_before=before,
        context_after=after,
        said_on=_day(said_on),
        confidence=confidence,
        evidence=_evidence(evidence, article.text),
    )


def _evidence(stored: str | None, text: str) -> Evidence | None:
    if stored is None:
        return None
    row = json.loads(stored)
    return Evidence.from_json({**row, "chain": [asdict(Link(text[a:b], a, b)) for a, b in row["chain"]]})


def _evidence_text(evidence: Evidence | None) -> str | None:
    """Return evidence as the store keeps it: the words of its chain are cut out of the article again."""
    if evidence is None:
        return None
    row = evidence.to_json() | {"chain": [(link.start, link.end) for link in evidence.chain]}
    return json.dumps({name: value for name, value in row.items() if value is not None}, separators=(",", ":"))


def statement_row(ordinal: int, statement: Statement, article_key: int, speaker: int | None) -> tuple[Any, ...]:
    """Return the values of a row of the table `statements`, in the order of its columns."""
    return (
        ordinal,
        statement.statement_id,
        article_key,
        statement.start,
        statement.end,
        statement.kind,
        json.dumps(statement.quoted),
        speaker,
        statement.speaker_mention,
        statement.role,
        statement.cue,
        statement.section,
        statement.context_before,
        statement.context_after,
        _day_text(statement.said_on),
        float(statement.confidence),
        _evidence_text(statement.evidence),
    )


def article_row(article: Article, *, fingerprint: str, outlet: int | None, generation: int) -> tuple[Any, ...]:
    """Return the values of a row of the table `articles` behind its key, in the order of its columns."""
    return (
        article.article_id,
        fingerprint,
        article.text,
        article.title,
        article.url,
        outlet,
        _day_text(article.published),
        article.author,
        article.language,
        generation,
        None,
    )


def _digested(row: tuple[Any, ...]) -> tuple[Any, ...]:
    # Without evidence, the digest is the one that an early version wrote.
    return row if row[-1] is not None else row[:-1]


def extracted_text(extracted: Sequence[Statement]) -> str:
    """Return what was extracted as the store keeps it: words are cut out of the article again."""
    rows = [{name: each.to_json()[name] for name in _EXTRACTED_FIELDS} for each in extracted]
    return json.dumps(rows, separators=(",", ":"))


def extracted_of(stored: str, article: Article) -> list[Statement]:
    """Read what `extracted_text` gave."""
    return [
        Statement.from_json({**row, "article_id": article.article_id, "text": article.text[row["start"] : row["end"]]})
        for row in json.loads(stored)
    ]


def content_digest(entry: Entry) -> str:
    """Return what changes when anything does of an article and its statements as the store keeps them."""
    article = entry.article
    rows: list[Any] = [
        (article_row(article, fingerprint=entry.fingerprint, outlet=None, generation=0), article.outlet or None)
    ]
    rows += [(_digested(statement_row(0, each, 0, None)), each.speaker or None) for each in entry.statements]
    # Without corrections, too, it is the one that an early version wrote.
    rows += [] if entry.extracted is None else [extracted_text(entry.extracted)]
    return digest(json.dumps(rows))
