"""Addresses, passwords and sessions over REST, with the links as they are mailed."""

import pyotp
import pytest
import pytest_asyncio

from domain.accounts.models import MailLink
from domain.kit.actor import SYSTEM, Role
from tests.factories.clock import MovableClock
from tests.factories.mail import mails_to, token_mailed_to
from tests.factories.server import ON_SQLITE, PASSWORD, RunningServer, new_name
from tests.server.api.shape import assert_error

pytestmark = pytest.mark.asyncio(loop_scope="module")

NEW = "another horse 8"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


class Person:
    """Somebody with an account, who signs in and out over REST."""

    def __init__(self, shared: RunningServer) -> None:
        self.shared = shared
        self.name = new_name("person")
        self.email = f"{self.name}@example.org"

    async def sign_up(self) -> None:
        async with self.shared.http() as http:
            body = {"username": self.name, "email": self.email, "password": PASSWORD}
            assert (await http.post("/api/auth/signup", json=body)).status_code == 201

    async def sign_in(self, password: str = PASSWORD, agent: str = FIREFOX) -> str:
        """Return an access token, or the code of the refusal."""
        async with self.shared.http(**{"User-Agent": agent}) as http:
            body = {"username": self.name, "password": password}
            answer = (await http.post("/api/auth/login", json=body)).json()
        return str(answer.get("access_token") or answer["error"]["code"])

    async def holds(self, token: str) -> bool:
        async with self.shared.http(token) as http:
            return (await http.get("/api/auth/me")).status_code == 200

    async def mailed(self, subject: str) -> str:
        return await token_mailed_to(self.shared.house.workshop, self.email, subject)

    async def ask_reset(self) -> str:
        async with self.shared.http() as http:
            answer = await http.post("/api/auth/forgot", json={"email": self.email})
            assert answer.status_code == 202
        return await self.mailed("new password")


@pytest_asyncio.fixture(loop_scope="module")
async def person(shared: RunningServer) -> Person:
    person = Person(shared)
    await person.sign_up()
    return person


async def test_signing_up_mails_a_link_that_confirms_the_address_once(
    shared: RunningServer, person: Person
) -> None:
    token = await person.mailed("Confirm")
    access = await person.sign_in()

    async with shared.http(access) as http:
        before = (await http.get("/api/auth/me")).json()
        done = await http.post("/api/auth/verify-email", json={"token": token})
        after = (await http.get("/api/auth/me")).json()
        again = await http.post("/api/auth/verify-email", json={"token": token})

    assert (before["email_verified"], after["email_verified"]) == (False, True)
    assert done.json() == {"done": True}
    assert_error(again, 422, "LinkInvalid")


async def test_confirming_the_address_brings_what_was_applied_for_under_it(
    shared: RunningServer, person: Person
) -> None:
    application = {
        "job_id": await shared.job(),
        "applicant_name": "Amina",
        "applicant_email": person.email,
    }
    async with shared.http() as http:
        await http.post("/api/job/apply", json=application)
    async with shared.http(await person.sign_in()) as http:
        before = (await http.get("/api/job/applications")).json()

        await http.post("/api/auth/verify-email", json={"token": await person.mailed("Confirm")})
        after = (await http.get("/api/job/applications")).json()

    assert (before["total"], after["total"]) == (0, 1)


async def test_a_confirmed_address_is_mailed_no_further_link(
    shared: RunningServer, person: Person
) -> None:
    token = await person.mailed("Confirm")
    async with shared.http() as http:
        await http.post("/api/auth/verify-email", json={"token": token})
        clock = MovableClock()
        clock.pass_by(120)
        shared.house.workshop.clock = clock
        await http.post("/api/auth/verify-email/send", json={"email": person.email})
        await person.ask_reset()
    clock.reset()

    subjects = [mail.subject for mail in await mails_to(shared.house.workshop, person.email)]
    assert subjects == ["Set a new password", "Confirm your e-mail address"]


async def test_a_reset_by_mail_ends_every_session_and_confirms_the_address(
    shared: RunningServer, person: Person
) -> None:
    one, other = await person.sign_in(), await person.sign_in()
    token = await person.ask_reset()

    async with shared.http() as http:
        body = {"token": token, "password": NEW}
        assert (await http.post("/api/auth/reset", json=body)).json() == {"done": True}
        assert_error(await http.post("/api/auth/reset", json=body), 422, "LinkInvalid")

    assert [await person.holds(token) for token in (one, other)] == [False, False]
    assert await person.sign_in(PASSWORD) == "WrongCredentials"
    access = await person.sign_in(NEW)
    async with shared.http(access) as http:
        assert (await http.get("/api/auth/me")).json()["email_verified"]


