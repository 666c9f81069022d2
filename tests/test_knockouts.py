"""Knock-outs: the conditions of a posting, and what a resume says of each."""

from __future__ import annotations

from datetime import date

import pytest

from resumefit.config import load_config
from resumefit.language.knockouts import condition_spans, is_licence
from resumefit.language.mentions import skill_finder
from resumefit.language.patterns import compile_patterns, data_table, load_patterns
from resumefit.language.posting import JobPosting, understand_posting
from resumefit.language.resume import understand_resume
from resumefit.matching.knockouts import KnockoutCheck, check_knockouts
from resumefit.matching.match import match_requirements
from resumefit.reading.document import Span
from resumefit.reading.read import read_text
from tests.necessary import holds_one_of

TODAY = date(2026, 11, 1)


def posting_with(line: str) -> JobPosting:
    return understand_posting(read_text(f"Payroll Clerk\n\nRequirements\n\n- Payroll\n- {line}\n"))


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Must be authorized to work in the United States", "work authorization"),
        ("The right to work in the UK", "work authorization"),
        ("We are unable to sponsor visas", "work authorization"),
        ("U.S. citizenship required", "work authorization"),
        ("Active Secret clearance", "clearance"),
        ("SC clearance required", "clearance"),
        ("Must be 18 years or older", "age"),
        ("Must be at least 21 years of age", "age"),
        ("Available to work nights and weekends", "availability"),
        ("Rotating shifts", "availability"),
        ("Flexible to work overtime", "availability"),
        ("Up to 25% travel", "travel"),
        ("Willing to travel within the region", "travel"),
        ("Able to lift 50 lbs", "physical"),
        ("Stand for up to 8 hours", "physical"),
        ("Lift and carry 20 kg", "physical"),
        ("Must work on-site", "on site"),
        ("3 days a week in our Leeds office", "on site"),
        ("Pass a background check", "checks"),
        ("Subject to an enhanced DBS check", "checks"),
        ("Pre-employment drug screen", "checks"),
        ("Full working rights in Australia", "work authorization"),
        ("We can only employ people who live in Spain or Portugal", "work authorization"),
        ("You must live in the UK", "work authorization"),
        ("Security vetting", "clearance"),
        ("Over 18", "age"),
        ("At least 22 years of age", "age"),
        ("Join an on-call rota one week in six", "availability"),
        ("Alternate weekends and bank holidays", "availability"),
        ("Every third Saturday", "availability"),
        ("2-cycle shift, Monday to Friday", "availability"),
        ("Early mornings", "availability"),
        ("Four on, four off", "availability"),
        ("Monthly trips to Wagga", "travel"),
        ("Travel between sites", "travel"),
        ("25 kg bags all day", "physical"),
        ("A reasonable level of fitness", "physical"),
        ("On your feet most of the day", "physical"),
        ("Three days a week in the office", "on site"),
        ("Police and credit checks", "checks"),
        ("A basic Disclosure Scotland check", "checks"),
        ("No DUI in 7 years", "checks"),
        ("Must have own vehicle", "vehicle"),
        ("Reliable transportation", "vehicle"),
    ],
)
def test_conditions(line: str, kind: str) -> None:
    found = posting_with(line).knockouts
    assert [one.kind for one in found] == [kind]
    assert found[0].label.lower() in line.lower()


@pytest.mark.parametrize(
    "line",
    [
        "Knowledge of travel insurance",
        "Lift the mood of the team",
        "Background in finance",
        "Own your work",
        "Work with people over 60",
        "Familiar with clearance sales",
        "Checks invoices",
        "5+ years of payroll",
        "Experience with night vision systems",
        "At least 20 hours of training",
        "No weekends",
        "Evenings off",
        "Closed on bank holidays",
        "No travel",
        "Night shift supervision",
        "Working at Heights certificate",
        "Remote support",
        "Handles vacation requests",
    ],
)
def test_what_is_no_condition(line: str) -> None:
    assert not posting_with(line).knockouts


@pytest.mark.parametrize("heading", ["About us", "Equal opportunity"])
def test_blurb_and_legal_text_set_no_condition(heading: str) -> None:
    blurb = "We drug screen no one, are authorized to work in 40 states, and lift 50 lbs of dough."
    text = f"Payroll Clerk\n\n{heading}\n\n{blurb}\n\nRequirements\n\n- Payroll\n"
    assert not understand_posting(read_text(text)).knockouts


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        ("About us", "Appointment is subject to a standard DBS check."),
        ("About us", "Evidence of your right to work in the UK will be asked for."),
        ("Equal opportunity", "Offers are contingent on a drug test."),
    ],
)
def test_what_applicants_must_counts_wherever_it_stands(heading: str, line: str) -> None:
    text = f"Payroll Clerk\n\n{heading}\n\n{line}\n\nRequirements\n\n- Payroll\n"
    assert len(understand_posting(read_text(text)).knockouts) == 1


