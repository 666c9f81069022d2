"""Matches: each way of answering a requirement with its evidence, and what may never change a score."""

from __future__ import annotations

import unicodedata
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.config import load_config
from resumefit.language.posting import understand_posting
from resumefit.language.resume import Resume, understand_resume
from resumefit.matching.match import Match
from resumefit.reading.read import read_text
from resumefit.report import Report, match

TODAY = date(2026, 11, 1)
CREDITS = load_config().credits


def resume_with(
    *lines: str, title: str = "Clerk", education: str = "BSc Biology, University of Leeds, 2016", more: str = ""
) -> Resume:
    items = "".join(f"- {line}\n" for line in lines)
    text = (
        f"Robin Marlowe\nrobin.marlowe@example.com\n\nExperience\n\n{title}, Fennel & Oak   Jan 2018 - Present\n"
        f"- Looked after the daily work of a small and cheerful group of people in a busy place\n{items}\n"
        f"Education\n\n{education}\n{more}"
    )
    return understand_resume(read_text(text))


def report(posting: str, resume: Resume) -> Report:
    return match(resume, understand_posting(read_text(posting)), as_of=TODAY)


def answer(
    demand: str, *lines: str, title: str = "Clerk", education: str = "BSc Biology, University of Leeds, 2016"
) -> Match:
    """How a resume with these lines answers the one demand of a posting."""
    (found,) = report(f"Requirements\n\n- {demand}\n", resume_with(*lines, title=title, education=education)).matches
    return found


@pytest.mark.parametrize(
    ("demand", "line", "how", "credit", "literal", "words"),
    [
        ("Python", "Wrote Python daily", "exact", CREDITS.exact, 1, "Python"),
        ("Python", "Wrote PYTHON daily", "exact", CREDITS.exact, 1, "PYTHON"),
        ("Search Engine Optimization (SEO)", "Did SEO", "exact", CREDITS.exact, 1, "SEO"),
        ("welding", "Welded frames", "form", CREDITS.form, 0, "Welded"),
        ("managing projects", "Managed a project, managed projects", "form", CREDITS.form, 0, "managed projects"),
        ("zymurgic fermentation", "Did zymurgic fermentations", "form", CREDITS.form, 0, "zymurgic fermentations"),
        ("JavaScript", "Wrote JS", "alias", CREDITS.alias, 0, "JS"),
        ("Kubernetes", "Ran k8s", "alias", CREDITS.alias, 0, "k8s"),
        ("Experience with Go", "Wrote Go daily", "exact", CREDITS.exact, 1, "Go"),  # no other word of programming
        ("SEO", "Did search engine optimisation", "alias", CREDITS.alias, 0, "search engine optimisation"),
        ("SQL", "Tuned PostgreSQL", "implied", CREDITS.implied, 0, "PostgreSQL"),
        ("Kubernetes", "Ran Kubernets", "fuzzy", CREDITS.fuzzy, 0, "Kubernets"),
        ("Salesforce", "Sold with Saleforce", "fuzzy", CREDITS.fuzzy, 0, "Saleforce"),
        ("Python or Go", "Wrote golang", "alias", CREDITS.alias, 0, "golang"),
        ("Python or SQL", "Tuned PostgreSQL in Python", "exact", CREDITS.exact, 1, "Python"),
    ],
)
def test_how_and_its_evidence(demand: str, line: str, how: str, credit: float, literal: float, words: str) -> None:
    found = answer(demand, line)
    assert (found.how, found.credit, found.literal) == (how, credit, literal)
    assert found.evidence[0].text == words
    assert found.evidence[0].line == line
    assert found.evidence[0].section == "work"
    assert found.keyword in {keyword.label for keyword in found.requirement.any_of}


def test_closed_and_hyphened_spelling_are_one_form() -> None:
    assert answer("front-end development", "Frontend Development").how == "form"


def test_missing_has_no_evidence() -> None:
    found = answer("Python", "Wrote letters")
    assert (found.how, found.credit, found.literal, found.evidence) == ("missing", 0, 0, ())


@pytest.mark.parametrize(
    ("demand", "line"),
    [
        ("Java", "Wrote JavaScript"),
        ("JavaScript", "Wrote Java"),
        ("C++", "Wrote C"),
        ("SQL", "Loves NoSQL jokes"),
        ("accounting", "counting sheep"),
        ("project management", "product management"),
        ("product management", "project management"),
        ("nursing", "Visited a nursing home"),
        ("PostgreSQL", "Wrote SQL"),
        ("TIG welding", "Wedding planning"),
        ("medication administration", "mediation"),
        ("Spanish", "Took five dishes home"),
        pytest.param("German", "Sold bread in Germany"),
        pytest.param("Russian", "Sold bread in Russia"),
        pytest.param("Korean", "Sold bread in Korea"),
        pytest.param("machine learning", "No machine learning experience"),
    ],
)
def test_what_does_not_answer(demand: str, line: str) -> None:
    found = answer(demand, line)
    assert not found.answered
    assert found.credit == 0


