"""What changed between two versions: nothing is lost, and only what differs is shown."""

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.questions.differences import differences, word_runs
from domain.questions.rules import CONTENT

SAME: dict[str, Any] = dict.fromkeys(CONTENT) | {"key_points": [], "rubric": []}
TEXTS = st.lists(st.sampled_from(["one", "two ", "three. ", " ", "\n", "ü", "?"])).map("".join)


def marked(old: str, new: str) -> str:
    signs = {"same": "{}", "removed": "[-{}]", "added": "[+{}]"}
    return "".join(signs[run.kind].format(run.text) for run in word_runs(old, new))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("", "", ""),
        ("Why REST?", "Why REST?", "Why REST?"),
        ("", "Why?", "[+Why?]"),
        ("Why?", "", "[-Why?]"),
        ("Explain REST now.", "Explain SOAP now.", "Explain [-REST ][+SOAP ]now."),
        ("Explain REST.", "Explain REST again.", "Explain [-REST][+REST again]."),
        ("a b c", "a c", "a [-b ]c"),
    ],
)
def test_the_words_that_differ_are_shown(old: str, new: str, shown: str) -> None:
    assert marked(old, new) == shown


@given(TEXTS | st.text(), TEXTS | st.text())
def test_both_texts_can_be_read_from_the_runs(old: str, new: str) -> None:
    runs = word_runs(old, new)

    assert "".join(run.text for run in runs if run.kind != "added") == old
    assert "".join(run.text for run in runs if run.kind != "removed") == new
    assert all(one.kind != next_.kind for one, next_ in itertools.pairwise(runs))


def test_texts_that_share_thousands_of_words_are_compared_where_they_differ() -> None:
    around = "word " * 3_000

    runs = word_runs(f"{around}old {around}", f"{around}new {around}")

    assert [(run.kind, run.text) for run in runs[1:3]] == [("removed", "old "), ("added", "new ")]


def test_only_fields_that_differ_are_named_and_lists_go_line_by_line() -> None:
    point = {"id": "k1", "text": "Resources have URLs", "weight": 1.0}
    level = {"level": 1, "name": "Weak", "text": "Says nothing."}
    new = SAME | {"key_points": [point], "rubric": [level], "time_limit_s": 90}

    found = {one.field: one.runs[-1].text for one in differences(SAME, new)}

    assert found == {
        "key_points": "Resources have URLs (weight 1)",
        "rubric": "1 Weak: Says nothing.",
        "time_limit_s": "90",
    }
