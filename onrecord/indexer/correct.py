"""What did a person say against the extraction? Corrections, put into an index without its articles' files."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import NotFoundError, QueryError
from ..storage import Correction, IndexWriter, Manifest
from .encode import open_encoder
from .report import IndexConfig
from .run import Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..encoder import ExportableEncoder
    from ..storage import Verdict
    from .progress import Progress
    from .report import BuildReport
    from .run import Outcome


def correct_index(
    corrections: Iterable[Correction | Outcome],
    directory: str | Path,
    *,
    encoder: ExportableEncoder | None = None,
    config: IndexConfig | None = None,
    on_outcome: Callable[[Outcome], None] | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Add corrections to those of an index, which must be there, and apply them to its articles.

    What the index has already stays where it is. The rest as `build_index`.
    """
    Manifest.read(Path(directory))
    config = config or IndexConfig()
    with Run.open(directory, encoder, config=config, on_outcome=on_outcome, progress=progress) as run:
        run.correct(corrections)
        run.finish()
    return run.report


def correct_statement(
    directory: str | Path,
    statement_id: str,
    *,
    verdict: Verdict,
    speaker: str | None = None,
    role: str | None = None,
    by: str | None = None,
    note: str | None = None,
    encoder: ExportableEncoder | None = None,
) -> Correction:
    """Correct one statement as of today, and return the correction that the index now has.

    With the verdict "speaker", no `speaker` means that nobody knows who spoke. "undo" brings back what was extracted,
    also of a statement that was none. `encoder` defaults to the index's own.

    Raises:
        NotFoundError: no statement has this id, none that was corrected away either.
        QueryError: a value makes no sense.
        StorageError: the index cannot be opened or written.
    """
    Manifest.read(Path(directory))
    with IndexWriter.open(directory, encoder=encoder or open_encoder(Path(directory))) as writer:
        statement = writer.extracted(statement_id)
        if statement is None:
            raise NotFoundError(
                f"no statement {statement_id!r} in the index: 'onrecord search' prints the ids, 'onrecord corrections' "
                "those of statements that were corrected away"
            )
        row = {
            "article_id": statement.article_id,
            "statement": {"text": statement.text, "start": statement.start, "id": statement_id},
            verdict: speaker if verdict == "speaker" else True,
            "role": role,
            "by": by,
            "on": datetime.now(tz=UTC).astimezone().date().isoformat(),
            "note": note,
        }
        try:
            correction = Correction.from_json(row)
        except ValueError as error:
            raise QueryError(str(error)) from error
        writer.correct([correction])
        writer.commit()
    return correction
