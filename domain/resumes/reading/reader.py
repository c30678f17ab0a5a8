"""The one door: bytes in, reading out."""

import logging
import struct
import zlib

from pdfminer.psexceptions import PSException

from domain.resumes.facts import Reading
from domain.resumes.reading.docx import read_docx
from domain.resumes.reading.errors import FileDamaged, TooManyParts
from domain.resumes.reading.guards import check_file
from domain.resumes.reading.pdf import read_pdf

_BROKEN_FILE = (
    PSException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    TypeError,
    ValueError,
    StopIteration,
    SyntaxError,
    struct.error,
    zlib.error,
)
"""What parsers raise, by design or by surprise, when a file is not what it should be inside."""

logging.getLogger("pdfminer").setLevel(logging.ERROR)


def read_resume(content: bytes) -> Reading:
    """Return what a person sees in a PDF or DOCX; raise a ResumeRefused that says what to do.

    Only the bytes decide what kind of file it is. For a scan the text is empty and
    ``has_text_layer`` False. Run it through ``server.adapters.sandbox``: a hostile file can still
    cost time and memory here.
    """
    kind = check_file(content)
    try:
        return read_pdf(content) if kind == "pdf" else read_docx(content)
    except (RecursionError, MemoryError) as error:
        raise TooManyParts from error
    except _BROKEN_FILE as error:
        raise FileDamaged from error
