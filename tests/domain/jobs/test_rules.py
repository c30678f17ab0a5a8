"""A job's life: every state, every verb."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.jobs import rules
from domain.jobs.errors import ImpossibleMove
from domain.jobs.rules import JobStatus, Verb

VERBS: tuple[Verb, ...] = get_args(Verb)
ALLOWED = {
    ("Draft", "publish", "Open"),
    ("Draft", "archive", "Archived"),
    ("Pending Approval", "approve", "Open"),
    ("Pending Approval", "reject", "Draft"),
    ("Pending Approval", "archive", "Archived"),
    ("Open", "close", "Closed"),
    ("Open", "archive", "Archived"),
    ("Closed", "reopen", "Open"),
    ("Closed", "archive", "Archived"),
    ("Archived", "reopen", "Draft"),
}


@pytest.mark.parametrize("status", rules.STATUSES)
@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_leads_where_it_may_and_says_what_may_be_done_instead(
    status: JobStatus, verb: Verb
) -> None:
    targets = {end for begin, v, end in ALLOWED if (begin, v) == (status, verb)}

    if targets:
        assert {rules.after(status, verb, approval=False)} == targets
        return
    with pytest.raises(ImpossibleMove) as refusal:
        rules.after(status, verb, approval=False)
    for possible in rules.possible(status):
        assert possible in refusal.value.message
    assert refusal.value.details["possible"] == rules.possible(status)


@pytest.mark.parametrize(
    ("begin", "wanted", "verb"),
    [
        ("Draft", "Open", "publish"),
        ("Open", "Closed", "close"),
        ("Closed", "Open", "reopen"),
        ("Open", "Archived", "archive"),
        ("Archived", "Draft", "reopen"),
    ],
)
def test_a_wanted_state_stands_for_a_verb(begin: JobStatus, wanted: JobStatus, verb: Verb) -> None:
    assert rules.verb_between(begin, wanted) == verb


@pytest.mark.parametrize(
    ("begin", "wanted"),
    [("Pending Approval", "Open"), ("Archived", "Open"), ("Open", "Draft"), ("Draft", "Closed")],
)
def test_no_wish_gets_round_the_approval(begin: JobStatus, wanted: JobStatus) -> None:
    with pytest.raises(ImpossibleMove):
        rules.verb_between(begin, wanted)


@given(
    wanted=st.sampled_from(rules.STATUSES),
    verbs=st.lists(st.sampled_from([verb for verb in VERBS if verb != "approve"])),
)
def test_where_jobs_need_approval_none_opens_without(wanted: JobStatus, verbs: list[Verb]) -> None:
    status = rules.first_status(wanted, approval=True)

    for verb in verbs:
        if verb in rules.possible(status):
            status = rules.after(status, verb, approval=True)

    assert status not in {"Open", "Closed"}


def test_every_state_can_be_left() -> None:
    for status in rules.STATUSES:
        assert rules.possible(status)
