"""What is an article and what is a statement: the values that everything else passes around."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Literal, Self, get_args

Kind = Literal["direct", "mixed", "indirect"]
KINDS: tuple[Kind, ...] = get_args(Kind)

# The end of a long sentence before; an encoder reads some 200 words, and the statement itself must be among them.
_CONTEXT_CHARACTERS = 300
# What of a text tells articles of one title apart that say neither where nor when they appeared.
_TEXT_BEGINNING = 200
_ID_BYTES = 8  # 64 bits: at 10 million statements the chance of one collision is 3 in a million


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news article as it was read; `text` is what every offset counts in (Unicode code points)."""

    article_id: str
    text: str
    title: str = ""
    url: str | None = None
    outlet: str | None = None
    published: date | None = None
    author: str | None = None
    language: str | None = None

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        own_id: str | None = None,
        title: str = "",
        url: str | None = None,
        outlet: str | None = None,
        published: date | None = None,
        author: str | None = None,
        language: str | None = None,
    ) -> Self:
        """Make an article with its stable id; `own_id` is the id that the input itself gives, if any."""
        return cls(
            article_id=article_id_of(text, own_id=own_id, title=title, url=url, outlet=outlet, published=published),
            text=text,
            title=title,
            url=url,
            outlet=outlet,
            published=published,
            author=author,
            language=language,
        )

    def to_json(self) -> dict[str, Any]:
        """Return the fields as JSON values; the date as YYYY-MM-DD."""
        row = {field.name: getattr(self, field.name) for field in fields(self)}
        row["published"] = self.published.isoformat() if self.published else None
        return row

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Self:
        """Read what `to_json` wrote."""
        published = row.get("published")
        return cls(**{**row, "published": date.fromisoformat(published) if published else None})


@dataclass(frozen=True, slots=True)
class Link:
    """A mention of a speaker where it stands: `article.text[start:end] == text`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """Who else may be the speaker, and how likely that is, 0 to 1."""

    name: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What leads from the words at the place to a statement's speaker; its confidence follows from this alone.

    `attribution` says why those words belong to the statement ("subject of the cue"), `rule` how they lead to somebody
    ("surname that one person has"), and `speaker_kind` what that is ("person"). `chain` has the mentions on the way,
    from the words at the place to the fullest name. `rivals` counts the others who fitted, `distance` the sentences
    back to the mention before; `agrees` tells whether the gender, or the office, is known to be the one meant, and is
    None where neither is asked for.
    """

    attribution: str
    rule: str
    speaker_kind: str | None = None
    chain: tuple[Link, ...] = ()
    rivals: int = 0
    distance: int | None = None
    agrees: bool | None = None
    runner_up: RunnerUp | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the fields as JSON values."""
        return asdict(self) | {"chain": [asdict(link) for link in self.chain]}

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Self:
        """Read what `to_json` wrote."""
        runner_up = row.get("runner_up")
        chain = tuple(Link(**link) for link in row.get("chain", ()))
        return cls(**{**row, "chain": chain, "runner_up": RunnerUp(**runner_up) if runner_up else None})


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Everything that one attribution (a speaker and a cue) covers in one article.

    `start` and `end` are the outer bounds, half-open, in code points of the article's text, and
    `article.text[start:end] == text`. `quoted` lists the spans inside quotation marks, marks excluded, in the
    same coordinates. `confidence` (0 to 1) is of the speaker, not of the statement. `evidence` is None where nobody
    extracted the statement: it came as one, or from an index of an early version.
    """

    statement_id: str
    article_id: str
    text: str
    kind: Kind
    start: int
    end: int
    quoted: tuple[tuple[int, int], ...] = ()
    speaker: str | None = None
    speaker_mention: str | None = None
    role: str | None = None
    cue: str | None = None
    section: str | None = None
    context_before: str | None = None
    context_after: str | None = None
    said_on: date | None = None
    confidence: float = 0.0
    evidence: Evidence | None = None

    @property
    def spoken(self) -> str:
        """The words that were said: the quoted spans of a direct statement joined, else the text."""
        if self.kind != "direct" or not self.quoted:
            return self.text
        return " ".join(self.text[start - self.start : end - self.start] for start, end in self.quoted)

    def to_json(self) -> dict[str, Any]:
        """Return the fields as JSON values, `spoken` included; spans as lists, the date as YYYY-MM-DD."""
        row = {field.name: getattr(self, field.name) for field in fields(self)}
        row["quoted"] = [list(span) for span in self.quoted]
        row["said_on"] = self.said_on.isoformat() if self.said_on else None
        row["evidence"] = self.evidence.to_json() if self.evidence else None
        row["spoken"] = self.spoken
        return row

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Self:
        """Read what `to_json` wrote; `spoken` is derived and ignored."""
        values = {name: value for name, value in row.items() if name != "spoken"}
        said_on = values.get("said_on")
        values["quoted"] = tuple((int(start), int(end)) for start, end in values.get("quoted", ()))
        values["said_on"] = date.fromisoformat(said_on) if said_on else None
        evidence = values.get("evidence")
        values["evidence"] = Evidence.from_json(evidence) if evidence else None
        return cls(**values)


def in_context(article: Article, statement: Statement) -> str:
    """Return a statement's words behind what tells their subject: the heading above them and the sentence before.

    The heading is the section's, else the article's headline. Empty where there is nothing to put before the words.
    """
    heading = statement.section or article.title
    before = (statement.context_before or "")[-_CONTEXT_CHARACTERS:]
    parts = [part for part in (heading, before) if part]
    return "\n".join([*parts, statement.spoken]) if parts else ""


def article_id_of(
    text: str,
    *,
    own_id: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    title: str = "",
    published: date | None = None,
) -> str:
    """Return the stable id: the input's own, else from the URL, else from outlet, title and date, else the text.

    A title without outlet and date ("Press briefing") tells little, so the text's beginning joins it.
    """
    if own_id:
        return own_id
    if url:
        return digest("url", url)
    if title and not outlet and not published:
        return digest("title and text", title, text[:_TEXT_BEGINNING])
    if title:
        return digest("title", outlet or "", title, published.isoformat() if published else "")
    return digest("text", text)


def statement_id_of(article_id: str, spoken: str, occurrence: int = 0) -> str:
    """Return the stable id; `occurrence` counts earlier statements of the same words in the article.

    It depends on the words and not on the offsets, so an edit elsewhere in the article leaves it alone.
    """
    return digest("statement", article_id, " ".join(spoken.split()), str(occurrence))


def digest(*parts: str) -> str:
    """Return 16 hexadecimal digits over the parts, which cannot run into each other."""
    state = hashlib.blake2b(digest_size=_ID_BYTES)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        state.update(len(data).to_bytes(8, "little"))
        state.update(data)
    return state.hexdigest()
