"""Lines find the question that was open; quotes find their lines."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.interviews.service import AskedTime
from domain.video.aligning import (
    Said,
    moment_in,
    parts_of,
    question_at,
    spoken_answers,
)

T0 = datetime(2030, 6, 1, 10, tzinfo=UTC)
TIMES = [
    AskedTime(1, T0, T0 + timedelta(seconds=60)),
    AskedTime(2, T0 + timedelta(seconds=90), None),
]


def at(second: float) -> datetime:
    return T0 + timedelta(seconds=second)


@pytest.mark.parametrize(
    ("start", "end", "question"),
    [
        (0, 5, 1),
        (-5, 1, 1),
        (-5, 0, None),
        (55, 65, 1),
        (61, 89, None),
        (80, 130, 2),
        (40, 110, 1),
        (59, 95, 2),
        (30, 30, 1),
        (1_000, 1_001, 2),
    ],
)
def test_a_line_belongs_to_the_question_that_was_open_for_most_of_it(
    start: int, end: int, question: int | None
) -> None:
    assert question_at(at(start), at(end), TIMES, []) == question


@pytest.mark.parametrize(
    ("start", "end", "question"), [(20, 30, None), (5, 12, 1), (100, 110, None), (12, 55, 1)]
)
def test_what_is_said_in_a_pause_answers_nothing(
    start: int, end: int, question: int | None
) -> None:
    pauses = [(at(10), at(40)), (at(95), None)]

    assert question_at(at(start), at(end), TIMES, pauses) == question


def test_only_the_candidates_lines_of_a_question_make_its_answer() -> None:
    lines = [
        Said(3, at(5), at(6), "candidate", "second", 1),
        Said(1, at(1), at(2), "candidate", "first", 1),
        Said(2, at(3), at(4), "interviewer", "and then?", 1),
        Said(4, at(91), at(92), "candidate", "other", 2),
        Said(5, at(70), at(71), "candidate", "small talk", None),
    ]

    answers = {each.question_id: each for each in spoken_answers(lines)}

    assert {key: each.text for key, each in answers.items()} == {1: "first second", 2: "other"}
    assert [part.line_id for part in answers[1].parts] == [1, 3]


@given(
    st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=6),
    st.integers(0, 60),
    st.integers(0, 60),
)
def test_a_quote_is_found_again_in_its_lines(texts: list[str], start: int, length: int) -> None:
    lines = [Said(n, at(n), at(n), "candidate", text, 1) for n, text in enumerate(texts)]
    spoken = spoken_answers(lines)[0]

    parts = parts_of(spoken.parts, start, start + length)

    found = " ".join(texts[part.line_id][part.start : part.end] for part in parts)
    assert found.split() == spoken.text[start : start + length].split() or " " in "".join(texts)


def test_a_moment_counts_from_the_recordings_start_and_not_outside_of_it() -> None:
    assert moment_in(at(0), at(60), at(12.5)) == 12.5
    assert moment_in(at(0), at(60), at(61)) is None
    assert moment_in(at(0), at(60), at(-1)) is None
