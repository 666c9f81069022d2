"""How high a title stands among those of its trade, as far as its words say."""

from __future__ import annotations

from functools import cache

from resumefit.language.patterns import data_table
from resumefit.language.titles import core, head_of, ranks_of, title_in

_PLAIN = 2  # steps above a trainee; a title that no word ranks
_SECOND = frozenset(("assistant", "deputy"))  # one step below the title that they stand before


def steps_above(held: str, asked: str) -> int | None:
    """How many steps a title that was held stands above the one asked for, less than 0 where it stands below; None where the
    one asked for names no level.

    The steps are those of [levels] in data/titles.toml: a trainee, a junior, a title without a rank, a senior, a lead, a
    director, an officer of the firm (`JobPosting.seniority` is the coarse rank of one title alone). A manager of the same
    things is compared by rank alone ("Junior Project Manager" and "Project Manager"), for many a manager has nobody to lead.
    """
    held, asked = title_in(held) or held, title_in(asked) or asked  # "Vice President, Internal Audit"
    theirs = _rank(asked)
    officer = theirs is None and _post(asked) > _levels("posts")["manager"]
    if officer:
        theirs = _post(asked)
    if theirs is None:
        return None
    mine = _rank(held)
    by_rank = head_of(held) == head_of(asked) and not officer
    return (mine if mine is not None else _PLAIN if by_rank else _post(held)) - theirs


@cache
def _levels(kind: str) -> dict[str, int]:
    """Word -> its step, of those that rank a title or of those that end one."""
    table = data_table("titles.toml")["levels"][kind]
    return {word: int(step) for step, words in table.items() for word in words.split()}


def _rank(title: str) -> int | None:
    """The step that the words before or behind the work say, None where there are none."""
    ranks = ranks_of(title)
    steps = [_levels("ranks")[word] for word in ranks if word in _levels("ranks")]
    if _SECOND.intersection(ranks) and _post(title) > _PLAIN:
        return _post(title) - 1
    return min(steps) if steps else None


def _post(title: str) -> int:
    """The step that the noun of a title says: a director's, a manager's."""
    if "chief" in core(title) and head_of(title) == "officer":
        return _levels("posts")["president"]
    return _levels("posts").get(head_of(title), _PLAIN)
