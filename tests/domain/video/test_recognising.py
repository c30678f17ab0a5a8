"""Participants and speakers get a role where only one answer is possible, and else none."""

import pytest

from domain.interviews.meeting import PersonRole
from domain.video.inbox_reading import Person
from domain.video.recognising import Expected, role_of, role_of_speaker, roles_by_name

EXPECTED = [
    Expected("candidate", "Amina  Okafor", frozenset({"amina@example.org"}), frozenset({"reg-1"})),
    Expected("interviewer", "Rita Cruz", frozenset({"rita@company.example"})),
    Expected("interviewer", "Sam Same", frozenset({"sam@company.example"})),
    Expected("interviewer", emails=frozenset({"host@company.example"})),
]


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (Person("k", "Somebody", None, "reg-1"), "candidate"),
        (Person("k", "Somebody", None, "reg-2"), "unknown"),
        (Person("k", "Rita Cruz", "rita@company.example", "reg-1"), "candidate"),
        (Person("k", "Somebody", "AMINA@example.org"), "candidate"),
        (Person("k", "amina okafor"), "candidate"),
        (Person("k", "Amina Okafor", "else@example.org"), "unknown"),
        (Person("k", "Amina"), "unknown"),
        (Person("k", None), "unknown"),
        (Person("k", ""), "unknown"),
        (Person("k", "Host", "a@b.example", is_host=True), "interviewer"),
        (Person("k", "Amina Okafor", is_host=True), "interviewer"),
        (Person("k", "Host", "host@company.example"), "interviewer"),
        (Person("k", "Anything", "Rita@Company.example"), "interviewer"),
        (Person("k", "Rita Cruz (she/her)"), "interviewer"),
        (Person("k", "CRUZ, Ríta"), "interviewer"),
        (Person("k", "Rita Cruz", "rita@elsewhere.example"), "unknown"),
    ],
)
def test_a_person_is_known_by_registration_host_address_then_name(
    person: Person, expected: PersonRole
) -> None:
    assert role_of(person, EXPECTED) == expected


@pytest.mark.parametrize(
    "person",
    [Person("k", "Sam Same"), Person("k", "x", "both@example.org"), Person("k", "x", None, "reg")],
)
def test_who_may_be_two_people_is_nobody(person: Person) -> None:
    namesakes = [
        Expected(role, "Sam Same", frozenset({"both@example.org"}), frozenset({"reg"}))
        for role in ("candidate", "interviewer")
    ]

    assert role_of(person, namesakes) == "unknown"


def test_two_interviewers_of_one_name_are_interviewers() -> None:
    twins = [Expected("interviewer", "Sam Same"), Expected("interviewer", "same sam")]

    assert role_of(Person("k", "Sam Same"), twins) == "interviewer"


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Amina Rahimi", "candidate"),
        ("rahimi, AMINA", "candidate"),
        ("Amína Rahimi (she/her)", "candidate"),
        ("Bo Interviewer", "interviewer"),
        ("Sam Same", "unknown"),
        ("Cy Stranger", "unknown"),
        ("Somebody", "unknown"),
        (None, "unknown"),
        ("", "unknown"),
    ],
)
def test_names_become_roles_and_doubtful_ones_do_not(name: str | None, role: str) -> None:
    names = roles_by_name(
        [
            ("Amina Rahimi", "candidate"),
            ("Bo Interviewer", "interviewer"),
            ("Sam Same", "candidate"),
            ("Sam Same", "interviewer"),
            ("", "candidate"),
            ("Cy Stranger", "unknown"),
            ("Cy Stranger", "candidate"),
        ]
    )

    assert role_of_speaker(name, names) == role
