"""Scripts: repeatable, with enough questions, and no two rooms with the same sentences."""

from random import Random

import pytest

from server.simulate.plan import MOST_QUESTIONS, Plan, question_kit, vary, write_scripts


def test_the_same_seed_writes_the_same_scripts() -> None:
    assert write_scripts(Plan(4, 1.0, seed=7)) == write_scripts(Plan(4, 1.0, seed=7))
    assert write_scripts(Plan(4, 1.0, seed=7)) != write_scripts(Plan(4, 1.0, seed=8))


def test_more_rooms_leave_the_first_ones_as_they_were() -> None:
    few, many = write_scripts(Plan(2, 1.0)), write_scripts(Plan(5, 1.0))

    assert many[:2] == few


@pytest.mark.parametrize(
    ("minutes", "kills", "at_least"), [(0.1, 0, 3), (10, 0, 14), (3, 100, 17), (600, 0, 40)]
)
def test_there_are_enough_questions_for_the_time(minutes: float, kills: int, at_least: int) -> None:
    plan = Plan(1, minutes, kills=kills)

    (script,) = write_scripts(plan)

    assert at_least <= len(script.questions) <= MOST_QUESTIONS
    assert len({question["key"] for question in script.questions}) == len(script.questions)
    assert all(script.answers)


def test_questions_without_a_rehearsed_text_are_answered_with_the_gold_answer() -> None:
    (script,) = write_scripts(Plan(1, 600))
    unrehearsed = [number for number, q in enumerate(script.questions) if not q["said"]]

    number = unrehearsed[0]
    gold = script.questions[number]["gold_standard_answer"]
    assert set(gold.split()) <= set(script.answers[number].split())


def test_rooms_say_the_same_in_other_words() -> None:
    text = question_kit()[0]["said"]["good"]

    said = {vary(text, Random(seed)) for seed in range(50)}

    assert len(said) == 50
