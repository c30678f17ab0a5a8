import pytest

from domain.resumes.facts import Month, Position
from tests.domain.resumes.extracting.pages import facts_of

_HEAD = "Jane Doe\njane.doe@x.org\n\nExperience\n"


def _month(month: Month | None) -> str:
    return "" if month is None else f"{month.year}-{month.month or 0:02}"


def _line(position: Position) -> tuple[str | None, str | None, str, str]:
    end = "now" if position.is_current else _month(position.end)
    return position.title, position.company, _month(position.start), end


_NURSE = ("Nurse", "City Hospital", "2019-01", "now")
_CARER = ("Care Assistant", "Oak Home Ltd", "2016-05", "2018-12")


@pytest.mark.parametrize(
    "text",
    [
        # date right
        (
            "Nurse, City Hospital      Jan 2019 – present\n• Patient care\n"
            "Care Assistant, Oak Home Ltd      May 2016 – Dec 2018\n• Meals"
        ),
        # date left
        (
            "01/2019 – present   Nurse, City Hospital\n- Patient care\n"
            "05/2016 – 12/2018   Care Assistant, Oak Home Ltd\n- Meals"
        ),
        # date above
        (
            "2019.01 - present\nNurse\nCity Hospital\n• Patient care\n"
            "2016.05 - 2018.12\nCare Assistant\nOak Home Ltd\n• Meals"
        ),
        # date above, nothing else said
        "2019.01 - present\nNurse\nCity Hospital\n2016.05 - 2018.12\nCare Assistant\nOak Home Ltd",
        # date below
        (
            "Nurse\nCity Hospital\nJan 2019 to now\n• Patient care\n\n"
            "Care Assistant\nOak Home Ltd\nMay 2016 to Dec 2018\n• Meals"
        ),
        # date between
        (
            "Nurse\nsince January 2019\nCity Hospital\n• Patient care\n\n"
            "Care Assistant\nMay 2016 – December 2018\nOak Home Ltd\n• Meals"
        ),
        # company above, date beside the title
        (
            "City Hospital, Boston, MA\nNurse\tJan 2019 – present\n• Patient care\n"
            "Oak Home Ltd\nCare Assistant\tMay 2016 – Dec 2018\n• Meals"
        ),
        # date beside the company, title below
        (
            "City Hospital    Jan 2019 – present\nNurse\n• Patient care\n\n"
            "Oak Home Ltd    May 2016 – Dec 2018\nCare Assistant\n• Meals"
        ),
        # a table
        (
            "Period\tRole\tEmployer\n01/2019 – present\tNurse\tCity Hospital\n"
            "05/2016 – 12/2018\tCare Assistant\tOak Home Ltd"
        ),
        # bars, brackets, "at"
        (
            "Nurse at City Hospital (01/2019 – present)\n"
            "Care Assistant | Oak Home Ltd | Leeds, UK | 05/2016 – 12/2018"
        ),
        # a bulleted list
        "• 01/2019 – now: Nurse, City Hospital\n• 05/2016 – 12/2018: Care Assistant, Oak Home Ltd",
    ],
)
def test_jobs_are_read_wherever_the_dates_stand(text: str) -> None:
    positions = facts_of(_HEAD + text).positions

    assert [_line(one) for one in positions] == [_NURSE, _CARER]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            (
                "Berufserfahrung\nseit 03/2020  Teamleiterin Buchhaltung, Muster AG, Bonn\n- SAP\n"
                "2012 bis 02/2020  Buchhalterin bei Beispiel GmbH & Co. KG"
            ),
            [
                ("Teamleiterin Buchhaltung", "Muster AG", "2020-03", "now"),
                ("Buchhalterin", "Beispiel GmbH & Co. KG", "2012-00", "2020-02"),
            ],
        ),
        (
            (
                "Expériences\ndepuis mars 2020 : Infirmière, Hôpital Saint-Louis, Paris\n"
                "2016-2020 : Aide-soignante chez Clinique du Parc"
            ),
            [
                ("Infirmière", "Hôpital Saint-Louis", "2020-03", "now"),
                ("Aide-soignante", "Clinique du Parc", "2016-00", "2020-00"),
            ],
        ),
        (
            (
                "工作经历\n2019年3月 – 至今  腾讯科技有限公司  高级工程师\n负责开发\n"
                "2016.07-2019.02  百度公司  软件工程师"
            ),
            [
                ("高级工程师", "腾讯科技有限公司", "2019-03", "now"),
                ("软件工程师", "百度公司", "2016-07", "2019-02"),
            ],
        ),
    ],
)
def test_jobs_are_read_in_other_languages(
    text: str, lines: list[tuple[str, str, str, str]]
) -> None:
    assert [_line(one) for one in facts_of(text).positions] == lines


def test_positions_within_one_company_share_its_name_and_its_time() -> None:
    facts = facts_of(
        _HEAD + "Acme Corp, London     2015 – 2022\nEngineering Manager     2018 – 2022\n- a team\n"
        "Software Engineer     2015 – 2018\n- Python\n\nBeta Ltd\nTester   2013 – 2015\n- Excel"
    )

    assert [_line(one)[:2] for one in facts.positions] == [
        ("Engineering Manager", "Acme Corp"),
        ("Software Engineer", "Acme Corp"),
        ("Tester", "Beta Ltd"),
    ]
    assert facts.experience_years == 9.0


