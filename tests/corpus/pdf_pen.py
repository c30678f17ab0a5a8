"""Sets the parts of a sheet as the pieces of a PDF page."""

from dataclasses import dataclass
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, lightgrey
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    Flowable,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from tests.corpus.look import Sheet
from tests.corpus.pdf_parts import (
    ACCENT,
    bars,
    bold_of,
    chips,
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

    def line(
        self, text: str, size: float = 10, *, bold: bool = False, after: float = 2
    ) -> Flowable:
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
        lines = hyphenated(text, 36)
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
        rows = [[self.line(left, 11, bold=True), self.line(right)]]
        table = Table(rows, colWidths=[self.width - 130, 130], style=cells())
        table.hAlign = "LEFT"
        return table

    def _beside(self, left: str, right: Story) -> Flowable:
        is_timeline = self.sheet.look.layout == "timeline"
        rows = [[self.line(left, 9), right]]
        table = Table(rows, colWidths=[100, self.width - 100], style=cells(ruled=is_timeline))
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


def cells(*, ruled: bool = False, grid: bool = False) -> TableStyle:
    """Return cells that hang together at the top: bare, with a line between, or in a grid."""
    style = TableStyle()
    style.add("VALIGN", (0, 0), (-1, -1), "TOP")
    if grid:
        style.add("GRID", (0, 0), (-1, -1), 0.5, lightgrey)
        return style
    for side, points in (("LEFT", 0), ("TOP", 0), ("BOTTOM", 2)):
        style.add(f"{side}PADDING", (0, 0), (-1, -1), points)
    if ruled:
        style.add("LINEAFTER", (0, 0), (0, -1), 1.2, ACCENT)
    return style


def hyphenated(text: str, width: int) -> list[str]:
    """Return lines of at most ``width`` letters, long words cut with a hyphen as LaTeX does."""
    lines, line = list[str](), ""
    for word in text.split():
        room = width - len(line) - 1
        if len(word) <= room:
            line = f"{line} {word}".strip()
        elif len(word) > 7 and room > 5 and word[:6].isalpha():
            lines.append(f"{line} {word[:5]}-")
            line = word[5:]
        else:
            lines.append(line)
            line = word
    return [*lines, line]
