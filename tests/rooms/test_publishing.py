"""What becomes of announcements on their way out."""

from domain.interviews.journal import AnswerEdited
from domain.interviews.splices import Splice, apply_splices
from rooms.publishing import merge_edits


def edited(base_rev: int, rev: int, at: int, text: str, *, answer_id: int = 1) -> AnswerEdited:
    return AnswerEdited(1, answer_id, answer_id, base_rev, rev, [Splice(at=at, insert=text)], "")


def test_edits_that_build_on_each_other_leave_as_one() -> None:
    [merged] = merge_edits([edited(0, 1, 0, "a"), edited(1, 4, 1, "b")])

    assert (merged.base_rev, merged.rev) == (0, 4)
    assert apply_splices("", merged.splices) == "ab"


def test_answers_are_merged_apart() -> None:
    edits = [edited(0, 1, 0, "a"), edited(0, 1, 0, "x", answer_id=2), edited(1, 2, 1, "b")]

    assert {(m.answer_id, m.rev) for m in merge_edits(edits)} == {(1, 2), (2, 1)}


def test_an_edit_made_through_another_node_leaves_a_hole_that_shows() -> None:
    merged = merge_edits([edited(4, 5, 0, "a"), edited(6, 7, 2, "c")])

    assert [(m.base_rev, m.rev) for m in merged] == [(4, 5), (6, 7)]
