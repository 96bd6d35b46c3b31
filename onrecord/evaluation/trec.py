"""How do topics, judgements and runs lie in files? JSON Lines and the formats of TREC."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..errors import InputError
from .text_files import read_utf8

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

Qrels = dict[str, dict[str, int]]

_TOP: Final = re.compile(r"<top>(.*?)</top>", re.DOTALL | re.IGNORECASE)
_NUM: Final = re.compile(r"<num>\s*(?:Number:)?\s*([^\s<]+)", re.IGNORECASE)
_TITLE: Final = re.compile(r"<title>\s*(?:Topic:)?\s*([^<]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Topic:
    """A judged query."""

    topic_id: str
    text: str


def read_topics(path: Path) -> list[Topic]:
    """Read topics: JSON Lines with `id` and `text`, or TREC's <top> with <num> and <title>.

    Raises:
        InputError: the file cannot be read, holds no topic, or one twice; with the line, where there is one.
    """
    text = read_utf8(path)
    if "<top>" in text.lower():
        topics = [_trec_topic(match[1], path) for match in _TOP.finditer(text)]
    else:
        topics = [_json_topic(row, path, i) for i, row in enumerate(text.splitlines(), start=1) if row.strip()]
    if not topics:
        raise InputError("no topic in it: JSON Lines with id and text, or TREC <top>", source=str(path))
    repeated = [topic_id for topic_id, times in Counter(topic.topic_id for topic in topics).items() if times > 1]
    if repeated:
        raise InputError(f"topic {repeated[0]!r} stands in it more than once", source=str(path))
    return topics


def read_qrels(path: Path) -> Qrels:
    """Read judgements by topic: lines of topic, 0, statement id, relevance, parted by blanks or tabs.

    Raises:
        InputError: the file cannot be read, or a line is none of that.
    """
    found: Qrels = {}
    for number, row in enumerate(read_utf8(path).splitlines(), start=1):
        if not row.strip():
            continue
        # An id may contain blanks only where tabs part the fields.
        fields = row.split("\t") if "\t" in row else row.split()
        try:
            topic, _, statement, relevance = (field.strip() for field in fields)
            found.setdefault(topic, {})[statement] = int(relevance)
        except ValueError as error:
            raise InputError(
                f"{row[:60]!r} is no judgement: write topic, 0, statement id, relevance", source=str(path), line=number
            ) from error
    if not found:
        raise InputError("no judgement in it", source=str(path))
    return found


def write_runs(runs: Mapping[str, Mapping[str, Sequence[tuple[str, float]]]], directory: Path) -> list[Path]:
    """Write one TREC run file per mode, and return the files.

    `runs` are by mode and topic: statement ids with scores, best first. The score written is minus the rank, because
    trec_eval sorts by score alone and would reorder equal ones.
    """
    directory.mkdir(parents=True, exist_ok=True)
    paths = []
    for mode, by_topic in runs.items():
        rows = [
            f"{topic} Q0 {statement} {rank} {-rank} onrecord-{mode}\n"
            for topic, ranked in by_topic.items()
            for rank, (statement, _) in enumerate(ranked, start=1)
        ]
        path = directory / f"{mode}.run"
        path.write_text("".join(rows), "utf-8")
        paths.append(path)
    return paths


def _json_topic(row: str, path: Path, number: int) -> Topic:
    try:
        values = json.loads(row)
        topic_id, text = str(values["id"]), values["text"]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError("is no JSON object with id and text", source=str(path), line=number) from error
    if not isinstance(text, str) or not text.strip():
        raise InputError(f"the text of topic {topic_id!r} is no words", source=str(path), line=number)
    return Topic(topic_id, text)


def _trec_topic(body: str, path: Path) -> Topic:
    number, title = _NUM.search(body), _TITLE.search(body)
    if number is None or title is None:
        raise InputError("a <top> without <num> or <title>", source=str(path))
    return Topic(number[1], " ".join(title[1].split()))
