"""Both sides compared: every difference has its repair, and agreement has none."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.video.ports import Hosted
from domain.video.reconciling import Kept, Repair, compare

NOW = datetime(2030, 6, 1, 9, 0, tzinfo=UTC)
SOON = NOW + timedelta(hours=3)
BEFORE = NOW - timedelta(hours=1)
OPEN = Kept(
    row_id=1,
    session_id=10,
    status="Scheduled",
    reference="interview-10",
    meeting_id="820",
    state="open",
    is_settled=True,
    is_planned=False,
    starts_at=SOON,
    minutes=60,
    touched_at=BEFORE,
)
THERE = Hosted("820", "uuid", "https://z/j/820", None, SOON, 60, reference="interview-10")
OTHER = replace(THERE, meeting_id="999")


@pytest.mark.parametrize(
    ("kept", "hosted", "expected"),
    [
        (OPEN, [THERE], []),
        (OPEN, [], ["reopened"]),
        (replace(OPEN, starts_at=BEFORE, minutes=30), [], []),
        (OPEN, [replace(THERE, starts_at=SOON + timedelta(hours=1))], ["moved"]),
        (OPEN, [replace(THERE, starts_at=SOON + timedelta(seconds=20))], []),
        (OPEN, [replace(THERE, minutes=30)], ["moved"]),
        (OPEN, [replace(THERE, state="started")], ["started"]),
        (replace(OPEN, state="started"), [replace(THERE, state="started")], []),
        (replace(OPEN, state="started"), [THERE], ["ended"]),
        (replace(OPEN, state="started"), [], ["ended"]),
        (replace(OPEN, state="ended"), [THERE], []),
        (replace(OPEN, state="ended"), [replace(THERE, state="started")], ["started"]),
        (OPEN, [THERE, OTHER], ["closed"]),
        (OPEN, [OTHER], ["closed", "reopened"]),
        (replace(OPEN, status="Cancelled"), [THERE], ["closed"]),
        (replace(OPEN, status="Cancelled", meeting_id=None, state="closed"), [], []),
        (replace(OPEN, status="Cancelled", state="failed", is_settled=False), [THERE], ["closed"]),
        (replace(OPEN, status="Completed", state="ended"), [THERE], []),
        (replace(OPEN, status="Completed", state="ended"), [THERE, OTHER], ["closed"]),
        (
            replace(OPEN, status="Completed", state="ended"),
            [replace(THERE, state="started")],
            ["retried"],
        ),
        (replace(OPEN, is_settled=False), [THERE], ["retried"]),
        (replace(OPEN, is_settled=False, is_planned=True), [THERE], []),
        (replace(OPEN, is_settled=False, state="failed"), [THERE], []),
        (replace(OPEN, touched_at=NOW), [], []),
        (OPEN, [THERE, replace(OTHER, reference="interview-77")], ["closed"]),
        (OPEN, [THERE, replace(OTHER, reference=None)], []),
    ],
)
def test_each_difference_has_its_repair(
    kept: Kept, hosted: list[Hosted], expected: list[str]
) -> None:
    repairs = compare([kept], hosted, NOW, NOW)

    assert [repair.kind for repair in repairs] == expected
    assert all(repair.why for repair in repairs)


_ROWS = st.builds(
    Kept,
    row_id=st.just(1),
    session_id=st.just(10),
    status=st.sampled_from(["Scheduled", "In Progress", "Completed", "Cancelled"]),
    reference=st.just("interview-10"),
    meeting_id=st.sampled_from([None, "820", "821"]),
    state=st.sampled_from(["wanted", "open", "started", "ended", "closed", "failed"]),
    is_settled=st.booleans(),
    is_planned=st.booleans(),
    starts_at=st.sampled_from([BEFORE - timedelta(days=1), SOON]),
    minutes=st.just(60),
    touched_at=st.just(BEFORE),
)
_HOSTED = st.builds(
    Hosted,
    meeting_id=st.sampled_from(["820", "821", "822"]),
    uuid=st.just("uuid"),
    join_url=st.just("https://z"),
    passcode=st.none(),
    starts_at=st.just(SOON),
    minutes=st.just(60),
    state=st.sampled_from(["waiting", "started"]),
    reference=st.sampled_from([None, "interview-10", "interview-11"]),
)


@given(row=_ROWS, hosted=st.lists(_HOSTED, unique_by=lambda one: one.meeting_id))
def test_a_wanted_meeting_is_never_closed_and_one_of_somebody_elses_never_touched(
    row: Kept, hosted: list[Hosted]
) -> None:
    closed = _closed(compare([row], hosted, NOW, NOW))

    nobodys = {one.meeting_id for one in hosted if one.reference is None}
    assert not closed & nobodys
    assert (
        row.status in {"Completed", "Cancelled"}
        or row.meeting_id not in closed
        or (
            # Under another reference it is another meeting.
            any(h.meeting_id == row.meeting_id and h.reference != row.reference for h in hosted)
        )
    )


@given(hosted=st.lists(_HOSTED, unique_by=lambda one: one.meeting_id))
def test_what_is_left_over_after_a_comparison_is_what_was_wanted(hosted: list[Hosted]) -> None:
    closed = _closed(compare([OPEN], hosted, NOW, NOW))

    left = [one for one in hosted if one.reference and one.meeting_id not in closed]
    assert [one.meeting_id for one in left] in ([], ["820"])


def _closed(repairs: list[Repair]) -> set[str | None]:
    return {repair.meeting_id for repair in repairs if repair.kind == "closed"}
