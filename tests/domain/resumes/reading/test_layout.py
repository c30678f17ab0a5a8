"""PDFs are read in the order in which a person reads them, in whole words."""

from collections.abc import Callable

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from domain.resumes.facts import Reading
from domain.resumes.reading.layout import in_reading_order
from domain.resumes.reading.lines import Piece
from domain.resumes.reading.mending import clean, join_spaced, mend_break, tidy
from domain.resumes.reading.reader import read_resume
from tests.factories.documents import Draw, column, pdf, together

SIDE = ["Contact", "ada@example.org", "London", "Skills", "Python", "Kafka", "Languages", "English"]
MAIN = [
    "Experience",
    "Senior engineer at Analytical Engines Limited",
    "Wrote the first program and its documentation",
    "Found the first mistake in somebody else’s program",
    "Junior engineer at Difference Engines Limited",
    "Oiled the wheels and counted the teeth of them",
    "Education",
    "Mathematics with Augustus De Morgan, by letter",
]
BULLETS = [f"• Item {number} of the things that were done in this position" for number in range(3)]


def lines(*pages: Draw) -> list[str]:
    return read_resume(pdf(*pages)).text.splitlines()


def dark(x: float, width: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.1, 0.15, 0.3)
        canvas.rect(x, 0, width, 842, fill=1, stroke=0)
        canvas.setFillColorRGB(1, 1, 1)

    return draw


def black(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0, 0, 0)


def rows(at: list[float], cells: list[list[str]], step: float = 14) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for number, row in enumerate(cells):
            for x, text in zip(at, row, strict=True):
                canvas.drawString(x, 700 - step * number, text)

    return draw


LAYOUTS: list[tuple[str, Draw, list[str]]] = [
    ("one column", column(50, MAIN), MAIN),
    (
        "a sidebar on the left",
        together(column(30, SIDE), column(220, MAIN, top=787)),
        [*SIDE, *MAIN],
    ),
    (
        "a dark sidebar on the left, on the same lines",
        together(dark(0, 180), column(30, SIDE), black, column(220, MAIN)),
        [*SIDE, *MAIN],
    ),
    (
        "a dark sidebar on the right",
        together(dark(420, 175), column(440, SIDE), black, column(50, MAIN)),
        [*MAIN, *SIDE],
    ),
    (
        "two columns below a full line",
        together(
            column(
                50,
                ["Ada Lovelace, who wrote programs before there were any machines to run"],
                top=800,
            ),
            column(50, MAIN, top=770),
            column(320, [line[::-1] for line in MAIN], top=770),
        ),
        [
            "Ada Lovelace, who wrote programs before there were any machines to run",
            *MAIN,
            *[line[::-1] for line in MAIN],
        ],
    ),
    (
        "dates on the left",
        rows(
            [50, 150],
            [["2019 - 2021", "Engineer, Acme"], ["2017 - 2019", "Tester, Acme"], ["2015", "Clerk"]],
        ),
        ["2019 - 2021\tEngineer, Acme", "2017 - 2019\tTester, Acme", "2015\tClerk"],
    ),
    (
        "dates on the right",
        rows(
            [50, 450],
            [
                ["Engineer, Acme", "2019 - 2021"],
                ["Tester, Acme", "2017 - 2019"],
                ["Clerk, Bmce", "2015 - now"],
            ],
        ),
        ["Engineer, Acme\t2019 - 2021", "Tester, Acme\t2017 - 2019", "Clerk, Bmce\t2015 - now"],
    ),
    (
        "labels beside values",
        rows(
            [50, 150, 250],
            [
                ["Python", "expert", "9 years"],
                ["Kafka", "good", "3 years"],
                ["SQL", "expert", "9 years"],
            ],
        ),
        ["Python\texpert\t9 years", "Kafka\tgood\t3 years", "SQL\texpert\t9 years"],
    ),
    (
        "dates on the right, one too long for its line",
        together(
            column(50, ["Engineer", "• Built", "Tester"], top=700),
            column(50, ["Acme House", "• Tested"], top=630),
            column(470, ["since May 2019"], top=700),
            column(470, ["May 2015 –", "June 2018"], top=672),
        ),
        [
            "Engineer\tsince May 2019",
            "• Built",
            "Tester\tMay 2015 –",
            "June 2018",
            "Acme House",
            "• Tested",
        ],
    ),
    (
        "headings in the margin",
        together(
            column(50, ["Profile"], top=700),
            column(50, ["Work"], top=675),
            column(50, ["Skills"], top=622),
            column(180, ["Counts the teeth of wheels, and then counts them again"], top=700),
            column(180, ["Engineer of difference engines", "Acme", "• Built them"], top=675),
            column(180, ["Python, Kafka"], top=622),
        ),
        [
            "Profile\tCounts the teeth of wheels, and then counts them again",
            "Work\tEngineer of difference engines",
            "Acme",
            "• Built them",
            "Skills\tPython, Kafka",
        ],
    ),
    (
        "a right-aligned date above full lines",
        together(
            rows([50, 480], [["Engineer, Acme", "2019 - 2021"]]),
            column(50, BULLETS, top=686),
        ),
        ["Engineer, Acme\t2019 - 2021", *BULLETS],
    ),
]


