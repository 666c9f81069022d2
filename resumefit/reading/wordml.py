"""WordprocessingML: one pass over a part of a Word file, paragraphs out in the order a person reads them.

No tree is built and nothing recurses, so that depth costs nothing. Text boxes come before the paragraph that they hang
on, so that they never stand between a heading and what is under it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from resumefit.errors import TooLargeError
from resumefit.reading.document import HiddenWhy, Place, Role, Spot, Style
from resumefit.reading.rows import TINY, Area, Row, Run, divided, of_cells, of_paragraph
from resumefit.reading.worddrawing import Drawings, ordered
from resumefit.reading.wordfields import Fields, Section, note_section, without_prompts
from resumefit.reading.wordstyles import (
    Lists,
    Look,
    Shape,
    Styles,
    is_ground,
    is_white,
    look_change,
    shape_change,
)

_TEXT = frozenset(("w:t", "w:delText", "m:t", "a:t"))
_SKIPPED = frozenset(
    "w:moveFrom w:instrText w:delInstrText w:rt w:pPrChange w:rPrChange w:tblPrChange w:trPrChange w:tcPrChange "
    "w:sectPrChange w:tblGridChange w:tblPrExChange w:numberingChange".split()
)
_BREAKS = {"w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-", "w:ptab": "\t", "w:tab": "\t", "a:br": "\n"}


@dataclass(slots=True)
class _Paragraph:
    runs: list[Run] = field(default_factory=list)
    shape: Shape = field(default_factory=Shape)
    mark_deleted: bool = False


@dataclass(slots=True)
class _Table:
    ground: bool = False
    cell_ground: bool = False
    cells: list[list[Row]] = field(default_factory=list)
    row_deleted: bool = False
    cell_deleted: bool = False
    number: int = 0
    row: int = 0
    column: int = 0


class Walker:
    """An `opc.Handler` that collects the rows of a part.

    `rows` are those of the part itself, `notes` those of each footnote or endnote by its id, `note_calls` the (kind, id)
    of the notes that the text refers to, `sections` what the part says of headers and footers, `drawings` what is drawn.
    Raises TooLargeError beyond `most` characters.
    """

    def __init__(self, styles: Styles, lists: Lists, place: Place, name: str, most: int) -> None:
        self.rows: list[Row] = []
        self.notes: dict[str, list[Row]] = {}
        self.note_calls: list[tuple[str, str]] = []
        self.sections: list[Section] = []
        self.drawings = Drawings()
        self._styles, self._lists, self._place, self._name, self._most = styles, lists, place, name, most
        self._path: list[str] = []
        self._targets: list[list[Row]] = [self.rows]
        self._paragraphs: list[_Paragraph] = []
        self._carried: list[Run] = []
        self._tables: list[_Table] = []
        self._table_count = 0
        self._paragraph_count = 0
        self._boxes = 0
        self._box_grounds: list[bool] = []
        self._areas: list[Area | None] = []
        self._anchors = 0
        self._skip = 0
        self._deleted = 0
        self._fields = Fields()
        self._choices: list[int] = []
        self._written = 0
        self._collecting = False
        self._own = Look()
        self._character_style: str | None = None
        self._set: tuple[Style, HiddenWhy | None] | None = None
        self._gap = False
        self._ends: dict[str, Callable[[], object]] = {
            "w:p": self._end_paragraph,
            "a:p": self._end_paragraph,
            "w:tc": self._end_cell,
            "w:tr": self._end_row,
            "w:tbl": self._end_table,
            "w:txbxContent": self._end_box,
            "w:del": self._end_deleted,
            "w:sdt": self._fields.end_control,
            "w:footnote": self._targets.pop,
            "w:endnote": self._targets.pop,
            "mc:AlternateContent": self._choices.pop,
        }

    # ------------------------------------------------------------ elements

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._skip:
            self._skip += 1
            return
        if tag in _SKIPPED or (tag in ("mc:Choice", "mc:Fallback") and not self._is_chosen()):
            self._skip = 1
            return
        parent = self._path[-1] if self._path else ""
        self._path.append(tag)
        if tag == "w:del":
            self._begin_deleted(parent)
        elif tag in _TEXT:
            self._collecting = True
        elif tag in _BREAKS and parent in ("w:r", "a:p", "a:r"):
            self._break(tag, attributes)
        elif parent == "w:rPr":
            self._run_property(tag, attributes)
        elif "w:pPr" in self._path[-3:]:
            self._paragraph_property(tag, parent, attributes)
        else:
            self._begin(tag, parent, attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._skip:
            self._skip -= 1
            return
        self._path.pop()
        if tag in _TEXT:
            self._collecting = False
        elif tag in self._ends:
            self._ends[tag]()

    def text(self, data: str) -> None:
        """A piece of text."""
        if self._skip:
            return
        if self._collecting:
            self._put(data)
        elif self._path and self._path[-1] in ("wp:posOffset", "wp:align"):
            self.drawings.position(self._path[-1], data)

    def _break(self, tag: str, attributes: dict[str, str]) -> None:
        if attributes.get("w:type") == "page":
            self.drawings.page += 1
        self._put(_BREAKS[tag])

    def _is_chosen(self) -> bool:
        """Of alternate contents the first one that gives words."""
        return not self._choices or self._written == self._choices[-1]

    def _begin(self, tag: str, parent: str, attributes: dict[str, str]) -> None:
        value = attributes.get("w:val")
        if tag in ("w:p", "a:p"):
            self._anchors += not self._paragraphs
            self._paragraphs.append(_Paragraph())
            self._begin_run()
        elif tag in ("w:r", "a:r", "m:r"):
            self._begin_run()
        elif tag == "w:sym":
            self._symbol(attributes.get("w:char", ""))
        elif tag.startswith("w:t"):
            self._begin_table_part(tag, value, attributes)
        elif tag in ("w:sectPr", "w:headerReference", "w:footerReference"):
            note_section(self.sections, tag, attributes)
        elif tag in ("w:shd", "w:cellDel") and parent in ("w:tcPr", "w:tblPr"):
            self._table_property(tag, parent, attributes)
        elif not self._fields.begin(tag, parent, attributes, self._put):
            self._begin_other(tag, attributes)
            self.drawings.begin(tag, parent, attributes, self._path)

    def _begin_other(self, tag: str, attributes: dict[str, str]) -> None:
        """What holds text of another kind, or stands for text elsewhere."""
        if tag == "mc:AlternateContent":
            self._choices.append(self._written)
        elif tag in ("w:footnote", "w:endnote"):
            self._targets.append(self.notes.setdefault(attributes.get("w:id", ""), []))
        elif tag in ("w:footnoteReference", "w:endnoteReference"):
            if not self._deleted:
                self.note_calls.append((tag[2:-9], attributes.get("w:id", "")))
        elif tag in ("w:altChunk", "dgm:relIds", "c:chart"):
            other = attributes.get("r:id") or attributes.get("r:dm", "")
            self._targets[-1].append(Row(place=self._here(), other=other))
        elif tag == "w:lastRenderedPageBreak":
            self.drawings.page += 1
        elif tag == "v:textpath" and self._place == "body" and attributes.get("string", "").strip():
            self._targets[-1].append(Row([Run(attributes["string"], Style())], "text box"))
            self._count(len(attributes["string"]))

    def _begin_run(self) -> None:
        self._own, self._character_style, self._set = Look(), None, None

    def _begin_deleted(self, parent: str) -> None:
        """Text, a whole row of a table, or the mark at a paragraph's end is deleted."""
        self._deleted += 1
        if parent == "w:trPr" and self._tables:
            self._tables[-1].row_deleted = True
        elif parent == "w:rPr" and "w:pPr" in self._path[-4:] and self._paragraphs:
            self._paragraphs[-1].mark_deleted = True

    def _end_deleted(self) -> None:
        self._deleted -= 1

    def _run_property(self, tag: str, attributes: dict[str, str]) -> None:
        if "w:pPr" in self._path[-4:] or "w:sdtPr" in self._path[-4:]:
            return  # of the paragraph's mark, or of what will be typed into a content control
        value = attributes.get("w:val")
        if tag == "w:rStyle":
            self._character_style = value
        else:
            self._own = (look_change(tag, value, attributes) or Look()).over(self._own)
        self._set = None

    def _paragraph_property(self, tag: str, parent: str, attributes: dict[str, str]) -> None:
        if tag in ("w:sectPr", "w:headerReference", "w:footerReference", "w:titlePg"):
            note_section(self.sections, tag, attributes)
        elif self._paragraphs and parent in ("w:pPr", "w:numPr"):
            shape_change(self._paragraphs[-1].shape, tag, attributes.get("w:val"), attributes)

    def _begin_table_part(self, tag: str, value: str | None, attributes: dict[str, str]) -> None:
        if tag == "w:tbl":
            self._table_count += 1
            ground = self._tables[-1].cell_ground if self._tables else False
            self._tables.append(_Table(ground, number=self._table_count))
            self._gap = True
        elif tag == "w:tr" and self._tables:
            self._tables[-1].row += 1
            self._tables[-1].column = 0
        elif tag == "w:tc":
            self._targets.append([])
            if self._tables:
                self._tables[-1].cell_ground = self._tables[-1].ground
                self._tables[-1].column += 1
        elif tag == "w:tblStyle" and self._tables:
            self._tables[-1].ground |= self._styles.is_shaded(value)
        elif tag == "w:txbxContent":
            self._boxes += 1
            self._box_grounds.append(self.drawings.filled)
            self._areas.append(self.drawings.area(self._anchors) if self._boxes == 1 else None)
            self._targets.append([])
        elif tag == "w:titlePg":
            note_section(self.sections, tag, attributes)

    def _table_property(self, tag: str, parent: str, attributes: dict[str, str]) -> None:
        if not self._tables:
            return
        table = self._tables[-1]
        if tag == "w:cellDel":
            table.cell_deleted = True
            return
        filled = is_ground(attributes.get("w:fill"))
        table.ground |= filled and parent == "w:tblPr"
        table.cell_ground |= filled

    def _symbol(self, code: str) -> None:
        if re.fullmatch(r"[0-9a-fA-F]{1,5}", code):
            self._put(chr(int(code, 16)))

    # ------------------------------------------------------------ text

    def _put(self, text: str) -> None:
        if not self._paragraphs or not self._fields.shown:
            return
        if self._set is None:
            self._set = self._looked_up()
        style, why = self._set
        self._count(len(text))
        self._paragraphs[-1].runs.append(Run(text, style, "deleted" if self._deleted else why, self._fields.prompting))

    def _count(self, characters: int) -> None:
        self._written += characters
        if self._written > self._most:
            raise TooLargeError(f"{self._name} holds over {self._most:,} characters: give the resume or posting alone")

    def _looked_up(self) -> tuple[Style, HiddenWhy | None]:
        """How the current run is set, and why nobody sees it."""
        styles, shape = self._styles, self._paragraphs[-1].shape
        look = styles.look(shape.style or styles.default_paragraph).over(styles.defaults)
        look = self._own.over(styles.look(self._character_style).over(look))
        color = f"#{look.color.lower()}" if look.color and re.fullmatch("[0-9a-fA-F]{6}", look.color) else ""
        style = Style(look.font or "", look.size or 0.0, bool(look.bold), bool(look.italic), color)
        if look.vanish:
            return style, "hidden"
        if look.size is not None and look.size <= TINY:
            return style, "tiny"
        if is_white(look.color) and not self._has_ground(look):
            return style, "white"
        return style, None

    def _has_ground(self, look: Look) -> bool:
        shape = self._styles.shape(self._paragraphs[-1].shape)
        in_cell = any(table.cell_ground for table in self._tables)
        return is_ground(look.ground) or is_ground(shape.ground) or in_cell or any(self._box_grounds)

    # ------------------------------------------------------------ ends

    def _here(self) -> Place:
        if self._place != "body":
            return self._place
        return "text box" if self._boxes else "table" if self._tables else "body"

    def _end_paragraph(self) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs.pop()
        self._fields.end_paragraph()
        self._set = None
        if not self._paragraphs:
            paragraph.runs[:0], self._carried = self._carried, []
            if paragraph.mark_deleted:
                self._carried = paragraph.runs
                return
        self._targets[-1].extend(self._rows_of(paragraph))

    def _rows_of(self, paragraph: _Paragraph) -> list[Row]:
        lines = divided(without_prompts(paragraph.runs))
        if not lines:
            self._gap = True
            return []
        self._paragraph_count += 1
        role, level = self._role(self._styles.shape(paragraph.shape))
        pattern = Row([], self._here(), role, level, gap=self._gap, spot=self._spot(paragraph.shape))
        self._gap = False
        return of_paragraph(lines, pattern)

    def _spot(self, shape: Shape) -> Spot:
        style = self._styles.shown_name(shape.style)
        if not self._tables:
            return Spot(self._paragraph_count, style)
        table = self._tables[-1]
        return Spot(self._paragraph_count, style, table.number, table.row, table.column)

    def _role(self, shape: Shape) -> tuple[Role, int]:
        """What a paragraph is by its style and list, and its level."""
        heading = self._styles.heading_level(shape)
        if heading:
            return "heading", heading
        depth = shape.depth or 0
        listed = self._styles.is_list(shape) if shape.list_id is None else self._lists.shows_sign(shape.list_id, depth)
        return ("item", depth) if listed else ("text", 0)

    def finish(self) -> None:
        """The part is at its end."""
        self._hand_out_carried()
        self.rows = ordered(self.rows)

    def _hand_out_carried(self) -> None:
        """Let go of what was to run on into a next paragraph, where none comes."""
        carried, self._carried = self._carried, []
        self._targets[-1].extend(self._rows_of(_Paragraph(carried)) if carried else ())

    def _end_cell(self) -> None:
        self._hand_out_carried()
        rows = self._targets.pop()
        if not self._tables:
            self._targets[-1].extend(rows)
        elif self._tables[-1].cell_deleted:
            self._tables[-1].cell_deleted = False
        else:
            self._tables[-1].cells.append(rows)

    def _end_row(self) -> None:
        if not self._tables:
            return
        table = self._tables[-1]
        cells, table.cells = table.cells, []
        if table.row_deleted:
            table.row_deleted = False
        else:
            self._targets[-1].extend(of_cells(cells))

    def _end_table(self) -> None:
        self._tables.pop()
        self._gap = True

    def _end_box(self) -> None:
        rows = self._targets.pop()
        self._boxes -= 1
        self._box_grounds.pop()
        area = self._areas.pop()
        for row in rows:
            row.area = row.area or area
        if rows:
            rows[0].gap = True
            self._gap = True
        self._targets[-1].extend(rows)
