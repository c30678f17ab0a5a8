"""Writes a held-out sheet as DOCX in the ways people use Word."""

from collections.abc import Callable
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt
from docx.table import _Cell

from tests.corpus.docx_parts import repacked, shade
from tests.corpus.heldout.sheet import Block, Sheet

Box = Document | _Cell
STYLES = frozenset({"word", "centred", "grid", "side"})


def write(sheet: Sheet) -> bytes:
    """Return the sheet as a DOCX file in one of the ``STYLES``."""
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(10)
    columns = sheet.columns()
    if sheet.style == "side":
        _beside(document, columns)
    else:
        for column in columns:
            _fill(document, column, sheet.style)
    out = BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def _beside(document: Document, columns: list[list[Block]]) -> None:
    *head, side, main = columns
    for column in head:
        _fill(document, column, "word")
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    for cell, column, wide in zip(table.rows[0].cells, (side, main), (5, 11), strict=True):
        cell.width = Cm(wide)
        _fill(cell, column, "cell")
    shade(table.rows[0].cells[0], "E4E9F0")


def _fill(box: Box, blocks: list[Block], style: str) -> None:
    for block in blocks:
        _WAYS.get(block.kind, _text)(box, block, style)


def _name(box: Box, block: Block, style: str) -> None:
    paragraph = box.add_paragraph()
    run = paragraph.add_run(block.parts[0])
    run.bold, run.font.size = True, Pt(22)
    if style == "centred":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _heading(box: Box, block: Block, style: str) -> None:
    if isinstance(box, _Cell):
        box.add_paragraph().add_run(block.parts[0]).bold = True
    elif style == "centred":
        paragraph = box.add_paragraph()
        run = paragraph.add_run(block.parts[0])
        run.bold = run.underline = True
    else:
        box.add_heading(block.parts[0], 1)


def _text(box: Box, block: Block, style: str) -> None:
    paragraph = box.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run("\t".join(block.parts))
    run.bold = block.kind == "bold"
    if len(block.parts) > 1:
        stop = Cm(10 if isinstance(box, _Cell) else 15)
        paragraph.paragraph_format.tab_stops.add_tab_stop(stop, WD_TAB_ALIGNMENT.RIGHT)
    if style == "centred" and block.kind == "text" and len(block.parts[0]) < 60:  # short lines
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _bullet(box: Box, block: Block, _: str) -> None:
    if isinstance(box, _Cell):
        box.add_paragraph(f"• {block.parts[0]}")
    else:
        box.add_paragraph(block.parts[0], style="List Bullet")


def _rows(box: Box, block: Block, style: str) -> None:
    wide = max(map(len, block.rows))
    table = box.add_table(len(block.rows), wide)
    if style == "grid":
        table.style = "Table Grid"
    for row, cells in zip(table.rows, block.rows, strict=True):
        for nth, cell in enumerate(cells):
            first, *more = cell.split(" / ")
            row.cells[nth].paragraphs[0].add_run(first)
            for line in more:
                row.cells[nth].add_paragraph(line)


def _bar(box: Box, block: Block, _: str) -> None:
    label, _, share = block.parts[0].rpartition(" ")
    full = round(int(share) / 20)
    box.add_paragraph(f"{label}  {'●' * full}{'○' * (5 - full)}")


def _chips(box: Box, block: Block, _: str) -> None:
    box.add_paragraph("   ·   ".join(item.strip() for item in block.parts[0].split(";")))


def _gap(box: Box, _: Block, __: str) -> None:
    box.add_paragraph()


def _hidden(box: Box, block: Block, _: str) -> None:
    box.add_paragraph().add_run(block.parts[0]).font.hidden = True


_WAYS: dict[str, Callable[[Box, Block, str], None]] = {
    "name": _name, "heading": _heading, "bullet": _bullet, "row": _rows, "bar": _bar,
    "chips": _chips, "gap": _gap, "hidden": _hidden,
}  # fmt: skip
