"""Reading in a process of its own, so that a file can neither hang, nor swell, nor crash the program that reads it.

A worker is started when the first file needs one and kept for the next; threads that read at the same time have one each.
It is a plain subprocess that runs `worker.serve`, for multiprocessing would import the program's main module again.
What a worker sends back is JSON (see `wire`): even one that a file has taken over has no way to run anything here.
"""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
import threading
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from resumefit import errors
from resumefit.errors import DamagedError, ResumefitError, TooLargeError
from resumefit.reading import wire
from resumefit.reading.worker import EXIT_MEMORY, NO_MEMORY_LIMIT, SWITCH, can_limit_memory, too_much_memory

if TYPE_CHECKING:
    from resumefit.config import Limits, PdfEngine
    from resumefit.reading.document import Document, Source

_NO_WORKER = "no other process can be started here: the file was read without limits of time and memory"

# Only what the worker needs of this program: where modules are found. -P and -I keep the current folder out of it,
# where a file called json.py would be taken for the library's.
_CODE = "import sys; sys.path[:] = sys.argv[1:]; from resumefit.reading.worker import serve; serve()"


class UnavailableError(Exception):
    """No worker can be started here: a frozen program, an embedded Python, no process to be had."""


class _CrashError(DamagedError):
    """Reading a file ended its worker."""


def is_on() -> bool:
    """Whether files are read in a worker unless it is said otherwise: not in a worker, nor where SWITCH is "0"."""
    return os.environ.get(SWITCH) != "0"


def read(data: bytes, source: Source, limits: Limits, password: str | None, pdf_engine: PdfEngine) -> Document:
    """What `read.read_as` gives, from a worker. Raises UnavailableError, and UnreadableError as it does."""
    request = {"do": "read", "password": password, "pdf_engine": pdf_engine}
    try:
        answer = _asked(request, data, source, limits)
    except _CrashError:
        if source.media != "pdf" or pdf_engine == "pdfplumber":
            raise
        answer = _asked({**request, "pdf_engine": "pdfplumber"}, data, source, limits)  # Python does not crash
    document = wire.unpacked(answer)
    return document if can_limit_memory() else with_note(document, NO_MEMORY_LIMIT)


def read_naive(data: bytes, source: Source, limits: Limits) -> str:
    """What `read.naive_as` gives, from a worker. Raises UnavailableError, and UnreadableError as it does."""
    return _asked({"do": "naive"}, data, source, limits).decode("utf-8", "surrogatepass")


def without_worker(document: Document) -> Document:
    """A document that had to be read in this process, and says so."""
    return with_note(document, _NO_WORKER)


def with_note(document: Document, note: str) -> Document:
    """A document with one more note."""
    return replace(document, notes=(*document.notes, note))


def _asked(what: dict[str, Any], data: bytes, source: Source, limits: Limits) -> bytes:
    origin = [source.name, source.media, source.size, source.ocr]
    request = {**what, "source": origin, "limits": asdict(limits)}
    worker = _POOL.take()
    try:
        header, body = worker.ask(wire.message(request, data), source.name, limits)
    except BaseException:  # Ctrl-C, too: the answer would come when the next question is asked
        _POOL.drop(worker)
        raise
    if header.get("last"):
        _POOL.drop(worker)
    else:
        _POOL.give_back(worker)
    _raise_for(header)
    return body


def _raise_for(header: dict[str, Any]) -> None:
    """Raise what went wrong in the worker."""
    if "bug" in header:
        *_, last = str(header["bug"]).strip().splitlines()
        error = RuntimeError(f"in the reading worker: {last}")
        error.add_note(header["bug"])
        raise error
    if "error" in header:
        kind = getattr(errors, str(header["error"]), None)
        if not (isinstance(kind, type) and issubclass(kind, ResumefitError)):
            kind = DamagedError
        raise kind(header["message"])


# ---------------------------------------------------------------- a worker