@pytest.mark.parametrize(("name", "draw", "expected"), LAYOUTS, ids=[row[0] for row in LAYOUTS])
def test_lines_come_in_reading_order(name: str, draw: Draw, expected: list[str]) -> None:
    assert [line for line in lines(draw) if line] == expected


def test_lines_know_where_they_stand() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 20)
        canvas.drawString(50, 800, "Ada Lovelace")
        column(50, MAIN, top=740)(canvas)

    reading = read_resume(pdf(draw, column(50, SIDE)))

    assert [reading.text[line.start : line.end] for line in reading.lines] == [
        line for line in reading.text.splitlines() if line
    ]
    assert (reading.lines[0].size, reading.lines[0].is_bold, reading.lines[0].page) == (20, True, 1)
    assert (reading.lines[1].size, reading.lines[1].is_bold) == (10, False)
    assert reading.lines[-1].page == reading.pages == 2
    assert reading.text.startswith("Ada Lovelace\n\nExperience\nSenior")


def test_running_headers_are_read_once_and_page_numbers_never() -> None:
    def page(number: int) -> Draw:
        return together(
            column(50, ["Ada Lovelace - Curriculum vitae"], top=815),
            column(50, [f"Page {number} of 3"], top=20),
            column(50, [f"What happened in year {number}"]),
        )

    found = lines(page(1), page(2), page(3))

    assert [line for line in found if line] == [
        "Ada Lovelace - Curriculum vitae",
        *[f"What happened in year {number}" for number in (1, 2, 3)],
    ]


def spaced(canvas: Canvas) -> None:
    text = canvas.beginText(50, 700)
    text.setFont("Helvetica", 20)
    text.setCharSpace(8)
    text.textOut("ADA LOVELACE")
    canvas.drawText(text)


def twice(canvas: Canvas) -> None:
    for shift in (0, 0.3):
        canvas.drawString(50 + shift, 700, "ADA LOVELACE")


def by_letter(canvas: Canvas) -> None:
    x = 50.0
    for letter in "ADA LOVELACE":
        if letter.strip():
            canvas.drawString(x, 700, letter)
        x += canvas.stringWidth(letter)


def kerned(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 20)
    canvas.drawString(50, 700, "A D A   L O V E L A C E")


def test_dots_that_lead_to_a_number_do_not_eat_the_spaces() -> None:
    def draw(canvas: Canvas) -> None:
        by_letter(canvas)
        x = 60 + canvas.stringWidth("ADA LOVELACE")
        for _ in range(30):
            canvas.drawString(x, 700, ".")
            x += 8

    assert lines(draw)[0].startswith("ADA LOVELACE")


@pytest.mark.parametrize("draw", [spaced, twice, by_letter, kerned])
def test_a_name_is_whole_however_it_was_set(draw: Draw) -> None:
    assert lines(draw) == ["ADA LOVELACE"]


def test_words_broken_between_lines_are_whole() -> None:
    broken = ["Led the develop-", "ment of a full-", "stack product and of", "AT-", "Large things"]

    assert lines(column(50, broken)) == [
        "Led the development",
        "of a full-stack",
        "product and of",
        "AT-",
        "Large things",
    ]


def test_icons_are_dropped_and_words_kept() -> None:
    assert (
        tidy("\uf0e0 ada@example.org  \ue0b2+44 20 7946 0000") == "ada@example.org +44 20 7946 0000"
    )


