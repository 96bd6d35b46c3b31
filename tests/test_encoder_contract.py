"""What every encoder promises, with NumPy as the judge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from onrecord.encoder import EncoderInfo, OnnxEncoder
from onrecord.testing import HashingEncoder

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = ["We will pay.", "Nobody pays for the harbour twice", "We will pay.", "x", "Müller, “no”", "word " * 400]


@pytest.fixture(params=["hashing", pytest.param("onnx", marks=pytest.mark.slow)])
def encoder(request: Any) -> Any:
    return HashingEncoder(48) if request.param == "hashing" else request.getfixturevalue("minilm")


def test_one_unit_row_of_float32_for_every_text_in_order(encoder: Any) -> None:
    rows = encoder.encode(TEXTS)
    assert (rows.dtype, rows.shape) == (np.float32, (len(TEXTS), encoder.info.dim))
    np.testing.assert_allclose(np.sqrt((rows.astype(np.float64) ** 2).sum(axis=1)), 1, atol=1e-5)
    np.testing.assert_allclose(rows, np.stack([encoder.encode([text])[0] for text in TEXTS]), atol=2e-6)


def test_equal_texts_have_equal_rows_and_others_do_not(encoder: Any) -> None:
    rows = encoder.encode(TEXTS)
    products = rows @ rows.T
    for i, first in enumerate(TEXTS):
        for j, second in enumerate(TEXTS):
            assert (products[i, j] > 0.9999) == (first == second)


def test_the_order_of_the_texts_changes_nothing(encoder: Any) -> None:
    order = np.random.default_rng(1).permutation(len(TEXTS))
    np.testing.assert_allclose(encoder.encode([TEXTS[i] for i in order]), encoder.encode(TEXTS)[order], atol=2e-6)


def test_no_texts_are_no_rows(encoder: Any) -> None:
    rows = encoder.encode([])
    assert (rows.dtype, rows.shape) == (np.float32, (0, encoder.info.dim))


def test_its_card_survives_json_and_export(encoder: Any, tmp_path: Path) -> None:
    assert EncoderInfo.from_json(encoder.info.to_json()) == encoder.info
    encoder.export(tmp_path)
    assert (tmp_path / "encoder.json").is_file()
    if isinstance(encoder, OnnxEncoder):
        again = OnnxEncoder.open(tmp_path)
        assert again.info == encoder.info
        np.testing.assert_allclose(again.encode(TEXTS), encoder.encode(TEXTS), atol=2e-6)
