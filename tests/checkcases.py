"""The cases of tests/cases/CODE.toml: what a check must pass over, and what it must find.

resume = '''...'''              # the text that the cases of this file start from; without it, `RESUME` below

[[pass]]
name = "what this case shows"   # unique in its list
text = '''...'''                # a whole resume instead of `resume`; markdown = '''...''' for Markdown
swap = [["old", "new"]]         # changes of the text, in order; "old" must stand in it
builder = "two_columns"         # a function of tests/checkfiles.py that makes a file, with
args = { lines = 3 }            # these arguments, instead of a text
called = "resume(3).pdf"        # the file's name
posting = '''...'''             # texts of the other documents; a case of a file may start from `posting =` at its head
letter = '''...'''
others = ['''...''']        # other postings
as_of = 2026-11-01              # the day of the check; this one if it is not given
options = { most_words = 30 }   # of the check

[[fail]]
...                             # the same, and what is to be found:
count = 2                       # so many findings; without it, at least one
quote = "words"                 # stands in the quote of one of them
message = "words"               # stands in the message of one of them
severity = "polish"
"""

from __future__ import annotations

import io
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import resumefit
from resumefit.checks.base import Finding
from resumefit.config import CheckSettings, load_config
from resumefit.reading.document import Document
from resumefit.reading.read import read_document, read_text

FOLDER = Path(__file__).parent / "cases"
TODAY = date(2026, 11, 1)
RESUME = """Tess Wainwright
Data Analyst
Sheffield, UK | 01632 960 417 | tess.wainwright@example.com | linkedin.com/in/tess-wainwright-example

SUMMARY
Data analyst with six years in retail and logistics. Turns stock and sales data into decisions that store managers act on.

EXPERIENCE

Senior Data Analyst
Brackenfold Stores, Sheffield
March 2022 - Present
- Cut stock-outs by 18% across 64 stores with a weekly demand forecast in Python.
- Built 12 dashboards in Power BI that replaced 40 hand-made spreadsheets a month.
- Trained 9 analysts in SQL and code review.

Data Analyst
Harbour & Pell Logistics, Leeds
July 2019 - February 2022
- Found £240,000 a year of double-billed freight by matching invoices with deliveries.
- Shortened the month-end report from three days to four hours with SQL and Airflow.
- Mapped delivery times for 310 postcodes and proposed two new depots.

EDUCATION

BSc Mathematics, University of Calder Vale, 2016 - 2019

SKILLS

Python, SQL, Power BI, Airflow, Excel, forecasting, statistics, data cleaning
"""
KEYS = frozenset(
    "name text markdown swap builder args called posting letter others as_of options count quote message severity".split()
)


@cache
def cases(code: str) -> dict[str, Any]:
    """The cases of a check, {} where there are none."""
    path = FOLDER / f"{code}.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def listed(code: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(kind, name, case) of all cases of a check."""
    for kind in ("pass", "fail"):
        for number, case in enumerate(cases(code).get(kind, ()), 1):
            yield kind, str(case.get("name", number)), case


def found(code: str, case: dict[str, Any]) -> list[Finding]:
    """What the check finds in a case."""
    shared = cases(code)
    options = tuple(case.get("options", {}).items())
    checks = CheckSettings(select=(code,), options=((code, options),) if options else ())
    config = replace(load_config(), checks=checks)
    posting, letter = case.get("posting", shared.get("posting")), case.get("letter", shared.get("letter"))
    return resumefit.check(
        _resume(case, shared),
        read_text(posting, "posting.txt") if posting else None,
        others=[
            read_text(one, f"other-{n}.txt") for n, one in enumerate(case.get("others", shared.get("others", ())), 1)
        ],
        letter=read_text(letter, "letter.txt") if letter else None,
        as_of=case.get("as_of", TODAY),
        config=config,
    )


def _resume(case: dict[str, Any], shared: dict[str, Any]) -> Document | Any:
    if "builder" in case:
        from tests import checkfiles

        data, name = getattr(checkfiles, case["builder"])(**case.get("args", {}))
        stream = io.BytesIO(data)
        stream.name = case.get("called", name)
        return stream
    kind = "md" if "markdown" in case else "txt"
    text = str(case.get("markdown") or case.get("text") or shared.get("resume", RESUME))
    for old, new in case.get("swap", ()):
        assert old in text, f"{old!r} does not stand in the text"
        text = text.replace(old, new)
    return read_document(text.encode(), name=case.get("called", f"tess-wainwright-resume.{kind}"))
