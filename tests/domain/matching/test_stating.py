"""Statements about terms of work are read; nothing is guessed where nobody says anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.matching.stating import days_until_start, preferences_in


@pytest.mark.parametrize(
    ("stated", "days"),
    [
        ("Immediately", 0),
        ("now", 0),
        ("sofort", 0),
        ("One month's notice", 30),
        ("2 weeks", 14),
        ("two weeks notice", 14),
        ("3 Monate", 90),
        ("in a month", 30),
        ("10 days", 10),
        ("by arrangement", None),
        ("", None),
        (None, None),
        ("from Michaelmas", None),
    ],
)
def test_a_start_is_read_in_days(stated: str | None, days: int | None) -> None:
    assert days_until_start(stated) == days


@pytest.mark.parametrize(
    ("said", "field", "value"),
    [
        ("I prefer working remotely.", "work_mode", "remote"),
        ("I would like to work from home", "work_mode", "remote"),
        ("Looking for a hybrid role.", "work_mode", "hybrid"),
        ("I worked on-site for years.", "work_mode", None),
        ("I am happy to work on-site.", "work_mode", "on_site"),
        ("I built remote controls.", "work_mode", None),
        ("Hybrid suits me.", "work_mode", "hybrid"),
        ("I prefer a small team.", "team_size", "small"),
        ("Seeking a large organisation.", "team_size", "large"),
        ("I led a small team.", "team_size", None),
        ("I cannot travel.", "travel", "none"),
        ("I am willing to travel often.", "travel", "much"),
        ("Happy to travel.", "travel", "some"),
        ("I sold travel insurance.", "travel", None),
        ("I am willing to relocate.", "relocates", True),
        ("I am moving to Bristol in the autumn.", "relocates", True),
        ("I am not willing to relocate.", "relocates", False),
        ("We moved pallets.", "relocates", None),
    ],
)
def test_only_plain_statements_count(said: str, field: str, value: object) -> None:
    assert getattr(preferences_in(said), field) == value


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    preferences_in(text)
    days = days_until_start(text)

    assert days is None or days >= 0
