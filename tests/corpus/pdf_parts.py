"""Pieces of a page that paragraphs cannot draw: chips, bars, spread letters, a photo."""

from collections.abc import Callable
from functools import cache

from reportlab.lib.colors import Color, HexColor, white
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

INK, DARK, ACCENT = HexColor("#222222"), HexColor("#1f3044"), HexColor("#2a6f97")
Draw = Callable[[Canvas], None]


@cache
def know_fonts() -> None:
    """Register the fonts that come with reportlab, and the Chinese one every viewer has."""
    for name, file in (("Vera", "Vera.ttf"), ("Vera-Bold", "VeraBd.ttf")):
        pdfmetrics.registerFont(TTFont(name, file))
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


def bold_of(font: str) -> str:
    """Return the bold face of a font, itself where there is none."""
    faces = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "Vera": "Vera-Bold"}
    return faces.get(font, font)


class Placed(Flowable):
    """Calls ``draw`` with the canvas moved to its place; takes ``height`` points of the page."""

    def __init__(self, draw: Draw, height: float = 0) -> None:
        super().__init__()
        self._draw, self.height = draw, height

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803  # reportlab's names
        return aW, self.height

    def draw(self) -> None:
        self._draw(self.canv)


def chips(items: list[str], font: str, width: float) -> Flowable:
    """Return skills as white words on coloured pills, as many to a row as fit."""
    size, gap, row = 9, 6, 20
    places: list[tuple[float, int, str, float]] = []
    x, line = 0.0, 0
    for item in items:
        wide = stringWidth(item, font, size) + 14
        if x and x + wide > width:
            x, line = 0.0, line + 1
        places.append((x, line, item, wide))
        x += wide + gap
    height = (line + 1) * row

    def draw(canvas: Canvas) -> None:
        for left, nth, item, wide in places:
            low = height - (nth + 1) * row + 4
            canvas.setFillColor(ACCENT)
            canvas.roundRect(left, low, wide, 15, 7, stroke=0, fill=1)
            canvas.setFillColor(white)
            canvas.setFont(font, size)
            canvas.drawString(left + 7, low + 4, item)

    return Placed(draw, height)


def bars(items: list[str], font: str, color: Color) -> Flowable:
    """Return skills with a bar each that says how well, in steps of the item's place."""
    row = 15
    height = row * len(items)

    def draw(canvas: Canvas) -> None:
        for nth, item in enumerate(items):
            low = height - (nth + 1) * row + 4
            canvas.setFillColor(color)
            canvas.setFont(font, 9)
            canvas.drawString(0, low, item)
            canvas.setFillColor(HexColor("#b8c4cc"))
            canvas.rect(92, low, 44, 5, stroke=0, fill=1)
            canvas.setFillColor(ACCENT)
            canvas.rect(92, low, 44 - nth % 4 * 8, 5, stroke=0, fill=1)

    return Placed(draw, height)


def spread(text: str, font: str, size: float, color: Color) -> Flowable:
    """Return a line whose letters stand apart by character spacing, not by spaces."""

    def draw(canvas: Canvas) -> None:
        line = canvas.beginText(0, 4)
        line.setFont(font, size)
        line.setFillColor(color)
        line.setCharSpace(size * 0.45)
        line.textOut(text)
        line.setCharSpace(0)
        canvas.drawText(line)

    return Placed(draw, size * 1.5)


def photo(seed: int) -> Flowable:
    """Return a drawn face; another seed, another face."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(Color(0.5 + seed % 5 / 10, 0.6, 0.8 - seed % 3 / 10))
        canvas.circle(35, 35, 32, stroke=0, fill=1)
        canvas.setFillColor(Color(0.9 - seed % 4 / 8, 0.7, 0.6))
        canvas.ellipse(22, 18, 48, 20 + 26 + seed % 6, stroke=0, fill=1)

    return Placed(draw, 76)
