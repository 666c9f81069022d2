"""Resumes a second of a batch, beside what people would use instead, on the same files in one run.

    RIVALS=folder python -m tests.benchmarks rivals

RIVALS is a virtual environment with `pip install simple-resume==0.3.2 scikit-learn pdfplumber spacy`. Whole processes,
starts included; processor time of all that each starts, so that no other program is counted. The TF-IDF script and the phrase
matcher read by pdfplumber, as such scripts do. SkillNER itself wants a spaCy model that no package index holds; the phrase
matcher stands for what it does first, and does no more than that.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from tests.benchmarks.made import made_postings, made_resumes

ROOT = Path(__file__).parent.parent.parent
RESUMES = 200
RULES, PIPELINE = 8.0, 3.0  # times the resumes a second of the others, at least

_TF_IDF = """
import sys, pdfplumber
from pathlib import Path
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity
def read(path):
    with pdfplumber.open(path) as document:
        return "\\n".join(page.extract_text() or "" for page in document.pages)
texts = [read(path) for path in sorted(Path(sys.argv[1]).glob("*.pdf"))]
table = TfidfVectorizer(stop_words="english").fit_transform([Path(sys.argv[2]).read_text("utf-8"), *texts])
print(len(cosine_similarity(table[0], table[1:])[0]))
"""
_MATCHER = """
import json, sys, pdfplumber, spacy
from pathlib import Path
from spacy.matcher import PhraseMatcher
nlp = spacy.blank("en")
matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
for number, name in enumerate(json.loads(Path(sys.argv[3]).read_text("utf-8"))):
    matcher.add(str(number), [nlp.make_doc(name)])
def read(path):
    with pdfplumber.open(path) as document:
        return "\\n".join(page.extract_text() or "" for page in document.pages)
def skills(text):
    return {one for one, _, _ in matcher(nlp(text))}
asked = skills(Path(sys.argv[2]).read_text("utf-8"))
found = [len(asked & skills(read(path))) / max(1, len(asked)) for path in sorted(Path(sys.argv[1]).glob("*.pdf"))]
print(len(found))
"""


def run() -> Iterator[str]:
    """The lines of the report."""
    python = Path(os.environ.get("RIVALS", "")) / "bin" / "python"
    if not os.environ.get("RIVALS") or not python.exists():
        yield "not run: RIVALS names no virtual environment, see tests/benchmarks/rivals.py"
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made_resumes(folder / "resumes", RESUMES)
        (posting,) = made_postings(folder / "postings", 1)
        (folder / "skills.json").write_text(json.dumps(_skills()), "utf-8")
        others = {
            "simple-resume 0.3.2, screen --batch": [
                *(str(python.parent / "simple-resume"), "screen", str(folder / "resumes"), str(posting), "--batch")
            ],
            "TF-IDF over pdfplumber's text": [str(python), "-c", _TF_IDF, str(folder / "resumes"), str(posting)],
            "spaCy phrase matcher over pdfplumber's text": [
                *(str(python), "-c", _MATCHER, str(folder / "resumes"), str(posting), str(folder / "skills.json"))
            ],
        }
        ours = [sys.executable, "-m", "resumefit", "batch", str(folder / "resumes"), "-p", str(posting), "--no-cache"]
        yield f"{RESUMES} resumes (PDF) against one posting, whole processes, processor time"
        fast = _rate("resumefit batch, by rules", ours, {"RESUMEFIT_TRAINED": "0"})
        yield fast[1]
        full = _rate("resumefit batch, with the pipeline", ours, {})
        yield full[1]
        for label, command in others.items():
            rate, line = _rate(label, command, {})
            yield f"{line}   ours / theirs: {fast[0] / rate:5.1f} by rules, {full[0] / rate:5.1f} with the pipeline"
        yield f"  (targets: at least {RULES:g} by rules, {PIPELINE:g} with the pipeline)"


def _rate(label: str, command: list[str], more: Mapping[str, str]) -> tuple[float, str]:
    """Resumes a second of processor time, and a line that says so."""
    before, start = os.times(), time.monotonic()
    done = subprocess.run(command, env={**os.environ, **more}, capture_output=True, text=True, check=False, cwd=ROOT)
    after = os.times()
    if done.returncode:
        raise RuntimeError(f"{label}: {done.stderr[-500:]}")
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    rate = RESUMES / spent
    return rate, f"  {label:<46} {rate:7.1f} a second ({spent:6.1f} s, {time.monotonic() - start:6.1f} s on the clock)"


def _skills() -> list[str]:
    """Every name that our taxonomy has for a skill."""
    lines = (
        line
        for resource in (files("resumefit") / "data" / "skills").iterdir()
        if resource.name.endswith(".jsonl")
        for line in resource.read_text("utf-8").splitlines()
    )
    skills = [json.loads(line) for line in lines if line]
    return sorted({name for skill in skills for name in (skill["name"], *skill.get("aliases", ()))})
