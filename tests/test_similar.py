"""Do two wordings name one skill: typos are caught, and what only looks alike never is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.config import load_config
from resumefit.language.nlp import norms_of
from resumefit.matching.similar import is_typo, same_skill

EQUAL = 0.9  # from here on two phrases are taken for one skill


CONFUSABLE = """
Java|JavaScript; C|C++; C|C#; C++|C#; project management|product management; accounting|counting;
SQL|NoSQL; SQL|MySQL; React|React Native; Angular|AngularJS; Python|Jython; Go|Google; R|Ruby;
nursing|nursing home; RN|LPN; account management|accounting; data entry|data engineering;
data science|data entry; machine learning|machining; machine learning|machine operation;
AWS|AWS D1.1; civil engineering|chemical engineering; mechanical engineering|electrical engineering;
financial accounting|management accounting; GCP|GAAP; GAAP|IFRS; Word|WordPress;
Access|Accessibility; marketing|market research; sales|Salesforce; public relations|human resources;
human resources|human rights; welding|wedding planning; carpentry|carpet cleaning;
medical billing|medical coding; front-end|back-end; frontend development|backend development;
inventory management|investment management; risk management|waste management; child care|car care;
time management|team management; patient care|patent law; customer service|customer success;
network security|home security; database administration|office administration;
business analysis|business administration; graphic design|interior design; SEO|SEM; CPR|CRM;
copywriting|copyright; auditing|editing; mediation|meditation; mediation|medication;
topography|typography; cardiology|radiology; SAP|SAS; psychology|physiology;
physiology|physiotherapy; statistics|statics; dental hygiene|mental health; TIG welding|MIG welding;
PHP|PhD; SAS|SaaS; Photoshop|photography; B2B|B2C; CPA|CPR; ERP|CRM; CSS|CSM; PMP|PHP;
cloud computing|cloud kitchen; Scala|Scalability; Docker|docking; forklift|weightlifting;
payroll|patrol; tax preparation|food preparation; meal planning|media planning;
financial planning|event planning; lesson planning|capacity planning; wound care|wood carving;
farming|framing; painting|printing; milling|mailing; grading|trading; ICU|CPU; sanding|sending;
planting|planning; casting|coating; drafting|crafting; rigging|digging; roofing|proofing;
tiling|tilling; baking|banking; cooking|coaching; serving|surveying;
quality assurance|quality control; UI|UX; QA|QC; TypeScript|JavaScript; Postgres|MongoDB;
MySQL|PostgreSQL; Azure|AWS; GitHub|GitLab; Jenkins|Jira; Tableau|Power BI;
Google Analytics|Google Ads; Google Docs|Google Ads; Microsoft Word|Microsoft Excel;
Microsoft Access|Microsoft Azure; legal research|market research; clinical research|market research;
family law|criminal law; criminal law|criminal justice; first aid|financial aid;
CDL Class A|CDL Class B; German|Germany; French|French pastry; Portuguese|Spanish;
Mandarin|Cantonese; algebra|geometry; biology|microbiology; chemistry|biochemistry;
ecology|oncology; geology|zoology; urology|neurology; nutrition|attrition; retention|detention;
employee relations|labor relations; fire safety|food safety; food safety|road safety; HTML|XML;
loss prevention|fire prevention; crowd control|pest control; pest control|quality control;
document control|infection control; LAN|WAN; air traffic control|traffic control;
crane operation|drone operation; truck driving|bus driving; makeup|markup; XML|YAML; Linux|Unix;
Windows|window cleaning; bookkeeping|beekeeping; housekeeping|bookkeeping; training|trading;
fundraising|fund accounting; TCP/IP|IP law; grant writing|technical writing;
creative writing|creative direction; content strategy|content writing; social media|social work;
social work|social studies; case management|cash management; material handling|cash handling;
order picking|fruit picking; machine operation|machine vision; computer vision|computer literacy;
animal care|animal husbandry; elder care|elder law; newborn care|wound care;
physical therapy|occupational therapy; speech therapy|speech writing;
massage therapy|radiation therapy; physical education|special education;
early childhood education|higher education; Swift|Swiftly; Rust|rust removal;
Spring|spring cleaning; Puppet|puppetry; Chef|pastry chef; Lean|lean meat; Express|express delivery;
Excel|excellence; Ruby|ruby cutting; iOS|Cisco IOS; event management|event marketing;
web design|wedding design; supply chain|value chain; software engineering|social engineering
"""
PAIRS = [tuple(pair.strip().split("|")) for pair in CONFUSABLE.replace("\n", " ").split(";")]


def test_there_are_enough_pairs() -> None:
    assert len(PAIRS) >= 150
    assert len(set(PAIRS)) == len(PAIRS)


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_confusable_skills_are_not_equal(a: str, b: str) -> None:
    assert same_skill(a, b) < EQUAL
    assert same_skill(a, b) == pytest.approx(same_skill(b, a))


@pytest.mark.parametrize(
    ("a", "b"), [("Spanish", "Spanish guitar"), ("Python", "no Python"), ("welding", "welding teacher's lunch")]
)
def test_more_words_are_not_the_same_skill(a: str, b: str) -> None:
    assert same_skill(a, b) < EQUAL


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("JavaScript", "JS"),
        ("Kubernetes", "k8s"),
        ("PostgreSQL", "Postgres"),
        ("SEO", "search engine optimisation"),
        ("Microsoft Excel", "MS Excel"),
        ("managing projects", "project management"),
        ("A/B testing", "a/b tests"),
        ("full-stack developer", "Full stack developers"),
        ("golang", "Go programming language"),
        ("front-end development", "Frontend Development"),
        ("welding", "Welding"),
        ("R & D", "R&D"),
        ("forklift", "fork lift operator"),
        ("zymurgic fermentation", "Zymurgic fermentations"),
        pytest.param("organizational skills", "organisational skills"),
    ],
)
def test_the_same_skill_in_other_words(a: str, b: str) -> None:
    assert same_skill(a, b) >= EQUAL


PHRASES = st.sampled_from(
    [
        "Python",
        "SQL",
        "PostgreSQL",
        "project management",
        "product management",
        "C",
        "C++",
        "C#",
        "Java",
        "JavaScript",
        "welding",
        "welded",
        "",
        " ",
        "zorb quaff",
        "Spanish",
        "Excel",
        "MS Excel",
        "nursing",
        "ICU nursing",
        "data entry",
        "machine learning",
        "ML",
        "the of",
        "💼",
        "R&D",
        "A/B testing",
    ]
)


@given(PHRASES, PHRASES)
def test_it_is_a_likeness(a: str, b: str) -> None:
    assert 0 <= same_skill(a, b) <= 1
    assert same_skill(a, b) == pytest.approx(same_skill(b, a))
    assert same_skill(a, a) == (1 if norms_of(a) else 0)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_texts_can_be_compared(a: str, b: str) -> None:
    assert 0 <= same_skill(a, b) <= 1


RULE = load_config().fuzzy


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Pyhton", "Python"),
        ("Javscript", "JavaScript"),
        ("Kubernets", "Kubernetes"),
        ("Saleforce", "Salesforce"),
        ("Tableu", "Tableau"),
        ("bookkeping", "bookkeeping"),
        ("Terrafrom", "Terraform"),
        ("Ansibel", "Ansible"),
        ("Phlebotomey", "phlebotomy"),
        ("acounting", "accounting"),
        ("Quickboks", "QuickBooks"),
        ("forkift", "forklift"),
        ("Photoshp", "Photoshop"),
        ("Postgressql", "PostgreSQL"),
    ],
)
def test_typos(word: str, meant: str) -> None:
    assert is_typo(word, meant, RULE)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Python", "Python"),
        ("Java", "Lava"),
        ("Java", "JavaScript"),
        ("counting", "accounting"),
        ("nursing", "cursing"),
        ("C", "C++"),
        ("Git", "Gin"),
        ("Excel", "Excess"),
        ("grading", "trading"),
        ("auditing", "editing"),
        ("nutrition", "attrition"),
        ("urology", "neurology"),
        ("", "Python"),
        ("SQL", "SQLs"),
        ("Kotlin", "Kremlin"),
        ("marketing", "marketplace"),
    ],
)
def test_what_is_no_typo(word: str, meant: str) -> None:
    assert not is_typo(word, meant, RULE)


@given(
    st.text(alphabet="abcdefghijklm", min_size=1, max_size=12),
    st.text(alphabet="abcdefghijklm", min_size=1, max_size=12),
)
def test_a_typo_is_short_of_nothing(word: str, meant: str) -> None:
    if is_typo(word, meant, RULE):
        assert word != meant
        assert word[0] == meant[0]
        assert min(len(word), len(meant)) >= RULE.shortest
        assert abs(len(word) - len(meant)) <= 2


@given(st.sampled_from(["Kubernetes", "phlebotomy", "Salesforce", "bookkeeping"]), st.integers(1, 8))
def test_any_one_letter_left_out_is_a_typo(meant: str, place: int) -> None:
    assert is_typo(meant[:place] + meant[place + 1 :], meant, RULE)
