"""Reads scanned pages by character recognition, where the house has it."""

from dataclasses import replace

from domain.resumes.facts import Reading
from domain.resumes.reading.composing import Composer, Line
from domain.resumes.reading.mending import tidy
from domain.resumes.reading.ports import TextRecogniser
from domain.resumes.reading.renderer import open_renderer

MOST_SCANNED = 10
"""Pages; recognition takes seconds for each."""
_SCALE = 200 / 72
"""200 dots an inch, which Tesseract reads well."""
_UNKNOWN_SIZE = 10.0


def recognise(content: bytes, reading: Reading, recogniser: TextRecogniser) -> Reading:
    """Return ``reading`` of a scanned PDF with the text that is recognised in its pages.

    ``has_text_layer`` stays False, so that whoever uses the text knows where it comes from.
    """
    composer = Composer()
    with open_renderer(content) as renderer:
        for number in range(1, min(reading.pages, MOST_SCANNED) + 1):
            pixels = renderer.grey(number, _SCALE)
            if pixels is None:
                continue
            height, width = pixels.shape[:2]
            begins = True
            for text in recogniser(pixels.tobytes(), width, height).splitlines():
                composer.add(Line(tidy(text), number, _UNKNOWN_SIZE, begins=begins))
                begins = not text.strip()
    text, lines = composer.result()
    return replace(reading, text=text, lines=lines)
