"""Opening accounts, signing in, staying signed in and leaving."""

import asyncio
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from domain.accounts.errors import RefreshRefused, UsernameTaken, WrongCredentials
from domain.accounts.models import RefreshToken, SignIn, User
from domain.accounts.schemas import LogIn, SignUp, TokenPair, UserView
from domain.accounts.service import REFRESH_GRACE, Accounts
from domain.accounts.sign_ins import REFRESH_LIFETIME
from domain.kit.actor import NOBODY, SYSTEM, Actor, Role
from domain.kit.errors import FieldsInvalid, SignInNeeded
from domain.kit.work import WorkShop
from tests.factories.clock import SettableClock
from tests.factories.people import open_account

PASSWORD = "correct horse 7"


class Door:
    """Signs people in and out, each step in a work of its own as requests do it."""

    def __init__(self, workshop: WorkShop, accounts: Accounts) -> None:
        self.workshop = workshop
        self.accounts = accounts

    async def open_account(self, name: str = "amina", role: Role = Role.CANDIDATE) -> int:
        async with self.workshop.begin(SYSTEM) as work:
            return await open_account(work, self.accounts, name, role, PASSWORD)

    async def sign_up(self, username: str, email: str) -> UserView:
        hashed = await self.accounts.hash_new(PASSWORD)
        command = SignUp(username=username, email=email, password=PASSWORD)
        async with self.workshop.begin(NOBODY) as work:
            return await self.accounts.sign_up(work, command, hashed)

    async def log_in(self, username: str, password: str = PASSWORD) -> int:
        async with self.workshop.look(NOBODY) as work:
            command = LogIn(username=username, password=password)
            return (await self.accounts.check_password(work, command)).id

    async def open_session(self, user_id: int) -> TokenPair:
        async with self.workshop.begin(NOBODY) as work:
            return await self.accounts.open_session(work, user_id)

    async def renew(self, refresh_token: str) -> TokenPair:
        async with self.workshop.begin(NOBODY) as work:
            return await self.accounts.renew(work, refresh_token)

    async def log_out(self, refresh_token: str | None, family: str | None = None) -> None:
        async with self.workshop.begin(NOBODY) as work:
            await self.accounts.log_out(work, refresh_token, family)

    async def disable(self, user_id: int) -> None:
        async with self.workshop.begin(SYSTEM) as work:
            (await work.session.get_one(User, user_id)).is_active = False

    async def refresh_rows(self) -> list[RefreshToken]:
        async with self.workshop.database.reading() as session:
            return list(await session.scalars(select(RefreshToken).order_by(RefreshToken.id)))

    async def sign_ins(self) -> list[SignIn]:
        async with self.workshop.database.reading() as session:
            return list(await session.scalars(select(SignIn).order_by(SignIn.id)))


@pytest.fixture
def door(workshop: WorkShop, accounts: Accounts) -> Door:
    return Door(workshop, accounts)


async def test_a_new_account_is_a_candidates(door: Door) -> None:
    user = await door.sign_up("amina", "amina@example.org")

    assert (user.role, user.is_active, user.username) == ("candidate", True, "amina")


async def test_a_weak_password_opens_no_account(accounts: Accounts) -> None:
    with pytest.raises(FieldsInvalid):
        await accounts.hash_new("password")


@pytest.mark.parametrize(
    ("username", "email"),
    [
        ("amina", "other@example.org"),
        ("AMINA", "other@example.org"),
        ("other", "amina@example.org"),
        ("other", "Amina@Example.ORG"),
    ],
)
async def test_a_name_or_address_is_taken_in_any_case(
    door: Door, username: str, email: str
) -> None:
    await door.sign_up("amina", "amina@example.org")

    with pytest.raises(UsernameTaken):
        await door.sign_up(username, email)