def test_a_title_that_looks_like_a_verb_is_one() -> None:
    facts = facts_of(_HEAD + "City Hospital, Portland, OR\nRegistered Nurse\nJan 2019 – present\n")

    assert [_line(one)[:2] for one in facts.positions] == [("Registered Nurse", "City Hospital")]


def test_each_block_reaches_to_the_next() -> None:
    text = (
        _HEAD
        + "Nurse, City Hospital  2019 – 2021\n• Patient care\n\nCook, Inn  2015 – 2018\n• Pies"
    )

    first, second = facts_of(text).positions

    assert text[first.span.start : first.span.end].endswith("Patient care\n\n")
    assert text[second.span.start : second.span.end].startswith("Cook, Inn")


def test_jobs_without_dates_are_read_and_measure_nothing() -> None:
    facts = facts_of(_HEAD + "Bookkeeper, Hall & Sons\nAccounts Assistant, Tesco plc")

    assert [_line(one) for one in facts.positions] == [
        ("Bookkeeper", "Hall & Sons", "", ""),
        ("Accounts Assistant", "Tesco plc", "", ""),
    ]
    assert facts.experience_years is None


def test_dates_within_sentences_make_no_jobs() -> None:
    facts = facts_of(
        _HEAD + "Engineer, Acme Inc  2018 – 2021\n"
        "• Led the migration from 2019 to 2020 of all systems in three countries.\n"
        "• Employee of the year 2019\nMoved twelve services to Kubernetes in March 2020.\n"
    )

    assert len(facts.positions) == 1


@pytest.mark.parametrize(
    ("entry", "is_work"),
    [
        ("Engineer, Acme Inc  2019 – 2021", True),
        ("Intern, Acme Inc  Summer 2013", False),
        ("Intern, Acme Inc  2017 – 2018", True),
        ("Werkstudent, Acme GmbH  2012 – 2014", False),
        ("PhD Student, University of Leeds  2014 – 2017", False),
        ("Volunteer Teacher, Red Cross  2015 – 2016", False),
        ("Teacher, Oak School  2015 – 2016", True),
        ("Career break, caring for a parent  2015 – 2016", False),
        ("Elternzeit  2015 – 2016", False),
        ("Elternkarenz  2015 – 2016", False),
        ("Apprentice Welder, Gulf Shipyard  2015 – 2016", True),
    ],
)
def test_study_and_volunteering_do_not_count(entry: str, *, is_work: bool) -> None:
    facts = facts_of(f"{_HEAD}{entry}\n\nEducation\nBSc Physics, University of Leeds  2011 – 2014")

    [position] = facts.positions
    assert position.is_work is is_work
    assert (facts.experience_years is not None) is is_work


def test_a_volunteers_section_does_not_count() -> None:
    facts = facts_of(
        f"{_HEAD}Cook, Inn  2019 – 2021\n\nVolunteering\nTutor, Red Cross  2010 – 2018"
    )

    assert [one.is_work for one in facts.positions] == [True, False]
    assert facts.experience_years == 2.0


def test_jobs_are_found_without_headings_but_birthdays_and_certificates_are_none() -> None:
    facts = facts_of(
        "JOHN O'BRIEN\njohn.obrien@mail.com\nBorn 12.03.1985\n\n"
        "Welder, Lone Star Steel Co.    June 2014 to present\nMIG welding\n\n"
        "Certified Welding Inspector    2015 - 2018\n"
    )

    assert [_line(one) for one in facts.positions] == [
        ("Welder", "Lone Star Steel Co.", "2014-06", "now")
    ]


def test_jobs_that_go_on_below_a_sidebar_are_found() -> None:
    facts = facts_of(
        _HEAD + "Nurse, City Hospital  2019 – 2021\n\nSkills\nPatient care\nExcel\n\n"
        "Care Assistant, Oak Home Ltd  2015 – 2019\n• Meals"
    )

    assert [one.title for one in facts.positions] == ["Nurse", "Care Assistant"]


@pytest.mark.parametrize(
    ("text", "course"),
    [
        ("BSc in Computer Science, University of Leeds  2011 – 2014",
         ("BSc", "Computer Science", "University of Leeds", "2011-00", "2014-00")),
        ("2006 – 2011 Diplom-Kauffrau, Universität Hamburg",
         ("Diplom-Kauffrau", None, "Universität Hamburg", "2006-00", "2011-00")),
        ("MBA\nLondon Business School\n2014",
         ("MBA", None, "London Business School", "", "2014-00")),
        ("Bachelor of Science in Nursing | Boston College | May 2014",
         ("Bachelor of Science", "Nursing", "Boston College", "", "2014-05")),
        ("2012.09-2016.06  复旦大学  计算机科学  本科",
         ("本科", "计算机科学", "复旦大学", "2012-09", "2016-06")),
        ("2016 Licence en droit, Université de Lyon",
         ("Licence", "droit", "Université de Lyon", "", "2016-00")),
    ],
)  # fmt: skip
def test_courses_of_study(text: str, course: tuple[str | None, ...]) -> None:
    [found] = facts_of(f"Jane Doe\njane.doe@x.org\n\nEducation\n{text}").education

    start, end = _month(found.start), _month(found.end)
    assert (found.degree, found.field, found.school, start, end) == course


def test_two_courses_are_two() -> None:
    facts = facts_of("Education\nMSc Physics, TU Wien 2002\nBSc Physics, TU Wien 2000\n")

    assert [one.degree for one in facts.education] == ["MSc", "BSc"]
