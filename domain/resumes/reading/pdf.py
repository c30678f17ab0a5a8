"""Reads a PDF: opens it, follows its painting, leaves out what is hidden, puts lines in order."""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import Any

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.utils import apply_matrix_rect

from domain.resumes.facts import HiddenBy, HiddenText, Reading
from domain.resumes.reading.canvas import Canvas
from domain.resumes.reading.composing import Composer, Line, said
from domain.resumes.reading.errors import FileDamaged, PasswordNeeded, TooManyPages
from domain.resumes.reading.guards import MOST_PAGES
from domain.resumes.reading.hidden import mark_hidden
from domain.resumes.reading.layout import in_reading_order
from domain.resumes.reading.lines import Piece, pieces_of
from domain.resumes.reading.marks import Box, Glyph, Link, Page, area, holds, overlap
from domain.resumes.reading.mending import smuggled
from domain.resumes.reading.painting import Painter
from domain.resumes.reading.renderer import Renderer, open_renderer
from domain.resumes.reading.running import drop_running

_MOST_RENDERED = 30
"""Pages that are also rendered; the rest is judged by its painting alone."""
_FEWEST_LETTERS = 25
"""On average for a page with text, when pictures fill it: fewer are a scanner's stamp."""
_PICTURE_FILLS = 0.5
_MOST_LINKS = 500
_SIDES = 4
_SCHEMES = re.compile(r"(https?://|mailto:|tel:)[^\s\x00-\x1f<>\"]+", re.IGNORECASE)


def read_pdf(content: bytes) -> Reading:
    """Return the reading of a PDF that passed the guards; raise a ResumeRefused."""
    try:
        pages = list(_painted(content))
        with open_renderer(content) as renderer:
            _judge(pages, renderer)
        return _compose(pages)
    except PDFPasswordIncorrect as error:
        raise PasswordNeeded from error


def _painted(content: bytes) -> Iterator[Page]:
    document = _open(content)
    resources = PDFResourceManager()
    canvas = Canvas(resources)
    painter = Painter(resources, canvas)
    painter.switched_off = _switched_off(document)
    pages = list(islice(PDFPage.create_pages(document), MOST_PAGES + 1))
    if len(pages) > MOST_PAGES:
        raise TooManyPages
    if not pages:
        raise FileDamaged
    for page in pages:
        painter.process_page(page)
        canvas.page.links = list(_links(page))
        yield canvas.page


def _open(content: bytes) -> PDFDocument:
    try:
        return PDFDocument(PDFParser(BytesIO(content)), password="")
    except PDFPasswordIncorrect:
        raise
    except PDFEncryptionError as error:
        raise PasswordNeeded from error


def _switched_off(document: PDFDocument) -> frozenset[int]:
    """Return the object numbers of the layers that are off when the file is opened."""
    layers = resolve1(document.catalog.get("OCProperties"))
    shown = resolve1(layers.get("D")) if isinstance(layers, dict) else None
    if not isinstance(layers, dict) or not isinstance(shown, dict):
        return frozenset()
    base = resolve1(shown.get("BaseState"))
    off = _numbers(shown.get("OFF"))
    if getattr(base, "name", "ON") == "OFF":
        off |= _numbers(layers.get("OCGs")) - _numbers(shown.get("ON"))
    return frozenset(off)


def _numbers(listed: Any) -> set[int]:
    items = resolve1(listed)
    return {each.objid for each in items or [] if isinstance(each, PDFObjRef)}


