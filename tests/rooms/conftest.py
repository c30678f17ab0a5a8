"""Rooms that all tests of a module share, for long tables of what is refused."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest_asyncio

from tests.factories.server import Client, RunningServer, Scene


@dataclass(frozen=True, slots=True)
class Peopled:
    """A room with both its people in it."""

    scene: Scene
    recruiter: Client
    candidate: Client


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def waiting_room(shared_sqlite: RunningServer) -> AsyncIterator[Peopled]:
    """An interview that nobody has started."""
    async with shared_sqlite.room() as (scene, recruiter, candidate):
        yield Peopled(scene, recruiter, candidate)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def open_room(shared_sqlite: RunningServer) -> AsyncIterator[Peopled]:
    """An interview whose first question is open."""
    async with shared_sqlite.room() as (scene, recruiter, candidate):
        await recruiter.do("room.start")
        await recruiter.do("question.push")
        yield Peopled(scene, recruiter, candidate)
