"""What does an index take from an encoder? Rows, checked, and the files with which it encodes queries by itself."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import numpy as np

from ..errors import EncoderError, OnrecordError
from .durable import sync_directory, sync_file
from .layout import ENCODER, ENCODER_NEW
from .rows import not_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from ..encoder import Encoder, ExportableEncoder
    from .entry import Entry


class Encoded:
    """Rows from an encoder, checked; equal texts are encoded once."""

    def __init__(self, encoder: Encoder | None) -> None:
        self._encoder = encoder

    def statement_rows(self, entries: Sequence[Entry]) -> NDArray[np.float32]:
        """Return one unit row for every statement of the entries, in order."""
        texts = [statement.spoken for entry in entries for statement in entry.statements]
        places = {text: i for i, text in enumerate(dict.fromkeys(texts))}
        return self.context_rows(places)[[places[text] for text in texts]]

    def context_rows(self, texts: Iterable[str]) -> NDArray[np.float32]:
        """Return one unit row for every text, in order.

        Raises:
            EncoderError: the encoder failed, or returned what are no unit rows.
        """
        texts = list(texts)
        if not texts or self._encoder is None:
            return np.zeros((0, 0), dtype=np.float32)
        name, shape = self._encoder.info.name, (len(texts), self._encoder.info.dim)
        try:
            rows = np.asarray(self._encoder.encode(texts), dtype=np.float32)
        except OnrecordError:
            raise
        except Exception as error:  # an encoder may be anything, a service for example
            raise EncoderError(f"the encoder {name} failed on {len(texts)} texts: {error!r}") from error
        if rows.shape != shape:
            raise EncoderError(f"the encoder {name} returned rows of shape {rows.shape}, not {shape}: mend the encoder")
        wrong = not_unit(rows)
        if len(wrong):
            length = np.linalg.norm(rows[wrong[0]])
            raise EncoderError(
                f"the encoder {name} returned a row of length {length:.4f} for {texts[wrong[0]]!r}: divide each by its "
                "length"
            )
        return rows


def export_encoder(encoder: ExportableEncoder, directory: Path) -> list[Path]:
    """Put the encoder's files into the directory and return them; what else lies there is left alone."""
    made, folder = directory / ENCODER_NEW, directory / ENCODER
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir()
    encoder.export(made)
    placed = []
    for path in sorted(path for path in made.rglob("*") if path.is_file()):
        target = folder / path.relative_to(made)
        target.parent.mkdir(parents=True, exist_ok=True)
        sync_file(path)
        placed.append(path.replace(target))
        sync_directory(target.parent)
    shutil.rmtree(made)
    return placed
