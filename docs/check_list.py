"""Writes docs/checks.md from the checks' own fields: `python docs/check_list.py`. A test holds that the two agree."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from itertools import groupby
from pathlib import Path

from resumefit.checks.base import Check
from resumefit.checks.registry import all_checks

PAGE = Path(__file__).resolve().parent / "checks.md"

_MARK = "<!-- Written by docs/check_list.py from the checks' own fields; `pytest --update-golden` brings it up to date. -->\n"
_USE = """## Running them

    resumefit check resume.pdf                        # what would be lost, and what counts against you
    resumefit check resume.pdf --posting posting.html # and what stands between the two
    resumefit check resume.pdf --select DOC,TXT201 --ignore DOC207 --format json
    resumefit explain DOC204                          # what is said of it below
    resumefit checks                                  # the list

A finding says what was seen, on which page and line, and how to mend it; `--format json` adds the box on the page. It
ends with exit code 1 when a finding stands at or above `--fail-on` (*blocks*, unless you say otherwise). No finding
touches the match score.

| severity | means |
|---|---|
| blocks | a parser may get nothing, or the wrong thing |
| costs | counts against the resume |
| polish | could be better |

In a settings file (`--config resumefit.toml`):

```toml
[checks]
ignore = ["DOC207", "WRD"]     # codes, beginnings of codes, names
modules = ["own_check.py"]     # checks of your own: examples/own_check.py shows how

[checks.severity]
DOC311 = "costs"               # take one more seriously

[checks.DOC105]
megabytes = 5                  # the options that a check has are listed with it
```

**In git.** A resume that is kept in git can be checked at each commit with [pre-commit](https://pre-commit.com):

```yaml
repos:
  - repo: https://github.com/your-name/resumefit
    rev: v0.1.0
    hooks:
      - id: resumefit-check
        args: [--fail-on, costs]
```

and at each push by [a GitHub workflow](resume-check.yml).
"""
_FAMILIES = {
    "DOC": "DOC: the file and its pages",
    "TXT": "TXT: what it says",
    "WRD": "WRD: how it says it",
    "JOB": "JOB: the posting itself",
    "FIT": "FIT: the resume against the posting",
}
_APPLIES = {
    "file": "the file",
    "resume": "the resume",
    "posting": "the posting",
    "match": "the resume against the posting",
    "letter": "the cover letter",
}


def page() -> str:
    """The page, in Markdown."""
    intro = (files("resumefit") / "data" / "checks_intro.md").read_text("utf-8").strip()
    checks = all_checks()
    count = f"## The checks\n\n{len(checks)} of them; *source* says where each is known from.\n"
    return "\n".join((_MARK, intro, "", _USE, count, *_families(checks)))


def _families(checks: tuple[Check, ...]) -> Iterator[str]:
    for family, own in groupby(checks, key=lambda one: one.code[:3]):
        yield f"### {_FAMILIES[family]}\n"
        listed = list(own)
        yield "| code | name | what | severity |\n|---|---|---|---|"
        yield from (
            f"| [{one.code}](#{one.code.lower()}) | {one.name} | {one.title} | {one.severity} |" for one in listed
        )
        yield ""
        yield from map(_section, listed)


def _section(check: Check) -> str:
    options = "; ".join(f"`{name} = {value:g}`" for name, value in check.options)
    lines = [
        f"#### {check.code}",
        "",
        f"**{check.title}** (`{check.name}`, {check.severity}; looks at {_APPLIES[check.applies]})",
        "",
        f"- *Why:* {check.why}",
        f"- *Mend:* {check.fix}",
        f"- *Source:* {check.source}",
        *([f"- *Options:* {options}"] if options else []),
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
