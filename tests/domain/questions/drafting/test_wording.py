"""How skills are written within a sentence."""

import pytest

from domain.questions.drafting.wording import fill, in_sentence
from domain.skills.service import taxonomy_with


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Kafka", "Kafka"),
        ("Wound care", "wound care"),
        ("Welding", "welding"),
        ("Triage", "triage"),
        ("German", "German"),
        ("Gantt charts", "Gantt charts"),
        ("Google Ads", "Google Ads"),
        ("SEO", "SEO"),
        ("Kubernetes operators", "Kubernetes operators"),
        ("Unit testing", "unit testing"),
        ("Node.js", "Node.js"),
        ("Recruiting", "recruiting"),
        ("Communication", "communication"),
        ("Workday", "Workday"),
        ("MIG welding", "MIG welding"),
        ("VDE standards", "work under VDE standards"),
    ],
)
def test_everyday_words_are_small_and_names_are_not(name: str, written: str) -> None:
    assert in_sentence(taxonomy_with().skills[name]) == written


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Kafka", "your work with Kafka"),
        ("Wound care", "your work in wound care"),
        ("Data pipelines", "your work with data pipelines"),
        ("German", "your work in German"),
        ("VDE standards", "your work under VDE standards"),
        ("Communication", "work in which communication mattered"),
    ],
)
def test_work_is_done_in_a_craft_and_with_a_tool(name: str, written: str) -> None:
    assert fill("{work}", taxonomy_with().skills[name]) == written
