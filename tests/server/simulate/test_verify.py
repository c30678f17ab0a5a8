"""Finding losses: what was acknowledged against what the server holds."""

import pytest

from server.simulate.draft import Draft
from server.simulate.scenes import Record, StoredAnswer
from server.simulate.typist import Stroke
from server.simulate.verify import losses

PLACE = (1, 2)


def record(texts: str = "abc", acknowledged: int = 3, *, submitted: bool = False) -> Record:
    """The candidate of interview 1 typed one edit per letter into question 2."""
    draft = Draft(*PLACE, opened_at=0.0)
    for at, char in enumerate(texts):
        draft.take(Stroke(0.1, at, 0, char), now=1.0)
        draft.sendable(window=100)
    for edit in draft.edits[:acknowledged]:
        draft.acknowledge(edit)
    return Record(1, [draft], {2: draft.text} if submitted else {})


@pytest.mark.parametrize(
    "stored",
    [
        StoredAnswer(3, "abc", {0: "", 1: "a", 2: "ab", 3: "abc"}),
        StoredAnswer(4, "abcd", {0: "", 1: "a", 2: "ab", 3: "abc", 4: "abcd"}),
        StoredAnswer(3, "abc"),
        StoredAnswer(4, "abcd"),
    ],
)
def test_nothing_is_lost_when_all_that_was_acknowledged_is_there(stored: StoredAnswer) -> None:
    assert losses([record()], {PLACE: stored}) == []


def test_what_was_never_acknowledged_may_be_missing() -> None:
    stored = StoredAnswer(2, "ab", {0: "", 1: "a", 2: "ab"})

    assert losses([record(acknowledged=2)], {PLACE: stored}) == []


@pytest.mark.parametrize(
    ("stored", "loss"),
    [
        (StoredAnswer(2, "ab", {0: "", 1: "a", 2: "ab"}), "revision 3 is missing"),
        (StoredAnswer(3, "abc", {0: "", 1: "a", 3: "abc"}), "revision 2 is missing"),
        (StoredAnswer(3, "abc", {0: "", 1: "x", 2: "ab", 3: "abc"}), "revision 1 differs"),
        (
            StoredAnswer(3, "old", {0: "", 1: "a", 2: "ab", 3: "abc"}),
            "the text is not the fold of its edits",
        ),
        (StoredAnswer(2, "ab"), "revision 3 is missing"),
        (StoredAnswer(3, "abx"), "revision 3 differs"),
    ],
)
def test_a_loss_is_named(stored: StoredAnswer, loss: str) -> None:
    assert losses([record()], {PLACE: stored}) == [f"interview 1, question 2: {loss}"]


def test_an_answer_that_is_gone_loses_all_its_revisions() -> None:
    assert len(losses([record()], {})) == 3


def test_another_text_than_the_one_handed_in_is_a_loss() -> None:
    stored = StoredAnswer(4, "abcd", {0: "", 1: "a", 2: "ab", 3: "abc", 4: "abcd"})

    (loss,) = losses([record(submitted=True)], {PLACE: stored})

    assert loss.endswith("the answer that was handed in differs")
