"""Reads a Word document: every part that a person sees, in the order they see it."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as OpenDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.part import XmlPart
from lxml import etree

from domain.resumes.facts import HiddenBy, HiddenText, Reading
from domain.resumes.reading.composing import Composer, Line, said
from domain.resumes.reading.docx_blocks import BlockReader, Paragraph
from domain.resumes.reading.docx_looks import Looks
from domain.resumes.reading.docx_xml import name_of, w
from domain.resumes.reading.errors import FileDamaged, FileTypeUnsupported
from domain.resumes.reading.mending import smuggled, tidy

_FEWEST_LETTERS = 2


def read_docx(content: bytes) -> Reading:
    """Return the reading of a Word document that passed the guards; raise a ResumeRefused.

    Read are headers, body, footers, notes; of tracked changes the newest state. A table's row is
    one line, its cells parted by tabs, unless several cells hold several lines: those are read
    one cell after the other, as columns are. Where the text of a link does not say where it
    leads, the target follows in angle brackets.
    """
    document = _open(content)
    reader = BlockReader(Looks(document))
    composer = Composer()
    breaks = 0
    for part, root in _parts(document):
        for paragraph in reader.read(root, part):
            for line in _lines(paragraph, 1 + breaks):
                composer.add(line)
        breaks += _page_breaks(root) if part is document.part else 0
    text, lines = composer.result()
    has_text = sum(letter.isalnum() for letter in text) >= _FEWEST_LETTERS
    if not has_text:
        text, lines = "", ()
    return Reading("docx", text, lines, tuple(_hidden(reader)), 1 + breaks, has_text)


def _open(content: bytes) -> OpenDocument:
    try:
        document = Document(BytesIO(content))
    except etree.LxmlError as error:
        raise FileDamaged from error
    except (PackageNotFoundError, ValueError) as error:
        raise FileTypeUnsupported from error
    if document.element.body is None:
        raise FileDamaged
    return document


def _parts(document: OpenDocument) -> Iterator[tuple[XmlPart, Any]]:
    """Yield the parts that are shown, in reading order, each once."""
    main = document.part
    headers, footers = _running(document)
    yield from headers
    yield main, document.element.body
    yield from footers
    for kind in (RT.FOOTNOTES, RT.ENDNOTES):
        for relation in main.rels.values():
            if relation.reltype == kind and not relation.is_external:
                part = relation.target_part
                root = part.element if isinstance(part, XmlPart) else etree.fromstring(part.blob)
                yield main, root


def _running(document: OpenDocument) -> tuple[list[tuple[XmlPart, Any]], ...]:
    """Return the headers and the footers that the sections show."""
    shown: dict[str, dict[str, tuple[XmlPart, Any]]] = {
        "headerReference": {},
        "footerReference": {},
    }
    for section in document.element.iter(w("sectPr")):
        has_first = section.find(w("titlePg")) is not None
        for reference in section:
            kind = name_of(reference)
            if kind not in shown:
                continue
            of = reference.get(w("type"))
            number = reference.get(f"{{{_RELATIONS}}}id")
            if number in document.part.rels and (of == "default" or (of == "first" and has_first)):
                part = document.part.rels[number].target_part
                if isinstance(part, XmlPart):
                    shown[kind][str(part.partname)] = (part, part.element)
    return list(shown["headerReference"].values()), list(shown["footerReference"].values())


_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _page_breaks(root: Any) -> int:
    """Return how many pages follow the first, as far as the file says."""
    rendered = sum(1 for _ in root.iter(w("lastRenderedPageBreak")))
    forced = sum(1 for each in root.iter(w("br")) if each.get(w("type")) == "page")
    return max(rendered, forced)


def _lines(paragraph: Paragraph, page: int) -> Iterator[Line]:
    for number, text in enumerate(paragraph.text.split("\n")):
        begins = paragraph.begins and number == 0
        yield Line(tidy(text), page, paragraph.size, paragraph.is_bold, begins)


def _hidden(reader: BlockReader) -> Iterator[HiddenText]:
    ways: dict[HiddenBy, list[str]] = {}
    for way, text in reader.hidden:
        ways.setdefault(way, []).append(text)
    for way, texts in ways.items():
        yield from said("".join(texts), way, 1)
    yield from said(smuggled(reader.raw()), "zero_width", 1)