async def test_a_weak_password_does_not_use_the_link_up(
    shared: RunningServer, person: Person
) -> None:
    token = await person.ask_reset()

    async with shared.http() as http:
        weak = await http.post("/api/auth/reset", json={"token": token, "password": "Password1"})
        strong = await http.post("/api/auth/reset", json={"token": token, "password": NEW})

    assert "password" in assert_error(weak, 422, "FieldsInvalid")["fields"]
    assert strong.status_code == 200


async def test_a_reset_link_expires(shared: RunningServer, person: Person) -> None:
    clock = MovableClock()
    token = await person.ask_reset()
    shared.house.workshop.clock = clock
    clock.pass_by(3_600)

    async with shared.http() as http:
        late = await http.post("/api/auth/reset", json={"token": token, "password": NEW})

    clock.reset()
    assert_error(late, 422, "LinkInvalid")


async def test_a_link_is_good_for_its_purpose_only(shared: RunningServer, person: Person) -> None:
    verify, reset = await person.mailed("Confirm"), await person.ask_reset()

    async with shared.http() as http:
        crossed = [
            await http.post("/api/auth/reset", json={"token": verify, "password": NEW}),
            await http.post("/api/auth/verify-email", json={"token": reset}),
        ]

    for refused in crossed:
        assert_error(refused, 422, "LinkInvalid")


async def test_tokens_of_links_are_not_stored(shared: RunningServer, person: Person) -> None:
    token = await person.ask_reset()

    async with shared.house.workshop.begin(SYSTEM) as work:
        rows = (await work.session.execute(MailLink.__table__.select())).all()
    assert rows
    assert not any(token in str(row) for row in rows)


async def test_unknown_and_known_addresses_get_the_same_answer_and_the_same_work(
    shared: RunningServer, person: Person
) -> None:
    nobody = f"{new_name('nobody')}@example.org"
    async with shared.http() as http:
        for path in ("/api/auth/forgot", "/api/auth/verify-email/send"):
            known = await http.post(path, json={"email": person.email})
            unknown = await http.post(path, json={"email": nobody})

            assert (known.status_code, known.text) == (unknown.status_code, unknown.text)

    await person.mailed("new password")
    assert not await mails_to(shared.house.workshop, nobody)


async def test_asking_again_at_once_mails_no_second_link(
    shared: RunningServer, person: Person
) -> None:
    first = await person.ask_reset()
    await person.ask_reset()
    other = Person(shared)
    await other.sign_up()
    await other.ask_reset()

    mails = await mails_to(shared.house.workshop, person.email)
    assert [mail.subject for mail in mails].count("Set a new password") == 1
    assert await person.mailed("new password") == first


async def test_changing_the_password_needs_the_present_one_and_ends_other_sessions(
    shared: RunningServer, person: Person
) -> None:
    mine, other = await person.sign_in(), await person.sign_in()
    reset = await person.ask_reset()

    async with shared.http(mine) as http:
        wrong = {"current_password": "wrong horse 7", "password": NEW}
        right = {"current_password": PASSWORD, "password": NEW}
        refused = await http.post("/api/auth/password", json=wrong)
        weak = await http.post("/api/auth/password", json=right | {"password": "12345678"})
        done = await http.post("/api/auth/password", json=right)
        old_link = await http.post("/api/auth/reset", json={"token": reset, "password": NEW})

    assert list(assert_error(refused, 422)["fields"]) == ["current_password"]
    assert list(assert_error(weak, 422)["fields"]) == ["password"]
    assert done.status_code == 200
    assert_error(old_link, 422, "LinkInvalid")
    assert (await person.holds(mine), await person.holds(other)) == (True, False)
    assert (await person.sign_in(), await person.sign_in(NEW)) != ("WrongCredentials",) * 2


async def test_sessions_are_listed_with_what_one_recognises_them_by(
    shared: RunningServer, person: Person
) -> None:
    await person.sign_in(agent="curl/8")
    access = await person.sign_in()

    async with shared.http(access) as http:
        listed = (await http.get("/api/auth/sessions")).json()

    assert listed["total"] == 2
    newest, oldest = listed["items"]
    assert (newest["agent"], newest["network"]) == ("Firefox on Linux", "127.0.0.0/24")
    assert (newest["is_current"], oldest["is_current"]) == (True, False)
    assert oldest["agent"] is None


