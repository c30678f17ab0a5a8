"""The job runner: final answers get their score, once, whatever goes wrong on the way."""

import os
from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis
from sqlalchemy import delete, func, select, text, update
from taskiq import BrokerMessage

from domain.audit.models import AuditRecord
from domain.candidates.indexing import INDEX_PEOPLE
from domain.candidates.listing import list_candidates
from domain.candidates.models import Candidate, SearchTerm
from domain.candidates.schemas import CandidateQuery
from domain.interviews import answering, conduct
from domain.interviews.journal import AnswerJournal
from domain.interviews.schemas import PushQuestion, SetConsent
from domain.kit.actor import SYSTEM
from domain.kit.jobs import LEASE, MOST_ATTEMPTS, BackgroundJob, claim, enqueue
from domain.kit.work import WorkShop
from domain.scoring.schemas import QuestionSpec, Score, ScoringPolicy
from domain.scoring.scorer import AnswerScorer
from server.jobs import JobRunner
from tests.conftest import IN_CI
from tests.factories.clock import SettableClock
from tests.factories.people import apply, open_job
from tests.factories.play import Play, open_play, writing
from tests.factories.waiting import until

REDIS = os.environ.get("TEST_REDIS_URL", "")


class Breakable:
    """The real scorer by words alone, which a test can break and count."""

    def __init__(self) -> None:
        self._scorer = AnswerScorer(None, ScoringPolicy())
        self.broken = False
        self.calls = 0

    async def score(self, spec: QuestionSpec, answer: str) -> Score:
        self.calls += 1
        if self.broken:
            raise RuntimeError("the scorer is broken")
        return self._scorer.score(spec, answer)


@pytest.fixture
def scorer() -> Breakable:
    return Breakable()


@pytest.fixture
async def runner(workshop: WorkShop, scorer: Breakable) -> AsyncIterator[JobRunner]:
    """A runner without its loops: the test sweeps."""
    runner = JobRunner(workshop, scorer, "")
    yield runner
    await runner.stop()


@pytest.fixture
async def journal(workshop: WorkShop) -> AsyncIterator[AnswerJournal]:
    async with writing(workshop) as journal:
        yield journal


@pytest.fixture
async def play(workshop: WorkShop, journal: AnswerJournal) -> Play:
    """An interview with an open question, whose candidate agreed to be scored by the machine."""
    play = await open_play(workshop, journal, time_limit_s=60)
    await allow_scoring(play, granted=True)
    await play.staff(conduct.start_room)
    await play.staff(conduct.push_question, PushQuestion())
    return play


async def allow_scoring(play: Play, *, granted: bool) -> None:
    decision = SetConsent(purpose="ai_score", granted=granted, text_version="1")
    await play.guest(answering.set_consent, decision)


async def hand_in(play: Play) -> None:
    question = play.planned.questions[0]
    said = "Everything is a resource with its own URL and the server is stateless."
    await play.write(question, said)
    await play.submit(question, 1, said)


async def jobs(workshop: WorkShop) -> list[BackgroundJob]:
    async with workshop.database.reading() as session:
        # Of applications that come, matching has jobs that this runner does not know.
        known = select(BackgroundJob).where(BackgroundJob.name.not_like("matching.%"))
        return list(await session.scalars(known.order_by(BackgroundJob.id)))


async def score_of(play: Play) -> Score | None:
    score: Score | None = (await play.answer(play.planned.questions[0])).score
    return score


async def settle(runner: JobRunner) -> None:
    """Let what was woken by announcements finish."""
    await runner.stop()


async def test_a_submitted_answer_is_scored(play: Play, runner: JobRunner) -> None:
    await hand_in(play)

    await settle(runner)

    assert await score_of(play) is not None
    [job] = await jobs(play.workshop)
    assert (job.name, job.state, job.attempts) == ("score_answer", "done", 1)
    assert "score.final" in [event.type for event in (await play.events()).events]


