"""What headings and sentences say of their zone, by wording alone."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.language.headings import heading_names, normal_heading
from resumefit.language.patterns import data_table, load_patterns
from resumefit.language.zone_wordings import (
    DEMANDS,
    ZONES,
    Zone,
    composed_zone,
    heading_zone,
    named_zone,
    nearest_name,
    zone_cues,
    zone_hints,
)
from tests.necessary import holds_one_of

# As postings write them; set down from memory of real ones, without a look at data/zones.toml.
HEADINGS: dict[Zone, str] = {
    "requirements": """Requirements; MINIMUM QUALIFICATIONS; Basic Qualifications; Required Skills and Experience;
        What You'll Bring; What we’re looking for; Who You Are; Your Profile; About You; Must-haves; Essential Criteria;
        Person Specification; Knowledge, Skills & Abilities; Education and Experience; The Ideal Candidate; You have;
        What you need to succeed; Skills & Competencies; Job Requirements:; Your skills and experience; Key Skills;
        What will you need?; Who are we looking for?; Technical Skills; Who do we need?; Candidate Profile;
        Selection Criteria; Licenses & Certifications;
        To be successful in this role, you will have:; Experience Required; You'll be a great fit if you have;
        We're looking for someone who; Entry requirements; What it takes; What you should bring to the table;
        Your background; Minimum requirements for this position; Professional Qualifications; Eligibility Criteria;
        Ideal Candidate Profile; Essential skills, knowledge and experience; You might be right for this if you;
        Is this you?; What we need from you; What you'll need to have; Qualifications & Skills; Required Education;
        What makes you a great fit; The successful candidate will have; Skills you'll need; Non-negotiables""",
    "preferred": """Nice to have; Nice-to-haves:; Preferred Qualifications; PREFERRED SKILLS; Desirable; Pluses; Assets;
        Desirable Criteria; Bonus points; Bonus Points If You Have; It's a plus if you have; Would be an asset;
        Good to have; Even better if you have; Desired Skills; Preferred Experience; Desirable skills and experience;
        What would make you stand out; Extra credit; Preferred but not required; Nice to have (not essential);
        Ideally, you'll also have; You may also have; What sets you apart; It would be great if you had;
        Additional assets; Considered a plus; We'd love it if you also; Optional skills; Highly desirable;
        Brownie points for; Not essential, but helpful; Advantageous; Added advantage; The cherry on top;
        Preferred Education and Experience; Great if you also have; Bonus skills; How to stand out""",
    "duties": """Responsibilities; KEY RESPONSIBILITIES; What you'll do; What you will be doing; Your role; The Role;
        About the role; Duties and Responsibilities; Essential Duties & Responsibilities; Essential Functions; Tasks;
        Main Duties; Day-to-day; A day in the life; In this role, you will:; Job Description; Position Summary;
        Job Purpose; Your responsibilities will include; Key Accountabilities; Primary Duties; Your mission;
        How you'll make an impact; What you'll be working on; The opportunity; Job Summary; Scope of work; You will;
        What does the job involve?; As a Senior Engineer, you will; Principal Responsibilities; What you'll own;
        Your day-to-day responsibilities; Role Overview; The job; Key Tasks; What will you do?; Your impact;
        A typical day; About this position; Main purpose of the role; On a typical day you will; Your first 90 days""",
    "about": """About Us; ABOUT THE COMPANY; Who we are; Our Story; Our mission; Our Values; Company Overview; The Team;
        Why join us?; About Pennywhistle; About Pennywhistle Analytics Ltd; Meet the team; About the team; Our culture;
        Company Description; Life at Pennywhistle; What we do; Why Pennywhistle?; Company profile; A bit about us;
        Who is Pennywhistle?; A little about our company; Our history; About our client; The company; Our hospital;
        About the school; Introduction; Why work with us?; Where you'll work; Our vision; About the department;
        Background; Your team; Get to know us; What we're about; Culture and values; Working at Pennywhistle""",
    "benefits": """Benefits; Perks; PERKS & BENEFITS; What we offer; What's in it for you?; Compensation & Benefits; Pay;
        Salary and benefits; What you'll get; In return; Why you'll love working here; Total Rewards; Employee Benefits;
        Our benefits include; Salary; Pay range; Compensation; What can we offer you?; We offer; Benefits Package;
        Remuneration; Our offer to you; Salary Range; What you can expect from us; Rewards; Package; Time off;
        Some of our perks; What's on offer; Health & Wellness Benefits; Benefits at a glance; Pay Transparency;
        Learning and development; How we'll look after you; In exchange for your hard work; What do we offer?""",
    "legal": """Equal Opportunity; EQUAL OPPORTUNITY EMPLOYER; EEO Statement; Equal Employment Opportunity; Legal; GDPR;
        Diversity & Inclusion; DEI statement; Diversity, Equity and Inclusion; Privacy Notice; Data Protection;
        Reasonable Accommodations; Accommodation; Our commitment to diversity; Disclaimer; Safeguarding; Fair Chance;
        Equality, Diversity and Inclusion; Privacy Policy; Notice to Recruiters; Notice to agencies; E-Verify;
        Applicant Privacy Notice; Non-discrimination; Recruitment agencies; Accessibility; Inclusion and Belonging;
        Affirmative Action; Our Commitment to Equity; Small print; The legal bit; Accommodations for applicants;
        Fraud warning; Employment Equity; California privacy notice""",
    "apply": """How to apply; HOW TO APPLY:; Application process; To apply; Next steps; Interview process; Contact;
        Our hiring process; Apply now; Closing date; What happens next?; Selection process; Ready to apply?;
        Recruitment process; Interested?; Application deadline; Contact us; How do I apply?; Application procedure;
        Sound like you?; Want to apply?; Any questions?; The interview process; Get in touch; Application instructions;
        What to expect from our hiring process; Further information; Contact details; How we hire; Key dates;
        For more information; Submitting your application; Next Steps in the Process; Join us; What's next?""",
    "conditions": """Physical Requirements; Physical Demands; Working Conditions; WORK ENVIRONMENT; Work Schedule; Shift;
        Schedule; Travel; Travel Requirements; Hours; Working hours; Background check; Pre-employment checks; Rota;
        Work authorization; Right to work; Visa sponsorship; Security Clearance; Shift pattern; Hours of work; On-call;
        Conditions of employment; Additional requirements; Physical and mental demands; Drug testing; Availability;
        Environmental conditions; Other requirements; Working environment; Background screening; Terms and conditions;
        Physical demands and work environment; Please note; Vaccination requirements; DBS check""",
    "meta": """Location; LOCATION:; Job type; Employment type; Job details; Reference; Department; Reports to; Start date;
        Contract type; Job ID; Seniority level; Industry; Reporting to; Job reference; Position type; Company size;
        Date posted; Job category; Job title; Work location; Contract; Grade; Employment status; FLSA status;
        Role details; Key facts; Requisition ID; Duration; Job family; Job level; Workplace type""",
    "waived": """You don't need; What you don't need; What you won't need; Not required; No need for; Don't worry about;
        It's fine if you don't have; What we don't ask for""",
}


