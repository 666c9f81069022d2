"""Writes the indexes in resumefit/data (`make index`): of the bundled taxonomy its names, what shows its skills and the words
of its names; and the titles by their words."""

from __future__ import annotations

from pathlib import Path

from resumefit.language import titles
from resumefit.language.skill_index import INDEX, SIGNS, index_lines, made_index, made_signs
from resumefit.language.taxonomy import WORDS, load_taxonomy, made_words, taxonomy_version

if __name__ == "__main__":
    for file, index in ((INDEX, made_index()), (SIGNS, made_signs(load_taxonomy()))):
        Path(str(file)).write_text("\n".join(index_lines(index)) + "\n", encoding="utf-8", newline="\n")
    words = "\n".join((taxonomy_version(), *sorted(made_words())))
    Path(str(WORDS)).write_text(f"{words}\n", encoding="utf-8", newline="\n")
    Path(str(titles.INDEX)).write_text("\n".join(titles.index_lines()) + "\n", encoding="utf-8", newline="\n")
