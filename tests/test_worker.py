"""Reading in a worker: the same Documents and errors as here, and nothing that a file does to it comes through."""

from __future__ import annotations

import gc
import io
import os
import signal
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from resumefit import errors
from resumefit.config import Limits
from resumefit.errors import DamagedError, PasswordError, ResumefitError, TooLargeError, UnreadableError
from resumefit.reading import isolation, wire, worker
from resumefit.reading.document import Document, Source
from resumefit.reading.read import read_as, read_document, read_naive, read_text
from tests.fuzz.mutate import mutated
from tests.fuzz.seeds import CORPUS, ROOT, seeds
from tests.test_pdf import with_content

EXAMPLES = sorted(path for folder in ("resumes", "postings") for path in (ROOT / "examples" / folder).iterdir())
PDF = next(path for path in EXAMPLES if path.suffix == ".pdf")
HTML = b"<html><body><h1>Nurse</h1><p>Night shifts in Leeds</p></body></html>"
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at /proc")
posix = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")


@pytest.fixture(autouse=True)
def _no_worker_is_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test begins without a worker, and ends without one: in a Python that reports what was not closed."""
    monkeypatch.delenv(worker.SWITCH, raising=False)
    isolation.close()
    with warnings.catch_warnings():
        warnings.simplefilter("error", ResourceWarning)
        yield
        isolation.close()
        gc.collect()
    assert isolation.pids() == []


@pytest.fixture
def in_worker(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Makes workers run some code before they answer: a hanging reader, say."""

    def call(code: str) -> None:
        isolation.close()
        start = "from resumefit.reading import worker; import os, signal, time\n"
        monkeypatch.setattr(isolation, "_CODE", isolation._CODE.replace("serve()", f"\n{start}{code}\nserve()"))

    return call


def reading(body: str) -> str:
    """Code after which a worker reads documents with this body of a function."""
    return f"def _read(request, data, limits):\n    with worker.limited(limits):\n        {body}\nworker._read = _read"


def outcome(data: bytes, *, isolate: bool, limits: Limits | None = None) -> object:
    """A Document, or the kind and words of an error."""
    try:
        return read_document(data, name="file", isolate=isolate, limits=limits or Limits())
    except UnreadableError as error:
        return type(error), str(error)


# ---------------------------------------------------------------- the same as here


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_documents_come_back_equal(path: Path) -> None:
    assert read_document(path, isolate=True) == read_document(path, isolate=False)
    assert read_naive(path, isolate=True) == read_naive(path, isolate=False)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not here")
def test_documents_and_errors_of_the_corpus_come_back_equal() -> None:
    paths = sorted(
        path for kind in ("pdf", "docx", "postings", "hostile") for path in (CORPUS / kind).iterdir() if path.is_file()
    )
    assert len(paths) > 50
    for path in paths:
        data = path.read_bytes()
        assert outcome(data, isolate=True) == outcome(data, isolate=False), path.name


def test_damaged_files_come_to_the_same() -> None:
    from random import Random

    files = [file for file in seeds(corpus=False) if file.kind in ("pdf", "docx", "html") and len(file.data) < 50_000]
    kinds = set()
    for number in range(40):
        rng = Random(number)  # noqa: S311
        file = rng.choice(files)
        data = mutated(file.kind, file.data, rng.choice(files).data, rng)
        here = outcome(data, isolate=False)
        assert outcome(data, isolate=True) == here
        kinds.add(type(here))
    assert len(kinds) == 2, "both documents and errors"


def test_a_document_survives_packing() -> None:
    document = read_document(PDF, isolate=False)
    assert document.words
    assert wire.unpacked(wire.packed(document)) == document
    styles = {id(word.style) for word in wire.unpacked(wire.packed(document)).words}
    assert len(styles) < 20


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b'["x"]', b"null", b"[[[[[[", b'{"__reduce__": "os.system"}'])
def test_what_is_no_document_is_not_unpacked(data: bytes) -> None:
    with pytest.raises((ValueError, TypeError)):
        wire.unpacked(data)


def test_every_error_keeps_its_class_code_and_words() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, ResumefitError)]
    assert len(kinds) >= 12
    for kind in kinds:
        with pytest.raises(kind) as caught:
            isolation._raise_for({"error": kind.__name__, "message": "a.pdf is so: do this"})
        assert type(caught.value) is kind
        assert (str(caught.value), caught.value.exit_code) == ("a.pdf is so: do this", kind.exit_code)