def sample(zone: Zone) -> list[str]:
    return [heading for part in HEADINGS[zone].split(";") if (heading := " ".join(part.split()))]


SAMPLE = [(zone, heading) for zone in HEADINGS for heading in sample(zone)]


@pytest.mark.parametrize(("zone", "heading"), SAMPLE)
def test_headings_as_postings_write_them(zone: Zone, heading: str) -> None:
    assert heading_zone(heading) == zone


@pytest.mark.parametrize("zone", [zone for zone in ZONES if zone != "waived"])
def test_there_are_many_wordings_of_each_zone(zone: Zone) -> None:
    counts = Counter(heading_names("zones.toml").values())
    assert counts[zone] >= 25
    assert len(set(sample(zone))) >= 25


def test_every_zone_has_a_sample_and_every_name_a_zone() -> None:
    assert set(HEADINGS) == set(ZONES)
    assert set(heading_names("zones.toml").values()) <= set(ZONES)
    assert set(ZONES) > DEMANDS


@given(st.sampled_from(SAMPLE), st.sampled_from(["{}", "{}:", "  {} ", "** {} **", "— {} —", "{} :"]), st.booleans())
def test_signs_capitals_and_apostrophes_change_no_name(one: tuple[Zone, str], frame: str, capitals: bool) -> None:
    zone, heading = one
    heading = heading.upper() if capitals else heading
    if named_zone(heading) is not None:
        assert named_zone(frame.format(heading)) == zone
    assert heading_zone(heading.replace("'", "’")) == heading_zone(heading.replace("’", "'"))


