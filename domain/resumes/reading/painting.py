"""Follows the painting of a PDF's pages and notes every mark with its colour, order and clip."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from pdfminer.layout import LTChar
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice, PDFTextSeq
from pdfminer.pdffont import PDFCIDFont, PDFFont, PDFType3Font, PDFUnicodeNotDefined
from pdfminer.pdfinterp import (
    PDFGraphicState,
    PDFPageInterpreter,
    PDFResourceManager,
    PDFStackT,
    PDFTextState,
)
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psparser import PSLiteral
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
_PLAIN_BLENDS = {"Normal", "Compatible"}
_TELLING_SPACES = {"DeviceGray", "CalGray", "DeviceRGB", "CalRGB", "DeviceCMYK", "ICCBased"}
_SPARE_CODE = 127
"""Programs write bullets with it, because Latin encodings show every spare code as a bullet."""
_BOLD = ("bold", "black", "heavy", "demi", "semib")


class Ink(PDFGraphicState):
    """The graphic state, with what pdfminer leaves out: opacity, blending and the clip."""

    def __init__(self) -> None:
        super().__init__()
        self.fill_alpha = 1.0
        self.stroke_alpha = 1.0
        self.blends = False
        self.clip: Box = EVERYWHERE

    def copy(self) -> "Ink":
        """Return an independent state with the same values."""
        twin = Ink()
        twin.__dict__.update(self.__dict__)
        return twin


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


class Painter(PDFPageInterpreter):
    """pdfminer's interpreter, which also follows clips, opacity, blending and layers."""

    device: Canvas
    switched_off: frozenset[int] = frozenset()
    """The layers (object numbers) that are not shown."""
    _given: Ink | None = None
    _narrows = False

    def init_state(self, ctm: Matrix) -> None:
        """Begin with the state of whoever draws this form."""
        super().init_state(ctm)
        self.graphicstate: PDFGraphicState = self._given.copy() if self._given else Ink()

    def subinterp(self) -> "Painter":
        """Return the painter of a form, which inherits the state."""
        inner = cast("Painter", super().subinterp())
        inner.switched_off = self.switched_off
        inner._given = self._ink  # noqa: SLF001  # another painter's
        return inner

    @property
    def _ink(self) -> Ink:
        return cast("Ink", self.graphicstate)

    def do_gs(self, name: PDFStackT) -> None:
        """Take over opacity and blending."""
        states = resolve1(self.resources.get("ExtGState"))
        state = resolve1(_named(states, name))
        if not isinstance(state, dict):
            return
        self._ink.fill_alpha = _unit(state.get("ca"), self._ink.fill_alpha)
        self._ink.stroke_alpha = _unit(state.get("CA"), self._ink.stroke_alpha)
        if "BM" in state:
            mode = resolve1(state["BM"])
            first = resolve1(mode[0]) if isinstance(mode, list) and mode else mode
            self._ink.blends = getattr(first, "name", "Normal") not in _PLAIN_BLENDS

    def do_cs(self, name: PDFStackT) -> None:
        """Choose a colour space, which begins with black."""
        super().do_cs(name)
        self.graphicstate.ncolor = 0.0

    def do_Do(self, xobjid_arg: PDFStackT) -> None:  # noqa: N802  # the operator's name
        """Draw a picture or a form, unless its layer is off."""
        drawn = self.xobjmap.get(getattr(xobjid_arg, "name", None))
        about = resolve1(drawn)
        if not isinstance(about, PDFStream):
            return
        layer = about.get("OC")
        self.device.layers.append(layer is not None and self._is_off(layer))
        try:
            if getattr(resolve1(about.get("Subtype")), "name", "") == "Image":
                self.device.render_image("", about, self._ink)
            else:
                super().do_Do(xobjid_arg)
        finally:
            self.device.layers.pop()

    def do_BMC(self, tag: PDFStackT) -> None:  # noqa: N802  # the operator's name
        """Open marked content."""
        self.device.layers.append(False)

    def do_BDC(self, tag: PDFStackT, props: PDFStackT) -> None:  # noqa: N802  # as above
        """Open marked content that may belong to a layer."""
        is_layer = isinstance(tag, PSLiteral) and tag.name == "OC"
        named = resolve1(self.resources.get("Properties"))
        layer = _named(named, props) if is_layer else None
        self.device.layers.append(layer is not None and self._is_off(layer))

    def do_EMC(self) -> None:  # noqa: N802  # as above
        """Close marked content."""
        if self.device.layers:
            self.device.layers.pop()

    def _is_off(self, layer: Any) -> bool:
        if isinstance(layer, PDFObjRef) and layer.objid in self.switched_off:
            return True
        group = resolve1(layer)
        members = resolve1(group.get("OCGs")) if isinstance(group, dict) else None
        listed = members if isinstance(members, list) else [group["OCGs"]] if members else []
        numbers = [each.objid for each in listed if isinstance(each, PDFObjRef)]
        return bool(numbers) and all(number in self.switched_off for number in numbers)

    def do_W(self) -> None:  # noqa: N802  # as above
        """Clip by the current path once it is painted."""
        self._narrows = True

    def do_W_a(self) -> None:  # noqa: N802  # as above
        """Clip by the current path once it is painted."""
        self._narrows = True

    def do_S(self) -> None:  # noqa: N802  # as above
        """Stroke."""
        self._finish(super().do_S)

    def do_f(self) -> None:
        """Fill."""
        self._finish(super().do_f)

    def do_F(self) -> None:  # noqa: N802  # as above
        """Fill, as old programs wrote it."""
        self._finish(super().do_f)

    def do_f_a(self) -> None:
        """Fill by parity."""
        self._finish(super().do_f_a)

    def do_B(self) -> None:  # noqa: N802  # as above
        """Fill and stroke."""
        self._finish(super().do_B)

    def do_B_a(self) -> None:  # noqa: N802  # as above
        """Fill by parity and stroke."""
        self._finish(super().do_B_a)

    def do_n(self) -> None:
        """Paint nothing."""
        self._finish(super().do_n)

    def _finish(self, paint: Callable[[], None]) -> None:
        path = self.curpath
        paint()
        if self._narrows:
            self._narrows = False
            points = [point for ring in self.device.rings(path) for point in ring]
            shape = box_around(points) if points else (0.0, 0.0, -1.0, -1.0)
            self._ink.clip = overlap(self._ink.clip, shape)


def rgb_of(color: object, space: PDFColorSpace) -> Rgb | None:
    """Return a PDF's colour as red, green and blue from 0 to 1, or None when it is special."""
    if space.name not in _TELLING_SPACES:
        return None
    parts = color if isinstance(color, tuple) else (color,)
    if not all(isinstance(part, int | float) for part in parts):
        return None
    values = [min(1.0, max(0.0, float(part))) for part in parts]
    match values:
        case [gray]:
            return gray, gray, gray
        case [red, green, blue]:
            return red, green, blue
        case [cyan, magenta, yellow, black]:
            paper = 1 - black
            return (1 - cyan) * paper, (1 - magenta) * paper, (1 - yellow) * paper
        case _:
            return None


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


def _named(resources: Any, name: object) -> Any:
    return resources.get(getattr(name, "name", None)) if isinstance(resources, dict) else None


def _unit(value: Any, otherwise: float) -> float:
    number = resolve1(value)
    return min(1.0, max(0.0, float(number))) if isinstance(number, int | float) else otherwise
