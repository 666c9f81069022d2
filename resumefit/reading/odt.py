"""OpenDocument text (.odt, .ott) -> Document, by a walk of our own over its XML in a guarded package (`opc`).

odfdo is kept up and odfpy is not, but both build trees of the whole file with no guard on what it unpacks to, and leave to
the caller what matters here: which words a style hides, what was deleted, what stands in headers, notes and frames.
Elements and attributes are those of OpenDocument 1.3, part 3.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from resumefit.config import Limits
from resumefit.errors import FileTypeError, ProtectedError, TooLargeError
from resumefit.reading import rows
from resumefit.reading.document import Document, HiddenWhy, Place, Role, Source, Spot, Style
from resumefit.reading.odtstyles import OdtStyles
from resumefit.reading.opc import Package
from resumefit.reading.rows import TINY, Row, Run, divided, of_cells, of_paragraph
from resumefit.reading.wordstyles import Look, is_ground, is_white

_KINDS = {"office:spreadsheet": "spreadsheet", "office:presentation": "presentation", "office:drawing": "drawing"}
_SKIPPED = frozenset(
    "office:annotation office:forms office:scripts svg:title svg:desc text:note-citation text:ruby-text "
    "table:covered-table-cell text:variable-decls text:sequence-decls text:user-field-decls office:binary-data".split()
)
_BLANKS = {"text:tab": "\t", "text:line-break": "\n", "text:s": " "}
_MOST_BLANKS = 100
_FRAMES = frozenset(("style:header", "style:footer", "style:header-first", "style:footer-first"))


def read(data: bytes, source: Source, limits: Limits) -> Document:
    """Read an OpenDocument text.

    Raises ProtectedError, FileTypeError (a spreadsheet or the like), TooLargeError (over `limits`), NoTextError and
    DamagedError.
    """
    package = Package(data, source.name, limits, kind="an OpenDocument text")
    if "META-INF/manifest.xml" in package.parts and b"encryption-data" in package.bytes_of("META-INF/manifest.xml"):
        raise ProtectedError(f"{source.name} is password-protected: save an unprotected copy and try again")
    styles = OdtStyles()
    frame = _Walker(styles, source.name, limits)
    if "styles.xml" in package.parts:
        package.parse("styles.xml", styles)
        package.parse("styles.xml", frame)
    styles.begin_part()
    package.parse("content.xml", styles)
    walker = _Walker(styles, source.name, limits)
    package.parse("content.xml", walker)
    groups = [*_once(frame.frames["header"]), walker.rows, walker.notes, *_once(frame.frames["footer"])]
    return rows.document_of(groups, source, backdrop=styles.backdrop, picture=walker.picture)


def _once(groups: list[list[Row]]) -> list[list[Row]]:
    """Each text once: every kind of page has a header of its own, which often says the same."""
    return list({"\n".join(row.plain() for row in group): group for group in groups}.values())


class _Walker:
    """An `opc.Handler` that collects the rows of a part."""

    def __init__(self, styles: OdtStyles, name: str, limits: Limits) -> None:
        self.rows: list[Row] = []
        self.notes: list[Row] = []
        self.frames: dict[Place, list[list[Row]]] = {"header": [], "footer": []}
        self.picture = False
        self._styles, self._name, self._most = styles, name, limits.characters
        self._path: list[str] = []
        self._skip = 0
        self._place: list[Place] = []
        self._targets: list[list[Row]] = [self.rows]
        self._paragraphs: list[tuple[str, list[Run], int]] = []
        self._spans: list[str] = []
        self._lists: list[bool] = []  # of each list around: does its item begin here?
        self._hidden: list[HiddenWhy | None] = []
        self._tables: list[list[int]] = []
        self._cells: list[list[list[Row]]] = []
        self._table_count = self._paragraph_count = self._written = 0
        self._gap = False
        self._ends: dict[str, Callable[[], object]] = {
            "text:p": self._end_paragraph,
            "text:h": self._end_paragraph,
            "text:span": self._spans.pop,
            "text:list": self._lists.pop,
            "table:table": self._end_table,
            "table:table-row": self._end_row,
            "table:table-cell": self._end_cell,
            "text:note-body": self._end_apart,
            "draw:text-box": self._end_apart,
            "draw:custom-shape": self._end_apart,
            "text:deletion": self._hidden.pop,
            "text:section": self._hidden.pop,
            "text:hidden-text": self._hidden.pop,
        }
        self._ends.update(dict.fromkeys(_FRAMES, self._end_apart))

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._skip or tag in _SKIPPED or self._is_off(tag, attributes):
            self._skip += 1
            return
        self._path.append(tag)
        if tag in _KINDS and self._path[-2:-1] == ["office:body"]:
            raise FileTypeError(
                f"{self._name} is an OpenDocument {_KINDS[tag]}: export it as PDF or DOCX and give that"
            )
        if tag in ("text:p", "text:h"):
            level = attributes.get("text:outline-level", "1") if tag == "text:h" else "0"
            self._paragraphs.append((attributes.get("text:style-name", ""), [], int(level) if level.isdigit() else 1))
        elif tag == "text:span":
            self._spans.append(attributes.get("text:style-name", ""))
        elif tag in _BLANKS:
            count = attributes.get("text:c", "1") if tag == "text:s" else "1"
            self._put(_BLANKS[tag] * (min(int(count), _MOST_BLANKS) if count.isdigit() and len(count) < 9 else 1))
        elif tag == "draw:image":
            self.picture = True
        elif tag in ("text:section", "text:hidden-text"):
            off = attributes.get("text:display") == "none" or attributes.get("text:is-hidden") == "true"
            self._hidden.append("hidden" if off else None)
        else:
            self._begin(tag)

    def _is_off(self, tag: str, attributes: dict[str, str]) -> bool:
        """Whether the element is not shown, or a copy of another one."""
        return tag in _FRAMES and attributes.get("style:display") == "false"

    def _begin(self, tag: str) -> None:
        if tag == "text:list":
            self._lists.append(False)
        elif tag == "text:list-item" and self._lists:
            self._lists[-1] = True
        elif tag == "table:table":
            self._table_count += 1
            self._tables.append([self._table_count, 0, 0])
            self._cells.append([])
            self._gap = True
        elif tag == "table:table-row" and self._tables:
            self._tables[-1][1:] = [self._tables[-1][1] + 1, 0]
        elif tag == "table:table-cell" and self._tables:
            self._tables[-1][2] += 1
            self._targets.append([])
        elif tag == "text:deletion":
            self._hidden.append("deleted")
        elif tag in _FRAMES:
            kind: Place = "header" if tag.startswith("style:header") else "footer"
            self.frames[kind].append([])
            self._begin_apart(kind, self.frames[kind][-1])
        elif tag == "text:note-body":
            self._begin_apart("footnote", self.notes)
        elif tag in ("draw:text-box", "draw:custom-shape"):
            self._begin_apart("text box", self._targets[-1])

    def _begin_apart(self, place: Place, target: list[Row]) -> None:
        self._place.append(place)
        self._targets.append(target)
        self._gap = True

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._skip:
            self._skip -= 1
            return
        self._path.pop()
        if tag in self._ends and (tag not in ("table:table-row", "table:table-cell") or self._tables):
            self._ends[tag]()

    def text(self, data: str) -> None:
        """A piece of text; line ends and blanks of the XML are one blank (part 3, 6.1.2)."""
        if self._paragraphs and not self._skip:
            self._put(re.sub(r"[ \t\r\n]+", " ", data))

    def _put(self, text: str) -> None:
        if not self._paragraphs:
            return
        self._written += len(text)
        if self._written > self._most:
            raise TooLargeError(f"{self._name} holds over {self._most:,} characters: give the resume or posting alone")
        style, runs, _ = self._paragraphs[-1]
        runs.append(Run(text, *self._seen_as(self._styles.look(style, self._spans))))

    def _seen_as(self, look: Look) -> tuple[Style, HiddenWhy | None]:
        color = f"#{look.color}" if look.color else ""
        style = Style(look.font or "", look.size or 0.0, bool(look.bold), bool(look.italic), color)
        if any(self._hidden):
            return style, next(why for why in self._hidden if why)
        if look.vanish:
            return style, "hidden"
        if look.size is not None and look.size <= TINY:
            return style, "tiny"
        return style, "white" if is_white(look.color) and not is_ground(look.ground) else None

    def _end_paragraph(self) -> None:
        name, runs, level = self._paragraphs.pop()
        lines = divided(runs)
        if not lines:
            self._gap = True
            return
        self._paragraph_count += 1
        begins, self._lists[-1:] = bool(self._lists and self._lists[-1]), [False] if self._lists else []
        level = min(level or self._styles.level(name), 6)
        role: Role = "heading" if level else "item" if self._lists and self._place[-1:] != ["footnote"] else "text"
        depth = max(0, len(self._lists) - 1)
        pattern = Row([], self._here(), role, level or depth, gap=self._gap, spot=self._spot(name))
        self._gap = False
        made = of_paragraph(lines, pattern)
        made[0].starts = begins or role != "item"
        self._targets[-1].extend(made)

    def _here(self) -> Place:
        return self._place[-1] if self._place else "table" if self._tables else "body"

    def _spot(self, style: str) -> Spot:
        table = self._tables[-1] if self._tables else (0, 0, 0)
        return Spot(self._paragraph_count, self._styles.shown_name(style), *table)

    def _end_cell(self) -> None:
        self._cells[-1].append(self._targets.pop())

    def _end_row(self) -> None:
        cells, self._cells[-1] = self._cells[-1], []
        self._targets[-1].extend(of_cells(cells))

    def _end_table(self) -> None:
        self._tables.pop()
        self._cells.pop()
        self._gap = True

    def _end_apart(self) -> None:
        self._place.pop()
        self._targets.pop()
        self._gap = True
