"""The taxonomy's data: complete, unequivocal and without circles."""

from collections import Counter, defaultdict

import pytest

from domain.skills.catalogue import base_skills
from domain.skills.service import closest, distance, normalise, relatedness, taxonomy_with
from domain.skills.words import key_of

LEAST = {
    "Cloud and operations": 200,
    "Data and AI": 220,
    "Design": 80,
    "Education": 30,
    "Finance and accounting": 90,
    "Hardware and embedded": 100,
    "Health care": 85,
    "Hospitality": 35,
    "Human resources": 35,
    "Law and compliance": 40,
    "Logistics and manufacturing": 100,
    "Marketing": 60,
    "Natural languages": 60,
    "Office tools": 60,
    "Product management": 30,
    "Sales": 45,
    "Security": 75,
    "Skilled trades": 70,
    "Software": 380,
    "Working methods": 65,
}


def test_there_are_enough_skills_of_every_category() -> None:
    counted = Counter(skill.category for skill in taxonomy_with().named)

    assert counted.keys() == LEAST.keys()
    assert not {name: counted[name] for name, least in LEAST.items() if counted[name] < least}
    assert counted.total() >= 1_200


def test_every_name_stands_once() -> None:
    names = Counter(skill.name for skill in base_skills())

    assert not [name for name, times in names.items() if times > 1]


def test_no_way_of_writing_is_claimed_twice_without_rules_that_decide() -> None:
    claims: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for skill in taxonomy_with().named:
        for written in (skill.name, *skill.aliases):
            claims[key_of(written)].add(skill.name)

    doubtful = {key: names for key, names in claims.items() if len(names) > 1}

    undecided = {
        key: names
        for key, names in doubtful.items()
        for meaning in taxonomy_with().meanings_of(" ".join(key))
        if meaning.rule is None or meaning.rule.cues is None
    }
    assert not undecided
    assert ("lean",) in doubtful


def test_every_parent_exists_and_nothing_stands_above_itself() -> None:
    skills = {skill.name: skill for skill in base_skills()}

    for skill in skills.values():
        path, level = {skill.name}, list(skill.parents)
        while level:
            name = level.pop()
            assert name in skills, f"{skill.name} stands under {name}, which does not exist"
            assert name != skill.name, f"{name} stands above itself"
            if name not in path:
                path.add(name)
                level += skills[name].parents


def test_skills_are_written_as_people_write_them_in_other_languages() -> None:
    written = [alias for skill in taxonomy_with().named for alias in skill.aliases]

    assert sum(any("\u4e00" <= char <= "\u9fff" for char in alias) for alias in written) > 60
    assert {"Buchhaltung", "Schweißen", "comptabilité", "会计"} <= set(written)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("postgres", "PostgreSQL"),
        ("  PgSQL ", "PostgreSQL"),
        ("PostgreSQL 15.2", "PostgreSQL"),
        ("python 3.11", "Python"),
        ("nodejs", "Node.js"),
        ("c++", "C++"),
        ("c", "C"),
        ("SCHWEISSEN", "Welding"),
        ("scikit learn", "scikit-learn"),
        ("e\u0301lectronique", "Electronics"),
        ("ci / cd", "CI/CD"),
        ("REST API", "REST"),
        ("warehouse management system", "Warehouse management systems"),
        ("unit test", "Unit testing"),
        ("underwater basket weaving", None),
        ("", None),
        ("7", None),
        ("\ud800", None),
    ],
)
def test_any_way_of_writing_has_one_name(written: str, name: str | None) -> None:
    assert normalise(written) == name


def test_misspelt_names_find_what_was_meant() -> None:
    assert closest("Postgre SQL")[0] == "PostgreSQL"
    assert closest("Kubernets")[0] == "Kubernetes"
    assert closest("Buchaltung")[0] == "Accounting"
    assert len(closest("Java", 3)) <= 3
    assert closest("") == closest("qqqqqqqqqqqq") == []


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Python", "Python", 1.0),
        ("Postgres", "PostgreSQL", 1.0),
        ("Deep learning", "Machine learning", 0.75),
        ("PostgreSQL", "MySQL", 0.5),
        ("PostgreSQL", "Databases", 0.5),
        ("PostgreSQL", "MongoDB", 0.2),
        ("PySpark", "Python", 0.75),
        ("Welding", "Python", 0.0),
        ("Something", "something ", 1.0),
        ("Something", "Python", 0.0),
    ],
)
def test_kin_are_near_and_strangers_are_far(a: str, b: str, expected: float) -> None:
    assert relatedness(a, b) == relatedness(b, a) == expected
    assert distance(a, b) == 1 - expected