@pytest.mark.parametrize(
    "heading",
    [
        "",
        "—",
        "Flour power",
        "The crumbs beneath the table",
        "Bring your own sourdough",
        "Warehouse Operative",
        "Senior Payroll Clerk",
        "Leeds",
        "Python",
        "2024",
    ],
)
def test_what_tells_nothing(heading: str) -> None:
    assert heading_zone(heading) is None


@pytest.mark.parametrize(
    ("heading", "zone"),
    [
        ("Requirements and qualifications", "requirements"),
        ("Skills & Experience", "requirements"),
        ("Benefits and perks", "benefits"),
        ("Requirements and bread", None),
        ("and", None),
    ],
)
def test_names_joined_by_and(heading: str, zone: Zone | None) -> None:
    assert named_zone(heading) == zone


@pytest.mark.parametrize(
    ("heading", "zone"),
    [
        ("So, what will you be doing all day?", "duties"),
        ("And now: what we're looking for", "requirements"),
        ("What you'll need to succeed here", "requirements"),
        ("What the job is like day to day", "duties"),
        ("What we put on the table", "benefits"),
        ("Before you ring us", "conditions"),
        ("Payroll", None),
    ],
)
def test_headings_built_of_common_parts(heading: str, zone: Zone | None) -> None:
    assert composed_zone(heading) == zone


@pytest.mark.parametrize(
    ("heading", "zone"),
    [
        ("About CloudScale Systems", "about"),
        ("Responsibilities of the night porter", None),  # one word begins only "about"
        ("Key responsibilities of the night porter", "duties"),
        ("Porter: what you'll do", "duties"),
        ("you will shine with", None),
        ("Clerk", None),
        ("", None),
    ],
)
def test_the_longest_name_at_either_end(heading: str, zone: Zone | None) -> None:
    assert nearest_name(normal_heading(heading).split()) == zone


@pytest.mark.parametrize(
    ("sentence", "zone"),
    [
        ("Candidates must, on the closing date of this advertisement:", "requirements"),
        ("The person we appoint will be responsible for the following:", "duties"),
        ("It is an advantage, though by no means needed, to have:", "preferred"),
    ],
)
def test_a_sentence_that_announces_a_list(sentence: str, zone: Zone) -> None:
    assert heading_zone(sentence) == zone


@pytest.mark.parametrize(
    ("sentence", "zone"),
    [
        ("Three years of experience in payroll required.", "requirements"),
        ("Sage is a plus.", "preferred"),
        ("Xero would be lovely.", "preferred"),
        ("You'll run the monthly payroll.", "duties"),
        ("Founded in 1971, we bake bread.", "about"),
        ("We offer a pension and 25 days of annual leave.", "benefits"),
        ("Applicants are considered without regard to race, age or sex.", "legal"),
        ("Send your CV to jobs@example.com.", "apply"),
        ("You must be able to lift 25 kg.", "conditions"),
        ("No degree is needed.", "waived"),
    ],
)
def test_cues_of_sentences(sentence: str, zone: Zone) -> None:
    assert zone in zone_cues(sentence)


@pytest.mark.parametrize("sentence", ["", "Bread", "The oven is hot and the bread is brown.", "Leeds, Harrogate, York"])
def test_sentences_without_a_cue(sentence: str) -> None:
    assert zone_cues(sentence) == []


def test_the_words_of_a_zone_leave_no_cue_out() -> None:
    words = data_table("zones.toml")["cue_words"]
    cues = load_patterns("zones.toml", "cues")
    assert words.keys() == cues.keys()
    assert [zone for zone, cue in cues.items() if not holds_one_of(cue.pattern, words[zone].split())] == []


def test_hints_are_of_whole_words_in_order() -> None:
    assert "apply" in zone_hints(["cover", "letter"])
    assert "apply" not in zone_hints(["cover"])
    assert "requirements" in zone_hints(["five", "year"])
    assert "apply" in zone_hints(["please", "get", "in", "touch"])
    assert "apply" not in zone_hints(["touch", "in", "get"])
    assert zone_hints([]) == set()
    assert zone_hints(["bread"]) == set()


@given(st.text(max_size=60))
def test_any_text_has_one_zone_or_none(text: str) -> None:
    assert heading_zone(text) in (*ZONES, None)
    assert set(zone_cues(text)) <= set(ZONES)
    assert zone_hints(text.lower().split()) <= set(ZONES)