async def test_one_session_or_all_others_can_be_ended(
    shared: RunningServer, person: Person
) -> None:
    first, second, third, mine = [await person.sign_in() for _ in range(4)]

    async with shared.http(mine) as http:
        items = (await http.get("/api/auth/sessions")).json()["items"]
        assert (await http.delete(f"/api/auth/sessions/{items[-1]['id']}")).json() == {"ended": 1}
        assert_error(await http.delete(f"/api/auth/sessions/{items[-1]['id']}"), 404, "NotFound")
        one_ended = [await person.holds(token) for token in (first, second, third, mine)]
        assert (await http.delete("/api/auth/sessions")).json() == {"ended": 2}

    assert one_ended == [False, True, True, True]
    assert [await person.holds(token) for token in (second, third, mine)] == [False, False, True]


async def test_somebody_elses_session_is_not_found(shared: RunningServer, person: Person) -> None:
    stranger = await shared.sign_in(Role.ADMIN, new_name("stranger"))
    async with shared.http(await person.sign_in()) as http:
        [own] = (await http.get("/api/auth/sessions")).json()["items"]

    async with shared.http(stranger) as http:
        assert_error(await http.delete(f"/api/auth/sessions/{own['id']}"), 404, "NotFound")


@ON_SQLITE
async def test_where_addresses_must_be_confirmed_nobody_comes_in_before(
    shared: RunningServer,
) -> None:
    strict = shared.house.accounts
    object.__setattr__(strict, "must_verify", True)
    try:
        person = Person(shared)
        await person.sign_up()
        token = await person.mailed("Confirm")

        assert await person.sign_in("wrong horse 7") == "WrongCredentials"
        assert await person.sign_in() == "EmailUnverified"
        async with shared.http() as http:
            assert (await http.get("/api/auth/options")).json()["email_must_be_verified"]
            await http.post("/api/auth/verify-email", json={"token": token})
        assert await person.holds(await person.sign_in())
    finally:
        object.__setattr__(strict, "must_verify", False)


async def test_a_second_factor_is_asked_for_at_the_door(
    shared: RunningServer, person: Person
) -> None:
    clock = MovableClock()
    shared.house.workshop.clock = clock
    async with shared.http(await person.sign_in()) as http:
        secret = (await http.post("/api/auth/totp/setup")).json()["secret"]
        code = _code(secret, clock)
        codes = (await http.post("/api/auth/totp/enable", json={"code": code})).json()["codes"]
        assert (await http.get("/api/auth/me")).json()["has_second_factor"]

        assert await person.sign_in() == "TotpNeeded"
        clock.pass_by(60)
        async with shared.http() as door:
            body = {"username": person.name, "password": PASSWORD}
            wrong = await door.post("/api/auth/login", json=body | {"totp_code": "abc"})
            right = await door.post(
                "/api/auth/login", json=body | {"totp_code": _code(secret, clock)}
            )
            spare = await door.post("/api/auth/login", json=body | {"totp_code": codes[0]})
            assert_error(wrong, 401, "TotpRefused")
            assert (right.status_code, spare.status_code) == (200, 200)

        off = {"password": "wrong horse 7", "code": codes[1]}
        assert (
            "password"
            in assert_error(await http.post("/api/auth/totp/disable", json=off), 422)["fields"]
        )
        done = await http.post("/api/auth/totp/disable", json=off | {"password": PASSWORD})
        assert done.json() == {"enabled": False}

    clock.reset()
    assert await person.holds(await person.sign_in())


async def test_a_disabled_account_is_mailed_nothing(shared: RunningServer, person: Person) -> None:
    await person.mailed("Confirm")
    admin = await shared.sign_in(Role.ADMIN, new_name("admin"))
    async with shared.http(admin) as http:
        [user] = (await http.get("/api/admin/users", params={"q": person.name})).json()["items"]
        await http.patch(f"/api/admin/users/{user['id']}", json={"is_active": False})
        await http.post("/api/auth/forgot", json={"email": person.email})
        other = Person(shared)
        await other.sign_up()
        await other.ask_reset()

    assert len(await mails_to(shared.house.workshop, person.email)) == 1


def _code(secret: str, clock: MovableClock) -> str:
    return pyotp.TOTP(secret).at(clock())
