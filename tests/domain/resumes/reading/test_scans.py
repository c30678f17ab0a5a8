"""A file without a text layer says nothing, whatever a scanner added."""

from io import BytesIO

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from domain.resumes.reading.reader import read_resume
from tests.factories.documents import Draw, pdf


def scan(canvas: Canvas) -> None:
    file = BytesIO()
    Image.effect_noise((200, 280), 60).save(file, "PNG")
    canvas.drawImage(ImageReader(BytesIO(file.getvalue())), 0, 0, 595, 842)


def stamped(canvas: Canvas) -> None:
    scan(canvas)
    canvas.drawString(50, 20, "Scan 7")


def searchable(canvas: Canvas) -> None:
    text = canvas.beginText(50, 700)
    text.setTextRenderMode(3)
    text.textOut("Kubernetes Haskell and everything else that a scanner could have read")
    canvas.drawText(text)
    scan(canvas)


@pytest.mark.parametrize("draw", [scan, stamped, searchable, lambda _: None])
def test_a_scan_has_no_text_and_nobody_is_invented(draw: Draw) -> None:
    reading = read_resume(pdf(draw))

    assert (reading.text, reading.lines, reading.has_text_layer) == ("", (), False)
