"""What says who somebody is goes; what says what they can do stays."""

import pytest

from domain.matching.scrubbing import scrub, town_of

GONE = [
    ("He led the team", "led the team"),
    ("She led her team", "led team"),
    ("Mr. Okafor taught", ". Okafor taught"),
    ("Date of birth: 4 May 1980\nWelder", "Welder"),
    ("Geburtsdatum: 4.5.1980\nSchweißer", "Schweißer"),
    ("国籍\uff1a中国\n工程师", "工程师"),
    ("• Nationality: Kenyan\nNurse", "Nurse"),
    ("Marital status: single\nNurse", "Nurse"),
    ("a 45-year-old nurse", "a nurse"),
    ("aged 45, nurse", ", nurse"),
    ("MSc 1998", "MSc"),
    ("12 Elm Road, welder", ", welder"),
    ("Lindenstraße 12, welder", ", welder"),
    ("amina@example.org welds", "welds"),
    ("+44 7700 900123 welds", "welds"),
    ("https://example.org/amina welds", "welds"),
    ("a Nigerian nurse", "a nurse"),
    ("a married nurse", "a nurse"),
    ("saleswoman", "salesperson"),
    ("salesman", "salesperson"),
    ("Foremen and forewomen", "Foreperson and foreperson"),
    ("Waitress", "waiter"),
    ("Entwicklerin", "Entwickler"),
    ("女士 工程师", "工程师"),
]
STAYS = [
    "single page applications",
    "managed 12 shifts in Berlin",
    "a human interface",
    "Python 3 and Java 17",
    "the theme of a shell",
    "tested on 200 machines",
    "main line maintenance",
]


@pytest.mark.parametrize(("written", "left"), GONE)
def test_words_about_the_person_go(written: str, left: str) -> None:
    assert scrub(written) == left


@pytest.mark.parametrize("written", STAYS)
def test_words_about_the_work_stay(written: str) -> None:
    assert scrub(written) == written


@pytest.mark.parametrize(
    ("name", "written", "left"),
    [
        ("Amina Rahimi", "Amina built it, says RAHIMI.", "built it, says ."),
        ("Mark Bishop", "Mark marks exams", "marks exams"),
        ("王伟", "王伟负责测试", "负责测试"),
        ("José Peña", "José Peña welds", "welds"),
    ],
)
def test_the_name_goes_as_it_is_written(name: str, written: str, left: str) -> None:
    assert scrub(written, (name,)) == left


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Bristol, United Kingdom", ("Bristol", "United Kingdom")),
        ("12 Elm Road, Bristol, BS1 4DJ", ("Bristol",)),
        ("Elm Street, Bristol", ("Bristol",)),
        ("Hauptstraße, Köln", ("Köln",)),
        ("", ()),
    ],
)
def test_a_place_is_a_town_and_no_street(written: str, parts: tuple[str, ...]) -> None:
    assert town_of(written) == parts
