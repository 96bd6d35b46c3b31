"""Who said what? A query to hits: interactive, embeddable, light.

from onrecord.search import Searcher

with Searcher.open("index_data") as searcher:
    for hit in searcher.search("who pays for the flood damage", speaker="Ockenden").hits:
        print(hit.rank, hit.statement.speaker, hit.statement.spoken)
"""

from .query import Query, plain_query
from .ranking import SearchConfig
from .results import Explanation, Found, Hit, LegExplanation, Mode, Results, SpeakerCount, Stats
from .searcher import Searcher

__all__ = [
    "Explanation",
    "Found",
    "Hit",
    "LegExplanation",
    "Mode",
    "Query",
    "Results",
    "SearchConfig",
    "Searcher",
    "SpeakerCount",
    "Stats",
    "plain_query",
]
