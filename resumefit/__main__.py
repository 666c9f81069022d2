"""python -m resumefit"""

from __future__ import annotations

from resumefit.cli import main

if __name__ == "__main__":
    main()