@pytest.mark.parametrize("name", ["SystemExit", "os", "annotations", "EXIT_BUG", "__doc__", "", "object"])
def test_no_other_class_can_be_named(name: str) -> None:
    with pytest.raises(DamagedError):
        isolation._raise_for({"error": name, "message": "x"})


def test_passwords_reach_the_worker() -> None:
    locked = next(file.data for file in seeds(corpus=False) if file.name == "made-locked.pdf")
    assert "Larkspur" in read_document(locked, password="secret", isolate=True).text  # noqa: S106
    for password in (None, "wrong"):
        with pytest.raises(PasswordError):
            read_document(locked, password=password, isolate=True)


def test_a_bug_of_ours_stays_one(in_worker: Any) -> None:
    in_worker(reading("raise KeyError('lost')"))
    with pytest.raises(RuntimeError, match="KeyError: 'lost'") as caught:
        read_document(HTML, isolate=True)
    assert "Traceback" in caught.value.__notes__[0]


# ---------------------------------------------------------------- which files


def test_kinds_that_need_a_worker() -> None:
    for data in (b"Jane Roe, nurse", b"# Jane\n\n## Skills\n\n- SQL\n- Go\n", b'{"basics": {"name": "Jane"}}'):
        read_document(data)
        assert isolation.pids() == []
    read_document(HTML)
    first = isolation.pids()
    assert len(first) == 1
    read_document(PDF)
    read_text("<ul><li>SQL</li></ul>")
    assert isolation.pids() == first, "one worker for the whole run"


def test_isolation_can_be_switched_off_and_on(monkeypatch: pytest.MonkeyPatch) -> None:
    read_document(HTML, isolate=False)
    monkeypatch.setenv(worker.SWITCH, "0")
    read_document(HTML)
    assert isolation.pids() == []
    read_document(b"Jane Roe", isolate=True)
    assert len(isolation.pids()) == 1


@pytest.mark.parametrize("executable", ["", "/nowhere/python3", "/bin/true", sys.executable + "-missing"])
def test_without_a_worker_the_document_says_so(monkeypatch: pytest.MonkeyPatch, executable: str) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    document = read_document(HTML)
    assert document.text == read_document(HTML, isolate=False).text
    assert document.notes == (isolation._NO_WORKER,)
    assert read_naive(HTML)


def test_a_python_that_cannot_run_the_worker(in_worker: Any) -> None:
    in_worker("raise SystemExit(3)")
    assert read_document(HTML).notes == (isolation._NO_WORKER,)


def test_a_frozen_program_is_not_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert read_document(HTML).notes == (isolation._NO_WORKER,)


def test_a_system_that_cannot_limit_memory_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "can_limit_memory", lambda: False)
    assert read_document(HTML).notes == (worker.NO_MEMORY_LIMIT,)


# ---------------------------------------------------------------- limits


def test_a_reading_that_hangs_is_stopped(in_worker: Any) -> None:
    in_worker(reading("time.sleep(60)"))
    start = time.monotonic()
    with pytest.raises(TooLargeError, match=r"cv\.html took longer than 1 s to read: .*limits\.seconds"):
        read_document(HTML, name="cv.html", limits=Limits(seconds=1))
    assert time.monotonic() - start < 5


