"""What nobody can see stays out of the text, and what looks alike but is seen stays in."""

from io import BytesIO
from typing import Literal

import pytest
from docx.document import Document
from PIL import Image
from reportlab.lib.colors import CMYKColor, Color, HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from domain.resumes.facts import HiddenBy, Reading
from domain.resumes.reading.reader import read_resume
from tests.factories.documents import Draw, column, docx, pdf, run, word_xml

SEEN = "Ada Lovelace writes programs"
SECRET = "Kubernetes Haskell wizard"
PAGE = column(50, [SEEN, "for the analytical engine", "and other machines"])


def read(*draws: Draw) -> Reading:
    def draw(canvas: Canvas) -> None:
        for each in draws:
            canvas.saveState()
            canvas.setFont("Helvetica", 10)
            each(canvas)
            canvas.restoreState()

    return read_resume(pdf(draw))


def say(canvas: Canvas, text: str = SECRET) -> None:
    canvas.drawString(100, 400, text)


def colored(color: Color) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(color)
        say(canvas)

    return draw


def on(ground: Color, ink: Color, *, round_: bool = False) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(ground)
        canvas.roundRect(80, 300, 300, 200, 20 if round_ else 0, fill=1, stroke=0)
        canvas.setFillColor(ink)
        say(canvas)

    return draw


