"""The trained pipeline: what it is shown, what it makes of it, and that everything works without it."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

import resumefit
from resumefit.language.encoder import TASKS
from resumefit.language.nlp import make_doc, recognize, register_parts, trained_pipeline, words_of
from resumefit.language.recognizer import RULES, Recognizer, encoder_words
from resumefit.reading.document import Span

POSTING = """Soil scientist
What we ask
Experience with soil sampling, ArcGIS and chain-of-custody forms is required.
A degree in Soil Science or Agronomy.
You will supervise two field assistants and report to growers.
What we offer
Dental cover and a company pension."""
LINES = [Span(POSTING.index(line), POSTING.index(line) + len(line)) for line in POSTING.splitlines()]


def named(text: str) -> set[str]:
    return {text[m.span.start : m.span.end] for m in resumefit.find_mentions(text)}


def test_keywords_that_no_list_holds() -> None:
    assert "soil sampling" in named(POSTING)
    assert "ArcGIS" in named(POSTING)
    assert not {name for name in named(POSTING) if "pension" in name.lower() or "offer" in name}


def test_a_run_goes_by_the_name_that_the_taxonomy_has_for_it() -> None:
    text = (
        "Experience with full-stack developers, an AWS certification, Python or Rust. "
        "Knowledge of spectral deconvolution is required"
    )
    skills = {text[m.span.start : m.span.end]: m.skill for m in resumefit.find_mentions(text)}
    assert skills["full-stack developers"] == "full-stack-development"
    assert skills["AWS certification"] == "aws"
    assert skills["Python"] == "python"
    assert skills["spectral deconvolution"] is None


def test_the_keywords_of_a_span_are_those_that_lie_in_it() -> None:
    recognized = recognize(POSTING, LINES, [])
    assert recognized is not None
    keywords = [place for place, task, _ in recognized.phrases if task == TASKS[0]]
    assert [place for line in LINES for place in recognized.keywords(line)] == keywords
    assert recognized.keywords(Span(0, 0)) == []


def test_each_phrase_lies_within_a_line_and_has_a_probability() -> None:
    recognized = recognize(POSTING, LINES, [(Span(POSTING.index("ArcGIS"), POSTING.index("ArcGIS") + 6), "tool")])
    assert recognized is not None
    assert len(recognized.phrases) > 3
    assert {task for _, task, _ in recognized.phrases} == set(TASKS)
    assert all(0 < chance <= 1 for *_, chance in recognized.phrases)
    assert all(any(line.covers(span) for line in LINES) for span, *_ in recognized.phrases)
    assert len(recognized.starts) == len(recognized.inside)
    assert recognized.chance(Span(POSTING.index("ArcGIS"), POSTING.index("ArcGIS") + 6)) > 0.5
    assert recognized.chance(LINES[-1]) < 0.5
    assert recognized.chance(Span(3, 3)) == 1


def test_no_phrase_goes_over_a_comma() -> None:
    recognized = recognize(POSTING, LINES, [])
    assert recognized is not None
    assert "," in POSTING
    assert not [span for span, *_ in recognized.phrases if "," in POSTING[span.start : span.end]]


def test_commas_keep_words_apart_but_are_not_shown() -> None:
    nlp = trained_pipeline()
    assert nlp is not None
    text = "Python, Rust and Go"
    doc, starts, ends = make_doc(nlp, text, [Span(0, len(text))], [(Span(8, 12), "tool")])
    shown, words = encoder_words(doc)
    assert [word.text for word in words] == ["Python", "Rust", "and", "Go"]
    assert [word.apart for word in words] == [False, True, False, False]
    assert [word.hint for word in words] == ["", "B-tool", "", ""]
    assert [text[starts[place] : ends[place]] for place in shown] == ["Python", "Rust", "and", "Go"]


def test_lines_are_told_apart() -> None:
    nlp = trained_pipeline()
    assert nlp is not None
    doc, *_ = make_doc(nlp, POSTING, LINES, [])
    _, words = encoder_words(doc)
    assert len({word.line for word in words}) == len(LINES)


def test_without_the_pipeline_the_rules_speak(monkeypatch: pytest.MonkeyPatch) -> None:
    with_it = named(POSTING)
    monkeypatch.setenv("RESUMEFIT_TRAINED", "0")
    assert trained_pipeline() is None
    assert recognize(POSTING, LINES, []) is None
    assert "ArcGIS" in named(POSTING)
    assert named(POSTING) != with_it


def test_nothing_is_no_keyword() -> None:
    assert resumefit.find_mentions("") == []
    recognized = recognize("", [], [])
    assert recognized is not None
    assert recognized.phrases == ()


def test_spacy_comes_without_its_command_line_and_has_it_all_the_same() -> None:
    """No HTTP client is loaded for the sake of `spacy.info`; whoever asks for it, or for `spacy.cli`, finds both."""
    code = (
        "import sys; from resumefit.language.nlp import tokenize; assert len(tokenize('C++, e-mail')) > 2; "
        "loaded = [name for name in ('spacy.cli', 'httpx', 'requests', 'weasel') if name in sys.modules]; "
        "import spacy; told = spacy.info(silent=True); import spacy.cli; "
        "print(loaded, told['spacy_version'] == spacy.__version__, callable(spacy.cli.download))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split("\n")[-2] == "[] True True"


def test_it_is_a_spacy_pipeline_like_any_other(tmp_path: Path) -> None:
    import spacy

    nlp = trained_pipeline()
    assert nlp is not None
    nlp.to_disk(tmp_path / "copy")
    register_parts()
    copy = spacy.load(tmp_path / "copy")
    text = "Experience with Kubernetes and soil sampling"
    one, two = (pipeline(text) for pipeline in (nlp, copy))
    assert [span.text for span in one.spans["knowledge"]] == [span.text for span in two.spans["knowledge"]]
    assert one.spans["knowledge"]
    assert RULES not in one.spans


def test_it_splits_words_as_everything_else_here_does() -> None:
    nlp = trained_pipeline()
    assert nlp is not None
    text = "C++/C# and full-stack CI/CD (R&D), Node.js: 5+ years' experience"
    assert [token.text for token in nlp(text)] == words_of(text)
    assert {"C++", "CI/CD", "R&D", "Node.js", "+"} <= set(words_of(text))


def test_a_recognizer_that_was_not_loaded_says_so() -> None:
    import spacy

    with pytest.raises(ValueError, match="folder"):
        Recognizer()(spacy.blank("en")("Python"))


def test_it_is_small_enough_to_carry_along() -> None:
    folder = Path(str(files("resumefit") / "data" / "pipeline"))
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    assert 1_000_000 < size <= 30_000_000
