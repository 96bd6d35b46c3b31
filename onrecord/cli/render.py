"""What does a person see? Hits as cards, everything else as short tables, for a terminal of 80 columns or a pipe."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..statement import KINDS
from .evidence import evidence_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from rich.console import RenderableType

    from ..evaluation import Evaluation
    from ..indexer import BuildReport
    from ..search import Explanation, Found, Hit, Results, SpeakerCount, Stats
    from ..statement import Article, Statement
    from ..storage import OptimizeReport

_MARKED: Final = "bold yellow"
_QUIET: Final = "dim"
_NAME: Final = "bold cyan"
_INDENT: Final = 4
# Unicode's marks that change the direction of writing.
_TURNS: Final = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd")
# A neighbouring sentence longer than two lines would push the next hit off the screen.
_CONTEXT_CHARACTERS: Final = 150
# How much of the article `show` prints on either side of the statement.
_AROUND_CHARACTERS: Final = 700


def print_json(value: Any) -> None:
    """Print one JSON document."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def print_json_line(value: Any) -> None:
    """Print one row of JSON Lines."""
    print(json.dumps(value, ensure_ascii=False))


def line(text: str, *, indent: int = 0) -> None:
    """Print one line, wrapped at the terminal's width."""
    _print(Padding(_text(text), (0, 0, 0, indent)))


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows of one name and its figures under their columns."""
    made = _table(*columns, right=columns[1:])
    for row in rows:
        made.add_row(*map(_text, row))
    _print(made)


def count(number: int, noun: str) -> str:
    """Return "1 article" or "2 articles"."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def results(found: Results) -> None:
    """Print the hits of a search as cards, best first, or why there are none."""
    if found.notice:
        _print(_text(f"Note: {found.notice}.", style=_QUIET))
    if found.reason:
        _print(found.reason)
    for hit in found.hits:
        _card(hit)
    if found.hits:
        shown = count(len(found.hits), "hit")
        _print(_text(f"{shown} of {count(found.total, 'statement')}, mode {found.mode}.", style=_QUIET))


def statement_in_place(found: Found, *, explain: bool = False) -> None:
    """Print everything known about a statement, and the passage of the article around it with the statement marked."""
    statement, article = found.statement, found.article
    _print(_text(article.title or "(no headline)", style="bold"))
    _print(_text(_source(article), style=_QUIET))
    _print("")
    first = max(0, statement.start - _AROUND_CHARACTERS)
    last = min(len(article.text), statement.end + _AROUND_CHARACTERS)
    passage = _text("… " if first else "")
    passage.append_text(_text(article.text[first : statement.start]))
    passage.append_text(_text(f"▶{article.text[statement.start : statement.end]}◀", style=_MARKED))
    passage.append_text(_text(article.text[statement.end : last]))
    passage.append(" …" if last < len(article.text) else "")
    _print(Padding(passage, (0, 0, 1, _INDENT)))
    _pairs(
        {
            "speaker": statement.speaker or "unknown",
            "as mentioned": statement.speaker_mention,
            "role": statement.role,
            "confidence": f"{statement.confidence:.2f}",
            **(evidence_lines(statement) if explain else {}),
            "cue": statement.cue,
            "kind": statement.kind,
            "said on": statement.said_on.isoformat() if statement.said_on else None,
            "section": statement.section,
            "place": f"characters {statement.start} to {statement.end} of the article's text",
            "statement id": statement.statement_id,
            "article id": article.article_id,
            "address": article.url,
        },
    )


def speakers(found: list[SpeakerCount], text: str | None, similar: list[str]) -> None:
    """Print speakers with their counts, or that there is none and who may be meant."""
    if not found:
        meant = f"; did you mean {' or '.join(similar)}?" if similar else "."
        _print("No speakers in the index." if text is None else f"No speaker {text!r} in the index{meant}")
        return
    table = _table("Speaker", "Statements", right=("Statements",))
    for each in found:
        table.add_row(_text(each.name), f"{each.statements:,}")
    _print(table)


def stats(found: Stats, directory: Path) -> None:
    """Print what an index holds and what it costs."""
    days = f"{found.first_day} to {found.last_day}" if found.first_day else "none known"
    kinds = ", ".join(f"{found.by_kind[kind]:,} {kind}" for kind in KINDS)
    sizes = ", ".join(f"{name} {_bytes(size)}" for name, size in found.bytes_by_part.items() if size)
    _pairs(
        {
            "index": f"{directory}, generation {found.generation}",
            "articles": f"{found.articles:,} from {count(found.outlets, 'outlet')}",
            "statements": f"{found.statements:,}: {kinds}",
            "removed": f"{found.removed:,} ('onrecord optimize' drops them)" if found.removed else None,
            "speakers": f"{found.speakers:,}; {count(found.without_speaker, 'statement')} without",
            "days": days,
            "encoder": f"{found.encoder.name}, {found.encoder.dim} dimensions",
            "size": f"{_bytes(sum(found.bytes_by_part.values()))}: {sizes}",
        },
    )


def extracted(article: Article, found: Iterable[Statement]) -> None:
    """Print the statements of one article."""
    _print(_text(article.title or article.article_id, style="bold"))
    for statement in found:
        _print(Padding(_said(statement), (0, 0, 0, _INDENT)))
        _print(Padding(_who(statement), (0, 0, 1, _INDENT)))


