"""Damage to files: blind (bits, cuts, chunks) and such as keeps the outer form, so that the damage reaches the inside."""

# ruff: noqa: ARG001 - all mutators take the same, and most need a part of it

from __future__ import annotations

import copy
import io
import re
import zipfile
import zlib
from collections.abc import Callable
from itertools import islice
from random import Random
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from tests.fuzz.words import WORDS

Mutator = Callable[[bytes, bytes, Random, tuple[bytes, ...]], bytes]
"""File, another file of the same kind, chance, and words of the format -> the damaged file."""

LARGEST = 12_000_000  # bytes; beyond that the limit on the file's size is all that is tested

_NUMBER = re.compile(rb"\d+")
_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"255",
    b"256",
    b"65536",
    b"2147483648",
    b"4294967295",
    b"18446744073709551616",
    b"1e30",
    b"0.0000001",
)


def mutated(kind: str, data: bytes, other: bytes, rng: Random) -> bytes:
    """The file with one to four kinds of damage done to it."""
    words = WORDS[kind]
    inner = {"pdf": pdf_inside, "docx": zip_inside, "odt": zip_inside}.get(kind)
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4))):
        mutator = inner if inner and rng.random() < 0.6 else rng.choice(BLIND)
        data = mutator(data, other, rng, words)[:LARGEST]
    return data


# ---------------------------------------------------------------- blind


def _somewhere(data: bytes, rng: Random, longest: int = 4096) -> tuple[int, int]:
    """A place in the file and the end of a stretch from there; short ones are as frequent as long ones."""
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + rng.randrange(1, 1 + rng.choice((4, 64, 512, longest))))


def flip_bits(data: bytes, other: bytes, rng: Random, words: tuple[bytes, ...]) -> bytes:
    out = bytearray(data)
    for _ in range(rng.choice((1, 2, 8, 64)) if out else 0):
        out[rng.randrange(len(out))] ^= 1 << rng.randrange(8)
    return bytes(out)


def set_bytes(data: bytes, other: bytes, rng: Random, words: tuple[bytes, ...]) -> bytes:
    start, end = _somewhere(data, rng)
    fill = rng.choice((b"\x00", b"\xff", b"(", b" ", b"<", b"9", bytes([rng.randrange(256)])))
    return data[:start] + fill * (end - start) + data[end:]


def cut_end(data: bytes, other: bytes, rng: Random, words: tuple[bytes, ...]) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def cut_out(data: bytes, other: bytes, rng: Random, words: tuple[bytes, ...]) -> bytes:
    start, end = _somewhere(data, rng)
    return data[:start] + data[end:]


