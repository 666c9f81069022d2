"""What may be done to a resume's text, and what may not change its score; and resumes made for a posting."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Callable

import resumefit
from resumefit.language.degrees import LEVEL_NAMES
from resumefit.language.posting import JobPosting
from resumefit.language.resume import Resume
from resumefit.reading.document import Span

_SIGN = re.compile(r"^\s*(?:(?:[-–—•·*▪◦‣¶>~]|\d+[.)])\s+)?")


# ---------------------------------------------------------------- what changes nothing


def wrapped(width: int, *, hanging: bool) -> Callable[[str], str]:
    """Lines broken by hand at so many characters; of a list item, the further ones set in below its words."""

    def change(text: str) -> str:
        return "\n".join(part for line in text.split("\n") for part in broken(line))

    def broken(line: str) -> list[str]:
        sign = _SIGN.match(line)
        behind = " " * len(sign[0]) if sign and hanging else ""
        return textwrap.wrap(
            line, width, subsequent_indent=behind, break_long_words=False, break_on_hyphens=False, expand_tabs=False
        ) or [""]

    return change


def with_capitals(text: str) -> str:
    """The headings in capitals."""
    resume = resumefit.read_resume(text=text)
    whole = resume.document.text
    for section in resume.sections:
        at = whole.find(section.heading, section.span.start) if section.heading else -1
        if at >= 0 and len(section.heading.upper()) == len(section.heading):
            whole = whole[:at] + section.heading.upper() + whole[at + len(section.heading) :]
    return whole


def in_order(order: Callable[[list[str]], list[str]]) -> Callable[[str], str]:
    """The sections that have a heading in another order; what stands above the first one stays."""

    def change(text: str) -> str:
        resume = resumefit.read_resume(text=text)
        whole = resume.document.text
        starts = [section.span.start for section in resume.sections if section.heading]
        if len(starts) < 2:
            return text
        parts = [whole[start:end].strip() for start, end in zip(starts, [*starts[1:], len(whole)], strict=True)]
        return "\n\n".join([whole[: starts[0]].strip(), *order(parts)]) + "\n"

    return change


LOOKS: dict[str, Callable[[str], str]] = {
    "NFC": lambda text: unicodedata.normalize("NFC", text),
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "capitals": with_capitals,
    "backwards": in_order(lambda parts: parts[::-1]),
    "turned": in_order(lambda parts: parts[1:] + parts[:1]),
    "wrapped at 100": wrapped(100, hanging=False),
    "wrapped at 80": wrapped(80, hanging=False),
    "wrapped at 80, hanging": wrapped(80, hanging=True),
    "wrapped at 72": wrapped(72, hanging=False),
    "wrapped at 72, hanging": wrapped(72, hanging=True),
}


# ---------------------------------------------------------------- less, and more


def units(resume: Resume) -> list[Span]:
    """What can be taken out of a resume and leaves one: bullets, positions, sections with their headings, other lines."""
    entries = [entry.span for entry in resume.entries]
    bullets = [span for entry in resume.entries for span in entry.bullets]
    sections = [section.span for section in resume.sections if section.heading]
    headings = {" ".join(section.heading.split()) for section in resume.sections}
    others = [
        line.span
        for line in resume.document.lines
        if not any(entry.overlaps(line.span) for entry in entries) and resume.document.quote(line.span) not in headings
    ]
    return [*bullets, *entries, *sections, *others]


def without(text: str, unit: Span) -> str:
    """A text without the lines of a part."""
    start = text.rfind("\n", 0, unit.start) + 1
    end = text.find("\n", unit.end)
    return text[:start] + (text[end + 1 :] if end >= 0 else "")


def with_more(resume: Resume, words: str) -> dict[str, str]:
    """The text of a resume with some words more: in a new line of its latest position, in its list of skills, in a section
    of their own."""
    text = resume.document.text
    made = {"section": f"{text.rstrip()}\n\nADDITIONAL SKILLS\n\n{words}\n"}
    bullets = next((entry.bullets for entry in resume.work if entry.bullets), ())
    if bullets:
        end = _line_end(text, bullets[-1].end)
        lead = text[text.rfind("\n", 0, bullets[-1].start) + 1 : bullets[-1].start]
        made["position"] = f"{text[:end]}\n{lead}Used {words} each week{text[end:]}"
    skills = next((section for section in resume.sections if section.kind == "skills" and section.blocks), None)
    if skills:
        end = skills.blocks[-1].span.end
        made["skills"] = f"{text[:end]}, {words}{text[end:]}"
    return made


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end


# ---------------------------------------------------------------- a resume that answers each line


def answering(posting: JobPosting) -> str:
    """A resume whose one long position says the posting's own demands, line by line, with the degrees that it asks for in the
    field that it asks for, and its languages in a section of their own."""
    quote = posting.document.quote
    asked = [one for one in posting.requirements if one.kind != "title"]
    lines = dict.fromkeys(" ".join(quote(one.span).split()).lstrip("-•*–> ") for one in asked)
    degrees = [one.degree for one in asked if one.degree is not None]
    either = [degree for one in asked if one.degree is not None for degree in (one.degree, *one.or_degrees)]
    fields = [field for degree in either for field in degree.fields]
    names = [
        f"{LEVEL_NAMES[degree.level or 'bachelor']} in {(degree.fields or tuple(fields) or ('Biology',))[0]}"
        for degree in degrees
    ]
    studies = "".join(f"{name}, University of Calder Vale, {2004 + n}\n" for n, name in enumerate(names))
    languages = dict.fromkeys(k.label for one in asked if one.kind == "language" for k in one.any_of)
    spoken = f"\nLANGUAGES\n\n{', '.join(f'{name} (fluent)' for name in languages)}\n" if languages else ""
    return (
        "Robin Marlowe\nrobin.marlowe@example.com\n\nEXPERIENCE\n\n"
        f"{posting.title or 'Specialist'}, Fennel & Oak, Jan 2000 - Present\n"
        "- Looked after the daily work of a small and cheerful group of people in a busy place\n"
        + "".join(f"- {line}\n" for line in lines)
        + f"\nEDUCATION\n\n{studies or 'Calder Vale Grammar School, 1999'}\n{spoken}"
    )
