from __future__ import annotations

import importlib.util
import io
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import resumefit
from resumefit import errors
from resumefit.cli import cli, run
from tests.reports import HOSTILE, document, report

ROOT = Path(__file__).resolve().parent.parent
RESUME = ROOT / "examples" / "resumes" / "maya-okafor-backend-engineer.pdf"
POSTING = ROOT / "examples" / "postings" / "backend-engineer-northwind-ferry.html"
DAY = ("--as-of", "2026-11-01")
HEAVY = ("spacy", "pdfplumber", "pdfminer", "pypdfium2", "docx", "pydantic", "scipy", "rich", "trafilatura", "lxml")
GERMAN = (
    "Wir suchen eine erfahrene Bäckerin oder einen erfahrenen Bäcker für unsere Backstube. Sie haben eine abgeschlossene "
    "Ausbildung und mehrere Jahre Berufserfahrung. Sie arbeiten gern nachts und sind zuverlässig. Wir bieten eine faire "
    "Bezahlung, geregelte Pausen und ein freundliches Haus. Bitte schicken Sie uns Ihre Bewerbung mit Lebenslauf."
)


class Result:
    """What a run of the command line gave."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


Runner = Callable[..., Result]


@pytest.fixture
def resumefit_(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Runner:
    def call(*arguments: object, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        code = run([str(one) for one in arguments])
        out, err = capsys.readouterr()
        return Result(code, out, err)

    return call


def process(*arguments: object, **more: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "resumefit", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, env={**os.environ, **more}, timeout=120, check=False)


# What the commands do


def test_match_as_text_and_as_json_say_the_same(resumefit_: Runner) -> None:
    text = resumefit_("match", RESUME, POSTING, *DAY)
    said = resumefit_("match", RESUME, POSTING, *DAY, "--format", "json")
    assert (text.code, said.code, text.err, said.err) == (0, 0, "", "")
    total = json.loads(said.out)["score"]["total"]
    assert f"Match score    {total:.1f} / 100" in text.out
    assert text.out == resumefit_("match", RESUME, POSTING, *DAY).out


def test_explain_all_and_top(resumefit_: Runner) -> None:
    assert "total, shown as" in resumefit_("match", RESUME, POSTING, *DAY, "--explain").out
    short, whole = (resumefit_("match", RESUME, POSTING, *DAY, *more).out for more in (("--top", "2"), ("--all",)))
    assert "(--all)" in short
    assert "(--all)" not in whole
    assert len(short) < len(whole)
    both = resumefit_("match", RESUME, POSTING, "--all", "--top", "3")
    assert (both.code, both.out) == (2, "")


def test_what_if_is_answered_in_text_and_json(resumefit_: Runner) -> None:
    asked = ("--what-if", "GraphQL, dbt", "--what-if", "Python")
    text = resumefit_("match", RESUME, POSTING, *DAY, *asked)
    said = json.loads(resumefit_("match", RESUME, POSTING, *DAY, *asked, "-f", "json").out)
    plain = json.loads(resumefit_("match", RESUME, POSTING, *DAY, "-f", "json").out)
    assert (text.code, text.err) == (0, "")
    assert [one["term"] for one in said["what_if"]["terms"]] == ["GraphQL", "dbt", "Python"]
    assert said["what_if"]["gain"] == said["what_if"]["terms"][0]["gain"] > 0
    assert said["what_if"]["total"] == round(plain["score"]["total"] + said["what_if"]["gain"], 1)
    assert f"+{said['what_if']['gain']:.1f}  GraphQL" in text.out
    assert "the posting does not ask for it" in text.out
    assert (plain["what_if"], plain["letter"]) == (None, None)
    assert said["score"] == plain["score"]


def test_a_cover_letter_is_answered_in_text_and_json(resumefit_: Runner, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(
        "Dear crew,\n\nI saw your notice in the window of the ferry office and am writing to you at once, for I have "
        "written Python for years and know COBOL as few others do.\n\nYours,\nMaya Okafor\n"
    )
    for source, piped in ((letter, b""), ("-", letter.read_bytes())):
        text = resumefit_("match", RESUME, POSTING, *DAY, "--cover-letter", source, stdin=piped)
        done = resumefit_("match", RESUME, POSTING, *DAY, "--cover-letter", source, "-f", "json", stdin=piped)
        assert (text.code, text.err, done.err) == (0, "", "")
        said = json.loads(done.out)["letter"]
        assert [one["label"] for one in said["demands"] if one["in_letter"]] == ["Python"]
        assert [one["label"] for one in said["unbacked"]] == ["COBOL"]
        assert len(said["demands"]) == 5
        assert "Cover letter: speaks to 1 of the 5" in text.out
        assert "In the letter, not in the resume: 1" in text.out


def test_a_letter_that_can_t_be_read_is_one_line(resumefit_: Runner, tmp_path: Path) -> None:
    short, scan = tmp_path / "short.txt", tmp_path / "scan.pdf"
    short.write_text("Dear crew, hire me.")
    scan.write_bytes(pdf(""))
    for letter, code, said in (
        (short, errors.EXIT_NOTHING_TO_SCORE, "no letter"),
        (scan, errors.EXIT_UNREADABLE, "scan.pdf"),
        ("nosuch.docx", errors.EXIT_UNREADABLE, "nosuch.docx"),
        ("", errors.EXIT_UNREADABLE, ""),
    ):
        refused(resumefit_("match", RESUME, POSTING, "--cover-letter", letter), code, said)
    refused(resumefit_("match", RESUME, "-", "--cover-letter", "-"), errors.EXIT_USAGE, "only one input")
    over = resumefit_("match", RESUME, POSTING, "--cover-letter", short, "-o", short)
    refused(over, errors.EXIT_USAGE, "is an input")


@pytest.mark.parametrize("flipped", [False, True])
def test_either_input_can_come_from_standard_input(resumefit_: Runner, flipped: bool) -> None:
    file, names = (RESUME, ("-", POSTING)) if flipped else (POSTING, (RESUME, "-"))
    piped = json.loads(resumefit_("match", *names, *DAY, "-f", "json", stdin=file.read_bytes()).out)
    read = json.loads(resumefit_("match", RESUME, POSTING, *DAY, "-f", "json").out)
    assert piped["resume" if flipped else "posting"]["file"] == "standard input"
    assert piped["score"] == read["score"]


def test_fail_under_exits_with_1_after_the_report(resumefit_: Runner) -> None:
    hit = resumefit_("match", RESUME, POSTING, *DAY, "--fail-under", "100")
    assert hit.code == errors.EXIT_HIT
    assert "Match score" in hit.out
    assert re.fullmatch(r"resumefit: the match score [\d.]+ is below 100 \(--fail-under\)\n", hit.err)
    assert resumefit_("match", RESUME, POSTING, *DAY, "--fail-under", "0").code == 0


def test_output_goes_to_a_file_and_never_over_an_input(resumefit_: Runner, tmp_path: Path) -> None:
    there = tmp_path / "report.json"
    assert resumefit_("match", RESUME, POSTING, *DAY, "-f", "json", "-o", there).out == ""
    assert json.loads(there.read_bytes())["schema_version"] == 1
    posting = tmp_path / "posting.html"
    posting.write_bytes(POSTING.read_bytes())
    over = resumefit_("match", RESUME, posting, "-o", tmp_path / "." / "posting.html")
    assert over.code == errors.EXIT_USAGE
    assert posting.read_bytes() == POSTING.read_bytes()
    assert resumefit_("parse", RESUME, "-o", tmp_path).code == errors.EXIT_USAGE


def test_parse_gives_exactly_the_text_that_is_read(resumefit_: Runner) -> None:
    result = resumefit_("parse", RESUME)
    assert (result.code, result.err) == (0, "")
    assert result.out == resumefit.read_document(RESUME).text
    assert json.loads(resumefit_("parse", RESUME, "-f", "json").out)["text"] == result.out


def test_parse_naive(resumefit_: Runner) -> None:
    naive = resumefit_("parse", RESUME, "--naive")
    assert naive.code == 0
    assert "Okafor" in naive.out
    assert json.loads(resumefit_("parse", RESUME, "--naive", "-f", "json").out)["text"] == naive.out
    assert resumefit_("parse", RESUME, "--naive", "--password", "x").code == errors.EXIT_USAGE


def test_parse_tells_of_hidden_words_on_standard_error(resumefit_: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    from resumefit.reading import read

    made = report().resume.document
    monkeypatch.setattr(read, "read_document", lambda *_args, **_more: made)
    result = resumefit_("parse", "any.pdf")
    assert result.out == made.text
    assert re.fullmatch(r"resumefit: 3 hidden words .*\n", result.err)


def test_keywords(resumefit_: Runner) -> None:
    text = resumefit_("keywords", POSTING)
    assert (text.code, text.err) == (0, "")
    assert text.out.startswith("Backend Engineer at Northwind Ferry")
    labels = [one["label"] for one in json.loads(resumefit_("keywords", POSTING, "-f", "json").out)["requirements"]]
    assert "Python" in labels
    assert "Python" in text.out


def test_version_and_help(resumefit_: Runner) -> None:
    assert resumefit_("--version").out == f"resumefit {resumefit.__version__}\n"
    for arguments in ((), ("match",), ("parse",), ("keywords",)):
        shown = resumefit_(*arguments, "-h")
        assert shown.code == 0
        assert "Examples:" in shown.out
        assert "Show the traceback" in shown.out
    assert resumefit_().code == errors.EXIT_USAGE
    codes = {errors.EXIT_DONE, errors.EXIT_HIT, errors.EXIT_USAGE, errors.EXIT_UNREADABLE, errors.EXIT_BUG}
    listed = {int(code) for code in re.findall(r"^    (\d+) ", resumefit_("--help").out, re.MULTILINE)}
    assert codes | {errors.EXIT_NOTHING_TO_SCORE} <= listed


# What goes wrong


def protected() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption

    return pdf("Ada Crumb, baker", StandardEncryption("secret", canPrint=0))


def pdf(text: str, encrypt: object = None) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    page = io.BytesIO()
    canvas = Canvas(page, encrypt=encrypt)
    if text:
        canvas.drawString(72, 720, text)
    else:
        canvas.rect(72, 72, 300, 300, fill=1)
    canvas.save()
    return page.getvalue()


UNREADABLE: dict[str, Callable[[], bytes]] = {
    "empty.txt": lambda: b"",
    "picture.pdf": lambda: b"\x89PNG\r\n\x1a\n" + bytes(100),
    "damaged.pdf": lambda: b"%PDF-1.7\nnothing that a PDF holds",
    "cut.pdf": lambda: RESUME.read_bytes()[:2000],
    "protected.pdf": protected,
    "scan.pdf": lambda: pdf(""),
    "large.txt": lambda: b"word " * 4_000_001,
    "undecodable.txt": lambda: bytes(range(1, 256)) * 40,
    "package.zip": lambda: b"PK\x05\x06" + bytes(18),
}


@pytest.mark.parametrize("command", ["parse", "keywords", "match"])
@pytest.mark.parametrize("name", UNREADABLE)
def test_an_unreadable_file_exits_with_3_and_one_line(
    resumefit_: Runner, tmp_path: Path, command: str, name: str
) -> None:
    file = tmp_path / name
    file.write_bytes(UNREADABLE[name]())
    refused(resumefit_(command, file, *([POSTING] if command == "match" else [])), errors.EXIT_UNREADABLE, name)


@pytest.mark.parametrize("name", ["nosuch.pdf", ".", "https://example.com/job.html"])
@pytest.mark.parametrize("command", ["parse", "keywords", "match"])
def test_no_file_a_folder_and_an_address_exit_with_3(resumefit_: Runner, command: str, name: str) -> None:
    refused(resumefit_(command, *([RESUME] if command == "match" else []), name), errors.EXIT_UNREADABLE, name)


def test_an_empty_standard_input_exits_with_3(resumefit_: Runner) -> None:
    refused(resumefit_("match", RESUME, "-"), errors.EXIT_UNREADABLE, "standard input")


@pytest.mark.parametrize(
    ("posting", "said"),
    [
        ("We are a bakery by the sea. Our house is old. The wind is strong here.", "asks for nothing"),
        (GERMAN, "German"),
    ],
)
def test_nothing_to_score_exits_with_4(resumefit_: Runner, posting: str, said: str) -> None:
    refused(resumefit_("match", RESUME, "-", stdin=posting.encode()), errors.EXIT_NOTHING_TO_SCORE, said)


def test_a_resume_that_says_nothing_exits_with_4(resumefit_: Runner) -> None:
    refused(resumefit_("match", "-", POSTING, stdin=b"Ada Crumb\nBaker"), errors.EXIT_NOTHING_TO_SCORE, "no resume")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--nonsense",),
        ("scan", "a.pdf"),
        ("match",),
        ("match", "a.pdf"),
        ("match", "-", "-"),
        ("match", "a.pdf", "b.txt", "--format", "xml"),
        ("match", "a.pdf", "b.txt", "--as-of", "yesterday"),
        ("match", "a.pdf", "b.txt", "--fail-under", "101"),
        ("match", "a.pdf", "b.txt", "--top", "0"),
        ("match", "a.pdf", "b.txt", "--what-if", ""),
        ("match", "a.pdf", "b.txt", "--what-if", " , ,"),
        ("match", "a.pdf", "b.txt", "--config", "nosuch.toml"),
    ],
)
def test_wrong_usage_exits_with_2_and_one_line(resumefit_: Runner, arguments: tuple[str, ...]) -> None:
    refused(resumefit_(*arguments), errors.EXIT_USAGE, "")


def test_an_unknown_setting_exits_with_2(resumefit_: Runner, tmp_path: Path) -> None:
    settings = tmp_path / "resumefit.toml"
    settings.write_text("[weights]\nluck = 5\n")
    refused(resumefit_("match", RESUME, POSTING, "--config", settings), errors.EXIT_USAGE, "weights.luck")


def test_a_password_opens_a_protected_file(resumefit_: Runner, tmp_path: Path) -> None:
    file = tmp_path / "protected.pdf"
    file.write_bytes(protected())
    assert resumefit_("parse", file, "--password", "secret").out.strip() == "Ada Crumb, baker"
    refused(resumefit_("parse", file, "--password", "wrong"), errors.EXIT_UNREADABLE, "protected.pdf")


def test_a_bug_of_ours_is_one_line_and_exits_with_70(resumefit_: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    from resumefit.reading import read

    def broken(*_args: object, **_more: object) -> None:
        raise ZeroDivisionError("wor\x1b[2Jds\nin two lines")

    monkeypatch.setattr(read, "read_document", broken)
    result = resumefit_("parse", RESUME)
    refused(
        result, errors.EXIT_BUG, "a bug of ours: ZeroDivisionError: words in two lines; please report it with --debug"
    )
    traced = resumefit_("parse", RESUME, "--debug")
    assert traced.code == errors.EXIT_BUG
    assert "Traceback (most recent call last)" in traced.err


def test_debug_shows_where_an_error_comes_from(resumefit_: Runner) -> None:
    for arguments in (("parse", "nosuch.pdf", "--debug"), ("--debug", "parse", "nosuch.pdf")):
        result = resumefit_(*arguments)
        assert result.code == errors.EXIT_UNREADABLE
        assert "Traceback" in result.err


@pytest.mark.parametrize(("raised", "code"), [(KeyboardInterrupt, 130), (RecursionError, 70), (MemoryError, 70)])
def test_what_stops_a_run(
    resumefit_: Runner, monkeypatch: pytest.MonkeyPatch, raised: type[BaseException], code: int
) -> None:
    from resumefit.reading import read

    def stopped(*_args: object, **_more: object) -> None:
        raise raised

    monkeypatch.setattr(read, "read_document", stopped)
    result = resumefit_("parse", RESUME)
    assert result.code == code
    assert (result.err == "") is (code == 130)


def test_names_in_messages_do_not_steer_the_terminal(resumefit_: Runner) -> None:
    result = resumefit_("parse", "no\x1b[2J\x9b31m[red]such.pdf")
    assert result.code == errors.EXIT_UNREADABLE
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", result.err)
    assert "[red]such.pdf" in result.err


def refused(result: Result, code: int, said: str) -> None:
    """One line on standard error and nothing on standard output."""
    assert (result.code, result.out) == (code, "")
    assert result.err.startswith("resumefit: ")
    assert result.err.count("\n") == 1
    assert said in result.err
    assert "Traceback" not in result.err


# The process


@pytest.mark.parametrize("code", ["import resumefit", "from resumefit.cli import run; run(['--help'])"])
def test_nothing_heavy_is_loaded_at_the_start(code: str) -> None:
    script = f"import sys; {code}; print(*sorted({{m.split('.')[0] for m in sys.modules}}), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    loaded = done.stderr.split()
    assert "resumefit" in loaded
    assert not set(loaded) & set(HEAVY)


def test_help_needs_no_settings() -> None:
    """They alone would take an eighth of its time."""
    script = "import sys; from resumefit.cli import run; run(['--help']); print('resumefit.config' in sys.modules)"
    script += "; import resumefit.config; print('resumefit.config' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split()[-2:] == ["False", "True"]


def test_every_module_of_the_package_is_light() -> None:
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in sorted((ROOT / "resumefit").rglob("*.py"))
        if path.name != "__main__.py"
    ]
    assert len(names) > 30
    script = f"import importlib, sys; [importlib.import_module(n) for n in {names}]; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    # pdfminer: a module that holds classes made from its own can't do without, and is itself imported late.
    assert not {name.split(".")[0] for name in done.stdout.split()} & {*HEAVY} - {"pdfminer"}


def test_output_is_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    file = tmp_path / "resume.txt"
    file.write_text("Zoë Ångström – bäckt 東京\n", encoding="utf-8")
    done = process("parse", file, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "Zoë Ångström – bäckt 東京" in done.stdout.decode("utf-8")
    assert done.stderr == b""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no broken pipes of this kind")
def test_a_closed_pipe_is_no_error() -> None:
    command = [sys.executable, "-m", "resumefit", "parse", str(RESUME)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        said = running.stderr.read()
    assert (running.returncode, said) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, which Linux has")
def test_a_full_disk_is_said_in_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "resumefit", "parse", str(RESUME)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert done.returncode == errors.EXIT_USAGE
    assert re.fullmatch(rb"resumefit: standard output can't be written: .*\n", done.stderr)


def on_a_terminal(*arguments: object, columns: int = 100, **more: str) -> str:
    """What a command writes on a terminal of so many columns."""
    import fcntl
    import pty
    import struct
    import termios

    main, other = pty.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS")}
    environment.update({"TERM": "xterm-256color", **more})
    command = [sys.executable, "-m", "resumefit", *map(str, arguments)]
    written = bytearray()

    def read() -> None:
        while True:
            try:
                chunk = os.read(main, 65536)
            except OSError:  # Linux's way of saying that the other end is closed
                return
            if not chunk:
                return
            written.extend(chunk)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    done = subprocess.run(command, stdout=other, stderr=subprocess.PIPE, env=environment, timeout=120, check=False)
    os.close(other)
    reader.join(10)
    os.close(main)
    assert (done.returncode, done.stderr) == (0, b"")
    return written.decode("utf-8").replace("\r\n", "\n")


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_a_terminal_gets_colour_and_its_width_unless_no_color_is_set() -> None:
    coloured = on_a_terminal("match", RESUME, POSTING, *DAY, columns=110)
    assert "\x1b[" in coloured
    assert "█" in coloured
    lines = re.sub(r"\x1b\[[0-9;]*m", "", coloured).splitlines()
    assert 90 < max(map(len, lines)) <= 110
    plain = on_a_terminal("match", RESUME, POSTING, *DAY, NO_COLOR="1")
    assert "\x1b" not in plain
    assert "[####" in plain


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_a_parsed_text_does_not_steer_a_terminal(tmp_path: Path) -> None:
    file = tmp_path / "resume.txt"
    flour = "Bread of rye, wheat and spelt. " * 40  # with fewer words it would be taken for no text at all
    file.write_text(f"Ada Crumb\n{HOSTILE}\n{flour}\nBaker", encoding="utf-8")
    shown = on_a_terminal("parse", file)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown)
    assert shown.startswith("Ada Crumb\n")
    assert shown.endswith("Baker\n")


def test_what_a_terminal_would_obey_is_taken_out_on_terminals_only(monkeypatch: pytest.MonkeyPatch) -> None:
    from resumefit.cli import output

    made = document(f"A{HOSTILE}B", "x").text
    assert output.for_screen(made, None) == made
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", output.for_screen(made, None))
    assert output.for_screen(made, "file.txt") == made


# The generated page


def loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_has_not_drifted(golden: Callable[[Path, str], None]) -> None:
    page = loaded(ROOT / "docs" / "cli_reference.py").reference()
    assert all(f"## resumefit {name}\n" in page for name in cli.commands)
    golden(ROOT / "docs" / "cli.md", page)


def test_the_picture_names_nothing_on_the_network_and_is_the_same_each_time() -> None:
    module = loaded(ROOT / "docs" / "picture.py")
    made = module.picture()
    assert made == module.picture()
    for svg in (made, (ROOT / "docs" / "report.svg").read_text(encoding="utf-8")):
        assert set(re.findall(r"https?://[^\s\"')]+", svg)) == {"http://www.w3.org/2000/svg"}
        assert "@font-face" not in svg
        assert "Northwind" in svg
