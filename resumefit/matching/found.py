"""How a requirement was found to be answered, before it is weighed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from resumefit.reading.document import Span

How = Literal["exact", "form", "alias", "implied", "fuzzy", "meaning", "related", "missing"]
"""exact: the posting's own words; form: another inflection or spelling; alias: another name; implied: a skill that can't be
had without it, or words that prove it; fuzzy: a likely typo; meaning: a sentence that says it in other words, as the
trained encoder judges; related: a skill near it, which is no answer; missing: not found."""

BEST_FIRST: tuple[How, ...] = ("exact", "form", "alias", "implied", "fuzzy", "meaning")


@dataclass(frozen=True, slots=True)
class Found:
    """An answer: how, where in the resume, for which keyword, and a remark. `share` is the part of it that counts where
    that is not all or nothing: of the years asked for."""

    how: How
    spans: tuple[Span, ...]
    keyword: str
    note: str = ""
    share: float | None = None
