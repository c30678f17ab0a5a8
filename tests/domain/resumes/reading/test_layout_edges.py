"""Lines that are set to the right edge belong to the lines beside them."""

from reportlab.pdfgen.canvas import Canvas

from domain.resumes.reading.reader import read_resume
from tests.factories.documents import Draw, column, pdf, together

FIRMS = ["Carnegie School", "Degree in engines", "Duolingo", "Engineer"]


def flush(right: float, words: list[str], top: float, step: float = 14) -> Draw:
    def draw(canvas: Canvas) -> None:
        for number, line in enumerate(words):
            canvas.drawRightString(right, top - step * number, line)

    return draw


def test_places_and_dates_at_the_right_edge_are_read_with_the_line_they_stand_on() -> None:
    edge = ["Pittsburgh, PA", "Aug. 2018 - May 2020", "Erie, PA", "July 2022 -"]

    text = read_resume(pdf(together(column(50, FIRMS, top=700), flush(540, edge, 700)))).text

    assert text.splitlines() == [f"{a}\t{b}" for a, b in zip(FIRMS, edge, strict=True)]


def test_a_column_that_begins_at_one_edge_is_read_after_the_first() -> None:
    side = ["Contact", "Erie, Ohio", "Python", "Kafka"]

    text = read_resume(pdf(together(column(50, FIRMS, top=700), column(400, side, top=707)))).text

    assert [line for line in text.splitlines() if line] == [*FIRMS, *side]
