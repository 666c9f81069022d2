"""Phone numbers: as written, and as E.164 writes them. The only door to phonenumbers, the port of Google's libphonenumber."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from resumefit.language.dates import find_ranges
from resumefit.reading.document import Span

_CANDIDATE = re.compile(r"(?<![\w.+/-])(?:\+|00)?\(?\d(?:[ ().\-/]{0,3}\d){6,14}(?!\w)(?:\s?(?:x|ext\.?)\s?\d{1,5})?")
_FIGURE = re.compile(r"\d")
_FEWEST = 7  # figures of a phone number
_BRITISH = re.compile(r"\(?0\d(?:[ )-]{0,2}\d){9}")
_AMERICAN = re.compile(r"\(?[2-9]\d\d\)?[ .-]{0,2}[2-9]\d\d[ .-]?\d{4}")
_OTHER = re.compile(r"https?://\S+|\S{1,64}@\S+|\b(?:\d{4}-){3}\d{3}[\dX]\b")  # an ORCID, too, is no number to call


def find_phone(lines: Sequence[str], text: str, country: str) -> tuple[str, str]:
    """The first phone number of some lines, or of a text, as written and in E.164 ("+15205550118"); "" for what is not there
    or not known.

    `country` (ISO 3166-1 alpha-2, or "") is where a number without a country code is called from. In the lines, those of an
    address, a number that nobody can call counts, too: the writer left out or doubled a figure.
    """
    near = [written for line in lines for written in _candidates(line)]
    known = (written for written in chain(near, _candidates(text)) if _is_number(written, country))
    written = next(chain(known, near), "")
    return written, _e164(written, country) if written else ""


def _candidates(text: str) -> Iterator[str]:
    """What may be a phone number by its look, and is no date."""
    for found in _CANDIDATE.finditer(_OTHER.sub(lambda other: " " * len(other[0]), _with_figures(text))):
        written = found[0].strip()
        if next(find_ranges(written, Span(0, len(written))), None) is None:
            yield written


def _with_figures(text: str) -> str:
    """The lines of a text that have the figures of a number, and those behind them, where its extension may stand."""
    lines = text.split("\n")
    full = [len(_FIGURE.findall(line)) >= _FEWEST for line in lines]
    return "\n".join(line for line, here, before in zip(lines, full, [False, *full], strict=False) if here or before)


def _region(written: str, country: str) -> str | None:
    """Where a number is called from; where nothing else tells, its shape does: (520) 555-0118 is North American, a 0 before
    ten figures British."""
    return country or ("US" if _AMERICAN.fullmatch(written) else "GB" if _BRITISH.fullmatch(written) else None)


def _is_number(written: str, country: str) -> bool:
    import phonenumbers

    region = _region(written, country)
    if region is None and not written.startswith(("+", "00")):
        return True  # nothing known of its country: any number of seven digits and more may be one
    try:
        number = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_possible_number_with_reason(number) in (
        phonenumbers.ValidationResult.IS_POSSIBLE,
        phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY,
    )


def _e164(written: str, country: str) -> str:
    import phonenumbers

    try:
        number = phonenumbers.parse(written, _region(written, country))
    except phonenumbers.NumberParseException:
        return ""
    whole = phonenumbers.is_possible_number_with_reason(number) == phonenumbers.ValidationResult.IS_POSSIBLE
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if whole else ""
