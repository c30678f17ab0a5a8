"""How the letters of a Word document look: size, colour and background, by style and by hand."""

from dataclasses import dataclass, replace
from typing import Any

from docx.document import Document as OpenDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import XmlPart

from domain.resumes.facts import HiddenBy
from domain.resumes.reading.docx_xml import child, is_on, name_of, number, value, w
from domain.resumes.reading.hidden import SMALLEST_SIZE, is_near
from domain.resumes.reading.marks import WHITE, Rgb

_USUAL_SIZE = 11.0
_NARROWEST = 10.0
_LOWEST_LINE = 50.0
"""Twentieths of a point: a line of exactly this height shows nothing of its letters."""
_DEEPEST = 12
_PAPERS = {"background1", "bg1", "light1", "lt1"}
_BIG_SHAPE = 0.04
"""Of the page: a dark shape that a sidebar's white text may stand on."""
_PAGE_EMU = 7_560_000 * 10_690_000
_HIGHLIGHTS = {"white": WHITE, "none": None}


@dataclass(frozen=True, slots=True)
class Look:
    """``color`` None is the automatic one, which is readable anywhere. ``ground`` None: unknown."""

    size: float = _USUAL_SIZE
    color: Rgb | None = None
    ground: Rgb | None = WHITE
    is_bold: bool = False
    vanishes: bool = False
    width: float = 100.0
    line: float | None = None
    before: float = 0.0
    after: float = 0.0
    """Points of white above and below a paragraph."""

    @property
    def hidden(self) -> HiddenBy | None:
        """Why letters of this look cannot be seen, if so."""
        if self.vanishes:
            return "vanish"
        if self.size < SMALLEST_SIZE:
            return "tiny"
        if self.width < _NARROWEST:
            return "zero_width"
        if self.line is not None and self.line < _LOWEST_LINE:
            return "clipped"
        if self.color and self.ground and is_near(self.color, self.ground):
            return "white"
        return None


class Looks:
    """The styles of one document."""

    def __init__(self, document: OpenDocument) -> None:
        part = _part_of(document, RT.STYLES)
        root = part.element if part is not None else None
        self._styles = {
            value(style, "styleId"): style
            for style in (root if root is not None else ())
            if name_of(style) == "style"
        }
        self._usual = {
            value(style, "type"): style
            for style in self._styles.values()
            if value(style, "default") in {"1", "true", "on"}
        }
        start = Look(ground=self._paper(document))
        defaults = child(root, "docDefaults")
        start = _with_paragraph(start, child(child(defaults, "pPrDefault"), "pPr"))
        start = _with_run(start, child(child(defaults, "rPrDefault"), "rPr"))
        self.plain = self._with_style(start, self._usual.get("paragraph"))
        if _has_big_shape(document):
            self.plain = replace(self.plain, ground=None)

    def paragraph(self, look: Look, properties: Any) -> Look:
        """Return how a paragraph's letters look, given how its surroundings look."""
        look = self._with_style(look, self._styles.get(value(child(properties, "pStyle"))))
        return _with_paragraph(look, properties)

    def run(self, look: Look, properties: Any) -> Look:
        """Return how a run of letters looks."""
        look = self._with_style(look, self._styles.get(value(child(properties, "rStyle"))))
        return _with_run(look, properties)

    def table(self, look: Look, properties: Any) -> Look:
        """Return how a table's letters look. A style that shades some cells leaves it unknown."""
        style = self._styles.get(value(child(properties, "tblStyle")))
        chain = self._chain(style)
        if any(True for each in chain for shade in each.iter(w("shd")) if _is_dark(shade)):
            look = replace(look, ground=None)
        return shaded(look, properties)

    def _chain(self, style: Any) -> list[Any]:
        """Return a style and those it is based on, the most basic first."""
        chain: list[Any] = []
        while style is not None and style not in chain and len(chain) < _DEEPEST:
            chain.insert(0, style)
            style = self._styles.get(value(child(style, "basedOn")))
        return chain

    def _with_style(self, look: Look, style: Any) -> Look:
        for each in self._chain(style):
            look = _with_paragraph(look, child(each, "pPr"))
            look = _with_run(look, child(each, "rPr"))
        return look

    def _paper(self, document: OpenDocument) -> Rgb | None:
        """Return the colour of the page, which Word paints only when the settings say so."""
        settings = _part_of(document, RT.SETTINGS)
        root = settings.element if settings is not None else None
        if not is_on(child(root, "displayBackgroundShape")):
            return WHITE
        return _color(value(child(document.element, "background"), "color")) or WHITE