async def test_two_who_want_a_name_at_once_do_not_both_get_it(door: Door) -> None:
    outcomes = await asyncio.gather(
        *(door.sign_up("amina", f"amina{n}@example.org") for n in range(4)),
        return_exceptions=True,
    )

    assert sum(isinstance(outcome, UserView) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, UsernameTaken) for outcome in outcomes) == 3


@pytest.mark.parametrize(
    "name", ["amina", "Amina", " amina ", "amina@example.org", "AMINA@example.org"]
)
async def test_name_and_address_are_found_in_any_case(door: Door, name: str) -> None:
    user_id = await door.open_account()

    assert await door.log_in(name) == user_id


@pytest.mark.parametrize(
    ("username", "password"),
    [("amina", "wrong horse 7"), ("nobody", PASSWORD), ("amina", PASSWORD + "x" * 80)],
)
async def test_wrong_name_and_wrong_password_look_the_same(
    door: Door, username: str, password: str
) -> None:
    await door.open_account()

    with pytest.raises(WrongCredentials) as refusal:
        await door.log_in(username, password)

    assert refusal.value.body() == WrongCredentials().body()


async def test_a_disabled_account_looks_the_same_too(door: Door) -> None:
    await door.disable(await door.open_account())

    with pytest.raises(WrongCredentials):
        await door.log_in("amina")


async def test_an_unknown_name_costs_a_hash_like_a_known_one(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    await door.open_account()
    compared: list[bytes] = []

    def compare(password: bytes, hashed: bytes) -> bool:
        compared.append(hashed)
        return False

    monkeypatch.setattr("domain.accounts.passwords.bcrypt.checkpw", compare)
    for name in ("amina", "nobody"):
        with pytest.raises(WrongCredentials):
            await door.log_in(name)

    known, unknown = compared
    assert known[:7] == unknown[:7] == b"$2b$04$"


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1),
    password=st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1
    ),
)
async def test_guessing_meets_only_the_one_refusal(door: Door, name: str, password: str) -> None:
    with pytest.raises(WrongCredentials):
        await door.log_in(name[:100], password)


async def test_a_session_opens_with_a_pair_of_tokens(door: Door) -> None:
    pair = await door.open_session(await door.open_account(role=Role.DOMAIN_EXPERT))

    assert (pair.user.role, pair.user.level) == ("domain_expert", 3)
    assert {"questions.approve", "jobs.manage"} <= set(pair.user.permissions)
    assert "users.manage" not in pair.user.permissions
    [row] = await door.refresh_rows()
    assert row.token_hash != pair.refresh_token


async def test_each_renewal_hands_out_the_next_token(door: Door, clock: SettableClock) -> None:
    pair = await door.open_session(await door.open_account())
    seen = [pair.refresh_token]

    for _ in range(3):
        clock.pass_by(60)
        pair = await door.renew(pair.refresh_token)
        seen.append(pair.refresh_token)

    assert len(set(seen)) == 4
    assert len({row.sign_in_id for row in await door.refresh_rows()}) == 1


async def test_a_second_use_within_the_grace_gets_the_same_child(
    door: Door, clock: SettableClock
) -> None:
    first = await door.open_session(await door.open_account())
    child = await door.renew(first.refresh_token)

    clock.pass_by(REFRESH_GRACE.total_seconds())
    again = await door.renew(first.refresh_token)

    assert again.refresh_token == child.refresh_token
    assert (await door.renew(child.refresh_token)).user.username == "amina"


async def test_tabs_that_renew_at_once_get_the_same_child(door: Door) -> None:
    first = await door.open_session(await door.open_account())

    pairs = await asyncio.gather(*(door.renew(first.refresh_token) for _ in range(5)))

    assert len({pair.refresh_token for pair in pairs}) == 1


async def test_later_reuse_ends_the_whole_family_for_good(door: Door, clock: SettableClock) -> None:
    first = await door.open_session(await door.open_account())
    child = await door.renew(first.refresh_token)
    clock.pass_by(REFRESH_GRACE.total_seconds() + 0.001)

    with pytest.raises(RefreshRefused) as refusal:
        await door.renew(first.refresh_token)

    assert refusal.value.code == "RefreshRefused"
    assert [row.ended_at for row in await door.sign_ins()] == [clock()]
    with pytest.raises(RefreshRefused):
        await door.renew(child.refresh_token)


