"""Application forms and tracking links, and the figures that come of them."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from sqlalchemy import select, text

from domain.candidates.models import JobApplication
from domain.jobs.errors import FormChanged, SourceExists
from domain.jobs.forms import checked_answers, read_form, write_form
from domain.jobs.lifecycle import close_job
from domain.jobs.schemas import AddSource, FormQuery, FormQuestion, WriteForm
from domain.jobs.sources import add_source, list_sources
from domain.jobs.stats import read_stats
from domain.kit.actor import NOBODY, SYSTEM, Actor, Role
from domain.kit.errors import FieldsInvalid, NotAllowed, NotFound
from domain.kit.paging import PageQuery
from domain.kit.work import WorkShop
from tests.factories.clock import SettableClock
from tests.factories.people import apply, open_job

CANDIDATE = Actor(key="user:1", role=Role.CANDIDATE)
QUESTIONS: list[dict[str, Any]] = [
    {"id": "why", "kind": "long_text", "label": "Why here?", "required": True},
    {"id": "permit", "kind": "yes_no", "label": "May you work here?", "required": True},
    {"id": "shift", "kind": "choice", "label": "Which shift?", "options": ["Day", "Night"]},
    {"id": "tools", "kind": "several_choices", "label": "Tools?", "options": ["Saw", "Drill"]},
    {"id": "years", "kind": "number", "label": "How many years?"},
    {"id": "nick", "kind": "short_text", "label": "What do we call you?"},
]
FORM = [FormQuestion.model_validate(question) for question in QUESTIONS]
GOOD: dict[str, Any] = {"why": "Because.", "permit": False}


async def make_job(workshop: WorkShop, **fields: Any) -> int:
    async with workshop.begin(SYSTEM) as work:
        return await open_job(work, **fields)


async def write(workshop: WorkShop, job_id: int, **fields: Any) -> int:
    command = WriteForm.model_validate({"questions": QUESTIONS} | fields)
    async with workshop.begin(SYSTEM) as work:
        return (await write_form(work, SYSTEM, job_id, command)).version


async def applied(workshop: WorkShop, job_id: int, **fields: Any) -> JobApplication:
    async with workshop.begin(NOBODY) as work:
        application_id = await apply(work, job_id, **fields)
    async with workshop.look(SYSTEM) as work:
        return await work.session.get_one(JobApplication, application_id)


async def test_a_form_is_kept_in_versions(workshop: WorkShop) -> None:
    job_id = await make_job(workshop)

    async with workshop.look(NOBODY) as work:
        empty = await read_form(work, NOBODY, job_id, FormQuery())
    versions = [await write(workshop, job_id), await write(workshop, job_id, questions=[])]
    async with workshop.look(NOBODY) as work:
        newest = await read_form(work, NOBODY, job_id, FormQuery())
        first = await read_form(work, NOBODY, job_id, FormQuery(version=1))
        with pytest.raises(NotFound):
            await read_form(work, NOBODY, job_id, FormQuery(version=3))

    assert (empty.version, empty.questions, versions) == (0, [], [1, 2])
    assert (newest.version, newest.questions, first.questions) == (2, [], FORM)


async def test_a_form_is_not_overwritten_unseen(workshop: WorkShop) -> None:
    job_id = await make_job(workshop)
    await write(workshop, job_id, expected_version=0)

    with pytest.raises(FormChanged):
        await write(workshop, job_id, expected_version=0)
    outcomes = await asyncio.gather(*(write(workshop, job_id) for _ in range(3)))

    assert sorted(outcomes) == [2, 3, 4]


async def test_the_form_of_a_hidden_job_is_hidden(workshop: WorkShop) -> None:
    job_id = await make_job(workshop, status="Draft")

    async with workshop.look(NOBODY) as work:
        with pytest.raises(NotFound):
            await read_form(work, NOBODY, job_id, FormQuery())
    async with workshop.begin(CANDIDATE) as work:
        with pytest.raises(NotAllowed):
            await write_form(work, CANDIDATE, job_id, WriteForm(questions=[]))


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "Up Case"},
        {"id": ""},
        {"kind": "essay"},
        {"label": " "},
        {"options": ["A"]},
        {"kind": "choice", "options": []},
        {"kind": "choice", "options": ["A", "A"]},
        {"kind": "choice", "options": [str(n) for n in range(51)]},
    ],
)
def test_a_malformed_question_is_refused(wrong: dict[str, object]) -> None:
    question = {"id": "q", "kind": "short_text", "label": "Q?"}
    WriteForm.model_validate({"questions": [question]})

    with pytest.raises(ValidationError):
        WriteForm.model_validate({"questions": [question | wrong]})
    with pytest.raises(ValidationError):
        WriteForm.model_validate({"questions": [question, question]})


def test_answers_are_kept_as_they_were_given() -> None:
    given_answers = GOOD | {
        "shift": "Night",
        "tools": ["Saw"],
        "years": 2.5,
        "nick": "  Mina ",
    }

    kept = checked_answers(FORM, given_answers)

    assert kept == given_answers | {"nick": "Mina"}
    assert checked_answers(FORM, GOOD | {"nick": " ", "tools": [], "years": None}) == GOOD


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({}, ["why", "permit"]),
        (GOOD | {"why": "  "}, ["why"]),
        (GOOD | {"other": 1}, ["other"]),
        (GOOD | {"why": 7}, ["why"]),
        (GOOD | {"why": "x" * 5_001}, ["why"]),
        (GOOD | {"nick": "a\x00b"}, ["nick"]),
        (GOOD | {"permit": "yes"}, ["permit"]),
        (GOOD | {"permit": 1}, ["permit"]),
        (GOOD | {"shift": "Noon"}, ["shift"]),
        (GOOD | {"shift": ["Day"]}, ["shift"]),
        (GOOD | {"tools": "Saw"}, ["tools"]),
        (GOOD | {"tools": ["Saw", "Saw"]}, ["tools"]),
        (GOOD | {"tools": [{}]}, ["tools"]),
        (GOOD | {"years": "7"}, ["years"]),
        (GOOD | {"years": True}, ["years"]),
        (GOOD | {"years": float("nan")}, ["years"]),
        (GOOD | {"years": 10**400}, ["years"]),
    ],
)
def test_a_wrong_answer_is_named(answers: dict[str, Any], wrong: list[str]) -> None:
    with pytest.raises(FieldsInvalid) as refusal:
        checked_answers(FORM, answers)

    assert sorted(refusal.value.fields) == sorted(f"answers.{name}" for name in wrong)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([q.id for q in FORM]) | st.text(max_size=80), JSON))
def test_no_answer_breaks_the_check(answers: dict[str, Any]) -> None:
    try:
        kept = checked_answers(FORM, answers)
    except FieldsInvalid:
        return
    assert {"why", "permit"} <= set(kept)


async def test_answers_are_stored_sealed_with_the_forms_version(workshop: WorkShop) -> None:
    job_id = await make_job(workshop)
    before = await applied(workshop, job_id)
    await write(workshop, job_id)

    answers = GOOD | {"why": "my lighthouse"}
    after = await applied(workshop, job_id, applicant_email="b@example.org", answers=answers)
    with pytest.raises(FieldsInvalid):
        await applied(workshop, job_id, applicant_email="c@example.org")

    assert (before.answers, before.form_version) == (None, None)
    assert (after.answers, after.form_version) == (answers, 1)
    async with workshop.database.reading() as session:
        raw = await session.scalars(text("SELECT answers FROM job_applications"))
        assert not any("lighthouse" in (stored or "") for stored in raw)


async def test_answers_without_a_form_are_refused(workshop: WorkShop) -> None:
    with pytest.raises(FieldsInvalid) as refusal:
        await applied(workshop, await make_job(workshop), answers={"why": "So."})

    assert list(refusal.value.fields) == ["answers.why"]


async def test_a_tracking_link_counts_who_comes_by_it(workshop: WorkShop) -> None:
    job_id, other = await make_job(workshop), await make_job(workshop)
    async with workshop.begin(SYSTEM) as work:
        link = await add_source(work, SYSTEM, job_id, AddSource(name="Job fair"), "https://g.org")
        with pytest.raises(SourceExists):
            await add_source(work, SYSTEM, job_id, AddSource(name="Job fair"), "")
        await add_source(work, SYSTEM, other, AddSource(name="Job fair"), "")

    by_link = await applied(workshop, job_id, source=link.code)
    by_word = await applied(workshop, job_id, source="Friend", applicant_email="b@example.org")
    elsewhere = await applied(workshop, other, source=link.code)

    assert link.url == f"https://g.org/jobs/{job_id}?source={link.code}"
    assert (by_link.source, by_word.source) == ("Job fair", "Friend")
    assert elsewhere.source == link.code
    async with workshop.look(SYSTEM) as work:
        page = await list_sources(work, SYSTEM, job_id, PageQuery(), "")
        assert [(source.name, source.applications) for source in page.items] == [("Job fair", 1)]
    async with workshop.look(CANDIDATE) as work:
        with pytest.raises(NotAllowed):
            await list_sources(work, CANDIDATE, job_id, PageQuery(), "")


async def test_the_figures_add_up(workshop: WorkShop, clock: SettableClock) -> None:
    filled = await make_job(workshop)
    await make_job(workshop, department="Research", status="Draft")
    first = await applied(workshop, filled, source="Friend")
    for number in range(3):
        await applied(workshop, filled, applicant_email=f"{number}@example.org")
    async with workshop.begin(SYSTEM) as work:
        application = await work.session.get_one(JobApplication, first.id)
        application.status = "Selected"
    clock.now += timedelta(days=12)
    async with workshop.begin(SYSTEM) as work:
        await close_job(work, SYSTEM, filled)

    async with workshop.look(SYSTEM) as work:
        stats = await read_stats(work, SYSTEM)

    assert (stats.jobs, stats.by_status) == (2, {"Closed": 1, "Draft": 1})
    assert stats.by_department == {"Engineering": 1, "Research": 1}
    assert (stats.applications, stats.applications_per_job_mean) == (4, 2)
    assert [(busy.job_id, busy.applications) for busy in stats.busiest] == [(filled, 4)]
    assert [(c.status, c.applications, c.share) for c in stats.conversion] == [
        ("Applied", 3, 0.75),
        ("Selected", 1, 0.25),
    ]
    assert [(s.source, s.applications, s.selected) for s in stats.by_source] == [
        (None, 3, 0),
        ("Friend", 1, 1),
    ]
    assert stats.time_to_fill.model_dump() == {"jobs": 1, "mean_days": 12, "median_days": 12}


async def test_figures_of_nothing_are_empty_and_not_for_candidates(workshop: WorkShop) -> None:
    async with workshop.look(SYSTEM) as work:
        stats = await read_stats(work, SYSTEM)
        assert (stats.jobs, stats.applications_per_job_mean) == (0, None)
    async with workshop.look(CANDIDATE) as work:
        with pytest.raises(NotAllowed):
            await read_stats(work, CANDIDATE)
    async with workshop.database.reading() as session:
        assert await session.scalar(select(JobApplication.id)) is None
