"""How do articles get into an index? The writer: gathers, encodes, commits; one at a time."""

from __future__ import annotations

import secrets
import shutil
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Literal, Self

import numpy as np

from ..errors import EncoderMismatchError, IndexMissingError, InputError
from ..statement import digest
from .durable import sync_directory, sync_file, writing
from .layout import ENCODER, MANIFEST
from .lock import write_lock
from .manifest import Manifest
from .parts import Entry, PartsWriter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

    from numpy.typing import NDArray

    from ..encoder import Encoder, ExportableEncoder
    from ..statement import Article

Status = Literal["new", "replaced", "unchanged"]


class IndexWriter:
    """Adds articles to an index and removes them; nothing counts before `commit`.

    A context manager; what was not committed when it ends is dropped. Use it from one thread.
    """

    def __init__(self, directory: Path, parts: PartsWriter, encoder: Encoder | None, stack: ExitStack) -> None:
        self._directory = directory
        self._parts = parts
        self._encoder = encoder
        self._stack = stack
        self._pending: dict[str, Entry] = {}
        self._removed: set[int] = set()

    @classmethod
    def open(cls, directory: Path, *, encoder: ExportableEncoder | None = None) -> Self:
        """Open an index to write, or begin a new one; `encoder` is needed to begin one and to add to it.

        Raises:
            IndexLockedError: another process writes.
            IndexFormatError: the index has another format.
            EncoderMismatchError: the index was made with another encoder.
            IndexMissingError: there is no index, and no encoder to begin one.
            IndexWriteError: the folder cannot be written to.
        """
        if encoder is None and not (directory / MANIFEST).exists():
            raise IndexMissingError(directory)
        with ExitStack() as stack, writing(directory):
            directory.mkdir(parents=True, exist_ok=True)
            stack.enter_context(write_lock(directory))
            manifest = _manifest_to_continue(directory, encoder)
            parts = stack.enter_context(closing(PartsWriter.open(manifest, directory)))
            return cls(directory, parts, encoder, stack.pop_all())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give up the lock; what was not committed is dropped."""
        self._stack.close()

    @property
    def pending_statements(self) -> int:
        """The number of statements that wait for the next commit."""
        return sum(len(entry.statements) for entry in self._pending.values())

    def status(self, entry: Entry) -> Status:
        """Tell whether the index, pending articles included, has the article already, and the same."""
        pending = self._pending.get(entry.article.article_id)
        if pending is not None:
            return "unchanged" if pending.fingerprint == entry.fingerprint else "replaced"
        stored = [found for key, found in self._stored(entry.article) if key not in self._removed]
        if not stored:
            return "new"
        return "unchanged" if stored == [entry.fingerprint] else "replaced"

    def add(self, entry: Entry) -> None:
        """Add an article with its statements; it replaces the one that has its id.

        Raises:
            InputError: a text has a lone surrogate, which no file can hold, or a statement is not where it says.
        """
        if self._encoder is None:
            raise EncoderMismatchError("an index opened without an encoder can only be removed from")
        check_entry(entry)
        self._removed.update(key for key, _ in self._stored(entry.article))
        # A replaced article goes behind the others, like any that comes now.
        self._pending.pop(entry.article.article_id, None)
        self._pending[entry.article.article_id] = entry

    def remove(self, *, article_id: str | None = None, url: str | None = None, outlet: str | None = None) -> int:
        """Remove the articles that fit the one criterion given, and return how many there were."""
        fits = [
            entry.article.article_id
            for entry in self._pending.values()
            if (article_id is not None and entry.article.article_id == article_id)
            or (url is not None and entry.article.url == url)
            or (outlet is not None and entry.article.outlet == outlet)
        ]
        for each in fits:
            del self._pending[each]
        generation = self._parts.manifest.generation
        found = self._parts.store.find_articles(generation=generation, article_id=article_id, url=url, outlet=outlet)
        keys = {key for key, _ in found} - self._removed
        self._removed |= keys
        return len(fits) + len(keys)

    def commit(self) -> Manifest:
        """Make everything since the last commit permanent, and return the manifest of the committed generation.

        Raises:
            IndexWriteError: the disk is full or the folder read-only; the generation before stands, and this writer
                takes nothing more.
        """
        if not self._pending and not self._removed and self._parts.manifest.generation:
            return self._parts.manifest
        with writing(self._directory):
            try:
                self._parts.append(list(self._pending.values()), sorted(self._removed), _Encoded(self._encoder))
                manifest = self._parts.publish()
            except BaseException:
                # The parts may be ahead of the manifest now; the next writer puts that right when it opens.
                self.close()
                raise
        self._pending.clear()
        self._removed.clear()
        return manifest

    def _stored(self, article: Article) -> list[tuple[int, str]]:
        generation = self._parts.manifest.generation
        return self._parts.store.find_articles(generation=generation, article_id=article.article_id)


class _Encoded:
    """Rows from an encoder; equal texts are encoded once."""

    def __init__(self, encoder: Encoder | None) -> None:
        self._encoder = encoder

    def statement_rows(self, entries: Sequence[Entry]) -> NDArray[np.float32]:
        texts = [statement.spoken for entry in entries for statement in entry.statements]
        places = {text: i for i, text in enumerate(dict.fromkeys(texts))}
        return self.context_rows(list(places))[[places[text] for text in texts]]

    def context_rows(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if not texts or self._encoder is None:
            return np.zeros((0, 0), dtype=np.float32)
        return self._encoder.encode(texts)


def article_fingerprint(article: Article, *further: str) -> str:
    """Return what changes when anything of an article changes, or anything of `further`."""
    return digest(*(f"{name}={value}" for name, value in article.to_json().items()), *further)


def _manifest_to_continue(directory: Path, encoder: ExportableEncoder | None) -> Manifest:
    """Return the committed manifest, or that of an empty index, whose encoder is put into the directory."""
    if (directory / MANIFEST).exists():
        manifest = Manifest.read(directory)
        if encoder is not None and encoder.info.fingerprint != manifest.encoder.fingerprint:
            raise EncoderMismatchError(
                f"the index at {directory} was made with the encoder {manifest.encoder.name}, not with "
                f"{encoder.info.name}: leave --encoder out to add to it, or make a new index with --index"
            )
        return manifest
    if encoder is None:
        raise IndexMissingError(directory)
    folder = directory / ENCODER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    encoder.export(folder)
    for path in folder.iterdir():
        sync_file(path)
    sync_directory(folder)
    return Manifest(
        generation=0,
        epoch=0,
        statements=0,
        live=0,
        articles=0,
        contexts=0,
        encoder=encoder.info,
        index_id=secrets.token_hex(16),
    )


def check_entry(entry: Entry) -> None:
    """Refuse what an index cannot keep.

    Raises:
        InputError: a statement is not where it says, or a text has half a character.
    """
    article = entry.article
    texts = [article.article_id, article.text, article.title, article.url, article.outlet, article.author]
    for statement in entry.statements:
        if article.text[statement.start : statement.end] != statement.text:
            raise InputError(
                f"statement {statement.statement_id} is not at [{statement.start}, {statement.end}) of the article's "
                "text: offsets count code points of Article.text",
                source=article.article_id,
            )
        texts += [statement.statement_id, statement.speaker, statement.speaker_mention, statement.role]
        texts += [statement.cue, statement.section, statement.context_before, statement.context_after]
    for text in texts:
        try:
            (text or "").encode()
        except UnicodeEncodeError as error:
            raise InputError(
                f"{error.object[error.start]!r} is half a character and cannot be stored: repair the text's encoding",
                source=repr(article.article_id),
            ) from error
