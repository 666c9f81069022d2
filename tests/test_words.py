"""Base forms: inflections and spellings fold, derivations and other words do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.language.words import american, base_form, singular

SAME = """manage managing managed manages
program programs programme programmes programmed
analyze analyse analysing analyzed analysed
class classes
query queries querying
test tests tested testing
ship ships shipped shipping
model models modelling modeling modelled
travel travels travelling traveled
organization organisation organisations
organize organise organising organized
color colour colours
behavior behaviour
pediatric paediatric
hematology haematology
database databases
invoice invoices invoicing invoiced
service services serviced
lead leads led leading
drive drives driving drove driven
teach teaches taught teaching
write writes wrote written writing
weld welds welded
diagnose diagnosed diagnosing
cancel cancelled canceled
install installs installed installing
control controls controlled controlling
schedule schedules scheduling scheduled
license licence licensed licensing licenses
plan plans planned planning
focus focused focusing focuses
supervise supervised supervising
person people persons
child children
pass passed passing passes
bake bakes baking baked
process processes processing processed
study studies studied studying
apply applies applied applying
carry carried
bus buses
canvas canvases
lens lenses
cookie cookies
calorie calories
diagnosis diagnoses""".splitlines()

NOT_SAME = """accountant account accounting
market marketing
engineer engineering
nurse nursing
program programming
build building
care car
code cod
file fill
wire wiring
enterprise enterprize
house housing
manager manage management
weld welder
spring string
new news
plan plane
stag stage""".splitlines()


@pytest.mark.parametrize("row", SAME)
def test_inflections_and_spellings_fold(row: str) -> None:
    assert len({base_form(word) for word in row.split()}) == 1


@pytest.mark.parametrize("row", NOT_SAME)
def test_other_words_stay_apart(row: str) -> None:
    words = row.split()
    assert len({base_form(word) for word in words}) == len(words)


@pytest.mark.parametrize("word", ["C++", "C#", ".NET", "Node.js", "R&D", "A/B", "k8s", "S3", "401(k)", "CI/CD"])
def test_words_with_signs_or_digits_are_kept(word: str) -> None:
    assert base_form(word) == word.lower()


@pytest.mark.parametrize(("dotted", "plain"), [("B.S.N.", "bsn"), ("U.S.", "us"), ("e.g.", "eg")])
def test_dotted_abbreviations_lose_their_dots(dotted: str, plain: str) -> None:
    assert base_form(dotted) == plain


@pytest.mark.parametrize("word", ["aws", "css", "js", "bus", "status", "analysis", "class", "gas", "dos"])
def test_short_words_and_sibilants_are_no_plurals(word: str) -> None:
    assert singular(word) == word


@pytest.mark.parametrize(
    ("british", "us"),
    [
        ("centre", "center"),
        ("theatres", "theaters"),
        ("optimisation", "optimization"),
        ("labour", "labor"),
        ("exercise", "exercise"),
        ("enterprise", "enterprise"),
        ("supervised", "supervised"),
        ("noise", "noise"),
        ("anaesthetist", "anesthetist"),
        ("catalogues", "catalogs"),
        ("paralysed", "paralyzed"),
        ("four", "four"),
    ],
)
def test_spelling(british: str, us: str) -> None:
    assert american(british) == us


@given(st.text(max_size=30))
def test_base_form_takes_any_text(word: str) -> None:
    assert base_form(word) == base_form(word)
    assert base_form(word).strip() or not word.strip(" .")


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=15))
def test_case_does_not_matter(word: str) -> None:
    assert base_form(word) == base_form(word.upper()) == base_form(word.title())


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=15))
def test_a_base_form_is_never_empty_nor_much_shorter(word: str) -> None:
    assert len(base_form(word)) >= len(word) - 6
