"""Plain text: bytes -> text in whatever encoding, text -> lines that know where a paragraph or list item begins."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from resumefit.errors import NoTextError, UndecodableError
from resumefit.reading.cleaning import clean_text, stray_characters
from resumefit.reading.document import Document, FileFacts, Line, Mark, Role, Source, Span

BULLET = re.compile(
    r"[•·▪◦●○■□◆◇▸►▶➢➤✓✔‣⁃∙»]\s*(?=\w)|(?:[-–—•·▪◦●○■□◆◇▸►▶➢➤✓✔*‣⁃∙+»>→]|--|==>|o(?= ))\s+|"
    r"(?:\(?\d{1,2}[.)]|\(?[a-zA-Z]\)|[a-z]\.) +(?=\S)"
)
"""The sign that begins a list item, with the blanks behind it. A capital with a point is an initial ("J. Smith")."""

_MOST_STRAY = 50  # characters that are told of one by one
_WIDEST_WRAP = 130  # characters; longer lines come from programs that do not wrap
_LONGEST_HEAD = 8  # words of a line that can head a list
_NARROWEST_WRAP = 40
_ENDS_SENTENCE = re.compile(r"[.!?:;][\"'”’)\]]*$")
# "Sept 2021 –" and "present" below it, "Sept 2021" and "– present", "Sept" and "2021": dates broken at the line's end
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = rf"(?:(?:{_MONTH} )?(?:19|20)\d\d\b(?!\s*[-–—])|(?:present|now|today|current|to date|ongoing)\b)"
_BROKEN_DATE = re.compile(
    rf"\b(?:19|20)\d\d ?[-–—]\n{_DATE}|\b(?:19|20)\d\d\n[-–—] ?{_DATE}\W*$|\b{_MONTH}\n(?:19|20)\d\d\b(?!\s*[-–—])",
    re.IGNORECASE,
)
_END = 20  # characters of a line within which a broken date stands
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def decode(data: bytes, name: str) -> str:
    """The text of bytes: by byte-order mark, as UTF-8, else by detection. Raises UndecodableError where nothing fits."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _try(data, encoding) or _detect(data, name)
    text = _try(data, "utf-8")
    if text is not None and not _binary(text):
        return text
    return _detect(data, name)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _detect(data: bytes, name: str) -> str:
    for encoding in ("utf-16-le", "utf-16-be"):  # without a mark: every other byte of Latin text is zero
        if data[:2000].count(0) > len(data[:2000]) // 3:
            text = _try(data, encoding)
            if text is not None and not _binary(text) and _latin(text):
                return text
    # cp1252 first: it is what Windows programs write, and charset-normalizer needs more text than a resume has to tell
    # it from its neighbours (cp1250, cp1254).
    text = _try(data, "cp1252")
    if text is not None and not _binary(text):
        return text
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    text = None if best is None else str(best)
    if text is None or _binary(text):
        raise UndecodableError(
            f"{name} holds no text in an encoding that is known: open it in an editor and save it as UTF-8 text"
        )
    return text


def _latin(text: str) -> bool:
    """Whether a text is written in Latin letters, as none is whose bytes are read in the wrong order."""
    sample = text[:2000]
    return sum(char < "\u0250" or "\u2010" <= char <= "\u2122" for char in sample) > 0.9 * len(sample)


def _binary(text: str) -> bool:
    """Whether a text has so many control characters that its bytes were no text: over 2 % of the first 5,000."""
    sample = text[:5000]
    controls = sum((ch < " " and ch not in "\t\n\r\f\v\x1b\0") or "\x7f" <= ch < "\xa0" for ch in sample)
    return controls > max(2, len(sample) * 0.02) or sample.count("\0") > len(sample) * 0.1


def read(data: bytes, source: Source) -> Document:
    """Plain text -> Document. Raises UndecodableError, or NoTextError where there is no word."""
    raw = decode(data, source.name)
    text = clean_text(raw)
    if not re.search(r"\w", text):
        raise NoTextError(f"{source.name} holds no words")
    stray = tuple(Mark("stray", text=code) for code in stray_characters(raw)[:_MOST_STRAY])
    return replace(document_of(text, source), file=FileFacts(marks=stray))


