"""What questions are drafted from: complete, neutral, nothing twice, refused when broken."""

import re
from collections import Counter
from itertools import combinations

import pytest

from domain.questions.drafting.items import Item
from domain.questions.drafting.knowledge import KnowledgeFile, items_of, knowledge
from domain.questions.drafting.likeness import is_alike, words_of
from domain.questions.drafting.material import MaterialInvalid, read_folder, read_text
from domain.questions.drafting.patterns import (
    ANY,
    behavioral,
    competencies,
    general_patterns,
    pattern_files,
    patterns_of,
)
from domain.questions.drafting.values import ORDER
from domain.questions.flags import find_flags
from domain.skills.service import taxonomy_with

CATEGORIES = sorted({skill.category for skill in taxonomy_with().named})
ABOUT_THE_PERSON = re.compile(
    r"\b(?:he|she|his|her|hers|him"
    r"|(?:your|candidate's) (?:age|family|parents|children|spouse|health|faith|origin)"
    r"|how old are|years old|elderly|older (?:colleagues|people)|young(?:er)? (?:colleagues|people)"
    r"|married|marriage|husband|wife|spouse|maternity|paternity|pregnan\w*"
    r"|religio\w*|church|mosque|muslims?|christians?|jewish|prayer"
    r"|nationality|citizenship|ethnic\w*|immigrants?|migrants?|native speakers?|racial|skin colou?r"
    r"|gender|sexual\w*|disabled people|handicap\w*)\b",
    re.IGNORECASE,
)
ABOUT_PATIENTS = re.compile(
    r"pregnan\w*|elderly|older people|religio\w*|years old|\bhe\b|\bshe\b", re.IGNORECASE
)
"""What health care has to know of those it cares for; still nothing about the candidate."""
FOREIGN_WORDS = re.compile(r"'[^']{1,60}'")
VALID = """
[[skill]]
name = "Kafka"
definition = "A distributed log that keeps events for many independent readers."
"""

LEVELS = {"concept": "0123", "tradeoff": "01", "pitfall": "012", "task": "123", "scenario": "32"}
"""The place in ``ORDER`` of each item of ``skill_file``."""


def item(
    kind: str, level: str, number: int, point: str = "A reader keeps an offset of its own."
) -> str:
    return f"""
[[skill.{kind}]]
level = "{level}"
ask = "What about {kind} number {number}?"
points = ["{point}", "The second statement is also a sentence.", "And so is the third one here."]
why = "Shows whether it is understood."
"""


def skill_file(**changed: str) -> str:
    """Return a valid file of one skill; ``pitfall_1="…"`` changes that item's first point."""
    parts = [VALID]
    for kind, levels in LEVELS.items():
        for number in range(len(levels)):
            point = changed.get(f"{kind}_{number}")
            args = (kind, ORDER[int(levels[number])], number)
            parts.append(item(*args, *([point] if point else [])))
    return "".join(parts)


def every_item() -> list[Item]:
    categories = [item for name in CATEGORIES for item in _patterns_in(name)]
    known = [item for items in knowledge().values() for item in items]
    found = [*known, *categories, *general_patterns(), *behavioral(leads=True)]
    return list({item.key: item for item in found}.values())


def _patterns_in(category: str) -> list[Item]:
    found = {
        item.key: item
        for skill in taxonomy_with().named
        if skill.category == category
        for item in patterns_of(skill)
    }
    return list(found.values())


def test_every_file_of_knowledge_holds_to_its_format() -> None:
    files = read_folder("knowledge", KnowledgeFile)

    assert files
    assert sum(len(read.skill) for _, read in files) == len(knowledge())


def test_knowledge_is_about_skills_of_the_taxonomy() -> None:
    skills = taxonomy_with().skills

    assert not [name for name in knowledge() if name not in skills or not skills[name].is_named]


