"""What a resume says as a whole: from its text, and from the fields of a JSON Resume."""

from __future__ import annotations

import json
from typing import Any

from resumefit.language.content import Content, SkillGroup, read_content
from resumefit.language.mentions import find_mentions
from resumefit.language.resume import understand_resume
from resumefit.language.sections import sections_of
from resumefit.language.stated import stated_content
from resumefit.reading import json_resume
from resumefit.reading.document import Document, Source
from resumefit.reading.read import read_text


def content(text: str) -> tuple[Document, Content]:
    document = read_text(text)
    return document, read_content(document, sections_of(document), find_mentions(document))


def stated(value: dict[str, Any]) -> tuple[Document, Content]:
    data = json.dumps(value).encode()
    document = json_resume.read(data, Source("resume.json", "json-resume", len(data)))
    return document, stated_content(document)


TEXT = """Robin Marlowe, RN
Tucson, AZ | (520) 555-0118 | robin@example.org

PROFILE
Nurse with a decade at the bedside in medical and surgical care. Some Greek.

EXPERIENCE

Staff Nurse, Oak Hospital, Tucson, AZ, 2018 - Present
- Cared for many

Career break, 2016 - 2017

EDUCATION

BSc Nursing, Mesa University, 2016
Wound care certificate, 2017

LICENSES

CCRN, Oak Association (2019)

SKILLS

Charting: Epic, Cerner
wound vac, discharge teaching. IABP

LANGUAGES

English (native), Greek (good)

VOLUNTEERING

Desert Hearts Clinic, screening nurse, since 2019
Rye Trust, helper

PROJECTS

- Bread map – where to get it (2020)
- Tide clock

AWARDS

Nurse of the Year, Oak Hospital, 2021

PUBLICATIONS

"On rolls", Bread Letters, 2020
"""


def test_a_whole_resume() -> None:
    document, found = content(TEXT)
    assert found.contact.name == "Robin Marlowe"
    assert [(e.section, e.title, e.organization) for e in found.entries] == [
        ("work", "Staff Nurse", "Oak Hospital"),
        ("volunteering", "screening nurse", "Desert Hearts Clinic"),
        ("volunteering", "helper", "Rye Trust"),
        ("projects", "Bread map", ""),
        ("projects", "Tide clock", ""),
    ]
    assert [entry.title for entry in found.breaks] == ["Career break"]
    assert [study.degree for study in found.education] == ["BSc"]
    assert [one.name for one in found.certificates] == ["Wound care certificate", "CCRN"]
    assert [(one.name, one.level) for one in found.languages] == [("English", "native"), ("Greek", "good")]
    assert found.skills == (
        SkillGroup("Charting", ("Epic", "Cerner")),
        SkillGroup("SKILLS", ("wound vac", "discharge teaching", "IABP")),
    )
    assert [(one.name, one.issuer) for one in found.awards] == [("Nurse of the Year", "Oak Hospital")]
    assert [one.name for one in found.publications] == ['"On rolls", Bread Letters']
    assert all(0 <= e.span.start < e.span.end <= len(document.text) for e in found.entries)


def test_what_a_resume_says_of_the_person() -> None:
    assert understand_resume(read_text(TEXT)).summary.startswith("Nurse with a decade")
    headless = TEXT.replace("PROFILE\n", "")
    assert understand_resume(read_text(headless)).summary.startswith("Nurse with a decade")
    without = "".join(line for line in TEXT.splitlines(keepends=True) if not line.startswith(("PROFILE", "Nurse with")))
    assert understand_resume(read_text(without)).summary == ""


def test_nothing_gives_nothing() -> None:
    _, found = content("word " * 30)
    told = (found.entries, found.education, found.certificates, found.languages, found.skills)
    assert not any(told)


# Stated

