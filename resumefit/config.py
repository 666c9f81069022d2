"""Settings: defaults.toml < resumefit.toml < options -> a frozen Config. A key that is not known is an error."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost before it is refused with a TooLargeError."""

    bytes: int = 20_000_000
    """Size of the file itself."""
    unpacked_bytes: int = 100_000_000
    """Sum of a ZIP's unpacked parts, or of a PDF's decoded streams."""
    pages: int = 60
    """Pages of a PDF."""
    characters: int = 2_000_000
    """Characters of the text, and glyphs of a PDF in all."""
