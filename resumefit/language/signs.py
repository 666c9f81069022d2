"""Signs: wordings in a resume that prove a skill without naming it. Who "posted accruals" has closed a general ledger.

The taxonomy lists them (`shown_by`). They are looked for in resumes only: a posting that asks for Karl Fischer titrations
does not ask for wet chemistry at large.
"""

from __future__ import annotations

from resumefit.language.mentions import Mention
from resumefit.language.nlp import Tokens
from resumefit.language.skill_index import signs_of
from resumefit.language.taxonomy import Taxonomy


def find_signs(tokens: Tokens, taxonomy: Taxonomy) -> tuple[Mention, ...]:
    """The signs in a resume, in order of place: each a Mention of the skill that it shows."""
    return tuple(
        Mention(tokens.span(first, last), taxonomy[skill_id].kind, taxonomy[skill_id].name, skill_id)
        for (skill_id, _), first, last in signs_of(taxonomy).find(tokens)
    )
