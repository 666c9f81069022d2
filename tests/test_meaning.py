"""Other words, for many questions at once: what is near holds all that is found one by one."""

from __future__ import annotations

import pytest

from resumefit.config import load_config
from resumefit.language.sentences import Meanings, sentence_encoder
from resumefit.matching.meaning import MeaningMatcher
from resumefit.matching.questions import questions_of
from resumefit.report import read_posting, read_resume
from tests import realfiles

pytestmark = pytest.mark.skipif(sentence_encoder() is None, reason="no encoder here")


def test_what_is_near_holds_all_that_is_found_one_by_one() -> None:
    config = load_config()
    asked = [q for path in realfiles.postings()[::12] for q in questions_of(read_posting(path), config.fuzzy) if q.asks]
    meanings = Meanings([question.asks for question in asked])
    found = far = 0
    for path in realfiles.resumes()[::40]:
        matcher = MeaningMatcher(read_resume(path), config.meaning)
        near = set(matcher.possible(meanings))
        for place, question in enumerate(asked):
            answer = matcher.answer(question)
            assert answer is None or place in near
            found += answer is not None
            far += place not in near
    assert found > 0
    assert far > len(asked)


def test_nothing_is_near_nothing() -> None:
    assert Meanings([]).near(Meanings(["one"]), 0.0) == []
    assert Meanings(["one"]).near(Meanings([]), 0.0) == []
    assert Meanings(["one"]).near(Meanings(["one", "a great many sheep"]), 0.99) == [0]
