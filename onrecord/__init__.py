"""OnRecord: search over statements, who said what, when, where."""

from .errors import OnrecordError
from .statement import Article, Kind, Statement

__version__ = "0.1.0"

__all__ = ["Article", "Kind", "OnrecordError", "Statement", "__version__"]
