"""Follows the painting of a PDF's pages, and what pdfminer leaves out of it: clips, layers."""

from collections.abc import Callable
from typing import Any, cast

from pdfminer.pdfinterp import (
    PDFGraphicState,
    PDFPageInterpreter,
    PDFStackT,
)
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import (
    Matrix,
)

from domain.resumes.reading.canvas import Canvas
from domain.resumes.reading.ink import Ink
from domain.resumes.reading.marks import (
    box_around,
    overlap,
)

_PLAIN_BLENDS = {"Normal", "Compatible"}


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


def _named(resources: Any, name: object) -> Any:
    return resources.get(getattr(name, "name", None)) if isinstance(resources, dict) else None


def _unit(value: Any, otherwise: float) -> float:
    number = resolve1(value)
    return min(1.0, max(0.0, float(number))) if isinstance(number, int | float) else otherwise
