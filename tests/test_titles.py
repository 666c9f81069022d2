"""Job titles: where a line names one, and whether two name the same work."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.language import titles
from resumefit.language.titles import compare, core, is_title, is_wider, same_trade, title_in, title_marks

PAIRS = Path(__file__).parent / "fixtures" / "titles"


def pairs(file: str) -> list[tuple[str, str]]:
    """The pairs of a file, one to a line."""
    lines = (PAIRS / file).read_text("utf-8").splitlines()
    return [(held, asked) for held, _, asked in (line.partition(" | ") for line in lines if not line.startswith("#"))]


def rows(file: str) -> list[list[str]]:
    """The titles of each line of a list of the package."""
    lines = (files("resumefit") / "data" / file).read_text("utf-8").splitlines()
    return [line.split("; ") for line in lines if not line.startswith("#")]


def capital(title: str) -> str:
    """A listed title as it stands at the head of a line."""
    title = title.removeprefix(".")
    return title[:1].upper() + title[1:]


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
        ("Crew Member, Burger Barn", "Crew Member"),
        ("3D Artist", "3D Artist"),
        ("Chief of Staff", "Chief of Staff"),
        ("Editor in Chief, The Harrow Post", "Editor"),
        ("Editor in Chief", "Editor in Chief"),
        ("Manager, Customer Success", "Manager, Customer Success"),
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
        "Member of the Royal Society",
        "Docker",
        "2 nurses",
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
        ("Deputy Headteacher", "Assistant Principal", "alias"),
        ("Orthopaedic Physiotherapist", "Physical Therapist", "alias"),  # more words before another name of the work
        ("Embedded Linux Firmware Engineer", "Embedded Software Engineer", "alias"),
        ("Payroll Bookkeeper", "Payroll Book Keeper", "alias"),
        ("Waiter/Waitress", "Server", "alias"),
        ("Director of Nursing", "Nursing Director", "form"),
        ("Manager, Customer Success", "Client Success Manager", "alias"),
        ("HR Mgr", "Human Resources Manager", "exact"),
        ("Project Co-ordinator", "Project Coordinator", "exact"),
        ("Sales Rep", "Sales Representative", "exact"),
        ("Senior Night Auditor", "Night Auditor", "form"),
        ("Emergency Veterinary Nurse", "Veterinary Nurse", "form"),
        ("Registered Orthopaedic Nurse", "Registered Nurse", "form"),
        ("School Bus Driver", "Bus Driver", "form"),
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
        ("Senior Night Auditor", "Auditor"),
        ("Emergency Veterinary Nurse", "Registered Nurse"),
        ("Accountant", "Oil and Gas Accountant"),  # more is asked than was held
        ("Grants Accountant", "Tax Accountant"),
        ("Sales Operations Manager", "Sales Manager"),  # listed apart: the same words with others between
        ("Police Community Support Officer", "Police Officer"),
        ("Air Traffic Controller", "Traffic Controller"),
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


def test_there_are_pairs() -> None:
    assert len(pairs("same.txt")) >= 150
    assert len(pairs("apart.txt")) >= 80


@pytest.mark.parametrize(("held", "asked"), pairs("same.txt"))
def test_recruiters_take_one_for_the_other(held: str, asked: str) -> None:
    assert compare(held, asked) is not None
    assert compare(asked, held) is not None


@pytest.mark.parametrize(("held", "asked"), pairs("apart.txt"))
def test_alike_and_other_work(held: str, asked: str) -> None:
    assert compare(held, asked) is None


def test_the_file_of_titles_is_what_make_index_would_write(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lines = titles.INDEX.read_text("utf-8").splitlines()
    assert len(lines) > 10_000
    assert lines == list(titles.index_lines()), "run `make index`"
    stale = tmp_path / "title_index.tsv"
    stale.write_text("0123\nbaker\t1\n", "utf-8")
    monkeypatch.setattr(titles, "INDEX", stale)
    titles._groups.cache_clear()
    assert titles._groups() == titles.made_groups()
    titles._groups.cache_clear()


def test_the_groups_cover_the_occupations() -> None:
    groups = rows("title_groups.txt")
    text = (files("resumefit") / "data" / "title_groups.txt").read_text("utf-8")
    headings = [line[2:4] for line in text.splitlines() if line.startswith("# ") and line[2:4].isdigit()]
    assert headings == sorted(headings)
    assert len(headings) == 22
    assert len(groups) >= 700
    assert all(2 <= len(group) <= 30 for group in groups)


def test_every_listed_title_is_read_and_compares() -> None:
    seen = 0
    for first, *others in rows("title_groups.txt"):
        for title in (first, *others):
            seen += 1
            assert is_title(capital(title)), title
            assert title_in(capital(title)) == capital(title), title
            assert core(title), title
            assert compare(title, first) is not None, (title, first)
    assert seen > 5000


def test_no_title_twice_in_a_group() -> None:
    groups = rows("title_groups.txt")
    assert len(groups) >= 700
    for group in groups:
        plain = [" ".join(sorted(set(core(title)) - {"of"})) for title in group]
        assert len(set(plain)) == len(plain), group


def test_no_rank_in_a_group() -> None:
    titles = [title for group in rows("title_groups.txt") for title in group]
    assert len(titles) > 5000
    assert not [title for title in titles if title.split()[0] in ("senior", "snr", "jr", "sr")]


def test_families_are_of_listed_titles() -> None:
    listed = {title for group in rows("title_groups.txt") for title in group}
    families = rows("title_families.txt")
    assert len(families) >= 150
    assert not [title for family in families for title in family if title not in listed]
    assert all(len(family) >= 2 for family in families)
    assert all(same_trade(family[0], title) and same_trade(title, family[0]) for family in families for title in family)


@pytest.mark.parametrize(
    ("held", "asked", "same"),
    [
        ("Journeyman Electrician", "Electrical Service Foreman", True),
        ("HR Assistant", "HR Generalist", True),
        ("Staff Accountant", "Accounting Manager", True),
        ("Software Engineer", "Civil Engineer", False),
        ("Project Scientist", "Project Manager", False),
        ("Pastry Chef", "Electrician", False),
        ("Residential HVAC Installer", "HVAC Service Technician", True),
        ("Bookkeeper", "Accounts Clerk", True),
        ("Helpdesk Analyst", "Desktop Support Technician", True),
        ("Senior Barista", "Waitress", True),
        ("Lorry Driver", "Van Driver", True),
        ("Tree Surgeon", "Neurosurgeon", False),
        ("Registered Nurse", "Solicitor", False),
        ("Truck Driver", "Software Engineer", False),
        ("Director of Operations", "Recycling Operative", False),
        ("Retail Sales Associate", "Registered Nurse", False),
        ("Line Cook", "CNC Machinist", False),
        ("", "Nurse", False),
    ],
)
def test_titles_of_one_trade(held: str, asked: str, same: bool) -> None:
    assert same_trade(held, asked) is same


@pytest.mark.parametrize(
    ("held", "asked", "wider"),
    [
        ("Designer", "Graphic Designer", True),
        ("Senior Test Engineer", "Electronics Test Engineer", True),
        ("Planner", "Production Planner II", True),
        ("Graphic Designer", "Designer", False),
        ("Designer", "Designer", False),
        ("Production Manager", "Production Planner", False),
        ("Surgeon", "Tree Surgeon", False),  # other work
        ("", "Designer", False),
    ],
)
def test_a_title_that_says_less_of_the_same_post(held: str, asked: str, *, wider: bool) -> None:
    assert is_wider(held, asked) is wider


@pytest.mark.parametrize(
    ("held", "asked", "how"),
    [
        ("Resident Engineer", "Senior Highway Engineer / Deputy Resident Engineer", "form"),
        ("Senior Highway Engineer", "Senior Highway Engineer / Deputy Resident Engineer", "exact"),
        ("Sales Engineer", "Senior Highway Engineer / Deputy Resident Engineer", None),
    ],
)
def test_either_of_two_titles_will_do(held: str, asked: str, how: str | None) -> None:
    assert compare(held, asked) == how


def test_titles_that_are_taken_for_one_another_have_a_mark_in_common() -> None:
    """So a batch compares only those that have: of pairs set down as alike or not, and of listed titles side by side."""
    listed = [capital(title) for group in rows("title_groups.txt")[::12] for title in group[:3]]
    some = [*listed, "Designer", "Nurse / Midwife", "Senior Backend Developer II", "Rent-a-chair", "!?"]
    beside = [(one, other) for one in some for other in some]
    found = 0
    for held, asked in (*beside, *pairs("same.txt"), *pairs("apart.txt")):
        if compare(held, asked) or is_wider(held, asked) or same_trade(held, asked):
            found += 1
            assert title_marks(held) & title_marks(asked), (held, asked)
    assert found > 500
