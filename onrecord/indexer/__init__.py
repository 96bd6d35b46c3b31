"""Articles to statements to an index directory; may be slow, may use spaCy and torch."""
