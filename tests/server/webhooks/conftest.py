"""A receiver on a real socket, an endpoint that leads to it, and a runner that delivers."""

from collections.abc import AsyncIterator

import pytest

from domain.kit.work import WorkShop
from domain.webhooks.schemas import EndpointSecret
from server.jobs import JobRunner
from tests.factories.hooks import reaching, subscribe
from tests.factories.postman import new_runner
from tests.fakes.receiver import Receiver, receiving


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving() as receiver:
        yield receiver


@pytest.fixture
async def runner(workshop: WorkShop, receiver: Receiver) -> AsyncIterator[JobRunner]:
    runner = new_runner(workshop, reaching(receiver))
    yield runner
    await runner.stop()


@pytest.fixture
async def endpoint(workshop: WorkShop, receiver: Receiver) -> EndpointSecret:
    return await subscribe(workshop, receiver)
