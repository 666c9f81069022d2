"""Requirements: what each sentence of a posting asks for, how firmly, and what may stand in for what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resumefit
from resumefit.errors import NothingToScoreError
from resumefit.language.posting import understand_posting
from resumefit.language.requirements import Requirement
from resumefit.reading.read import read_text


def asked(text: str, heading: str = "Requirements") -> tuple[Requirement, ...]:
    try:
        return understand_posting(read_text(f"{heading}\n\n{text}\n")).requirements
    except NothingToScoreError:
        return ()


def groups(text: str) -> set[str]:
    """Each requirement of a sentence as its keywords joined by " or ", without degrees and years."""
    return {" or ".join(k.label for k in r.any_of) for r in asked(text) if not r.degree and not r.years}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("- C# or Go", "C# or Go"),
        ("- Python and SQL", "Python|SQL"),
        ("- Python, Java or Go", "Python or Java or Go"),
        ("- Python, Java, and Go", "Python|Java|Go"),
        ("- Python/Java", "Python or Java"),
        ("- Java and/or Kotlin", "Java or Kotlin"),
        ("- Either Java or Kotlin, plus SQL", "Java or Kotlin|SQL"),
        ("- React or Vue and TypeScript", "React or Vue.js|TypeScript"),
        ("- Python or R, SQL, and Tableau or Power BI", "Python or R|SQL|Tableau or Power BI"),
        ("- Docker/Kubernetes experience", "Docker or Kubernetes"),
        ("- HTML, CSS and JavaScript", "HTML|CSS|JavaScript"),
        ("- Docker or equivalent", "Docker"),
        ("- CI/CD and A/B testing", "CI/CD|A/B testing"),
        pytest.param("- Python services or Go services", "Python or Go"),
        pytest.param("- At least one of: Python, Java, Go", "Python or Java or Go"),
        pytest.param("- One or more of Python, Java, Go", "Python or Java or Go"),
        pytest.param("- Not only Java but also Kotlin", "Java|Kotlin"),
        pytest.param("- Java (not JavaScript)", "Java"),
        pytest.param("- Welding rather than soldering", "Welding"),
        pytest.param("- Ruby on Rails (or Django)", "Ruby on Rails or Django"),
    ],
)
def test_either_or(text: str, wanted: str) -> None:
    assert groups(text) == set(wanted.split("|"))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "- cloud platforms such as AWS, Azure or GCP",
            "Cloud computing or AWS or Microsoft Azure or Google Cloud Platform",
        ),
        ("- cloud platforms (AWS, Azure, GCP)", "Cloud computing or AWS or Microsoft Azure or Google Cloud Platform"),
        ("- databases, e.g. PostgreSQL or MySQL", "PostgreSQL or MySQL"),
        ("- languages such as Python or Java", "Python or Java"),
        ("- accounting software (QuickBooks or Xero)", "QuickBooks or Xero"),
    ],
)
def test_examples_and_brackets(text: str, wanted: str) -> None:
    (found,) = {one for one in groups(text) if set(wanted.split(" or ")) <= set(one.split(" or "))}
    assert len(found.split(" or ")) <= len(wanted.split(" or ")) + 1


@pytest.mark.parametrize(
    ("text", "label", "forms"),
    [
        ("- Search Engine Optimization (SEO)", "SEO", {"Search Engine Optimization", "SEO"}),
        ("- Good Manufacturing Practice (GMP)", "Good manufacturing practice", {"Good Manufacturing Practice", "GMP"}),
        ("- Applicant Tracking Systems (ATS)", "Applicant tracking systems", {"Applicant Tracking Systems", "ATS"}),
        ("- SEO (search engine optimization)", "SEO", {"SEO", "search engine optimization"}),
    ],
)
def test_long_form_and_acronym_are_one_skill(text: str, label: str, forms: set[str]) -> None:
    (one,) = asked(text)
    (keyword,) = one.any_of
    assert keyword.label == label
    assert set(keyword.forms) >= forms


@pytest.mark.parametrize(
    "text",
    [
        "- Java is not required",
        "- No degree required",
        "- Java not needed",
        "- No experience with Python necessary",
        "- You don't need Java",
        "- Experience without Java",
        "- A degree is not necessary",
        "- No prior experience required",
        pytest.param("- Python isn't required"),
        "- Not required: X-ray licence",
        "- No zymurgic froth systems needed",
        "- No need to know our zymurgic froth system",
        "- You need not know Ansible or Windows Server",
        "- You won't need any PLC knowledge",
        "- Welding is not part of the job",
        "- Knowledge of Python is not asked for.",
        "- A degree in hospitality is neither here nor there.",
        "- Welding and roofing are done next door.",
        "- Python alone will not count.",
        "- Don't worry if you haven't used Ansible",
        "- No call for plastering or roofing",
        "- Welding experience probably won't be a fit.",
        "- Welding matters not at all.",
        "- They don't hold a sponsor licence.",
    ],
)
def test_negation(text: str) -> None:
    assert not asked(text)


def needs(text: str, heading: str = "Requirements") -> dict[str, str]:
    return {k.label: r.need for r in asked(text, heading) for k in r.any_of}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("- Python", {"Python": "required"}),
        ("- Python preferred", {"Python": "preferred"}),
        ("- Ideally, Kafka", {"Apache Kafka": "preferred"}),
        ("- Kafka is a plus", {"Apache Kafka": "preferred"}),
        ("- Kafka would be a bonus", {"Apache Kafka": "preferred"}),
        ("- Python; Kafka is a plus", {"Python": "required", "Apache Kafka": "preferred"}),
        ("- Kafka is a plus but not required", {"Apache Kafka": "preferred"}),
        ("- Python is a must. Kafka is desirable.", {"Python": "required", "Apache Kafka": "preferred"}),
        pytest.param("- Python required, Kafka preferred", {"Python": "required", "Apache Kafka": "preferred"}),
        pytest.param("- SQL (preferably PostgreSQL)", {"SQL": "required", "PostgreSQL": "preferred"}),
    ],
)
def test_need_is_softened(text: str, wanted: dict[str, str]) -> None:
    assert needs(text) == wanted


@pytest.mark.parametrize(
    ("heading", "need"), [("Requirements", "required"), ("Nice to have", "preferred"), ("Responsibilities", "duty")]
)
def test_need_comes_from_the_zone(heading: str, need: str) -> None:
    assert needs("- Payroll in Microsoft Excel", heading)["Payroll"] == need


def test_the_firmest_need_wins_and_places_are_counted() -> None:
    (one,) = (
        r
        for r in asked("- Python\n\nNice to have\n\n- Python and more Python\n\nResponsibilities\n\n- Write Python")
        if r.label == "Python"
    )
    assert one.need == "required"
    assert one.count >= 3


@pytest.mark.parametrize(
    ("text", "low", "tied"),
    [
        ("- 5+ years of Python", 5, {"Python"}),
        ("- At least two years of experience in dementia care", 2, {"Dementia care"}),
        ("- 3-5 years' experience in accounting or finance", 3, {"Accounting", "Finance"}),
        ("- 4+ years of experience", 4, set()),
        pytest.param("- 10+ years in project management, preferably with SQL", 10, {"Project management"}),
        ("- minimum 2 (two) years of welding", 2, {"Welding"}),
    ],
)
def test_years_are_tied_to_a_skill(text: str, low: int, tied: set[str]) -> None:
    (one,) = (r for r in asked(text) if r.years)
    assert one.years is not None
    assert one.years.low == low
    assert {keyword.label for keyword in one.any_of} == tied


@pytest.mark.parametrize(
    ("text", "level", "fields", "instead"),
    [
        ("- Bachelor's degree in Computer Science", "bachelor", {"Computer Science"}, False),
        ("- Bachelor's degree in Physics or equivalent experience", "bachelor", {"Physics"}, True),
        ("- BA/BS in Marketing, Communications or related field", "bachelor", {"Marketing", "Communications"}, False),
        ("- High school diploma or GED", "secondary", set(), False),
        pytest.param("- Master's degree or PhD in Statistics", "master", {"Statistics"}, False),
        pytest.param("- Associate's or Bachelor's degree", "associate", set(), False),
        pytest.param("- Bachelor's or Master's degree in Statistics", "bachelor", {"Statistics"}, False),
        pytest.param("- BACHELOR'S DEGREE IN NURSING", "bachelor", {"NURSING"}, False),
    ],
)
def test_degrees(text: str, level: str, fields: set[str], *, instead: bool) -> None:
    (one,) = (r for r in asked(text) if r.kind == "degree")
    assert one.degree is not None
    assert (one.degree.level, set(one.degree.fields), one.instead) == (level, fields, instead)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("- BSN required, MSN preferred", {"BSN": "required", "MSN": "preferred"}),
        ("- BSN preferred, ADN accepted", {"BSN": "preferred", "ADN": "required"}),
        ("- Bachelor's or Master's degree", {"Bachelor's": "required"}),
        ("- A degree or master's", {"Degree": "required"}),
        ("- A PhD is a plus", {"PhD": "preferred"}),
        ("- Education: Master's (Required); Doctorate (Preferred)", {"Master's": "required", "Doctorate": "preferred"}),
        ("- High school or equivalent (Preferred)", {"High school or": "preferred"}),
        ("- A college diploma; a degree would be preferred", {"College diploma": "required", "Degree": "preferred"}),
        ("- Degree needed, a master's would be better still", {"Degree": "required", "Master's": "preferred"}),
        (
            "- Ideally a degree, but a foundation degree is the least",
            {"Degree": "preferred", "Foundation degree": "required"},
        ),
        ("- Diplomas will not be accepted; a degree is a must", {"Degree": "required"}),
        ("- Candidates without a degree will not be considered", {"Degree": "required"}),
        ("- A bachelor's degree together with a diploma in teaching", {"Bachelor's degree": "required"}),
        ("- Tertiary qualification in business", {"Tertiary qualification in business": "required"}),
    ],
)
def test_degrees_are_shown_in_the_postings_words_each_with_its_need(text: str, wanted: dict[str, str]) -> None:
    assert {one.label: one.need for one in asked(text) if one.degree} == wanted


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("- A bachelor's degree or equivalent experience", True),
        ("- A bachelor's degree, or have experience that amounts to one", True),
        ("- A bachelor's degree, but equivalent experience is just as good", True),
        ("- A bachelor's degree or a related field and 3 years of experience", False),
        ("- A bachelor's degree and experience", False),
    ],
)
def test_experience_instead_of_a_degree(text: str, *, instead: bool) -> None:
    (one,) = (r for r in asked(text) if r.degree)
    assert one.instead is instead


@pytest.mark.parametrize(
    ("heading", "text", "labels"),
    [
        ("Requirements", "- Fermentation, curing, preserving", {"Fermentation", "Curing", "Preserving"}),
        ("Requirements", "- Milk quality know-how", {"Milk quality"}),
        ("Requirements", "- Swedish", {"Swedish"}),
        ("Duties", "- Troubleshoot lighting controls and motor circuits", {"lighting controls", "motor circuits"}),
        ("Duties", "- You chair steering committees", {"steering committees"}),
        ("Duties", "- Work with project managers and designers", set()),
        ("Duties", "- Work with physicians and nursing assistants", set()),
        (
            "Duties",
            "- Install and change out transformers, reclosers and switches",
            {"transformers", "reclosers", "switches"},
        ),
        ("Duties", "- Inspects structures for corrosion", {"Inspects structures"}),
        ("Duties", "- Reviews plans for restaurants", {"Reviews plans"}),
    ],
)
def test_phrases_that_are_in_no_taxonomy(heading: str, text: str, labels: set[str]) -> None:
    assert {one.label.lower() for one in asked(text, heading)} == {label.lower() for label in labels}


def test_initials_of_the_posting_itself_are_the_same_demand() -> None:
    found = asked("- Zymurgic froth systems (ZFS)\n- ZFS")
    assert [(one.label.lower(), one.count) for one in found] == [("zymurgic froth systems", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "- Python",
        "- Passing the time",
        "- Proficient in MS Excel",
        "- MS Office (Word, Excel and Outlook)",
        "- Certified Scrum Master",
        "- Six Sigma Black Belt or Scrum Master, plus Jira",
        "- We don't need flair bartending, bottle service or a hospitality degree",
        "- We don't ask for a degree",
    ],
)
def test_no_degree_is_made_up(text: str) -> None:
    assert not [r.label for r in asked(text) if r.kind == "degree"]


@pytest.mark.parametrize(
    ("text", "label"), [("- CPA or CMA", "CPA or CMA"), ("- BLS certification", "BLS certification")]
)
def test_certificates_are_requirements(text: str, label: str) -> None:
    (one,) = asked(text)
    assert (one.kind, one.label, one.knockout) == ("certification", label, False)


@pytest.mark.parametrize(
    "text",
    ["- Valid driver's license", "- Active RN license", "- Registered Nurse (RN) licence", "- CDL Class A required"],
)
def test_licences_are_knockouts(text: str) -> None:
    assert [one.knockout for one in asked(text) if one.kind == "certification"] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "- Strong experience and excellent skills",
        "- A good team in a great environment",
        pytest.param("- A fast-paced environment"),
        pytest.param("- Passionate about what you do"),
    ],
)
def test_adjectives_and_general_nouns_ask_for_nothing(text: str) -> None:
    assert not asked(text)


def test_a_condition_is_no_requirement_too() -> None:
    posting = understand_posting(read_text("Requirements\n\n- Python\n- ability to lift 50 lbs\n"))
    assert [one.kind for one in posting.knockouts] == ["physical"]
    assert [one.label for one in posting.requirements] == ["Python"]


@pytest.mark.parametrize(
    "text", ["- Enhanced DBS check", "- Subject to a basic DBS check", "- Working with Children Check"]
)
def test_a_check_is_a_condition_and_no_requirement(text: str) -> None:
    posting = understand_posting(read_text(f"Requirements\n\n- Python\n{text}\n"))
    assert [one.kind for one in posting.knockouts] == ["checks"]
    assert [one.label for one in posting.requirements] == ["Python"]


@pytest.mark.parametrize(
    ("heading", "text", "label", "skill"),
    [
        ("Duties", "- Guide apprentices", "Guide apprentices", "Coaching and mentoring"),
        ("Requirements", "- Able to train new starters", "Train new starters", "Coaching and mentoring"),
        ("Requirements", "- You talk to fitters", "Talk to fitters", "Communication"),
        ("Duties", "- Supervise nursing assistants", "Supervise nursing assistants", "Care team supervision"),
        ("Requirements", "- You are analytical", "Analytical", "Analytical thinking"),
    ],
)
def test_what_is_done_with_people_is_a_skill(heading: str, text: str, label: str, skill: str) -> None:
    (one,) = asked(text, heading)
    assert (one.label, [keyword.label for keyword in one.any_of]) == (label, [skill])


def test_of_the_conditions_only_a_licence_is_a_requirement() -> None:
    text = "Requirements\n\n- Python\n\nWorking conditions\n\n- Exposure to bloodborne pathogens\n- A driving licence\n"
    assert [one.label for one in understand_posting(read_text(text)).requirements] == ["Python", "Driving licence"]


def test_a_requirement_quotes_its_line() -> None:
    document = read_text("Requirements\n\n- A sound grasp of Python or Go\n")
    (one,) = understand_posting(document).requirements
    assert document.quote(one.span) == "A sound grasp of Python or Go"
    for keyword in one.any_of:
        assert [document.quote(span) for span in keyword.mentions] == list(keyword.forms)


SOME = (
    "Python",
    "SQL",
    "C# or Go",
    "Excel (Word)",
    "3+ years of Java",
    "Bachelor's degree in Law",
    "welding/soldering",
    "no Perl",
    "CPA",
)
ITEMS = st.lists(st.sampled_from(SOME), min_size=1, max_size=6)


@given(ITEMS)
def test_requirements_are_distinct_and_in_place(items: list[str]) -> None:
    document = read_text("Requirements\n\n" + "".join(f"- {item}\n" for item in items))
    try:
        posting = understand_posting(document)
    except NothingToScoreError:
        return
    keys = [(one.key, one.years, one.degree is None) for one in posting.requirements]
    assert len(set(keys)) == len(keys)
    for one in posting.requirements:
        assert 0 <= one.span.start < one.span.end <= len(document.text)
        assert one.count >= 1
        assert all(0 <= m.start < m.end <= len(document.text) for k in one.any_of for m in k.mentions)


@given(ITEMS)
def test_the_signs_of_a_list_change_nothing(items: list[str]) -> None:
    dashes, dots = ("\n".join(f"{sign} {item}" for item in items) for sign in ("-", "•"))
    assert [(r.label, r.need) for r in asked(dashes)] == [(r.label, r.need) for r in asked(dots)]


def test_degrees_and_years_that_are_sought_outside_the_lists_of_demands() -> None:
    found = asked(
        "- Lead the night team (we'd expect you to have 3 years in resorts)\n- Plan five years ahead",
        "What you will do",
    )
    assert [(r.years.low, r.need) for r in found if r.years] == [(3, "required")]


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        ("Email campaigns with Klaviyo, Mailchimp or a similar platform", "Klaviyo or Mailchimp"),
        ("Figma, Sketch or other design tools", "Figma or Sketch"),
        (
            "We run NetSuite, but SAP or Microsoft Dynamics will do just as well",
            "NetSuite or SAP or Microsoft Dynamics",
        ),
        ("A practice management system, be it Provet or ezyVet", "Provet or ezyVet"),
    ],
)
def test_a_list_that_ends_in_the_like_takes_any_of_them(line: str, labels: str) -> None:
    found = resumefit.read_posting(text=f"Clerk\n\nRequirements\n- {line}\n").requirements
    assert any(one.label.startswith(labels) for one in found)


@pytest.mark.parametrize("line", ["We use Xero, but Excel matters more", "Xero and Excel or similar"])
def test_but_is_no_or(line: str) -> None:
    labels = [one.label for one in resumefit.read_posting(text=f"Clerk\n\nRequirements\n- {line}\n").requirements]
    assert {"Xero", "Excel"} <= set(labels)


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("A bachelor's degree in marketing or similar, or a CIM qualification", "CIM qualification"),
        ("A paralegal certificate from an approved school, or a bachelor's degree", "Paralegal certificate"),
        ("Bachelor's degree or PMP certification", "PMP certification"),
    ],
)
def test_a_certificate_in_place_of_a_degree_is_one_demand_with_it(line: str, label: str) -> None:
    found = resumefit.read_posting(text=f"Clerk\n\nRequirements\n- {line}\n- filing\n").requirements
    (study,) = (one for one in found if one.kind == "degree")
    assert label in study.label
    assert not [one for one in found if one.kind == "certification"]


@pytest.mark.parametrize("line", ["Bachelor's degree and PMP or PRINCE2", "Bachelor's degree. PMP or PRINCE2"])
def test_a_certificate_beside_a_degree_is_a_demand_of_its_own(line: str) -> None:
    found = resumefit.read_posting(text=f"Clerk\n\nRequirements\n- {line}\n- filing\n").requirements
    assert {one.kind for one in found} >= {"degree", "certification"}
