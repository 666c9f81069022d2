"""What passes between a program and its reading worker: messages of JSON and bytes, and a Document as JSON.

JSON and not pickle: a worker that a hostile file took over can send a false text, but nothing that runs. What is kept on
disk of a Document is written in the same way, and for the same reason.
"""

from __future__ import annotations

import json
import struct
from array import array
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import cache, lru_cache
from operator import attrgetter
from types import NoneType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from resumefit.reading.document import NO_WORDS, Document, Style, Words

_HEAD = struct.Struct(">QQ")  # bytes of the JSON, bytes of the body
_LENGTH = struct.Struct(">Q")
_MOST = 1 << 30  # bytes of a message; the largest Document within the limits takes a tenth of that
_SHARED = frozenset((Style,))  # a page has a handful of them for its hundreds of words
_Decode = Callable[[Any], Any] | None  # None: the value stands as it is

Kind = TypeVar("Kind")

Read = Callable[[int], bytes]
"""Gives exactly so many bytes, fewer at the end of the stream."""


def message(header: dict[str, Any], body: bytes = b"") -> bytes:
    """A message to send."""
    head = json.dumps(header).encode("ascii")
    return _HEAD.pack(len(head), len(body)) + head + body


def receive(read: Read) -> tuple[dict[str, Any], bytes] | None:
    """The next message, None where the stream ends before its end. Raises ValueError for what is no message."""
    sizes = read(_HEAD.size)
    if len(sizes) < _HEAD.size:
        return None
    head_size, body_size = _HEAD.unpack(sizes)
    if head_size > _MOST or body_size > _MOST:
        raise ValueError("a message larger than any document")
    head, body = read(head_size), read(body_size)
    if len(head) < head_size or len(body) < body_size:
        return None
    header = json.loads(head)
    if not isinstance(header, dict):
        raise ValueError("a message without a header")
    return header, body


def packed(document: Document) -> bytes:
    """A Document as bytes for `unpacked`: each dataclass is the list of its fields, but for the words, of which a page has
    hundreds: their styles come once each, and their places as numbers behind it all."""
    words = document.words
    text = encoded([document, list(words.styles)])
    return _LENGTH.pack(len(text)) + text + words.numbers.tobytes()


def encoded(value: Any) -> bytes:
    """Dataclasses of ours, and lists of them, as JSON: each is the list of its fields."""
    return json.dumps(value, default=_values, separators=(",", ":")).encode("ascii")


def decoded(kind: type[Kind], data: bytes) -> Kind:
    """The instance of a dataclass that was `encoded`: of strings, numbers, dataclasses, tuples and None. Raises ValueError,
    TypeError for anything else."""
    return cast("Kind", _made(cast("Any", kind))(json.loads(data)))


def unpacked(data: bytes) -> Document:
    """The Document that was packed. Raises ValueError, TypeError for anything else."""
    if len(data) < _LENGTH.size:
        raise ValueError("Expecting value: the length of a document")
    end = _LENGTH.size + _LENGTH.unpack_from(data)[0]
    fields, styles = json.loads(data[_LENGTH.size : end])
    document: Document = _made(Document)(fields)
    numbers = array("d")
    numbers.frombytes(data[end:])
    try:
        return replace(document, words=Words(numbers, [Style(*style) for style in styles]))
    except OverflowError as error:  # an offset without end
        raise ValueError("words that are none") from error


@cache
def _getter(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    names = [field.name for field in fields(kind)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: (getattr(value, names[0]),)


def _values(value: Any) -> tuple[Any, ...]:
    return () if isinstance(value, Words) else _getter(value.__class__)(value)  # words stand behind it all


@cache
def _made(kind: Any) -> Callable[[Any], Any]:
    return _decoder(kind)


def _decoder(kind: type) -> Callable[[Any], Any]:
    """What makes an instance of a dataclass of the list of its fields."""
    hints = get_type_hints(kind)
    decoders = [_decode(hints[field.name]) for field in fields(kind)]
    if not any(decoders):
        make: Callable[..., Any] = kind
        if kind in _SHARED:
            make = lru_cache(maxsize=1000)(make)
        return lambda values: make(*values)

    def decode(values: Any) -> Any:
        return kind(
            *[value if one is None else one(value) for one, value in zip(decoders, values, strict=True)],
        )

    return decode


@cache
def _decode(hint: Any) -> _Decode:
    if hint is Words:
        return lambda _: NO_WORDS
    if is_dataclass(hint):
        return _decoder(hint)  # type: ignore[arg-type]
    if get_origin(hint) is tuple:
        return _tuple_decoder(get_args(hint))
    choices = [one for one in get_args(hint) if one is not NoneType]
    inner = _decode(choices[0]) if len(choices) < len(get_args(hint)) else None
    if inner is None:
        return None
    return lambda value: None if value is None else inner(value)


def _tuple_decoder(items: tuple[Any, ...]) -> Callable[[Any], tuple[Any, ...]]:
    if len(items) == 2 and items[1] is Ellipsis:
        one = _decode(items[0])
        return tuple if one is None else lambda values: tuple(map(one, values))
    decoders = [_decode(item) for item in items]
    return lambda values: tuple(
        value if one is None else one(value) for one, value in zip(decoders, values, strict=True)
    )
