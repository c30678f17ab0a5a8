"""A second exam: résumés that were written without looking at how the reader works.

Each is a text in ``sheets``, as its writer typed it; ``pdf`` and ``docx`` draw them in looks of
their own, so that nothing here follows the first exam's layouts.
"""

from functools import cache
from pathlib import Path

from domain.resumes.measuring import Exam
from tests.corpus.equivalents import ARGUABLE, EQUIVALENTS
from tests.corpus.heldout.docx import write
from tests.corpus.heldout.equivalents import HELDOUT_ARGUABLE, HELDOUT_EQUIVALENTS
from tests.corpus.heldout.pdf import draw
from tests.corpus.heldout.sheet import Sheet, read_sheet
from tests.corpus.person import TODAY

SHEETS = Path(__file__).parent / "sheets"


@cache
def sheets() -> dict[str, Sheet]:
    """Return every sheet by the name of its file."""
    paths = sorted(SHEETS.glob("*.txt"))
    return {path.stem: read_sheet(path.read_text(encoding="utf-8")) for path in paths}


def heldout_content(name: str) -> bytes:
    """Return the file of a sheet, the same bytes each time."""
    sheet = sheets()[name]
    return draw(sheet) if name.endswith(".pdf") else write(sheet)


def heldout_exam() -> Exam:
    """Return the held-out sheets as an exam."""
    files = {name: sheet.expected() for name, sheet in sheets().items()}
    return Exam(
        today=TODAY,
        files=files,
        equivalents=EQUIVALENTS | HELDOUT_EQUIVALENTS,
        also=(*ARGUABLE, *HELDOUT_ARGUABLE),
    )