@pytest.mark.parametrize(
    ("demand", "education", "how"),
    [
        ("Bachelor's degree in Biology", "BSc Biology, University of Leeds, 2016", "exact"),
        ("Bachelor's degree in Biology", "MSc Biology, University of Leeds, 2016", "form"),
        ("Bachelor's degree in Biology or a related field", "BSc Biochemistry, University of Leeds, 2016", "exact"),
        ("Associate degree", "BSc Biology, University of Leeds, 2016", "form"),
        ("Bachelor's degree in Nursing", "BSc Biology, University of Leeds, 2016", "missing"),
        ("Master's degree in Biology", "BSc Biology, University of Leeds, 2016", "missing"),
        ("Bachelor's degree", "High school diploma, 2010", "missing"),
        pytest.param(
            "Bachelor's or Master's degree in Statistics", "BSc Biology, University of Leeds, 2016", "missing"
        ),
        ("A degree or HND in graphic design.", "BSc (Hons) Sports Therapy, Mendips University, 2018", "missing"),
        ("A degree or HND in graphic design.", "BA Graphic Design, Mendips University, 2018", "form"),
        ("HS diploma required.", "HS diploma, North Boone Prairie High School, 2005", "exact"),
    ],
)
def test_degrees(demand: str, education: str, how: str) -> None:
    assert answer(demand, education=education).how == how


@pytest.mark.parametrize(
    ("held", "how"), [("Payroll Clerk", "exact"), ("Senior Payroll Clerk", "form"), ("Baker", "missing")]
)
def test_titles(held: str, how: str) -> None:
    found = report("Payroll Clerk\n\nRequirements\n\n- Payroll\n", resume_with("Did things", title=held)).matches
    assert {one.requirement.kind: one.how for one in found}["title"] == how


@pytest.mark.parametrize(("years", "share"), [(2, 1.0), (8, 1.0), (20, 107 / 240), (15, 107 / 180)])
def test_years_earn_their_share(years: int, share: float) -> None:
    posting = f"Payroll Clerk\n\nRequirements\n\n- Payroll and SAP\n- {years}+ years of experience\n"
    (found,) = (
        m
        for m in report(posting, resume_with("Ran the payroll in SAP", title="Payroll Clerk")).matches
        if m.requirement.years
    )
    assert found.credit == pytest.approx(share)
    assert found.evidence


def test_years_of_other_work_earn_nothing() -> None:
    posting = "Payroll Clerk\n\nRequirements\n\n- Payroll, SAP and Excel\n- 2+ years of experience\n"
    (found,) = (
        m for m in report(posting, resume_with("Baked rye bread", title="Baker")).matches if m.requirement.years
    )
    assert found.how == "missing"


def test_years_of_a_skill_are_years_in_which_it_was_used() -> None:
    posting = "Backend Developer\n\nRequirements\n\n- Java and SQL\n- 5+ years of Python\n"
    (found,) = (
        m
        for m in report(posting, resume_with("Wrote Java and SQL", title="Backend Developer")).matches
        if m.requirement.years
    )
    assert found.credit == 0


def test_years_of_the_only_skill_asked_for() -> None:
    found = report("Requirements\n\n- 5+ years of Python\n", resume_with("Wrote Python daily")).matches
    assert [one.credit for one in found] == [1, 1]


ANALYST = """Data Analyst

Requirements

- 3+ years of experience as a data analyst or BI analyst
- SQL, Power BI and Excel
- Tableau or PostgreSQL
"""
WORKED = """Robin Marlowe
robin.marlowe@example.com

Experience

Data Analyst, Fennel & Oak   Jan 2021 - Present
- Wrote the SQL and the Power BI pages that a small and cheerful group of shops looks at every day
- Kept the numbers of twelve depots in PostgreSQL

{more}Skills

Power BI, SQL{listed}
"""


def worked(more: str = "", listed: str = "") -> Report:
    return report(ANALYST, understand_resume(read_text(WORKED.format(more=more, listed=listed))))


def test_one_more_position_takes_no_years_away() -> None:
    """What a list names counted in every related position until one position named it, too: then in that one alone."""
    another = "Business Intelligence Analyst, Rye Ltd   Jan 2019 - Dec 2020\n- Excel for the board\n\n"
    years = [next(m.credit for m in made.matches if m.requirement.years) for made in (worked(), worked(another))]
    assert years[0] == years[1] == 1


