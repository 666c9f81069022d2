"""The front door: kinds by their bytes, one clear line for what cannot be read."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from resumefit.config import Limits
from resumefit.errors import (
    FileTypeError,
    NoTextError,
    NotFoundError,
    OnlineError,
    ResumefitError,
    TooLargeError,
    UnreadableError,
)
from resumefit.reading.read import read_document, read_naive, read_text

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
HOSTILE = ROOT.parent / "shared" / "corpus" / "hostile"
KINDS = {".pdf": "pdf", ".docx": "docx", ".html": "html", ".md": "markdown", ".txt": "text", ".json": "json-resume"}
FILES = sorted(
    path for folder in ("resumes", "postings") for path in (EXAMPLES / folder).iterdir() if path.suffix in KINDS
)


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_examples_by_path_text_and_bytes_under_any_name(path: Path, tmp_path: Path) -> None:
    by_path = read_document(path)
    other = tmp_path / "resume.xyz"
    other.write_bytes(path.read_bytes())
    assert by_path.source.media == KINDS[path.suffix]
    assert by_path.source.name == path.name
    assert read_document(str(other)).text == by_path.text == read_document(path.read_bytes()).text
    assert len(by_path.text.split()) > 100
    assert [by_path.text[line.span.start : line.span.end].strip() for line in by_path.lines]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_plain_extraction_of_each_kind(path: Path) -> None:
    assert len(read_naive(path).split()) > 20


def test_streams_and_pasted_text() -> None:
    assert read_document(io.BytesIO(b"Jane Roe")).source.name == "standard input"
    assert read_document(io.StringIO("Jane Roe"), name="clipboard").source.name == "clipboard"
    assert read_document(text="Jane Roe").source.name == "pasted text"
    assert read_text("# Jane\n\n## Skills\n\n- SQL").source.media == "markdown"
    assert read_text("<ul><li>SQL</li></ul>").lines[0].role == "item"
    assert read_text(json.dumps({"basics": {"name": "Jane"}})).source.media == "json-resume"


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (b"\xef\xbb\xbf<!-- saved from url=(1)x --><!DOCTYPE HTML><p>Jane", "html"),
        (b"<?xml version='1.0'?><html xmlns='x'><body>Jane</body></html>", "html"),
        ("<html><p>Jane</p></html>".encode("utf-16"), "html"),
        (b"We need:<p>SQL</p><ul><li>Go</li></ul>", "html"),
        (b'<h1 align="center">Jane</h1>\n\n## Skills\n\n- SQL\n\n## Work\n', "markdown"),
        (b"My notes on %PDF-1.7 files", "text"),
        (b"[Company] hires {people}", "text"),
        (b"a < b and b > c", "text"),
        (b"{\\rtf1 Jane}", "rtf"),
    ],
)
def test_kinds_are_told_by_the_bytes(data: bytes, media: str) -> None:
    assert read_document(data).source.media == media


@pytest.mark.parametrize(
    ("data", "kind", "says"),
    [
        (b"", NoTextError, "empty"),
        (b" \r\n\t\0", NoTextError, "empty"),
        (b"\xef\xbb\xbf \n", NoTextError, "empty"),
        (b"\x89PNG\r\n\x1a\n....", FileTypeError, "picture"),
        (b"\xff\xd8\xff\xe0....", FileTypeError, "picture"),
        (b"\0\0\0\x18ftypheic", FileTypeError, "picture"),
        (b"RIFF1234WEBPVP8 ", FileTypeError, "picture"),
        (b"MZ\x90\0....", FileTypeError, "program"),
        (b"\x7fELF....", FileTypeError, "program"),
        (b"\x1f\x8b\x08....", FileTypeError, "unpack"),
        (b"<?xml version='1.0'?><svg/>", FileTypeError, "XML"),
        (b'{"name": "x"}', FileTypeError, "JSON Resume"),
        (archive("xl/workbook.xml"), FileTypeError, "Excel.*PDF or DOCX"),
        (archive("ppt/presentation.xml"), FileTypeError, "PowerPoint.*PDF or DOCX"),
        (archive("mimetype", "content.xml"), FileTypeError, "OpenDocument.*PDF or DOCX"),
        (archive("Index/Document.iwa"), FileTypeError, "Pages.*PDF or DOCX"),
        (archive("resume.pdf"), FileTypeError, "unpack"),
    ],
)
def test_what_is_refused(data: bytes, kind: type[ResumefitError], says: str) -> None:
    with pytest.raises(kind, match=says) as caught:
        read_document(data, name="file")
    assert str(caught.value).startswith("file ")
    assert "\n" not in str(caught.value)


def test_paths_that_lead_nowhere(tmp_path: Path) -> None:
    cases: list[tuple[str | Path, str]] = [
        (tmp_path / "none.pdf", "no such file"),
        (tmp_path, "folder"),
        ("a\0b", "not a path"),
        ("x" * 5000, "cannot be opened|no such file"),
        ("two\nlines", "no such file"),
    ]
    for path, says in cases:
        with pytest.raises(NotFoundError, match=says) as caught:
            read_document(path)
        assert "\n" not in str(caught.value)
        assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    "address", ["https://example.org/job", "HTTP://example.org", "www.example.org/job", "ftp://example.org"]
)
def test_addresses_are_never_followed(address: str) -> None:
    with pytest.raises(OnlineError, match="save the page"):
        read_document(address)
    with pytest.raises(OnlineError, match="never goes online"):
        read_text(address)
    assert "worked on" in read_text(f"worked on {address}").text


def test_limits(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"word " * 100)
    with pytest.raises(TooLargeError, match="MB"):
        read_document(path, limits=Limits(bytes=499))
    with pytest.raises(TooLargeError, match="MB"):
        read_document(io.BytesIO(b"word " * 100), limits=Limits(bytes=499))
    with pytest.raises(TooLargeError, match="characters"):
        read_text("word " * 100, limits=Limits(characters=300))
    assert read_document(path, limits=Limits(bytes=500)).text


def test_no_source_is_our_callers_bug() -> None:
    with pytest.raises(TypeError):
        read_document()


def test_terminal_sequences_never_reach_the_text() -> None:
    document = read_document(b"Jane\x1b[2J Roe\x1b]0;owned\x07 \x9b31mPython\xc2\x9b1m")
    assert not any(char < " " or "\x7f" <= char <= "\x9f" for char in document.text)


def test_a_text_file_loads_no_library_for_other_kinds() -> None:
    code = (
        "import sys; from resumefit.reading.read import read_document; read_document(b'Jane Roe');"
        "heavy = ('pdfplumber', 'pdfminer', 'docx', 'lxml', 'trafilatura', 'pydantic', 'spacy');"
        "print([m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_importing_a_reader_loads_nothing_heavy() -> None:
    readers = ", ".join(
        f"resumefit.reading.{name}" for name in ("docx", "html", "markdown", "json_resume", "pdf", "read")
    )
    code = (
        f"import sys, {readers}; print([m for m in ('pdfplumber', 'pypdfium2', 'docx', 'lxml', 'trafilatura', 'pydantic', "
        "'markdown_it', 'spacy', 'rich') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


@given(
    st.one_of(
        st.binary(max_size=300),
        st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b'{"work":']).flatmap(
            lambda head: st.binary(max_size=200).map(lambda tail: head + tail)
        ),
    )
)
@example(b"PK\x05\x06" + b"\0" * 18)
@example(b"\xff\xfe<\0h\0")
def test_any_bytes_give_text_or_an_unreadable_error(data: bytes) -> None:
    try:
        document = read_document(data)
    except UnreadableError:
        return
    assert any(map(str.isalnum, document.text))
    assert not any(char < " " and char != "\n" for char in document.text)


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="the shared corpus of hostile files is not here")
def test_hostile_files_end_as_they_should() -> None:
    with (HOSTILE / "manifest.csv").open(newline="", encoding="utf-8") as lines:
        cases = list(csv.DictReader(lines))
    assert cases
    for case in cases:
        try:
            text = read_document(HOSTILE / case["file"]).text
        except UnreadableError as error:
            outcome, text = "error", str(error)
        else:
            outcome = "text"
            assert not any(word in text for word in case["hidden"].split()), case["file"]
        assert case["expect"] in ("any", outcome), case["file"]
        assert outcome == "text" or "\n" not in text
        never = case["never"].encode().decode("unicode_escape")
        assert not never or never not in text, case["file"]
        if case["expect"] == "text":
            assert " ".join(case["contains"].lower().split()) in " ".join(text.lower().split()), case["file"]
