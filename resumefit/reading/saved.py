"""Pages as browsers save them in one file: MHTML (Chrome, Edge; RFC 2557) and .webarchive (Safari) -> Document.

Both hold the page and the frames in it. A company's page often shows its hiring system's page in a frame, so that a frame
with a posting is read instead of a page without one.
"""

from __future__ import annotations

import plistlib
import struct
from collections.abc import Iterator, Mapping
from typing import Any
from xml.parsers.expat import ExpatError

from resumefit.config import Limits
from resumefit.errors import DamagedError, FileTypeError, NoTextError
from resumefit.reading import html, mail
from resumefit.reading.document import Document, Source

_MOST_FRAMES = 20  # of a page that are looked at, in the file's order
_LEAST_POSTING = 40  # words
# What plistlib raises on damaged files
_PLIST_ERRORS = (
    plistlib.InvalidFileException, ExpatError, struct.error, ValueError, TypeError, LookupError, AttributeError,
    OverflowError, RecursionError, OSError,
)  # fmt: skip


def read_mhtml(data: bytes, source: Source, limits: Limits) -> Document:
    """Read an MHTML file. Raises DamagedError, NoTextError, TooLargeError (over `limits`) and UndecodableError."""
    _, parts = mail.parts_of(data, source.name)
    parts = [part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not parts:
        raise DamagedError(f"{source.name} is a web archive without a page in it: save the page again")
    return _read((mail.text_of(part, source.name) for part in parts[:_MOST_FRAMES]), source, limits)


def read_webarchive(data: bytes, source: Source, limits: Limits) -> Document:
    """Read a .webarchive file. Raises as `read_mhtml` does, and FileTypeError for property lists of other kinds."""
    try:
        archive = plistlib.loads(data)
    except _PLIST_ERRORS as error:
        raise DamagedError(f"{source.name} is damaged or cut short: save the page again") from error
    if not isinstance(archive, dict) or "WebMainResource" not in archive:
        raise FileTypeError(
            f"{source.name} is a property list, no saved page: save the page as a web archive or as HTML and give that"
        )
    return _read(_pages(archive, source.name), source, limits)


def _pages(archive: Mapping[str, Any], name: str) -> Iterator[str]:
    """The page of a web archive, then those of its frames."""
    waiting: list[Any] = [archive]
    for _ in range(_MOST_FRAMES):
        if not waiting:
            return
        current = waiting.pop(0)
        if not isinstance(current, dict):
            continue
        resource = current.get("WebMainResource")
        resource = resource if isinstance(resource, dict) else {}
        content = resource.get("WebResourceData")
        if isinstance(content, bytes):
            yield mail.decoded(content, str(resource.get("WebResourceTextEncodingName") or ""), name)
        frames = current.get("WebSubframeArchives")
        waiting.extend(frames[:_MOST_FRAMES] if isinstance(frames, list) else ())


def _read(pages: Iterator[str], source: Source, limits: Limits) -> Document:
    """The first page, unless one of the others is the one with the posting."""
    main = None
    best = None
    for page in pages:
        found = html.found_in(page, source.name, limits)
        if main is None:
            main = found
            if found.marked and found.words >= _LEAST_POSTING:
                break
        elif (found.marked or not main.words) and (best is None or found.words > best.words):
            best = found
    if main is None:
        raise NoTextError(f"{source.name} is a web archive without a page in it: save the page again")
    instead = best is not None and (best.words >= _LEAST_POSTING or not main.words)
    return html.document_of(best if best is not None and instead else main, source)
