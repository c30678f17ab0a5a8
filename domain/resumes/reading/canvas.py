"""Notes every mark that is painted on a PDF's pages, with its colour, order and clip."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from pdfminer.layout import LTChar
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice, PDFTextSeq
from pdfminer.pdffont import PDFCIDFont, PDFFont, PDFType3Font, PDFUnicodeNotDefined
from pdfminer.pdfinterp import (
    PDFGraphicState,
    PDFResourceManager,
    PDFTextState,
)
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream
from pdfminer.utils import (
    Matrix,
    PathSegment,
    Rect,
    apply_matrix_pt,
    apply_matrix_rect,
    mult_matrix,
)

from domain.resumes.facts import HiddenBy
from domain.resumes.reading.errors import TooManyParts
from domain.resumes.reading.ink import Ink, rgb_of
from domain.resumes.reading.marks import (
    EVERYWHERE,
    Box,
    Glyph,
    Page,
    Paint,
    Point,
    Rgb,
    box_around,
    overlap,
)

MOST_MARKS = 500_000
_STROKE_ONLY, _UNPAINTED, _ONLY_CLIPS = 1, 3, 7
_NARROWEST_SCALE = 10.0
"""Percent."""
_THINNEST = 2.0
_SPARE_CODE = 127
"""Programs write bullets with it, because Latin encodings show every spare code as a bullet."""
_BOLD = ("bold", "black", "heavy", "demi", "semib")


@dataclass(frozen=True, slots=True)
class _Pen:
    """What all letters of one string share."""

    rgb: Rgb | None = None
    alpha: float = 1.0
    clip: Box = EVERYWHERE
    hidden: HiddenBy | None = None
    is_bold: bool = False
    size: float = 0.0
    turned: int = 0


class Canvas(PDFTextDevice):
    """Collects the marks of one page after the other; ``page`` is the newest."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.page = Page(0, EVERYWHERE)
        self.layers: list[bool] = []
        """For each open marked content, whether it belongs to a layer that is switched off."""
        self._forms: list[Box] = []
        self._pen = _Pen()
        self._marks = 0

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        """Start a new page."""
        shown = apply_matrix_rect(ctm, cast("Rect", tuple(page.cropbox)))
        whole = apply_matrix_rect(ctm, cast("Rect", tuple(page.mediabox)))
        self.page = Page(self.page.number + 1, overlap(shown, whole))
        self.layers, self._forms = [], []

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:
        """Enter a form, which paints nothing outside of its box."""
        box = apply_matrix_rect(mult_matrix(matrix, self._ctm), bbox)
        self._forms.append(overlap(box, self._frame))

    def end_figure(self, name: str) -> None:
        """Leave a form."""
        self._forms.pop()

    def render_string(
        self,
        textstate: PDFTextState,
        seq: PDFTextSeq,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> None:
        """Note how the next letters are painted."""
        ink = cast("Ink", graphicstate)
        stroked = textstate.render == _STROKE_ONLY
        color, space = (ink.scolor, ink.scs) if stroked else (ink.ncolor, ink.ncs)
        name = textstate.font.fontname.lower() if textstate.font else ""
        matrix = mult_matrix(textstate.matrix, self._ctm)
        self._pen = _Pen(
            rgb=rgb_of(color, space),
            alpha=ink.stroke_alpha if stroked else ink.fill_alpha,
            clip=overlap(ink.clip, self._frame),
            hidden=self._hidden(textstate),
            is_bold=any(word in name for word in _BOLD),
            size=_height(matrix, textstate.fontsize),
            turned=_quarters(matrix),
        )
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(  # noqa: PLR0913  # pdfminer's signature
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        """Note one letter and return how far it moves the pen."""
        text, pen = _letter(font, cid), self._pen
        width, reach = font.char_width(cid), font.char_disp(cid)
        char = LTChar(matrix, font, fontsize, scaling, rise, text, width, reach, ncs, graphicstate)
        glyph = Glyph(
            text=text,
            box=char.bbox,
            size=pen.size,
            turned=pen.turned,
            is_bold=pen.is_bold,
            is_drawn=_is_drawn(font, text),
            order=self._next(),
            rgb=pen.rgb,
            alpha=pen.alpha,
            clip=pen.clip,
            hidden=pen.hidden,
        )
        if text and math.isfinite(sum(char.bbox)):
            self.page.glyphs.append(glyph)
        return char.adv

    def paint_path(
        self,
        graphicstate: PDFGraphicState,
        stroke: bool,  # noqa: FBT001  # pdfminer's signature
        fill: bool,  # noqa: FBT001  # as above
        evenodd: bool,  # noqa: FBT001  # as above
        path: Sequence[PathSegment],
    ) -> None:
        """Note a filled shape."""
        ink = cast("Ink", graphicstate)
        rings = self.rings(path)
        if not fill or not rings or any(self.layers):
            return
        color = rgb_of(ink.ncolor, ink.ncs)
        points = [point for ring in rings for point in ring]
        box = overlap(box_around(points), overlap(ink.clip, self._frame))
        covers = not ink.blends and not isinstance(ink.ncolor, str)
        order = self._next()
        self._paint(Paint(box, rings, order, color, ink.fill_alpha, covers, by_parity=evenodd))

    def render_image(self, name: str, stream: PDFStream, ink: Ink | None = None) -> None:
        """Note a picture, which fills the unit square."""
        if any(self.layers):
            return
        state = ink or Ink()
        box = overlap(apply_matrix_rect(self._ctm, (0, 0, 1, 1)), overlap(state.clip, self._frame))
        see_through = any(stream.get(key) for key in ("SMask", "Mask", "ImageMask", "IM"))
        covers = not see_through and not state.blends
        order = self._next()
        self._paint(Paint(box, [], order, None, state.fill_alpha, covers, is_picture=True))

    def rings(self, path: Sequence[PathSegment]) -> list[list[Point]]:
        """Return the closed outlines of a path on the page; curves become straight lines."""
        rings: list[list[Point]] = []
        for step in path:
            if step[0] == "m":
                rings.append([])
            numbers = [float(part) for part in step[1:]]
            if rings:
                pairs = zip(numbers[::2], numbers[1::2], strict=False)
                rings[-1].extend(apply_matrix_pt(self._ctm, pair) for pair in pairs)
        return [ring for ring in rings if len(ring) > 2]  # noqa: PLR2004  # a triangle at least

    @property
    def _ctm(self) -> Matrix:
        return self.ctm or (1, 0, 0, 1, 0, 0)

    @property
    def _frame(self) -> Box:
        return self._forms[-1] if self._forms else EVERYWHERE

    def _next(self) -> int:
        self._marks += 1
        if self._marks > MOST_MARKS:
            raise TooManyParts
        return self._marks

    def _paint(self, paint: Paint) -> None:
        wide, high = paint.box[2] - paint.box[0], paint.box[3] - paint.box[1]
        if wide > _THINNEST and high > _THINNEST and math.isfinite(wide) and math.isfinite(high):
            self.page.paints.append(paint)

    def _hidden(self, textstate: PDFTextState) -> HiddenBy | None:
        if any(self.layers) or textstate.render in {_UNPAINTED, _ONLY_CLIPS}:
            return "invisible"
        return "zero_width" if abs(textstate.scaling) < _NARROWEST_SCALE else None


def _letter(font: PDFFont, cid: int) -> str:
    try:
        return font.to_unichr(cid)
    except PDFUnicodeNotDefined:
        return "•" if cid == _SPARE_CODE and not isinstance(font, PDFCIDFont) else ""


def _is_drawn(font: PDFFont, text: str) -> bool:
    kept = any(key in font.descriptor for key in ("FontFile", "FontFile2", "FontFile3"))
    if isinstance(font, PDFType3Font) or kept:
        return True
    return not isinstance(font, PDFCIDFont) and text.isascii() and text.isalnum()


def _height(matrix: Matrix, fontsize: float) -> float:
    """Return the size in points: as high as a letter stands off its baseline."""
    return abs(fontsize) * math.hypot(matrix[2], matrix[3])


def _quarters(matrix: Matrix) -> int:
    return round(math.atan2(matrix[1], matrix[0]) / (math.pi / 2)) % 4
