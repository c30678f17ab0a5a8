"""People of every role on one shared server."""

from dataclasses import dataclass

import pytest_asyncio

from domain.kit.actor import Role
from tests.factories.server import RunningServer, new_name


@dataclass(frozen=True, slots=True)
class Cast:
    """Access tokens by role."""

    candidate: str
    recruiter: str
    expert: str
    admin: str


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def cast(shared: RunningServer) -> Cast:
    """One account of each role."""
    roles = (Role.CANDIDATE, Role.RECRUITER, Role.DOMAIN_EXPERT, Role.ADMIN)
    return Cast(*[await shared.sign_in(role, new_name("somebody")) for role in roles])