WHOLE = {
    "basics": {
        "name": "Jo Hay",
        "label": "Miller",
        "email": "jo@example.org",
        "phone": "01632 960518",
        "url": "https://jo.example.org",
        "location": {"address": "2 Mill Row", "city": "Leeds", "region": "Yorkshire", "countryCode": "GB"},
        "profiles": [
            {"network": "GitHub", "username": "johay", "url": "https://github.com/johay"},
            {"network": "X", "username": "@jo"},
        ],
        "summary": "Mills of all kinds.",
    },
    "work": [
        {
            "name": "Copywriters & Co, Mill",
            "position": "Lead, Grinding",
            "startDate": "2019-01-05",
            "location": "Leeds",
            "summary": "Flour.",
            "highlights": ["Ground 40 tons", "2015 - 2018 was good"],
        },
        {"name": "Freelance", "position": "Carter", "startDate": "2015", "endDate": "2018"},
    ],
    "volunteer": [{"organization": "Rye Trust", "position": "Helper", "startDate": "2018"}],
    "education": [
        {
            "institution": "Fells",
            "area": "Music, Welsh",
            "studyType": "A Levels",
            "endDate": "2007",
            "score": "AAB",
            "courses": ["Harmony"],
        }
    ],
    "certificates": [{"name": "Forklift", "issuer": "HSE", "date": "2020-03-01"}],
    "languages": [{"language": "Welsh", "fluency": "Native speaker"}, "Cornish"],
    "skills": [{"name": "Milling", "keywords": ["stone", "roller"]}, "Bread"],
    "projects": [
        {
            "name": "Mill map",
            "description": "Where they stand",
            "startDate": "2020",
            "url": "https://jo.example.org/map",
            "highlights": ["Used by six"],
        }
    ],
    "awards": [{"title": "Golden Stone", "awarder": "Guild", "date": "2021"}],
    "publications": [{"name": "On grinding", "publisher": "Mill Letters", "releaseDate": "2022-02"}],
}


def test_fields_are_taken_as_stated() -> None:
    document, found = stated(WHOLE)
    assert (found.contact.name, found.contact.label, found.contact.location, found.contact.country) == (
        "Jo Hay",
        "Miller",
        "Leeds, Yorkshire",
        "GB",
    )
    assert found.contact.phone_e164 == "+441632960518"
    assert [(link.text, link.network) for link in found.contact.links] == [
        ("https://jo.example.org", ""),
        ("https://github.com/johay", "GitHub"),
        ("@jo", "X"),
    ]
    first, second, project, voluntary = found.entries
    assert (first.title, first.organization, first.location) == ("Lead, Grinding", "Copywriters & Co, Mill", "Leeds")
    assert first.dates is not None
    assert (first.dates.start.iso, first.dates.end) == ("2019-01", None)
    assert [document.quote(span) for span in first.bullets] == ["Ground 40 tons", "2015 - 2018 was good"]
    assert (second.title, second.organization) == ("Carter", "Freelance")
    assert (voluntary.section, voluntary.title, voluntary.organization) == ("volunteering", "Helper", "Rye Trust")
    assert (project.title, project.url) == ("Mill map", "https://jo.example.org/map")
    assert project.dates is not None
    assert project.dates.lone
    (study,) = found.education
    assert (study.institution, study.field, study.level, study.grade, study.courses) == (
        "Fells",
        "Music, Welsh",
        "secondary",
        "AAB",
        ("Harmony",),
    )
    assert [(one.name, one.issuer) for one in (*found.certificates, *found.awards, *found.publications)] == [
        ("Forklift", "HSE"),
        ("Golden Stone", "Guild"),
        ("On grinding", "Mill Letters"),
    ]
    assert [(one.name, one.level) for one in found.languages] == [("Welsh", "Native speaker"), ("Cornish", "")]
    assert found.skills == (SkillGroup("Milling", ("stone", "roller")), SkillGroup("Bread", ()))


def test_every_stated_fact_stands_in_the_text() -> None:
    document, found = stated(WHOLE)
    assert len(document.facts) > 40
    assert all(fact.span is not None and document.quote(fact.span) == fact.value for fact in document.facts)
    for entry in found.entries:
        assert entry.title in document.quote(entry.span)
        assert all(entry.span.covers(span) for span in entry.bullets)


def test_careless_files() -> None:
    _, found = stated(
        {
            "work": [{"position": "Clerk", "startDate": "soon", "endDate": "2019"}, {"highlights": "one thing"}],
            "basics": {"location": "Leeds"},
        }
    )
    assert [entry.title for entry in found.entries] == ["Clerk", ""]
    assert found.contact.location == "Leeds"