async def test_an_answer_is_scored_once_however_often_its_job_is_run(
    play: Play, runner: JobRunner, scorer: Breakable
) -> None:
    await hand_in(play)
    await settle(runner)
    [job] = await jobs(play.workshop)

    await runner.run(job.id)
    await runner.run(job.id)

    assert scorer.calls == 1
    types = [event.type for event in (await play.events()).events]
    assert types.count("score.final") == 1


async def test_a_failed_scoring_is_tried_again_until_it_works(
    play: Play, runner: JobRunner, scorer: Breakable, clock: SettableClock
) -> None:
    scorer.broken = True
    await hand_in(play)
    await settle(runner)
    [job] = await jobs(play.workshop)
    assert (job.state, job.error) == ("queued", "RuntimeError")

    scorer.broken = False
    clock.pass_by(60)
    await runner.sweep()

    [job] = await jobs(play.workshop)
    assert (job.state, job.attempts) == ("done", 2)
    assert await score_of(play) is not None


async def test_scoring_is_given_up_after_five_tries(
    play: Play, runner: JobRunner, scorer: Breakable, clock: SettableClock
) -> None:
    scorer.broken = True
    await hand_in(play)
    await settle(runner)

    for _ in range(MOST_ATTEMPTS + 2):
        clock.pass_by(3_600)
        await runner.sweep()

    [job] = await jobs(play.workshop)
    assert (job.state, scorer.calls) == ("failed", MOST_ATTEMPTS)


async def test_a_job_lost_in_a_crash_is_found_by_the_sweep(
    play: Play, scorer: Breakable, clock: SettableClock
) -> None:
    await hand_in(play)
    [job] = await jobs(play.workshop)
    async with play.workshop.begin(SYSTEM) as work:
        assert await claim(work, job.id)
    restarted = JobRunner(play.workshop, scorer, "")

    await restarted.sweep()
    assert await score_of(play) is None
    clock.pass_by(LEASE.total_seconds())
    await restarted.sweep()

    assert await score_of(play) is not None
    await restarted.stop()


async def test_an_unknown_job_fails_without_harm(workshop: WorkShop, runner: JobRunner) -> None:
    async with workshop.begin(SYSTEM) as work:
        await enqueue(work, "make_coffee", cups=2)
    await settle(runner)

    [job] = await jobs(workshop)
    assert (job.state, job.error) == ("queued", "KeyError")


async def test_an_answer_is_not_scored_against_the_candidates_will(
    play: Play, runner: JobRunner, scorer: Breakable
) -> None:
    await allow_scoring(play, granted=False)

    await hand_in(play)
    await settle(runner)

    assert (await jobs(play.workshop), scorer.calls) == ([], 0)


async def test_who_was_not_asked_is_not_scored(
    workshop: WorkShop, journal: AnswerJournal, runner: JobRunner, scorer: Breakable
) -> None:
    play = await open_play(workshop, journal)
    await play.staff(conduct.start_room)
    await play.staff(conduct.push_question, PushQuestion())

    await hand_in(play)
    await settle(runner)

    assert (await jobs(workshop), scorer.calls) == ([], 0)


async def test_a_consent_withdrawn_before_the_scoring_stops_it(
    play: Play, scorer: Breakable
) -> None:
    await hand_in(play)
    await allow_scoring(play, granted=False)
    late = JobRunner(play.workshop, scorer, "")

    await late.sweep()

    assert (await score_of(play), scorer.calls) == (None, 0)
    assert [job.state for job in await jobs(play.workshop)] == ["done"]
    await late.stop()


@pytest.mark.parametrize(("seconds", "status"), [(61.9, "open"), (62, "closed")])
async def test_a_question_whose_time_is_over_is_closed(
    play: Play, runner: JobRunner, clock: SettableClock, seconds: float, status: str
) -> None:
    clock.pass_by(seconds)

    await runner.close_overdue()

    assert (await play.room()).questions[0].status == status


