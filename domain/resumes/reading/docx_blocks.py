"""Walks the blocks of a Word document: paragraphs, tables, text boxes, links, tracked changes."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median
from typing import Any

from docx.opc.part import XmlPart

from domain.resumes.facts import HiddenBy
from domain.resumes.reading.docx_looks import Look, Looks, shaded, shape_color
from domain.resumes.reading.docx_xml import child, name_of, number, value
from domain.resumes.reading.errors import TooManyParts

MOST_RUNS = 200_000
_GONE = {
    "del",
    "moveFrom",
    "instrText",
    "delText",
    "delInstrText",
    "rPr",
    "pPr",
    "sdtPr",
    "Fallback",
}
_SHOWN_AS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NOTES_OF_WORD = {"separator", "continuationSeparator", "continuationNotice"}
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_WEB = ("http://", "https://", "mailto:", "tel:")
_LARGEST_PAGE = 20_116_800
"""EMU, 22 inches: farther out than the largest page that Word makes."""
_LONGEST_TARGET = 200


@dataclass(slots=True)
class Paragraph:
    """Visible text; line feeds and tabs as a person sees them."""

    text: str = ""
    size: float = 0.0
    is_bold: bool = False
    begins: bool = False
    above: float = 0.0
    below: float = 0.0
    """Points of white around it."""
    boxes: list["Paragraph"] = field(default_factory=list)
    """What stands in text boxes that are anchored here."""
    _bold_letters: int = 0

    def write(self, text: str, look: Look) -> None:
        """Add letters and keep the biggest size and what most letters are."""
        self.text += text
        if text.strip():
            self.size = max(self.size, look.size)
            self._bold_letters += len(text) * (1 if look.is_bold else -1)
            self.is_bold = self._bold_letters > 0


class BlockReader:
    """Reads the parts of one document and gathers what is hidden in them."""

    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        self._raw: list[str] = []
        self._runs = 0
        self._part: XmlPart | None = None
        self.hidden: list[tuple[HiddenBy, str]] = []

    def raw(self) -> str:
        """Return all letters as they are written, hidden ones too."""
        return "".join(self._raw)

    def read(self, root: Any, part: XmlPart) -> list[Paragraph]:
        """Return the paragraphs of a body, header, footer or of all notes."""
        self._part = part
        paragraphs = list(self._blocks(root, self._looks.plain))
        _part_blocks(paragraphs)
        return paragraphs

    def _blocks(self, parent: Any, look: Look) -> Iterator[Paragraph]:
        for each in parent:
            match name_of(each):
                case "p":
                    yield from self._with_boxes(self._paragraph(each, look))
                case "tbl":
                    yield from self._table(each, look)
                case "footnote" | "endnote" if value(each, "type") in _NOTES_OF_WORD:
                    continue
                case "sdt" | "sdtContent" | "ins" | "moveTo" | "smartTag" | "customXml":
                    yield from self._blocks(each, look)
                case "AlternateContent" | "Choice" | "footnote" | "endnote":
                    yield from self._blocks(each, look)
                case _:
                    continue

    def _with_boxes(self, paragraph: Paragraph) -> Iterator[Paragraph]:
        boxes, paragraph.boxes = paragraph.boxes, []
        yield from boxes
        yield paragraph

    def _paragraph(self, element: Any, look: Look) -> Paragraph:
        properties = child(element, "pPr")
        mine = self._looks.paragraph(look, properties)
        paragraph = Paragraph()
        self._inline(element, mine, paragraph)
        if child(properties, "numPr") is not None and paragraph.text.strip():
            paragraph.text = f"• {paragraph.text}"
        paragraph.above, paragraph.below = mine.before, mine.after
        if self.hidden and self.hidden[-1][1].strip():
            self.hidden.append((self.hidden[-1][0], " "))
        return paragraph

    def _inline(self, parent: Any, look: Look, into: Paragraph) -> None:
        for each in parent:
            name = name_of(each)
            if name in _GONE or not name:
                continue
            if name == "r":
                self._run(each, self._looks.run(look, child(each, "rPr")), into)
            elif name == "hyperlink":
                self._link(each, look, into)
            elif name == "p":
                self._inline(each, self._looks.paragraph(look, child(each, "pPr")), into)
            else:
                self._inline(each, look, into)

    def _run(self, run: Any, look: Look, into: Paragraph) -> None:
        self._runs += 1
        if self._runs > MOST_RUNS:
            raise TooManyParts
        for each in run:
            name = name_of(each)
            if name == "t":
                self._write(each.text or "", look, into)
            elif name in _SHOWN_AS:
                self._write(_SHOWN_AS[name], look, into)
            elif name in {"drawing", "pict", "object", "AlternateContent"}:
                self._drawing(each, look, into)
            elif name == "ruby":
                self._inline(child(each, "rubyBase"), look, into)

    def _write(self, text: str, look: Look, into: Paragraph) -> None:
        self._raw.append(text)
        if look.hidden is None:
            into.write(text, look)
        else:
            self.hidden.append((look.hidden, text))

    def _link(self, element: Any, look: Look, into: Paragraph) -> None:
        before = len(into.text)
        self._inline(element, look, into)
        said = into.text[before:]
        target = self._target(element.get(_RELATION_ID))
        bare = target.split("://", 1)[-1].removeprefix("www.").rstrip("/")
        if target and said.strip() and bare.lower() not in said.lower():
            into.text += f" <{target}>"

    def _target(self, number_of: str | None) -> str:
        """Return where a link leads, without a query, or nothing for places that are not web."""
        relations = self._part.rels if self._part is not None else {}
        if number_of not in relations or not relations[number_of].is_external:
            return ""
        target: str = relations[number_of].target_ref
        if not target.lower().startswith(_WEB) or any(letter in target for letter in " <>\n\r\t"):
            return ""
        plain = target.split("?", 1)[0].split("#", 1)[0]
        return plain.removeprefix("mailto:").removeprefix("tel:")[:_LONGEST_TARGET]

    def _drawing(self, element: Any, look: Look, into: Paragraph) -> None:
        """Read the text boxes of a drawing; the older copy for old programs is left out."""
        for each in element:
            name = name_of(each)
            if name == "Fallback" and child(element, "Choice") is not None:
                continue
            if name == "txbxContent":
                into.boxes += self._blocks(each, look)
                continue
            self._drawing(each, _in_shape(each, look), into)

    def _table(self, table: Any, look: Look) -> Iterator[Paragraph]:
        mine = self._looks.table(look, child(table, "tblPr"))
        first = True
        for row in _found(table, "tr"):
            cells = []
            for cell in _found(row, "tc"):
                at = shaded(mine, child(cell, "tcPr"))
                cells.append([each for each in self._blocks(cell, at) if each.text.strip()])
            for paragraph in _row([cell for cell in cells if cell]):
                paragraph.begins = paragraph.begins or first
                yield paragraph
                first = False
        yield Paragraph()


def _part_blocks(paragraphs: list[Paragraph]) -> None:
    """Let a block begin after an empty line, more white than usual, or before bigger letters."""
    if not paragraphs:
        return
    pairs = list(pairwise(paragraphs))
    usual = median(max(before.below, each.above) for before, each in pairs) if pairs else 0.0
    paragraphs[0].begins = True
    for before, each in pairs:
        is_wide = max(before.below, each.above) > usual + 1
        is_bigger = bool(before.size) and each.size > before.size + 1
        each.begins = each.begins or is_wide or is_bigger or not before.text.strip()


def _found(parent: Any, wanted: str) -> Iterator[Any]:
    """Yield rows or cells, also those within content controls; not deleted ones."""
    for each in parent:
        name = name_of(each)
        if name == wanted:
            properties = child(each, "trPr") if wanted == "tr" else None
            if child(properties, "del") is None:
                yield each
        elif name in {"sdt", "sdtContent", "ins", "customXml", "smartTag"}:
            yield from _found(each, wanted)


def _row(cells: list[list[Paragraph]]) -> Iterator[Paragraph]:
    """Yield a row's lines: across where at most one cell is long, otherwise cell by cell."""
    long = [cell for cell in cells if len(cell) > 1 or "\n" in cell[0].text]
    if len(long) > 1:
        for cell in cells:
            cell[0].begins = True
            yield from cell
        return
    if not cells:
        return
    firsts = [cell[0] for cell in cells]
    biggest = max(firsts, key=lambda each: each.size)
    lines = [each.text.split("\n") for each in firsts]
    text = "\t".join(parts[0] for parts in lines)
    rest = "\n".join(part for parts in lines for part in parts[1:])
    whole = f"{text}\n{rest}" if rest else text
    yield Paragraph(whole, biggest.size, firsts[0].is_bold, begins=bool(long))
    for cell in long:
        for paragraph in cell[1:]:
            paragraph.begins = False
            yield paragraph


def _in_shape(element: Any, look: Look) -> Look:
    """Return how letters look within a part of a drawing: on its fill, or not at all."""
    name = name_of(element)
    if name == "wsp":
        properties = child(element, "spPr")
        fill = None if properties is None else shape_color(properties)
        style = child(element, "style")
        if fill is None and style is not None and child(child(element, "spPr"), "noFill") is None:
            return replace(look, ground=None)
        if fill is not None:
            return replace(look, ground=None if isinstance(fill, str) else fill)
    if element.get("fillcolor"):
        return replace(look, ground=None)
    if name == "anchor" and _is_away(element):
        return replace(look, vanishes=True)
    return look


def _is_away(anchor: Any) -> bool:
    """Tell whether a drawing is switched off, has no size, or lies beside every page."""
    if anchor.get("hidden") in {"1", "true"}:
        return True
    extent = child(anchor, "extent")
    for axis, side in (("positionH", "cx"), ("positionV", "cy")):
        size = number(extent.get(side)) if extent is not None else None
        if size is not None and size <= 0:
            return True
        place = child(child(anchor, axis), "posOffset")
        offset = number(place.text) if place is not None else None
        if offset is not None and (offset > _LARGEST_PAGE or offset + (size or 0) < 0):
            return True
    return False
