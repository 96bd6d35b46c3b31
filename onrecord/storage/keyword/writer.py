"""How do statements get into the keyword index? An inverter, segments, and the merging that bounds their number."""

from __future__ import annotations

import heapq
import re
import shutil
from collections import defaultdict
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from ..durable import sync_directory, sync_file
from .analysis import stem, words
from .codec import ArrayCodec, Postings
from .schema import EXACT, FIELDS, INDEX_NAME, STEMMED, schema
from .segments import LENGTH_COLUMN, Segment, join, length_column

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

# Eight neighbours of a level become one of the next: a million statements lie in at most 28 segments, and each
# statement is rewritten at most four times on its way.
_MERGE_FACTOR: Final = 8
_SMALLEST_LEVEL: Final = 1_000
# Tables of contents, also half-written ones, and the files of segments: what Whoosh names at our bidding.
_OURS: Final = re.compile(rf"_{INDEX_NAME}_\d+\.toc(\.[\d.]+)?|{INDEX_NAME}_[a-z0-9]{{16}}\..+")


def write_generation(
    folder: Path, texts: Sequence[Mapping[str, str]], *, previous: int | None, generation: int, merge: bool = False
) -> None:
    """Write the generation that has the statements of the `previous` one and `texts`, by field, behind them.

    The previous generation stays readable; `prune` drops it. `merge` makes one segment of all. The files are on the
    disk when this returns.
    """
    folder.mkdir(exist_ok=True)
    storage = FileStorage(str(folder))
    before = {path.name for path in folder.iterdir()}
    segments = [] if previous is None else list(TOC.read(storage, INDEX_NAME, gen=previous, schema=schema()).segments)
    if texts:
        segments.append(_write_segment(storage, *_invert(texts)))
    while (run := len(segments) if merge else _to_merge([each.doc_count_all() for each in segments])) > 1:
        segments[-run:] = [_merge(storage, segments[-run:], generation)]
    # A generation that is written in several steps has a table of contents already, which Whoosh would not replace.
    (folder / _contents(generation)).unlink(missing_ok=True)
    TOC(schema(), segments, generation).write(storage, INDEX_NAME)
    shutil.rmtree(folder / f"{INDEX_NAME}.tmp", ignore_errors=True)
    for path in folder.iterdir():
        if path.name not in before or path.name == _contents(generation):
            sync_file(path)
    sync_directory(folder)


def generation_files(folder: Path, generation: int) -> list[Path]:
    """Return the files that a generation consists of."""
    toc = TOC.read(FileStorage(str(folder)), INDEX_NAME, gen=generation, schema=schema())
    prefixes = tuple(f"{segment.segment_id()}." for segment in toc.segments)
    name = _contents(generation)
    return sorted(path for path in folder.iterdir() if path.name == name or path.name.startswith(prefixes))


def _contents(generation: int) -> str:
    return str(TOC._filename(INDEX_NAME, generation))  # noqa: SLF001 - Whoosh has no public one


def prune(folder: Path, keep: Iterable[Path]) -> None:
    """Delete every file of a keyword index that is in the folder, beside those to keep."""
    kept = set(keep)
    for path in folder.iterdir():
        if path not in kept and _OURS.fullmatch(path.name):
            path.unlink(missing_ok=True)


class _Gathered:
    """The postings of one term while they are gathered."""

    __slots__ = ("frequencies", "ids", "positions")

    def __init__(self) -> None:
        self.ids: list[int] = []
        self.frequencies: list[int] = []
        self.positions: list[int] = []

    def postings(self, *, with_positions: bool) -> Postings:
        return Postings(
            np.array(self.ids, dtype=np.uint32),
            np.array(self.frequencies, dtype=np.uint32),
            np.array(self.positions, dtype=np.uint32) if with_positions else None,
        )


