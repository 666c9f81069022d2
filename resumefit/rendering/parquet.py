"""The scores of many pairs as a Parquet file (`resumefit[parquet]`). The only door to pyarrow."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from resumefit.errors import UsageError
from resumefit.matching.pair import Pair
from resumefit.matching.score import PARTS
from resumefit.rendering.batch import BatchFacts
from resumefit.rendering.tables import COLUMNS, Table, cells, unwritable

_GROUP = 20_000  # rows that are compressed together
_NUMBERS = frozenset(("score", "literal", *PARTS))


class ParquetTable(Table):
    """A table with the columns of the CSV file; numbers are 32-bit floats, null where there is none."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        try:
            import pyarrow as pa
            from pyarrow import parquet
        except ImportError as error:
            raise UsageError(f"{path.name} needs pyarrow: pip install 'resumefit[parquet]'") from error
        fields = [(name, pa.float32() if name in _NUMBERS else pa.string()) for name in COLUMNS]
        self._schema: Any = pa.schema(fields)
        self._rows: list[list[str | float]] = []
        try:
            self._file: Any = parquet.ParquetWriter(self._aside, self._schema)
        except OSError as error:
            raise unwritable(path, error) from error

    def add(self, pairs: Sequence[Pair]) -> None:
        """Take some pairs; they are written when there are enough for a group of rows."""
        self._rows += map(cells, pairs)
        if len(self._rows) >= _GROUP:
            self._write()

    def close(self, facts: BatchFacts) -> None:
        """Write a row for each document that was left out, and put the file in its place."""
        empty = [""] * (len(COLUMNS) - 2)
        self._rows += [[one.name, *empty, one.error] for one in facts.failures]
        self._write()
        self._into_place()

    def _let_go(self) -> None:
        self._file.close()

    def _write(self) -> None:
        import pyarrow as pa

        columns = [[None if cell == "" else cell for cell in column] for column in zip(*self._rows, strict=True)]
        self._rows = []
        if columns:
            arrays = [pa.array(column, kind.type) for column, kind in zip(columns, self._schema, strict=True)]
            self._file.write_table(pa.table(arrays, schema=self._schema))
