"""Every file that must not reach a parser, and why it is refused."""

import zlib
from collections.abc import Callable

import pytest
from docx.document import Document
from reportlab.lib.pdfencrypt import StandardEncryption

from domain.kit.errors import Kind
from domain.resumes.reading import errors
from domain.resumes.reading.reader import read_resume
from tests.factories.documents import column, docx, entry, pdf, repacked

GOOD_PDF = pdf(column(50, ["Ada Lovelace", "ada@example.org", "Analytical engines"]))


def _write_good(document: Document) -> None:
    document.add_paragraph("Ada Lovelace")
    document.add_paragraph("Analytical engines since 1842")


GOOD_DOCX = docx(_write_good)
RELATIONS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
BODY = "word/document.xml"


def changed(name: str, old: bytes, new: bytes) -> bytes:
    text = entry(GOOD_DOCX, name)
    assert old in text
    return repacked(GOOD_DOCX, {name: text.replace(old, new, 1)})


def related(kind: str, target: str) -> bytes:
    relation = (
        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    )
    return changed(RELATIONS, b"</Relationships>", relation.encode())


def locked(user_password: str) -> bytes:
    lock = StandardEncryption(user_password, ownerPassword="owner", canCopy=0)
    return pdf(column(50, ["Ada Lovelace", "Engines"]), encrypt=lock)


def many_pages(count: int) -> bytes:
    return pdf(*[column(50, ["page"])] * count)


def page_tree(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    head = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    tree = b"2 0 obj\n<</Type/Pages/Count %d/Kids[%s]/MediaBox[0 0 9 9]>>\nendobj\n" % (count, kids)
    pages = b"".join(
        b"%d 0 obj\n<</Type/Page/Parent 2 0 R>>\nendobj\n" % (number + 3) for number in range(count)
    )
    return head + tree + pages + b"trailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"


def swollen_pdf() -> bytes:
    packed = zlib.compress(b"q Q " * 12_000_000, 9)
    stream = b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(packed), packed)
    return b"%PDF-1.4\n1 0 obj\n" + stream + b"\nendobj\ntrailer\n<<>>\n%%EOF\n"


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    b'<!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]><w:document>&lol2;</w:document>'
)
XXE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>'
HIDDEN_XXE = XXE.decode().replace("1.0", '1.0" encoding="utf-16', 1).encode("utf-16")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)

