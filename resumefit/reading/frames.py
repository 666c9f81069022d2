"""The frame of a job page (menus, banners, other jobs), and the places that hiring systems make for a posting's text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from resumefit.reading.css import is_hidden

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_OF_PAGE = 0.5  # of the page's letters; what holds more is no frame, whatever it is called
# Words in class, id and role that name parts of a page's frame. Whole words, as sites write them.
_FRAME_WORDS = frozenset(
    "nav navbar navigation menu menubar submenu topbar toolbar breadcrumb breadcrumbs footer bottom masthead cookie cookies "
    "cookiemsg cookiebar consent gdpr ccpa onetrust privacy newsletter subscribe signup signin login register social share "
    "sharing related similar recommended recommendation recommendations suggestions popup modal overlay advert advertisement "
    "ad ads sponsored promo promoted skip alert alerts pagination pager search filters comments captcha toast upsell "
    "sidebar-jobs notification notifications banner complementary contentinfo dialog alertdialog".split()
)
# Of these, the ones that only a page with a frame has; the others occur in resumes saved as pages, too.
_FRAME_PROOF = frozenset(
    "nav navbar navigation menu menubar topbar breadcrumb breadcrumbs cookie cookies cookiemsg cookiebar consent gdpr "
    "onetrust newsletter subscribe signup signin login search pagination".split()
)
_FRAME_TAGS = frozenset(("nav", "footer", "aside", "form"))
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NAME_PARTS = re.compile(r"[^a-z0-9]+")
# schema.org's properties of a JobPosting that hold its text; "incentives" is an older name of jobBenefits
_PROPERTIES = frozenset(
    "description responsibilities qualifications skills incentives jobBenefits experienceRequirements "
    "educationRequirements".split()
)
# The places where the well-known systems put a posting's text, and schema.org's own mark-up
_DESCRIPTION = re.compile(
    r"job[-_ ]?(?:posting)?[-_ ]?(?:description|content|body)|posting[-_](?:page|description|requirements|category)|"
    r"vacancy[-_ ]?(?:description|text|details)|description__text|jobsearch-JobComponent-description|closing-description|"
    r"job__description|(?:^|[\s_-])descriptionText",
    re.IGNORECASE,
)


def frame_of(root: HtmlElement, hints: Iterable[HtmlElement]) -> tuple[set[HtmlElement], bool]:
    """The elements of the frame, and whether there is any that only a page with a frame has."""
    sizes = _sizes(root)
    posting = _with_ancestors(hints)
    titles = _with_ancestors(root.iter("h1"))
    frame: set[HtmlElement] = set()
    proven = False
    for element in root.iter():
        if element.tag in ("html", "body", "main") or sizes[element] > _MOST_OF_PAGE * sizes[root]:
            continue
        names = _names(element)
        if not (element.tag in _FRAME_TAGS or names & _FRAME_WORDS or _is_bare_header(element)):
            continue
        # A posting's text or title may stand in an element that is named like a frame
        if element in posting or (element in titles and element.tag not in _FRAME_TAGS):
            continue
        frame.add(element)
        proven |= sizes[element] > 0 and (element.tag in ("nav", "form") or bool(names & _FRAME_PROOF))
    return frame, proven


def _sizes(root: HtmlElement) -> dict[HtmlElement, int]:
    """Characters of text in each element."""
    sizes: dict[HtmlElement, int] = {}
    for element in reversed(list(root.iter())):
        inside = sum(sizes[child] + len((child.tail or "").strip()) for child in element)
        sizes[element] = len((element.text or "").strip()) + inside
    return sizes


def _with_ancestors(elements: Iterable[HtmlElement]) -> set[HtmlElement]:
    found: set[HtmlElement] = set()
    for element in elements:
        around: HtmlElement | None = element
        while around is not None and around not in found:
            found.add(around)
            around = around.getparent()
    return found


def _names(element: HtmlElement) -> frozenset[str]:
    """The words in an element's class, id and role."""
    text = " ".join(element.get(name, "") for name in ("class", "id", "role", "data-automation-id", "data-qa"))
    return frozenset(_NAME_PARTS.split(_CAMEL.sub("-", text).lower())) if text.strip() else frozenset()


def _is_bare_header(element: HtmlElement) -> bool:
    """Whether it is a page's header without the page's title."""
    return element.tag == "header" and next(element.iter("h1", "h2"), None) is None


def is_description(element: HtmlElement) -> bool:
    """Whether an element is marked as the place of a posting's text, or a part of it."""
    if element.tag in ("body", "html") or is_hidden(element):
        return False
    if element.get("itemprop") in _PROPERTIES:
        return any(each.get("itemtype", "").endswith("JobPosting") for each in element.iterancestors())
    names = (element.get(name, "") for name in ("class", "id", "data-automation-id", "data-qa", "data-testid"))
    return any(name and _DESCRIPTION.search(name) for name in names)
