"""What was understood of a document, as bytes and back: the form in which the cache keeps it.

JSON and not pickle, for a pickle is a program: whoever can write a file into the cache would have it run. What is read back
from here can be false at worst, and it is built field by field from the types that the dataclasses declare.
"""

from __future__ import annotations

import struct
from dataclasses import replace
from typing import TypeVar

from resumefit.language.posting import JobPosting
from resumefit.language.resume import Resume
from resumefit.reading import wire
from resumefit.reading.document import Document, Source

_LENGTH = struct.Struct(">Q")
_NOTHING = Document("", Source("", "text", 0))  # stands for the Document, which is packed by itself

Understood = TypeVar("Understood", Resume, JobPosting)


def packed(understood: Resume | JobPosting) -> bytes:
    """A Resume or JobPosting as bytes for `unpacked`."""
    document = wire.packed(understood.document)
    return _LENGTH.pack(len(document)) + document + wire.encoded(replace(understood, document=_NOTHING))


def unpacked(kind: type[Understood], data: bytes) -> Understood:
    """The Resume or JobPosting that was packed. Raises ValueError, TypeError for anything else."""
    if len(data) < _LENGTH.size:
        raise ValueError("cut short")
    end = _LENGTH.size + _LENGTH.unpack_from(data)[0]
    return replace(wire.decoded(kind, data[end:]), document=wire.unpacked(data[_LENGTH.size : end]))