PERSIAN = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
MENDED: list[tuple[Callable[[str], str], str, str]] = [
    (clean, "eﬃcient oﬀice ﬁle ﬂow", "efficient office file flow"),
    (clean, "\u202eAda\u202c \u200fLovelace\u2066", "Ada Lovelace"),
    (clean, "Pro\u00adgram\u200bmer\ufeff", "Programmer"),
    (clean, "A\u0301da", "Áda"),
    (clean, PERSIAN, PERSIAN),
    (clean, "a\u00a0b\u2003c", "a b c"),
    (join_spaced, "J O H N  S M I T H", "JOHN  SMITH"),
    (join_spaced, "Grade A B C student", "Grade A B C student"),
    (join_spaced, "J O  L I", "JO  LI"),
    (join_spaced, "Plan B", "Plan B"),
    (tidy, "a   b\t \tc", "a b\tc"),
]


@pytest.mark.parametrize(("mend", "text", "expected"), MENDED)
def test_what_typesetting_did_is_undone(
    mend: Callable[[str], str], text: str, expected: str
) -> None:
    assert mend(text) == expected


BREAKS = [
    ("program-", "mer at", ("programmer", "at")),
    ("pro\u00ad", "gram now", ("program", "now")),
    ("self-", "taught", ("self-taught", "")),
    ("2019-", "2021", ("2019-", "2021")),
    ("end", "of line", ("end", "of line")),
    ("Smith-", "Jones", ("Smith-", "Jones")),
]


@pytest.mark.parametrize(("line", "following", "expected"), BREAKS)
def test_a_broken_word_is_joined(line: str, following: str, expected: tuple[str, str]) -> None:
    assert mend_break(line, following, "") == expected


def test_a_spelling_elsewhere_decides_about_the_hyphen() -> None:
    assert mend_break("micro-", "services", "micro-services")[0] == "micro-services"
    assert mend_break("full-", "stack", "fullstack")[0] == "fullstack"


def linked(label: str, target: str, *, there: bool = True) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, label)
        canvas.linkURL(target, (50, 695, 150, 712) if there else (300, 300, 400, 310))

    return draw


LINKS = [
    ("GitHub", "https://github.com/ada", True, "GitHub <https://github.com/ada>"),
    ("github.com/ada", "https://github.com/ada/", True, "github.com/ada"),
    ("Mail me", "mailto:ada@example.org?subject=Hi", True, "Mail me <ada@example.org>"),
    ("ada@example.org", "mailto:ada@example.org", True, "ada@example.org"),
    ("Call", "tel:+442079460000", True, "Call <+442079460000>"),
    ("Click", "javascript:alert(1)", True, "Click"),
    ("Nothing", "https://x.org/kubernetes", False, "Nothing"),
]


@pytest.mark.parametrize(("label", "target", "there", "expected"), LINKS)
def test_a_link_says_where_it_leads(label: str, target: str, there: bool, expected: str) -> None:  # noqa: FBT001  # a column of the table
    assert lines(linked(label, target, there=there)) == [expected]


def test_chinese_without_an_embedded_font_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(50, 700, "王小明 软件工程师")

    assert lines(draw) == ["王小明 软件工程师"]


def test_turned_text_is_read_after_the_rest() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(30, 300)
        canvas.rotate(90)
        canvas.drawString(0, 0, "CURRICULUM VITAE")
        canvas.restoreState()
        canvas.drawString(100, 700, "Ada Lovelace")

    assert [line for line in lines(draw) if line] == ["Ada Lovelace", "CURRICULUM VITAE"]


def test_no_piece_is_lost_or_doubled_by_the_order() -> None:
    pieces = [
        Piece(f"{x}-{y}", (x, y, x + 37 + (x * y) % 53, y + 8), y, 10, is_bold=False)
        for x in range(0, 500, 71)
        for y in range(0, 800, 17)
        if (x * 7 + y * 3) % 5
    ]

    ordered = [piece for row in in_reading_order(pieces) for piece in row.pieces]

    assert sorted(map(id, ordered)) == sorted(map(id, pieces))


def test_a_reading_is_the_same_every_time() -> None:
    content = pdf(together(column(30, SIDE), column(220, MAIN, top=787)))

    def read() -> Reading:
        return read_resume(content)

    assert read() == read()
