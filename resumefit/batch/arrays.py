"""The arithmetic of many numbers: sparse products, rounding, assignment. The only door to scipy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    Figures = NDArray[float64]


def table(cells: Sequence[tuple[int, int, float]], shape: tuple[int, int]) -> csr_array:
    """A sparse matrix of (row, column, value); what stands in a place twice is added up."""
    from scipy.sparse import coo_array

    rows, columns, values = zip(*cells, strict=True) if cells else ((), (), ())
    return coo_array((values, (rows, columns)), shape=shape, dtype=float).tocsr()


def product(rows: Sequence[tuple[Sequence[int], Sequence[float]]], right: csr_array, less: float = 0.0) -> Figures:
    """Sparse rows, each its columns and the values there, times a matrix; `less` is taken from each value before."""
    import numpy as np
    from scipy.sparse import csr_array

    columns = np.array([column for columns, _ in rows for column in columns], dtype=np.int64)
    values = np.array([value for _, values in rows for value in values], dtype=float) - less
    ends = np.cumsum([0, *(len(columns) for columns, _ in rows)])
    left = csr_array((values, columns, ends), shape=(len(rows), right.shape[0]))
    figures: Figures = (left @ right).toarray()
    return figures


def column_sums(matrix: csr_array) -> Figures:
    """The sum of each column."""
    sums: Figures = matrix.sum(axis=0)
    return sums


def rounded(points: Figures) -> Figures:
    """`score.rounded`, for many at once."""
    import numpy as np

    millionths = np.rint(points * 1e6)
    tenths: Figures = np.floor((millionths + 50_000) / 100_000)
    return np.clip(tenths, 0, 1000) / 10


def stacked(parts: Iterable[Figures], columns: int) -> Figures:
    """Arrays of so many columns, one below the other."""
    import numpy as np

    return np.vstack([np.zeros((0, columns)), *parts])


def best_sum(figures: Figures) -> list[tuple[int, int]]:
    """A row for each column, (row, column) by column, so that the figures there add up to the most. A row is taken once where
    there are as many as columns; else as often as it takes, and none more often than it must."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    rows, columns = figures.shape
    if not rows or not columns:
        return []
    repeated = np.tile(figures, (-(-columns // rows), 1))
    taken = zip(*linear_sum_assignment(repeated, maximize=True), strict=True)
    return sorted(((int(row) % rows, int(column)) for row, column in taken), key=lambda pair: pair[1])
