"""Writes resumefit/data/skill_index.tsv: the names of the bundled taxonomy in base forms. `make index` runs it."""

from __future__ import annotations

from pathlib import Path

from resumefit.language.skill_index import INDEX, index_lines

if __name__ == "__main__":
    Path(str(INDEX)).write_text("\n".join(index_lines()) + "\n", encoding="utf-8", newline="\n")