def test_no_two_questions_of_the_whole_material_are_alike() -> None:
    asked = [(item.key, words_of(item.ask)) for item in every_item()]

    alike = [(a, b) for (a, one), (b, two) in combinations(asked, 2) if is_alike(one, [two])]

    assert not alike


def test_nothing_in_the_material_is_about_who_somebody_is() -> None:
    wrong = []
    for one in every_item():
        skill = taxonomy_with().skills.get(one.key.split("/")[0])
        field = skill.category if skill else ""
        text = " ".join([one.ask, one.why, *(point.text for point in one.points)])
        if one.key.startswith("health") or field == "Health care":
            text = ABOUT_PATIENTS.sub("", text)
        if field == "Natural languages":
            text = FOREIGN_WORDS.sub("", text)
        wrong += [f"{one.key}: {found}" for found in ABOUT_THE_PERSON.findall(text)]

    assert not wrong


def test_nothing_in_the_material_would_be_refused_as_unlawful() -> None:
    refused = [
        f"{one.key}: {flag.words}"
        for one in every_item()
        for flag in find_flags(one.ask)
        if flag.severity == "refuse"
    ]

    assert not refused


@pytest.mark.parametrize("category", CATEGORIES)
def test_each_field_has_patterns_of_each_level(category: str) -> None:
    items = _patterns_in(category)

    for level in ORDER:
        of_level = [one for one in items if level in one.levels]
        assert Counter(one.question_type for one in of_level)["technical"] >= 2
        assert Counter(one.question_type for one in of_level)["situational"] >= 1


def test_patterns_are_for_fields_and_groups_that_exist() -> None:
    skills = taxonomy_with().skills

    assert {file.category for file in pattern_files().values()} == {*CATEGORIES, ANY}
    assert {group for file in pattern_files().values() for group in file.groups} <= skills.keys()


def test_there_are_experiences_enough_to_ask_fifty_questions_about_one_skill() -> None:
    assert len(competencies()) >= 25
    assert all("{work}" in one.ask or "{skill}" in one.ask for one in behavioral(leads=True))
    for level in ORDER:
        assert sum(level in one.levels for one in behavioral(leads=False)) >= 50


def test_patterns_name_the_skill_they_are_filled_with() -> None:
    patterns = [one for name in CATEGORIES for one in _patterns_in(name)]

    assert not [one.key for one in (*patterns, *general_patterns()) if "{skill}" not in one.ask]


def test_a_valid_file_becomes_fourteen_items() -> None:
    read = read_text("kafka.toml", skill_file(), KnowledgeFile)

    assert len(items_of(read.skill[0])) == 14


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            skill_file(pitfall_1="Short."),
            r"kafka\.toml:48: Kafka: .*pitfall\.2\.points\.1.*1 words",
        ),
        (skill_file(task_0="No full stop at the end"), r"Kafka: .*task\.1\.points.*full sentence"),
        (skill_file(task_0="- An item of a list, not a sentence."), r"task\.1\.points.*of a list"),
        (skill_file(task_0="The second statement is also a sentence."), r"says the same twice"),
        (skill_file().replace("[[skill.scenario]]", "[[skill.story]]"), r"story.*not permitted"),
        (skill_file().replace('"expert"', '"guru"'), r"concept\.4\.level"),
        (skill_file() + item("task", "expert", 9), r"kafka\.toml:2: Kafka: .*at most 3 items"),
        (skill_file().replace('"beginner"', '"expert"', 1), r"needs one concept of each level"),
        (skill_file().replace("0?", "0!"), r"concept\.1\.ask.*does not end"),
        ("[[skill]]\nname = ", r"kafka\.toml: Invalid value"),
        ("", r"skill: Field required"),
    ],
)
def test_a_broken_file_is_refused_with_line_skill_and_cause(text: str, said: str) -> None:
    with pytest.raises(MaterialInvalid, match=said):
        read_text("kafka.toml", text, KnowledgeFile)
