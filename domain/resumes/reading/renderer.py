"""Pages as pictures, by PDFium: the second opinion on what can be seen, and what OCR reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from domain.resumes.reading.errors import FileDamaged
from domain.resumes.reading.marks import Box

_SCALE = 1.5
_LARGEST_SIDE = 3_000
"""Pixels; a page of any size fits into the memory that a reader may take."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A rendered page. ``pixels`` are rows of colours, from the top; ``box`` is what they show."""

    pixels: NDArray[np.uint8]
    box: Box
    scale: float

    def contrast(self, box: Box) -> float:
        """Return from 0 to 1 how far colours within ``box`` lie apart; 1 where it is not shown."""
        left, right = (int((x - self.box[0]) * self.scale) for x in (box[0], box[2]))
        top, bottom = (int((self.box[3] - y) * self.scale) for y in (box[3], box[1]))
        part = self.pixels[max(0, top) : bottom + 1, max(0, left) : right + 1]
        if not part.size:
            return 1.0
        flat = part.reshape(-1, part.shape[-1])
        return float((flat.max(axis=0) - flat.min(axis=0)).max()) / 255


class Renderer:
    """Renders the pages of one open file."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self._document = document

    def picture(self, number: int, box: Box) -> Picture | None:
        """Return page ``number`` (from 1), or None when it cannot be rendered.

        ``box`` is the part of the page that is shown, in points.
        """
        pixels, scale = self._render(number, _SCALE, grey=False)
        if pixels is None:
            return None
        expected = ((box[3] - box[1]) * scale, (box[2] - box[0]) * scale)
        is_same = all(
            abs(side - wanted) <= 2  # noqa: PLR2004  # pixels of rounding
            for side, wanted in zip(pixels.shape[:2], expected, strict=True)
        )
        return Picture(pixels, box, scale) if is_same else None

    def grey(self, number: int, scale: float) -> NDArray[np.uint8] | None:
        """Return page ``number`` in shades of grey, as rows from the top."""
        return self._render(number, scale, grey=True)[0]

    def _render(
        self, number: int, scale: float, *, grey: bool
    ) -> tuple[NDArray[np.uint8] | None, float]:
        try:
            page = self._document[number - 1]
            longest = max(page.get_size())
            fitting = min(scale, _LARGEST_SIDE / max(longest, 1.0))
            bitmap = page.render(scale=fitting, grayscale=grey, may_draw_forms=False)
            pixels: NDArray[np.uint8] = bitmap.to_numpy().copy()
            bitmap.close()
            page.close()
        except (pypdfium2.PdfiumError, IndexError, ValueError):
            return None, scale
        return pixels, fitting


@contextmanager
def open_renderer(content: bytes) -> Iterator[Renderer]:
    """Open a PDF; raise FileDamaged when PDFium cannot."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise FileDamaged from error
    try:
        yield Renderer(document)
    finally:
        document.close()