def _invert(
    texts: Sequence[Mapping[str, str]],
) -> tuple[dict[str, NDArray[np.int64]], dict[str, Iterator[tuple[bytes, Postings]]]]:
    """Return the length of every field in every document, and each field's terms in byte order with their postings."""
    inverted: dict[str, dict[str, _Gathered]] = {field: defaultdict(_Gathered) for field in FIELDS}
    lengths = {field: np.zeros(len(texts), dtype=np.int64) for field in FIELDS}
    for document, by_field in enumerate(texts):
        for field in FIELDS:
            terms = words(by_field[field])
            if field in STEMMED:
                terms = [stem(word) for word in terms]
            lengths[field][document] = len(terms)
            _gather(inverted[field], document, terms)
    lists = {field: _sorted_lists(field, terms) for field, terms in inverted.items() if terms}
    return lengths, lists


def _gather(field: dict[str, _Gathered], document: int, terms: list[str]) -> None:
    places: dict[str, list[int]] = {}
    for position, term in enumerate(terms):
        places.setdefault(term, []).append(position)
    for term, positions in places.items():
        gathered = field[term]
        gathered.ids.append(document)
        gathered.frequencies.append(len(positions))
        gathered.positions.extend(positions)


def _sorted_lists(field: str, terms: Mapping[str, _Gathered]) -> Iterator[tuple[bytes, Postings]]:
    for btext, term in sorted((term.encode(), term) for term in terms):
        yield btext, terms[term].postings(with_positions=field == EXACT)


def _write_segment(
    storage: FileStorage,
    lengths: Mapping[str, NDArray[np.int64]],
    lists: Mapping[str, Iterator[tuple[bytes, Postings]]],
) -> Any:
    codec, fields = ArrayCodec(), schema()
    segment = codec.new_segment(storage, INDEX_NAME)
    count = len(next(iter(lengths.values())))
    documents = codec.per_document_writer(storage, segment)
    columns = [(field, fields[field], length_column(field), lengths[field].tolist()) for field in FIELDS]
    for document in range(count):
        documents.start_doc(document)
        for field, kind, column, by_document in columns:
            documents.add_field(field, kind, None, by_document[document])
            documents.add_column_value(column, LENGTH_COLUMN, by_document[document])
        documents.finish_doc()
    documents.close()
    terms = codec.field_writer(storage, segment)
    for field in sorted(lists):
        terms.start_field(field, fields[field])
        for btext, postings in lists[field]:
            terms.add_list(btext, postings, lengths[field][postings.ids])
        terms.finish_field()
    terms.close()
    segment.set_doc_count(count)
    return segment


def _to_merge(sizes: Sequence[int]) -> int:
    """Return how many of the last segments should become one, 0 or 1 for none."""
    if not sizes:
        return 0
    level = _level(sizes[-1])
    run = 0
    while run < len(sizes) and _level(sizes[-run - 1]) <= level:
        run += 1
    return run if run >= _MERGE_FACTOR else 0


def _level(size: int) -> int:
    level, limit = 0, _SMALLEST_LEVEL
    while size >= limit:
        level, limit = level + 1, limit * _MERGE_FACTOR
    return level


def _merge(storage: FileStorage, infos: Sequence[Any], generation: int) -> Any:
    segments = [Segment(storage, info, generation) for info in infos]
    try:
        lengths = {field: np.concatenate([each.lengths(field) for each in segments]) for field in FIELDS}
        lists = {field: _merged_lists(segments, field) for field in FIELDS if lengths[field].any()}
        return _write_segment(storage, lengths, lists)
    finally:
        for segment in segments:
            segment.close()


def _merged_lists(segments: Sequence[Segment], field: str) -> Iterator[tuple[bytes, Postings]]:
    bases = np.cumsum([0, *(segment.size for segment in segments)]).tolist()
    merged = heapq.merge(*(_placed_terms(segment, place, field) for place, segment in enumerate(segments)))
    for btext, group in groupby(merged, key=itemgetter(0)):
        parts = []
        for _, place, offset in group:
            found = segments[place].read(offset)
            parts.append(Postings(found.ids + np.uint32(bases[place]), found.frequencies, found.positions))
        yield btext, parts[0] if len(parts) == 1 else join(parts)


def _placed_terms(segment: Segment, place: int, field: str) -> Iterator[tuple[bytes, int, int]]:
    if field in segment.reader.indexed_field_names():
        for btext, info in segment.terms(field):
            yield btext, place, info.extent()[0]