def test_checks_among_the_tasks_are_ones_own_work() -> None:
    text = "HR Assistant\n\nDuties\n\n- Run background checks and DBS checks\n\nRequirements\n\n- Payroll\n"
    assert not understand_posting(read_text(text)).knockouts


@pytest.mark.parametrize(
    ("head", "label"),
    [
        ("Registered Nurse (NIGHTS)", "NIGHTS"),
        ("CNC Machinist 2nd shift", "2nd shift"),
        ("Every night our tills hum", ""),
    ],
)
def test_the_first_lines_say_when_the_work_is(head: str, label: str) -> None:
    posting = understand_posting(read_text(f"{head}\nQuillbury\n\nRequirements\n\n- Payroll\n"))
    assert [one.label for one in posting.knockouts] == ([label] if label else [])


def test_a_licence_among_the_conditions_is_asked_for() -> None:
    text = "Buyer\n\nRequirements\n\n- Payroll\n\nConditions\n\nTravel to suppliers, so a driving licence is needed.\n"
    found = {one.label: one.knockout for one in understand_posting(read_text(text)).requirements}
    assert found["Driving licence"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Holders of a valid residence permit", "work authorization"),
        ("Omani nationals only", "work authorization"),
        ("Sponsorship is not available for this post", "work authorization"),
        ("Stamp 4", "work authorization"),
        ("Interim Secret clearance", "clearance"),
        ("You must pass police vetting", "clearance"),
        ("NV2 clearance", "clearance"),
        ("Aged 20 to 30", "age"),
        ("Minimum age 19", "age"),
        ("Maximum age: 40 years", "age"),
        ("Twenty-one or older", "age"),
        ("Rolling roster, 14 days on, 7 days off", "availability"),
        ("Weekend work is required", "availability"),
        ("Unsocial hours", "availability"),
        ("Immediate joiners only", "availability"),
        ("Wednesday to Sunday", "availability"),
        ("Start at 4:30 am", "availability"),
        ("Frequent travel to Perth", "travel"),
        ("Nights away from home", "travel"),
        ("Manual dexterity", "physical"),
        ("Bending, kneeling and reaching", "physical"),
        ("Good colour vision", "physical"),
        ("Outdoors in all weathers", "physical"),
        ("Climb ladders", "physical"),
        ("Remote work is not possible", "on site"),
        ("Willing to relocate to Perth", "on site"),
        ("Live within 30 minutes of the station", "on site"),
        ("No unspent convictions", "checks"),
        ("Police clearance certificate", "checks"),
        ("Vaccinated against hepatitis B", "checks"),
        ("PVG scheme membership", "checks"),
        ("Bring your own hand tools", "vehicle"),
        ("Use of a van", "vehicle"),
        ("A car is essential", "vehicle"),
    ],
)
def test_families_of_wordings(line: str, kind: str) -> None:
    assert kind in {one.kind for one in posting_with(line).knockouts}


@pytest.mark.parametrize(
    "line",
    [
        "No security clearance needed",
        "We don't drug-test",
        "Draw up the on-call rota",
        "Carry a revenue target",
        "You don't need a car",
        "Tools and van supplied",
        "Plan the travel of the directors",
        "Night work isn't expected",
        "Sundays always off",
        "Knowledge of work permit rules",
        "Customers travel from all over the county",
        "Pupils aged 4 to 11",
        "10 to 20 years of payroll",
    ],
)
def test_what_is_offered_denied_or_done_by_others(line: str) -> None:
    assert not posting_with(line).knockouts


_LISTS = [(kind, name) for kind, lists in data_table("knockouts.toml")["asked"].items() for name in lists]


@pytest.mark.parametrize(("kind", "name"), _LISTS)
def test_a_wording_holds_a_word_that_tells_of_it(kind: str, name: str) -> None:
    """The pre-filter is complete: whatever a list of wordings matches is looked at."""
    pattern = compile_patterns("knockouts.toml", data_table("knockouts.toml")["asked"][kind][name])
    assert holds_one_of(pattern.pattern, name.split("|"))


@pytest.mark.parametrize("table", ["met", "not_met"])
def test_what_a_resume_says_holds_a_word_that_tells_of_it(table: str) -> None:
    words = data_table("knockouts.toml")["said_words"]
    said = load_patterns("knockouts.toml", table)
    assert len(said) > 4
    assert [kind for kind, pattern in said.items() if not holds_one_of(pattern.pattern, words[kind].split())] == []


