"""Job titles: where a line names one, and whether two name the same work."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.language.titles import compare, core, is_title, same_trade, title_in


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Sous Chef, Harrow & Tide", "Sous Chef"),
        ("Senior Backend Engineer", "Senior Backend Engineer"),
        ("Registered Nurse (RN), ICU", "Registered Nurse"),
        ("Teacher of Mathematics", "Teacher of Mathematics"),
        ("Director of Nursing", "Director of Nursing"),
        ("Backend Developer (mid-level) @ Tidewheel", "Backend Developer"),
        ("Software Engineer II", "Software Engineer II"),
        ("Head of Marketing", "Head of Marketing"),
        ("Barista at The Grind", "Barista"),
        ("SENIOR ACCOUNTANT", "SENIOR ACCOUNTANT"),
        ("UX/UI Designer", "UX/UI Designer"),
        ("Line Cook | The Fork", "Line Cook"),
        ("Harrow & Tide — Senior Accountant", "Senior Accountant"),
        ("Chief Executive Officer", "Chief Executive Officer"),
        ("Math Teacher, Grade 9-12", "Math Teacher"),
        ("Electrician (Journeyman)", "Electrician"),
        ("Owner/Operator", "Owner/Operator"),
        ("VP of Sales", "VP of Sales"),
        ("CEO", "CEO"),
        ("Scrum Master", "Scrum Master"),
        ("Postdoctoral Fellow", "Postdoctoral Fellow"),
        ("Northgate College, tutor", "tutor"),
    ],
)
def test_title_in_a_line(line: str, title: str) -> None:
    assert title_in(line) == title


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Python and SQL",
        "Summary",
        "Customer Service",
        "University of Leeds",
        "Managed a team of writers",
        "Bristol, UK",
        "2019 - 2021",
        "wrote reports for the finance director and the board of all the many companies",
        "Month-end close",
        "…",
    ],
)
def test_lines_without_a_title(line: str) -> None:
    assert title_in(line) == ""


@pytest.mark.parametrize(
    ("held", "asked", "how"),
    [
        ("Registered Nurse", "Registered Nurse", "exact"),
        ("registered nurses", "Registered Nurse", "exact"),
        ("Senior Backend Engineer", "Backend Engineer", "form"),
        ("Backend Engineer", "Senior Backend Engineer", "form"),
        ("Registered Nurse (RN), ICU", "Registered Nurse", "exact"),
        ("Staff Accountant", "Accountant", "form"),
        ("RN", "Registered Nurse", "alias"),
        ("Back-end Developer", "Backend Engineer", "alias"),
        ("Sales Executive", "Account Executive", "alias"),
        ("Software Engineer", "Software Developer", "alias"),
        ("Math Teacher", "Teacher of Mathematics", "alias"),
        ("Front End Developer", "Frontend Engineer", "alias"),
        ("Machinist", "CNC Operator", "alias"),
        ("Staff Nurse", "Registered Nurse", "alias"),
        ("Paralegal", "Legal Assistant", "alias"),
        ("Care Assistant", "Caregiver", "alias"),
        ("Project Lead", "Project Manager", "alias"),
        ("Sales Executive", "Sales Representative", "alias"),
    ],
)
def test_titles_of_one_work(held: str, asked: str, how: str) -> None:
    assert compare(held, asked) == how


_RANK = "'assistant', 'head', 'executive'... are cut as ranks, and what is left of the title asked for is in too many"


@pytest.mark.parametrize(
    ("held", "asked"),
    [
        ("Project Manager", "Product Manager"),
        ("Java Developer", "JavaScript Developer"),
        ("C Developer", "C++ Developer"),
        ("C# Developer", "C++ Developer"),
        ("Sales Manager", "Account Manager"),
        ("Dental Assistant", "Dentist"),
        ("Teaching Assistant", "Teacher"),
        ("Head Chef", "Sous Chef"),
        ("Manager", "Store Manager"),
        ("Engineer", "Software Engineer"),
        ("Software Engineering Manager", "Software Engineer"),
        ("Accounts Payable Clerk", "Accountant"),
        ("Dentist", "Dental Hygienist"),
        ("Beekeeper", "Bookkeeper"),
        ("", "Nurse"),
        ("Nurse", "Nursery Nurse"),
        ("Physician Assistant", "Physician"),
        ("Physician", "Physician Assistant"),
        ("Dental Hygienist", "Dental Assistant"),
        ("Medical Director", "Medical Assistant"),
        ("Legal Counsel", "Legal Assistant"),
        ("Marketing Assistant", "Head of Marketing"),
        ("Executive Assistant", "Executive"),
        ("Chief Executive Officer", "Executive Assistant"),
        pytest.param("Assistant to the Regional Manager", "Regional Manager"),
        ("Full-Stack Developer", "Stack Developer"),
    ],
)
def test_titles_of_other_work(held: str, asked: str) -> None:
    assert compare(held, asked) is None


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Senior Backend Engineer II", {"backend", "engineer"}),
        ("Lead", {"lead"}),
        ("Back-end Developer (remote)", {"backend", "developer"}),
    ],
)
def test_core(title: str, words: set[str]) -> None:
    assert set(core(title)) == words


@pytest.mark.parametrize("text", ["Nurse", "Senior Nurse", "Director of Nursing", "Team Lead", "Accountant III"])
def test_is_title(text: str) -> None:
    assert is_title(text)
    assert not is_title(text[0].lower() + text[1:])


TITLES = st.lists(
    st.sampled_from("Senior Junior Nurse Registered Sales Manager Engineer Software of Lead Assistant".split()),
    min_size=1,
    max_size=4,
).map(" ".join)


@given(TITLES)
def test_a_title_is_itself(title: str) -> None:
    assert compare(title, title) == "exact"


@given(TITLES, TITLES)
def test_exact_is_mutual(one: str, two: str) -> None:
    assert (compare(one, two) == "exact") == (compare(two, one) == "exact")
    assert (compare(one, two) == "alias") <= (compare(two, one) in ("alias", "form"))


@given(st.text(max_size=60))
def test_any_line_is_read(line: str) -> None:
    assert len(title_in(line)) <= len(line)
    core(line)
    is_title(line)


@pytest.mark.parametrize(
    ("held", "asked", "same"),
    [
        ("Journeyman Electrician", "Electrical Service Foreman", True),
        ("HR Assistant", "HR Generalist", True),
        ("Staff Accountant", "Accounting Manager", True),
        ("Software Engineer", "Civil Engineer", False),
        ("Project Scientist", "Project Manager", False),
        ("Pastry Chef", "Electrician", False),
    ],
)
def test_titles_of_one_trade(held: str, asked: str, same: bool) -> None:
    assert same_trade(held, asked) is same
