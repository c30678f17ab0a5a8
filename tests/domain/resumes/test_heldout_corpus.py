"""The reader passes a second exam, whose people and layouts it was not built on."""

from collections import Counter

import pytest

from domain.resumes.measuring import measure
from domain.resumes.measuring.names import skill_key
from domain.resumes.parsing import parse_resume
from tests.corpus.aims import shortfalls
from tests.corpus.files import corpus
from tests.corpus.heldout import heldout_content, heldout_exam, sheets
from tests.corpus.heldout.docx import STYLES as DOCX_STYLES
from tests.corpus.heldout.pdf import STYLES as PDF_STYLES
from tests.corpus.heldout.sheet import Block, read_sheet

EXAM = heldout_exam()
SHEET = """style: plain
name: Ada Example
jobs: 2020-01/2020-12, 2020-07/2021-06
hidden: Cobol
===
# Ada Example
## Work
### Clerk >> 2020 – 2021
- Wrote [Postgres|PostgreSQL] and {mentored|Mentoring}
Tools || [Excel]
!! Cobol"""


def test_reader_reaches_every_aim_on_people_it_was_not_built_on() -> None:
    assert shortfalls(measure(EXAM, heldout_content, parse_resume)) == []


def test_heldout_people_come_in_many_styles_and_are_nobody_of_the_first_corpus() -> None:
    known = {file.expected.name for file in corpus()}
    styles = Counter(sheet.style for sheet in sheets().values())

    assert len(sheets()) >= 50
    assert set(styles) == set(PDF_STYLES) | set(DOCX_STYLES)
    assert {one.name for one in EXAM.files.values()} & known == set()
    assert len({one.name for one in EXAM.files.values()}) == len(sheets())


@pytest.mark.parametrize("name", [*sheets()][::9])
def test_heldout_file_has_the_same_bytes_each_time(name: str) -> None:
    assert heldout_content(name) == heldout_content(name)


@pytest.mark.parametrize(
    ("name", "hidden"), [(n, one.hidden_skills) for n, one in EXAM.files.items()], ids=[*EXAM.files]
)
def test_hidden_skills_stand_in_hidden_lines_alone(name: str, hidden: tuple[str, ...]) -> None:
    body = sheets()[name].body.splitlines()
    seen = skill_key("\n".join(line for line in body if not line.startswith("!! ")))

    assert [skill for skill in hidden if skill_key(skill) in seen] == []


def test_sheet_holds_its_answers_and_its_blocks() -> None:
    sheet = read_sheet(SHEET)

    expected = sheet.expected()
    assert (expected.name, expected.skills, expected.also) == (
        "Ada Example",
        ("PostgreSQL", "Excel"),
        ("Mentoring",),
    )
    assert expected.experience_years == pytest.approx(1.5)
    assert expected.hidden_skills == ("Cobol",)
    assert sheet.columns() == [
        [
            Block("name", ("Ada Example",)),
            Block("heading", ("Work",)),
            Block("bold", ("Clerk", "2020 – 2021")),
            Block("bullet", ("Wrote Postgres and mentored",)),
            Block("row", rows=(("Tools", "Excel"),)),
            Block("hidden", ("Cobol",)),
        ]
    ]
