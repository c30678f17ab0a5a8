"""Files that must be refused, and a scan, which has nothing to read."""

import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from domain.kit.errors import Kind
from tests.corpus.docx import write_docx
from tests.corpus.docx_parts import SAME_DAY, repacked
from tests.corpus.look import Look, Sheet
from tests.corpus.pdf import draw_pdf
from tests.corpus.people import PEOPLE
from tests.corpus.raw import many_pages

UNREADABLE = (Kind.MALFORMED, Kind.INVALID, Kind.UNSUPPORTED)
TOO_MUCH = (Kind.TOO_LARGE, Kind.MALFORMED, Kind.INVALID, Kind.UNSUPPORTED)
"""A bomb may be refused for its size or as no honest file."""
SIZE_ALONE = (Kind.TOO_LARGE,)
BOMB_MB = 200
LARGE_MB = 50
_OPENING = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>"
)
_CLOSING = "</w:t></w:r></w:p></w:body></w:document>"


@dataclass(frozen=True, slots=True)
class Refused:
    """A file and the kinds of refusal that are right for it."""

    kinds: tuple[Kind, ...]
    build: Callable[[], bytes]


def _pdf() -> bytes:
    return draw_pdf(Sheet(PEOPLE["amara"], Look()))


def _docx() -> bytes:
    return write_docx(Sheet(PEOPLE["amara"], Look()))


def _encrypted() -> bytes:
    lock = StandardEncryption("open sesame", ownerPassword="owner", strength=128)
    return draw_pdf(Sheet(PEOPLE["amara"], Look()), encrypt=lock)


def _html() -> bytes:
    return b"<!DOCTYPE html><html><body><h1>Amara Okafor</h1><p>Python</p></body></html>"


def _old_doc() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_096)


def _noise() -> bytes:
    return random.Random(7).randbytes(20_000)


def _fake_docx() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("readme.txt", SAME_DAY), "No document lives here.")
    return out.getvalue()


def _with_document(xml: str) -> bytes:
    return repacked(_docx(), {"word/document.xml": xml.encode()})


def _xxe() -> bytes:
    return _with_document(
        '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY file SYSTEM "file:///etc/passwd">]>'
        f"{_OPENING}&file;{_CLOSING}"
    )


def _laughs() -> bytes:
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    return _with_document(f'<?xml version="1.0"?><!DOCTYPE d [{entities}]>{_OPENING}&a9;{_CLOSING}')


def _bomb() -> bytes:
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(_docx())) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            if name != "word/document.xml":
                new.writestr(zipfile.ZipInfo(name, SAME_DAY), old.read(name))
        info = zipfile.ZipInfo("word/document.xml", SAME_DAY)
        info.compress_type = zipfile.ZIP_DEFLATED
        with new.open(info, "w") as part:
            part.write(_OPENING.encode())
            for _ in range(BOMB_MB):
                part.write(b" " * 1_000_000)
            part.write(_CLOSING.encode())
    return out.getvalue()


def _macros() -> bytes:
    with zipfile.ZipFile(BytesIO(_docx())) as archive:
        types = archive.read("[Content_Types].xml").decode()
    types = types.replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    ).replace(
        "<Default ",
        '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Default ',
        1,
    )
    changes = {"[Content_Types].xml": types.encode(), "word/vbaProject.bin": bytes(2_048)}
    return repacked(_docx(), changes)


def _large() -> bytes:
    # Comments between objects and their table are allowed: the file is sound but for its size.
    objects, _, table = _pdf().rpartition(b"\nxref\n")
    padding = b"\n" + (b"%" + b"x" * 98 + b"\n") * (LARGE_MB * 10_000)
    head, _, _ = table.rpartition(b"startxref")
    start = len(objects) + len(padding)
    return objects + padding + b"xref\n" + head + b"startxref\n%d\n%%%%EOF\n" % start


def scan(lines: list[str]) -> bytes:
    """Return a PDF whose only page is a picture of the lines."""
    picture = Image.new("L", (1_240, 1_754), 250)
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(size=28)
    for nth, line in enumerate(lines):
        pen.text((110, 120 + nth * 42), line, fill=40, font=font)
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.drawImage(ImageReader(picture), 0, 0, *A4)
    canvas.save()
    return out.getvalue()


REFUSED: dict[str, Refused] = {
    "encrypted.pdf": Refused(UNREADABLE, _encrypted),
    "truncated.pdf": Refused(UNREADABLE, lambda: _pdf()[:1_700]),
    "truncated.docx": Refused(UNREADABLE, lambda: _docx()[:12_000]),
    "empty.pdf": Refused(UNREADABLE, bytes),
    "html.pdf": Refused(UNREADABLE, _html),
    "old.doc": Refused(UNREADABLE, _old_doc),
    "noise.pdf": Refused(UNREADABLE, _noise),
    "fake.docx": Refused(UNREADABLE, _fake_docx),
    "zip-bomb.docx": Refused(TOO_MUCH, _bomb),
    "xxe.docx": Refused(UNREADABLE, _xxe),
    "billion-laughs.docx": Refused(TOO_MUCH, _laughs),
    "macros.docm": Refused(UNREADABLE, _macros),
    "pages-10000.pdf": Refused(TOO_MUCH, lambda: many_pages(10_000)),
    "large-50mb.pdf": Refused(SIZE_ALONE, _large),
}
