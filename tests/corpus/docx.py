"""Writes a sheet as DOCX in the layouts people use."""

from collections.abc import Callable
from io import BytesIO

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Inches, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from tests.corpus.docx_parts import (
    add_link,
    add_symbol,
    add_text_box,
    repacked,
    set_property,
    shade,
)
from tests.corpus.look import Sheet
from tests.corpus.person import Job

Change = Callable[[DocumentType], None]
Box = DocumentType | _Cell
WHITE = RGBColor(255, 255, 255)


def write_docx(sheet: Sheet, change: Change | None = None) -> bytes:
    """Return the sheet as a DOCX file; ``change`` may add to the document before it is saved."""
    document = Document()
    _LAYOUTS.get(sheet.look.layout, _one)(sheet, document)
    if change is not None:
        change(document)
    out = BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def _one(sheet: Sheet, document: DocumentType) -> None:
    writer = Writer(sheet, document)
    writer.name()
    writer.contact()
    writer.body()


def _header(sheet: Sheet, document: DocumentType) -> None:
    header = document.sections[0].header
    header.paragraphs[0].text = f"{sheet.name}\t{sheet.person.phone}\t{sheet.person.email}"
    header.add_paragraph(f"{sheet.person.street}, {sheet.person.city}")
    writer = Writer(sheet, document)
    writer.line(sheet.text(sheet.person.headline), 14, bold=True)
    writer.body()


def _boxes(sheet: Sheet, document: DocumentType) -> None:
    writer = Writer(sheet, document)
    writer.name()
    add_text_box(document.add_paragraph(), sheet.contact)
    writer.summary()
    writer.jobs()
    writer.studies()
    add_text_box(document.add_paragraph(), [sheet.heading("skills"), *sheet.groups()])
    writer.rest()


def _side(sheet: Sheet, document: DocumentType) -> None:
    table = document.add_table(rows=1, cols=2)
    narrow, wide = table.rows[0].cells
    is_left = sheet.look.layout == "left"
    side_cell, main_cell = (narrow, wide) if is_left else (wide, narrow)
    shade(side_cell, "1F3044" if is_left else "E8E8E8")
    side = Writer(sheet, side_cell, WHITE if is_left else None)
    main = Writer(sheet, main_cell)
    side.contact(stacked=True)
    side.skills()
    side.rest()
    main.name()
    main.summary()
    main.jobs()
    main.studies()


def _table(sheet: Sheet, document: DocumentType) -> None:
    writer = Writer(sheet, document)
    writer.name()
    writer.contact()
    outer = document.add_table(rows=1, cols=1)
    box: Box = outer.cell(0, 0) if sheet.look.layout == "nested" else document
    rows = box.add_table(rows=0, cols=2)
    for job in sheet.person.jobs:
        left, right = rows.add_row().cells
        left.paragraphs[0].text = sheet.span(job)
        Writer(sheet, right).job(job, job.company, dated=False)
    inner = Writer(sheet, box)
    inner.summary()
    inner.studies()
    inner.skills()
    inner.rest()


_LAYOUTS: dict[str, Callable[[Sheet, DocumentType], None]] = {
    "header": _header,
    "boxes": _boxes,
    "left": _side,
    "right": _side,
    "table": _table,
    "timeline": _table,
    "nested": _table,
}