@pytest.mark.parametrize(
    ("pattern", "words", "held"),
    [
        ("a(?:b|c)d", "ab cd", True),
        ("a(?:b|c)?d", "ab cd", False),
        ("(?:need|want)s? to", "need want", True),
        ("(?:need|want)* to", "need want", False),
        ("licen[cs]e", "licence license", True),
        ("licen[a-z]e", "licence license", False),
        (r"\bDe(?:sired|sirable)\b", "desir", True),
        (r"\d+ years", "year", True),
    ],
)
def test_a_pattern_and_the_words_that_it_cannot_do_without(pattern: str, words: str, held: bool) -> None:
    assert holds_one_of(pattern, words.split()) is held


@pytest.mark.parametrize(("kind", "name"), _LISTS)
def test_a_list_of_wordings_compiles_and_matches_no_empty_text(kind: str, name: str) -> None:
    assert compile_patterns("knockouts.toml", data_table("knockouts.toml")["asked"][kind][name]).search("") is None


def test_the_same_wording_counts_once() -> None:
    text = "Payroll Clerk\n\nRequirements\n\n- Payroll\n- Must be 18 years or older\n- Must be 18 years or older\n"
    assert len(understand_posting(read_text(text)).knockouts) == 1


def test_condition_spans_lie_in_the_sentence() -> None:
    text = "You are able to lift 50 lbs, and Payroll."
    spans = condition_spans(text, Span(0, len(text)))
    assert spans
    assert all("lift 50 lbs" in text[span.start : span.end] for span in spans)


@pytest.mark.parametrize(
    ("wording", "licence"),
    [
        ("RN license", True),
        ("Registered Nurse", True),
        ("CDL", True),
        ("driving licence", True),
        ("bar admission", True),
        ("NMC PIN", True),
        ("Gas Safe", True),
        ("SIA badge", True),
        ("CPA", False),
        ("PMP certification", False),
        ("AWS Certified Developer", False),
        ("BLS", False),
        ("unlicensed software", False),
    ],
)
def test_is_licence(wording: str, *, licence: bool) -> None:
    assert is_licence(wording) is licence


RESUME = (
    "Robin Marlowe\nrobin@example.com\n\n{}\n\nExperience\n\nPayroll Clerk, Fennel & Oak   2018 - Present\n"
    "- Ran the payroll of a small and cheerful bakery with many people in it every month\n"
)


def checked(line: str, held: str) -> tuple[KnockoutCheck, ...]:
    posting, resume = posting_with(line), understand_resume(read_text(RESUME.format(held)))
    matches = match_requirements(posting, resume, skill_finder().taxonomy, load_config(), TODAY)
    return check_knockouts(posting, resume, matches)


_NO_WORK = "a refusal that holds the words of consent"


@pytest.mark.parametrize(
    ("line", "held", "status"),
    [
        ("Must be authorized to work in the US", "Authorized to work in the US", "met"),
        ("Must be authorized to work in the US", "Likes bread", "not stated"),
        ("Must be authorized to work in the US", "Requires visa sponsorship", "not met"),
        ("The right to work in the UK", "British citizen", "met"),
        ("Willing to travel 20%", "Willing to travel", "met"),
        ("Willing to travel 20%", "Unable to travel", "not met"),
        ("Able to work nights", "Available for nights and weekends", "met"),
        ("Able to work nights", "Not available for nights", "not met"),
        ("Active Secret clearance", "Holds a Secret clearance", "met"),
        ("Must have own vehicle", "Own car", "met"),
        ("Valid driver's license", "Driver's license", "met"),
        ("Valid driver's license", "Likes bread", "not stated"),
        ("Valid driver's license", "Driving licence", "met"),
        ("Able to lift 50 lbs", "Lifts 60 lbs daily", "met"),
        pytest.param("Must be authorized to work in the US", "Not authorized to work in the US", "not met"),
        pytest.param("Willing to travel 20%", "Not willing to travel", "not met"),
        pytest.param("Active Secret clearance", "No security clearance", "not met"),
        pytest.param("Able to lift 50 lbs", "Lifts 10 lbs", "not stated"),
        pytest.param("Must be authorized to work in the US", "Ship's purser to the citizens of Rome", "not stated"),
    ],
)
def test_what_the_resume_says(line: str, held: str, status: str) -> None:
    (one,) = checked(line, held)
    assert one.status == status
    assert bool(one.line) == (status != "not stated")
    assert one.posting_line == line
