"""How does a text become a vector? The Encoder seam, and the light ONNX encoder that every index carries."""

from __future__ import annotations

import hashlib
import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol, Self

import numpy as np

from .errors import EncoderError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

ENCODER_CARD: Final = "encoder.json"
ENCODER_MODEL: Final = "model.onnx"
ENCODER_TOKENIZER: Final = "tokenizer.json"

# Padding makes a batch cost its longest row; 32 is where batches of sorted lengths stop getting faster on a CPU.
_BATCH = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class EncoderInfo:
    """Which encoder made an index: vectors of two fingerprints are never comparable.

    `fingerprint` is the SHA-256 of the weights, `max_tokens` where a text is cut, special tokens included.
    """

    name: str
    fingerprint: str
    dim: int
    max_tokens: int

    def to_json(self) -> dict[str, Any]:
        """Return the fields as JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Self:
        """Read what `to_json` wrote."""
        return cls(name=row["name"], fingerprint=row["fingerprint"], dim=row["dim"], max_tokens=row["max_tokens"])


class Encoder(Protocol):
    """Turns texts into unit vectors."""

    @property
    def info(self) -> EncoderInfo:
        """Name, fingerprint and size."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row of length 1 per text, shape (len(texts), dim), in the order given."""


class ExportableEncoder(Encoder, Protocol):
    """An encoder that can write a light copy of itself into an index."""

    def export(self, directory: Path) -> None:
        """Write the query encoder's files into the existing, empty `directory`."""


class OnnxEncoder:
    """The encoder that an index carries: onnxruntime and tokenizers, mean pooling.

    The same vectors as the sentence-transformers model that it was exported from (cosine > 0.9999), at a
    fraction of its start-up time. `workers` batches run side by side; a query has one batch.
    """

    def __init__(self, directory: Path, *, info: EncoderInfo, session: Any, tokenizer: Any, workers: int = 1) -> None:
        self._directory = directory
        self._info = info
        self._session = session
        self._tokenizer = tokenizer
        self._workers = workers

    @classmethod
    def open(cls, directory: Path, *, workers: int = 1) -> Self:
        """Load the files that `export` wrote.

        Raises:
            EncoderError: a file is missing or damaged.
        """
        import onnxruntime  # noqa: PLC0415 - 0.1 CPU s that a keyword search need not pay
        import tokenizers  # noqa: PLC0415

        try:
            card = json.loads((directory / ENCODER_CARD).read_text("utf-8"))
            info = EncoderInfo.from_json(card)
            tokenizer = tokenizers.Tokenizer.from_file(str(directory / ENCODER_TOKENIZER))
            options = onnxruntime.SessionOptions()
            # Threads inside a batch wait for each other on a busy machine; batches side by side do not.
            options.intra_op_num_threads = 1
            options.inter_op_num_threads = 1
            options.log_severity_level = 3
            session = onnxruntime.InferenceSession(
                str(directory / ENCODER_MODEL), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime and tokenizers raise bare types of their own
            raise EncoderError(
                f"the query encoder in {directory} cannot be loaded ({error}): "
                "index the articles again into a new folder"
            ) from error
        # MiniLM's tokenizer.json has truncation 128 and padding "Fixed 128" baked in: both wrong and slow.
        tokenizer.no_padding()
        tokenizer.enable_truncation(info.max_tokens)
        return cls(directory, info=info, session=session, tokenizer=tokenizer, workers=workers)

    @property
    def info(self) -> EncoderInfo:
        """Name, fingerprint and size."""
        return self._info

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row of length 1 per text, shape (len(texts), dim), in the order given."""
        rows = np.zeros((len(texts), self._info.dim), dtype=np.float32)
        encodings = self._tokenizer.encode_batch(list(texts))
        order = sorted(range(len(texts)), key=lambda i: len(encodings[i].ids))
        batches = [order[first : first + _BATCH] for first in range(0, len(order), _BATCH)]

        def run(batch: list[int]) -> None:
            rows[batch] = self._encode_batch([encodings[i] for i in batch])

        if self._workers == 1 or len(batches) == 1:
            for batch in batches:
                run(batch)
        else:
            with ThreadPoolExecutor(self._workers) as pool:
                list(pool.map(run, batches))
        return rows

    def export(self, directory: Path) -> None:
        """Copy the encoder's files into the existing `directory`."""
        for name in (ENCODER_MODEL, ENCODER_TOKENIZER, ENCODER_CARD):
            shutil.copyfile(self._directory / name, directory / name)

    def _encode_batch(self, encodings: list[Any]) -> NDArray[np.float32]:
        width = max(len(encoding.ids) for encoding in encodings)
        ids = np.zeros((len(encodings), width), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, encoding in enumerate(encodings):
            ids[row, : len(encoding.ids)] = encoding.ids
            mask[row, : len(encoding.ids)] = 1
        feeds = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        wanted = {node.name for node in self._session.get_inputs()}
        try:
            (hidden,) = self._session.run(None, {k: v for k, v in feeds.items() if k in wanted})
        except Exception as error:  # onnxruntime raises bare types of its own
            raise EncoderError(f"the query encoder failed: {error}") from error
        return mean_pool(hidden, mask)


def mean_pool(hidden: NDArray[np.float32], mask: NDArray[np.int64]) -> NDArray[np.float32]:
    """Average the token vectors (batch, tokens, dim) under the mask (batch, tokens), then scale rows to length 1."""
    weights = mask[:, :, None].astype(np.float32)
    return unit_rows((hidden * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1e-9))


def unit_rows(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scale every row to length 1; a row of zeros stays zero."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    result: NDArray[np.float32] = (rows / np.maximum(lengths, 1e-12)).astype(np.float32)
    return result


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
