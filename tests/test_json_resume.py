"""JSON Resume: set as a resume usually is, and written from any resume."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.errors import DamagedError, FileTypeError, NoTextError, ResumefitError
from resumefit.language.dates import DateRange
from resumefit.language.resume import Resume, understand_resume
from resumefit.reading import json_resume
from resumefit.reading.cleaning import clean_line
from resumefit.reading.document import Document, Source
from resumefit.reading.read import read_document
from resumefit.rendering.json_resume import to_json_resume

EXAMPLES = Path(__file__).parent.parent / "examples" / "resumes"


def read(value: Any) -> Document:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return json_resume.read(data, Source("resume.json", "json-resume", len(data)))


def test_a_whole_resume_in_order() -> None:
    document = read(
        {
            "skills": [{"name": "Data", "level": "Master", "keywords": ["SQL", "dbt"]}, "Excel"],
            "work": [
                {
                    "name": "Birch Mill",
                    "position": "Miller",
                    "startDate": "2019-01",
                    "location": "Leeds",
                    "summary": "Flour.",
                    "highlights": ["Ground 40 tons"],
                },
                {"company": "Oak Mill", "position": "Carter", "startDate": "2015", "endDate": "2018"},
            ],
            "education": [
                {
                    "studyType": "BSc",
                    "area": "Botany",
                    "institution": "Fells",
                    "startDate": "2012",
                    "endDate": "2015",
                    "score": "2:1",
                }
            ],
            "languages": [{"language": "Welsh", "fluency": "Native speaker"}],
            "certificates": [{"name": "Forklift", "issuer": "HSE", "date": "2020-03-01"}],
            "references": [{"name": "A. Oak", "reference": "Strong."}],
            "basics": {
                "name": "Jo Hay",
                "label": "Miller",
                "email": "jo@example.org",
                "location": {"city": "Leeds"},
                "summary": "Mills.",
            },
        }
    )
    assert document.text.split("\n") == [
        "Jo Hay",
        "Miller",
        "jo@example.org | Leeds",
        "",
        "Summary",
        "Mills.",
        "",
        "Work Experience",
        "",
        "Miller, Birch Mill",
        "2019-01 – Present | Leeds",
        "Flour.",
        "Ground 40 tons",
        "",
        "Carter, Oak Mill",
        "2015 – 2018",
        "",
        "Education",
        "",
        "BSc in Botany, Fells",
        "2012 – 2015",
        "Grade: 2:1",
        "",
        "Skills",
        "Data (Master): SQL, dbt",
        "Excel",
        "",
        "Certificates",
        "Forklift, HSE, 2020-03-01",
        "",
        "Languages",
        "Welsh: Native speaker",
        "",
        "References",
        "A. Oak: Strong.",
    ]
    assert [line.role for line in document.lines[:6]] == ["heading", "text", "text", "heading", "text", "heading"]


def test_lenient_where_files_are_careless() -> None:
    document = read(
        {
            "basics": None,
            "work": [{"name": "A", "highlights": "one thing", "startDate": 2019, "x": {}}],
            "skills": [{"name": None}],
        }
    )
    assert "2019 – Present" in document.text
    assert "one thing" in document.text


@pytest.mark.parametrize(
    ("value", "kind", "says"),
    [
        ({"name": "package", "version": "1"}, FileTypeError, "JSON Resume"),
        ([1, 2], FileTypeError, "JSON Resume"),
        ({"work": "none"}, FileTypeError, "work"),
        ({"work": [{"name": {"a": 1}}]}, FileTypeError, r"work\.0\.name"),
        (b'{"work": [', DamagedError, "valid JSON"),
        (b"[" * 100_000, DamagedError, "nested"),
        ({"basics": {}}, NoTextError, "without any content"),
    ],
)
def test_what_is_refused(value: Any, kind: type[ResumefitError], says: str) -> None:
    with pytest.raises(kind, match=says) as caught:
        read(value)
    assert "\n" not in str(caught.value)


def test_the_example() -> None:
    path = next(EXAMPLES.glob("*.json"))
    value = json.loads(path.read_text(encoding="utf-8"))
    text = read(value).text
    wanted = [value["basics"]["name"], *(item for job in value["work"] for item in job["highlights"])]
    assert all(each in text for each in wanted)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "work", "highlights", "location", "basics", "x"]), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["basics", "work", "skills", "education", "languages"]), _JSON, max_size=3))
def test_any_json_is_read_or_refused(value: dict[str, Any]) -> None:
    with contextlib.suppress(ResumefitError):
        read(value)


# Out again

RESUMES = Path(__file__).parent / "eval" / "resumes"
PROBES = Path(__file__).parent / "eval" / "probes"
TEXTS = sorted([path for path in RESUMES.iterdir() if path.is_file() and path.name != "README.md"]) + sorted(
    PROBES.glob("*/qualified_*.txt")
)

_ISO = {"type": "string", "pattern": r"^([1-2][0-9]{3}-[0-1][0-9]-[0-3][0-9]|[1-2][0-9]{3}-[0-1][0-9]|[1-2][0-9]{3})$"}
_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}


def _object(**fields: Any) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "additionalProperties": False}


def _list(**fields: Any) -> dict[str, Any]:
    return {"type": "array", "items": _object(**fields)}


# What JSON Resume 1.0.0 has of the sections that are written, and nothing else.
SCHEMA = _object(
    **{"$schema": {"type": "string", "format": "uri"}},
    basics=_object(
        name=_TEXT,
        label=_TEXT,
        email={"type": "string", "format": "email"},
        phone=_TEXT,
        url=_TEXT,
        summary=_TEXT,
        location=_object(city=_TEXT, region=_TEXT, countryCode={"type": "string", "pattern": "^[A-Z]{2}$"}),
        profiles=_list(network=_TEXT, username=_TEXT, url=_TEXT),
    ),
    work=_list(
        name=_TEXT,
        position=_TEXT,
        location=_TEXT,
        url=_TEXT,
        startDate=_ISO,
        endDate=_ISO,
        summary=_TEXT,
        highlights=_TEXTS,
    ),
    volunteer=_list(
        organization=_TEXT, position=_TEXT, url=_TEXT, startDate=_ISO, endDate=_ISO, summary=_TEXT, highlights=_TEXTS
    ),
    education=_list(
        institution=_TEXT, area=_TEXT, studyType=_TEXT, startDate=_ISO, endDate=_ISO, score=_TEXT, courses=_TEXTS
    ),
    awards=_list(title=_TEXT, date=_ISO, awarder=_TEXT),
    certificates=_list(name=_TEXT, date=_ISO, issuer=_TEXT),
    publications=_list(name=_TEXT, releaseDate=_ISO, publisher=_TEXT),
    skills=_list(name=_TEXT, keywords=_TEXTS),
    languages=_list(language=_TEXT, fluency=_TEXT),
    projects=_list(
        name=_TEXT, entity=_TEXT, description=_TEXT, highlights=_TEXTS, startDate=_ISO, endDate=_ISO, url=_TEXT
    ),
)


def told(resume: Resume) -> dict[str, Any]:
    """What a resume says, without its places in the text."""
    quote = resume.document.quote

    def when(dates: DateRange | None) -> tuple[str, str] | None:
        return (dates.start.iso, dates.end.iso if dates.end else "") if dates else None

    return {
        "contact": (
            resume.name,
            resume.contact.email,
            resume.contact.phone,
            resume.contact.phone_e164,
            resume.contact.location,
        ),
        "summary": " ".join(resume.summary.split()),
        "entries": sorted(
            (e.section, e.title, e.organization, when(e.dates), [quote(span) for span in e.bullets], e.url)
            for e in resume.entries
        ),
        "places": sorted(e.location for e in resume.work),
        "education": [
            (s.institution, s.degree, s.field, s.grade, s.courses, s.dates and s.dates.end) for s in resume.education
        ],
        "certificates": [(c.name, c.issuer, c.dates and c.dates.start.iso) for c in resume.certificates],
        "languages": [(one.name, one.level) for one in resume.languages],
        "skills": resume.skills,
        "awards": [(a.name, a.issuer) for a in resume.awards],
        "publications": [(p.name, p.issuer) for p in resume.publications],
    }


def again(resume: Resume) -> Resume:
    return understand_resume(read(to_json_resume(resume).encode()))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_goes_out_comes_in_again(path: Path) -> None:
    """Any resume -> JSON Resume -> the same resume; and what is written is what the schema has."""
    resume = understand_resume(read_document(path))
    written = to_json_resume(resume)
    jsonschema.validate(json.loads(written), SCHEMA)
    assert told(again(resume)) == told(resume)
    assert to_json_resume(again(resume)) == written


def test_there_are_resumes_to_send_around() -> None:
    assert len(TEXTS) >= 80


def test_a_file_comes_out_as_it_went_in() -> None:
    """What the schema and a Resume both have: nothing of it is lost or moved."""
    value = {
        "basics": {
            "name": "Jo Hay",
            "label": "Miller",
            "email": "jo@example.org",
            "summary": "Mills of all kinds, large and small.",
        },
        "work": [
            {
                "name": "Birch Mill",
                "position": "Lead, Grinding",
                "location": "Leeds",
                "startDate": "2019-01",
                "summary": "Flour of three kinds.",
                "highlights": ["Ground 40 tons, by hand", "Kept the stones"],
            },
            {"name": "Freelance", "position": "Carter", "startDate": "2015", "endDate": "2018"},
        ],
        "volunteer": [{"organization": "Rye Trust", "position": "Helper", "startDate": "2018", "endDate": "2020-05"}],
        "education": [
            {
                "institution": "Fells",
                "area": "Botany",
                "studyType": "BSc",
                "startDate": "2012",
                "endDate": "2015",
                "score": "2:1",
                "courses": ["Mosses"],
            }
        ],
        "awards": [{"title": "Golden Stone", "date": "2021", "awarder": "Guild"}],
        "certificates": [{"name": "Forklift", "date": "2020-03", "issuer": "HSE"}],
        "publications": [{"name": "On grinding", "releaseDate": "2022-02", "publisher": "Mill Letters"}],
        "skills": [{"name": "Milling", "keywords": ["stone", "roller"]}],
        "languages": [{"language": "Welsh", "fluency": "Native speaker"}],
        "projects": [
            {
                "name": "Mill map",
                "entity": "Guild",
                "description": "Where they stand",
                "highlights": ["Used by six"],
                "startDate": "2020",
                "url": "https://jo.example.org/map",
            }
        ],
    }
    written = json.loads(to_json_resume(understand_resume(read(value))))
    assert written.pop("$schema").endswith("v1.0.0/schema.json")
    assert written == value


_WORDS = st.text(alphabet=st.sampled_from("abcdeéß XYZ,.&-–|:()'\"9"), min_size=1, max_size=25).filter(
    lambda t: any(c.isalpha() for c in t)
)
_MONTH_OR_YEAR = st.builds(lambda y, m: f"{y}-{m:02}" if m else str(y), st.integers(1960, 2035), st.integers(0, 12))
_JOB = st.fixed_dictionaries(
    {"position": _WORDS, "name": _WORDS, "startDate": _MONTH_OR_YEAR},
    optional={"location": _WORDS, "highlights": st.lists(_WORDS, max_size=3), "summary": _WORDS},
)


@given(st.lists(_JOB, min_size=1, max_size=4))
def test_any_positions_come_out_as_they_went_in(jobs: list[dict[str, Any]]) -> None:
    """Whatever commas, bars and dates the fields hold: they are taken as stated, not read out of the text."""
    value = {"basics": {"name": "Jo Hay", "summary": "word " * 30}, "work": jobs}
    found = understand_resume(read(value))
    assert [(e.title, e.organization, e.location) for e in found.entries] == [
        tuple(clean_line(job.get(key, "")) for key in ("position", "name", "location")) for job in jobs
    ]
    assert [e.dates and e.dates.start.iso for e in found.entries] == [job["startDate"] for job in jobs]
    assert [[found.document.quote(s) for s in e.bullets] for e in found.entries] == [
        [text for one in job.get("highlights", ()) if (text := clean_line(one))] for job in jobs
    ]


def test_the_command(tmp_path: Path) -> None:
    source = RESUMES / "004-head-chef.txt"
    out = tmp_path / "resume.json"
    command = [sys.executable, "-m", "resumefit", "parse", str(source), "--format", "json-resume", "-o", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(out.read_text("utf-8"))["work"][0]["position"] == "Head Chef"
    naive = subprocess.run([*command, "--naive"], capture_output=True, text=True, check=False)
    assert naive.returncode == 2
    assert "Traceback" not in naive.stderr
