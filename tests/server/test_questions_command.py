"""``greenroom questions draft`` on the command line."""

import pytest
from click.testing import CliRunner, Result

from server.cli import main


def drafted(*arguments: str) -> Result:
    options = ("--job-title", "Engineer", *arguments)
    return CliRunner().invoke(main, ["questions", "draft", *options])


def test_drafts_are_printed_with_points_and_rubric() -> None:
    done = drafted("--skills", "postgres, kafka", "--count", "3", "--difficulty", "advanced")

    assert done.exit_code == 0, done.output
    assert "3. " in done.output
    assert "4. " not in done.output
    assert "Tests: PostgreSQL" in done.output
    assert "  k1 (" in done.output
    assert "  4 excellent:" in done.output


def test_the_seed_decides_what_is_printed() -> None:
    first, again, other = (drafted("--skills", "kafka", "--seed", seed) for seed in "112")

    assert first.output == again.output != other.output


def test_a_shortfall_is_said() -> None:
    done = drafted("--skills", "Cooking", "--type", "situational", "--count", "50")

    assert done.exit_code == 0
    assert "different questions of intermediate level" in done.output


@pytest.mark.parametrize(
    ("skills", "said"),
    [
        ("Kafkaa", "There is no skill Kafkaa. Did you mean Kafka"),
        (" , ", "Name at least one skill"),
    ],
)
def test_skills_that_are_none_end_with_a_sentence(skills: str, said: str) -> None:
    done = drafted("--skills", skills)

    assert done.exit_code == 1
    assert said in done.output