def build_report(report: BuildReport, directory: Path) -> None:
    """Print the counts of a run of `index`."""
    row = report.to_json()
    articles, kinds, seconds, said = row["articles"], row["statements"], row["seconds"], row.get("corrections")
    states = ", ".join(f"{articles[state]:,} {state}" for state in ("new", "replaced", "unchanged", "rejected"))
    by_kind = ", ".join(f"{kinds[kind]:,} {kind}" for kind in KINDS)
    _pairs(
        {
            "index": str(directory),
            "articles": f"{articles['read']:,} read: {states}",
            "statements": f"{sum(kinds.values()):,}: {by_kind}",
            "corrections": f"{said['read']:,} read: {said['new']:,} new, {said['rejected']:,} rejected"
            if said
            else None,
            "seconds": ", ".join(f"{stage} {value:.1f}" for stage, value in seconds.items()),
        },
    )


def optimized(report: OptimizeReport) -> None:
    """Print what optimizing changed."""
    line(
        f"dropped {count(report.dropped, 'removed statement')}; "
        f"{_bytes(report.bytes_before)} before, {_bytes(report.bytes_after)} now"
    )


def evaluation(found: Evaluation) -> None:
    """Print the measures of the three modes side by side."""
    rows = ((measure, *(f"{by_mode[mode]:.4f}" for mode in found.modes)) for measure, by_mode in found.measures.items())
    table(("Measure", *found.modes), rows)
    _print(_text(f"{count(found.topics, 'judged topic')}", style=_QUIET))
    if found.missing:
        _print(f"{count(found.missing, 'statement')} judged relevant not in the index.")


def _text(value: str, style: str = "") -> Text:
    """Return a text to print, with a sign for every character that could steer the terminal or turn lines round."""
    shown = (c if c in "\n\t" or unicodedata.category(c) != "Cc" else "\ufffd" for c in value)
    return Text("".join(shown).translate(_TURNS), style=style)


def _print(renderable: RenderableType) -> None:
    """Print on standard output, without the blanks with which rich fills its lines; colours only on a terminal."""
    console = Console(highlight=False, emoji=False, markup=False)
    with console.capture() as captured:
        console.print(renderable)
    print("\n".join(each.rstrip() for each in captured.get().splitlines()))


def _card(hit: Hit) -> None:
    statement = hit.statement
    card = Table.grid(padding=(0, 1), expand=False)
    card.add_column(justify="right", width=_INDENT - 1, style=_QUIET)
    card.add_column()
    card.add_row(str(hit.rank), _said(statement, hit.highlights))
    card.add_row("", _who(statement))
    card.add_row("", _text(_source(hit.article), style=_QUIET))
    if hit.article.title:
        headline = hit.article.title + (f" § {statement.section}" if statement.section else "")
        card.add_row("", _text(headline, style=_QUIET))
    if statement.context_before:
        card.add_row("", _text(f"before: {_shortened(statement.context_before)}", style=_QUIET))
    card.add_row("", _text(f"{statement.statement_id}  score {hit.score:.3f}", style=_QUIET))
    if hit.explain is not None:
        card.add_row("", _explained(hit.explain))
    _print(card)
    _print("")


def _said(statement: Statement, highlights: Iterable[tuple[int, int]] = ()) -> Text:
    text = _text(statement.spoken.replace("\n", " "))
    for start, end in highlights:
        text.stylize(_MARKED, start, end)
    if statement.kind != "direct":
        return text
    if not statement.quoted:
        return _text("“") + text + _text("”")
    # Where the writer's own words stood between two pieces they may not look like one.
    said, at, last = _text("“"), 0, statement.start
    for start, end in statement.quoted:
        if at:
            between = statement.text[last - statement.start : start - statement.start]
            said.append("” … “" if any(map(str.isalnum, between)) else " ")
        said.append_text(text[at : at + end - start])
        at, last = at + end - start + 1, end
    return said.append("”")


def _who(statement: Statement) -> Text:
    who = Text()
    who.append_text(_text(statement.speaker or "unknown speaker", style=_NAME if statement.speaker else _QUIET))
    if statement.role:
        who.append_text(_text(f", {statement.role}"))
    if statement.kind != "direct":
        who.append(" (reported)" if statement.kind == "indirect" else " (partly quoted)", style=_QUIET)
    return who


def _source(article: Article) -> str:
    parts = (article.outlet, article.published.isoformat() if article.published else None)
    return ", ".join(part for part in parts if part) or "source unknown"


def _explained(explanation: Explanation) -> Text:
    lines = []
    if explanation.keyword is not None:
        each = explanation.keyword
        terms = ", ".join(f"{term} {score:.2f}" for term, score in each.terms.items()) or "none of the words"
        lines.append(f"words:   {_rank(each.rank)}, {each.score:.3f} ({terms})")
    if explanation.semantic is not None:
        each = explanation.semantic
        lines.append(
            f"meaning: {_rank(each.rank)}, {each.score:.3f} (said {each.said:.3f}, context {each.context:.3f})"
        )
    return _text("\n".join(lines))


def _rank(rank: int | None) -> str:
    return "unranked" if rank is None else f"rank {rank}"


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _CONTEXT_CHARACTERS else "… " + flat[-_CONTEXT_CHARACTERS:].partition(" ")[2]


def _pairs(values: dict[str, str | None]) -> None:
    table = Table.grid(padding=(0, 2))
    table.add_column(style=_QUIET)
    table.add_column()
    for name, value in values.items():
        if value is not None:
            table.add_row(name, _text(value))
    _print(table)


def _table(*columns: str, right: Iterable[str] = ()) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, justify="right" if column in right else "left")
    return table


def _bytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB" if size >= 1e6 else f"{size / 1e3:,.1f} kB"