async def test_every_room_whose_time_is_over_is_found(
    play: Play, runner: JobRunner, clock: SettableClock, journal: AnswerJournal
) -> None:
    other = await open_play(play.workshop, journal, time_limit_s=60)
    await other.staff(conduct.start_room)
    await other.staff(conduct.push_question, PushQuestion())
    clock.pass_by(120)

    await runner.close_overdue()

    for room in (await play.room(), await other.room()):
        assert room.questions[0].close_reason == "time"


async def test_a_room_that_cannot_be_read_does_not_stop_the_clocks_of_the_others(
    play: Play, runner: JobRunner, clock: SettableClock, journal: AnswerJournal
) -> None:
    other = await open_play(play.workshop, journal, time_limit_s=60)
    await other.staff(conduct.start_room)
    await other.staff(conduct.push_question, PushQuestion())
    broken = text("UPDATE interview_answers SET answer_text = 'x' WHERE session_id = :room")
    async with play.workshop.begin(SYSTEM) as work:
        await work.session.execute(broken, {"room": play.session_id})
    clock.pass_by(120)

    await runner.close_overdue()

    assert (await other.room()).questions[0].close_reason == "time"


async def test_waiting_for_a_candidate_whose_line_broke_writes_nothing(
    play: Play, runner: JobRunner, clock: SettableClock
) -> None:
    async with play.workshop.begin(SYSTEM) as work:
        await answering.note_absence(work, play.session_id)
    clock.pass_by(100)
    before = await audit_length(play.workshop)

    await runner.close_overdue()

    assert await audit_length(play.workshop) == before
    clock.pass_by(142)
    await runner.close_overdue()
    assert (await play.room()).questions[0].close_reason == "time"


async def audit_length(workshop: WorkShop) -> int:
    async with workshop.database.reading() as session:
        return await session.scalar(select(func.count()).select_from(AuditRecord)) or 0


async def test_a_job_that_kills_its_worker_every_time_is_given_up(
    play: Play, clock: SettableClock
) -> None:
    await hand_in(play)
    [job] = await jobs(play.workshop)
    for _ in range(MOST_ATTEMPTS):
        async with play.workshop.begin(SYSTEM) as work:
            assert await claim(work, job.id)
        clock.pass_by(LEASE.total_seconds())

    async with play.workshop.begin(SYSTEM) as work:
        assert await claim(work, job.id) is None

    [job] = await jobs(play.workshop)
    assert (job.state, job.error) == ("failed", "Interrupted")


@pytest.mark.redis
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_wakes_workers_does_not_pile_up_in_redis(
    workshop: WorkShop, scorer: Breakable, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not REDIS:
        if IN_CI:
            pytest.fail("CI must set TEST_REDIS_URL")
        pytest.skip("TEST_REDIS_URL is not set")
    monkeypatch.setattr("server.jobs.MOST_WAKING", 100)
    runner = JobRunner(workshop, scorer, REDIS)
    await runner.broker.startup()

    for number in range(500):
        message = BrokerMessage(task_id=str(number), task_name="run_job", message=b"", labels={})
        await runner.broker.kick(message)

    async with Redis.from_url(REDIS) as redis:
        assert await redis.xlen("greenroom:jobs") <= 300
        await redis.flushdb()
    await runner.broker.shutdown()


async def test_people_from_before_the_search_are_made_findable(
    workshop: WorkShop, runner: JobRunner
) -> None:
    async with workshop.begin(SYSTEM) as work:
        await apply(work, await open_job(work), applicant_phone="+44 117 496 0142")
        await work.session.execute(delete(SearchTerm))
        await work.session.execute(update(Candidate).values(phone_index=None, name_index=None))
        await enqueue(work, INDEX_PEOPLE, after_id=0)

    async def all_done() -> bool:
        return {job.state for job in await jobs(workshop)} == {"done"}

    # Each batch wakes the job of the next one, until one finds nobody.
    await until(all_done)

    async with workshop.look(SYSTEM) as work:
        page = await list_candidates(work, SYSTEM, CandidateQuery(q="rahi"))
        row = (await work.session.scalars(select(Candidate))).one()
    assert page.total == 1
    assert None not in {row.phone_index, row.name_index}