def _links(page: PDFPage) -> Iterator[Link]:
    left, bottom, right, top = page.mediabox
    turned = {
        90: (0, -1, 1, 0, -bottom, right),
        180: (-1, 0, 0, -1, right, top),
        270: (0, 1, -1, 0, top, -left),
    }
    matrix = turned.get(page.rotate, (1, 0, 0, 1, -left, -bottom))
    listed = resolve1(page.annots)
    for each in (listed if isinstance(listed, list) else [])[:_MOST_LINKS]:
        note = resolve1(each)
        action = resolve1(note.get("A")) if isinstance(note, dict) else None
        target = resolve1(action.get("URI")) if isinstance(action, dict) else None
        box = resolve1(note.get("Rect")) if isinstance(note, dict) else None
        sides = [resolve1(side) for side in box] if isinstance(box, list) else []
        if not isinstance(target, bytes) or len(sides) != _SIDES:
            continue
        found = _SCHEMES.match(target.decode("utf-8", "replace"))
        if found and all(isinstance(side, int | float) for side in sides):
            x0, y0, x1, y1 = sides
            place = apply_matrix_rect(matrix, (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
            yield Link(place, _readable(found.group()))


def _readable(target: str) -> str:
    """Return an address without its scheme where people leave it out, and without a query."""
    plain = re.split(r"[?#]", target, maxsplit=1)[0]
    return re.sub(r"^(mailto|tel):", "", plain, flags=re.IGNORECASE)


def _judge(pages: list[Page], renderer: Renderer) -> None:
    for page in pages:
        wanted = page.number <= _MOST_RENDERED and any(glyph.is_drawn for glyph in page.glyphs)
        mark_hidden(page, renderer.picture(page.number, page.box) if wanted else None)


def _compose(pages: list[Page]) -> Reading:
    composer = Composer()
    visible = [[glyph for glyph in page.glyphs if glyph.hidden is None] for page in pages]
    has_text = not _is_scan(pages, visible)
    if has_text:
        lines = [_lines(page, shown) for page, shown in zip(pages, visible, strict=True)]
        for line in drop_running(lines):
            composer.add(line)
    hidden = tuple(each for page in pages for each in _hidden(page))
    text, placed = composer.result()
    return Reading("pdf", text, placed, hidden, len(pages), has_text)


def _is_scan(pages: list[Page], visible: list[list[Glyph]]) -> bool:
    letters = sum(glyph.text.isalnum() for shown in visible for glyph in shown)
    filled = sum(_picture_share(page) >= _PICTURE_FILLS for page in pages)
    return not letters or (filled > 0 and letters < _FEWEST_LETTERS * len(pages))


def _picture_share(page: Page) -> float:
    whole = area(page.box) or 1.0
    return sum(area(overlap(p.box, page.box)) for p in page.paints if p.is_picture) / whole


def _lines(page: Page, shown: list[Glyph]) -> list[Line]:
    """Return a page's lines in reading order; turned text is read after the upright."""
    lines: list[Line] = []
    height = max(1.0, page.box[3] - page.box[1])
    for turned in range(4):
        glyphs = [_upright(glyph) for glyph in shown if glyph.turned == turned]
        pieces = pieces_of(glyphs, page.links if not turned else [])
        for piece in pieces:
            piece.ground = _ground(piece, page) if not turned else None
        for row in in_reading_order(pieces):
            from_edge = min(row.baseline - page.box[1], page.box[3] - row.baseline) / height
            is_edge = not turned and from_edge < 0.06  # noqa: PLR2004  # where headers stand
            lines.append(Line(row.text, page.number, row.size, row.is_bold, row.begins, is_edge))
    return lines


def _upright(glyph: Glyph) -> Glyph:
    left, bottom, right, top = glyph.box
    turns: dict[int, Box] = {
        1: (bottom, -right, top, -left),
        2: (-right, -top, -left, -bottom),
        3: (-top, left, -bottom, right),
    }
    if glyph.turned:
        glyph.box = turns[glyph.turned]
    return glyph


def _ground(piece: Piece, page: Page) -> int | None:
    """Return the newest filled shape below a piece that is neither the page nor a mere line."""
    middle = ((piece.box[0] + piece.box[2]) / 2, piece.middle)
    for paint in reversed(page.paints):
        if holds(paint.box, middle) and not paint.is_picture:
            tall = paint.box[3] - paint.box[1] > 8 * piece.size
            is_page = area(paint.box) > 0.9 * area(page.box)
            if tall and not is_page:
                return paint.order
    return None


def _hidden(page: Page) -> Iterator[HiddenText]:
    ways: dict[HiddenBy, list[Glyph]] = {}
    for glyph in page.glyphs:
        if glyph.hidden is not None:
            ways.setdefault(glyph.hidden, []).append(glyph)
    for way, glyphs in ways.items():
        rows = in_reading_order(pieces_of([_upright(glyph) for glyph in glyphs], []))
        yield from said(" ".join(row.text for row in rows), way, page.number)
    tags = smuggled("".join(glyph.text for glyph in page.glyphs))
    yield from said(tags, "zero_width", page.number)
