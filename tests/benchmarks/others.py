"""What people would use instead of resumefit, run in an environment of its own (`make compare`): nothing of ours is imported.

    python others.py FOLDER     # of probes: JSON, tool -> case -> resume -> 0..100

TF-IDF is scikit-learn's with its English stop words, its document frequencies those of all files of the folder, the cosine
times 100; keyword overlap is the share of the posting's distinct words, the same stop words left out, that stand in the
resume, times 100; simple-resume is what `simple-resume screen` prints as it comes.
"""

from __future__ import annotations

import json
import logging
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

RESUMES = ("qualified_same", "qualified_other", "adjacent", "parrot", "unrelated")

Scores = dict[str, dict[str, float]]


def tfidf(folder: Path) -> dict[str, Scores]:
    """TF-IDF's cosine and the overlap of keywords, each x 100."""
    texts = {
        (case.name, name): (case / f"{name}.txt").read_text("utf-8")
        for case in _cases(folder)
        for name in ("posting", *RESUMES)
    }
    vectorizer = _vectorizer()
    rows = dict(zip(texts, vectorizer.fit_transform(texts.values()), strict=True))
    analyzed = vectorizer.build_analyzer()
    words = {key: set(analyzed(text)) for key, text in texts.items()}

    def cosine(case: str, name: str) -> float:
        return 100 * float((rows[case, name] @ rows[case, "posting"].T).sum())

    def overlap(case: str, name: str) -> float:
        return 100 * len(words[case, name] & words[case, "posting"]) / len(words[case, "posting"])

    return {
        title: {case.name: {name: score(case.name, name) for name in RESUMES} for case in _cases(folder)}
        for title, score in (("TF-IDF cosine", cosine), ("keyword overlap", overlap))
    }


def simple_resume(folder: Path) -> Scores:
    """What simple-resume's screening gives each resume: its three scorers as the command line weighs them."""
    logging.disable(logging.WARNING)  # it says of every pair that it falls back to other settings
    tournament = import_module("simple_resume.core.ats").ATSTournament()
    return {
        case.name: {
            name: 100
            * tournament.score(
                (case / f"{name}.txt").read_text("utf-8"), (case / "posting.txt").read_text("utf-8")
            ).overall_score
            for name in RESUMES
        }
        for case in _cases(folder)
    }


def _vectorizer() -> Any:
    return import_module("sklearn.feature_extraction.text").TfidfVectorizer(stop_words="english")


def _cases(folder: Path) -> list[Path]:
    return sorted(case for case in folder.iterdir() if case.is_dir())


def main() -> None:
    """Print the scores of the folder that is named."""
    folder = Path(sys.argv[1])
    sys.stdout.write(json.dumps(tfidf(folder) | {"simple-resume": simple_resume(folder)}))


if __name__ == "__main__":
    main()
