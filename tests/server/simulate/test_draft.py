"""The candidate's side of an answer: what is sent, sent again, and known to be safe."""

import pytest

from server.simulate.draft import Draft, fold
from server.simulate.typist import Stroke


def draft(typed: str = "") -> Draft:
    made = Draft(session_id=1, question_id=2, opened_at=10.0)
    for at, char in enumerate(typed):
        made.take(Stroke(0.2, at, 0, char), now=10.5)
    return made


def test_strokes_are_gathered_into_one_edit() -> None:
    answer = draft("abc")

    (edit,) = answer.sendable(window=8)

    assert (edit.base_rev, edit.rev) == (0, 1)
    assert [splice["insert"] for splice in edit.splices] == ["a", "b", "c"]
    assert {splice["t"] for splice in edit.splices} == {500}


def test_edits_build_on_each_other_without_waiting_for_acknowledgements() -> None:
    answer = draft("a")
    answer.sendable(window=8)[0].flying = True
    answer.take(Stroke(0.2, 1, 0, "b"), now=11.0)

    (second,) = answer.sendable(window=8)

    assert (second.base_rev, second.rev) == (1, 2)


def test_a_full_window_keeps_further_strokes_back() -> None:
    answer = draft("a")
    (first,) = answer.sendable(window=1)
    first.flying = True
    answer.take(Stroke(0.2, 1, 0, "b"), now=11.0)

    assert answer.sendable(window=1) == []
    answer.acknowledge(first)
    assert [edit.rev for edit in answer.sendable(window=1)] == [2]


def test_after_a_broken_line_what_was_not_acknowledged_is_sent_again_in_order() -> None:
    answer = draft("a")
    for at, char in enumerate("bc", start=1):
        answer.sendable(window=8)
        answer.take(Stroke(0.2, at, 0, char), now=11.0)
    edits = answer.sendable(window=8)
    for edit in edits:
        edit.flying = True
    answer.acknowledge(edits[0])

    answer.ground()

    assert [edit.rev for edit in answer.sendable(window=8)] == [2, 3]
    assert not answer.is_settled


def test_the_acknowledged_texts_are_remembered_per_revision() -> None:
    answer = draft("a")
    (first,) = answer.sendable(window=8)
    answer.take(Stroke(0.2, 1, 0, "b"), now=11.0)
    first, second = answer.sendable(window=8)

    answer.acknowledge(first)
    assert answer.acknowledged == {1: "a"}
    answer.acknowledge(second)
    assert answer.acknowledged == {1: "a", 2: "ab"}
    assert answer.is_settled


def test_a_late_second_acknowledgement_changes_nothing() -> None:
    answer = draft("a")
    (edit,) = answer.sendable(window=8)
    answer.acknowledge(edit)

    answer.acknowledge(edit)

    assert answer.acknowledged == {1: "a"}


def test_a_splice_outside_the_text_is_an_error() -> None:
    with pytest.raises(ValueError, match="splice at 2 removing 2 of 3"):
        fold("abc", [(2, 2, "")])