def test_a_skill_named_once_more_in_a_list_makes_no_position_unrelated() -> None:
    """The wordings that show a skill at work counted only as long as nothing named it outright."""
    case = Path(__file__).parent / "eval" / "probes" / "security-guard-supervisor"
    posting, text = ((case / f"{name}.txt").read_text("utf-8") for name in ("posting", "qualified_other"))
    totals = [
        report(posting, understand_resume(read_text(text.rstrip() + more))).score.total
        for more in ("", "\n\nADDITIONAL SKILLS\n\nemergency response\n")
    ]
    assert totals == sorted(totals)


def test_the_alternative_that_was_used_at_work_counts() -> None:
    """Of two alternatives the one in a list hid the one in a position, for the posting names it first."""
    plain, listed = worked(), worked(listed=", Tableau")
    both = [next(m for m in made.matches if "Tableau" in m.requirement.label) for made in (plain, listed)]
    assert [m.credit for m in both] == [1, 1]
    assert listed.score.total >= plain.score.total


# Properties

POSTING = """Data Analyst

Requirements

- 3+ years of experience with Python or R
- SQL and PostgreSQL
- Tableau, Power BI or Looker
- Bachelor's degree in Statistics or a related field
- Strong communication skills
- project management

Nice to have

- Kubernetes; JavaScript
- zymurgic fermentation

What you'll do

- A/B testing and reporting for the whole firm
"""
EVIDENCE = (
    "Wrote Python for reports",
    "Used R",
    "Tuned PostgreSQL",
    "SQL every day",
    "Dashboards in Tableau",
    "Looker and Power BI",
    "Led project management",
    "managed projects",
    "Communication with managers",
    "Ran k8s",
    "Kubernets clusters",
    "Wrote JS",
    "JavaScript apps",
    "zymurgic fermentations",
    "A/B tests of mails",
    "Data analysis for the board",
    "Baked rye bread",
    "Fluent in Spanish",
)
ASKED = understand_posting(read_text(POSTING))
LINES = st.lists(st.sampled_from(EVIDENCE), unique=True, max_size=8)


def total(resume: Resume) -> tuple[float, float]:
    score = match(resume, ASKED, as_of=TODAY).score
    return score.total, score.literal


@given(LINES, st.sampled_from(EVIDENCE), st.integers(0, 8))
def test_true_evidence_never_lowers_and_its_loss_never_raises(lines: list[str], more: str, place: int) -> None:
    added = [*lines[:place], more, *lines[place:]]
    without, having = total(resume_with(*lines)), total(resume_with(*added))
    assert without[0] <= having[0]
    assert without[1] <= having[1]


@given(
    LINES,
    st.sampled_from(["Data Analyst", "Baker", "Senior Data Analyst"]),
    st.sampled_from(["BSc Statistics, Leeds, 2016", "MSc Biology, Leeds, 2016"]),
)
def test_a_title_or_degree_more_never_lowers(lines: list[str], title: str, degree: str) -> None:
    plain = total(resume_with(*lines))[0]
    assert plain <= total(resume_with(*lines, more=f"{degree}\n"))[0]
    assert (
        plain
        <= total(resume_with(*lines, more=f"\nVolunteering\n\n{title}, Rye Club   Jan 2010 - Dec 2010\n- Helped\n"))[0]
    )


@given(LINES)
def test_each_match_shows_what_it_rests_on(lines: list[str]) -> None:
    resume = resume_with(*lines)
    for found in match(resume, ASKED, as_of=TODAY).matches:
        assert 0 <= found.credit <= 1
        assert 0 <= found.literal <= 1
        assert bool(found.evidence) == (found.how != "missing")
        for one in found.evidence:
            assert resume.document.quote(one.span).startswith(one.text[:20])
            assert one.text in one.line
            assert one.section == resume.section_at(one.span.start)


PARTS = {
    "Summary": "Data analyst who writes Python and SQL for a living, and reads the numbers aloud to anyone who asks.\n",
    "Experience": "Data Analyst, Fennel & Oak   Jan 2018 - Present\n- Tuned PostgreSQL for the daily reports of a bakery\n\n"
    "Clerk, Rye Ltd   Mar 2015 - Dec 2017\n- Dashboards in Tableau and project management\n",
    "Education": "BSc Statistics, University of Leeds, 2014\n",
    "Skills": "Python, JavaScript, A/B testing, communication\n",
}


def whole(order: tuple[str, ...], change: str = "") -> Resume:
    text = "Robin Marlowe\nrobin.marlowe@example.com\n\n" + "\n".join(
        f"{name.upper() if change == 'capitals' else name}\n\n{PARTS[name]}" for name in order
    )
    if change == "accents":
        text = text.replace("University", "Université")
    if change == "apart":  # each accent a character of its own
        text = unicodedata.normalize("NFD", text.replace("University", "Université"))
    if change == "crlf":
        text = text.replace("\n", "\r\n")
    if change == "wrapped":
        text = text.replace("for a living, and", "for a living,\nand").replace(
            "daily reports of", "daily reports\n  of"
        )
    return understand_resume(read_text(text))


