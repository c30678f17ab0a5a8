"""The host's events in this process: who processes them, and when they are forgotten."""

from functools import partial

from domain.kit.actor import SYSTEM
from domain.kit.work import WorkShop
from domain.video.hooks import Hooks
from domain.video.inbox import PROCESS_EVENT, forget_old_events
from domain.video.processing import process_event
from server.jobs import Conclusion, JobRunner

FORGET_EVERY_S = 3_600.0


def serve_inbox(runner: JobRunner, workshop: WorkShop, hooks: Hooks) -> None:
    """Let ``runner`` process events and forget old ones; ``hooks`` take recordings and streams."""

    async def process(event_id: int) -> Conclusion:
        return partial(process_event, event_id=event_id, hooks=hooks)

    async def forget() -> None:
        async with workshop.begin(SYSTEM) as work:
            await forget_old_events(work)

    runner.learn(PROCESS_EVENT, process)
    runner.repeat(forget, FORGET_EVERY_S)
