"""What a Word file holds besides its words: properties, links, remarks, tracked changes, pictures, pages and columns."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from resumefit.errors import UnreadableError
from resumefit.reading.document import FileFacts, Hyperlink, Mark, Sheet
from resumefit.reading.opc import Package, Relation
from resumefit.reading.wordstyles import number

_TWIPS = 20.0  # to a point
_MOST = 200  # of remarks, links and pictures each
_PROPERTIES = {
    "title": "title",
    "creator": "author",
    "lastModifiedBy": "last modified by",
    "subject": "subject",
    "keywords": "keywords",
}
_CHANGES = frozenset(("w:ins", "w:del", "w:moveFrom", "w:moveTo"))
_LETTER = (612.0, 792.0)  # points; what Word takes where a file does not say


def file_facts(package: Package, main: str, relations: Mapping[str, Relation]) -> FileFacts:
    """The facts of a Word file. A part that is damaged is left out: the words have been read without it."""
    body, core, remarks, links = _Body(), _Core(), _Remarks(), _Links()
    folder, file = posixpath.split(main)
    comments = next((one.target for one in relations.values() if one.kind == "comments"), "")
    properties = next((one.target for one in package.relations("").values() if one.kind == "core-properties"), "")
    parts = ((main, body), (properties, core), (comments, remarks))
    for part, handler in (*parts, (posixpath.join(folder, "_rels", f"{file}.rels"), links)):
        if part in package.parts:
            try:
                package.parse(part, handler)
            except UnreadableError:
                continue
    pictures = tuple(Mark("picture") for _ in range(min(body.pictures, _MOST)))
    return FileFacts(
        properties=tuple(core.found.items()),
        marks=(*pictures, *(Mark("remark", text=text) for text in remarks.texts[:_MOST])),
        links=tuple(Hyperlink(links.targets[one]) for one in body.links[:_MOST] if one in links.targets),
        sheets=tuple(body.sheets),
        changes=body.changes,
    )


class _Quiet:
    """An `opc.Handler` that listens to nothing but what its heirs do."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        pass

    def end(self, tag: str) -> None:
        pass

    def text(self, data: str) -> None:
        pass


class _Body(_Quiet):
    def __init__(self) -> None:
        self.changes = self.pictures = 0
        self.links: list[str] = []
        self.sheets: list[Sheet] = []
        self._size = _LETTER
        self._margins = (72.0, 72.0, 72.0, 72.0)
        self._columns = 1

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _CHANGES:
            self.changes += 1
        elif tag in ("a:blip", "v:imagedata"):
            self.pictures += 1
        elif tag == "w:hyperlink":
            self.links.append(attributes.get("r:id", ""))
        elif tag == "w:sectPr":
            self._size, self._margins, self._columns = _LETTER, (72.0, 72.0, 72.0, 72.0), 1
        elif tag == "w:pgSz":
            self._size = _points(attributes.get("w:w"), _LETTER[0]), _points(attributes.get("w:h"), _LETTER[1])
        elif tag == "w:pgMar":
            left, top, right, bottom = (
                _points(attributes.get(f"w:{side}"), 72.0) for side in ("left", "top", "right", "bottom")
            )
            self._margins = left, top, right, bottom
        elif tag == "w:cols":
            self._columns = number(attributes.get("w:num"), 50) or 1

    def end(self, tag: str) -> None:
        if tag == "w:sectPr":
            self.sheets.append(Sheet(*self._size, self._margins, self._columns))


class _Core(_Quiet):
    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self._name = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 - a Handler's
        self._name = _PROPERTIES.get(tag.rpartition(":")[2], "")

    def end(self, tag: str) -> None:  # noqa: ARG002 - a Handler's
        self._name = ""

    def text(self, data: str) -> None:
        if self._name and data.strip():
            self.found[self._name] = f"{self.found.get(self._name, '')}{data}"[:500]


class _Remarks(_Quiet):
    def __init__(self) -> None:
        self.texts: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 - a Handler's
        if tag == "w:comment":
            self.texts.append("")

    def text(self, data: str) -> None:
        if self.texts:
            self.texts[-1] = f"{self.texts[-1]}{data}"[:500]


class _Links(_Quiet):
    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "rel:Relationship" and attributes.get("TargetMode") == "External":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")[:500]


def _points(value: str | None, usual: float) -> float:
    twips = number(value, 100_000)
    return twips / _TWIPS if twips is not None else usual
