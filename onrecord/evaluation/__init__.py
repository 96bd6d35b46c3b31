"""Gold data to numbers: how good is the ranking?"""

from .measures import MEASURES, measure
from .retrieval import Evaluation, evaluate
from .trec import Topic, read_qrels, read_topics, write_runs

__all__ = ["MEASURES", "Evaluation", "Topic", "evaluate", "measure", "read_qrels", "read_topics", "write_runs"]
