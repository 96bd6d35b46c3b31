"""Where does a writer go on? From the committed manifest, or from that of an empty index in a folder that is free."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from ..errors import EncoderMismatchError, IndexMissingError, IndexWriteError
from .encoding import export_encoder
from .layout import LOCK, MANIFEST
from .manifest import Manifest

if TYPE_CHECKING:
    from pathlib import Path

    from ..encoder import ExportableEncoder


def refuse_strangers(directory: Path) -> None:
    """Refuse a folder that holds something and that no writer has begun an index in."""
    if not directory.exists() or (directory / MANIFEST).exists() or (directory / LOCK).exists():
        return
    if stranger := min(directory.iterdir(), default=None):
        raise IndexWriteError(
            f"{directory} holds no index but something else ({stranger.name}): name a new or an empty folder"
        )


def manifest_to_continue(directory: Path, encoder: ExportableEncoder | None) -> Manifest:
    """Return the committed manifest, or that of an empty index, whose encoder is put into the directory."""
    if (directory / MANIFEST).exists():
        manifest = Manifest.read(directory)
        if encoder is not None and encoder.info.fingerprint != manifest.encoder.fingerprint:
            raise EncoderMismatchError(
                f"the index at {directory} was made with the encoder {manifest.encoder.name}, not with "
                f"{encoder.info.name}: leave --encoder out to add to it, or make a new index with --index"
            )
        manifest.check(directory)
        return manifest
    if encoder is None:
        raise IndexMissingError(directory)
    manifest = Manifest(
        generation=0,
        epoch=0,
        statements=0,
        live=0,
        articles=0,
        contexts=0,
        encoder=encoder.info,
        index_id=secrets.token_hex(16),
    )
    return replace(manifest, files=manifest.record(directory, export_encoder(encoder, directory)))
