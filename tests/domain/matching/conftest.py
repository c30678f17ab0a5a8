"""Who makes matches, and for whom."""

import pytest

from domain.kit.actor import SYSTEM, Actor, Role
from domain.kit.work import WorkShop
from domain.matching.maker import MatchMaker
from tests.domain.matching.making import SKILLS
from tests.factories.matching import EngineHere
from tests.factories.people import add_user


@pytest.fixture
def maker(workshop: WorkShop) -> MatchMaker:
    return MatchMaker(workshop, EngineHere(), SKILLS)


@pytest.fixture
async def recruiter(workshop: WorkShop) -> Actor:
    async with workshop.begin(SYSTEM) as work:
        return Actor.user(await add_user(work, "rec", Role.RECRUITER), Role.RECRUITER)
