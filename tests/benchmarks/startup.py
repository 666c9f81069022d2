"""What a start costs: the index of names read from its file against made anew, the trained pipeline, a whole match."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent.parent
ROUNDS = 7
CODE = """
import time
{setup}
between = time.perf_counter()
{measured}
print(time.perf_counter() - between)
"""
# name -> what is done before the clock starts, what is measured
STEPS = {
    "import spaCy and ONNX Runtime": ("", "import spacy, onnxruntime"),
    "the taxonomy's skills": ("from resumefit.language.taxonomy import load_taxonomy", "load_taxonomy()"),
    "the index of names, from its file": (
        "from resumefit.language.skill_index import bundled_index",
        "bundled_index()",
    ),
    "the index of names, made anew": (
        "from resumefit.language.skill_index import made_index; from resumefit.language.nlp import words_of; words_of('a-b')",
        "made_index()",
    ),
    "the trained pipeline, spaCy imported": (
        "import spacy, onnxruntime; from resumefit.language.nlp import trained_pipeline",
        "trained_pipeline()",
    ),
    "a match, import and all": (
        "",
        "import resumefit; resumefit.match('examples/resumes/maya-okafor-backend-engineer.pdf', "
        "'examples/postings/backend-engineer-northwind-ferry.html')",
    ),
}


def run() -> Iterator[str]:
    """The lines of the report."""
    yield f"medians of {ROUNDS} new processes, in turn; shares of a whole match"
    seconds: dict[str, list[float]] = {name: [] for name in STEPS}
    for _ in range(ROUNDS):
        for name, (setup, measured) in STEPS.items():
            seconds[name].append(_seconds(setup, measured))
    whole = median(seconds["a match, import and all"])
    for name, times in seconds.items():
        yield f"  {name:<40} {median(times):6.3f} s {median(times) / whole:6.1%}"
    made, read = (median(seconds[f"the index of names, {how}"]) for how in ("made anew", "from its file"))
    yield f"  made anew / from its file: {made / read:.1f}"


def _seconds(setup: str, measured: str) -> float:
    code = CODE.format(setup=setup, measured=measured)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return float(done.stdout.split()[-1])
