"""Résumé files made on the spot: PDFs by reportlab, Word documents by python-docx, raw archives."""

import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
Draw = Callable[[Canvas], object]


def pdf(*pages: Draw, encrypt: Any = None, packed: bool = True) -> bytes:
    """Return a PDF; each of ``pages`` draws one page. The origin is at the lower left."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4, encrypt=encrypt, pageCompression=int(packed), invariant=True)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def column(x: float, lines: Sequence[str], *, top: float = 780, size: float = 10) -> Draw:
    """Return what draws lines below each other, 14 points apart."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", size)
        for number, line in enumerate(lines):
            canvas.drawString(x, top - 14 * number, line)

    return draw


def together(*draws: Draw) -> Draw:
    """Return what draws everything on one page."""

    def draw(canvas: Canvas) -> None:
        for each in draws:
            each(canvas)

    return draw


def docx(write: Callable[[WordDocument], object]) -> bytes:
    """Return a Word document that ``write`` filled."""
    document = Document()
    write(document)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def word_xml(*blocks: str) -> bytes:
    """Return a Word document whose body begins with these WordprocessingML blocks."""

    def write(document: WordDocument) -> None:
        for at, block in enumerate(blocks):
            document.element.body.insert(at, parse_xml(block.replace(">", f" {W}>", 1)))

    return docx(write)


def run(text: str, properties: str = "") -> str:
    """Return a paragraph of one run with ``properties``."""
    return f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def repacked(content: bytes, changed: dict[str, bytes | None]) -> bytes:
    """Return an archive with ``changed`` entries; None takes one away."""
    file = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in changed:
                new.writestr(name, old.read(name))
        for name, data in changed.items():
            if data is not None:
                new.writestr(name, data)
    return file.getvalue()


def entry(content: bytes, name: str) -> bytes:
    """Return one entry of an archive."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name)