async def test_reuse_leaves_other_sign_ins_alone(door: Door, clock: SettableClock) -> None:
    user_id = await door.open_account()
    stolen, other = await door.open_session(user_id), await door.open_session(user_id)
    await door.renew(stolen.refresh_token)
    clock.pass_by(60)
    with pytest.raises(RefreshRefused):
        await door.renew(stolen.refresh_token)

    assert (await door.renew(other.refresh_token)).user.username == "amina"


@pytest.mark.parametrize("token", ["", "unknown", "\udcff", "x" * 200])
async def test_an_unknown_refresh_token_is_refused(door: Door, token: str) -> None:
    with pytest.raises(RefreshRefused):
        await door.renew(token)


async def test_a_refresh_token_expires(door: Door, clock: SettableClock) -> None:
    pair = await door.open_session(await door.open_account())

    clock.pass_by(REFRESH_LIFETIME.total_seconds())

    with pytest.raises(RefreshRefused):
        await door.renew(pair.refresh_token)


async def test_a_disabled_account_is_not_renewed(door: Door) -> None:
    user_id = await door.open_account()
    pair = await door.open_session(user_id)
    await door.disable(user_id)

    with pytest.raises(SignInNeeded):
        await door.renew(pair.refresh_token)


@pytest.mark.parametrize("by", ["refresh token", "family"])
async def test_logging_out_ends_the_session(
    door: Door, workshop: WorkShop, accounts: Accounts, by: str
) -> None:
    user_id = await door.open_account()
    pair, other = await door.open_session(user_id), await door.open_session(user_id)
    family, other_family = [row.family for row in await door.sign_ins()]

    if by == "family":
        await door.log_out(None, family)
    else:
        await door.log_out(pair.refresh_token)

    with pytest.raises(RefreshRefused):
        await door.renew(pair.refresh_token)
    async with workshop.look(NOBODY) as work:
        assert not await accounts.is_live(work, user_id, Role.CANDIDATE, family)
        assert await accounts.is_live(work, user_id, Role.CANDIDATE, other_family)
        assert set(await accounts.live_families(work, [family, other_family])) == {other_family}
    assert (await door.renew(other.refresh_token)).user.username == "amina"


async def test_logging_out_with_an_unknown_token_is_harmless(door: Door) -> None:
    await door.log_out("unknown")


@pytest.mark.parametrize(
    ("role", "active", "live"),
    [(Role.CANDIDATE, True, True), (Role.ADMIN, True, False), (Role.CANDIDATE, False, False)],
)
async def test_an_access_token_holds_while_account_and_role_do(
    door: Door,
    workshop: WorkShop,
    accounts: Accounts,
    role: Role,
    *,
    active: bool,
    live: bool,
) -> None:
    user_id = await door.open_account()
    await door.open_session(user_id)
    [row] = await door.sign_ins()
    if not active:
        await door.disable(user_id)

    async with workshop.look(NOBODY) as work:
        assert await accounts.is_live(work, user_id, role, row.family) == live


async def test_only_somebody_signed_in_has_a_me(
    door: Door, workshop: WorkShop, accounts: Accounts
) -> None:
    user_id = await door.open_account()

    async with workshop.look(NOBODY) as work:
        assert (await accounts.me(work, Actor.user(user_id, Role.CANDIDATE))).username == "amina"
        with pytest.raises(SignInNeeded):
            await accounts.me(work, NOBODY)
        with pytest.raises(SignInNeeded):
            await accounts.me(work, Actor.user(user_id + 1, Role.CANDIDATE))


def test_the_grace_is_short_against_the_lifetime() -> None:
    assert REFRESH_GRACE <= timedelta(seconds=30) < REFRESH_LIFETIME
