"""Run the benchmarks, each a module with a `run()` that yields the lines to print.

    python -m tests.benchmarks [NAME...]

Names are those of the modules; without one, all run but those that take a quarter of an hour. Ratios of one run can be
compared, seconds of two machines cannot.
"""

from __future__ import annotations

import sys
from importlib import import_module

MODULES = ("reading", "understanding", "startup", "checks", "batch", "rivals", "large")
_BY_NAME_ALONE = ("large",)  # those that take too long to run with the others


def main() -> int:
    """Print what each benchmark measures; 2 for a name that is none."""
    wanted = sys.argv[1:] or [name for name in MODULES if name not in _BY_NAME_ALONE]
    strange = [name for name in wanted if name not in MODULES]
    if strange:
        sys.stderr.write(f"no such benchmark: {', '.join(strange)}; there are {', '.join(MODULES)}\n")
        return 2
    for name in wanted:
        sys.stdout.write(f"{name}\n")
        for line in import_module(f"tests.benchmarks.{name}").run():
            sys.stdout.write(f"  {line}\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
