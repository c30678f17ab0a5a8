"""Administrators look after accounts, mails and API keys over REST."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.kit.actor import Role
from server.api.route import DECLARED
from tests.factories.clock import MovableClock
from tests.factories.mail import token_mailed_to
from tests.factories.server import ON_SQLITE, PASSWORD, RunningServer, new_name
from tests.server.api.conftest import Cast
from tests.server.api.shape import assert_error

pytestmark = pytest.mark.asyncio(loop_scope="module")

USERS, KEYS = "/api/admin/users", "/api/admin/api-keys"


async def test_an_invited_colleague_sets_a_password_and_comes_in(
    shared: RunningServer, cast: Cast
) -> None:
    name = new_name("colleague")
    email = f"{name}@example.org"
    async with shared.http(cast.admin) as http:
        body = {"username": name, "email": email, "role": "recruiter", "company": "Larkspur"}
        made = await http.post(USERS, json=body)
        assert_error(await http.post(USERS, json=body), 409, "UsernameTaken")
        token = await token_mailed_to(shared.house.workshop, email, "Your Greenroom account")

        login = {"username": name, "password": "!"}
        assert_error(await http.post("/api/auth/login", json=login), 401, "WrongCredentials")
        await http.post("/api/auth/reset", json={"token": token, "password": PASSWORD})
        signed_in = await http.post("/api/auth/login", json=login | {"password": PASSWORD})

    assert (made.status_code, made.json()["role"]) == (201, "recruiter")
    assert (signed_in.json()["user"]["level"], signed_in.json()["user"]["email_verified"]) == (
        2,
        True,
    )


async def test_disabling_kills_tokens_and_the_way_back(shared: RunningServer, cast: Cast) -> None:
    name = new_name("leaver")
    token = await shared.sign_in(Role.RECRUITER, name)
    async with shared.http(cast.admin) as http, shared.http(token) as leaver:
        user = (await leaver.get("/api/auth/me")).json()
        changed = await http.patch(f"{USERS}/{user['id']}", json={"is_active": False})
        gone = await leaver.get("/api/auth/me")
        await http.patch(f"{USERS}/{user['id']}", json={"is_active": True})
        still_gone = await leaver.get("/api/auth/me")

    assert not changed.json()["is_active"]
    for answer in (gone, still_gone):
        assert_error(answer, 401, "SignInNeeded")


async def test_a_new_role_counts_from_the_next_token_on(shared: RunningServer, cast: Cast) -> None:
    name = new_name("riser")
    async with shared.http() as http, shared.http(cast.admin) as admin:
        await http.post(
            "/api/auth/signup",
            json={"username": name, "email": f"{name}@example.org", "password": PASSWORD},
        )
        login = {"username": name, "password": PASSWORD}
        pair = (await http.post("/api/auth/login", json=login)).json()
        raised = await admin.patch(f"{USERS}/{pair['user']['id']}", json={"role": "domain_expert"})
        bearer = {"Authorization": f"Bearer {pair['access_token']}"}
        assert_error(await http.get("/api/auth/me", headers=bearer), 401)
        renewed = (await http.post("/api/auth/refresh", json={})).json()

    assert raised.json()["role"] == renewed["user"]["role"] == "domain_expert"


async def test_an_administrator_signs_others_out_and_mails_them_a_new_start(
    shared: RunningServer, cast: Cast
) -> None:
    name = new_name("lost")
    token = await shared.sign_in(Role.CANDIDATE, name)
    async with shared.http(cast.admin) as http, shared.http(token) as lost:
        user_id = (await lost.get("/api/auth/me")).json()["id"]
        await lost.post("/api/auth/totp/setup")

        assert (await http.get(f"{USERS}/{user_id}")).json()["username"] == name
        await http.post(f"{USERS}/{user_id}/sessions/revoke")
        assert_error(await lost.get("/api/auth/me"), 401)
        await http.post(f"{USERS}/{user_id}/reset-password")
        removed = await http.post(f"{USERS}/{user_id}/totp/remove")

    assert not removed.json()["has_second_factor"]
    assert await token_mailed_to(shared.house.workshop, f"{name}@example.org", "new password")


async def test_mails_are_read_by_administrators_where_they_stay_in_the_house(
    shared: RunningServer, cast: Cast
) -> None:
    name = new_name("reader")
    async with shared.http(cast.admin) as http:
        body = {"username": name, "email": f"{name}@example.org", "role": "candidate"}
        await http.post(USERS, json=body)
        await token_mailed_to(shared.house.workshop, body["email"], "Your Greenroom account")
        page = (await http.get("/api/admin/mails", params={"limit": 1, "state": "sent"})).json()

    [mail] = page["items"]
    assert (mail["recipient"], mail["state"]) == (body["email"], "sent")
    assert "/reset#token=" in mail["body"]


async def make_key(shared: RunningServer, cast: Cast, *scopes: str, **fields: object) -> str:
    async with shared.http(cast.admin) as http:
        body = {"name": "Board", "scopes": list(scopes)} | fields
        made = await http.post(KEYS, json=body)
        assert made.status_code == 201, made.text
    return str(made.json()["key"])


async def test_a_key_does_what_its_scopes_say_and_no_more(
    shared: RunningServer, cast: Cast
) -> None:
    job_id = await shared.job()
    key = await make_key(shared, cast, "jobs:read", "candidates:read")

    async with shared.http(key) as http:
        jobs = await http.get("/api/jobs")
        applications = await http.get(f"/api/job/{job_id}/applications")
        sessions = await http.get("/api/interview/sessions")
        posted = await http.post("/api/jobs", json={})

    assert (jobs.status_code, applications.status_code) == (200, 200)
    for refused in (sessions, posted):
        assert_error(refused, 403, "ScopeMissing")


async def test_no_key_reviews_questions_or_reaches_accounts(
    shared: RunningServer, cast: Cast
) -> None:
    areas = ("jobs", "candidates", "interviews", "questions")
    every = [f"{area}:{way}" for area in areas for way in ("read", "write")]
    key = await make_key(shared, cast, *every)

    async with shared.http(key) as http:
        review = {"question_ids": [1], "decision": "approve"}
        assert_error(await http.post("/api/questions/approve", json=review), 403, "NotAllowed")
        for path in ("/api/auth/me", USERS, KEYS, "/api/admin/mails", "/api/auth/sessions"):
            assert_error(await http.get(path), 403, "ScopeMissing")
        assert_error(await http.post("/api/auth/logout", json={}), 403, "ScopeMissing")


async def test_routes_of_accounts_and_administration_have_no_scope() -> None:
    closed = ("account", "admin_users", "api_keys", "auth", "mails", "oidc", "totp")

    assert not [name for name, each in DECLARED.items() if each.scope and name.startswith(closed)]


async def test_a_key_is_shown_once_and_stored_hashed(shared: RunningServer, cast: Cast) -> None:
    key = await make_key(shared, cast, "jobs:read")

    async with shared.http(cast.admin) as http:
        listed = await http.get(KEYS)

    assert key not in listed.text
    assert listed.json()["items"][0]["prefix"] == key[:12]
    assert key.startswith("grk_")


async def test_a_revoked_or_expired_key_is_refused(shared: RunningServer, cast: Cast) -> None:
    clock = MovableClock()
    shared.house.workshop.clock = clock
    soon = (datetime.now(UTC) + timedelta(minutes=5)).isoformat()
    revoked, expiring = [
        await make_key(shared, cast, "jobs:read", expires_at=at) for at in (None, soon)
    ]
    async with shared.http(cast.admin) as http:
        newest, older = (await http.get(KEYS)).json()["items"][:2]
        assert newest["expires_at"] is not None
        first = (await http.delete(f"{KEYS}/{older['id']}")).json()["revoked_at"]
        assert (await http.delete(f"{KEYS}/{older['id']}")).json()["revoked_at"] == first
        assert_error(await http.delete(f"{KEYS}/999999"), 404, "NotFound")

    for key, seconds in ((revoked, 0), (expiring, 600), ("grk_made-up", 0)):
        clock.pass_by(seconds)
        async with shared.http(key) as http:
            assert_error(await http.get("/api/jobs"), 401, "SignInNeeded")
    clock.reset()


async def test_the_last_use_of_a_key_is_noted_once_a_minute(
    shared: RunningServer, cast: Cast
) -> None:
    clock = MovableClock()
    shared.house.workshop.clock = clock
    key = await make_key(shared, cast, "jobs:read")

    seen = []
    async with shared.http(key) as http, shared.http(cast.admin) as admin:
        for seconds in (0, 30, 31):
            clock.pass_by(seconds)
            await http.get("/api/jobs")
            seen.append((await admin.get(KEYS)).json()["items"][0]["last_used_at"])

    assert seen[0] == seen[1] != seen[2]
    clock.reset()


@ON_SQLITE
async def test_a_key_that_was_never_to_hold_is_not_made(shared: RunningServer, cast: Cast) -> None:
    async with shared.http(cast.admin) as http:
        for field, value in (
            ("expires_at", "2020-01-01T00:00:00Z"),
            ("scopes", []),
            ("scopes", ["admin:write"]),
        ):
            body = {"name": "Board", "scopes": ["jobs:read"], field: value}
            assert field in str(assert_error(await http.post(KEYS, json=body), 422)["fields"])
