"""What was read and answered, kept on disk for the next run. The only door to platformdirs.

An entry is a file whose name is a digest of all that its content depends on: the bytes of the document, the settings, the
taxonomy and this very program; so nothing in it is ever out of date, only unused. It is written aside and put in place by
a rename, which happens or does not: a run that is killed leaves whole entries, and no entry that is not. Each begins with a
digest of its content; one that does not agree (a failing disk, a hand) counts as absent and is removed.

Resumes are private: the folder is its owner's alone (0700), and one that belongs to somebody else is not used. The
entries hold data and no pickles, see `codec`.
"""

from __future__ import annotations

import os
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile

from resumefit.errors import UsageError

MOST = 500_000_000
"""Bytes that a cache may take; some 15,000 resumes of two pages."""

FOLDER = "RESUMEFIT_CACHE"
"""Environment variable that names another folder for the cache."""

_DIGEST = 16  # bytes
_ENDING = ".entry"
_ASIDE = ".part"
_STALE = 3600  # seconds after which a file that was written aside belongs to no run any more
_KEPT = 0.8  # of the bound, when entries are removed: else each new one would remove one
_MARK = "CACHEDIR.TAG"  # tells backup programs to leave the folder out, see https://bford.info/cachedir/
_MARKED = (
    b"Signature: 8a477f597d28d172789f06886806bc55\n# resumefit keeps here what it has read; `resumefit cache clear`\n"
)


@dataclass(frozen=True, slots=True)
class CacheInfo:
    """Where a cache is, and what it holds; sizes in bytes."""

    folder: Path
    entries: int
    size: int
    most: int


def default_folder() -> Path:
    """The folder that `RESUMEFIT_CACHE` names, else the system's place for a user's caches."""
    named = os.environ.get(FOLDER)
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("resumefit", appauthor=False)


def digest(*parts: bytes | str) -> str:
    """A digest of some parts, as a file's name can hold it; no two lists of parts run together to one."""
    whole = blake2b(digest_size=20)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8))
        whole.update(data)
    return whole.hexdigest()


@cache
def program_digest() -> str:
    """What changes with this program: the version says too little while it is being developed, so each file of the package
    counts by its size and the time of its last change."""
    root = Path(__file__).parent.parent
    files = sorted(path for path in root.rglob("*") if path.is_file() and path.suffix != ".pyc")
    stats = ((path.relative_to(root).as_posix(), path.stat()) for path in files)
    return digest(*(f"{name}:{stat.st_size}:{stat.st_mtime_ns}" for name, stat in stats))


class Cache:
    """Entries in a folder, each under a key that `digest` made. Any number of processes may use one at a time."""

    def __init__(self, folder: Path | None = None, most: int = MOST) -> None:
        self.folder = (folder or default_folder()) / "batch"
        self.most = most

    def prepare(self) -> None:
        """Make the folder. Raises UsageError where it cannot be, or is somebody else's."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if hasattr(os, "geteuid") and self.folder.stat().st_uid != os.geteuid():
                raise UsageError(f"the cache {self.folder} belongs to another user: name another folder in {FOLDER}")
            self.folder.chmod(0o700)
            mark = self.folder / _MARK
            if not mark.exists():
                mark.write_bytes(_MARKED)
        except OSError as error:
            why = error.strerror or error
            raise UsageError(
                f"the cache {self.folder} cannot be used ({why}): name a folder in {FOLDER}, or use --no-cache"
            ) from error

    def get(self, key: str) -> bytes | None:
        """The content of an entry, None where there is none."""
        path = self._path(key)
        try:
            data = path.read_bytes()
            content = zlib.decompress(data[_DIGEST:])
        except (OSError, zlib.error):
            content, data = b"", b""
        if blake2b(content, digest_size=_DIGEST).digest() != data[:_DIGEST]:
            with suppress(OSError):
                path.unlink(missing_ok=True)
            return None
        with suppress(OSError):
            os.utime(path)  # what is used stays longest
        return content

    def put(self, key: str, content: bytes) -> None:
        """Keep an entry. A disk that takes no more is no reason to stop: then it is not kept."""
        path = self._path(key)
        data = blake2b(content, digest_size=_DIGEST).digest() + zlib.compress(content, 1)
        with suppress(OSError):
            path.parent.mkdir(mode=0o700, exist_ok=True)
            # NamedTemporaryFile makes it readable by its owner alone
            with NamedTemporaryFile(dir=path.parent, suffix=_ASIDE, delete=False) as aside:
                aside.write(data)
            Path(aside.name).replace(path)

    def trim(self) -> None:
        """Remove what no run needs any more, and those entries that were used longest ago, until the rest is within the bound
        with room for more."""
        now = time.time()
        for path in self._files(_ASIDE):
            with suppress(OSError):
                if now - path.stat().st_mtime > _STALE:
                    path.unlink()
        found = sorted(self._entries())
        size = sum(one for _, one, _ in found)
        if size <= self.most:
            return
        for _, one, path in found:
            if size <= _KEPT * self.most:
                return
            with suppress(OSError):
                path.unlink()
                size -= one

    def info(self) -> CacheInfo:
        """What the cache holds."""
        sizes = [size for _, size, _ in self._entries()]
        return CacheInfo(self.folder, len(sizes), sum(sizes), self.most)

    def clear(self) -> CacheInfo:
        """Remove all entries; gives what there was."""
        before = self.info()
        for path in (*self._files(_ENDING), *self._files(_ASIDE)):
            with suppress(OSError):
                path.unlink()
        return before

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key[2:]}{_ENDING}"

    def _files(self, ending: str) -> Iterator[Path]:
        return self.folder.glob(f"??/*{ending}")

    def _entries(self) -> Iterator[tuple[float, int, Path]]:
        """When each entry was last used, its size and its place."""
        for path in self._files(_ENDING):
            with suppress(OSError):
                stat = path.stat()
                yield stat.st_mtime, stat.st_size, path
