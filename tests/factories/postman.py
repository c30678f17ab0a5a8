"""A runner of jobs that delivers webhooks, and what tests do with it."""

from domain.kit.actor import SYSTEM
from domain.kit.addresses import AddressRules
from domain.kit.work import WorkShop
from domain.scoring.schemas import QuestionSpec, Score
from domain.webhooks.models import WebhookDelivery
from domain.webhooks.service import DELIVER_WEBHOOK, tell
from server.adapters.outbound import Outbound
from server.adapters.webhooks import Postman
from server.jobs import JobRunner
from tests.factories.clock import SettableClock
from tests.factories.hooks import deliveries
from tests.factories.values import make_score

DAY = 86_400


class Scorer:
    """The runner wants one; no answer is scored here."""

    async def score(self, spec: QuestionSpec, answer: str) -> Score:
        return make_score()


def new_runner(workshop: WorkShop, rules: AddressRules) -> JobRunner:
    """Return a runner without its loops, whose deliveries may take a third of a second."""
    runner = JobRunner(workshop, Scorer(), "")
    runner.learn(DELIVER_WEBHOOK, Postman(workshop, Outbound(rules, within_s=0.3)).deliver)
    return runner


async def happen(workshop: WorkShop, runner: JobRunner, times: int = 1) -> None:
    """Let something happen and its delivery be tried."""
    async with workshop.begin(SYSTEM) as work:
        for number in range(times):
            await tell(work, "interview.ended", session_id=number, status="Completed")
    await runner.stop()


async def go_on(clock: SettableClock, runner: JobRunner, seconds: float) -> None:
    clock.pass_by(seconds)
    await runner.sweep()


async def only(workshop: WorkShop) -> WebhookDelivery:
    [delivery] = await deliveries(workshop)
    return delivery
