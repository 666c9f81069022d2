"""The made-up resumes and real-looking postings that stand in this folder and in examples/, by path."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
_READ = frozenset((".txt", ".md", ".html", ".pdf", ".docx", ".json"))


def resumes() -> list[Path]:
    """The resumes of the examples, of the evaluation set and of the probes."""
    probes = (ROOT / "tests" / "eval" / "probes").glob("*/*.txt")
    plain = [path for path in probes if path.stem != "posting"]
    return sorted([*_in("examples/resumes"), *_in("tests/eval/resumes"), *plain])


def postings() -> list[Path]:
    """The postings of the examples, of an evaluation set and of the probes."""
    return sorted(
        [*_in("examples/postings"), *_in("tests/eval/postings"), *(ROOT / "tests/eval/probes").glob("*/posting.txt")]
    )


def _in(folder: str) -> list[Path]:
    return [path for path in (ROOT / folder).iterdir() if path.suffix in _READ and path.name != "README.md"]
