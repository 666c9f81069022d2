"""Tables of other bodies' downloads: text with a header, read row by row and by the names of its columns.

Tab, comma and semicolon separate (a spreadsheet saved as CSV has a semicolon where the comma is the decimal sign). UTF-8, or
UTF-16 with its mark, as Excel's "Unicode text".
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from resumefit.errors import DamagedError, FileTypeError, NotFoundError, UndecodableError

_HEAD = 65_536  # bytes in which a header ends
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SEPARATORS = "\t,;"
_QUOTED = re.compile(r'"(.*)"', re.DOTALL)

Columns = Mapping[str, tuple[str, ...]]
"""Our name of a column -> the names that releases give it. One whose names end with "" may be absent."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What a kind of table is called, and the columns by which it is told."""

    what: str
    columns: Columns

    def places(self, header: Sequence[str]) -> dict[str, int] | None:
        """Our name of each column -> its place in a header; None where one is missing."""
        at = {_folded(name): place for place, name in reversed(list(enumerate(header)))}
        places = {
            key: next((at[_folded(name)] for name in names if name and _folded(name) in at), -1)
            for key, names in self.columns.items()
        }
        absent = [key for key, place in places.items() if place < 0 and "" not in self.columns[key]]
        return None if absent else places

    def __str__(self) -> str:
        needed = (" or ".join(names) for names in self.columns.values() if "" not in names)
        return f"{self.what} ({', '.join(needed)})"


def layout_of(path: Path, layouts: Sequence[Layout]) -> Layout:
    """Which of the layouts a file has, by its header.

    Raises NotFoundError for a file that is not there, FileTypeError for one that has none of them, which the message names
    with the columns that were looked for, and UndecodableError for what is no text.
    """
    with _reader(path) as reader:
        header = next(reader, [])
    for layout in layouts:
        if layout.places(header) is not None:
            return layout
    found = ", ".join(name for name in header[:8] if name.strip()) or "none"
    wanted = "; or ".join(map(str, layouts))
    raise FileTypeError(
        f"{path.name} has not the columns that were looked for: {wanted}; its first line has: {found[:200]}"
    )


def rows_of(path: Path, layout: Layout) -> Iterator[Mapping[str, str]]:
    """The rows of a file, by our names of its columns; a cell that is absent is "". Blank lines are passed over.

    Raises DamagedError, with the line, where the text is torn, and UndecodableError where it is no text.
    """
    with _reader(path) as reader:
        places = layout.places(next(reader, [])) or {}
        for row in reader:
            if any(row):
                yield {key: row[place].strip() if 0 <= place < len(row) else "" for key, place in places.items()}


@contextmanager
def _reader(path: Path) -> Iterator[Iterator[list[str]]]:
    """The lines of a file as lists of cells, whatever separates them; the file is closed at the end."""
    try:
        with path.open("rb") as file:
            encoding, separator = _form(path, file.read(_HEAD))
        with path.open(encoding=encoding, newline="") as text:
            yield _lines(path, text, separator)
    except UnicodeDecodeError as error:
        raise UndecodableError(f"{path.name} is not UTF-8 text: save it as CSV in UTF-8") from error
    except FileNotFoundError as error:
        raise NotFoundError(f"{path}: no such file") from error
    except OSError as error:
        raise NotFoundError(f"{path}: can't be read ({error.strerror or error})") from error


def _lines(path: Path, text: Iterable[str], separator: str) -> Iterator[list[str]]:
    """Text with tabs has no quoting: O*NET writes 12" rulers as they are. A spreadsheet quotes such a cell all the same."""
    tabs = separator == "\t"
    reader = csv.reader(text, delimiter=separator, quoting=csv.QUOTE_NONE if tabs else csv.QUOTE_MINIMAL)
    try:
        for row in reader:
            yield [_unquoted(cell) for cell in row] if tabs else row
    except csv.Error as error:
        raise DamagedError(f"{path.name}, line {reader.line_num}: {error}; is a quotation mark not closed?") from error


def _unquoted(cell: str) -> str:
    quoted = _QUOTED.fullmatch(cell)
    return quoted[1].replace('""', '"') if quoted else cell


def _form(path: Path, head: bytes) -> tuple[str, str]:
    """The encoding of a file and the sign that separates its cells, from its first bytes."""
    if head.startswith(b"PK\x03\x04"):
        raise FileTypeError(f"{path.name} is a ZIP archive or a workbook: unpack it, or save its sheet as CSV in UTF-8")
    encoding = "utf-16" if head.startswith(_UTF16) else "utf-8-sig"
    if encoding != "utf-16" and b"\0" in head:
        raise FileTypeError(f"{path.name} is no text: give the download's CSV or text file")
    first = codecs.getincrementaldecoder(encoding)().decode(head).partition("\n")[0]
    return encoding, max(_SEPARATORS, key=first.count)


def _folded(name: str) -> str:
    """The name of a column without case, blanks and signs: "O*NET-SOC Code" is "onetsoc_code" in other forms of the data."""
    return re.sub(r"[^a-z0-9]", "", name.lower())
