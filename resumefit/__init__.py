"""resumefit: how well a resume covers a job posting, line by line, and what to do about it.

    import resumefit

    report = resumefit.match("resume.pdf", "posting.html")
    print(report.score.total, [missing.requirement.label for missing in report.missing])

str and Path are paths, bytes are content, `text=` is pasted text. Everything runs offline. Nothing heavy is imported until
it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from resumefit.batch.table import Matrix as Matrix
    from resumefit.batch.table import score_many as score_many
    from resumefit.errors import ResumefitError as ResumefitError
    from resumefit.language.mentions import find_mentions as find_mentions
    from resumefit.matching.similar import same_skill as same_skill
    from resumefit.reading.read import read_document as read_document
    from resumefit.report import Report as Report
    from resumefit.report import check as check
    from resumefit.report import match as match
    from resumefit.report import read_posting as read_posting
    from resumefit.report import read_resume as read_resume

__version__ = "0.1.0"

# Name -> the module that defines it, imported when the name is first used (PEP 562).
_HOME = {
    "Matrix": "resumefit.batch.table",
    "Report": "resumefit.report",
    "ResumefitError": "resumefit.errors",
    "check": "resumefit.report",
    "find_mentions": "resumefit.language.mentions",
    "match": "resumefit.report",
    "read_document": "resumefit.reading.read",
    "read_posting": "resumefit.report",
    "read_resume": "resumefit.report",
    "same_skill": "resumefit.matching.similar",
    "score_many": "resumefit.batch.table",
}

__all__ = [
    "Matrix",
    "Report",
    "ResumefitError",
    "__version__",
    "check",
    "find_mentions",
    "match",
    "read_document",
    "read_posting",
    "read_resume",
    "same_skill",
    "score_many",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'resumefit' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
