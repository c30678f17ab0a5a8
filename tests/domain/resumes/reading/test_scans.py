"""Scanned pages are read by recognition where there is one, and say where their text is from."""

from pathlib import Path

import pytest

from domain.resumes.reading.reader import read_resume
from domain.resumes.reading.scans import recognise
from server.adapters.tesseract import Tesseract
from tests.factories.documents import pdf

BLANK = pdf(lambda canvas: canvas.rect(50, 50, 100, 100, fill=1))


def test_recognised_lines_become_the_text() -> None:
    sizes: list[tuple[int, int, int]] = []

    def recogniser(pixels: bytes, width: int, height: int) -> str:
        sizes.append((len(pixels), width, height))
        return "Ada  Lovelace\nEngi-\nneer\n\nPython\n\x0c"

    reading = recognise(BLANK, read_resume(BLANK), recogniser)

    assert reading.text == "Ada Lovelace\nEngineer\n\nPython"
    assert not reading.has_text_layer
    assert [reading.text[line.start : line.end] for line in reading.lines][-1] == "Python"
    assert all(count == width * height for count, width, height in sizes)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("cat > /dev/null; echo Ada Lovelace", "Ada Lovelace\n"),
        ("head -c 13; cat > /dev/null", "P5 3 2 255\n\x00\x01"),
        ("cat > /dev/null; exit 1", ""),
    ],
)
def test_the_program_gets_the_picture_and_answers(
    tmp_path: Path, script: str, expected: str
) -> None:
    program = tmp_path / "tesseract"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)

    assert Tesseract(str(program))(bytes(range(6)), 3, 2) == expected


def test_a_program_that_is_not_there_reads_nothing() -> None:
    assert Tesseract("/nowhere/tesseract")(bytes(6), 3, 2) == ""
