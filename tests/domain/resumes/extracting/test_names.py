import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.resumes.extracting.names import supports
from domain.resumes.extracting.person_names import person_name
from tests.domain.resumes.extracting.pages import facts_of


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Jane Doe", "Jane Doe"),
        ("JANE DOE", "Jane Doe"),
        ("Marie DUPONT", "Marie Dupont"),
        ("Doe, Jane", "Jane Doe"),
        ("MÜLLER, Anna", "Anna Müller"),
        ("John Q. Public", "John Q. Public"),
        ("SEÁN O'BRIEN-SMITH", "Seán O'Brien-Smith"),
        ("ROBERT MCALLISTER", "Robert McAllister"),
        ("LUDWIG VAN BEETHOVEN", "Ludwig van Beethoven"),
        ("Otto von der Heide", "Otto von der Heide"),
        ("Maria de la Cruz", "Maria de la Cruz"),
        ("Ahmad bin Abdullah", "Ahmad bin Abdullah"),
        ("Fatima al-Zahra", "Fatima al-Zahra"),
        ("Nguyễn Văn An", "Nguyễn Văn An"),
        ("Prof. Dr. Ingrid Berg", "Ingrid Berg"),
        ("Dipl.-Ing. Hans Meier", "Hans Meier"),
        ("Jane Doe, PhD", "Jane Doe"),
        ("Sam Lee, MBA, PMP", "Sam Lee"),
        ("Alex Kim (they/them)", "Alex Kim"),
        ('Wei-Lun "Alan" Tsai', "Wei-Lun Tsai"),
        ("Hyun-woo Baek, P.E.", "Hyun-woo Baek"),
        ("María del Carmen de la Fuente Ortega", "María del Carmen de la Fuente Ortega"),
        ("尉迟明远", "尉迟明远"),
        ("Tom Baker", "Tom Baker"),
        ("张伟", "张伟"),
        ("张 伟", "张伟"),
        ("欧阳娜娜", "欧阳娜娜"),
        ("王芳 (Fang Wang)", "王芳"),
    ],
)
def test_a_name_is_spelt_as_people_spell_it(words: str, name: str) -> None:
    assert person_name(words) == name


@pytest.mark.parametrize(
    "words",
    [
        "Senior Software Engineer", "Curriculum Vitae", "Work Experience", "Machine Learning",
        "New York", "Berlin, Germany", "Acme Holdings Ltd", "Universität Hamburg", "Lorem Ipsum",
        "Dear Ms. Miller", "Frau Anna Schmidt", "Page 2", "Bachelor of Science", "jane doe",
        "Project Management", "Native English", "MS Office", "A. B.", "Jane", "个人简历",
        "高级工程师", "工作经历", "Key Achievements and Honours", "",
    ],
)  # fmt: skip
def test_other_words_are_no_names(words: str) -> None:
    assert person_name(words) is None


@pytest.mark.parametrize(
    ("email", "name", "backed"),
    [
        ("jane.doe@x.org", "Jane Doe", True),
        ("j.mueller@x.de", "Jens Müller", True),
        ("muller99@x.de", "Jens Müller", True),
        ("seanobrien@x.ie", "Seán O'Brien", True),
        ("info@acme.com", "Jane Doe", False),
        ("jobs@x.org", "Jo Ng", False),
        ("12345@qq.com", "张伟", False),
    ],
)
def test_an_address_backs_a_name_it_is_made_of(email: str, name: str, *, backed: bool) -> None:
    assert supports(email, name) is backed


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jane Doe\njane@doe.org", "Jane Doe"),
        ("Jane Doe | jane@x.org | +1 415 555 0132", "Jane Doe"),
        ("CURRICULUM VITAE\nJane Doe\nBoston, MA\n+1 415 555 0132", "Jane Doe"),
        ("Resume of Jane Doe\nSkills\nPython", "Jane Doe"),
        ("Lebenslauf\nName: Jens Müller\nSkills\nPython", "Jens Müller"),
        ("Software Engineer\nAcme Ltd\nJane Doe\njane.doe@x.org", "Jane Doe"),
        ("J A N E   D O E\njane@x.org", "Jane Doe"),
        ("Machine Learning\nJane Doe\njane.doe@x.org", "Jane Doe"),
        (
            (
                "hello@noor-haddad.com\nSkills\nExcel\nJava\n\nNOOR HADDAD\nMarketing Manager\n"
                "Experience\nCook, Inn 2010 - 2012"
            ),
            "Noor Haddad",
        ),
        ("姓名：李娜\n电话：138 0013 8000", "李娜"),
    ],
)
def test_the_name_stands_among_other_lines(text: str, name: str) -> None:
    found = facts_of(text).name

    assert found is not None
    assert found.value == name


def test_the_biggest_line_wins_over_an_earlier_one() -> None:
    text = "Karl Marx Allee\nSkills\nPython\nExcel\nContact\njd@x.org\nEmma Stone\nExperience\n"

    found = facts_of(text, sizes={"Emma Stone": 22.0}).name

    assert found is not None
    assert found.value == "Emma Stone"
    assert text[found.span.start : found.span.end] == "Emma Stone"


def test_a_name_in_two_big_lines_is_one() -> None:
    found = facts_of(
        "JANE\nDOE\njd@x.org\nSkills\nPython\nExcel", sizes={"JANE": 24.0, "DOE": 24.0}
    ).name

    assert found is not None
    assert found.value == "Jane Doe"


def test_a_name_in_two_big_lines_may_have_particles_and_grow_narrower() -> None:
    found = facts_of(
        "Sanne\nvan der Meulen\nhallo@svdm.nl\nSkills\nPython",
        sizes={"Sanne": 20.0, "van der Meulen": 17.0},
    ).name

    assert found is not None
    assert found.value == "Sanne van der Meulen"


@pytest.mark.parametrize("label", ["Name", "First name(s)", "First name(s) / Surname(s)"])
def test_a_name_in_the_cell_behind_its_label_is_the_name(label: str) -> None:
    text = f"Europass Curriculum Vitae\n{label}\tJane Doe\nE-mail\tx@y.org\nSkills\nPython"

    found = facts_of(text).name

    assert found is not None
    assert found.value == "Jane Doe"


@pytest.mark.parametrize(
    "text",
    [
        "jane.doe@example.org\n+1 415 555 0132\nSkills\nPython",
        "Skills\nPython\nJava",
        "Jane Doe\nwent to the market",
        "Acme Holdings Ltd\ninfo@acme.com",
    ],
)
def test_no_name_is_made_up(text: str) -> None:
    assert facts_of(text).name is None


@given(st.text(max_size=80))
def test_any_words_are_a_name_or_none(words: str) -> None:
    name = person_name(words)

    assert name is None or name.strip() == name != ""
