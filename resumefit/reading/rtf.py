"""RTF -> Document, by a walk of our own over its control words (Rich Text Format Specification 1.9.1).

striprtf, the one library that is kept up, gives a bare text: it reads hidden and deleted words as if they were seen, and
knows no headings, lists, tables, headers or text boxes. RTF is flat and its specification closed, so a walk is short.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import replace

from resumefit.config import Limits
from resumefit.errors import DamagedError, TooLargeError
from resumefit.reading import rows
from resumefit.reading.document import Document, HiddenWhy, Place, Role, Source, Spot, Style
from resumefit.reading.rows import TINY, Row, Run, divided, of_cells, of_paragraph
from resumefit.reading.rtfwords import (
    CHARSETS,
    PLACES,
    SIGNS,
    SKIPPED,
    SYMBOL_CHARSET,
    TRANSPARENT,
    Paragraph,
    Sheet,
    State,
    level_of,
)
from resumefit.reading.wordstyles import is_ground, is_white

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)
_MOST_TOKENS = 1_000_000  # a resume has under 100,000; a picture two for each line of its digits
_HEADER_WORDS = frozenset("s outlinelevel fcharset red green blue u".split())  # of those known here
_MOST_COLORS = 10_000
_DEEPEST = 1_000  # groups; Word stops at a tenth of that


def read(data: bytes, source: Source, limits: Limits) -> Document:
    """Read an RTF file. Raises DamagedError, TooLargeError (over `limits`) and NoTextError."""
    walk = _Walk(data[data.find(b"{\\rtf") :], source.name, limits)
    walk.run()
    groups = [walk.rows["header"], walk.rows["body"], walk.rows["footnote"], walk.rows["footer"]]
    return rows.document_of(groups, source, backdrop=walk.backdrop, picture=walk.picture)


class _Walk:
    """One pass over the file."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self.data, self.name, self.limits = data, name, limits
        self.rows: dict[Place, list[Row]] = {"header": [], "body": [], "footnote": [], "footer": []}
        self.backdrop = self.picture = False
        self._state = State()
        self._groups: list[State] = []
        self._paragraph = Paragraph()
        self._outer: list[Paragraph] = []
        self._bytes = bytearray()
        self._text: list[str] = []
        self._to_skip = 0
        self._star = False
        self._codec = "cp1252"
        self._fonts: dict[str, str] = {}
        self._font_names: dict[str, list[str]] = {}
        self._colors: list[str] = []
        self._channels = [-1, -1, -1]
        self._styles: dict[str, Sheet] = {}
        self._style = Sheet()
        self._cells: list[list[Row]] = []
        self._cell: list[Row] = []
        self._tables = self._table_row = self._paragraphs = self._written = 0
        self._gap = False
        self._word_of: dict[str, Callable[[int | None], None]] = {
            "par": self._end_paragraph, "sect": self._end_paragraph, "nestcell": self._end_paragraph,
            "cell": self._end_cell, "row": self._end_row, "pard": self._plain_paragraph, "plain": self._plain,
            "intbl": self._in_table, "s": self._named, "outlinelevel": self._outlined, "ilvl": self._deep,
            "ls": self._listed, "cbpat": self._paragraph_ground, "u": self._unicode, "ansicpg": self._code_page,
            "mac": lambda _: self._encoding("mac_roman"), "pc": lambda _: self._encoding("cp437"),
            "red": lambda n: self._channel(0, n), "green": lambda n: self._channel(1, n),
            "blue": lambda n: self._channel(2, n), "fcharset": self._charset, "pict": self._pictured,
        }  # fmt: skip

    def run(self) -> None:
        """Take in the whole file."""
        at, end, tokens = 0, len(self.data), 0
        while at < end:
            token = _TOKEN.match(self.data, at)
            if token is None:
                break
            at = token.end()
            tokens += 1
            if tokens > _MOST_TOKENS:
                raise TooLargeError(f"{self.name} holds over {_MOST_TOKENS:,} RTF words: save it with fewer pictures")
            if token[1] == b"bin":
                at += max(0, int(token[2] or 0))
            else:
                self._take(token)
            if not self._groups:
                break  # what stands behind the last brace is no part of the text
        self._end_paragraph(None)
        self._end_row(None)

    def _take(self, token: re.Match[bytes]) -> None:
        word, number, code, sign, brace, text = token.groups()
        if text is not None:
            self._put_bytes(text)
        elif code is not None:
            self._put_bytes(bytes.fromhex(code.decode("ascii")))
        elif brace is not None:
            self._open() if brace == b"{" else self._close()
        elif word is not None:
            self._control(word.decode("ascii"), int(number) if number else None)
        elif sign is not None:
            self._sign(sign)

    # ------------------------------------------------------------ groups

    def _open(self) -> None:
        self._flush()
        self._groups.append(self._state)
        if len(self._groups) > _DEEPEST:
            raise DamagedError(f"{self.name} is damaged (groups in one another without end): save it again as DOCX")
        self._to_skip = 0

    def _close(self) -> None:
        self._flush()
        before, self._state = self._state, self._groups.pop()
        self._to_skip, self._star = 0, False
        if before.into == "stylesheet" and self._state.into == "stylesheet":
            self._style = Sheet()
        if (before.place, before.boxed) != (self._state.place, self._state.boxed):
            self._put_away(before)
            self._paragraph = self._outer.pop()

    def _control(self, word: str, number: int | None) -> None:
        if word == "u":  # one character may be two of them
            self._decode()
        else:
            self._flush()
        star, self._star = self._star, False
        if self._state.into == "skip" and word not in TRANSPARENT:
            return
        if word in SIGNS:
            self._put(SIGNS[word])
        elif word in PLACES:
            self._enter(PLACES[word])
        elif word in ("fonttbl", "colortbl", "stylesheet"):
            self._state = replace(self._state, into=word)
        elif word in TRANSPARENT:
            self._state = replace(self._state, into="text")
            self.backdrop |= word in ("shpinst", "shp")
            if word == "shptxt":
                self._enter("text box")
        elif word in SKIPPED or (star and word not in ("cs", "ts")):
            self._listed_by_sign(word)
            self._state = replace(self._state, into="skip")
        elif word in self._word_of and (self._state.into == "text" or word in _HEADER_WORDS):
            self._word_of[word](number)
        else:
            self._look(word, number)

    def _enter(self, place: Place) -> None:
        """A header, a note or a text box begins; the paragraph that it hangs on goes on behind it."""
        self._outer.append(self._paragraph)
        self._paragraph = Paragraph()
        boxed = place == "text box"
        where = self._state.place if boxed else place
        self._state = replace(self._state, into="text", place=where, boxed=boxed or self._state.boxed)
        if (where, self._state.boxed) == (self._groups[-1].place, self._groups[-1].boxed):
            self._paragraph = self._outer.pop()

    def _put_away(self, state: State) -> None:
        """End what began with `_enter`."""
        now, self._state = self._state, state
        self._end_paragraph(None)
        self._state = now

    def _listed_by_sign(self, word: str) -> None:
        if word in ("listtext", "pntext", "pn"):
            self._paragraph.listed = True

    # ------------------------------------------------------------ how text is set

    def _look(self, word: str, number: int | None) -> None:
        state, on = self._state, number != 0
        if word in ("b", "i", "v", "deleted"):
            name = {"b": "bold", "i": "italic", "v": "hidden"}.get(word, word)
            self._state = replace(state, **{name: on})  # type: ignore[arg-type]
        elif word == "fs":
            self._state = replace(state, size=24 if number is None else number)
        elif word == "cf":
            self._state = replace(state, color=number or 0)
        elif word in ("cb", "chcbpat", "highlight"):
            self._state = replace(state, ground=number or 0)
        elif word == "f":
            self._state = replace(state, font=str(number or 0))
        elif word == "uc":
            self._state = replace(state, skip_after=max(0, min(number or 0, 16)))
        elif word == "clcbpat":
            self.backdrop |= is_ground(self._color(number or 0))

    def _plain(self, _: int | None) -> None:
        state = self._state
        kept = State(state.into, place=state.place, boxed=state.boxed, skip_after=state.skip_after)
        self._state = kept

    def _plain_paragraph(self, _: int | None) -> None:
        self._paragraph = Paragraph(runs=self._paragraph.runs)

    def _in_table(self, number: int | None) -> None:
        self._paragraph.in_table = number != 0

    def _named(self, number: int | None) -> None:
        if self._state.into == "stylesheet":
            self._style = self._styles.setdefault(str(number), Sheet())
        else:
            self._paragraph.style = str(number)

    def _outlined(self, number: int | None) -> None:
        if self._state.into == "stylesheet":
            self._style.outline = number
        else:
            self._paragraph.outline = number

    def _deep(self, number: int | None) -> None:
        self._paragraph.depth = max(0, min(number or 0, 8))

    def _listed(self, number: int | None) -> None:
        self._paragraph.listed = bool(number)

    def _paragraph_ground(self, number: int | None) -> None:
        self._paragraph.ground = number or 0

    def _pictured(self, _: int | None) -> None:
        self.picture = True
        self._state = replace(self._state, into="skip")

    # ------------------------------------------------------------ tables at the head of the file

    def _code_page(self, number: int | None) -> None:
        self._encoding(f"cp{number}")

    def _encoding(self, name: str) -> None:
        try:
            self._codec = codecs.lookup(name).name
        except LookupError:
            self._codec = "cp1252"

    def _charset(self, number: int | None) -> None:
        if self._state.into == "fonttbl":
            self._fonts[self._state.font] = CHARSETS.get(number or 0, "")

    def _channel(self, which: int, number: int | None) -> None:
        self._channels[which] = max(0, min(number or 0, 255))

    def _header_text(self, text: str) -> None:
        """Text in a table at the head of the file: the names of fonts and styles, the ends of colours."""
        into = self._state.into
        if into == "fonttbl":
            self._font_names.setdefault(self._state.font, []).append(text)
        elif into == "stylesheet":
            self._style.name = (self._style.name + text).rstrip(";").strip()[:100]
        elif into == "colortbl":
            for _ in range(min(text.count(";"), _MOST_COLORS - len(self._colors))):
                known = min(self._channels) >= 0
                self._colors.append("".join(f"{each:02x}" for each in self._channels) if known else "")
                self._channels = [-1, -1, -1]

    def _color(self, number: int) -> str:
        return self._colors[number] if 0 <= number < len(self._colors) else ""

    # ------------------------------------------------------------ text

    def _put_bytes(self, data: bytes) -> None:
        if self._state.into == "skip":
            return
        if self._to_skip:
            data, self._to_skip = data[self._to_skip :], max(0, self._to_skip - len(data))
        self._bytes += data

    def _unicode(self, number: int | None) -> None:
        self._put(chr((number or 0) % 0x10000))
        self._to_skip = self._state.skip_after

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._star = True
            return
        self._flush()
        if sign in b"\r\n" and self._state.into == "text":
            self._end_paragraph(None)
        else:
            self._put({b"~": " ", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\"}.get(sign, ""))

    def _put(self, text: str) -> None:
        if self._state.into == "text":
            self._text.append(text)

    def _decode(self) -> None:
        """Take in the bytes so far, in the encoding of their font."""
        if not self._bytes:
            return
        codec = self._fonts.get(self._state.font) or self._codec
        data, self._bytes = bytes(self._bytes), bytearray()
        if codec == SYMBOL_CHARSET:
            text = "".join(chr(0xF000 + byte) if byte > 0x20 else " " for byte in data)
        else:
            text = data.decode(codec, "replace")
        if self._state.into != "text":
            self._header_text(text)
        else:
            self._text.append(text)

    def _flush(self) -> None:
        """Make a run of the text so far: what is set from here on may look otherwise."""
        self._decode()
        if not self._text:
            return
        text = "".join(self._text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        self._text.clear()
        self._written += len(text)
        if self._written > self.limits.characters:
            raise TooLargeError(
                f"{self.name} holds over {self.limits.characters:,} characters: give the resume or posting alone"
            )
        self._paragraph.runs.append(Run(text, *self._seen_as()))

    def _seen_as(self) -> tuple[Style, HiddenWhy | None]:
        state = self._state
        color = self._color(state.color)
        font = "".join(self._font_names.get(state.font, ())).strip(" ;")[:100]
        style = Style(font, state.size / 2, state.bold, state.italic, f"#{color}" if color else "")
        if state.deleted:
            return style, "deleted"
        if state.hidden:
            return style, "hidden"
        if state.size / 2 <= TINY:
            return style, "tiny"
        grounds = (state.ground, self._paragraph.ground)
        if is_white(color) and not any(number and is_ground(self._color(number)) for number in grounds):
            return style, "white"
        return style, None

    # ------------------------------------------------------------ paragraphs and tables

    def _end_paragraph(self, _: int | None) -> None:
        self._flush()
        paragraph = self._paragraph
        lines, paragraph.runs = divided(paragraph.runs), []
        if not lines:
            self._gap = True
            return
        self._paragraphs += 1
        style = self._styles.get(paragraph.style, Sheet())
        level = level_of(paragraph.outline) or style.level
        role: Role = "heading" if level else "item" if paragraph.listed else "text"
        place: Place = "text box" if self._state.boxed else self._state.place
        is_cell = paragraph.in_table and place == "body"
        table = (self._tables or 1, self._table_row + 1, len(self._cells) + 1) if is_cell else (0, 0, 0)
        spot = Spot(self._paragraphs, style.name, *table)
        pattern = Row([], "table" if is_cell else place, role, level or paragraph.depth, gap=self._gap, spot=spot)
        self._gap = False
        if is_cell:
            self._cell.extend(of_paragraph(lines, pattern))
            return
        if place == "body":
            self._end_table()
        target = self._state.place if self._state.place in self.rows else "body"
        self.rows[target].extend(of_paragraph(lines, pattern))

    def _end_cell(self, _: int | None) -> None:
        self._paragraph.in_table = True
        if not self._tables and not self._cells:
            self._tables = 1
        self._end_paragraph(None)
        self._cells.append(self._cell)
        self._cell = []

    def _end_row(self, _: int | None) -> None:
        cells, self._cells, self._cell = [*self._cells, self._cell], [], []
        self.rows["body"].extend(of_cells(cells))
        self._table_row += 1

    def _end_table(self) -> None:
        if self._table_row or self._cells or self._cell:
            self._end_row(None)
            self._tables += 1
            self._table_row = 0
            self._gap = True
