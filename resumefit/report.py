"""match(resume, posting) -> Report and check(resume) -> Findings: the whole path in one call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

from resumefit.checks.base import Finding
from resumefit.checks.qualification import QUALIFICATION
from resumefit.checks.runner import chosen_checks, run_checks
from resumefit.checks.subject import Subject
from resumefit.config import Config, load_config
from resumefit.errors import LanguageError, NothingToScoreError, PasswordError, UnreadableError, UsageError
from resumefit.language.english import require_english
from resumefit.language.mentions import skill_finder
from resumefit.language.posting import JobPosting, understand_posting
from resumefit.language.resume import Resume, understand_resume
from resumefit.language.taxonomy import TaxonomyFiles, load_taxonomy, taxonomy_paths
from resumefit.matching.advise import Advice, advise
from resumefit.matching.knockouts import KnockoutCheck, check_knockouts
from resumefit.matching.letter import LetterMatch, match_letter
from resumefit.matching.match import Match, match_requirements
from resumefit.matching.score import Score, score_matches
from resumefit.matching.stuffing import Stuffing, find_stuffing
from resumefit.matching.what_if import WhatIf, terms_of
from resumefit.matching.what_if import what_if as suppose
from resumefit.reading.document import Document
from resumefit.reading.read import read_document, read_or_why, read_text


@dataclass(frozen=True, slots=True)
class Report:
    """How a resume answers a posting. `qualification` is what stands out in years, degree and level against what is asked
    for, and no part of the score; `stuffing` are the resume's blocks of keywords, which earn nothing; `as_of` is the day
    that "Present" stands for. `what_if` is the score with skills that were asked about, `letter` how a cover letter goes with
    the two; None where nobody asked."""

    resume: Resume
    posting: JobPosting
    score: Score
    matches: tuple[Match, ...]
    knockouts: tuple[KnockoutCheck, ...]
    advice: tuple[Advice, ...]
    qualification: tuple[Finding, ...]
    stuffing: tuple[Stuffing, ...]
    as_of: date
    what_if: WhatIf | None = None
    letter: LetterMatch | None = None

    @property
    def missing(self) -> tuple[Match, ...]:
        """The requirements that the resume does not answer, those worth most first; knock-outs lead."""
        worth = {id(points.match): points.worth for points in self.score.points}
        missing = [match for match in self.matches if not match.answered]
        return tuple(sorted(missing, key=lambda m: (not m.requirement.knockout, -worth.get(id(m), 0.0))))


def read_resume(
    source: str | Path | bytes | IO[bytes] | Document | None = None,
    *,
    text: str | None = None,
    password: str | None = None,
    ocr: bool = False,
    config: Config | None = None,
    taxonomy: TaxonomyFiles = (),
) -> Resume:
    """A resume from a file (str, Path or an open one), its content (bytes), a Document or pasted `text`.

    `password` and `ocr` are `read_document`'s; `taxonomy` are the user's own files of skills, behind those of the settings.

    Raises UnreadableError where it gives no text, NothingToScoreError where it is too short or not in English, and
    ConfigError where a file of skills is wrong.
    """
    document = _document(source, text, password, ocr, config)
    require_english(document)
    return understand_resume(document, skill_finder(*taxonomy_paths(taxonomy, config)))


def read_letter(
    source: str | Path | bytes | IO[bytes] | Document | None = None,
    *,
    text: str | None = None,
    password: str | None = None,
    ocr: bool = False,
    config: Config | None = None,
    taxonomy: TaxonomyFiles = (),
) -> Resume:
    """A cover letter, read as a resume is. It takes and raises what `read_resume` does."""
    document = _document(source, text, password, ocr, config)
    require_english(document)
    return understand_resume(document, skill_finder(*taxonomy_paths(taxonomy, config)), kind="letter")


def read_posting(
    source: str | Path | bytes | IO[bytes] | Document | None = None,
    *,
    text: str | None = None,
    password: str | None = None,
    ocr: bool = False,
    config: Config | None = None,
    taxonomy: TaxonomyFiles = (),
) -> JobPosting:
    """A posting from a file (str, Path or an open one), its content (bytes), a Document or pasted `text`.

    `password` and `ocr` are `read_document`'s; `taxonomy` are the user's own files of skills, behind those of the settings.

    Raises UnreadableError where it gives no text, NothingToScoreError where it asks for nothing or is not in English, and
    ConfigError where a file of skills is wrong.
    """
    document = _document(source, text, password, ocr, config)
    require_english(document)
    return understand_posting(document, skill_finder(*taxonomy_paths(taxonomy, config)))


def _document(
    source: str | Path | bytes | IO[bytes] | Document | None,
    text: str | None,
    password: str | None,
    ocr: bool,
    config: Config | None,
) -> Document:
    config = config or load_config()
    if text is not None and source is None:
        return read_text(text, limits=config.limits)
    if isinstance(source, Document):
        if text is None:
            return source
    elif source is not None and text is None:
        engine = config.pdf_engine
        return read_document(source, limits=config.limits, password=password, ocr=ocr, pdf_engine=engine)
    if source is None:
        raise TypeError("give a source or text=")
    raise TypeError("give either a source or text=, not both")


def match(  # noqa: PLR0913 - each is an option of its own
    resume: Resume | Document | str | Path | bytes,
    posting: JobPosting | Document | str | Path | bytes,
    *,
    what_if: str | Sequence[str] | None = None,
    letter: Resume | Document | str | Path | bytes | None = None,
    as_of: date | None = None,
    config: Config | None = None,
    taxonomy: TaxonomyFiles = (),
) -> Report:
    """How a resume answers a posting. Files are given by path (str, Path) or content (bytes), or as read before.

    `what_if` names skills (with commas between them, or several texts) whose effect on the score is computed, alone and
    together; `letter` is a cover letter to hold beside the two. `as_of` is the day that "Present" stands for, by default
    today; `taxonomy` are the user's own files of skills, behind those of the settings: what was read before was to be read
    with the same. The same input, settings and day give the same Report. Raises what `read_resume` and `read_posting` raise,
    NothingToScoreError where there is nothing to score, and UsageError for what was read with other skills and a `what_if`
    that names none.
    """
    config = config or load_config()
    today = as_of or date.today()
    terms = () if what_if is None else terms_of(what_if)  # what is wrong with the call is said before a file is read
    own = taxonomy_paths(taxonomy)
    asked = posting if isinstance(posting, JobPosting) else read_posting(posting, config=config, taxonomy=own)
    held = resume if isinstance(resume, Resume) else read_resume(resume, config=config, taxonomy=own)
    told = letter if letter is None or isinstance(letter, Resume) else read_letter(letter, config=config, taxonomy=own)
    skills = load_taxonomy(*taxonomy_paths(own, config))
    unknown = {mention.skill for mention in held.mentions if mention.skill} - skills.skills.keys()
    if unknown:
        raise UsageError(
            f"the resume names {min(unknown)}, a skill of a file that match() was not given: give taxonomy="
        )
    matches = match_requirements(asked, held, skills, config, today)
    score = score_matches(matches, config)
    finder = skill_finder(*taxonomy_paths(own, config))
    subject = Subject(held.document, today=today, resume=held, posting=asked, score=score, matches=matches)
    return Report(
        held,
        asked,
        score,
        matches,
        check_knockouts(asked, held, matches),
        advise(score, held, config),
        run_checks(subject, config.checks, QUALIFICATION),
        find_stuffing(held),
        today,
        suppose(terms, score, matches, finder, config) if terms else None,
        None if told is None else match_letter(told, held, asked, score.points, skills, config),
    )


def check(  # noqa: PLR0913 - each is an option of its own
    resume: Resume | Document | str | Path | bytes | IO[bytes],
    posting: JobPosting | Document | str | Path | bytes | None = None,
    *,
    others: Sequence[JobPosting | Document | str | Path | bytes] = (),
    letter: Document | str | Path | bytes | None = None,
    password: str | None = None,
    ocr: bool = False,
    as_of: date | None = None,
    config: Config | None = None,
    taxonomy: TaxonomyFiles = (),
) -> list[Finding]:
    """What would be lost of a resume or would count against it, worst first; with a posting, what stands between the two.
    `others` are other postings of its field, for what can only be told beside them.

    A resume that is protected or gives no text is a finding and no error. `config.checks` says which checks run. Else it
    takes and raises what `match` does, PasswordError for a wrong password, and ConfigError for settings that name no check.
    """
    config = config or load_config()
    chosen_checks(config.checks)  # what is wrong with the settings is said before a file is read
    today, own = as_of or date.today(), taxonomy_paths(taxonomy)
    document, error = _or_why(resume.document if isinstance(resume, Resume) else resume, password, ocr, config)
    held = resume if isinstance(resume, Resume) else None
    if held is None and error is None:
        held = _understood(document, own, config)

    def matched(one: JobPosting) -> tuple[Match, ...]:
        skills = load_taxonomy(*taxonomy_paths(own, config))
        return () if held is None else match_requirements(one, held, skills, config, today)

    asked, *beside = (
        one if isinstance(one, JobPosting) or one is None else read_posting(one, config=config, taxonomy=own)
        for one in (posting, *others)
    )
    matches = matched(asked) if asked else ()
    subject = Subject(
        document,
        today=today,
        resume=held,
        posting=asked,
        score=score_matches(matches, config) if matches else None,
        matches=matches,
        others=tuple(score_matches(matched(one), config) for one in beside if one and matches),
        letter=None if letter is None else _document(letter, None, None, False, config),
        error=error,
    )
    return list(run_checks(subject, config.checks))


def _or_why(
    resume: Document | str | Path | bytes | IO[bytes], password: str | None, ocr: bool, config: Config
) -> tuple[Document, UnreadableError | None]:
    """The Document of a resume; an empty one and the error where it is protected or gives no text."""
    if isinstance(resume, Document):
        return resume, None
    engine = config.pdf_engine
    document, error = read_or_why(resume, limits=config.limits, password=password, ocr=ocr, pdf_engine=engine)
    if isinstance(error, PasswordError) and password:
        raise error
    return document, error


def _understood(document: Document, own: tuple[Path, ...], config: Config) -> Resume | None:
    """The resume of a Document; None where it is too short to be one, which a check of the file says."""
    try:
        return read_resume(document, config=config, taxonomy=own)
    except LanguageError:
        raise
    except NothingToScoreError:
        return None
