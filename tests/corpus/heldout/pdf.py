"""Draws a held-out sheet straight on a canvas, word by word, as exporters of résumé builders do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO

from reportlab.lib.colors import Color, HexColor, black, white
from reportlab.lib.pagesizes import A4, letter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.corpus.heldout.sheet import Block, Sheet

_EDGE = 50


@dataclass(frozen=True, slots=True)
class Style:
    """One look: faces, paper, how wide the first column is, and the colours."""

    face: str = "Helvetica"
    bold: str = "Helvetica-Bold"
    paper: tuple[float, float] = A4
    side: float = 0
    fill: Color | None = None
    ink: Color = black
    ruled: bool = False
    centred: bool = False
    bullet: str = "•"
    size: float = 9.5


STYLES = {
    "latex": Style("Times-Roman", "Times-Bold", ruled=True, centred=True, size=10, bullet="–"),
    "us": Style("Times-Roman", "Times-Bold", letter, centred=True, size=10.5),
    "plain": Style(),
    "typed": Style("Courier", "Courier-Bold", letter, size=9, bullet="*"),
    "vera": Style("HeldVera", "HeldVera-Bold", size=8.5, ruled=True, bullet="▪"),
    "navy": Style(side=185, fill=HexColor("#22304f"), ink=white),
    "sand": Style("HeldVera", "HeldVera-Bold", side=170, fill=HexColor("#efe9dd"), size=8),
    "halves": Style(side=262, ruled=True, size=9),
    "song": Style("STSong-Light", "STSong-Light", ruled=True, size=10),
    "song-side": Style("STSong-Light", "STSong-Light", side=180, fill=HexColor("#e8eef4")),
}


def draw(sheet: Sheet) -> bytes:
    """Return the sheet as a PDF file."""
    _know_fonts()
    style = STYLES[sheet.style]
    out = BytesIO()
    canvas = Canvas(out, pagesize=style.paper, invariant=1)
    wide, high = style.paper
    columns = sheet.columns()
    if style.fill:
        canvas.setFillColor(style.fill)
        canvas.rect(0, 0, style.side, high, stroke=0, fill=1)
    *before, main = columns
    top = high - _EDGE
    if len(before) == 2:  # a head over both columns
        head = _Column(canvas, style, _EDGE, wide - 2 * _EDGE, top)
        head.draw(before.pop(0))
        top = head.y - 6
    left = _EDGE
    for column in before:
        at = 18 if style.fill else _EDGE
        side = _Column(canvas, style, at, style.side - at - 12, top, style.ink)
        side.draw(column)
        left = int(style.side) + 18
    _Column(canvas, style, left, wide - left - _EDGE, top).draw(main)
    canvas.save()
    return out.getvalue()


@dataclass(slots=True)
class _Column:
    canvas: Canvas
    style: Style
    x: float
    width: float
    y: float
    ink: Color = field(default_factory=lambda: black)

    def draw(self, blocks: list[Block]) -> None:
        ways: dict[str, Callable[[Block], None]] = {
            "name": self._name, "heading": self._heading, "bold": self._split, "split": self._split,
            "row": self._rows, "bar": self._bar, "chips": self._chips, "gap": self._gap,
            "bullet": self._bullet, "text": self._text, "hidden": self._hidden,
        }  # fmt: skip
        for block in blocks:
            ways[block.kind](block)

    def _put(self, x: float, text: str, *, bold: bool = False, size: float = 0) -> None:
        self.canvas.setFillColor(self.ink)
        self.canvas.setFont(self.style.bold if bold else self.style.face, size or self.style.size)
        self.canvas.drawString(x, self.y, text)

    def _down(self, points: float) -> None:
        self.y -= points
        if self.y < _EDGE:
            self.canvas.showPage()
            self.y = self.style.paper[1] - _EDGE

    def _name(self, block: Block) -> None:
        wide = stringWidth(block.parts[0], self.style.bold, 20)
        size = 20 * min(1, self.width / wide)
        wide = min(wide, self.width)
        self._down(8)
        self._put(self._start(wide), block.parts[0], bold=True, size=size)
        self._down(size)

    def _heading(self, block: Block) -> None:
        self._down(8)
        self._put(self.x, block.parts[0], bold=True, size=self.style.size + 2.5)
        if self.style.ruled:
            self.canvas.line(self.x, self.y - 3, self.x + self.width, self.y - 3)
        self._down(self.style.size + 6)

    def _split(self, block: Block) -> None:
        bold = block.kind == "bold"
        face = self.style.bold if bold else self.style.face
        *rest, right = block.parts
        if not rest:
            self._wrapped(right, self.x, self.width, bold=bold)
            return
        wide = stringWidth(right, self.style.face, self.style.size)
        self._put(self.x + self.width - wide, right)
        lines = list(_lines(rest[0], face, self.style.size, self.width - wide - 10))
        for line in lines:
            self._put(self.x, line, bold=bold)
            self._down(self.style.size * 1.35)

    def _text(self, block: Block) -> None:
        if self.style.centred and self.y > self.style.paper[1] - 110:
            wide = stringWidth(block.parts[0], self.style.face, self.style.size)
            if wide < self.width:
                self._put(self._start(wide), block.parts[0])
                self._down(self.style.size * 1.35)
                return
        self._wrapped(block.parts[0], self.x, self.width)

    def _bullet(self, block: Block) -> None:
        self._put(self.x + 4, self.style.bullet)
        self._wrapped(block.parts[0], self.x + 16, self.width - 16)

    def _wrapped(self, text: str, x: float, width: float, *, bold: bool = False) -> None:
        face = self.style.bold if bold else self.style.face
        for line in _lines(text, face, self.style.size, width):
            self._put(x, line, bold=bold)
            self._down(self.style.size * 1.35)

    def _rows(self, block: Block) -> None:
        count = max(map(len, block.rows))
        first = self.width * (0.26 if count == 2 else 1 / count)  # label, text
        rest = (self.width - first) / max(count - 1, 1)
        for row in block.rows:
            top, low = self.y, self.y
            for nth, cell in enumerate(row):
                self.y = top
                x = self.x if nth == 0 else self.x + first + (nth - 1) * rest
                self._wrapped(cell, x, (first if nth == 0 else rest) - 8)
                low = min(low, self.y)
            self.y = low
            self._down(3)

    def _bar(self, block: Block) -> None:
        label, _, share = block.parts[0].rpartition(" ")
        self._put(self.x, label)
        self._down(6)
        self.canvas.setFillColor(HexColor("#9aa7b8"))
        self.canvas.rect(self.x, self.y, self.width * int(share) / 100, 3, stroke=0, fill=1)
        self._down(self.style.size * 1.4)

    def _chips(self, block: Block) -> None:
        x = self.x
        for item in block.parts[0].split(";"):
            wide = stringWidth(item.strip(), self.style.face, self.style.size) + 12
            if x > self.x and x + wide > self.x + self.width:
                x = self.x
                self._down(19)
            self.canvas.setStrokeColor(self.ink)
            self.canvas.roundRect(x, self.y - 4, wide, 14, 5, stroke=1, fill=0)
            self._put(x + 6, item.strip())
            x += wide + 5
        self._down(20)

    def _gap(self, _: Block) -> None:
        self._down(6)

    def _hidden(self, block: Block) -> None:
        ink, self.ink = self.ink, white
        self._text(block)
        self.ink = ink

    def _start(self, wide: float) -> float:
        return self.x + (self.width - wide) / 2 if self.style.centred else self.x


def _lines(text: str, face: str, size: float, width: float) -> Iterator[str]:
    """Yield lines that fit; Chinese breaks between any two characters."""
    is_chinese = face.startswith("STSong")
    words, glue = (list(text), "") if is_chinese else (text.split(), " ")
    line = ""
    for word in words:
        longer = f"{line}{glue}{word}" if line else word
        if line and stringWidth(longer, face, size) > width:
            yield line
            line = word
        else:
            line = longer
    yield line


@cache
def _know_fonts() -> None:
    for name, file in (("HeldVera", "Vera.ttf"), ("HeldVera-Bold", "VeraBd.ttf")):
        pdfmetrics.registerFont(TTFont(name, file))
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
