"""The checks: each has its fields, its cases on both sides, its page in the docs; and the machinery around them."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Callable
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import resumefit
from resumefit.checks.base import SEVERITIES
from resumefit.checks.plain import mixed_rows, plain_text, row_text, rows
from resumefit.checks.registry import MODULES, all_checks, find_check
from resumefit.checks.runner import at_or_above
from resumefit.cli import run
from resumefit.config import CheckSettings, Config, Limits, load_config
from resumefit.errors import ConfigError, DamagedError, LanguageError, PasswordError, UsageError
from resumefit.reading import wire
from resumefit.reading.document import Source
from resumefit.reading.read import read_as, read_naive
from resumefit.rendering.findings import findings_markdown, render_findings
from resumefit.rendering.json import checks_json, findings_json
from resumefit.rendering.screen import Screen
from tests import checkfiles
from tests.checkcases import FOLDER, KEYS, RESUME, TODAY, cases, found, listed

ROOT = Path(__file__).parent.parent
CODES = [one.code for one in all_checks()]
LEAST = 2  # cases on each side


# ---------------------------------------------------------------- the list


def test_there_are_checks() -> None:
    assert len(CODES) >= 60
    assert len(MODULES) >= 5
    assert {code[:3] for code in CODES} == {"DOC", "TXT", "WRD", "JOB", "FIT"}
    assert {one.severity for one in all_checks()} == set(SEVERITIES)


def test_codes_names_and_titles_are_unique() -> None:
    for of in ("code", "name", "title"):
        values = [getattr(one, of) for one in all_checks()]
        assert sorted(set(values)) == sorted(values)
    assert sorted(CODES) == CODES


@pytest.mark.parametrize("check", all_checks(), ids=CODES)
def test_fields_are_filled(check: Any) -> None:
    assert len(check.title) <= 80
    assert not check.title.endswith(".")
    assert check.find.__doc__
    for text in (check.why, check.fix):
        assert text.endswith("."), text
        assert len(text) >= 30
    assert check.source == "our judgement" or len(check.source) >= 20
    assert "???" not in check.source
    assert all(isinstance(value, int | float) and not isinstance(value, bool) for _, value in check.options)


# ---------------------------------------------------------------- cases


@pytest.mark.parametrize("code", CODES)
def test_each_check_has_cases_on_both_sides(code: str) -> None:
    for kind in ("pass", "fail"):
        names = [name for one, name, _ in listed(code) if one == kind]
        assert len(names) >= LEAST, f"tests/cases/{code}.toml: {len(names)} of {LEAST} cases to {kind}"
        assert len(set(names)) == len(names)
    assert not set(cases(code)) - {"resume", "posting", "others", "letter", "pass", "fail"}
    strange = {key for _, _, case in listed(code) for key in case} - KEYS
    assert not strange


def test_no_cases_of_checks_that_are_not() -> None:
    files = {path.stem for path in FOLDER.iterdir()}
    assert files
    assert not files - set(CODES)


ALL = [(code, kind, name, case) for code in CODES for kind, name, case in listed(code)]


@pytest.mark.parametrize(
    ("code", "kind", "case"), [(c, k, x) for c, k, _, x in ALL], ids=[f"{c}-{k}-{n}" for c, k, n, _ in ALL]
)
def test_case(code: str, kind: str, case: dict[str, Any]) -> None:
    findings = found(code, case)
    assert {one.code for one in findings} <= {code}
    told = [(one.message, one.quote) for one in findings]
    if kind == "pass":
        assert not told
        return
    assert told
    if "count" in case:
        assert len(told) == case["count"], told
    for key in ("quote", "message"):
        if key in case:
            assert any(case[key] in getattr(one, key) for one in findings), told
    if "severity" in case:
        assert {one.severity for one in findings} == {case["severity"]}


PDFS = sorted((ROOT / "examples" / "resumes").glob("*.pdf"))
SHARED = ROOT.parent / "shared" / "corpus"


# ---------------------------------------------------------------- the run


def settings(**table: Any) -> Config:
    return replace(load_config(), checks=CheckSettings(**table))


def codes(resume: bytes | None = None, **table: Any) -> set[str]:
    given = RESUME.encode() if resume is None else resume
    return {one.code for one in resumefit.check(given, config=settings(**table), as_of=TODAY)}


BAD = RESUME.replace("tess.wainwright@example.com", "").replace("SKILLS", "S K I L L S").encode()


def test_select_and_ignore() -> None:
    every = codes(BAD)
    assert {"DOC302", "TXT102"} <= every
    assert codes(BAD, select=("DOC",)) == {code for code in every if code.startswith("DOC")}
    assert codes(BAD, select=("letter-spaced", "TXT102")) == {"DOC302", "TXT102"}
    assert codes(BAD, ignore=("DOC302",)) == every - {"DOC302"}
    assert codes(BAD, select=("DOC302",), ignore=("DOC",)) == {"DOC302"}
    assert codes(BAD, select=("DOC",), ignore=("doc302",)) == codes(BAD, select=("DOC",)) - {"DOC302"}


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"select": ("DOC999",)}, "DOC999 stands for no check"),
        ({"ignore": ("nonsense",)}, "nonsense stands for no check"),
        ({"options": (("DOC105", (("kilobytes", 5.0),)),)}, "unknown option kilobytes; known are megabytes"),
        ({"options": (("DOC101", (("most", 5.0),)),)}, "it has none"),
        ({"options": (("DOC999", (("most", 5.0),)),)}, "DOC999 is no check"),
        ({"options": (("DOC301", (("words", 2.5),)),)}, "words: 2.5 is no whole number"),
        ({"severity": (("DOC999", "costs"),)}, "DOC999 is no check"),
    ],
)
def test_settings_that_name_nothing(table: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        codes(**table)


def test_severity_and_options_of_a_settings_file(tmp_path: Path) -> None:
    path = tmp_path / "resumefit.toml"
    path.write_text(
        '[checks]\nselect = ["DOC302", "DOC105"]\n[checks.severity]\nDOC302 = "blocks"\n[checks.DOC105]\nmegabytes = 0\n'
    )
    config = load_config(path)
    found = resumefit.check(BAD, config=config, as_of=TODAY)
    assert [(one.code, one.severity) for one in found] == [("DOC105", "blocks"), ("DOC302", "blocks")]
    assert found[1].check.severity == "costs"
    assert list(at_or_above(found, "blocks")) == found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("checks = 3\n", "is no table"),
        ("[checks]\nselect = 3\n", "checks.select: 3 is no list of codes"),
        ("[checks]\nmodules = [3]\n", 'write modules = ["mine.py"]'),
        ('[checks.severity]\nDOC101 = "bad"\n', "'bad' is no severity"),
        ("[checks]\nfrom = 3\n", "checks.from: unknown key"),
        ('[checks.DOC105]\nmegabytes = "big"\n', "'big' is no number"),
    ],
)
def test_a_wrong_settings_file(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "resumefit.toml"
    path.write_text(text)
    with pytest.raises(ConfigError, match=re.escape(message)):
        load_config(path)


def test_findings_are_in_their_places() -> None:
    data, _ = checkfiles.pdf(hidden="kubernetes terraform snowflake", spaced="CERTIFICATES", size=7)
    found = {one.code: one for one in resumefit.check(data, config=settings(select=("DOC",)), as_of=TODAY)}
    assert {"DOC211", "DOC301", "DOC302"} <= set(found)
    for code in ("DOC301", "DOC302"):
        one = found[code]
        assert one.page == 1
        assert one.boxes
        assert all(page == 1 and 0 <= box.x0 < box.x1 <= 595 for page, box in one.boxes)
    [spaced] = resumefit.check(BAD, config=settings(select=("DOC302",)), as_of=TODAY)
    assert spaced.span is not None
    assert (spaced.quote, spaced.where, spaced.page) == ("S K I L L S", "resume", None)
    assert spaced.line == BAD.decode()[: spaced.span.start].count("\n") + 1


def test_findings_point_at_what_they_quote() -> None:
    paths = [*PDFS, *SHARED.glob("pdf/*.pdf")]
    pointing = 0
    for path in paths:
        document = resumefit.read_document(path)
        found = resumefit.check(path, as_of=TODAY)
        ranks = [SEVERITIES.index(one.severity) for one in found]
        assert ranks == sorted(ranks)
        for one in found:
            assert one.message
            assert one.file == path.name
            if one.span is not None:
                pointing += 1
                assert one.span.end <= len(document.text)
                assert one.page == document.boxes(one.span)[0][0]
    assert pointing >= 3


def test_a_check_does_not_touch_the_score() -> None:
    resume, posting = PDFS[-1], ROOT / "examples" / "postings" / "backend-engineer-northwind-ferry.html"
    plain = resumefit.match(resume, posting, as_of=TODAY).score
    assert resumefit.check(resume, posting, as_of=TODAY)
    loud = settings(severity=tuple((code, "blocks") for code in CODES))
    assert resumefit.match(resume, posting, as_of=TODAY, config=loud).score == plain


def test_the_same_file_gives_the_same_findings() -> None:
    found = resumefit.check(PDFS[1], as_of=TODAY)
    assert found
    for given in (str(PDFS[1]), resumefit.read_document(PDFS[1]), resumefit.read_resume(PDFS[1])):
        assert resumefit.check(given, as_of=TODAY) == found


def test_what_can_not_be_read_is_a_finding_or_an_error() -> None:
    word = "opensesame"
    locked, _ = checkfiles.pdf(password=word)
    assert codes(locked) == {"DOC102"}
    assert "DOC102" in {one.code for one in resumefit.check(locked, password=word, as_of=TODAY)}
    with pytest.raises(PasswordError):
        resumefit.check(locked, password=word[:4])
    with pytest.raises(DamagedError):
        resumefit.check(b"%PDF-1.4 nothing else")
    german = "Ich habe sechs Jahre als Datenanalystin in einem Kaufhaus und einer Spedition gearbeitet. " * 9
    with pytest.raises(LanguageError):
        resumefit.check(german.encode())


# ---------------------------------------------------------------- own checks


def test_own_checks() -> None:
    own = ROOT / "examples" / "own_check.py"
    loud = RESUME.replace("act on.", "act on! At once!").encode()
    assert "OWN101" not in codes(loud)
    found = resumefit.check(loud, config=settings(modules=(own,), select=("OWN",)), as_of=TODAY)
    assert [one.code for one in found] == ["OWN101", "OWN101"]
    options = (("OWN101", (("most", 1.0),)),)
    assert len(resumefit.check(loud, config=settings(modules=(own,), select=("OWN",), options=options))) == 1
    assert "OWN101" not in {one.code for one in all_checks()}
    assert find_check("own101", (own,)).name == "exclamation-marks"


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("", "defines no check"),
        ("raise RuntimeError('no')", "can't be run (RuntimeError: no)"),
        (None, "no file of Python"),
        ("{own}.replace('OWN101', 'own')", "three capitals and three digits"),
        ("{own}.replace('exclamation-marks', 'Two Words')", "small letters joined by hyphens"),
        ("{own}.replace('OWN101', 'DOC101')", "is taken"),
        ("{own}.replace('exclamation-marks', 'no-text')", "is taken"),
        ("{own}.replace('source=OUR_JUDGEMENT', 'source=\"\"')", "no title, why, fix or source"),
        ("{own}.replace('\"polish\"', '\"bad\"')", "its severity is none of"),
    ],
)
def test_own_checks_that_are_wrong(tmp_path: Path, code: str | None, message: str) -> None:
    path = tmp_path / "mine.py"
    if code is not None:
        own = repr((ROOT / "examples" / "own_check.py").read_text())
        path.write_text(f"exec({code.format(own=own)})" if "{own}" in code else code)
    with pytest.raises(ConfigError, match=re.escape(message)):
        codes(modules=(path,))


def test_find_check() -> None:
    assert find_check("doc101") == find_check("no-text") == find_check("DOC101")
    with pytest.raises(UsageError, match="DOC999 is no check: there are DOC101 to DOC311"):
        find_check("DOC999")
    with pytest.raises(UsageError, match="there are DOC, FIT, JOB, TXT, WRD"):
        find_check("nonsense")


# ---------------------------------------------------------------- what a plain extraction gets


def test_the_plain_reading_is_that_of_plain_extractions() -> None:
    """Told from what was read, and near enough to pdfplumber's and python-docx's own to be shown beside ours."""
    paths = [*PDFS, *(ROOT / "examples" / "resumes").glob("*.docx"), *SHARED.glob("pdf/*.pdf")]
    assert len(paths) >= 5
    for path in paths:
        ours = plain_text(resumefit.read_document(path)).split()
        theirs = read_naive(path).split()
        if theirs:
            assert SequenceMatcher(None, ours, theirs, autojunk=False).ratio() > 0.7, path.name


def test_columns_are_read_across() -> None:
    document = resumefit.read_document(ROOT / "examples" / "resumes" / "lucia-fontes-digital-marketing-manager.pdf")
    assert "(312) 555-0117 Experience" in plain_text(document)
    assert "(312) 555-0117 Experience" not in document.text
    assert "(312) 555-0117 Experience" in [
        row_text(document, row) for row in mixed_rows(document, rows(document.words))
    ]


def test_facts_of_a_file_pass_the_wire() -> None:
    data, name = checkfiles.pdf(
        links=["https://example.com/x"], bars=2, picture=[400, 700, 60, 60], author="Tess", last=3
    )
    document = read_as(data, Source(name, "pdf", len(data)), Limits(), None, "pdfplumber")
    facts = document.file
    assert {mark.kind for mark in facts.marks} == {"picture", "shape"}
    assert (facts.property("author"), facts.links[0].target, len(facts.blanks)) == ("Tess", "https://example.com/x", 2)
    assert wire.unpacked(wire.packed(document)) == document
    word = read_as(
        checkfiles.docx(remarks=["Cut"], links=["https://example.com"])[0], Source("a", "docx", 9), Limits(), None
    )
    assert word.file.sheets[0].margins == (72.0, 72.0, 72.0, 72.0)
    assert [mark.text for mark in word.file.marks] == ["Cut"]
    assert wire.unpacked(wire.packed(word)) == word


@pytest.mark.parametrize("build", ["pdf", "docx"])
def test_both_engines_and_all_readers_see_the_same_facts(build: str) -> None:
    data, name = getattr(checkfiles, build)(links=["https://example.com/x"])
    engines = ("pdfium", "pdfplumber")
    seen = {read_as(data, Source(name, build, len(data)), Limits(), None, engine).file for engine in engines}  # type: ignore[arg-type]
    assert len(seen) == 1


# ---------------------------------------------------------------- what is shown

HOSTILE = RESUME.replace("Harbour & Pell Logistics", "S P A C E D \x1b[31mred\x1b[0m <script>x</script> [b]").encode()


def test_nothing_of_a_document_steers_what_shows_it() -> None:
    found = resumefit.check(HOSTILE, config=settings(select=("DOC302",)), as_of=TODAY)
    evil = [
        replace(one, quote="\x1b[31m`<img>`", message="see \x1b]0;x\x07[link](javascript:x) \u202e") for one in found
    ]
    assert evil
    shown = render_findings(evil, "a\x1b[2Jb.pdf", Screen(80, colour=True))
    assert "\x1b[31m`" not in shown
    assert "\x1b]" not in shown
    assert "\x1b[2J" not in shown
    written = findings_markdown(evil, "a*b*\x1b.pdf")
    assert "\x1b" not in written
    assert "[link]" not in written
    assert "<img>" not in written.replace("\\<", "")
    assert "\x1b" not in findings_json(evil, "a\x1b.pdf")


def test_the_page_of_findings() -> None:
    found = resumefit.check(BAD, config=settings(select=("DOC302", "TXT102")), as_of=TODAY)
    page = render_findings(found, "tess.txt", Screen(80))
    for words in (
        "tess.txt",
        "TXT102",
        "DOC302",
        "Blocks",
        "Costs",
        "mend: ",
        f"line {BAD.decode().splitlines().index('S K I L L S') + 1}",
        "resumefit explain CODE",
    ):
        assert words in page
    assert render_findings([], "tess.txt", Screen(80)) == "tess.txt  nothing found\n"
    many = [one for one in found if one.code == "DOC302"] * 9
    assert "and 6 more (--all)" in render_findings(many, "tess.txt", Screen(80))
    assert "--all" not in render_findings(many, "tess.txt", Screen(80), everything=True)


def test_json_says_the_same() -> None:
    found = resumefit.check(BAD, config=settings(select=("DOC302", "TXT102")), as_of=TODAY)
    facts = json.loads(findings_json(found, "tess.txt"))
    assert facts["counts"] == {"blocks": 1, "costs": 1, "polish": 0}
    assert [one["code"] for one in facts["findings"]] == ["TXT102", "DOC302"]
    assert {one["code"] for one in facts["checks"]} == {"TXT102", "DOC302"}
    last = facts["findings"][-1]
    assert BAD.decode()[last["start"] : last["end"]] == last["quote"]
    assert all(one["source"] for one in json.loads(checks_json(all_checks()))["checks"])


# ---------------------------------------------------------------- the command line


def test_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "tess-wainwright.txt"
    path.write_bytes(BAD)
    assert run(["check", str(path), "--select", "DOC302,TXT102"]) == 1
    out = capsys.readouterr()
    assert "TXT102" in out.out
    assert "1 finding stands at or above blocks" in out.err
    assert run(["check", str(path), "--select", "DOC302"]) == 0
    assert run(["check", str(path), "--select", "DOC302", "--fail-on", "costs"]) == 1
    assert run(["check", str(path), "--fail-on", "never", "--as-of", "2026-11-01"]) == 0
    assert run(["check", str(path), "--select", "DOC999"]) == 2
    assert "DOC999 stands for no check" in capsys.readouterr().err
    assert run(["check", str(path), "--select", "DOC302", "--format", "markdown", "-o", str(tmp_path / "out.md")]) == 0
    assert (tmp_path / "out.md").read_text().startswith("# tess\\-wainwright\\.txt: 1 found: 1 costs\n")
    assert run(["check", str(tmp_path / "none.pdf")]) == 3
    capsys.readouterr()
    other = tmp_path / "tess.txt"
    other.write_bytes(BAD)
    several = [str(path), str(tmp_path / "none.pdf"), str(other)]
    assert run(["check", *several, "--select", "DOC302", "--fail-on", "costs"]) == 3
    out = capsys.readouterr()
    assert out.out.count("DOC302") == 2
    assert "none.pdf" in out.err
    assert run(["check", str(path), str(other), "--select", "DOC302", "--fail-on", "costs"]) == 1
    capsys.readouterr()
    assert run(["explain", "contact-in-header"]) == 0
    shown = capsys.readouterr().out
    check = find_check("DOC204")
    assert all(" ".join(text.split()) in " ".join(shown.split()) for text in (check.why, check.fix, check.source))
    assert run(["explain", "XXX"]) == 2
    assert run(["checks", "--select", "DOC1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert sum(line.lstrip().startswith("DOC1") for line in lines) == sum(code.startswith("DOC1") for code in CODES)
    assert run(["checks", "--checks", str(ROOT / "examples" / "own_check.py"), "--format", "json"]) == 0
    assert '"OWN101"' in capsys.readouterr().out


# ---------------------------------------------------------------- docs, hooks


def loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_has_not_drifted(golden: Callable[[Path, str], None]) -> None:
    page = loaded(ROOT / "docs" / "check_list.py").page()
    for one in all_checks():
        assert f"#### {one.code}\n" in page
        assert one.source in page
    golden(ROOT / "docs" / "checks.md", page)


def test_the_hook_and_the_workflow_call_what_there_is() -> None:
    hook = (ROOT / ".pre-commit-hooks.yaml").read_text()
    pattern = re.search(r"files: (.+)", hook)
    assert pattern
    names = ["resume.pdf", "me/Tess_Wainwright_Resume.docx", "cv.md", "docs/my-cv-2026.pdf", "Résumé.pdf"]
    assert all(re.search(pattern[1], name) for name in names)
    assert not [name for name in ("README.md", "cover.pdf", "recv.txt", "resume.py") if re.search(pattern[1], name)]
    workflow = (ROOT / "docs" / "resume-check.yml").read_text()
    command = re.search(r"run: resumefit (check .+)", workflow)
    assert "entry: resumefit check\n" in hook
    assert command
    resume = str(PDFS[0])
    words = [resume if word == '"$RESUME"' else word for word in command[1].split()]
    assert run([*words[:-1], "never", "--output", "/dev/null"]) == 0
