"""--limit and --password on the command line."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import fields
from pathlib import Path

import pytest

from resumefit.cli import run
from resumefit.config import Limits, load_config, with_limits
from resumefit.errors import EXIT_UNREADABLE, EXIT_USAGE, ConfigError
from tests.fuzz.seeds import ROOT, seeds

RESUME = ROOT / "examples" / "resumes" / "maya-okafor-backend-engineer.pdf"
POSTING = ROOT / "examples" / "postings" / "backend-engineer-northwind-ferry.html"


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    path = tmp_path / "locked.pdf"
    path.write_bytes(next(file.data for file in seeds(corpus=False) if file.name == "made-locked.pdf"))
    return path


def called(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = run([str(one) for one in arguments])
    out, err = capsys.readouterr()
    return code, out, err


# ---------------------------------------------------------------- --limit


@pytest.mark.parametrize("command", ["match", "parse", "keywords"])
def test_each_command_takes_limits(capsys: pytest.CaptureFixture[str], command: str) -> None:
    files = {"match": (RESUME, POSTING), "parse": (RESUME,), "keywords": (POSTING,)}[command]
    code, out, err = called(capsys, command, *files, "--limit", "pages=9", "--limit", "bytes=100")
    assert (code, out) == (EXIT_UNREADABLE, "")
    assert "larger than" in err
    assert called(capsys, command, *files, "--limit", "bytes=100", "--limit", "bytes=1_000_000")[0] == 0


@pytest.mark.parametrize(
    ("limit", "says"),
    [
        ("pages=0", "over 0 pages"),
        ("seconds=0", "took longer than 0 s"),
        ("characters=10", "over 10 characters"),
        ("unpacked_bytes=10", "unpacks to over 10 bytes"),
    ],
)
def test_a_limit_is_held_to(capsys: pytest.CaptureFixture[str], limit: str, says: str) -> None:
    code, _, err = called(capsys, "parse", RESUME, "--limit", limit)
    assert code == EXIT_UNREADABLE
    assert says in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "limit",
    "| = |pages|pages=|pages=x|pages=-1|pages=2.5|seconds=nan|seconds=inf|page=3|memory=1e9|seconds=1,5".split("|"),
)
def test_a_wrong_limit_is_a_usage_error(capsys: pytest.CaptureFixture[str], limit: str) -> None:
    code, out, err = called(capsys, "parse", RESUME, "--limit", limit)
    assert (code, out) == (EXIT_USAGE, "")
    assert re.fullmatch(r"resumefit: --limit .*\n", err)
    with pytest.raises(ConfigError):
        with_limits(Limits(), [limit])


def test_limits_go_before_the_settings_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = tmp_path / "resumefit.toml"
    settings.write_text("[limits]\nbytes = 10\nseconds = 7.5\n", "utf-8")
    assert called(capsys, "keywords", POSTING, "-c", settings)[0] == EXIT_UNREADABLE
    assert called(capsys, "keywords", POSTING, "-c", settings, "--limit", "bytes=1000000")[0] == 0
    assert load_config(settings).limits.seconds == 7.5


def test_every_limit_can_be_set() -> None:
    for field in fields(Limits):
        assert getattr(with_limits(Limits(), [f" {field.name} = 7 "]), field.name) == 7


# ---------------------------------------------------------------- --password


def test_on_a_pipe_nobody_is_asked(locked: Path) -> None:
    command = [sys.executable, "-m", "resumefit", "parse", str(locked)]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60, check=False)
    assert done.returncode == EXIT_UNREADABLE
    assert re.fullmatch(
        r"resumefit: locked\.pdf is password-protected: give its password \(--password\).*\n", done.stderr
    )


def test_the_error_of_a_protected_file_names_the_option(
    locked: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"secret\n")))
    code, _, err = called(capsys, "match", locked, POSTING)
    assert code == EXIT_UNREADABLE
    assert "--password" in err
    assert called(capsys, "parse", locked, "--password", "secret")[0] == 0


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    ("typed", "code", "says"),
    [
        (["secret"], 0, "Larkspur"),
        (["wrong", "secret"], 0, "does not open"),
        (["a", "b", "c"], EXIT_UNREADABLE, "does not open"),
        (["\x03"], 130, "Password"),
    ],
)
def test_on_a_terminal_the_password_is_asked_for(locked: Path, typed: list[str], code: int, says: str) -> None:
    import pty

    pid, terminal = pty.fork()
    if not pid:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # which whoever runs the tests in the background has ignored
        os.execv(sys.executable, [sys.executable, "-m", "resumefit", "parse", str(locked), "-f", "json"])  # noqa: S606
    shown = b""
    for answer in typed:
        shown += _shown_until(terminal, b"Password of ")
        time.sleep(0.2)  # getpass switches the echo off after it has asked
        os.write(terminal, answer.encode() + b"\n")
    shown += _shown_until(terminal, b"nothing of the kind")
    os.close(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == code
    text = shown.decode("utf-8", "replace")
    assert says in text
    assert "secret" not in text, "it is not to be seen"
    assert text.count("Password of") == len(typed)
    if not code:
        assert json.loads(text[text.index("{") :])["text"]


def _shown_until(terminal: int, words: bytes) -> bytes:
    shown = b""
    while words not in shown:
        try:
            part = os.read(terminal, 65_536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        shown += part
    return shown
