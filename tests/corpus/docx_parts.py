"""Pieces of WordprocessingML that python-docx has no words for, and repacking of its files."""

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

SAME_DAY = (2026, 1, 1, 0, 0, 0)
_BOX_SPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def set_property(run: Run, name: str, **values: str) -> None:
    """Give the run a property such as ``w:vanish``; values are attributes in the ``w`` space."""
    mark = OxmlElement(f"w:{name}")
    for key, value in values.items():
        mark.set(qn(f"w:{key}"), value)
    run._r.get_or_add_rPr().append(mark)


def shade(cell: _Cell, color: str) -> None:
    """Fill a table cell with a colour such as ``1F3044``."""
    xml = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{color}"/>'
    cell._tc.get_or_add_tcPr().append(parse_xml(xml))


def add_link(paragraph: Paragraph, text: str, target: str) -> None:
    """Add a link as Word does: the target is a relation of the part."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    rid = paragraph.part.relate_to(target, kind, is_external=True)
    xml = (
        f'<w:hyperlink {nsdecls("w", "r")} r:id="{rid}">'
        f"<w:r><w:t>{escape(text)}</w:t></w:r></w:hyperlink>"
    )
    paragraph._p.append(parse_xml(xml))


def add_symbol(paragraph: Paragraph, code: str) -> None:
    """Add a sign of an icon font as Word does, by its private code such as ``F028``."""
    sign = paragraph.add_run()._r
    sign.append(parse_xml(f'<w:sym {nsdecls("w")} w:font="Wingdings" w:char="{code}"/>'))


def add_text_box(paragraph: Paragraph, lines: list[str]) -> None:
    """Add a text box, twice as Word writes it: for new readers and, in VML, for old ones."""
    inner = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in lines
    )
    content = f"<w:txbxContent>{inner}</w:txbxContent>"
    xml = f"""
    <w:r {nsdecls("w")} {_BOX_SPACES}><mc:AlternateContent>
    <mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">
      <wp:extent cx="2400000" cy="1200000"/><wp:docPr id="7" name="Text Box"/>
      <a:graphic><a:graphicData
        uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
      <wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>
        <a:ext cx="2400000" cy="1200000"/></a:xfrm>
        <a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>
      <wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp>
      </a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>
    <mc:Fallback><w:pict><v:shape style="width:190pt;height:95pt">
      <v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>
    </mc:AlternateContent></w:r>"""
    paragraph._p.append(parse_xml(xml))


def deleted(text: str) -> BaseOxmlElement:
    """Return a tracked deletion: it is in the file but no longer in the text."""
    return parse_xml(
        f'<w:del {nsdecls("w")} w:id="91" w:author="A" w:date="2026-01-01T00:00:00Z">'
        f"<w:r><w:delText>{escape(text)}</w:delText></w:r></w:del>"
    )


def repacked(content: bytes, changes: dict[str, bytes] | None = None) -> bytes:
    """Return a zip with fixed times and with parts changed or added; same parts, same bytes."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        parts = {name: old.read(name) for name in old.namelist()} | (changes or {})
        for name, part in parts.items():
            info = zipfile.ZipInfo(name, SAME_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, part)
    return out.getvalue()
