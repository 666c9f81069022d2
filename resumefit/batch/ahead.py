"""Reading ahead: while a document is understood in this process, the reading worker reads the next one in its own."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future

from resumefit.reading import isolation
from resumefit.reading.document import Document

_QUICK = 0.001  # seconds; Python's own are five times as much, the command line sets less

Read = Callable[[], Document]


class ReadAhead:
    """Holds at most one document that is being read. Not for two threads at once."""

    def __init__(self) -> None:
        self._key: object = None
        self._found: Future[Document] = Future()

    def begin(self, key: object, read: Read) -> None:
        """Begin to read a document, in a thread that waits for the reading worker; nothing where this process reads itself,
        or threads wait longer for their turn than there is to gain."""
        if not isolation.is_on() or sys.getswitchinterval() > _QUICK:
            return
        self._key, self._found = key, Future()
        # A daemon, for nobody who ends this program wants to wait for a document that is not needed any more
        thread = threading.Thread(target=_fill, args=(self._found, read), daemon=True)
        try:
            thread.start()
        except RuntimeError:  # no thread to be had
            self._key = None

    def take(self, key: object, read: Read) -> Document:
        """The document of a key: the one that was begun, or what is read now. Raises what reading raises."""
        if key is None or key is not self._key:
            return read()
        self._key = None
        return self._found.result()


def _fill(found: Future[Document], read: Read) -> None:
    try:
        found.set_result(read())
    except BaseException as error:  # noqa: BLE001 - it is raised where the document is wanted
        found.set_exception(error)
