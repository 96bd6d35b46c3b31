"""Is a value one that an option takes? Checks that raise a QueryError which names the option and what it takes."""

from __future__ import annotations

from numbers import Integral, Real
from typing import TYPE_CHECKING

from ..errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Sequence


def check_text(value: object, *, option: str) -> None:
    """Raise a QueryError unless the value is a text."""
    if not isinstance(value, str):
        raise QueryError(f"{option} is {value!r}: write a text")


def check_choice(value: object, choices: Sequence[str], *, option: str) -> None:
    """Raise a QueryError unless the value is one of the choices."""
    if value not in choices:
        raise QueryError(f"{option} {value!r} is none of {', '.join(choices)}")


def check_count(value: object, *, option: str, least: int, noun: str) -> None:
    """Raise a QueryError unless the value is a whole number of `noun`s and not lower than the least."""
    if not isinstance(value, Integral):
        raise QueryError(f"{option} is {value!r}: ask for a whole number of {noun}s")
    if value < least:
        raise QueryError(f"{option} is {value}: ask for at least {least} {noun}{'' if least == 1 else 's'}")


def check_fraction(value: object, *, option: str) -> None:
    """Raise a QueryError unless the value is a number from 0 to 1."""
    if not isinstance(value, Real) or not 0 <= float(value) <= 1:
        raise QueryError(f"{option} is {value!r}: it goes from 0 to 1")