def test_the_order_of_sections_does_not_matter() -> None:
    scores = {total(whole(order)) for order in permutations(PARTS)}
    assert len(scores) == 1
    assert scores.pop()[0] > 50


@pytest.mark.parametrize("change", ["capitals", "accents", "apart", "crlf", "wrapped"])
def test_the_look_does_not_matter(change: str) -> None:
    assert total(whole(tuple(PARTS), change)) == total(whole(tuple(PARTS)))


@pytest.mark.parametrize(
    "block", ["Python SQL Tableau", "Python, SQL, Tableau, ", "Python\n", "Data Analyst ", "communication "]
)
def test_repeating_keywords_adds_nothing(block: str) -> None:
    once = resume_with("Wrote letters", more=f"\nSkills\n\n{block}\n")
    often = resume_with("Wrote letters", more=f"\nSkills\n\n{block * 50}\n")
    assert total(often)[0] <= total(once)[0]


def test_a_resume_that_answers_each_line_scores_high() -> None:
    resume = resume_with(
        "Python and R",
        "SQL and PostgreSQL",
        "Tableau, Power BI, Looker",
        "Strong communication skills",
        "project management",
        "Kubernetes and JavaScript",
        "zymurgic fermentation",
        "A/B testing and reporting for the whole firm",
        title="Data Analyst",
        education="BSc Statistics, University of Leeds, 2016",
    )
    assert total(resume)[0] >= 95


def test_the_same_input_gives_the_same_report() -> None:
    one, two = (match(whole(tuple(PARTS)), ASKED, as_of=TODAY) for _ in range(2))
    assert one == two


@pytest.mark.parametrize("line", ["Baked bread", "Taught English to adults"])
def test_a_resume_shows_the_english_it_is_written_in(line: str) -> None:
    found = answer("Fluent English", line)
    assert found.answered
    assert found.how != "implied" or found.note == "the resume is written in it"
    assert answer("Fluent Spanish", line).how == "missing"


@pytest.mark.parametrize(
    ("lines", "how"),
    [(("Drew logos and brand guidelines", "Typography in InDesign"), "implied"), (("Sold boats",), "missing")],
)
def test_a_wider_title_counts_where_the_text_shows_the_work(lines: tuple[str, ...], how: str) -> None:
    posting = "Graphic Designer\n\nRequirements\n\n- Logos\n- Typography\n- InDesign\n- Brand guidelines\n"
    title, *_ = report(posting, resume_with(*lines, title="Designer")).matches
    assert title.requirement.kind == "title"
    assert title.how == how
    assert all("Designer" in one.text for one in title.evidence)


def test_nobody_is_told_to_name_a_title_that_was_not_held() -> None:
    posting = "Graphic Designer\n\nRequirements\n\n- Logos\n- Typography\n- InDesign\n"
    made = report(posting, resume_with("Drew logos", "Typography in InDesign", title="Designer"))
    assert made.matches[0].how == "implied"
    assert not [one for one in made.advice if one.match.requirement.kind == "title"]


def test_how_often_either_side_names_a_skill() -> None:
    found = report(
        "Requirements\n\n- Python\n- Python and SQL\n- Go\n\nDuties\n\n- Write Python\n",
        resume_with("Wrote Python", "Python again", "Ran PostgreSQL"),
    )
    times = {m.requirement.label: (m.times, m.requirement.count) for m in found.matches}
    assert times["Python"] == (2, 3)
    assert times["SQL"] == (0, 1)  # implied, and named by nobody
    assert times["Go"] == (0, 1)


@pytest.mark.parametrize(
    ("education", "answered"), [("PMP certified, 2019", True), ("School certificate, 2001", False)]
)
def test_a_certificate_answers_for_the_degree_that_it_stands_in_for(education: str, *, answered: bool) -> None:
    found = answer("Bachelor's degree or PMP certification", "Ran projects", education=education)
    assert found.requirement.kind == "degree"
    assert found.answered is answered


def test_what_implies_a_skill_is_named_once() -> None:
    """RabbitMQ is a skill, and a wording that shows message queues."""
    made = report(
        "Developer\n\nRequirements\n\n- Message queues\n- SQL\n", resume_with("Ran RabbitMQ between two services")
    )
    match = next(one for one in made.matches if one.requirement.label == "Message queues")
    assert match.how == "implied"
    assert match.note == "by RabbitMQ"
