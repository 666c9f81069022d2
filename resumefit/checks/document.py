"""DOC1: the file as such: whether it opens, what it is called, what it tells besides the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import PurePath

from resumefit.checks.base import OUR_JUDGEMENT, Spot, check
from resumefit.checks.sources import GREENHOUSE, LEVER, MICROSOFT_HIDDEN, PDF_STANDARD, TALEO, USA_STAFFING
from resumefit.checks.subject import Subject
from resumefit.errors import NoTextError, ProtectedError
from resumefit.language.patterns import data_table

_DATA = "checks_file.toml"
_NAMELESS = frozenset(("standard input", "the given data", "pasted text"))  # what is read without a file's name
_ODD_SIGNS = re.compile(r"[^\w .\-()\[\]'’&+,]")
_MB = 1_000_000
_LONGEST_SHOWN = 60  # characters of a remark


@check(
    code="DOC101",
    name="no-text",
    title="The file gives no text",
    why="A parser reads text, not pictures of it. Lever says that it can't parse image files, and that a file whose "
    "text can't be highlighted with the cursor is likely not parseable; Greenhouse lists resumes saved as an image "
    "among those that fail.",
    fix="Export the resume as PDF or DOCX from the program it was written in; do not scan or photograph it.",
    source=f"{LEVER}; {GREENHOUSE}",
    severity="blocks",
    applies="file",
)
def no_text(subject: Subject) -> Iterator[Spot]:
    """The file was read, and no word of it can be told: a scan, a picture, fonts without a map."""
    if isinstance(subject.error, NoTextError):
        yield Spot(message=str(subject.error))


@check(
    code="DOC102",
    name="protected",
    title="The file is protected",
    why="A file that needs a password can be opened neither by a parser nor by a recruiter, and one that only "
    "restricts copying is encrypted, too: the U.S. government's system takes non-encrypted files alone.",
    fix="Save a copy without a password and without restrictions.",
    source=f"{USA_STAFFING}; {PDF_STANDARD}, 7.6",
    severity="blocks",
    applies="file",
)
def protected(subject: Subject) -> Iterator[Spot]:
    """The file is encrypted, whether or not it opened here."""
    if isinstance(subject.error, ProtectedError):
        yield Spot(message=str(subject.error))
    elif subject.document.file.encrypted:
        yield Spot(message="The file is encrypted: it opened here, and may not open for a parser")


@check(
    code="DOC103",
    name="scanned-page",
    title="A page is a scan",
    why="The page is a picture, and its words are what a program made out of it: some are misread, and some may be "
    "missing.",
    fix="Export the page anew from where it was written, so that the text itself is in the file.",
    source=f"{LEVER} (scanned documents are to be converted)",
    severity="costs",
    applies="file",
)
def scanned_page(subject: Subject) -> Iterator[Spot]:
    """A page is a picture with an invisible text layer, or was read by OCR."""
    if subject.document.source.ocr:
        yield Spot(message="The text had to be made out from pictures (--ocr): without that there is none")
    for page in subject.document.file.scans:
        yield Spot(message=f"Page {page} is a picture with the text that a program made out laid under it", page=page)


@check(
    code="DOC104",
    name="hardly-any-text",
    title="The file gives hardly any text",
    why="Fewer words than a resume needs were found. Either it is the wrong file, or the rest of it is in pictures, "
    "which a parser does not read.",
    fix="Try to highlight the text with the cursor: what can't be highlighted is a picture, and has to be typed. Where all "
    "of it can be, this file is no resume yet.",
    source=LEVER,
    severity="blocks",
    applies="file",
)
def hardly_any_text(subject: Subject) -> Iterator[Spot]:
    """There are words, but too few to be a resume."""
    if subject.error is None and subject.resume is None:
        words = len(subject.text.split())
        yield Spot(message=f"Only {words} {'word was' if words == 1 else 'words were'} found in the whole file")


@check(
    code="DOC105",
    name="file-too-large",
    title="The file is larger than some systems parse",
    why="Greenhouse says that it can't parse resumes larger than 2.5 MB. Others draw the line elsewhere: Taleo's "
    "documented default is 1 MB, USAJOBS takes 5 MB.",
    fix="Leave out or shrink pictures and export again; a resume of text takes a tenth of that.",
    source=f"{GREENHOUSE}; {TALEO}",
    severity="blocks",
    applies="file",
)
def file_too_large(subject: Subject, *, megabytes: float = 2.5) -> Iterator[Spot]:
    """The file has more than so many million bytes."""
    size = subject.document.source.size / _MB
    if size > megabytes:
        yield Spot(message=f"The file has {size:.1f} MB, over the limit of {megabytes:g} MB")


@check(
    code="DOC106",
    name="odd-file-name",
    title="Odd signs in the file's name",
    why="Upload forms may refuse or mangle signs that mean something to a web address or a file system. USA Staffing, "
    "the U.S. government's system, asks for a name without any special characters, even hyphens and blanks; others "
    "take these.",
    fix="Keep to letters, digits and hyphens (Maya-Okafor-Resume.pdf), for a U.S. federal job to letters and digits.",
    source=USA_STAFFING,
    severity="polish",
    applies="file",
)
def odd_file_name(subject: Subject) -> Iterator[Spot]:
    """The name holds signs such as # % ? : or a control character."""
    name = subject.document.source.name
    odd = "" if name in _NAMELESS else "".join(dict.fromkeys(_ODD_SIGNS.findall(name)))
    if odd:
        yield Spot(message=f"The name of the file holds {' '.join(odd)}", quote=name)


