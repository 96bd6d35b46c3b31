"""What does a caller ask for? Query and conditions from the arguments of a search, checked before all else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..statement import KINDS
from .checks import check_choice, check_fraction, check_text
from .conditions import Confident, Named, OfKind, Period
from .dates import first_day, last_day
from .query import Query, parse_query

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ..statement import Kind
    from .conditions import Condition


def understood(query: str | Query) -> Query:
    """Return the query as it is understood.

    Raises:
        QueryError: it is neither a text nor a Query.
    """
    if isinstance(query, Query):
        return query
    check_text(query, option="query")
    return parse_query(query)


def conditions_of(
    *,
    speaker: str | None,
    outlet: str | None,
    kind: Kind | Sequence[Kind] | None,
    since: str | date | None,
    until: str | date | None,
    min_confidence: float,
) -> tuple[Condition, ...]:
    """Return what the options ask for beside the query, in the order of the options; a period is one condition.

    Raises:
        QueryError: a value makes no sense.
    """
    found: list[Condition] = []
    if speaker is not None:
        check_text(speaker, option="speaker")
        found.append(Named("speaker", speaker))
    if outlet is not None:
        check_text(outlet, option="outlet")
        found.append(Named("outlet", outlet))
    if kind is not None and (kinds := _kinds(kind)):
        found.append(OfKind(kinds))
    if since is not None or until is not None:
        found.append(Period(first_day(since, option="since"), last_day(until, option="until")))
    check_fraction(min_confidence, option="min_confidence")
    if min_confidence > 0:
        found.append(Confident(min_confidence))
    return tuple(found)


def _kinds(kind: object) -> tuple[Kind, ...]:
    kinds = tuple(kind) if isinstance(kind, Iterable) and not isinstance(kind, str) else (kind,)
    for each in kinds:
        check_choice(each, KINDS, option="kind")
    return tuple(each for each in KINDS if each in kinds)
