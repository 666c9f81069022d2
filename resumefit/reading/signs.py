"""Signs that people type before a list item where the program has no list of its own."""

from __future__ import annotations

import re

from resumefit.reading.cleaning import BULLETS, DASHES

_BULLETS = re.escape("".join(sorted(BULLETS)))
_DASHES = re.escape("".join(sorted(DASHES)))
# Numbers and letters ("1.", "A.") are not signs here: they may be part of what is said ("J. Smith"); nor are several
# bullets in a row, which rate a skill.
_SIGN = re.compile(rf"(?:[{_BULLETS}]\s*|[{_DASHES}]\s+)(?=[^\s{_BULLETS}])")
_PHONE = re.compile(r"\+\s*\d")


def without_sign(text: str) -> tuple[str, bool]:
    """A line without the list sign before it, and whether there was one."""
    sign = _SIGN.match(text)
    if not sign or _PHONE.match(text):
        return text, False
    return text[sign.end() :], True
