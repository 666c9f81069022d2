"""Words that are read from right to left (Hebrew, Arabic and their neighbours), and pages made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resumefit.reading.glyphs import Token, is_right_to_left

if TYPE_CHECKING:
    from collections.abc import Sequence


def reads_leftwards(tokens: Sequence[Token]) -> bool:
    """Whether most words of a page are read from right to left."""
    if not is_right_to_left("".join([token.text for token in tokens])):
        return False
    return 2 * sum(_leftwards(token.text) for token in tokens) > len(tokens)


def _leftwards(text: str) -> bool:
    return not text.isascii() and is_right_to_left(text)


def mirror(token: Token) -> Token:
    """A page read from right to left is laid out as its mirror image."""
    return Token(
        token.text, -token.x1, -token.x0, token.y, token.size, token.style, token.order, token.drop, token.angle,
        token.why, token.soft,
    )  # fmt: skip


def in_direction(tokens: list[Token], mirrored: bool) -> list[Token]:
    """Words from left to right as a person reads them: stretches that run against the page's direction are turned."""
    if not mirrored and not is_right_to_left("".join([token.text for token in tokens])):
        return tokens
    against = [_leftwards(token.text) != mirrored and _has_direction(token.text) for token in tokens]
    if mirrored:
        tokens = [mirror(token) for token in tokens]
    if not any(against):
        return tokens
    turned: list[Token] = []
    stretch: list[Token] = []
    for token, is_against in zip(tokens, against, strict=True):
        if is_against:
            stretch.append(token)
            continue
        turned += [*reversed(stretch), token]
        stretch = []
    return turned + stretch[::-1]


def _has_direction(text: str) -> bool:
    return any(char.isalnum() for char in text)
