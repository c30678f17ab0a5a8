"""Which letters of a page nobody can see, and why."""

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from domain.resumes.facts import HiddenBy
from domain.resumes.reading.marks import WHITE, Box, Glyph, Page, Paint, Rgb, holds
from domain.resumes.reading.renderer import Picture

SMALLEST_SIZE = 2.5
"""Points. The smallest print that people use is about 5."""
LEAST_CONTRAST = 0.1
"""Of the strongest colour channel, from 0 to 1; light grey on white has 0.2."""
LEAST_INK = 0.08
_OPAQUE = 0.9
_UNKNOWN = (math.nan, math.nan, math.nan)
_FEWEST_LETTERS = 2
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def is_near(one: Rgb, other: Rgb) -> bool:
    """Tell whether an eye can hardly tell two colours apart."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) < LEAST_CONTRAST


def mark_hidden(page: Page, picture: Picture | None = None) -> None:
    """Set ``hidden`` of the page's letters that cannot be seen.

    A letter has the colour of its background when it comes close to what was painted below it:
    white paper, or filled shapes in their order. It is covered when something opaque is painted
    over its middle later. Pictures below and special colours are of unknown colour; there, and
    for everything else that geometry overlooks, the rendered ``picture`` shows whether a word
    leaves any ink.
    """
    glyphs = page.glyphs
    if not glyphs:
        return
    for glyph in glyphs:
        glyph.hidden = glyph.hidden or _by_itself(glyph, page.box)
    contrasts, covered = _surroundings(page)
    for glyph, contrast, is_covered in zip(
        glyphs, contrasts.tolist(), covered.tolist(), strict=True
    ):
        if glyph.hidden is None:
            glyph.hidden = _by_surroundings(glyph, contrast, is_covered=is_covered)
    if picture is not None:
        _mark_inkless(page, picture)


def _by_itself(glyph: Glyph, shown: Box) -> HiddenBy | None:
    centre = glyph.centre
    if not holds(shown, centre):
        return "off_page"
    if not holds(glyph.clip, centre):
        return "clipped"
    if glyph.size < SMALLEST_SIZE:
        return "tiny"
    return None


def _by_surroundings(glyph: Glyph, contrast: float, *, is_covered: bool) -> HiddenBy | None:
    if is_covered:
        return "covered"
    if glyph.alpha < LEAST_CONTRAST:
        return "invisible"
    return "white" if contrast < LEAST_CONTRAST else None


def _surroundings(page: Page) -> tuple[Floats, Bools]:
    """Return for each letter its contrast to what is below its middle, and if it is covered.

    The contrast is NaN where a colour cannot be told.
    """
    centres = np.array([glyph.centre for glyph in page.glyphs])
    orders = np.array([glyph.order for glyph in page.glyphs])
    inks = np.array([glyph.rgb or _UNKNOWN for glyph in page.glyphs])
    alphas = np.array([glyph.alpha for glyph in page.glyphs])
    below: Floats = np.tile(np.array(WHITE), (len(page.glyphs), 1))
    covered: Bools = np.zeros(len(page.glyphs), dtype=np.bool_)
    for paint in page.paints:
        touched = _inside(paint, centres)
        if not touched.any():
            continue
        under = touched & (orders > paint.order)
        color = np.array(paint.rgb or _UNKNOWN)
        below[under] = paint.alpha * color + (1 - paint.alpha) * below[under]
        if paint.covers and paint.alpha >= _OPAQUE:
            covered |= touched & (orders < paint.order)
    contrasts: Floats = np.abs(inks - below).max(axis=1) * alphas
    return contrasts, covered


def _inside(paint: Paint, points: Floats) -> Bools:
    left, bottom, right, top = paint.box
    x, y = points[:, 0], points[:, 1]
    inside: Bools = (x >= left) & (x <= right) & (y >= bottom) & (y <= top)
    if paint.rings and inside.any():
        inside[inside] = _inside_rings(paint, points[inside])
    return inside


def _inside_rings(paint: Paint, points: Floats) -> Bools:
    """Count how often the outlines turn around each point."""
    x, y = points[:, 0], points[:, 1]
    turns = np.zeros(len(points), dtype=np.int64)
    for ring in paint.rings:
        for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if y0 == y1:
                continue
            crossed = (y0 <= y) != (y1 <= y)
            right_of = x < x0 + (y - y0) * (x1 - x0) / (y1 - y0)
            turns += np.where(crossed & right_of, 1 if y1 > y0 else -1, 0)
    inside: Bools = turns % 2 == 1 if paint.by_parity else turns != 0
    return inside


def _mark_inkless(page: Page, picture: Picture) -> None:
    for word in _words(page.glyphs):
        letters = [glyph for glyph in word if glyph.is_drawn and glyph.hidden is None]
        if len(letters) < max(_FEWEST_LETTERS, len(word)):
            continue
        if all(picture.contrast(glyph.box) < LEAST_INK for glyph in letters):
            for glyph in letters:
                glyph.hidden = "white"


def _words(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """Yield letters that follow each other without a space or a jump."""
    word: list[Glyph] = []
    for glyph in glyphs:
        if word and (not glyph.text.strip() or _jumps(word[-1], glyph)):
            yield word
            word = []
        if glyph.text.strip():
            word.append(glyph)
    if word:
        yield word


def _jumps(before: Glyph, glyph: Glyph) -> bool:
    reach = max(before.size, glyph.size)
    aside = max(glyph.box[0] - before.box[2], before.box[0] - glyph.box[2])
    above = max(glyph.box[1] - before.box[3], before.box[1] - glyph.box[3])
    return aside > reach or above > 0
