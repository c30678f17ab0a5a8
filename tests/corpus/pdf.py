"""Draws a sheet as PDF in the layouts people use."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor, lightgrey, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from tests.corpus.look import Sheet
from tests.corpus.pdf_parts import (
    ACCENT,
    DARK,
    INK,
    bars,
    bold_of,
    chips,
    know_fonts,
    photo,
    spread,
)
from tests.corpus.person import Job

WIDE, HIGH = A4
MARGIN, SIDE = 48, 180
Story = list[Flowable]


@dataclass(frozen=True, slots=True)
class Pen:
    """Sets a sheet's words in one colour and width; a page may need two of them."""

    sheet: Sheet
    color: Color
    width: float

    def line(self, text: str, size: float = 10, *, bold: bool = False, after: float = 2) -> Flowable:
        """Return a paragraph of plain text."""
        return self.markup(escape(text), size, bold=bold, after=after)

    def markup(self, xml: str, size: float, *, bold: bool = False, after: float = 2) -> Flowable:
        """Return a paragraph of reportlab's own markup."""
        font = self.sheet.look.font
        style = ParagraphStyle(
            "line",
            fontName=bold_of(font) if bold else font,
            fontSize=size,
            leading=size * 1.3,
            textColor=self.color,
            spaceAfter=after,
            wordWrap="CJK" if self.sheet.person.lang == "zh" else None,
        )
        return Paragraph(xml, style)

    def heading(self, part: str) -> Story:
        """Return a section's heading, or a gap."""
        text = self.sheet.heading(part)
        if not text:
            return [Spacer(1, 8)]
        return [Spacer(1, 8), self.line(text, 13, bold=True, after=4)]

    def name(self) -> Story:
        """Return name and headline."""
        sheet, style = self.sheet, self.sheet.look.name
        bold = bold_of(sheet.look.font)
        if style == "charspace":
            name = spread(sheet.name.upper(), bold, 20, self.color)
        elif style == "small_caps":
            words = (f'{w[0]}<font size="16">{w[1:].upper()}</font>' for w in sheet.name.split())
            name = self.markup(" ".join(words), 22, bold=True, after=4)
        else:
            name = self.line(sheet.name, 22, bold=True, after=4)
        return [name, self.line(sheet.text(sheet.person.headline), 12, after=4)]

    def summary(self) -> Story:
        """Return the lines at the top that say who this is."""
        return [*self.heading("profile"), self.prose(self.sheet.person.summary)]

    def prose(self, marked: str) -> Flowable:
        """Return a text, cut inside words at line ends if LaTeX set it."""
        text = self.sheet.text(marked)
        if not self.sheet.look.latex:
            return self.line(text)
        lines = hyphenated(text, 46)
        return self.markup("<br/>".join(map(escape, lines)), 10)

    def skills(self) -> Story:
        """Return the skills as lines, chips or bars."""
        look, font = self.sheet.look, self.sheet.look.font
        items = [item for _, group in self.sheet.person.skill_items() for item in group]
        story = self.heading("skills")
        if look.skills == "chips":
            return [*story, chips(items, font, self.width)]
        if look.skills == "bars":
            return [*story, bars(items, font, self.color)]
        return [*story, *(self.line(line) for line in self.sheet.groups())]

    def jobs(self) -> Story:
        """Return all jobs."""
        story = self.heading("jobs")
        for company, jobs in self.sheet.companies():
            if len(jobs) > 1:
                story.append(self.line(company, 11, bold=True))
            for job in jobs:
                story += self.job(job, company="" if len(jobs) > 1 else company)
        return story

    def job(self, job: Job, company: str) -> Story:
        """Return one job with its time where the look wants it."""
        at, span = self.sheet.look.dates_at, self.sheet.span(job)
        title = self.sheet.text(job.title)
        points = [self.prose(f"• {point}") for point in job.points]
        if self.sheet.look.layout == "timeline" or at == "left":
            firm = [self.line(company)] if company else []
            return [self._beside(span, [self.line(title, 11, bold=True), *firm, *points])]
        head = f"{title}, {company}" if company and at == "inline" else title
        firm = [self.line(company)] if company and at != "inline" else []
        if at == "inline":
            top = [self.line(f"{head} ({span})" if span else head, 11, bold=True)]
        elif at == "above":
            top = [self.line(span), self.line(head, 11, bold=True)]
        elif at == "below" or not span:
            top = [self.line(head, 11, bold=True)]
            firm += [self.line(span)] if span else []
        else:
            top = [self._with_right(head, span)]
        return [*top, *firm, *points, Spacer(1, 5)]

    def _with_right(self, left: str, right: str) -> Flowable:
        cells = [[self.line(left, 11, bold=True), self.line(right)]]
        table = Table(cells, colWidths=[self.width - 130, 130], style=_TIGHT)
        table.hAlign = "LEFT"
        return table

    def _beside(self, left: str, right: Story) -> Flowable:
        lines = [("LINEAFTER", (0, 0), (0, -1), 1.2, ACCENT)]
        rule = lines if self.sheet.look.layout == "timeline" else []
        cells = [[self.line(left, 9), right]]
        table = Table(cells, colWidths=[100, self.width - 100], style=[*_TIGHT, *rule])
        table.hAlign = "LEFT"
        return table

    def studies(self) -> Story:
        """Return the education."""
        story = self.heading("studies")
        for study in self.sheet.person.studies:
            degree = self.sheet.text(study.degree)
            story.append(self.line(f"{degree}, {study.school}, {study.start}–{study.end}"))
        return story

    def rest(self) -> Story:
        """Return languages, personal details and further sections."""
        person, story = self.sheet.person, list[Flowable]()
        if person.languages:
            story += [*self.heading("languages"), self.line(person.languages)]
        if person.personal:
            story += [*self.heading("personal"), *(self.line(line) for line in person.personal)]
        for heading, lines in person.extras:
            story += self.heading(heading)
            story += [self.line(self.sheet.text(line)) for line in lines]
        return story

    def contact(self, *, stacked: bool = False) -> Story:
        """Return the contact lines, below each other or in one line."""
        if stacked:
            return [*self.heading("contact"), *(self.line(x, 9) for x in self.sheet.contact)]
        # An icon font shows its signs from a face that has them.
        return [self.line("  |  ".join(self.sheet.contact), 9)]


_TIGHT: list[tuple[object, ...]] = [
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]


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
        canvas.drawRightString(WIDE - MARGIN, HIGH - 30, f"{sheet.person.email} · {sheet.person.phone}")

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
    inner = WIDE - 2 * MARGIN - 110
    pen = Pen(sheet, INK, inner)
    parts = (pen.summary(), pen.jobs(), pen.studies(), pen.skills())
    rows: list[list[object]] = [[part[1], part[2:]] for part in parts]
    if sheet.person.languages:
        rest = pen.rest()
        rows.append([rest[1], rest[2:]])
    grid = ("GRID", (0, 0), (-1, -1), 0.5, lightgrey)
    style = [("VALIGN", (0, 0), (-1, -1), "TOP"), grid]
    table = Table(rows, colWidths=[110, inner], style=style)
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


def hyphenated(text: str, width: int) -> list[str]:
    """Return lines of at most ``width`` letters, long words cut with a hyphen as LaTeX cuts them."""
    lines, line = list[str](), ""
    for word in text.split():
        room = width - len(line) - 1
        if len(word) <= room:
            line = f"{line} {word}".strip()
        elif len(word) > 7 and room > 5 and word.isalpha():
            lines.append(f"{line} {word[:4]}-")
            line = word[4:]
        else:
            lines.append(line)
            line = word
    return [*lines, line]
