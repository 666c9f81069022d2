"""HTML files that are complete in themselves: no script, no font, no picture, nothing from outside, which their
Content-Security-Policy also forbids."""

from __future__ import annotations

from html import escape

from resumefit.rendering.safe import printable

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def html_text(text: str) -> str:
    """Text of a document for a place between tags or in quotation marks."""
    return escape(printable(text))


def html_page(title: str, style: str, body: str) -> str:
    """A whole page; `title` and `body` are HTML, with all that comes from a document escaped."""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}
</style>
</head>
<body>
{body}
</body>
</html>
"""
