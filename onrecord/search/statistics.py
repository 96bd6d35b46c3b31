"""What does an index hold, and what does it cost? Counts from the columns, bytes from the manifest."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from ..statement import KINDS
from ..storage import Column
from ..storage.layout import MANIFEST
from .results import SpeakerCount, Stats

if TYPE_CHECKING:
    from pathlib import Path

    from ..storage import IndexReader


def stats_of(reader: IndexReader) -> Stats:
    """Return the figures of one generation."""
    days = reader.counts(Column.DAY)
    kinds = reader.counts(Column.KIND)
    speakers = reader.counts(Column.SPEAKER)
    manifest = reader.manifest
    return Stats(
        generation=manifest.generation,
        articles=manifest.articles,
        statements=manifest.live,
        removed=manifest.statements - manifest.live,
        by_kind={kind: kinds[i] for i, kind in enumerate(KINDS)},
        speakers=len(speakers),
        without_speaker=manifest.live - speakers.total(),
        outlets=len(reader.counts(Column.OUTLET)),
        first_day=date.fromordinal(min(days)).isoformat() if days else None,
        last_day=date.fromordinal(max(days)).isoformat() if days else None,
        encoder=manifest.encoder,
        bytes_by_part=_bytes_by_part(reader),
    )


def speaker_counts(reader: IndexReader, names: list[str]) -> list[SpeakerCount]:
    """Return the named speakers that have statements, most first, then by name."""
    counts = reader.counts(Column.SPEAKER)
    found = [SpeakerCount(name=name, statements=counts[reader.speakers[name]]) for name in names]
    return sorted((each for each in found if each.statements), key=lambda each: (-each.statements, each.name))


def _bytes_by_part(reader: IndexReader) -> dict[str, int]:
    """Return the bytes of what the generation consists of; a newer one may delete files while this one is read."""
    manifest, directory = reader.manifest, reader.directory
    sizes = Counter(
        {"manifest": _size(directory / MANIFEST), "statements": _size(manifest.layout(directory).statements)}
    )
    for name, record in manifest.files.items():
        top = name.partition("/")[0]
        sizes[top.partition(".")[0].partition("@")[0].partition("-")[0]] += record.size
    return dict(sorted(sizes.items()))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
