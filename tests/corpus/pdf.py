"""Draws a sheet as PDF in the layouts people use."""

from collections.abc import Iterable
from functools import partial
from io import BytesIO

from reportlab.lib.colors import Color, HexColor, lightgrey, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    PageTemplate,
    Table,
)

from tests.corpus.look import Sheet
from tests.corpus.pdf_parts import (
    DARK,
    INK,
    know_fonts,
    photo,
)
from tests.corpus.pdf_pen import HIGH, MARGIN, SIDE, WIDE, Pen, Story, cells


def draw_pdf(
    sheet: Sheet, extra: Iterable[Flowable] = (), encrypt: StandardEncryption | None = None
) -> bytes:
    """Return the sheet as a PDF file, with ``extra`` behind its last part."""
    know_fonts()
    story, templates = _LAYOUTS.get(sheet.look.layout, _one)(sheet)
    out = BytesIO()
    document = BaseDocTemplate(
        out, pagesize=A4, pageTemplates=templates, invariant=1, encrypt=encrypt, title="CV"
    )
    document.build([*story, *extra])
    return out.getvalue()


Laid = tuple[Story, list[PageTemplate]]


def _one(sheet: Sheet) -> Laid:
    pen = Pen(sheet, INK, WIDE - 2 * MARGIN)
    story = [*pen.name(), *pen.contact(), *_body(pen)]
    return story, [PageTemplate("page", [_frame(MARGIN, WIDE - 2 * MARGIN)])]


def _header(sheet: Sheet) -> Laid:
    pen = Pen(sheet, INK, WIDE - 2 * MARGIN)

    def running(canvas: Canvas, _: object) -> None:
        canvas.setFont(sheet.look.font, 9)
        canvas.drawString(MARGIN, HIGH - 30, sheet.name)
        canvas.drawRightString(
            WIDE - MARGIN, HIGH - 30, f"{sheet.person.email} · {sheet.person.phone}"
        )

    frame = _frame(MARGIN, pen.width, top=56)
    headline = pen.line(sheet.text(sheet.person.headline), 16, bold=True)
    return [headline, *_body(pen)], [PageTemplate("page", [frame], onPage=running)]


def _two(sheet: Sheet) -> Laid:
    half = (WIDE - 2 * MARGIN - 20) / 2
    top, pen = Pen(sheet, INK, WIDE - 2 * MARGIN), Pen(sheet, INK, half)
    head = Frame(MARGIN, HIGH - 140, top.width, 110, 0, 0, 0, 0)
    frames = [
        head,
        Frame(MARGIN, 40, half, HIGH - 190, 0, 0, 0, 0),
        Frame(MARGIN + half + 20, 40, half, HIGH - 190, 0, 0, 0, 0),
    ]
    story = [*top.name(), *top.contact(), FrameBreak(), *pen.jobs(), FrameBreak()]
    story += [*pen.summary(), *pen.skills(), *pen.studies(), *pen.rest()]
    return story, [PageTemplate("page", frames)]


def _left(sheet: Sheet) -> Laid:
    side = Pen(sheet, white, SIDE - 40)
    main = Pen(sheet, INK, WIDE - SIDE - MARGIN - 20)
    frames = [_frame(20, side.width), _frame(SIDE + 20, main.width)]
    story = [photo(sheet.person.photo), *side.contact(stacked=True), *side.skills(), *side.rest()]
    story += [FrameBreak(), *main.name(), *main.summary(), *main.jobs(), *main.studies()]
    return story, [PageTemplate("page", frames, onPage=partial(_shade, x=0, color=DARK))]


def _right(sheet: Sheet) -> Laid:
    main = Pen(sheet, INK, WIDE - SIDE - MARGIN - 20)
    side = Pen(sheet, HexColor("#101010"), SIDE - 40)
    frames = [_frame(MARGIN, main.width), _frame(WIDE - SIDE + 20, side.width)]
    story = [*main.name(), *main.summary(), *main.jobs(), FrameBreak()]
    story += [*side.contact(stacked=True), *side.skills(), *side.studies(), *side.rest()]
    shade = partial(_shade, x=WIDE - SIDE, color=lightgrey)
    return story, [PageTemplate("page", frames, onPage=shade)]


def _table(sheet: Sheet) -> Laid:
    inner = WIDE - 2 * MARGIN - 150
    pen = Pen(sheet, INK, inner)
    parts = (pen.summary(), pen.jobs(), pen.studies(), pen.skills())
    rows: list[list[object]] = [[part[1], part[2:]] for part in parts]
    if sheet.person.languages:
        rest = pen.rest()
        rows.append([rest[1], rest[2:]])
    table = Table(rows, colWidths=[150, inner], style=cells(grid=True))
    story = [*pen.name(), *pen.contact(), table]
    return story, [PageTemplate("page", [_frame(MARGIN, WIDE - 2 * MARGIN)])]


_LAYOUTS = {"two": _two, "left": _left, "right": _right, "table": _table, "header": _header}


def _body(pen: Pen) -> Story:
    return [*pen.summary(), *pen.jobs(), *pen.studies(), *pen.skills(), *pen.rest()]


def _frame(x: float, width: float, top: float = 36) -> Frame:
    return Frame(x, 36, width, HIGH - 36 - top, 0, 0, 0, 0)


def _shade(canvas: Canvas, _: object, x: float, color: Color) -> None:
    canvas.setFillColor(color)
    canvas.rect(x, 0, SIDE, HIGH, stroke=0, fill=1)