@check(
    code="DOC107",
    name="draft-file-name",
    title="The file's name tells of copies and drafts",
    why="The recruiter sees the name: a copy's number or “final v3” says that the file is one of many, and perhaps "
    "not the one that was meant.",
    fix="Name it after yourself and what it is: Maya-Okafor-Resume.pdf.",
    source=OUR_JUDGEMENT,
    severity="polish",
    applies="file",
)
def draft_file_name(subject: Subject) -> Iterator[Spot]:
    """The name ends in a copy's number, or says draft, final, copy, untitled."""
    name = subject.document.source.name
    found = None if name in _NAMELESS else _draft().search(PurePath(name).stem)
    if found:
        yield Spot(message=f"“{found[0].strip(' _-.')}” in the name of the file tells of a copy or draft", quote=name)


@check(
    code="DOC108",
    name="file-name-without-yours",
    title="The file's name does not say whose it is",
    why="Among two hundred files called resume.pdf, yours can't be told from the others once it is downloaded.",
    fix="Put your name into it: Maya-Okafor-Resume.pdf.",
    source=OUR_JUDGEMENT,
    severity="polish",
    applies="resume",
)
def file_name_without_yours(subject: Subject) -> Iterator[Spot]:
    """The name is made of words such as resume, cv, document, and of numbers, alone."""
    name = subject.document.source.name
    words = re.findall(r"[^\W\d_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", PurePath(name).stem))
    if name not in _NAMELESS and all(word.lower() in _general() for word in words):
        yield Spot(message="Nothing in the name of the file says whose resume it is", quote=name)


@check(
    code="DOC109",
    name="other-author",
    title="The file's properties name another person as its author",
    why="Programs write their owner's name into the file. Another name there makes a reader wonder who wrote the "
    "resume, or tells whose template it was.",
    fix="Clear the properties before you send the file (in Word: File, Info, Inspect Document).",
    source=MICROSOFT_HIDDEN,
    severity="polish",
    applies="resume",
)
def other_author(subject: Subject) -> Iterator[Spot]:
    """The author, or who saved it last, is a person who shares no name with the one on the page."""
    own = _name_parts(subject.held.contact.name) if subject.resume else set()
    if not own:
        return
    named = dict.fromkeys(subject.document.file.property(key) for key in ("author", "last modified by"))
    for author in named:
        if _is_person(author) and not _name_parts(author) & own:
            yield Spot(message=f"The file's properties name {author}, not {subject.held.contact.name}", quote=author)


