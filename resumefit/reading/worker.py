"""The reading worker: a process that reads documents for another one, so that reading can be stopped.

`isolation` starts it, once a run, and sends it one file after the other. Here it reads them within limits that the system
holds it to: address space (RLIMIT_AS) and processor time (RLIMIT_CPU, which also ends a worker whose program was killed).
Wall time is watched from outside. Where a system knows no such limit it is watched from inside (macOS: peak memory) or
not held to (Windows: memory), which the Document then says.
"""

from __future__ import annotations

import gc
import math
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from resumefit.config import Limits
from resumefit.errors import ResumefitError, TooLargeError
from resumefit.reading import wire
from resumefit.reading.document import Source

if TYPE_CHECKING:
    from io import BufferedReader, BufferedWriter

SWITCH = "RESUMEFIT_ISOLATE"
"""Environment variable: "0" where reading needs no worker, because the process is one or is guarded otherwise."""

EXIT_MEMORY = 77
"""Exit code of a worker that ended itself because it held too much memory."""

NO_MEMORY_LIMIT = "this system cannot limit memory: the file was read without limits.memory"

_LEAST_MEMORY = 250_000_000  # bytes of address space; Python and the PDF libraries take 100 to 200 million of it
_MEMORY_LOOKS = 0.02  # seconds between two looks at the peak
_MOST = 2**62  # what any system's limits can hold


def can_limit_memory() -> bool:
    """Whether this system, or the worker itself, keeps a worker within limits.memory."""
    return sys.platform != "win32"


def _must_watch_memory() -> bool:
    return sys.platform == "darwin"  # setrlimit(RLIMIT_AS) succeeds there, and nothing comes of it


# ---------------------------------------------------------------- limits


if sys.platform == "win32":

    def peak_memory() -> int:
        """The most memory that this process has held, in bytes; 0 where the system does not say."""
        return 0

    @contextmanager
    def limited(limits: Limits) -> Iterator[None]:  # noqa: ARG001 - the signature is that of the other systems
        """Hold this process to the limits of one file."""
        yield

else:
    import resource

    def peak_memory() -> int:
        """The most memory that this process has held, in bytes; 0 where the system does not say."""
        try:
            # getrusage would give the peak of whoever started this process, if that was higher
            with open("/proc/self/status", "rb") as status:  # noqa: PTH123 - pathlib has no line to itself
                line = next(line for line in status if line.startswith(b"VmHWM:"))
            return int(line.split()[1]) * 1024
        except (OSError, StopIteration):
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            return peak if sys.platform == "darwin" else peak * 1024

    @contextmanager
    def limited(limits: Limits) -> Iterator[None]:
        """Hold this process to the limits of one file."""
        memory = max(limits.memory, _LEAST_MEMORY)
        # One second more than the watchdog's, so that it is the watchdog who stops a reading and can say why
        seconds = limits.seconds if limits.seconds < _MOST else 0.0
        wanted = {resource.RLIMIT_CPU: math.ceil(time.process_time() + seconds) + 1} if seconds else {}
        if not _must_watch_memory():
            wanted[resource.RLIMIT_AS] = memory
        before = {kind: resource.getrlimit(kind) for kind in wanted}
        done = threading.Event()
        if _must_watch_memory():
            threading.Thread(target=watch_memory, args=(memory, done), daemon=True).start()
        try:
            for kind, most in wanted.items():
                resource.setrlimit(kind, (_lower(most, *before[kind]), before[kind][1]))
            yield
        finally:
            done.set()
            for kind, was in before.items():
                resource.setrlimit(kind, was)

    def _lower(most: int, *before: int) -> int:
        return min(most, _MOST, *(limit for limit in before if limit != resource.RLIM_INFINITY))


def watch_memory(most: int, done: threading.Event) -> None:
    """End this process once it holds more than so many bytes; return when `done` is set."""
    while not done.wait(_MEMORY_LOOKS):
        if peak_memory() > most:
            os._exit(EXIT_MEMORY)


# ---------------------------------------------------------------- requests and answers


def serve() -> None:
    """Answer the requests on standard input until it ends."""
    os.environ[SWITCH] = "0"
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; whoever asks decides what it ends
    requests, answers = _own_streams()
    try:
        answers.write(wire.message({"ready": True}))
        answers.flush()
        gc.disable()  # what reading leaves behind is cleared away while nobody waits for an answer
        while (request := wire.receive(requests.read)) is not None:
            answers.write(answer(*request))
            answers.flush()
            gc.collect(0)  # all that a file has left is young
    except BrokenPipeError:  # nobody is there any more
        pass
    os._exit(0)  # nothing is left to be tidied up, and tidying up what libraries hold takes its time


def _own_streams() -> tuple[BufferedReader, BufferedWriter]:
    """The pipes to whoever asks, out of reach of a library that reads or prints."""
    sys.stdout.flush()
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    os.close(null)
    return requests, answers


def answer(request: dict[str, Any], data: bytes) -> bytes:
    """The answer to a request: {"error", "message"} or {"bug"}, else the body holds what was read.

    With "last", this process should be asked no more: it has grown.
    """
    limits = Limits(**request["limits"])
    header: dict[str, Any] = {}
    body = b""
    try:
        body = _read(request, data, limits)
    except ResumefitError as error:
        header = {"error": type(error).__name__, "message": str(error)}
    except MemoryError:
        header = {"error": TooLargeError.__name__, "message": too_much_memory(request["source"][0], limits)}
    except Exception:  # noqa: BLE001 - a bug of ours; it is told where the question was asked
        import traceback

        header = {"bug": traceback.format_exc()}
    if peak_memory() > limits.memory / 2:  # the next file has its share of memory to itself
        header["last"] = True
    return wire.message(header, body)


def _read(request: dict[str, Any], data: bytes, limits: Limits) -> bytes:
    from resumefit.reading import read

    source = Source(*request["source"])
    with limited(limits):
        if request["do"] == "naive":
            return read.naive_as(data, source, limits).encode("utf-8", "surrogatepass")
        document = read.read_as(data, source, limits, request["password"], request["pdf_engine"])
    return wire.packed(document)


def too_much_memory(name: str, limits: Limits) -> str:
    """What to say of a file that does not fit into memory."""
    return (
        f"{name} takes over {limits.memory / 1e6:,.0f} MB of memory to read: "
        "export it again from the program it was made with, or raise limits.memory"
    )
