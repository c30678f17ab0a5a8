"""Word documents are read with all that they show, and nothing that they do not."""

import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Pt

from domain.resumes.reading.reader import read_resume
from tests.factories.documents import W, docx, run, word_xml

DRAWN = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
WHITE = '<w:color w:val="FFFFFF"/>'


def box(
    text: str, *, fill: str = "", ink: str = "", anchor: str = "", offset: int = 914_400
) -> str:
    inside = f"<w:txbxContent>{run(text, ink)}</w:txbxContent>"
    shape = f"<wps:wsp><wps:spPr>{fill}</wps:spPr><wps:txbx>{inside}</wps:txbx></wps:wsp>"
    place = (
        f"<wp:anchor {anchor}><wp:positionH><wp:posOffset>{offset}</wp:posOffset>"
        f"</wp:positionH><wp:extent cx='914400' cy='914400'/><a:graphic><a:graphicData>{shape}"
        "</a:graphicData></a:graphic></wp:anchor>"
    )
    old = f"<w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
    return (
        f"<w:p {DRAWN}><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{place}"
        f"</w:drawing></mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
        "<w:r><w:t>anchored here</w:t></w:r></w:p>"
    )


def filled(color: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'


def paragraph(*inside: str) -> str:
    return f"<w:p>{''.join(inside)}</w:p>"


def said(text: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"


def cell(*blocks: str) -> str:
    return f"<w:tc>{''.join(blocks)}</w:tc>"


def table(*rows: list[str]) -> str:
    parts = [f"<w:tr>{''.join(row)}</w:tr>" for row in rows]
    return f"<w:tbl>{''.join(parts)}</w:tbl>"


TWO_CELLS = [cell(run("a")), cell(run("b"))]
BOXED = ["in the box", "anchored here"]
ALONE = ["anchored here"]
DARK, LIGHT = filled("1D2B4A"), filled("FFFFFF")
BLOCKS: list[tuple[str, str, list[str]]] = [
    ("a tab", paragraph(said("Engineer"), "<w:r><w:tab/></w:r>", said("2019")), ["Engineer\t2019"]),
    ("a line break", paragraph(said("one"), "<w:r><w:br/></w:r>", said("two")), ["one", "two"]),
    ("a hard hyphen", paragraph(said("a"), "<w:r><w:noBreakHyphen/></w:r>", said("b")), ["a-b"]),
    (
        "a deletion and an insertion",
        paragraph(
            said("Java"),
            "<w:del><w:r><w:delText>Script</w:delText></w:r></w:del>",
            f"<w:ins>{said(' and Kotlin')}</w:ins>",
        ),
        ["Java and Kotlin"],
    ),
    (
        "moved text",
        f"<w:p><w:moveFrom>{said('was')}</w:moveFrom><w:moveTo>{said('is')}</w:moveTo></w:p>",
        ["is"],
    ),
    (
        "a content control",
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run('Ada')}</w:sdtContent></w:sdt>",
        ["Ada"],
    ),
    (
        "an inline control",
        paragraph(f"<w:sdt><w:sdtContent>{said('Ada')}</w:sdtContent></w:sdt>"),
        ["Ada"],
    ),
    ("a field", paragraph("<w:r><w:instrText>PAGE</w:instrText></w:r>", said("7")), ["7"]),
    (
        "an icon",
        paragraph("<w:r><w:sym w:char='F02A'/></w:r>", said("mail")),
        ["mail"],
    ),
    ("a list", paragraph("<w:pPr><w:numPr/></w:pPr>", said("Python")), ["• Python"]),
    (
        "a row of short cells",
        table([cell(run("Python")), cell(run("expert"))], [cell(run("Kafka")), cell(run("good"))]),
        ["Python\texpert", "Kafka\tgood"],
    ),
    (
        "dates beside a long cell",
        table([cell(run("2019")), cell(run("Engineer"), run("Built things"))]),
        ["2019\tEngineer", "Built things"],
    ),
    (
        "two columns made by a table",
        table([cell(run("Skills"), run("Python")), cell(run("Jobs"), run("Engineer"))]),
        ["Skills", "Python", "Jobs", "Engineer"],
    ),
    (
        "a table in a table",
        table([cell(table([cell(run("a")), cell(run("b"))]), run("c"))]),
        ["a\tb", "c"],
    ),
    ("a text box, once", box("in the box"), BOXED),
    (
        "white on a dark box",
        box("in the box", fill=DARK, ink=WHITE),
        ["in the box", "anchored here"],
    ),
    (
        "white on a light box",
        box("in the box", fill=LIGHT, ink=WHITE),
        ["anchored here"],
    ),
    (
        "white on a theme box",
        box("x box", fill="<a:gradFill/>", ink=WHITE),
        ["x box", "anchored here"],
    ),
    ("a box that is switched off", box("in the box", anchor="hidden='1'"), ALONE),
    ("a box off the page", box("in the box", offset=-9_144_000), ALONE),
    ("letters spaced out", run("A D A   L O V E L A C E"), ["ADA LOVELACE"]),
    ("ligatures and marks", run("e\ufb03cient \u202eAda"), ["efficient Ada"]),
    ("broken XML nesting", "<w:p><w:tbl/><w:r/></w:p>", []),
]


@pytest.mark.parametrize(("name", "block", "expected"), BLOCKS, ids=[row[0] for row in BLOCKS])
def test_a_block_reads_as_it_looks(name: str, block: str, expected: list[str]) -> None:
    reading = read_resume(word_xml(block, run("The end")))

    assert [line for line in reading.text.splitlines() if line] == [*expected, "The end"]


def test_headers_come_first_and_footers_last() -> None:
    def write(document: Document) -> None:
        document.add_paragraph("Engineer")
        document.sections[0].header.paragraphs[0].text = "Ada Lovelace\tada@example.org"
        document.sections[0].footer.paragraphs[0].text = "References on request"

    assert [line for line in read_resume(docx(write)).text.splitlines() if line] == [
        "Ada Lovelace\tada@example.org",
        "Engineer",
        "References on request",
    ]


def test_footnotes_are_read_at_the_end() -> None:
    notes = (
        f"<w:footnotes {W}><w:footnote w:type='separator'>{run('line')}</w:footnote>"
        f"<w:footnote w:id='2'>{run('With honours')}</w:footnote></w:footnotes>"
    )

    def write(document: Document) -> None:
        document.add_paragraph("Mathematics")
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), document.part.package)
        document.part.relate_to(part, RT.FOOTNOTES)

    assert read_resume(docx(write)).text.split("\n") == ["Mathematics", "", "With honours"]


