"""Words in a BERT's pieces, as the package tokenizers gives them: the table below is its output for all-MiniLM-L6-v2.

17,928 different words of the labelled postings were compared in the same way when this was written: no difference.
"""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.language.wordpieces import WordPieces

VOCABULARY = (files("resumefit") / "data/pipeline/resumefit_recognizer/pieces.txt").read_text("utf-8").splitlines()
PIECES = WordPieces(VOCABULARY)


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("Kubernetes", "ku ##ber ##net ##es"),
        ("C++", "c + +"),
        (".NET", ". net"),
        ("Node.js", "node . j ##s"),
        ("naïve", "naive"),
        ("résumé", "resume"),
        ("Łódź", "łodz"),
        ("PostgreSQL", "post ##gre ##s ##q ##l"),
        ("pre-construction", "pre - construction"),
        ("日本", "日 本"),
        ("401(k)", "401 ( k )"),
        ("½", "½"),
        ("🎉", "[UNK]"),
        ("Straße", "st ##raße"),
        ("<ORGANIZATION>", "< organization >"),
        ("don't", "don ' t"),
        ("ISO9001", "iso ##90 ##01"),
        ("x\u00adz", "x ##z"),
        ("ﬁle", "ﬁ ##le"),
        ("supercalifragilisticexpialidocious", "super ##cal ##if ##rag ##ilis ##tic ##ex ##pia ##lid ##oc ##ious"),
    ],
)
def test_pieces_are_those_of_the_package(word: str, pieces: str) -> None:
    assert [VOCABULARY[number] for number in PIECES.of(word)] == pieces.split()


@given(st.text(max_size=300))
def test_each_word_has_pieces(word: str) -> None:
    got = PIECES.of(word)
    assert got
    assert all(0 <= number < len(VOCABULARY) for number in got)
    assert PIECES.of(word) == got
