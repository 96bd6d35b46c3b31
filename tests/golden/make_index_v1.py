"""How `index_v1` was made, once, by version 0.1.0. It is never made again: it must open for ever.

python tests/golden/make_index_v1.py FOLDER
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from onrecord.storage import IndexWriter
from onrecord.testing import HashingEncoder, make_entry, make_index

SAID = [
    ("g1", "Nobody will pay for the harbour twice", "Ann Marsh", "direct", date(2024, 3, 5)),
    ("g2", "the harbour would close by Friday", "Bo Marsh", "indirect", date(2023, 1, 2)),
    ("g3", "a plan “written on a napkin” and by nobody", None, "mixed", None),
    ("g4", "Müller’s co-operation with the U.S. is over", "Zoë Müller", "direct", date(1999, 12, 31)),
    ("g5", "this one was taken back", "Ann Marsh", "direct", date(2024, 3, 6)),
]


def main(directory: Path) -> None:
    """Make the index: two commits, and a removal in a third."""
    entries = [
        make_entry(
            text,
            statement_id=statement_id,
            speaker=speaker,
            kind=kind,
            said_on=day,
            outlet="The Example",
            title="Harbour fees rise",
            section="Who pays",
            context_before="The council met on Tuesday.",
            url=f"https://example.org/{statement_id}",
            confidence=0.9,
        )
        for statement_id, text, speaker, kind, day in SAID
    ]
    make_index(directory, entries[:3], encoder=HashingEncoder(16))
    make_index(directory, entries[3:], encoder=HashingEncoder(16))
    with IndexWriter.open(directory) as writer:
        writer.remove(article_id="g5")
        writer.commit()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