class _Worker:
    """A running worker process. Not for two threads at once."""

    def __init__(self) -> None:
        self._process = _started()
        self._is_ready = False

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def is_alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def ask(self, request: bytes, name: str, limits: Limits) -> tuple[dict[str, Any], bytes]:
        """Send a request and wait for its answer, but not too long.

        Raises TooLargeError over the limits, DamagedError where the worker crashes, UnavailableError where it never ran.
        """
        late = threading.Event()
        watchdog = threading.Timer(_waited(limits.seconds), self._stop, (late,))
        watchdog.daemon = True
        try:
            watchdog.start()
        except RuntimeError as error:  # no thread to be had, or the interpreter is about to end
            raise UnavailableError from error
        try:
            answer = self._exchange(request)
        except (ValueError, RecursionError):  # what the worker wrote is no message: it broke off in the middle of one
            answer = None
        finally:
            watchdog.cancel()
            watchdog.join()
        if answer is None or late.is_set():
            raise self._ended(name, limits, late=late.is_set())
        return answer

    def _stop(self, late: threading.Event) -> None:
        late.set()
        self._process.kill()

    def _exchange(self, request: bytes) -> tuple[dict[str, Any], bytes] | None:
        try:
            _write(self._process, request)
        except OSError:  # it has ended; why, its exit code tells
            return None
        if not self._is_ready:
            self._is_ready = wire.receive(self._read) is not None
        return wire.receive(self._read) if self._is_ready else None

    def _read(self, size: int) -> bytes:
        stream = self._process.stdout
        parts: list[bytes] = []
        while size and stream is not None and (part := stream.read(min(size, 1 << 20))):
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def _ended(self, name: str, limits: Limits, *, late: bool) -> Exception:
        """Why there is no answer."""
        self._process.kill()
        code = self._process.wait()
        if late or code == -getattr(signal, "SIGXCPU", 0):
            return TooLargeError(
                f"{name} took longer than {limits.seconds:g} s to read: "
                "export it again from the program it was made with, or raise limits.seconds"
            )
        if code == EXIT_MEMORY:
            return TooLargeError(too_much_memory(name, limits))
        if not self._is_ready:
            return UnavailableError()
        if code == -getattr(signal, "SIGKILL", 0):
            return TooLargeError(
                f"the reading of {name} was stopped by the system, most likely for want of memory: "
                "close other programs, or export it again with fewer pictures"
            )
        return _CrashError(
            f"{name} is damaged so that reading it crashes ({_called(code)}): "
            "export it again from the program it was made with"
        )

    def close(self) -> None:
        """End the process, and wait for its end."""
        self._process.kill()  # it holds nothing that has to be tidied up
        self.forget()
        self._process.wait()

    def forget(self) -> None:
        """Let go of the pipes."""
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()

    def disown(self) -> None:
        """In a forked process: let go of what belongs to the parent."""
        self.forget()
        self._process.returncode = 0  # it is no child of this process, and nothing to wait for


def _started() -> subprocess.Popen[bytes]:
    """A new worker process. Raises UnavailableError."""
    python = sys.executable
    if getattr(sys, "frozen", False) or not python or not Path(python).name.lower().startswith(("python", "pypy")):
        raise UnavailableError  # it would start the program that embeds Python once more
    isolated = "-I" if sys.flags.isolated else "-P"
    try:
        return subprocess.Popen(  # noqa: S603 - this very Python, with code from this file
            [python, isolated, "-c", _CODE, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,  # no buffer has a lock that a fork could catch
            env={**os.environ, SWITCH: "0"},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, RuntimeError, ValueError) as error:
        raise UnavailableError from error


def _write(process: subprocess.Popen[bytes], data: bytes) -> None:
    rest = memoryview(data)
    while rest and process.stdin is not None:
        rest = rest[process.stdin.write(rest) :]


def _waited(seconds: float) -> float:
    return seconds if 0 <= seconds < threading.TIMEOUT_MAX else threading.TIMEOUT_MAX


def _called(code: int) -> str:
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"exit code {code}"


# ---------------------------------------------------------------- workers


class _Pool:
    """The workers of this process: as many as threads read at once, at most one for each processor."""

    def __init__(self) -> None:
        self._reset()
        self._is_open = True

    def _reset(self) -> None:
        self._lock = threading.Lock()
        self._free = threading.BoundedSemaphore(os.cpu_count() or 1)
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()

    def take(self) -> _Worker:
        """A worker for one request, as soon as one is free; `give_back` or `drop` it."""
        self._free.acquire()
        try:
            with self._lock:
                while self._idle:
                    worker = self._idle.pop()
                    if worker.is_alive():
                        return worker
                    self._all.discard(worker)
                    worker.close()
            worker = _Worker()
            with self._lock:
                self._all.add(worker)
        except BaseException:
            self._free.release()
            raise
        return worker

    def give_back(self, worker: _Worker) -> None:
        """Keep a worker for the next request."""
        if self._is_open:
            with self._lock:
                self._idle.append(worker)
            self._free.release()
        else:
            self.drop(worker)

    def drop(self, worker: _Worker) -> None:
        """End a worker."""
        worker.close()
        with self._lock:
            self._all.discard(worker)
        self._free.release()

    def close(self, *, for_good: bool = False) -> None:
        """End the workers that are idle."""
        self._is_open = self._is_open and not for_good
        with self._lock:
            idle, self._idle = self._idle, []
            self._all.difference_update(idle)
        for worker in idle:
            worker.close()

    def pids(self) -> list[int]:
        """Process ids of the workers."""
        with self._lock:
            return [worker.pid for worker in self._all]

    def start_afresh(self) -> None:
        """In a forked process: the parent's workers, and a lock that another thread of it held, are not ours."""
        for worker in self._all:
            worker.disown()
        self._reset()


_POOL = _Pool()

close = _POOL.close
"""End the idle workers; the next file that needs one starts it again."""

pids = _POOL.pids
"""Process ids of the workers."""

atexit.register(_POOL.close, for_good=True)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_POOL.start_afresh)
