"""Which bullet shows a skill, and which could carry one that is only listed."""

from __future__ import annotations

import pytest

from resumefit.language.resume import Resume
from resumefit.language.sentences import sentence_encoder
from resumefit.matching.bullets import carrier, showing
from resumefit.reading.document import Span
from resumefit.report import read_resume

TEXT = """Robin Marlowe
robin.marlowe@example.com

Skills
InDesign, Photoshop, tea

Experience

Designer, Fennel & Oak   Jan 2023 - Present
- Laid out 30 annual reports, menus and a magazine for print
- Retouched photographs of food for the website
- Answered the telephone and kept the diary of three directors

Shop Assistant, Quay Books
- Typeset and laid out a catalogue
"""


def resume() -> Resume:
    return read_resume(text=TEXT)


def quoted(found: Resume, span: Span) -> str:
    return found.document.quote(span)


def test_the_bullets_that_hold_a_place_are_found_in_order() -> None:
    held = resume()
    places = [Span(TEXT.index(word), TEXT.index(word) + len(word)) for word in ("telephone", "InDesign", "menus")]
    assert [quoted(held, one).split()[0] for one in showing(held, places)] == ["Laid", "Answered"]
    assert showing(held, []) == []


@pytest.mark.skipif(sentence_encoder() is None, reason="no encoder here")
def test_the_bullet_that_is_most_about_it_could_carry_it() -> None:
    held = resume()
    found = carrier(held, "InDesign")
    assert found is not None
    bullet, entry = found
    assert quoted(held, bullet).startswith("Laid out 30 annual reports")
    assert entry.title == "Designer"  # a position without dates carries nothing


@pytest.mark.skipif(sentence_encoder() is None, reason="no encoder here")
def test_what_no_bullet_is_about_none_could_carry() -> None:
    assert carrier(resume(), "Arc welding") is None
    bare = (
        TEXT[: TEXT.index("Experience")]
        + "I like long walks by the sea, and have nothing else to say of anything at all."
    )
    assert carrier(read_resume(text=bare * 2), "InDesign") is None


def test_without_an_encoder_no_bullet_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESUMEFIT_TRAINED", "0")
    assert carrier(resume(), "InDesign") is None