def repeat(data: bytes, other: bytes, rng: Random, words: tuple[bytes, ...]) -> bytes:
    start, end = _somewhere(data, rng, 65_536)
    times = rng.choice((2, 3, 10, 100, 1_000, 20_000))
    times = min(times, 1 + LARGEST // max(1, end - start))
    return data[:start] + data[start:end] * times + data[end:]


def splice(data: bytes, other: bytes, rng: Random, words: tuple[bytes, ...]) -> bytes:
    start, end = _somewhere(data, rng)
    there, stop = _somewhere(other, rng, 65_536)
    return data[:start] + other[there:stop] + data[end:]


def crossed(data: bytes, other: bytes, rng: Random, words: tuple[bytes, ...]) -> bytes:
    return data[: rng.randrange(len(data) + 1)] + other[rng.randrange(len(other) + 1) :]


def swap(data: bytes, other: bytes, rng: Random, words: tuple[bytes, ...]) -> bytes:
    a, b, c, d = sorted(rng.randrange(len(data) + 1) for _ in range(4))
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def put_words(data: bytes, other: bytes, rng: Random, words: tuple[bytes, ...]) -> bytes:
    for _ in range(rng.choice((1, 1, 3, 10))):
        start, end = _somewhere(data, rng, 64)
        word = rng.choice(words)
        many = rng.choice((1, 1, 1, 1, 5, 200, 100_000))
        kept = end if rng.random() < 0.7 else start
        data = data[:start] + word * min(many, 1 + 2_000_000 // len(word)) + data[kept:]
    return data


def change_numbers(data: bytes, other: bytes, rng: Random, words: tuple[bytes, ...]) -> bytes:
    share = rng.choice((0.001, 0.01, 0.2))
    return _NUMBER.sub(lambda found: rng.choice(_NUMBERS) if rng.random() < share else found[0], data)


def swap_words(data: bytes, other: bytes, rng: Random, words: tuple[bytes, ...]) -> bytes:
    """One word of the format for another, wherever it stands."""
    held = [word for word in words if word in data]
    return data.replace(rng.choice(held), rng.choice(words)) if held else data


BLIND: tuple[Mutator, ...] = (
    flip_bits,
    set_bytes,
    cut_end,
    cut_out,
    repeat,
    splice,
    crossed,
    swap,
    put_words,
    change_numbers,
    swap_words,
)


# ---------------------------------------------------------------- inside

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_OBJECT = re.compile(rb"(\d+ \d+ obj\b)(.*?)(endobj)", re.DOTALL)
_MOST_MARKS = 5_000  # what has been filled with them would take these expressions hours
_LENGTH = re.compile(rb"/Length \d+(?: \d+ R)?")


def pdf_inside(data: bytes, other: bytes, rng: Random, words: tuple[bytes, ...]) -> bytes:
    """Damage inside an unpacked stream, which is packed again, or objects that change places."""
    if max(data.count(b"obj"), other.count(b"obj")) > _MOST_MARKS or data.count(b"stream") > _MOST_MARKS:
        return rng.choice(BLIND)(data, other, rng, words)
    if rng.random() < 0.3:
        return _swap_objects(data, other, rng)
    streams = list(_STREAM.finditer(data))
    if not streams:
        return rng.choice(BLIND)(data, other, rng, words)
    found = rng.choice(streams)
    content = rng.choice(BLIND)(_inflated(found[1]), _inflated(_any_stream(other, rng)), rng, words)
    packed = (
        zlib.compress(content, 1) if b"FlateDecode" in data[max(0, found.start() - 300) : found.start()] else content
    )
    head = data[: found.start()]
    at = head.rfind(b"obj")
    head = head[:at] + _LENGTH.sub(b"/Length %d" % len(packed), head[at:])
    return head + b"stream\n" + packed + b"\nendstream" + data[found.end() :]


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream, LARGEST)
    except zlib.error:
        return stream


def _any_stream(data: bytes, rng: Random) -> bytes:
    streams = _STREAM.findall(data)
    return bytes(rng.choice(streams)) if streams else data


def _swap_objects(data: bytes, other: bytes, rng: Random) -> bytes:
    objects = list(_OBJECT.finditer(data))
    strange = list(_OBJECT.finditer(other))
    if len(objects) < 2 or not strange:
        return data
    first, second = rng.choice(objects), rng.choice(objects + strange)
    return data[: first.start(2)] + second[2] + data[first.end(2) :]


def zip_inside(data: bytes, other: bytes, rng: Random, words: tuple[bytes, ...]) -> bytes:
    """Damage inside a part of the package, or parts that are missing, doubled, or another's."""
    parts, strange = unpacked(data), unpacked(other)
    if not parts:
        return rng.choice(BLIND)(data, other, rng, words)
    names = list(parts)
    name = rng.choice([one for one in names if one.endswith((".xml", ".rels"))] or names)
    choice = rng.random()
    if choice < 0.1:
        parts.pop(name)
    elif choice < 0.2:
        parts[name] = parts[rng.choice(names)]
    elif choice < 0.3 and strange:
        parts[name] = strange[rng.choice(list(strange))]
    elif choice < 0.7:
        parts[name] = xml_inside(parts[name], b"", rng, words)
    else:
        there = strange.get(name) or rng.choice(list(strange.values()) or [b"<x/>"])
        parts[name] = rng.choice(BLIND)(parts[name], there, rng, words)
    return packed(parts)


def xml_inside(data: bytes, other: bytes, rng: Random, words: tuple[bytes, ...]) -> bytes:
    """Elements that are missing, doubled, somewhere else, nested in themselves, or with other values; still XML."""
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 - ours, or damaged by us
    except (ElementTree.ParseError, ValueError, LookupError):
        return data
    for _ in range(rng.choice((1, 3, 10))):
        inner = [(parent, child) for parent in islice(root.iter(), 5_000) for child in parent]
        if not 0 < len(inner) < 5_000:  # doubled again and again, it would be a bomb, to the fuzzer first of all
            break
        _change(*rng.choice(inner), rng.choice(inner)[1], rng)
    try:
        return ElementTree.tostring(root)
    except (RecursionError, ValueError):
        return data


def _change(parent: Element, child: Element, stranger: Element, rng: Random) -> None:
    choice = rng.randrange(6)
    if choice == 0:
        parent.remove(child)
    elif choice == 1:
        parent.extend([child] * rng.choice((1, 10, 100)))
    elif choice == 2 and child not in stranger.iter():
        child.append(copy.copy(stranger))
    elif choice == 3:
        for _ in range(rng.choice((3, 100, 400))):
            shell = Element(child.tag, child.attrib)
            shell.extend([one for one in child if one is not child])
            child[:] = [shell]
    elif choice == 4:
        child.tag = stranger.tag
    else:
        value = rng.choice(("", "-1", "0", "99999999999999999999", "x", "rId1", "true", "1e9", "\ud7ff", "A" * 5_000))
        child.attrib = {key: value if rng.random() < 0.5 else was for key, was in child.attrib.items()}


def packed(parts: dict[str, bytes]) -> bytes:
    """A ZIP of these parts, the same ones whenever it is made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for part, content in parts.items():
            package.writestr(zipfile.ZipInfo(part), content, zipfile.ZIP_DEFLATED, 1)
    return out.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a ZIP, without those that do not unpack within reason."""
    parts: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for entry in package.infolist():
                if entry.file_size < LARGEST:
                    parts[entry.filename] = package.read(entry)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        pass
    return parts
