"""What checks found as one HTML file: for each resume its findings, worst first, by check, each with its place, the remedy,
and folded below it the reason and the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from resumefit.checks.base import Finding
from resumefit.rendering.findings import (
    MEANS,
    CheckFacts,
    FindingFacts,
    FindingsFacts,
    findings_facts,
    findings_summary,
    place_of,
)
from resumefit.rendering.markup import html_page, html_text

_STYLE = """
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 52rem; padding: 1rem; color: #1b1b1b; background: #f3f3f1;
  font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.25rem; margin: 1.5rem 0 0; } h2 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
h2 small { font-weight: 400; color: #555; } h3 { font-size: 1rem; margin: 0 0 .3rem; }
article { background: #fff; border-left: 4px solid; padding: .7rem 1rem; margin: 0 0 .6rem; break-inside: avoid; }
.blocks { border-color: #b00020; } .costs { border-color: #b26a00; } .polish { border-color: #1f6f8b; }
code { color: #555; margin-right: .4rem; } ul { margin: .2rem 0; padding-left: 1.2rem; }
q { color: #555; } .place { color: #1f6f8b; white-space: nowrap; }
p { margin: .3rem 0; } details { color: #555; } footer { margin-top: 1.5rem; color: #555; }
@media print { body { background: #fff; max-width: none; } }
""".strip()


def findings_html(found: Sequence[tuple[str, Sequence[Finding]]]) -> str:
    """What checks found in files, (name, findings) of each, as an HTML page. All that comes from a document is escaped."""
    facts = [findings_facts(findings, name) for name, findings in found]
    names = ", ".join(html_text(one.file) for one in facts)
    body = "\n".join(line for one in facts for line in _file(one))
    note = "No finding touches the match score. All findings are resumefit's; what no vendor says is marked as our judgement."
    return html_page(f"{names}: what was found", _STYLE, f"{body}\n<footer><p>{note}</p></footer>")


def _file(facts: FindingsFacts) -> Iterator[str]:
    checks = {check.code: check for check in facts.checks}
    yield f"<h1>{html_text(facts.file)}</h1>\n<p>{findings_summary(facts)}</p>"
    for severity, worse in groupby(facts.findings, key=lambda one: one.severity):
        yield f"<h2>{severity.capitalize()} <small>{MEANS[severity]}</small></h2>"
        for code, same in groupby(worse, key=lambda one: one.code):
            yield from _check(checks[code], severity, list(same))


def _check(check: CheckFacts, severity: str, found: Sequence[FindingFacts]) -> Iterator[str]:
    yield f'<article class="{severity}">\n<h3><code>{html_text(check.code)}</code>{html_text(check.title)}</h3>\n<ul>'
    for one in found:
        quote = f" <q>{html_text(one.quote)}</q>" if one.quote and one.quote not in one.message else ""
        place = f' <span class="place">{place_of(one)}</span>' if place_of(one) else ""
        yield f"<li>{html_text(one.message)}{quote}{place}</li>"
    yield f"</ul>\n<p><b>Mend:</b> {html_text(check.fix)}</p>"
    yield f"<details><summary>Why, and where it is known from</summary><p>{html_text(check.why)}</p>"
    yield f"<p>Source: {html_text(check.source)}</p></details>\n</article>"