def shaded(look: Look, properties: Any) -> Look:
    """Return ``look`` on the shading that the properties of a cell or paragraph ask for."""
    shade = child(properties, "shd")
    if shade is None:
        return look
    fill = value(shade, "fill")
    if (value(shade) or "clear") == "solid" or (fill in {None, "auto"} and _theme_fill(shade)):
        return replace(look, ground=_color(value(shade, "color")) if fill else None)
    if fill in {None, "auto"}:
        return look
    return replace(look, ground=_color(fill))


def _theme_fill(shade: Any) -> bool:
    return value(shade, "themeFill") is not None


def _with_paragraph(look: Look, properties: Any) -> Look:
    if properties is None:
        return look
    spacing = child(properties, "spacing")
    if value(spacing, "lineRule") == "exact":
        look = replace(look, line=number(value(spacing, "line")))
    before, after = number(value(spacing, "before")), number(value(spacing, "after"))
    look = replace(
        look,
        before=look.before if before is None else before / 20,
        after=look.after if after is None else after / 20,
    )
    return shaded(look, properties)


def _with_run(look: Look, properties: Any) -> Look:
    if properties is None:
        return look
    half_points = number(value(child(properties, "sz")))
    bold, vanish = is_on(child(properties, "b")), is_on(child(properties, "vanish"))
    width = number((value(child(properties, "w")) or "").rstrip("%"))
    look = replace(
        look,
        size=half_points / 2 if half_points is not None else look.size,
        is_bold=look.is_bold if bold is None else bold,
        vanishes=look.vanishes if vanish is None else vanish,
        width=look.width if width is None else width,
        color=_run_color(look, child(properties, "color")),
    )
    highlight = value(child(properties, "highlight"))
    if highlight:
        look = replace(look, ground=_HIGHLIGHTS.get(highlight, None if highlight else look.ground))
    return shaded(look, properties)


def _run_color(look: Look, color: Any) -> Rgb | None:
    if color is None:
        return look.color
    said = value(color)
    if said in {None, "auto"}:
        return WHITE if value(color, "themeColor") in _PAPERS else None
    return _color(said)


def _color(text: str | None) -> Rgb | None:
    try:
        red, green, blue = bytes.fromhex(text or "")
    except ValueError:
        return None
    return red / 255, green / 255, blue / 255


def _is_dark(shade: Any) -> bool:
    fill = _color(value(shade, "fill"))
    return value(shade, "themeFill") is not None or (fill is not None and not is_near(fill, WHITE))


def _part_of(document: OpenDocument, kind: str) -> XmlPart | None:
    for relation in document.part.rels.values():
        if relation.reltype == kind and isinstance(relation.target_part, XmlPart):
            return relation.target_part
    return None


def _has_big_shape(document: OpenDocument) -> bool:
    """Tell whether a dark shape or picture lies behind the text: sidebars are often made so."""
    return any(
        _is_behind(anchor) and _is_filled(anchor) and _share_of_page(anchor) >= _BIG_SHAPE
        for anchor in document.element.iter()
        if name_of(anchor) == "anchor"
    )


def _is_behind(anchor: Any) -> bool:
    return anchor.get("behindDoc") in {"1", "true"} and anchor.get("hidden") not in {"1", "true"}


def _is_filled(anchor: Any) -> bool:
    return any(
        name_of(each) == "pic" or shape_color(each) not in {None, WHITE} for each in anchor.iter()
    )


def shape_color(shape: Any) -> Rgb | str | None:
    """Return a shape's fill: a colour, ``"special"`` for themes and gradients, None for none."""
    properties = shape if name_of(shape) == "spPr" else None
    for fill in properties if properties is not None else ():
        if name_of(fill) in {"gradFill", "blipFill", "pattFill"}:
            return "special"
        if name_of(fill) == "solidFill":
            named = child(fill, "srgbClr")
            plain = _color(named.get("val")) if named is not None else None
            if plain is not None:
                return plain
            theme = child(fill, "schemeClr")
            is_paper = theme is not None and theme.get("val") in _PAPERS
            return WHITE if is_paper else "special"
    return None


def _share_of_page(anchor: Any) -> float:
    extent = child(anchor, "extent")
    wide = number(extent.get("cx")) if extent is not None else None
    high = number(extent.get("cy")) if extent is not None else None
    return (wide or 0.0) * (high or 0.0) / _PAGE_EMU