def document_of(text: str, source: Source) -> Document:
    """A Document of exactly this text: nothing is cleaned, and no character moves."""
    return Document(text, source, tuple(lines_of(text)))


def lines_of(text: str) -> list[Line]:
    """The lines of a text that hold anything, without their bullet signs; `starts` is False where a line goes on from
    the one before, so that hard-wrapped paragraphs are paragraphs again."""
    lines: list[Line] = []
    for run in _runs(text):
        flags = _starts([row for _, row in run])
        for (start, row), (begins, role) in zip(run, flags, strict=True):
            body = row.strip()
            offset = start + row.index(body)
            sign = BULLET.match(body) if begins else None
            if sign and (role == "item" or sign[0][0].isdigit()):
                offset += sign.end()
            end = start + len(row.rstrip())
            if offset < end:
                lines.append(Line(Span(offset, end), starts=begins, role=role))
    return lines


def _runs(text: str) -> Iterator[list[tuple[int, str]]]:
    """(offset, line) of the lines between two empty ones."""
    run: list[tuple[int, str]] = []
    at = 0
    for row in text.split("\n"):
        if row.strip():
            run.append((at, row))
        elif run:
            yield run
            run = []
        at += len(row) + 1
    if run:
        yield run


def _starts(rows: Sequence[str]) -> list[tuple[bool, Role]]:
    """Of each line of a run: does a paragraph or item begin with it, and which of the two."""
    width = min(max(len(row.rstrip()) for row in rows), _WIDEST_WRAP)
    full = [_is_full(row, following, width) for row, following in itertools.pairwise(rows)]
    wrapped = len(full) > 1 and sum(full) >= 0.6 * len(full)  # of two lines alone, the longer one always looks full
    flags: list[tuple[bool, Role]] = []
    for number, row in enumerate(rows):
        if number and _BROKEN_DATE.search(f"{rows[number - 1].rstrip()[-_END:]}\n{row.strip()[: 2 * _END]}"):
            flags.append((False, flags[-1][1]))
        elif BULLET.match(row.strip()):
            flags.append((True, "text" if _numbered_heading(rows, number) else "item"))
        elif number and _continues(rows[number - 1], row, full[number - 1], wrapped, flags[-1][1]):
            flags.append((False, flags[-1][1]))
        else:
            # lines set in below their run's first one are its list, whatever sign they do without
            headed = len(rows[0].split()) <= _LONGEST_HEAD and not re.search(r"\d", rows[0])
            listed = number > 0 and headed and _indent(row) > _indent(rows[0])
            flags.append((True, "item" if listed else "text"))
    return flags


def _numbered_heading(rows: Sequence[str], number: int) -> bool:
    """Whether a numbered line heads what follows ("3. ELIGIBILITY CRITERIA") instead of being one item of many."""
    row = rows[number].strip()
    sign = BULLET.match(row)
    if sign is None or not sign[0][0].isdigit() or number + 1 == len(rows):
        return False
    if number and BULLET.match(rows[number - 1].strip()):
        return False  # one of a list
    text = row[sign.end() :]
    following = BULLET.match(rows[number + 1].strip())
    in_sequence = following is not None and following[0][0].isdigit()
    return (
        len(text.split()) <= _LONGEST_HEAD
        and not _ENDS_SENTENCE.search(text.rstrip(":"))
        and (text.isupper() or not in_sequence)
    )


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip())


def _is_full(row: str, following: str, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this line, in a text wrapped at `width`."""
    return width >= _NARROWEST_WRAP and len(row.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) > width


def _continues(before: str, row: str, full: bool, wrapped: bool, role: Role) -> bool:
    ended = bool(_ENDS_SENTENCE.search(before.rstrip()))
    indented = len(row) - len(row.lstrip()) > len(before) - len(before.lstrip())
    if role == "item" and indented:
        return True
    if row.lstrip()[0].islower():
        return full or (not ended and len(before.strip()) >= _NARROWEST_WRAP)
    return full and wrapped and (not ended or len(before.rstrip()) >= 60)
