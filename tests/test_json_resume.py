"""JSON Resume: set as a resume usually is."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.errors import DamagedError, FileTypeError, NoTextError, ResumefitError
from resumefit.reading import json_resume
from resumefit.reading.document import Document, Source

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
