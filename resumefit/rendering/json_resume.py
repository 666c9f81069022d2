"""A Resume as JSON Resume (jsonresume.org, schema 1.0.0), which other programs read and `reading/json_resume.py` reads back.

Fields that hold nothing are left out. Dates are ISO 8601 with the precision that is known; a position without an end goes on.
What the schema has no place for (the spans, the gaps, the skills found) is left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from resumefit.language.contact import Contact
from resumefit.language.dates import DateRange
from resumefit.language.education import Education
from resumefit.language.entries import Entry
from resumefit.language.listings import Listed
from resumefit.language.resume import Resume
from resumefit.reading.document import Document
from resumefit.rendering.safe import bare_json

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"


def to_json_resume(resume: Resume) -> str:
    """A resume as the text of a JSON Resume: the schema's order of sections, two spaces of indentation."""
    document = resume.document
    entries = {kind: [e for e in resume.entries if e.section == kind] for kind in ("work", "volunteering", "projects")}
    held: dict[str, Any] = {
        "$schema": SCHEMA,
        "basics": _basics(resume.contact, resume.summary),
        "work": [_position(document, entry, "name") for entry in entries["work"]],
        "volunteer": [_position(document, entry, "organization") for entry in entries["volunteering"]],
        "education": [_study(study) for study in resume.education],
        "awards": [_listed(one, ("title", "date", "awarder")) for one in resume.awards],
        "certificates": [_listed(one, ("name", "date", "issuer")) for one in resume.certificates],
        "publications": [_listed(one, ("name", "releaseDate", "publisher")) for one in resume.publications],
        "skills": [{"name": group.name, "keywords": list(group.keywords)} for group in resume.skills],
        "languages": [{"language": one.name, "fluency": one.level} for one in resume.languages],
        "projects": [_project(document, entry) for entry in entries["projects"]],
    }
    return bare_json(json.dumps(_filled(held), ensure_ascii=False, indent=2)) + "\n"


def _filled(value: Any) -> Any:
    """A value without the fields that hold nothing."""
    if isinstance(value, Mapping):
        inner = {key: _filled(each) for key, each in value.items()}
        return {key: each for key, each in inner.items() if each not in ("", None, [], {})}
    if isinstance(value, list):
        return [each for each in map(_filled, value) if each not in ("", None, {})]
    return value


def _basics(contact: Contact, summary: str) -> dict[str, Any]:
    city, _, region = contact.location.partition(", ")
    sites = [link.url for link in contact.links if not link.network]
    return {
        "name": contact.name,
        "label": contact.label,
        "email": contact.email,
        "phone": contact.phone,
        "url": sites[0] if sites else "",
        "summary": summary,
        "location": {"city": city, "region": region, "countryCode": contact.country if contact.location else ""},
        "profiles": [
            {"network": link.network, "username": "" if link.url else link.text, "url": link.url}
            for link in contact.links
            if link.network
        ],
    }


def _dates(dates: DateRange | None) -> dict[str, str]:
    if dates is None:
        return {}
    return {"startDate": dates.start.iso, "endDate": dates.end.iso if dates.end else ""}


def _told(document: Document, entry: Entry) -> dict[str, Any]:
    return {
        "summary": document.text[entry.summary.start : entry.summary.end] if entry.summary else "",
        "highlights": [document.quote(span) for span in entry.bullets],
    }


def _position(document: Document, entry: Entry, organization: str) -> dict[str, Any]:
    place = {"location": entry.location} if organization == "name" else {}  # the schema has none for voluntary work
    return {
        organization: entry.organization,
        "position": entry.title,
        **place,
        "url": entry.url,
        **_dates(entry.dates),
        **_told(document, entry),
    }


def _project(document: Document, entry: Entry) -> dict[str, Any]:
    """A project; a lone date is when it began, as the schema has no other."""
    told = _told(document, entry)
    dates = _dates(entry.dates)
    if entry.dates is not None and entry.dates.lone:
        dates["endDate"] = ""
    return {
        "name": entry.title,
        "entity": entry.organization,
        "description": told["summary"],
        "highlights": told["highlights"],
        **dates,
        "url": entry.url,
    }


def _study(study: Education) -> dict[str, Any]:
    """A course of study; a lone date is when it ended."""
    dates = _dates(study.dates)
    if study.dates is not None and study.dates.lone:
        dates = {"endDate": dates["endDate"]}
    return {
        "institution": study.institution,
        "area": study.field,
        "studyType": study.degree,
        **dates,
        "score": study.grade,
        "courses": list(study.courses),
    }


def _listed(one: Listed, names: tuple[str, str, str]) -> dict[str, Any]:
    """A certificate, award or publication under the schema's names for its name, date and giver."""
    name, date, issuer = names
    return {name: one.name, date: one.dates.start.iso if one.dates else "", issuer: one.issuer}