@check(
    code="DOC110",
    name="other-title",
    title="The file's title is not that of a resume",
    why="A viewer may show a PDF's title in its window or tab instead of the file's name; what a program or a "
    "template left there is what the recruiter then sees.",
    fix="Set the title to your name and “Resume” in the export's settings or the document's properties, or clear it.",
    source="W3C, Technique PDF18 for WCAG 2.1: Specifying the document title using the Title entry",
    severity="polish",
    applies="file",
)
def other_title(subject: Subject) -> Iterator[Spot]:
    """The title is a file's name, "Untitled", or that of a program or template."""
    title = subject.document.file.property("title")
    if title and _left_title().search(title):
        yield Spot(message=f"The file's title, which a viewer may show, is “{_shown(title)}”", quote=title)


@check(
    code="DOC111",
    name="remarks-left",
    title="Remarks are left in the file",
    why="Comments and highlights of those who helped you go out with the file, and are shown beside the page.",
    fix="Delete all comments before you export (in Word: Review, Delete All Comments), or print to a new PDF.",
    source=MICROSOFT_HIDDEN,
    severity="costs",
    applies="file",
)
def remarks_left(subject: Subject) -> Iterator[Spot]:
    """The file holds comments, or notes and highlights over the page."""
    for mark in subject.document.file.marks:
        if mark.kind == "remark":
            said = f": “{_shown(mark.text)}”" if mark.text else ""
            yield Spot(
                message=f"A remark is left in the file{said}",
                page=mark.page,
                boxes=(mark.box,) if mark.box else (),
                quote=mark.text,
            )


@check(
    code="DOC112",
    name="tracked-changes",
    title="Tracked changes are left in the file",
    why="Whoever opens the file may see what was struck out and who changed what; a parser may read the old text "
    "with the new.",
    fix="Accept all changes and turn tracking off (in Word: Review, Accept, Accept All Changes and Stop Tracking).",
    source=MICROSOFT_HIDDEN,
    severity="costs",
    applies="file",
)
def tracked_changes(subject: Subject) -> Iterator[Spot]:
    """The file holds insertions and deletions that were not accepted."""
    changes = subject.document.file.changes
    if changes:
        gone = [word.text for word in subject.document.hidden if word.why == "deleted"]
        quote = f"deleted: {' '.join(gone)}" if gone else ""
        yield Spot(
            message=f"{changes} tracked {'change is' if changes == 1 else 'changes are'} not accepted", quote=quote
        )


@check(
    code="DOC113",
    name="text-in-form-fields",
    title="Text stands in form fields or was typed over the page",
    why="What is typed into a form field or over a finished page is kept beside the page's content, not in it; a "
    "plain extraction of the page does not see it.",
    fix="Print the filled-in file to a new PDF, or better, write the resume in a word processor.",
    source=f"{PDF_STANDARD}, 12.5.6.6 (free text annotations) and 12.7 (interactive forms)",
    severity="blocks",
    applies="file",
)
def text_in_form_fields(subject: Subject) -> Iterator[Spot]:
    """A field has a value, or a free text annotation stands on a page."""
    for mark in subject.document.file.marks:
        if mark.kind in ("field", "typed over") and mark.text:
            where = "in a form field" if mark.kind == "field" else "typed over the page"
            yield Spot(
                message=f"“{_shown(mark.text)}” stands {where}",
                page=mark.page,
                boxes=(mark.box,) if mark.box else (),
                quote=mark.text,
            )


# ---------------------------------------------------------------- names


@cache
def _draft() -> re.Pattern[str]:
    return re.compile("|".join(data_table(_DATA)["file_name"]["draft"]), re.IGNORECASE)


@cache
def _left_title() -> re.Pattern[str]:
    return re.compile("|".join(data_table(_DATA)["title"]["left"]), re.IGNORECASE)


@cache
def _general() -> frozenset[str]:
    return frozenset(data_table(_DATA)["file_name"]["general"].split())


@cache
def _no_person() -> frozenset[str]:
    return frozenset(data_table(_DATA)["author"]["no_person"].split())


def _is_person(name: str) -> bool:
    """Whether a name in the properties reads as that of a person: two to four words, none of a program's."""
    words = name.split()
    if not 2 <= len(words) <= 4 or _name_parts(name) & _no_person():
        return False
    if not (words[0][:1].isupper() and words[-1][:1].isupper()):
        return False
    return all(re.fullmatch(r"[^\W\d_][\w'’.\-]*", word) for word in words)


def _name_parts(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[^\W\d_]{2,}", name)}


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