class Writer:
    """Writes a sheet's parts into a document or a table cell."""

    def __init__(self, sheet: Sheet, box: Box, color: RGBColor | None = None) -> None:
        self.sheet, self.box, self.color = sheet, box, color

    def line(self, text: str, size: float = 10.5, *, bold: bool = False) -> Paragraph:
        """Add a paragraph."""
        paragraph = self.box.add_paragraph()
        self.run(paragraph, text, size, bold=bold)
        return paragraph

    def run(self, paragraph: Paragraph, text: str, size: float, *, bold: bool = False) -> Run:
        """Add a run in the writer's colour."""
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(size)
        if self.color is not None:
            run.font.color.rgb = self.color
        return run

    def heading(self, part: str) -> None:
        """Add a section's heading unless the look has none."""
        text = self.sheet.heading(part)
        if not text:
            return
        if isinstance(self.box, _Cell):
            self.line(text, 13, bold=True)
        else:
            self.box.add_heading(text, 2)

    def name(self) -> None:
        """Add name and headline; small and all capitals are a matter of the font in Word."""
        style, person = self.sheet.look.name, self.sheet.person
        by_font = {"small_caps": "smallCaps", "caps": "caps"}.get(style)
        paragraph = self.box.add_paragraph()
        run = self.run(paragraph, person.name if by_font else self.sheet.name, 22, bold=True)
        if by_font:
            set_property(run, by_font)
        if style == "charspace":
            set_property(run, "spacing", val="120")
        self.line(self.sheet.text(person.headline), 12)

    def contact(self, *, stacked: bool = False) -> None:
        """Add the contact lines; the address is a link as Word makes it."""
        person = self.sheet.person
        if stacked:
            self.heading("contact")
        paragraph = self.box.add_paragraph()
        for nth, line in enumerate(
            (f"{person.street}, {person.city}", person.phone, *person.links)
        ):
            if nth:
                self.run(paragraph, "\n" if stacked else " | ", 9)
            if self.sheet.look.icons:
                add_symbol(paragraph, f"F0{0x28 + nth:02X}")
            self.run(paragraph, line, 9)
        if self.color is None:
            self.run(paragraph, "\n" if stacked else " | ", 9)
            add_link(paragraph, person.email, f"mailto:{person.email}")
        else:
            self.line(person.email, 9)

    def body(self) -> None:
        """Add all sections below the head."""
        self.summary()
        self.jobs()
        self.studies()
        self.skills()
        self.rest()

    def summary(self) -> None:
        """Add the lines that say who this is."""
        self.heading("profile")
        self.line(self.sheet.text(self.sheet.person.summary))

    def jobs(self) -> None:
        """Add all jobs."""
        self.heading("jobs")
        for company, jobs in self.sheet.companies():
            if len(jobs) > 1:
                self.line(company, 11, bold=True)
            for job in jobs:
                self.job(job, "" if len(jobs) > 1 else company)

    def job(self, job: Job, company: str, *, dated: bool = True) -> None:
        """Add one job, its time behind a tab at the right edge unless the look says otherwise."""
        span = self.sheet.span(job) if dated else ""
        at = self.sheet.look.dates_at
        if span and at == "above":
            self.line(span)
        head = self.line(self.sheet.text(job.title), 11, bold=True)
        if span and at in {"right", "inline"}:
            head.paragraph_format.tab_stops.add_tab_stop(Inches(6), WD_TAB_ALIGNMENT.RIGHT)
            self.run(head, f"\t{span}" if at == "right" else f" ({span})", 10)
        if company:
            self.line(company)
        if span and at in {"below", "left"}:
            self.line(span)
        for point in self.sheet.points(job):
            if isinstance(self.box, _Cell):
                self.line(f"– {point}")
            else:
                self.box.add_paragraph(point, style="List Bullet")

    def studies(self) -> None:
        """Add the education."""
        self.heading("studies")
        for study in self.sheet.person.studies:
            degree = self.sheet.text(study.degree)
            self.line(f"{study.start}–{study.end}  {degree}, {study.school}")

    def skills(self) -> None:
        """Add the skills."""
        self.heading("skills")
        for line in self.sheet.groups():
            self.line(line)

    def rest(self) -> None:
        """Add languages, personal details and further sections."""
        person = self.sheet.person
        parts: list[tuple[str, tuple[str, ...]]] = [
            ("languages", (person.languages,) if person.languages else ())
        ]
        parts += [("personal", person.personal), *person.extras]
        for heading, lines in parts:
            if lines:
                self.heading(heading)
            for line in lines:
                self.line(self.sheet.text(line))
