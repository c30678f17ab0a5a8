"""Refresh tokens when several things happen at once: nobody is signed out, nothing survives."""

import asyncio

import pytest
from sqlalchemy import select, update

from domain.accounts.errors import RefreshRefused, WrongCredentials
from domain.accounts.models import RefreshToken, SignIn, User
from domain.accounts.schemas import LogIn, TokenPair
from domain.accounts.service import REFRESH_GRACE, Accounts
from domain.accounts.sign_ins import REMEMBERED, end_all_sign_ins
from domain.kit.actor import SYSTEM, Role
from domain.kit.work import WorkShop
from tests.factories.clock import SettableClock
from tests.factories.people import open_account
from tests.factories.server import PASSWORD


class Tabs:
    """Tabs of one browser, each of whose requests is a work of its own."""

    def __init__(self, workshop: WorkShop, accounts: Accounts, user_id: int) -> None:
        self.workshop = workshop
        self.accounts = accounts
        self.user_id = user_id

    async def sign_in(self) -> TokenPair:
        async with self.workshop.begin(SYSTEM) as work:
            return await self.accounts.open_session(work, self.user_id)

    async def renew(self, token: str) -> TokenPair:
        async with self.workshop.begin(SYSTEM) as work:
            return await self.accounts.renew(work, token)

    async def log_out(self, token: str) -> None:
        async with self.workshop.begin(SYSTEM) as work:
            await self.accounts.log_out(work, token, None)

    async def end_all(self) -> None:
        async with self.workshop.begin(SYSTEM) as work:
            await end_all_sign_ins(work, self.user_id)


@pytest.fixture
async def tabs(workshop: WorkShop, accounts: Accounts) -> Tabs:
    async with workshop.begin(SYSTEM) as work:
        user_id = await open_account(work, accounts, "amina", Role.CANDIDATE)
    return Tabs(workshop, accounts, user_id)


async def test_ten_tabs_that_renew_at_once_share_one_child(tabs: Tabs) -> None:
    first = await tabs.sign_in()

    pairs = await asyncio.gather(*(tabs.renew(first.refresh_token) for _ in range(10)))

    assert len({pair.refresh_token for pair in pairs}) == 1
    async with tabs.workshop.database.reading() as session:
        assert len(list(await session.scalars(select(RefreshToken)))) == 2


async def test_a_tab_that_comes_late_gets_the_newest_token_not_a_used_one(
    tabs: Tabs, clock: SettableClock
) -> None:
    first = await tabs.sign_in()
    second = await tabs.renew(first.refresh_token)
    third = await tabs.renew(second.refresh_token)

    late = await tabs.renew(first.refresh_token)
    clock.pass_by(REFRESH_GRACE.total_seconds() + 60)
    later = await tabs.renew(late.refresh_token)

    assert late.refresh_token == third.refresh_token
    assert later.user.username == "amina"


async def test_an_answer_lost_in_a_crash_is_repeated(
    workshop: WorkShop, accounts: Accounts, tabs: Tabs
) -> None:
    first = await tabs.sign_in()
    await tabs.renew(first.refresh_token)

    restarted = Accounts(accounts.hasher, accounts.tokens, accounts.refresh_key)
    async with workshop.begin(SYSTEM) as work:
        again = await restarted.renew(work, first.refresh_token)

    assert (await tabs.renew(again.refresh_token)).user.username == "amina"


async def test_a_renewal_that_fails_before_its_commit_uses_nothing_up(tabs: Tabs) -> None:
    first = await tabs.sign_in()

    async def renew_and_crash() -> None:
        async with tabs.workshop.begin(SYSTEM) as work:
            await tabs.accounts.renew(work, first.refresh_token)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await renew_and_crash()
    assert (await tabs.renew(first.refresh_token)).user.username == "amina"


@pytest.mark.parametrize("how", ["log out", "end all"])
async def test_no_token_survives_an_end_that_meets_a_renewal(tabs: Tabs, how: str) -> None:
    for _ in range(5):
        first = await tabs.sign_in()
        end = tabs.log_out(first.refresh_token) if how == "log out" else tabs.end_all()

        renewed, _ = await asyncio.gather(
            tabs.renew(first.refresh_token), end, return_exceptions=True
        )

        if isinstance(renewed, TokenPair):
            with pytest.raises(RefreshRefused):
                await tabs.renew(renewed.refresh_token)


async def test_a_sign_in_by_a_password_that_was_just_replaced_is_refused(
    workshop: WorkShop, accounts: Accounts, tabs: Tabs
) -> None:
    async with workshop.look(SYSTEM) as work:
        user = await accounts.check_password(work, LogIn(username="amina", password=PASSWORD))
    async with workshop.begin(SYSTEM) as work:
        await work.session.execute(update(User).values(hashed_password="replaced"))

    with pytest.raises(WrongCredentials):
        async with workshop.begin(SYSTEM) as work:
            await accounts.open_session(work, user.id, proved_by=user.hashed_password)


async def test_what_is_long_over_is_forgotten_at_the_next_sign_in(
    tabs: Tabs, clock: SettableClock
) -> None:
    await tabs.renew((await tabs.sign_in()).refresh_token)
    clock.pass_by(REMEMBERED.total_seconds() + 1)

    await tabs.sign_in()

    async with tabs.workshop.database.reading() as session:
        assert len(list(await session.scalars(select(SignIn)))) == 1
        assert len(list(await session.scalars(select(RefreshToken)))) == 1
