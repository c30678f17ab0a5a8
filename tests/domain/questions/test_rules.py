"""A question's life: every state, every step; who may decide; what an edit amounts to."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from domain.questions import rules
from domain.questions.errors import ImpossibleStep
from domain.questions.rules import QuestionState, Step

STEPS: tuple[Step, ...] = get_args(Step)
ALLOWED = {
    ("draft", "edit", "draft"),
    ("draft", "submit", "in_review"),
    ("draft", "approve", "approved"),
    ("draft", "reject", "rejected"),
    ("draft", "retire", "retired"),
    ("in_review", "edit", "draft"),
    ("in_review", "approve", "approved"),
    ("in_review", "reject", "rejected"),
    ("in_review", "retire", "retired"),
    ("approved", "edit", "draft"),
    ("approved", "reject", "rejected"),
    ("approved", "retire", "retired"),
    ("rejected", "edit", "draft"),
    ("rejected", "retire", "retired"),
    ("retired", "restore", "draft"),
}


@pytest.mark.parametrize("state", rules.STATES)
@pytest.mark.parametrize("step", STEPS)
def test_a_step_leads_where_it_may_and_says_what_may_be_done_instead(
    state: QuestionState, step: Step
) -> None:
    targets = {end for begin, s, end in ALLOWED if (begin, s) == (state, step)}

    if targets:
        assert {rules.after(state, step)} == targets
        return
    with pytest.raises(ImpossibleStep) as refusal:
        rules.after(state, step)
    for possible in rules.possible(state):
        assert possible in refusal.value.message
    assert refusal.value.details["possible"] == rules.possible(state)


@pytest.mark.parametrize(
    ("approved_before", "version", "newest", "outcome"),
    [
        (True, 2, 2, ("approved", True)),
        (True, 1, 2, ("draft", True)),
        (False, 2, 2, ("draft", False)),
        (False, 1, 1, ("draft", False)),
    ],
)
def test_what_comes_back_is_in_use_only_if_its_version_was_approved(
    *, approved_before: bool, version: int, newest: int, outcome: tuple[str, bool]
) -> None:
    back = rules.restored(approved_before=approved_before, version=version, newest=newest)

    assert back == outcome


@pytest.mark.parametrize(
    ("changed", "allowed"),
    [
        ((), True),
        (("time_limit_s",), True),
        (("why_asked", "time_limit_s"), True),
        *(((field,), False) for field in rules.CONTENT if field not in rules.NEUTRAL),
        (("why_asked", "question_text"), False),
    ],
)
def test_a_reviewer_may_change_only_what_does_not_matter(
    changed: tuple[str, ...], *, allowed: bool
) -> None:
    assert rules.may_come_with_approval(changed) == allowed


@pytest.mark.parametrize(
    ("user_id", "authors", "own"),
    [(1, {1}, True), (1, {1, 2}, True), (1, {2}, False), (1, set(), False), (None, {None}, False)],
)
def test_who_wrote_any_part_of_a_draft_is_its_author(
    user_id: int | None, authors: set[int | None], *, own: bool
) -> None:
    assert rules.is_own(user_id, authors) == own


FIELDS = st.dictionaries(st.sampled_from(rules.CONTENT), st.integers(0, 2))


@given(st.fixed_dictionaries({name: st.integers(0, 2) for name in rules.CONTENT}), FIELDS)
def test_a_change_is_what_differs(before: dict[str, int], sent: dict[str, int]) -> None:
    changed = rules.changes(before, sent)

    assert before | changed == before | sent
    assert all(before[name] != value for name, value in changed.items())


class QuestionMachine(RuleBasedStateMachine):
    """Two people work on one question, step by step; what nobody else saw is never in use."""

    def __init__(self) -> None:
        super().__init__()
        self.state: QuestionState = "draft"
        self.authors: list[set[int | None]] = [{1}]
        self.approvals: dict[int, int] = {}
        self.version, self.in_use = 1, False

    @property
    def waiting(self) -> set[int | None]:
        begin = self.version if self.in_use else 0
        return set().union(*self.authors[begin:])

    def may(self, step: Step) -> bool:
        return step in rules.possible(self.state)

    @precondition(lambda self: self.may("edit"))
    @rule(person=st.sampled_from([1, 2]))
    def edit(self, person: int) -> None:
        self.state = rules.after(self.state, "edit")
        self.authors.append({person})
        self.version = self.version if self.in_use else len(self.authors)

    @precondition(lambda self: self.may("submit"))
    @rule()
    def submit(self) -> None:
        self.state = rules.after(self.state, "submit")

    @precondition(lambda self: self.may("approve"))
    @rule(person=st.sampled_from([1, 2, 3]))
    def approve(self, person: int) -> None:
        if not rules.is_own(person, self.waiting):
            self.state = rules.after(self.state, "approve")
            self.version, self.in_use = len(self.authors), True
            self.approvals[self.version] = person

    @precondition(lambda self: self.may("reject"))
    @rule()
    def reject(self) -> None:
        if self.state == "approved":
            self.in_use = False
            self.approvals.pop(self.version)
        self.state = rules.after(self.state, "reject")

    @precondition(lambda self: self.may("retire"))
    @rule()
    def retire(self) -> None:
        self.state, self.in_use = rules.after(self.state, "retire"), False

    @precondition(lambda self: self.may("restore"))
    @rule()
    def restore(self) -> None:
        self.state, self.in_use = rules.restored(
            approved_before=self.version in self.approvals,
            version=self.version,
            newest=len(self.authors),
        )
        self.version = self.version if self.in_use else len(self.authors)

    @invariant()
    def what_is_in_use_was_approved_by_somebody_else(self) -> None:
        if self.in_use:
            assert self.approvals[self.version] not in self.authors[self.version - 1]

    @invariant()
    def the_state_tells_of_the_newest_version(self) -> None:
        if self.state == "approved":
            assert self.in_use
            assert self.version == len(self.authors)
        if self.state == "retired":
            assert not self.in_use


TestQuestionMachine = QuestionMachine.TestCase
