"""Which pairs, each side used once, have the greatest value together?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def best_pairs(values: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Return pairs of row and column, each used once, whose values sum up highest; pairs of no value are left out.

    The Hungarian method with potentials, O(rows² · columns): Kuhn 1955, Munkres 1957.
    """
    if values.shape[0] > values.shape[1]:
        return sorted((row, column) for column, row in best_pairs(values.T))
    rows, columns = values.shape
    # Row and column 0 stand for none: `owner[j]` is the row that has column j.
    row_potential, column_potential = np.zeros(rows + 1), np.zeros(columns + 1)
    owner = np.zeros(columns + 1, dtype=np.intp)
    for row in range(1, rows + 1):
        owner[0] = row
        at, slack, origin = 0, np.full(columns + 1, np.inf), np.zeros(columns + 1, dtype=np.intp)
        reached = np.zeros(columns + 1, dtype=bool)
        while owner[at]:
            reached[at] = True
            cost = -values[owner[at] - 1] - row_potential[owner[at]] - column_potential[1:]
            nearer = np.flatnonzero(~reached[1:] & (cost < slack[1:])) + 1
            slack[nearer], origin[nearer] = cost[nearer - 1], at
            free = np.flatnonzero(~reached)
            following = int(free[np.argmin(slack[free])])
            step = slack[following]
            row_potential[owner[reached]] += step
            column_potential[reached] -= step
            slack[~reached] -= step
            at = following
        while at:
            owner[at] = owner[origin[at]]
            at = int(origin[at])
    chosen = ((int(owner[column]) - 1, column - 1) for column in range(1, columns + 1) if owner[column])
    return sorted((row, column) for row, column in chosen if values[row, column] > 0)