@posix
def test_a_reading_that_ignores_everything_is_stopped(in_worker: Any) -> None:
    in_worker("signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + reading("while True: pass"))
    with pytest.raises(TooLargeError, match="took longer"):
        read_document(HTML, limits=Limits(seconds=0.5))


@linux
def test_a_reading_that_swells_is_stopped(in_worker: Any) -> None:
    in_worker(reading("return b'x' * 2_000_000_000"))
    with pytest.raises(TooLargeError, match=r"over 400 MB of memory .*limits\.memory"):
        read_document(HTML, limits=Limits(memory=400_000_000))
    in_worker(reading("x = []\n        while True: x.append(bytes(1_000_000))"))
    with pytest.raises(TooLargeError, match=r"over 400 MB"):
        read_document(HTML, limits=Limits(memory=400_000_000))


@linux
def test_a_worker_that_has_grown_is_replaced(in_worker: Any) -> None:
    in_worker(reading("x = bytearray(600_000_000); x[::4096] = bytes(len(x[::4096])); return b''"))
    with pytest.raises(ValueError, match="Expecting value"):  # the answer is no Document
        read_document(HTML)
    assert isolation.pids() == []


@linux
def test_memory_watched_from_inside(in_worker: Any) -> None:
    in_worker(
        "worker._must_watch_memory = lambda: True\n" + reading("x = []\n        while True: x.append(b'x' * 10**6)")
    )
    with pytest.raises(TooLargeError, match=r"over 400 MB"):
        read_document(HTML, limits=Limits(memory=400_000_000, seconds=10))


@posix
@pytest.mark.parametrize(
    ("code", "kind", "says"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", DamagedError, "SIGSEGV"),
        ("os.abort()", DamagedError, "SIGABRT"),
        ("os._exit(1)", DamagedError, "exit code 1"),
        ("os.kill(os.getpid(), signal.SIGKILL)", TooLargeError, "want of memory"),
        ("os.kill(os.getpid(), signal.SIGXCPU)", TooLargeError, "took longer"),
    ],
)
def test_a_worker_that_crashes(in_worker: Any, code: str, kind: type[ResumefitError], says: str) -> None:
    in_worker(reading(f"{code} if data == b'<html>bad' else None; return b'[]'"))
    with pytest.raises(kind, match=says) as caught:
        read_document(b"<html>bad", name="cv.html")
    assert "cv.html" in str(caught.value)
    assert "\n" not in str(caught.value)


def kill_workers() -> None:
    for pid in isolation.pids():
        os.kill(pid, signal.SIGKILL)


@posix
def test_a_worker_killed_in_mid_file_and_the_next_file() -> None:
    slow = with_content(b"q Q " * 3_000_000)
    threading.Timer(0.8, kill_workers).start()
    with pytest.raises(TooLargeError, match="stopped by the system"):
        read_document(slow)
    assert read_document(PDF) == read_document(PDF, isolate=False)


@posix
def test_a_worker_killed_between_two_files() -> None:
    read_document(HTML)
    (pid,) = isolation.pids()
    os.kill(pid, signal.SIGKILL)
    time.sleep(0.1)
    assert read_document(HTML).text
    assert isolation.pids() != [pid]


def test_real_files_that_never_end() -> None:
    limits = Limits(seconds=2)
    start = time.monotonic()
    for data in (with_content(b"(" * 8_000_000), with_content(b"q Q " * 3_000_000)):
        with pytest.raises(UnreadableError) as caught:
            read_document(data, limits=limits)
        assert isinstance(caught.value, TooLargeError | DamagedError)
    assert time.monotonic() - start < 10
    assert read_document(PDF).text


def test_limits_of_a_program_are_put_back() -> None:
    if sys.platform == "win32":
        pytest.skip("no resource limits there")
    import resource

    kinds = (resource.RLIMIT_AS, resource.RLIMIT_CPU)
    before = [resource.getrlimit(kind) for kind in kinds]
    with worker.limited(Limits(memory=10**13)):
        assert resource.getrlimit(resource.RLIMIT_AS)[0] == 10**13
        assert 0 < resource.getrlimit(resource.RLIMIT_CPU)[0] < 10**6
    assert [resource.getrlimit(kind) for kind in kinds] == before
    for strange in (Limits(seconds=1e300), Limits(memory=2**80), Limits(seconds=float("nan"))):
        with worker.limited(strange):
            pass


# ---------------------------------------------------------------- programs of all kinds


def test_threads_read_at_the_same_time() -> None:
    expected = {path: read_document(path, isolate=False) for path in EXAMPLES}
    with ThreadPoolExecutor(8) as pool:
        for path, document in zip(EXAMPLES * 3, pool.map(read_document, EXAMPLES * 3), strict=True):
            assert document == expected[path]
    assert len(isolation.pids()) <= (os.cpu_count() or 1)


def test_ctrl_c_while_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    read_document(HTML)
    (pid,) = isolation.pids()
    exchange = isolation._Worker._exchange
    monkeypatch.setattr(isolation._Worker, "_exchange", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        read_document(HTML)
    monkeypatch.setattr(isolation._Worker, "_exchange", exchange)
    assert read_document(HTML) == read_document(HTML, isolate=False)
    assert isolation.pids() != [pid]


def program(code: str, *options: str, timeout: float = 60) -> subprocess.CompletedProcess[str]:
    """A script of somebody else's, with no guard around its main part."""
    start = f"from resumefit import read_document\nfrom resumefit.reading import isolation\nhtml = {HTML!r}\n"
    command = [sys.executable, "-W", "error", *options, "-c", start + code]
    env = {key: value for key, value in os.environ.items() if key != worker.SWITCH}
    return subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=False, cwd=ROOT, env=env)


def is_gone(pid: int) -> bool:
    for _ in range(300):  # processor time, on a machine that may be busy
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_a_program_ends_and_leaves_nothing() -> None:
    done = program("print(read_document(html).text.split()[0]); print(*isolation.pids())", "-X", "dev")
    assert (done.returncode, done.stderr) == (0, "")
    word, pid = done.stdout.split()
    assert word == "Nurse"
    assert os.name != "posix" or is_gone(int(pid))


@posix
@pytest.mark.parametrize("end", ["os._exit(0)", "os.kill(os.getpid(), 9)", "raise SystemExit", "1 / 0"])
def test_however_a_program_ends_the_worker_does_too(end: str) -> None:
    done = program(f"import os; read_document(html); print(*isolation.pids(), flush=True); {end}")
    assert is_gone(int(done.stdout))


@posix
def test_a_worker_whose_program_was_killed_in_mid_file_ends() -> None:
    code = (
        "import os, threading, time; from resumefit.config import Limits\n"
        "from tests.test_pdf import with_content\n"
        "def end(): print(*isolation.pids(), flush=True); os.kill(os.getpid(), 9)\n"
        "threading.Timer(1.5, end).start()\n"
        "read_document(with_content(b'(' * 8_000_000), limits=Limits(seconds=2))"
    )
    assert is_gone(int(program(code).stdout))


@posix
def test_after_a_fork_each_process_has_its_own() -> None:
    code = (
        "import os; first = read_document(html); mine = isolation.pids(); child = os.fork()\n"
        "if not child:\n"
        "    assert isolation.pids() == []\n"
        "    assert read_document(html) == first and isolation.pids() != mine\n"
        "    raise SystemExit(0)\n"
        "assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0\n"
        "assert read_document(html) == first and isolation.pids() == mine\n"
        "print('both')"
    )
    done = program(code)
    assert (done.stdout, done.stderr) == ("both\n", "")


def test_in_processes_of_a_pool() -> None:
    code = (
        "import multiprocessing, sys\n"
        "from concurrent.futures import ProcessPoolExecutor\n"
        "context = multiprocessing.get_context('spawn')\n"
        "with ProcessPoolExecutor(2, mp_context=context) as pool:\n"
        "    print([document.text.split()[0] for document in pool.map(read_document, [html] * 4)])"
    )
    done = program(code)
    assert (done.stdout.strip(), done.stderr) == (str(["Nurse"] * 4), "")


def test_reading_while_the_program_ends() -> None:
    code = "import atexit; read_document(html); atexit.register(lambda: print(read_document(html).text.split()[0]))"
    late = "import atexit; atexit.register(lambda: print(read_document(html).text.split()[0])); read_document(html)"
    for each in (code, late):
        done = program(each)
        assert (done.returncode, done.stdout, done.stderr) == (0, "Nurse\n", ""), each


def test_files_of_the_current_folder_are_no_modules(tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('a file of the folder was run')", encoding="utf-8")
    command = [sys.executable, "-P", "-m", "resumefit", "parse", str(PDF)]
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_what_a_library_prints_is_no_answer(in_worker: Any) -> None:
    in_worker(reading("print('noise', flush=True); os.write(1, b'noise'); raise worker.TooLargeError(input())"))
    with pytest.raises(RuntimeError, match="EOFError"):
        read_document(HTML)


# ---------------------------------------------------------------- messages


def test_messages() -> None:
    stream = io.BytesIO(wire.message({"a": "\udc80"}, b"body") + wire.message({}))
    assert wire.receive(stream.read) == ({"a": "\udc80"}, b"body")
    assert wire.receive(stream.read) == ({}, b"")
    assert wire.receive(stream.read) is None
    cut = io.BytesIO(wire.message({"a": 1}, b"body")[:-1])
    assert wire.receive(cut.read) is None
    with pytest.raises(ValueError, match="header"):
        wire.receive(io.BytesIO(b"\0" * 7 + b"\2" + b"\0" * 8 + b"[]").read)


def test_an_answer_made_here() -> None:
    source = Source("cv.html", "html", len(HTML))
    request = {"do": "read", "source": ["cv.html", "html", len(HTML)], "password": None, "pdf_engine": "pdfium"}
    limits = {"limits": {"memory": 10**13, "seconds": 1_000_000}}
    header, body = wire.receive(io.BytesIO(worker.answer({**request, **limits}, HTML)).read) or ({}, b"")
    assert header == {}
    document = wire.unpacked(body)
    assert isinstance(document, Document)
    assert document == read_as(HTML, source, Limits(), None)
    header, _ = wire.receive(io.BytesIO(worker.answer({**request, **limits}, b"<html>")).read) or ({}, b"")
    assert header["error"] == "NoTextError"
