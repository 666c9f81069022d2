"""The front door of reading: anything -> Document. The kind is told by the bytes, never by the name."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import IO

from resumefit.config import PDF_ENGINE, Limits, PdfEngine
from resumefit.errors import NoTextError, NotFoundError, OnlineError, ProtectedError, TooLargeError, UnreadableError
from resumefit.reading import plain
from resumefit.reading.cleaning import clean_text
from resumefit.reading.document import Document, Media, Source
from resumefit.reading.kinds import media_of, text_media

_DEFAULT_LIMITS = Limits()
_ONLINE = re.compile(r"\s*(?:https?:/|ftp:/|www\.)", re.IGNORECASE)

# Read by plain code of ours and by parsers of text, in time and memory that grow with the text; all else gets a worker
_NEEDS_NO_WORKER: frozenset[Media] = frozenset(("text", "markdown", "json-resume"))
_PAGES: frozenset[Media] = frozenset(("html", "mhtml", "webarchive", "email"))


def read_document(  # noqa: PLR0913 - each is an option of its own
    source: str | Path | bytes | IO[bytes] | IO[str] | None = None,
    *,
    name: str | None = None,
    text: str | None = None,
    limits: Limits = _DEFAULT_LIMITS,
    password: str | None = None,
    ocr: bool = False,
    isolate: bool | None = None,
    pdf_engine: PdfEngine = PDF_ENGINE,
) -> Document:
    """Read a resume or posting from any source.

    `source`: str and Path are paths, bytes are content, anything with `read` is read to its end. `text` is pasted text and
    stands instead of a source. `name` is what to call it in messages. `password` opens a PDF.
    `ocr` has a PDF without text read from its pictures, for which Tesseract and `resumefit[ocr]` must be installed; its
    `source.ocr` is then True, and a note says so.
    `isolate` says whether a worker process reads it, which can be stopped when it takes too long or too much memory: None
    leaves it to the kind of file (plain text, Markdown and JSON need none) and to `RESUMEFIT_ISOLATE=0` (never).
    `pdf_engine` says who reads the pages of a PDF.
    Raises an UnreadableError of the kind that fits; nothing else, whatever the bytes are.
    """
    if text is not None:
        return read_text(text, name or "pasted text", limits=limits, isolate=isolate)
    if source is None:
        raise TypeError("read_document() needs a source or text")
    data, called = bytes_of(source, limits)
    return _read_bytes(data, name or called, limits, password, ocr=ocr, isolate=isolate, pdf_engine=pdf_engine)


def read_or_why(
    source: str | Path | bytes | IO[bytes] | IO[str],
    *,
    limits: Limits = _DEFAULT_LIMITS,
    password: str | None = None,
    ocr: bool = False,
    pdf_engine: PdfEngine = PDF_ENGINE,
) -> tuple[Document, UnreadableError | None]:
    """Read as `read_document` does. Of a file that is protected or gives no text, an empty Document and the error."""
    data, name = bytes_of(source, limits)
    try:
        return _read_bytes(data, name, limits, password, ocr=ocr, pdf_engine=pdf_engine), None
    except (NoTextError, ProtectedError) as error:
        return Document("", Source(name, media_of(data, name), len(data))), error


def read_text(
    text: str, name: str = "pasted text", *, limits: Limits = _DEFAULT_LIMITS, isolate: bool | None = None
) -> Document:
    """Read pasted text: plain, Markdown or HTML. Raises NoTextError, TooLargeError, and OnlineError for a lone address."""
    if _ONLINE.match(text) and len(text.split()) == 1:
        raise _online(text.strip())
    return _read_bytes(text.encode("utf-8", "replace"), name, limits, None, is_text=True, isolate=isolate)


def read_naive(
    source: str | Path | bytes | IO[bytes] | IO[str],
    *,
    name: str | None = None,
    limits: Limits = _DEFAULT_LIMITS,
    isolate: bool | None = None,
) -> str:
    """What a plain extraction gives of the same file, to set beside what `read_document` gives. Raises the same errors."""
    data, called = bytes_of(source, limits)
    called = name or called
    origin = Source(called, media_of(data, called), len(data))
    if _needs_worker(origin.media, isolate):
        from resumefit.reading import isolation

        try:
            return isolation.read_naive(data, origin, limits)
        except isolation.UnavailableError:
            pass
    return naive_as(data, origin, limits)


# ---------------------------------------------------------------- bytes


def bytes_of(source: str | Path | bytes | IO[bytes] | IO[str], limits: Limits) -> tuple[bytes, str]:
    """The content of a source and what to call it. Raises the UnreadableError that `read_document` raises."""
    if isinstance(source, bytes | bytearray | memoryview):
        data, name = bytes(source), "the given data"
    elif isinstance(source, str | Path):
        data, name = _file(source, limits)
    else:
        got = source.read(limits.bytes + 1)
        data = got.encode("utf-8", "replace") if isinstance(got, str) else got
        name = Path(str(getattr(source, "name", "") or "standard input")).name.strip("<>")
        name = "standard input" if name in ("stdin", "0") else name
    if len(data) > limits.bytes:
        raise TooLargeError(f"{name} is larger than {limits.bytes / 1e6:,.0f} MB: save it smaller, with fewer pictures")
    return data, name


def _file(source: str | Path, limits: Limits) -> tuple[bytes, str]:
    path = Path(source)
    if _ONLINE.match(str(source)) and not path.exists():
        raise _online(str(source))
    shown = _shown(str(source))
    try:
        if path.is_dir():
            raise NotFoundError(f"{shown} is a folder: give the file in it")
        with path.open("rb") as stream:
            return stream.read(limits.bytes + 1), _shown(path.name)  # bounded, for what is not a plain file has no size
    except FileNotFoundError as error:
        raise NotFoundError(f"{shown}: no such file; check the path") from error
    except PermissionError as error:
        raise UnreadableError(f"{shown} may not be opened: check its permissions") from error
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "not a path"
        raise NotFoundError(f"{shown} cannot be opened ({why}): check the path") from error


def _shown(name: str) -> str:
    """A name for messages: one line, no control characters."""
    clean = re.sub(r"[\x00-\x1f\x7f-\x9f]+", " ", name).encode("utf-8", "replace").decode()
    return clean if len(clean) <= 200 else f"{clean[:200]}…"


def _online(address: str) -> OnlineError:
    return OnlineError(
        f"{_shown(address)} is a web address: save the page and give the file; resumefit never goes online"
    )


# ---------------------------------------------------------------- kinds


def _read_bytes(  # noqa: PLR0913 - the options of read_document
    data: bytes,
    name: str,
    limits: Limits,
    password: str | None,
    *,
    is_text: bool = False,
    ocr: bool = False,
    isolate: bool | None = None,
    pdf_engine: PdfEngine = PDF_ENGINE,
) -> Document:
    if len(data) > limits.bytes:
        raise TooLargeError(f"{name} is larger than {limits.bytes / 1e6:,.0f} MB: give the resume or posting alone")
    media = text_media(data.decode("utf-8"), name) if is_text else media_of(data, name)
    if media in ("text", "markdown") and len(data) > 4 * limits.characters:  # no encoding takes more bytes a character
        raise _too_long(name, limits)
    source = Source(name, media, len(data))
    document = _read_guarded(data, source, limits, password, isolate=isolate, ocr=ocr, pdf_engine=pdf_engine)
    if len(document.text) > limits.characters:
        raise _too_long(name, limits)
    return document


def _too_long(name: str, limits: Limits) -> TooLargeError:
    return TooLargeError(f"{name} holds over {limits.characters:,} characters: give the resume or posting alone")


def _needs_worker(media: Media, isolate: bool | None) -> bool:
    if isolate is not None or media in _NEEDS_NO_WORKER:
        return bool(isolate)
    from resumefit.reading import isolation

    return isolation.is_on()


def _read_guarded(  # noqa: PLR0913 - the options of read_document
    data: bytes,
    source: Source,
    limits: Limits,
    password: str | None,
    *,
    ocr: bool,
    isolate: bool | None,
    pdf_engine: PdfEngine,
) -> Document:
    """Read in a worker where that is needed, or here where none can be had, with a note that says so."""
    try:
        return _read_once(data, source, limits, password, isolate=isolate, pdf_engine=pdf_engine)
    except NoTextError:
        if not ocr or source.media != "pdf":
            raise
    from resumefit.reading.ocr import whole_file

    picture = replace(source, ocr=True)
    return _read_once(data, picture, whole_file(limits), password, isolate=isolate, pdf_engine=pdf_engine)


def _read_once(
    data: bytes, source: Source, limits: Limits, password: str | None, *, isolate: bool | None, pdf_engine: PdfEngine
) -> Document:
    if not _needs_worker(source.media, isolate):
        return _read_here(data, source, limits, password, pdf_engine)
    from resumefit.reading import isolation

    try:
        return isolation.read(data, source, limits, password, pdf_engine)
    except isolation.UnavailableError:
        return isolation.without_worker(_read_here(data, source, limits, password, pdf_engine))


def _read_here(data: bytes, source: Source, limits: Limits, password: str | None, pdf_engine: PdfEngine) -> Document:
    try:
        return read_as(data, source, limits, password, pdf_engine)
    except MemoryError as error:
        raise TooLargeError(
            f"{source.name} needs more memory than there is: give the resume or posting alone"
        ) from error


def naive_as(data: bytes, source: Source, limits: Limits) -> str:
    """What a plain extraction gives of bytes whose kind is told, in this very process. Raises UnreadableError."""
    if source.media == "pdf":
        from resumefit.reading import pdf

        text = pdf.read_naive(data, limits)
    elif source.media == "docx":
        from resumefit.reading import docx

        text = docx.read_naive(data, source, limits)
    elif source.media == "html":
        from resumefit.reading import html

        text = html.read_naive(data, source.name)
    elif source.media in ("odt", "rtf", *_PAGES):
        text = read_as(data, source, limits, None).text
    else:
        text = plain.decode(data, source.name)
    return clean_text(text)


def read_as(
    data: bytes, source: Source, limits: Limits, password: str | None, pdf_engine: PdfEngine = PDF_ENGINE
) -> Document:
    """Read bytes whose kind is told, in this very process. Raises UnreadableError.

    Readers are imported one by one, so that a text file loads no PDF library.
    """
    if source.ocr:
        from resumefit.reading import ocr

        return ocr.read(data, source, limits, password)
    if source.media == "pdf":
        from resumefit.reading import pdf

        return pdf.read(data, source, limits, password, pdf_engine)
    if source.media == "docx":
        from resumefit.reading import docx

        return docx.read(data, source, limits, password)
    if source.media in ("odt", "rtf"):
        from resumefit.reading import odt, rtf

        return odt.read(data, source, limits) if source.media == "odt" else rtf.read(data, source, limits)
    if source.media in _PAGES:
        return _read_page(data, source, limits)
    if source.media == "json-resume":
        from resumefit.reading import json_resume

        return json_resume.read(data, source)
    if source.media == "markdown":
        from resumefit.reading import markdown

        return markdown.read(data, source)
    return plain.read(data, source)


def _read_page(data: bytes, source: Source, limits: Limits) -> Document:
    """Read what is, or wraps, a page of HTML."""
    if source.media == "html":
        from resumefit.reading import html

        return html.read(data, source, limits)
    if source.media == "email":
        from resumefit.reading import mail

        return mail.read(data, source, limits)
    from resumefit.reading import saved

    return (saved.read_mhtml if source.media == "mhtml" else saved.read_webarchive)(data, source, limits)