REFUSED: list[tuple[str, Callable[[], bytes], type[errors.ResumeRefused]]] = [
    ("no bytes", lambda: b"", errors.FileEmpty),
    ("blanks", lambda: b"\n \x00\t" * 9, errors.FileEmpty),
    ("HTML", lambda: b"<html><body>I am a resume.pdf</body></html>", errors.FileTypeUnsupported),
    ("plain text", lambda: b"Ada Lovelace\nEngineer", errors.FileTypeUnsupported),
    ("RTF", lambda: b"{\\rtf1 Ada}", errors.FileTypeUnsupported),
    ("a picture", lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), errors.FileTypeUnsupported),
    ("old Word", lambda: OLE, errors.FileTypeUnsupported),
    (
        "Word with a password",
        lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
        errors.PasswordNeeded,
    ),
    ("HTML, then PDF", lambda: b"<html>" + GOOD_PDF, errors.FileTypeUnsupported),
    ("PDF, then HTML", lambda: GOOD_PDF + b"<script>" * 500, errors.FileTruncated),
    ("PDF, then an archive", lambda: GOOD_PDF + GOOD_DOCX, errors.FileAmbiguous),
    ("PDF within an archive", lambda: repacked_first(b"%PDF-1.4\n"), errors.FileAmbiguous),
    ("50 MB", lambda: b"%PDF-1.4\n" + bytes(50_000_000), errors.FileTooBig),
    ("PDF cut short", lambda: GOOD_PDF[: len(GOOD_PDF) // 2], errors.FileTruncated),
    ("PDF of noise", lambda: b"%PDF-1.4\n" + b"noise " * 99 + b"%%EOF", errors.FileDamaged),
    ("PDF with a password", lambda: locked("secret"), errors.PasswordNeeded),
    ("101 pages", lambda: many_pages(101), errors.TooManyPages),
    ("10,000 pages", lambda: page_tree(10_000), errors.TooManyPages),
    ("30,000 objects", lambda: page_tree(30_000), errors.TooManyParts),
    ("a stream that swells", swollen_pdf, errors.ArchiveBomb),
    ("DOCX cut short", lambda: GOOD_DOCX[: len(GOOD_DOCX) // 2], errors.FileTruncated),
    (
        "an archive without a document",
        lambda: repacked(GOOD_DOCX, {BODY: None}),
        errors.FileTypeUnsupported,
    ),
    (
        "a document that is not XML",
        lambda: repacked(GOOD_DOCX, {BODY: b"no xml"}),
        errors.FileDamaged,
    ),
    ("other XML", lambda: repacked(GOOD_DOCX, {BODY: b"<a/>"}), errors.FileDamaged),
    (
        "a bomb",
        lambda: repacked(GOOD_DOCX, {"word/media/a.bin": bytes(9_000_000)}),
        errors.ArchiveBomb,
    ),
    (
        "a bomb of XML",
        lambda: repacked(GOOD_DOCX, {"word/a.xml": b" " * 40_000_000}),
        errors.ArchiveBomb,
    ),
    (
        "thousands of entries",
        lambda: repacked(GOOD_DOCX, {f"word/{number}.bin": b"" for number in range(2_001)}),
        errors.TooManyParts,
    ),
    (
        "an archive inside",
        lambda: repacked(GOOD_DOCX, {"word/a.bin": GOOD_DOCX}),
        errors.ArchiveUnsafe,
    ),
    (
        "a name that escapes",
        lambda: repacked(GOOD_DOCX, {"../../etc/cron": b"x"}),
        errors.ArchiveUnsafe,
    ),
    ("an absolute name", lambda: repacked(GOOD_DOCX, {"/etc/cron": b"x"}), errors.ArchiveUnsafe),
    ("a name of Windows", lambda: repacked(GOOD_DOCX, {"..\\x": b"x"}), errors.ArchiveUnsafe),
    (
        "doubled names",
        lambda: repacked(GOOD_DOCX, {"WORD/document.xml": b"<a/>"}),
        errors.ArchiveUnsafe,
    ),
    ("a billion laughs", lambda: repacked(GOOD_DOCX, {BODY: LAUGHS}), errors.ExternalContent),
    (
        "an outer entity",
        lambda: repacked(GOOD_DOCX, {"word/styles.xml": XXE}),
        errors.ExternalContent,
    ),
    (
        "the same in UTF-16",
        lambda: repacked(GOOD_DOCX, {"word/a.xml": HIDDEN_XXE}),
        errors.ExternalContent,
    ),
    (
        "an odd encoding",
        lambda: repacked(GOOD_DOCX, {"word/a.xml": b'<?xml version="1.0" encoding="utf-7"?><a/>'}),
        errors.ExternalContent,
    ),
    (
        "a template from the web",
        lambda: related("attachedTemplate", "https://x.org/a.dotm"),
        errors.ExternalContent,
    ),
    (
        "a template from a share",
        lambda: related("attachedTemplate", "file://host/a.dotm"),
        errors.ExternalContent,
    ),
    (
        "a picture from the web",
        lambda: related("image", "https://x.org/a.png"),
        errors.ExternalContent,
    ),
    ("macros", lambda: repacked(GOOD_DOCX, {"word/vbaProject.bin": b"x"}), errors.MacrosInside),
    ("controls", lambda: repacked(GOOD_DOCX, {"word/activeX/a.bin": b"x"}), errors.MacrosInside),
    (
        "a docm by its type",
        lambda: changed(
            TYPES,
            b"openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"ms-word.document.macroEnabled.main+xml",
        ),
        errors.MacrosInside,
    ),
]


def repacked_first(data: bytes) -> bytes:
    return GOOD_DOCX[:30] + data + GOOD_DOCX[30:]


@pytest.mark.parametrize(("name", "make", "refusal"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_file_that_is_no_resume_is_refused(
    name: str, make: Callable[[], bytes], refusal: type[errors.ResumeRefused]
) -> None:
    content = make()

    with pytest.raises(errors.ResumeRefused) as refused:
        read_resume(content)

    assert type(refused.value) is refusal
    assert refused.value.kind in {Kind.INVALID, Kind.TOO_LARGE, Kind.UNSUPPORTED}
    assert len(refused.value.message.split(". ")) > 1, "it says what to do"


READ: list[tuple[str, Callable[[], bytes]]] = [
    ("a PDF", lambda: GOOD_PDF),
    ("a PDF after blanks", lambda: b"\xef\xbb\xbf\r\n" + GOOD_PDF),
    ("a PDF that only its owner may change", lambda: locked("")),
    ("a DOCX", lambda: GOOD_DOCX),
    ("a DOCX with a link", lambda: related("hyperlink", "https://example.org/ada")),
    ("a DOCX from a template on disk", lambda: related("attachedTemplate", "file:///C:/a.dotx")),
]


@pytest.mark.parametrize(("name", "make"), READ, ids=[row[0] for row in READ])
def test_what_people_really_send_is_read(name: str, make: Callable[[], bytes]) -> None:
    assert read_resume(make()).text.startswith("Ada Lovelace")


def test_every_refusal_can_be_made_again_from_its_code() -> None:
    for code, refusal in errors.REFUSALS.items():
        assert refusal("again").code == code
