"""python -m resumefit"""

from __future__ import annotations

from resumefit.cli import main

main()
