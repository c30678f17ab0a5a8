"""Writes PDF objects by hand, for what reportlab would not write."""

from collections.abc import Iterable


def write_pdf(objects: Iterable[bytes]) -> bytes:
    """Return a PDF of the objects, numbered from 1; the first is the catalog."""
    out = bytearray(b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n")
    places: list[int] = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(places) + 1,
        start,
    )
    return bytes(out)


def stream(content: bytes) -> bytes:
    """Return a stream object."""
    return b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content)


def layered_pdf(lines: list[str], hidden: str) -> bytes:
    """Return a page of lines whose last one, ``hidden``, lies in a layer that is switched off."""
    shown = b"".join(b"(%b) Tj T*\n" % _escaped(line) for line in lines)
    content = (
        b"BT /F1 10 Tf 14 TL 50 790 Td\n%bET\n/OC /Off BDC\nBT /F1 10 Tf 50 60 Td (%b) Tj ET\nEMC"
    ) % (shown, _escaped(hidden))
    return write_pdf(
        (
            (
                b"<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R] "
                b"/D << /Order [6 0 R] /OFF [6 0 R] >> >> >>"
            ),
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            (
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources "
                b"<< /Font << /F1 5 0 R >> /Properties << /Off 6 0 R >> >> >>"
            ),
            stream(content),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            b"<< /Type /OCG /Name (Notes) >>",
        )
    )


def many_pages(count: int) -> bytes:
    """Return a PDF of ``count`` pages with the same line on each."""
    kids = b" ".join(b"%d 0 R" % (number + 5) for number in range(count))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R "
        b"/Resources << /Font << /F1 4 0 R >> >> >>"
    )
    return write_pdf(
        (
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, count),
            stream(b"BT /F1 10 Tf 50 790 Td (One page of many) Tj ET"),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            *([page] * count),
        )
    )


def _escaped(text: str) -> bytes:
    plain = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return plain.encode("cp1252", "replace")
