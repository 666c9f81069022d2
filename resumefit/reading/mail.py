"""Mails (.eml) -> Document, and the parts of what is written like a mail. A door to the standard library's email package.

Of a mail that says the same as HTML and as text, the HTML is read: it keeps the lists. Attachments are not opened.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from email import message_from_bytes
from email.errors import HeaderParseError, MessageError
from email.header import decode_header, make_header
from email.message import Message

from resumefit.config import Limits
from resumefit.errors import DamagedError, NoTextError, ProtectedError, TooLargeError
from resumefit.reading import html, htmllines, plain
from resumefit.reading.cleaning import clean_line, clean_text
from resumefit.reading.document import Document, Fact, Source

_MULTIPART = re.compile(rb"content-type:\s*multipart/", re.IGNORECASE)
_MOST_MULTIPARTS = 50  # in one another they cost their depth for each line; a mail has three
_FACTS = {"From": "sender", "Subject": "headline"}  # a mail's header -> schema.org's name
_ENCRYPTED = frozenset(("application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"))
_QUOTE = re.compile(r"^(?:> ?)+", re.MULTILINE)
_FLOWED = re.compile(r"(?<=[^\s-]) \n(?=\S)")


def read(data: bytes, source: Source, limits: Limits) -> Document:
    """Read a mail: its HTML, else its text; who sent it and its subject are facts.

    Raises DamagedError, ProtectedError (encrypted), NoTextError, TooLargeError (over `limits`) and UndecodableError.
    """
    message, parts = parts_of(data, source.name)
    if any(part.get_content_type() in _ENCRYPTED for part in parts):
        raise ProtectedError(f"{source.name} is an encrypted mail: open it, and save its text or print it to PDF")
    shown = [part for part in parts if not _is_attached(part)]
    facts = list(_facts(message))
    notes = list(_notes([part for part in parts if _is_attached(part)]))
    for part in shown:
        if part.get_content_type() == "text/html":
            found = html.found_in(text_of(part, source.name), source.name, limits)
            if found.words:
                return html.document_of(found, source, facts, notes)
    for part in shown:
        if part.get_content_type() == "text/plain":
            text = _unquoted(clean_text(text_of(part, source.name)))
            if re.search(r"\w", text):
                return replace(plain.document_of(text, source), facts=tuple(facts), notes=tuple(notes))
    attached = "; save what is attached to it and give that" if notes else ": check that it is the right one"
    raise NoTextError(f"{source.name} is a mail without text{attached}")


def parts_of(data: bytes, name: str) -> tuple[Message, list[Message]]:
    """A mail, and its parts in order: itself where it has but one. A mail that is attached is one part.

    Raises DamagedError and TooLargeError (parts in one another without end).
    """
    if sum(1 for _ in _MULTIPART.finditer(data)) > _MOST_MULTIPARTS:
        raise TooLargeError(f"{name} is a mail of too many parts: save its text or print it to PDF, and give that")
    try:
        message = message_from_bytes(data)
    except (MessageError, ValueError, LookupError, RecursionError, AttributeError) as error:
        raise DamagedError(f"{name} is damaged and cannot be read as a mail or saved page: save it again") from error
    waiting, parts = [message], []
    while waiting:
        part = waiting.pop()
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting.extend(each for each in reversed(inner) if isinstance(each, Message))
        else:
            parts.append(part)
    return message, parts


def text_of(part: Message, name: str) -> str:
    """The text of a part. Raises UndecodableError."""
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AttributeError):
        content = None
    if not isinstance(content, bytes):
        return ""
    charset = part.get_content_charset() or ""
    text = decoded(content, charset, name)
    flowed = str(part.get_param("format", "")).lower() == "flowed"
    return _FLOWED.sub(" ", text.replace("\r\n", "\n")) if flowed else text


def decoded(content: bytes, charset: str, name: str) -> str:
    """Bytes in the encoding that their wrapping names, else as an HTML file is decoded. Raises UndecodableError."""
    try:
        codec = codecs.lookup(charset).name
    except (LookupError, ValueError):
        codec = ""
    if codec and codec not in ("ascii", "iso8859-1"):
        return content.decode(codec, "replace")
    return htmllines.decoded(content, name)


def _is_attached(part: Message) -> bool:
    return (
        part.get_content_disposition() == "attachment"
        or part.get_content_type() not in ("text/html", "text/plain")
        or (part.get_content_disposition() is not None and part.get_filename() is not None)
    )


def _facts(message: Message) -> Iterator[Fact]:
    for field, name in _FACTS.items():
        value = message.get(field)
        try:
            said = clean_line(str(make_header(decode_header(value)))) if value else ""
        except (HeaderParseError, ValueError, LookupError, TypeError):
            said = clean_line(str(value))
        if said:
            yield Fact(name, said)


def _notes(attached: Iterable[Message]) -> Iterator[str]:
    """What to tell of attachments; pictures that the mail shows are none."""
    count = sum(part.get_content_maintype() != "image" or "Content-ID" not in part for part in attached)
    if count:
        what = "1 attachment" if count == 1 else f"{count} attachments"
        yield f"{what} of this mail not read: if the posting is among them, save it and give that"


def _unquoted(text: str) -> str:
    """A text without the signs of quoting, where all of it is quoted, as forwarded mails are."""
    rows = [row for row in text.split("\n") if row.strip()]
    return _QUOTE.sub("", text) if rows and all(row.startswith(">") for row in rows) else text
