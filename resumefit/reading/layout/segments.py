"""Words -> segments: words of one line that surely belong together, so that a gutter can only lie between segments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from resumefit.reading.cleaning import BULLETS, DASHES
from resumefit.reading.glyphs import Token
from resumefit.reading.layout.shapes import BLANK, SAME_ROW, Segment

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEGMENT_GAP = 0.75  # words of a line further apart may belong to two columns
_JUMP_GAP = 0.45  # the same where the stream jumps between them
_SIGN_GAP = 4.0  # a list sign and its text
_NUMBER_GAP = 2.5  # a list number and its text
_RAISED = 0.6  # a superscript stands up to this far off the baseline of its line
_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]")


def segments_of(tokens: Sequence[Token]) -> list[Segment]:
    """The segments of words that come in the order of the stream, in the same order."""
    segments: list[Segment] = []
    last: Token | None = None
    for token in tokens:
        if last is not None and _adjoins(segments[-1], last, token):
            _extend(segments[-1], token)
        else:
            segments.append(Segment([token], token.x0, token.x1, token.y, token.size))
        last = token
    return _signs_joined(segments)


def _adjoins(segment: Segment, last: Token, token: Token) -> bool:
    size = max(token.size, segment.size)
    gap = token.x0 - last.x1
    if abs(token.y - segment.y) > SAME_ROW * size and not _is_raised(segment, token, gap):
        return False
    if gap < -BLANK * size:
        return False
    widest = _SEGMENT_GAP if token.order == last.order + 1 else _JUMP_GAP
    if len(segment.tokens) == 1:
        widest = max(widest, _sign_gap(last.text))
    return gap <= widest * size


def _sign_gap(text: str) -> float:
    if text in BULLETS or text in DASHES:
        return _SIGN_GAP
    return _NUMBER_GAP if _NUMBER.fullmatch(text) else 0.0


def _is_raised(segment: Segment, token: Token, gap: float) -> bool:
    """A superscript or subscript beside the line, or the line beside a superscript it begins with."""
    small, large = sorted((segment.size, token.size))
    return small < 0.85 * large and abs(token.y - segment.y) <= _RAISED * large and gap <= _JUMP_GAP * large


def _extend(segment: Segment, token: Token) -> None:
    segment.tokens.append(token)
    segment.x0 = min(segment.x0, token.x0)
    segment.x1 = max(segment.x1, token.x1)
    if token.size > segment.size:
        segment.y, segment.size = token.y, token.size


def _signs_joined(segments: list[Segment]) -> list[Segment]:
    """Give list signs that the stream writes apart to the text on their right."""
    signs = [segment for segment in segments if len(segment.tokens) == 1 and segment.tokens[0].text in BULLETS]
    if not signs:
        return segments
    by_height: dict[int, list[Segment]] = {}
    for segment in segments:
        by_height.setdefault(round(segment.y), []).append(segment)
    taken: set[int] = set()
    for sign in signs:
        text = _text_of_sign(sign, by_height)
        if text is not None:
            text.tokens.insert(0, sign.tokens[0])
            text.x0 = sign.x0
            taken.add(id(sign))
    return [segment for segment in segments if id(segment) not in taken]


def _text_of_sign(sign: Segment, by_height: dict[int, list[Segment]]) -> Segment | None:
    # A sign may be set on a baseline of its own, at the middle of the small letters
    near = (segment for dy in range(-3, 4) for segment in by_height.get(round(sign.y) + dy, ()))
    right = [
        segment
        for segment in near
        if segment.tokens[0].text not in BULLETS and 0 <= segment.x0 - sign.x1 <= _SIGN_GAP * segment.size
    ]
    return min(right, key=lambda segment: (segment.x0, abs(segment.y - sign.y)), default=None)
