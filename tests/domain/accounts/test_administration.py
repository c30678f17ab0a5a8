"""What administrators do with accounts; the last of them stays."""

import asyncio

import pytest

from domain.accounts import administration
from domain.accounts.errors import LastAdmin, OwnRole, UsernameTaken
from domain.accounts.events import AccountChanged
from domain.accounts.schemas import ChangeUser, CreateUser, UserQuery, UserView
from domain.accounts.service import Accounts
from domain.kit.actor import SYSTEM, Actor, Role
from domain.kit.errors import NotAllowed, NotFound
from domain.kit.work import Announcement, WorkShop
from tests.factories.people import add_user, open_account


class Admins:
    """Administrators at work, each step in a work of its own."""

    def __init__(self, workshop: WorkShop) -> None:
        self.workshop = workshop

    async def add(self, name: str, role: Role = Role.CANDIDATE) -> int:
        async with self.workshop.begin(SYSTEM) as work:
            return await add_user(work, name, role)

    async def change(self, by: int, user_id: int, **fields: object) -> UserView:
        actor = Actor.user(by, Role.ADMIN)
        async with self.workshop.begin(actor) as work:
            command = ChangeUser.model_validate(fields)
            return await administration.change_user(work, actor, user_id, command)

    async def find(self, **query: object) -> list[str]:
        async with self.workshop.look(SYSTEM) as work:
            asked = UserQuery.model_validate(query)
            page = await administration.list_users(work, SYSTEM, asked)
        return [user.username for user in page.items]


@pytest.fixture
def admins(workshop: WorkShop) -> Admins:
    return Admins(workshop)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["carl", "bea", "amina"]),
        ({"q": "AMINA"}, ["amina"]),
        ({"q": "bea@example.org"}, ["bea"]),
        ({"q": "ami"}, []),
        ({"role": "recruiter"}, ["bea"]),
        ({"active": False}, ["carl"]),
        ({"active": True, "role": "candidate"}, ["amina"]),
        ({"q": "carl", "role": "recruiter"}, []),
    ],
)
async def test_accounts_are_found_by_whole_name_address_role_and_activity(
    admins: Admins, query: dict[str, object], found: list[str]
) -> None:
    admin = await admins.add("amina")
    await admins.add("bea", Role.RECRUITER)
    await admins.change(admin, await admins.add("carl"), is_active=False)

    assert await admins.find(**query) == found


async def test_only_what_is_named_changes(admins: Admins) -> None:
    boss, user = await admins.add("boss", Role.ADMIN), await admins.add("amina")

    await admins.change(boss, user, company="Larkspur", role="recruiter")
    after = await admins.change(boss, user, is_active=True)
    cleared = await admins.change(boss, user, company=None)

    assert (after.company, after.role, after.is_active) == ("Larkspur", "recruiter", True)
    assert (cleared.company, cleared.role) == (None, "recruiter")


async def test_changes_are_announced(admins: Admins) -> None:
    boss, user = await admins.add("boss", Role.ADMIN), await admins.add("amina")
    heard: list[Announcement] = []
    admins.workshop.listen(heard.append)

    await admins.change(boss, user, role="recruiter", is_active=False)

    assert AccountChanged(user, "role") in heard
    assert AccountChanged(user, "activity") in heard


async def test_nobody_changes_their_own_role(admins: Admins) -> None:
    boss, _ = await admins.add("boss", Role.ADMIN), await admins.add("second", Role.ADMIN)

    with pytest.raises(OwnRole):
        await admins.change(boss, boss, role="recruiter")

    assert (await admins.change(boss, boss, role="admin", company="Larkspur")).role == "admin"


@pytest.mark.parametrize("change", [{"role": "recruiter"}, {"is_active": False}])
async def test_the_last_active_administrator_stays(
    admins: Admins, change: dict[str, object]
) -> None:
    boss, second = await admins.add("boss", Role.ADMIN), await admins.add("second", Role.ADMIN)
    await admins.change(second, boss, is_active=False)

    with pytest.raises(LastAdmin):
        await admins.change(boss, second, **change)

    assert await admins.find(role="admin", active=True) == ["second"]


@pytest.mark.parametrize("change", [{"role": "candidate"}, {"is_active": False}])
async def test_two_administrators_who_remove_each_other_at_once_leave_one(
    admins: Admins, change: dict[str, object]
) -> None:
    one, other = await admins.add("one", Role.ADMIN), await admins.add("other", Role.ADMIN)

    outcomes = await asyncio.gather(
        admins.change(one, other, **change),
        admins.change(other, one, **change),
        return_exceptions=True,
    )

    assert [type(outcome) for outcome in outcomes].count(LastAdmin) == 1
    assert len(await admins.find(role="admin", active=True)) == 1


async def test_only_administrators_may(admins: Admins, accounts: Accounts) -> None:
    recruiter = Actor.user(await admins.add("bea", Role.RECRUITER), Role.RECRUITER)
    command = CreateUser(username="new", email="new@example.org", role="admin")

    async with admins.workshop.begin(recruiter) as work:
        for step in (
            administration.list_users(work, recruiter, UserQuery()),
            administration.create_user(work, recruiter, command),
            administration.read_user(work, recruiter, 1),
            administration.change_user(work, recruiter, 1, ChangeUser()),
            administration.revoke_sign_ins(work, recruiter, 1),
            administration.mail_reset_link(work, recruiter, 1),
            administration.drop_second_factor(work, recruiter, 1),
        ):
            with pytest.raises(NotAllowed):
                await step


async def test_unknown_accounts_are_not_found(admins: Admins) -> None:
    with pytest.raises(NotFound):
        await admins.change(1, 999, is_active=False)


async def test_a_created_account_is_unique_and_has_no_password(
    admins: Admins, accounts: Accounts
) -> None:
    command = CreateUser(username="new", email="new@example.org", role="recruiter")
    async with admins.workshop.begin(SYSTEM) as work:
        made = await administration.create_user(work, SYSTEM, command)

    assert (made.role, made.email_verified) == ("recruiter", False)
    with pytest.raises(UsernameTaken):
        async with admins.workshop.begin(SYSTEM) as work:
            await open_account(work, accounts, "new", Role.CANDIDATE)
