"""Which statements does an article hold, and whose are they?"""

from typing import Final

from .extractor import Extractor, extract_statements

# Raised with every change of the rules: articles that an index holds are then extracted anew when they come again.
RULES_VERSION: Final = "3"

__all__ = ["RULES_VERSION", "Extractor", "extract_statements"]
