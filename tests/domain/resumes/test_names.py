"""Names of files are fit to be shown and sent, whatever they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.http import parse_options_header

from domain.resumes.names import LONGEST, attachment, display_name, download_name


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("Amina Rahimi.pdf", "Amina Rahimi.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\amina\\cv.docx", "cv.docx"),
        ("cv.pdf/", "cv.pdf"),
        ("a\x00b.pdf", "a b.pdf"),
        ("cv\u202efdp.exe", "cv fdp.exe"),
        ("\u2066cv\u2069.pdf", "cv .pdf"),
        ("line\r\nbreak.pdf", "line break.pdf"),
        ("简历 😀.pdf", "简历 😀.pdf"),
        ("\U0001f469\u200d\U0001f4bb.pdf", "\U0001f469\u200d\U0001f4bb.pdf"),
        ('"; rm -rf.pdf', "; rm -rf.pdf"),
        ("\ud800.pdf", "pdf"),
        ("...", "resume"),
        ("", "resume"),
        (None, "resume"),
        ("x" * 300 + ".pdf", "x" * (LONGEST - 4) + ".pdf"),
        ("x" * 300, "x" * LONGEST),
        ("x." + "y" * 300, "x." + "y" * (LONGEST - 2)),
    ],
)
def test_a_name_is_cleaned_for_showing(raw: str | None, shown: str) -> None:
    assert display_name(raw) == shown


@given(st.text(max_size=400))
def test_no_name_leads_anywhere_or_hides_anything(raw: str) -> None:
    shown = display_name(raw)

    assert 0 < len(shown) <= LONGEST
    assert not set(shown) & set("/\\\x00\r\n\u202e\u2066\u200e")
    assert shown not in {".", ".."}
    assert display_name(shown) == shown
    shown.encode()


@given(st.text(max_size=200))
def test_the_header_is_one_line_of_ascii_that_programs_read_back(raw: str) -> None:
    name = display_name(raw)

    header = attachment(name)

    assert header.isascii()
    assert header.isprintable()
    assert parse_options_header(header) == ("attachment", {"filename": name})


@pytest.mark.parametrize(
    ("name", "kind", "saved"),
    [
        ("cv.pdf", "pdf", "cv.pdf"),
        ("cv.PDF", "pdf", "cv.PDF"),
        ("cv.html", "pdf", "cv.html.pdf"),
        ("cv.pdf", "docx", "cv.pdf.docx"),
        ("resume", "docx", "resume.docx"),
    ],
)
def test_a_download_ends_as_what_it_is(name: str, kind: str, saved: str) -> None:
    assert download_name(name, kind) == saved
