"""What several tests share: the default encoder, exported once, and an index of the samples."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from onrecord.encoder import OnnxEncoder

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True, scope="session")
def _offline() -> None:
    monkeypatch = pytest.MonkeyPatch()
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    # A person's own settings must not reach the commands under test.
    for name in ("ONRECORD_INDEX", "FORCE_COLOR", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def minilm() -> OnnxEncoder:
    from onrecord.indexer.encode import export_model  # noqa: PLC0415

    return export_model()


@pytest.fixture(scope="session")
def samples_index(tmp_path_factory: pytest.TempPathFactory, minilm: OnnxEncoder) -> Path:
    from onrecord.indexer import build_index  # noqa: PLC0415
    from onrecord.indexer.readers import read_articles  # noqa: PLC0415

    directory = tmp_path_factory.mktemp("samples") / "index"
    build_index(read_articles([str(ROOT / "samples")]), directory, encoder=minilm)
    return directory
