"""People from an OpenID provider: which account is theirs."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import select

from domain.accounts.errors import (
    ProviderMailUnverified,
    ProviderRefused,
    TotpNeeded,
    UsernameTaken,
    WrongCredentials,
)
from domain.accounts.models import SignIn, User
from domain.accounts.outside import account_of
from domain.accounts.ports import OutsidePerson
from domain.accounts.schemas import LogIn
from domain.accounts.service import Accounts
from domain.kit.actor import SYSTEM, Role
from domain.kit.work import WorkShop
from tests.factories.people import open_account
from tests.factories.server import PASSWORD

AMINA = OutsidePerson("https://id.example.org", "Amina-1", "amina@example.org", email_verified=True)


async def come(workshop: WorkShop, person: OutsidePerson = AMINA) -> int:
    async with workshop.begin(SYSTEM) as work:
        return await account_of(work, person)


async def own_account(workshop: WorkShop, accounts: Accounts, **fields: object) -> int:
    async with workshop.begin(SYSTEM) as work:
        user_id = await open_account(work, accounts, "amina", Role.RECRUITER)
        user = await work.session.get_one(User, user_id)
        for name, value in fields.items():
            setattr(user, name, value)
        return user_id


async def read(workshop: WorkShop, user_id: int) -> User:
    async with workshop.look(SYSTEM) as work:
        return await work.session.get_one(User, user_id)


async def test_a_stranger_gets_a_candidates_account(workshop: WorkShop) -> None:
    user = await read(workshop, await come(workshop))

    assert (user.role, user.email, user.email_verified) == ("candidate", AMINA.email, True)
    assert user.username.startswith("amina-")


async def test_who_comes_again_is_known_even_by_another_address(workshop: WorkShop) -> None:
    first = await come(workshop)

    again = await come(workshop, replace(AMINA, email="new@example.org", email_verified=False))

    assert again == first


async def test_subjects_differ_by_case_and_by_provider(workshop: WorkShop) -> None:
    first = await come(workshop)
    for number, other in enumerate(
        (replace(AMINA, subject="amina-1"), replace(AMINA, issuer="https://other.example.org"))
    ):
        person = replace(other, email=f"other{number}@example.org")
        assert await come(workshop, person) != first


async def test_a_confirmed_account_is_linked_by_its_address(
    workshop: WorkShop, accounts: Accounts
) -> None:
    own = await own_account(workshop, accounts, email_verified_at=workshop.clock())

    assert await come(workshop, replace(AMINA, email="Amina@Example.org")) == own
    async with workshop.look(SYSTEM) as work:
        await accounts.check_password(work, LogIn(username="amina", password=PASSWORD))


async def test_an_account_opened_in_wait_for_its_owner_loses_its_password(
    workshop: WorkShop, accounts: Accounts
) -> None:
    waiting = await own_account(workshop, accounts, second_factor_at=workshop.clock())
    async with workshop.begin(SYSTEM) as work:
        await accounts.open_session(work, waiting)

    assert await come(workshop) == waiting

    async with workshop.look(SYSTEM) as work:
        [sign_in] = await work.session.scalars(select(SignIn))
        assert sign_in.ended_at is not None
        with pytest.raises(WrongCredentials):
            await accounts.check_password(work, LogIn(username="amina", password=PASSWORD))


@pytest.mark.parametrize(
    "person",
    [
        replace(AMINA, email_verified=False),
        replace(AMINA, email=None),
    ],
)
async def test_an_unconfirmed_address_opens_nothing(
    workshop: WorkShop, accounts: Accounts, person: OutsidePerson
) -> None:
    await own_account(workshop, accounts)

    with pytest.raises(ProviderMailUnverified):
        await come(workshop, person)


@pytest.mark.parametrize("email", ["nonsense", "a@b", "x" * 300 + "@example.org", "a\x00@b.org"])
async def test_an_address_of_no_use_opens_nothing(workshop: WorkShop, email: str) -> None:
    with pytest.raises(ProviderRefused):
        await come(workshop, replace(AMINA, email=email))


async def test_who_inherits_an_address_does_not_inherit_the_account(workshop: WorkShop) -> None:
    await come(workshop)

    with pytest.raises(ProviderRefused):
        await come(workshop, replace(AMINA, subject="Successor-2"))


@pytest.mark.parametrize(
    ("field", "refusal"), [("is_active", ProviderRefused), ("second_factor_at", TotpNeeded)]
)
async def test_what_closes_the_account_closes_this_way_too(
    workshop: WorkShop, accounts: Accounts, field: str, refusal: type[Exception]
) -> None:
    now = workshop.clock()
    value = now if field == "second_factor_at" else False
    await own_account(workshop, accounts, email_verified_at=now, **{field: value})

    with pytest.raises(refusal):
        await come(workshop)


async def test_one_person_who_comes_twice_at_once_gets_one_account(
    workshop: WorkShop, accounts: Accounts
) -> None:
    await own_account(workshop, accounts, email_verified_at=workshop.clock())

    assert len(set(await asyncio.gather(come(workshop), come(workshop)))) == 1

    stranger = replace(AMINA, subject="s", email="stranger@example.org")
    outcomes = await asyncio.gather(
        *(come(workshop, stranger) for _ in range(3)), return_exceptions=True
    )
    ids = {outcome for outcome in outcomes if isinstance(outcome, int)}
    assert len(ids) == 1
    assert all(isinstance(outcome, int | UsernameTaken) for outcome in outcomes)