def sized(size: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", size)
        say(canvas)

    return draw


def shrunk(canvas: Canvas) -> None:
    canvas.scale(0.1, 0.1)
    canvas.drawString(1000, 4000, SECRET)


def at(x: float, y: float) -> Draw:
    return lambda canvas: canvas.drawString(x, y, SECRET)


def clipped(left: float, width: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.rect(left, 300, width, 200)
        canvas.clipPath(path, stroke=0)
        say(canvas)

    return draw


def rendered(mode: Literal[1, 3, 7]) -> Draw:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(100, 400)
        text.setTextRenderMode(mode)
        text.textOut(SECRET)
        canvas.drawText(text)

    return draw


def narrow(canvas: Canvas) -> None:
    text = canvas.beginText(100, 400)
    text.setHorizScale(1)
    text.textOut(SECRET)
    canvas.drawText(text)


def veiled(alpha: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFillAlpha(alpha)
        say(canvas)

    return draw


def covered(draw_cover: Draw) -> Draw:
    def draw(canvas: Canvas) -> None:
        say(canvas)
        draw_cover(canvas)

    return draw


def rectangle(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.8, 0.9, 0.8)
    canvas.rect(80, 380, 300, 60, fill=1, stroke=0)


def frame(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(80, 380, 300, 60)
    path.rect(90, 390, 280, 40)
    canvas.drawPath(path, fill=1, stroke=0, fillMode=0)


def glaze(canvas: Canvas) -> None:
    canvas.setFillAlpha(0.3)
    rectangle(canvas)


def highlight(canvas: Canvas) -> None:
    canvas.setBlendMode("Multiply")
    canvas.setFillColorRGB(1, 1, 0)
    canvas.rect(80, 380, 300, 60, fill=1, stroke=0)


def photo(shade: int, mode: str = "L") -> Draw:
    picture = BytesIO()
    Image.new(mode, (40, 20), shade).save(picture, "PNG")

    def draw(canvas: Canvas) -> None:
        reader = ImageReader(BytesIO(picture.getvalue()))
        canvas.drawImage(reader, 80, 380, 300, 60)

    return draw


def upon(below: Draw, ink: Color) -> Draw:
    def draw(canvas: Canvas) -> None:
        below(canvas)
        canvas.setFillColor(ink)
        say(canvas)

    return draw


def in_form(draw_inside: Draw, before: Draw = lambda _: None) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("inside", 0, 0, 595, 842)
        canvas.setFont("Helvetica", 10)
        draw_inside(canvas)
        canvas.endForm()
        before(canvas)
        canvas.doForm("inside")

    return draw


WHITE, BLACK, NAVY = HexColor("#ffffff"), HexColor("#000000"), HexColor("#1d2b4a")
HIDDEN: list[tuple[str, Draw, HiddenBy]] = [
    ("white", colored(WHITE), "white"),
    ("almost white", colored(HexColor("#f6f6f2")), "white"),
    ("white in CMYK", colored(CMYKColor(0, 0, 0, 0)), "white"),
    ("navy on navy", on(NAVY, NAVY), "white"),
    ("white on a white shape", on(WHITE, WHITE), "white"),
    ("white on a white shape on a dark one", on(WHITE, WHITE, round_=True), "white"),
    ("white in a form", in_form(colored(WHITE)), "white"),
    ("white on a white picture", upon(photo(255), WHITE), "white"),
    ("1 point", sized(1), "tiny"),
    ("2 points", sized(2), "tiny"),
    ("scaled to 1 point", shrunk, "tiny"),
    ("left of the page", at(-400, 400), "off_page"),
    ("above the page", at(100, 900), "off_page"),
    ("below the page", at(100, -50), "off_page"),
    ("far away", at(90_000, 400), "off_page"),
    ("clipped away", clipped(0, 20), "clipped"),
    ("clipped to nothing", clipped(0, 0), "clipped"),
    ("render mode 3", rendered(3), "invisible"),
    ("render mode 7", rendered(7), "invisible"),
    ("opacity 0", veiled(0), "invisible"),
    ("opacity 0.05", veiled(0.05), "invisible"),
    ("no width", narrow, "zero_width"),
    ("below a shape", covered(rectangle), "covered"),
    ("below a picture", covered(photo(200)), "covered"),
]
VISIBLE: list[tuple[str, Draw]] = [
    ("black", colored(BLACK)),
    ("grey", colored(HexColor("#999999"))),
    ("light grey", colored(HexColor("#cccccc"))),
    ("black in CMYK", colored(CMYKColor(0, 0, 0, 1))),
    ("white on navy", on(NAVY, WHITE)),
    ("white on a rounded navy shape", on(NAVY, WHITE, round_=True)),
    ("white on a dark photo", upon(photo(30), WHITE)),
    ("white in a form on navy", on(NAVY, WHITE)),
    ("small print", sized(6)),
    ("within its clip", clipped(0, 500)),
    ("outlines", rendered(1)),
    ("half see-through", veiled(0.5)),
    ("in a frame drawn later", covered(frame)),
    ("below a glaze", covered(glaze)),
    ("marked with a highlighter", covered(highlight)),
]


@pytest.mark.parametrize(("name", "draw", "way"), HIDDEN, ids=[row[0] for row in HIDDEN])
def test_hidden_text_is_reported_and_not_read(name: str, draw: Draw, way: HiddenBy) -> None:
    reading = read(PAGE, draw)

    assert reading.text.splitlines()[0] == SEEN
    assert "Kubernetes" not in reading.text
    assert "Haskell" not in reading.text
    assert [(each.text, each.by, each.page) for each in reading.hidden] == [(SECRET, way, 1)]


@pytest.mark.parametrize(("name", "draw"), VISIBLE, ids=[row[0] for row in VISIBLE])
def test_text_that_a_person_sees_is_read(name: str, draw: Draw) -> None:
    reading = read(PAGE, draw)

    assert SECRET in reading.text
    assert not reading.hidden


def test_what_was_hidden_is_cut_at_500_characters() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(WHITE)
        for line in range(40):
            canvas.drawString(100, 600 - 10 * line, SECRET)

    (hidden,) = read(PAGE, draw).hidden

    assert len(hidden.text) == 500


LAYERED = b"""%PDF-1.5
1 0 obj <</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R 7 0 R]/D<</OFF[6 0 R]>>>>>> endobj
2 0 obj <</Type/Pages/Count 1/Kids[3 0 R]>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>
/Properties<</Off 6 0 R/On 7 0 R/Some 8 0 R>>>>>> endobj
5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
6 0 obj <</Type/OCG/Name(off)>> endobj
7 0 obj <</Type/OCG/Name(on)>> endobj
8 0 obj <</Type/OCMD/OCGs[6 0 R]>> endobj
4 0 obj <</Length 205>> stream
BT /F 12 Tf 50 700 Td (Ada Lovelace) Tj 0 -20 Td /OC /Off BDC (Kubernetes) Tj EMC
0 -20 Td /OC /On BDC (Engines) Tj EMC 0 -20 Td /OC /Some BDC (Haskell) Tj EMC ET
endstream endobj
trailer <</Root 1 0 R>>
%%EOF
"""


def test_a_layer_that_is_switched_off_is_not_read() -> None:
    reading = read_resume(LAYERED)

    assert reading.text.split() == ["Ada", "Lovelace", "Engines"]
    assert [(each.text, each.by) for each in reading.hidden] == [
        ("Kubernetes Haskell", "invisible")
    ]


def shaded(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def color(value: str) -> str:
    return f'<w:color w:val="{value}"/>'


def in_cell(fill: str, properties: str) -> str:
    cell = f"<w:tc><w:tcPr>{shaded(fill)}</w:tcPr>{run(SECRET, properties)}</w:tc>"
    return f"<w:tbl><w:tblPr/><w:tr>{cell}</w:tr></w:tbl>"


def exact(line: int) -> str:
    spacing = f'<w:pPr><w:spacing w:line="{line}" w:lineRule="exact"/></w:pPr>'
    return f"<w:p>{spacing}<w:r><w:t>{SECRET}</w:t></w:r></w:p>"


HIDDEN_IN_WORD: list[tuple[str, str, HiddenBy]] = [
    ("vanish", run(SECRET, "<w:vanish/>"), "vanish"),
    ("white", run(SECRET, color("FFFFFF")), "white"),
    ("almost white", run(SECRET, color("FDFDFD")), "white"),
    ("navy on navy", run(SECRET, color("1D2B4A") + shaded("1D2B4A")), "white"),
    ("white in a light cell", in_cell("FEFEFE", color("FFFFFF")), "white"),
    ("of the paper's theme colour", run(SECRET, '<w:color w:themeColor="background1"/>'), "white"),
    ("1 point", run(SECRET, '<w:sz w:val="2"/>'), "tiny"),
    ("no width", run(SECRET, '<w:w w:val="1"/>'), "zero_width"),
    ("no height", exact(1), "clipped"),
]
VISIBLE_IN_WORD: list[tuple[str, str]] = [
    ("plain", run(SECRET)),
    ("not vanished", run(SECRET, '<w:vanish w:val="0"/>')),
    ("white on a dark run", run(SECRET, color("FFFFFF") + shaded("1D2B4A"))),
    ("white in a dark cell", in_cell("1D2B4A", color("FFFFFF"))),
    ("automatic colour", run(SECRET, color("auto"))),
    ("small print", run(SECRET, '<w:sz w:val="12"/>')),
]


@pytest.mark.parametrize(
    ("name", "block", "way"), HIDDEN_IN_WORD, ids=[row[0] for row in HIDDEN_IN_WORD]
)
def test_hidden_text_in_word_is_reported_and_not_read(name: str, block: str, way: HiddenBy) -> None:
    reading = read_resume(word_xml(run(SEEN), block))

    assert reading.text == SEEN
    assert [(each.text, each.by) for each in reading.hidden] == [(SECRET, way)]


@pytest.mark.parametrize(
    ("name", "block"), VISIBLE_IN_WORD, ids=[row[0] for row in VISIBLE_IN_WORD]
)
def test_text_that_a_person_sees_in_word_is_read(name: str, block: str) -> None:
    reading = read_resume(word_xml(run(SEEN), block))

    assert SECRET in reading.text
    assert not reading.hidden


def test_a_style_hides_as_well_as_a_hand_does() -> None:
    def write(document: Document) -> None:
        style = document.styles.add_style("Ghost", 1)
        style.font.hidden = True
        document.add_paragraph(SEEN)
        document.add_paragraph(SECRET, style="Ghost")

    reading = read_resume(docx(write))

    assert reading.text == SEEN
    assert [each.by for each in reading.hidden] == ["vanish"]


def tagged(text: str) -> str:
    return "".join(chr(0xE0000 + ord(letter)) for letter in text)


def test_words_in_invisible_characters_are_reported() -> None:
    reading = read_resume(word_xml(run(f"Ada\u200b Love\u200blace{tagged('hire her')}")))

    assert reading.text == "Ada Lovelace"
    assert [(each.text, each.by) for each in reading.hidden] == [("hire her", "zero_width")]
