"""Whatever is done to a good file, what comes back is a reading or a refusal."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.resumes.facts import Reading
from domain.resumes.reading.errors import ResumeRefused
from domain.resumes.reading.reader import read_resume
from tests.factories.documents import column, docx, entry, pdf, repacked

PLAIN_PDF = pdf(column(50, ["Ada Lovelace", "ada@example.org"]), packed=False)
PACKED_PDF = pdf(column(50, ["Ada Lovelace", "ada@example.org"]))
WORD = docx(lambda document: document.add_paragraph("Ada Lovelace").add_run(" writes").bold)
PARTS = [
    "word/document.xml",
    "word/styles.xml",
    "word/_rels/document.xml.rels",
    "word/settings.xml",
]
quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)
flips = st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), min_size=1, max_size=12)


def flip(content: bytes, changes: list[tuple[int, int]]) -> bytes:
    changed = bytearray(content)
    for place, value in changes:
        changed[place % len(changed)] = value
    return bytes(changed)


def outcome(content: bytes) -> str:
    try:
        reading = read_resume(content)
    except ResumeRefused as refusal:
        return refusal.code
    assert isinstance(reading, Reading)
    assert all(0 <= line.start <= line.end <= len(reading.text) for line in reading.lines)
    reading.text.encode()
    return "read"


@quick
@given(st.sampled_from([PLAIN_PDF, PACKED_PDF, WORD]), flips)
def test_flipped_bytes_raise_nothing_else(content: bytes, changes: list[tuple[int, int]]) -> None:
    assert outcome(flip(content, changes))


@quick
@given(st.sampled_from([PLAIN_PDF, PACKED_PDF, WORD]), st.floats(0, 1))
def test_cut_files_raise_nothing_else(content: bytes, share: float) -> None:
    assert outcome(content[: int(len(content) * share)])


@quick
@given(st.sampled_from(PARTS), flips)
def test_flipped_bytes_within_a_part_raise_nothing_else(
    part: str, changes: list[tuple[int, int]]
) -> None:
    assert outcome(repacked(WORD, {part: flip(entry(WORD, part), changes)}))


@quick
@given(st.binary(max_size=400))
def test_noise_after_a_good_beginning_raises_nothing_else(noise: bytes) -> None:
    assert outcome(b"%PDF-1.7\n" + noise + b"\n%%EOF") != "read"
    assert outcome(b"PK\x03\x04" + noise) != "read"