@pytest.mark.parametrize(
    ("label", "target", "expected"),
    [
        ("GitHub", "https://github.com/ada?tab=x", "See GitHub <https://github.com/ada>"),
        ("ada@example.org", "mailto:ada@example.org", "See ada@example.org"),
        ("a file", "file:///etc/passwd", "See a file"),
    ],
)
def test_a_link_says_where_it_leads(label: str, target: str, expected: str) -> None:
    def write(document: Document) -> None:
        number = document.part.relate_to(target, RT.HYPERLINK, is_external=True)
        link = (
            f'<w:hyperlink {W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
            f'relationships" r:id="{number}"><w:r><w:t>{label}</w:t></w:r></w:hyperlink>'
        )
        document.add_paragraph("See ")._p.append(parse_xml(link))

    assert read_resume(docx(write)).text == expected


def test_lines_have_the_looks_of_their_styles() -> None:
    def write(document: Document) -> None:
        style = document.styles.add_style("Name", WD_STYLE_TYPE.PARAGRAPH)
        style.font.size, style.font.bold = Pt(24), True
        document.add_paragraph("Ada Lovelace", style="Name")
        document.add_paragraph("Engineer")
        document.add_heading("Experience")
        document.add_paragraph("Analytical Engines")

    reading = read_resume(docx(write))

    assert [(line.size, line.is_bold) for line in reading.lines] == [
        (24, True),
        (11, False),
        (14, True),
        (11, False),
    ]
    assert reading.text == "Ada Lovelace\nEngineer\n\nExperience\nAnalytical Engines"


def test_a_document_of_pictures_has_no_text() -> None:
    reading = read_resume(docx(lambda document: document.add_paragraph("")))

    assert (reading.text, reading.has_text_layer, reading.kind) == ("", False, "docx")
