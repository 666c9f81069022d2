"""Studies: institution, degree, level, field and dates, one line each or on lines of their own."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.language.blocks import blocks_of
from resumefit.language.education import Education, find_education, is_study, level_of
from resumefit.language.rows import rows_of
from resumefit.reading.read import read_text


def studies(text: str) -> tuple[tuple[Education, ...], list[str]]:
    document = read_text(text)
    found, left = find_education(document, rows_of(document, blocks_of(document)))
    return found, [row.text for row in left]


def dates(study: Education) -> str:
    if study.dates is None:
        return ""
    return f"{study.dates.start.iso}/{study.dates.end.iso if study.dates.end else ''}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Bachelor of Science in Nursing, Mesa State University, May 2016",
            ("bachelor", "Bachelor of Science", "Nursing", "Mesa State University", "2016-05/2016-05"),
        ),
        (
            "MSc Computer Science, Hogeschool Maasoever, 2015",
            ("master", "MSc", "Computer Science", "Hogeschool Maasoever", "2015/2015"),
        ),
        (
            "Associate of Applied Science, Culinary Arts ......... 2014",
            ("associate", "Associate of Applied Science", "Culinary Arts", "", "2014/2014"),
        ),
        (
            "B.S., Accounting        Scioto Valley University        05/2016",
            ("bachelor", "B.S.", "Accounting", "Scioto Valley University", "2016-05/2016-05"),
        ),
        (
            "2008-2013   PhD, Ecology, Lakehurst College. Thesis: Small lakes",
            ("doctorate", "PhD", "Ecology", "Lakehurst College", "2008/2013"),
        ),
        (
            "BSc (Hons) Agriculture, Penrigg University College (upper second), 2012",
            ("bachelor", "BSc (Hons)", "Agriculture", "Penrigg University College", "2012/2012"),
        ),
        (
            "Master of Science, Civil Engineering (Structures), Plains University, 2013",
            ("master", "Master of Science", "Civil Engineering (Structures)", "Plains University", "2013/2013"),
        ),
        (
            "Bachelor of Music, Viola Performance, Grand Bend University, 2016",
            ("bachelor", "Bachelor of Music", "Viola Performance", "Grand Bend University", "2016/2016"),
        ),
        (
            "Bachelor of Journalism (Honours), Fundy College, 2008–2012",
            ("bachelor", "Bachelor of Journalism (Honours)", "Journalism", "Fundy College", "2008/2012"),
        ),
        (
            "2012–2013 | MA Archives and Records | Merrow University",
            ("master", "MA", "Archives and Records", "Merrow University", "2012/2013"),
        ),
        (
            "High School Diploma, Boulder Wash High School, 2015",
            ("secondary", "High School Diploma", "", "Boulder Wash High School", "2015/2015"),
        ),
        (
            "HS diploma, North Boone High School, 2005",
            ("secondary", "HS diploma", "", "North Boone High School", "2005/2005"),
        ),
        ("GED, 2010; state journeyman's card, 2015", ("secondary", "GED", "", "", "2010/2010")),
        (
            "Market Welding Grammar School: A levels in Mathematics (A*), 2011",
            ("secondary", "A levels", "", "Market Welding Grammar School", "2011/2011"),
        ),
        (
            "Kirkbrae Academy, left 2008 with five Standard Grades",
            ("secondary", "", "", "Kirkbrae Academy", "2008/2008"),
        ),
        (
            "Graduated Hereford Consolidated High School, 2008",
            ("secondary", "", "", "Hereford Consolidated High School", "2008/2008"),
        ),
        (
            "BTEC National Diploma, Business, Airedale College, 2009",
            (None, "BTEC National Diploma", "Business", "Airedale College", "2009/2009"),
        ),
        (
            "Level 3 Diploma in Women's Hairdressing, Exbridge College, 2018",
            (None, "Level 3 Diploma in Women's Hairdressing", "Women's Hairdressing", "Exbridge College", "2018/2018"),
        ),
        (
            "Welding Technology diploma, Northern Technical College, 2012",
            (None, "Welding Technology diploma", "Welding Technology", "Northern Technical College", "2012/2012"),
        ),
        (
            "SVQ Level 3 Marine Construction, Clydeport College, 2014",
            (None, "SVQ Level 3 Marine Construction", "Marine Construction", "Clydeport College", "2014/2014"),
        ),
        (
            "Access to Higher Education Diploma, Coombe College, 2010",
            (None, "Access to Higher Education Diploma", "", "Coombe College", "2010/2010"),
        ),
        (
            "Some college, Sagebrush Community College, 2016-2017 (Hospitality)",
            (None, "Some college", "Hospitality", "Sagebrush Community College", "2016/2017"),
        ),
        ("MBA, LSE, 2019", ("master", "MBA", "Business Administration", "LSE", "2019/2019")),
    ],
)
def test_one_line_each(text: str, expected: tuple[str | None, ...]) -> None:
    (study,), left = studies(text)
    assert (study.level, study.degree, study.field, study.institution, dates(study)) == expected
    assert not left


@pytest.mark.parametrize(
    "text",
    [
        "University of the Cascades\nB.S. in Botany, expected June 2028\nGPA 3.61; Dean's List, Fall 2025\nCourses: GIS\n",
        "B.S. in Botany\nUniversity of the Cascades\n[June 2028]\n- GPA: 3.61\n",
        "**B.S. in Botany**\n\nUniversity of the Cascades\n\nJune 2028, GPA 3.61\n",
        "University of the Cascades        June 2028\nB.S., Botany, Grade: 3.61\n",
    ],
)
def test_lines_of_their_own(text: str) -> None:
    (study,), left = studies(text)
    assert (study.level, study.field, study.institution) == ("bachelor", "Botany", "University of the Cascades")
    assert dates(study) == "2028-06/2028-06"
    assert study.grade == "3.61"
    assert not left


def test_several_in_any_layout() -> None:
    one = "MSc Statistics, Pecan University, 2016\nBSc Economics, Pecan University, 2014\n"
    two = "Pecan University\nMSc Statistics\n2016\n\nPecan University\nBSc Economics\n2014\n"
    three = "- MSc Statistics, Pecan University, 2016\n- BSc Economics, Pecan University, 2014\n"
    for text in (one, two, three):
        found, _ = studies(text)
        assert [(s.level, s.field, s.institution, dates(s)) for s in found] == [
            ("master", "Statistics", "Pecan University", "2016/2016"),
            ("bachelor", "Economics", "Pecan University", "2014/2014"),
        ]


def test_what_is_no_study_is_handed_back() -> None:
    found, left = studies("BSc Botany, Pecan University, 2014\nFood Safety Level 2, 2015\nForklift licence, 2016\n")
    assert len(found) == 1
    assert left == ["Food Safety Level 2, 2015", "Forklift licence, 2016"]
    assert studies(f"{'Likes long walks by the sea, and did not study at all for years. ' * 3}\n") == ((), [])


def test_what_counts_as_study() -> None:
    document = read_text("BSc Botany\n\nPecan University\n\nPaid the bills\n\nschool\n")
    rows = rows_of(document, blocks_of(document))
    assert [is_study(document, row) for row in rows] == [True, True, False, False]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Linden High School", "secondary"),
        ("Diploma, Linden High School", "secondary"),
        ("Exbridge College", None),
        ("BTEC Diploma, Linden High School", None),
    ],
)
def test_levels_of_schools(text: str, level: str | None) -> None:
    assert level_of(text) == level


LINES = st.sampled_from(
    ["BSc Botany", "Pecan University", "2014", "- GPA 3.5", "", "Diploma in Baking, 2012", "Courses: GIS", "(Hons)"]
)


@given(st.lists(LINES, max_size=10))
def test_any_rows_give_studies_in_order(lines: list[str]) -> None:
    found, _ = studies("\n".join(["Head", *lines]))
    assert all(one.span.end <= two.span.start for one, two in itertools.pairwise(found))


def test_the_years_that_a_thesis_is_about_are_no_dates_of_study() -> None:
    (study,), _ = studies(
        "PhD, Geography   2011 - 2015\n"
        "Ekiti Plains University. Thesis: Land cover change in the Osun basin, 1986-2013\n"
    )
    assert (study.institution, study.level) == ("Ekiti Plains University", "doctorate")
    assert study.dates is not None
    assert study.dates.start.year == 2011
