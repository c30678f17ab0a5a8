"""The second factor: codes work once, guesses are counted, recovery codes stand in."""

import asyncio

import pyotp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.accounts import second_factor
from domain.accounts.errors import TooManyCodes, TotpNeeded, TotpRefused, TotpState
from domain.accounts.models import User
from domain.accounts.second_factor import FIRST_BLOCK, TRIES
from domain.kit.actor import SYSTEM, Actor, Role
from domain.kit.errors import DomainError
from domain.kit.work import WorkShop
from tests.factories.clock import SettableClock
from tests.factories.people import add_user


class Phone:
    """An authenticator app and its owner."""

    def __init__(self, workshop: WorkShop, clock: SettableClock, user_id: int) -> None:
        self.workshop = workshop
        self.clock = clock
        self.actor = Actor.user(user_id, Role.CANDIDATE)
        self.secret = ""

    def code(self, steps: int = 0) -> str:
        return pyotp.TOTP(self.secret).at(self.clock(), counter_offset=steps)

    async def set_up(self) -> str:
        async with self.workshop.begin(self.actor) as work:
            setup = await second_factor.set_up(work, self.actor)
        self.secret = setup.secret
        return setup.uri

    async def enable(self, code: str) -> list[str]:
        async with self.workshop.begin(self.actor) as work:
            return (await second_factor.enable(work, self.actor, code)).codes

    async def disable(self, code: str) -> None:
        async with self.workshop.begin(self.actor) as work:
            await second_factor.disable(work, self.actor, code)

    async def prove(self, code: str | None) -> None:
        async with self.workshop.begin(SYSTEM) as work:
            await second_factor.prove(work, self.actor.user_id or 0, code)

    async def is_on(self) -> bool:
        async with self.workshop.look(SYSTEM) as work:
            return (await work.session.get_one(User, self.actor.user_id)).has_second_factor


@pytest.fixture
async def phone(workshop: WorkShop, clock: SettableClock) -> Phone:
    async with workshop.begin(SYSTEM) as work:
        return Phone(workshop, clock, await add_user(work, "amina", Role.CANDIDATE))


@pytest.fixture
async def codes(phone: Phone) -> list[str]:
    """The recovery codes of a second factor that is on; the app's present code is used up."""
    await phone.set_up()
    return await phone.enable(phone.code())


async def test_without_a_second_factor_no_code_is_asked_for(phone: Phone) -> None:
    await phone.prove(None)
    await phone.prove("123456")


async def test_it_counts_only_once_a_code_has_shown_that_the_app_works(phone: Phone) -> None:
    uri = await phone.set_up()
    await phone.prove(None)

    with pytest.raises(TotpRefused):
        await phone.enable("000000" if phone.code() != "000000" else "000001")
    codes = await phone.enable(phone.code())

    assert uri.startswith("otpauth://totp/Greenroom:amina?secret=")
    assert (len(set(codes)), await phone.is_on()) == (10, True)
    with pytest.raises(TotpNeeded):
        await phone.prove(None)


async def test_a_new_set_up_takes_the_place_of_an_unproved_one(phone: Phone) -> None:
    await phone.set_up()
    old = phone.code()
    await phone.set_up()

    if old != phone.code():
        with pytest.raises(TotpRefused):
            await phone.enable(old)
    assert await phone.enable(phone.code())


async def test_what_makes_no_sense_is_refused(phone: Phone) -> None:
    for step in (phone.enable("123456"), phone.disable("123456")):
        with pytest.raises(TotpState):
            await step
    await phone.set_up()
    await phone.enable(phone.code())
    with pytest.raises(TotpState):
        await phone.set_up()
    with pytest.raises(TotpState):
        await phone.enable(phone.code())


@pytest.mark.parametrize(("drift", "fits"), [(-2, False), (-1, True), (0, True), (1, True)])
async def test_a_clock_may_be_off_by_one_step(
    phone: Phone, codes: list[str], clock: SettableClock, drift: int, *, fits: bool
) -> None:
    clock.pass_by(300)

    if fits:
        await phone.prove(phone.code(drift))
    else:
        with pytest.raises(TotpRefused):
            await phone.prove(phone.code(drift))


async def test_a_code_works_once_and_none_before_it(
    phone: Phone, codes: list[str], clock: SettableClock
) -> None:
    clock.pass_by(60)
    await phone.prove(phone.code())

    for used in (phone.code(), phone.code(-1)):
        with pytest.raises(TotpRefused):
            await phone.prove(used)


async def test_of_two_who_show_the_same_code_at_once_one_comes_in(
    phone: Phone, codes: list[str], clock: SettableClock
) -> None:
    clock.pass_by(60)

    for code in (phone.code(), codes[0]):
        outcomes = await asyncio.gather(
            *(phone.prove(code) for _ in range(4)), return_exceptions=True
        )
        assert outcomes.count(None) == 1


@pytest.mark.parametrize("spelled", [str, str.upper, lambda code: code.replace("-", "  ")])
async def test_a_recovery_code_stands_in_once(
    phone: Phone,
    codes: list[str],
    spelled: object,
) -> None:
    assert callable(spelled)
    await phone.prove(spelled(codes[3]))

    with pytest.raises(TotpRefused):
        await phone.prove(codes[3])
    await phone.prove(codes[4])


async def test_guessing_is_stopped_for_longer_each_time(
    phone: Phone, codes: list[str], clock: SettableClock
) -> None:
    for wait in (FIRST_BLOCK, 2 * FIRST_BLOCK):
        for _ in range(TRIES):
            with pytest.raises(TotpRefused):
                await phone.prove("wrong")
        clock.pass_by(wait.total_seconds() - 1)
        with pytest.raises(TooManyCodes) as blocked:
            await phone.prove(phone.code())
        assert blocked.value.retry_after_s == 2
        clock.pass_by(2)

    await phone.prove(phone.code())
    with pytest.raises(TotpRefused):
        await phone.prove("wrong")


async def test_guesses_made_at_once_are_all_counted(phone: Phone, codes: list[str]) -> None:
    outcomes = await asyncio.gather(
        *(phone.prove("wrong") for _ in range(TRIES + 3)), return_exceptions=True
    )

    kinds = [getattr(outcome, "code", None) for outcome in outcomes]
    assert (kinds.count("TotpRefused"), kinds.count("RATE")) == (TRIES, 3)


async def test_turned_off_it_asks_for_nothing_and_its_codes_are_gone(
    phone: Phone, codes: list[str]
) -> None:
    with pytest.raises(TotpRefused):
        await phone.disable("wrong")
    await phone.disable(codes[0])
    await phone.prove(None)

    await phone.set_up()
    await phone.enable(phone.code())
    with pytest.raises(TotpRefused):
        await phone.prove(codes[1])


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(code=st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
async def test_no_text_breaks_the_check(phone: Phone, codes: list[str], code: str) -> None:
    with pytest.raises(DomainError):
        await phone.prove(code)
