"""What comes in: files of seven formats, each article of them or the reason why it cannot be read."""

from .corrections import read_corrections
from .formats import FORMATS
from .outcome import Notice, Rejection
from .reading import read_articles, read_statements

__all__ = ["FORMATS", "Notice", "Rejection", "read_articles", "read_corrections", "read_statements"]
