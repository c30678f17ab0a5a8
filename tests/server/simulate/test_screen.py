"""The recruiter's screen: edits are folded in, gaps are noticed."""

from typing import Any

from server.simulate.screen import Screen

QUESTION = 4


def edited(base_rev: int, rev: int, at: int, insert: str) -> dict[str, Any]:
    splice = {"at": at, "remove": 0, "insert": insert}
    return {"question_id": QUESTION, "base_rev": base_rev, "rev": rev, "splices": [splice]}


def test_edits_in_order_make_the_text() -> None:
    screen = Screen()

    assert screen.edited(edited(0, 2, 0, "ab")) == "applied"
    assert screen.edited(edited(2, 3, 2, "c")) == "applied"
    assert screen.shown[QUESTION] == (3, "abc")


def test_an_edit_that_is_known_already_is_passed_over() -> None:
    screen = Screen()
    screen.edited(edited(0, 2, 0, "ab"))

    assert screen.edited(edited(1, 2, 1, "b")) == "old"
    assert screen.shown[QUESTION] == (2, "ab")


def test_a_gap_is_noticed_and_closed_by_reading() -> None:
    screen = Screen()

    assert screen.edited(edited(3, 4, 3, "d")) == "gap"
    assert screen.rev(QUESTION) == 0
    screen.read({"question_id": QUESTION, "rev": 4, "text": "abcd"})
    assert screen.edited(edited(4, 5, 4, "e")) == "applied"
    assert screen.shown[QUESTION] == (5, "abcde")


def test_an_older_text_never_replaces_a_newer_one() -> None:
    screen = Screen()
    screen.edited(edited(0, 5, 0, "new"))

    screen.read({"question_id": QUESTION, "rev": 4, "text": "old"})

    assert screen.shown[QUESTION] == (5, "new")


def test_another_text_for_the_same_revision_differs() -> None:
    screen = Screen()
    screen.edited(edited(0, 5, 0, "seen"))

    assert screen.differs(QUESTION, 5, "stored")
    assert not screen.differs(QUESTION, 5, "seen")
    assert not screen.differs(QUESTION, 6, "stored")
