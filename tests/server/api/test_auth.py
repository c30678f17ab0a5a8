"""Signing up, in, on and out over REST."""

from datetime import timedelta

import httpx
import jwt
import pytest

from domain.kit.actor import Role
from tests.factories.clock import MovableClock
from tests.factories.server import ON_SQLITE, PASSWORD, RunningServer, new_name
from tests.server.api.shape import assert_error

pytestmark = pytest.mark.asyncio(loop_scope="module")


def person(**fields: object) -> dict[str, object]:
    name = new_name("person")
    return {"username": name, "email": f"{name}@example.org", "password": PASSWORD} | fields


async def test_who_signs_up_is_a_candidate_and_can_sign_in(shared: RunningServer) -> None:
    async with shared.http() as http:
        new = person(company="Larkspur")

        made = await http.post("/api/auth/signup", json=new)
        signed_in = await http.post("/api/auth/login", json=_credentials(new))

        assert made.status_code == 201
        assert (made.json()["role"], made.json()["company"]) == ("candidate", "Larkspur")
        assert "password" not in made.text
        assert signed_in.json()["user"]["level"] == 1


@ON_SQLITE
@pytest.mark.parametrize("role", ["role", "is_active", "id", "hashed_password"])
async def test_nobody_signs_up_as_more_than_that(shared: RunningServer, role: str) -> None:
    async with shared.http() as http:
        refused = await http.post("/api/auth/signup", json=person(**{role: "admin"}))

        assert role in assert_error(refused, 422)["fields"]


@ON_SQLITE
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("password", "short"),
        ("password", "x" * 73),
        ("password", "é" * 37),
        ("password", "password123"),
        ("email", "nobody"),
        ("email", "a b@example.org"),
        ("email", "a@b..org"),
        ("username", "a"),
        ("username", "with space"),
        ("username", "ümläut"),
        ("username", "trailing\n"),
    ],
)
async def test_unusable_sign_up_data_names_the_field(
    shared: RunningServer, field: str, value: str
) -> None:
    async with shared.http() as http:
        refused = await http.post("/api/auth/signup", json=person(**{field: value}))

        assert list(assert_error(refused, 422, "FieldsInvalid")["fields"]) == [field]


@ON_SQLITE
async def test_a_field_is_refused_in_our_own_words(shared: RunningServer) -> None:
    async with shared.http() as http:
        refused = await http.post("/api/auth/signup", json=person(email="x@y"))

    problem = refused.json()["error"]["fields"]["email"]
    assert problem == "Must be an e-mail address like name@example.com"


@pytest.mark.parametrize("taken", ["username", "email"])
async def test_a_name_or_address_is_given_once(shared: RunningServer, taken: str) -> None:
    async with shared.http() as http:
        first = person()
        await http.post("/api/auth/signup", json=first)

        refused = await http.post("/api/auth/signup", json=person(**{taken: first[taken]}))

        assert_error(refused, 409, "UsernameTaken")


@pytest.mark.parametrize("by", ["username", "email"])
@pytest.mark.parametrize("way", ["json", "form"])
async def test_sign_in_by_name_or_address_as_json_or_form(
    shared: RunningServer, by: str, way: str
) -> None:
    async with shared.http() as http:
        new = person()
        await http.post("/api/auth/signup", json=new)
        credentials = {"username": new[by], "password": PASSWORD}

        if way == "json":
            answer = await http.post("/api/auth/login", json=credentials)
        else:
            answer = await http.post("/api/auth/login", data=credentials)

        pair = answer.json()
        assert set(pair) == {"access_token", "token_type", "expires_in", "refresh_token", "user"}
        assert (pair["token_type"], pair["expires_in"]) == ("bearer", 1_800)
        assert pair["user"]["username"] == new["username"]
        assert "candidate" in pair["user"]["role"]
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert "Path=/api/auth" in cookie


async def test_wrong_credentials_are_told_alike(shared: RunningServer) -> None:
    async with shared.http() as http:
        new = person()
        await http.post("/api/auth/signup", json=new)
        attempts = [
            {"username": new["username"], "password": "wrong horse 7"},
            {"username": new_name("nobody"), "password": PASSWORD},
            {"username": new["username"], "password": "x" * 73},
            {"username": new_name("nobody"), "password": "x" * 73},
        ]

        refused = [await http.post("/api/auth/login", json=attempt) for attempt in attempts]

        errors = [assert_error(answer, 401, "WrongCredentials") for answer in refused]
        assert len({error["message"] for error in errors}) == 1


async def test_me_tells_role_level_and_permissions(shared: RunningServer) -> None:
    token = await shared.sign_in(Role.DOMAIN_EXPERT, new_name("expert"))

    async with shared.http(token) as http:
        me = (await http.get("/api/auth/me")).json()

    assert (me["role"], me["level"]) == ("domain_expert", 3)
    assert "questions.approve" in me["permissions"]


@ON_SQLITE
@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer x", "Bearer a.b.c", "Basic YTpi", "Invite x"]
)
async def test_no_good_token_no_me(shared: RunningServer, header: str) -> None:
    async with shared.http(Authorization=header) as http:
        assert_error(await http.get("/api/auth/me"), 401)


@ON_SQLITE
async def test_forged_tokens_are_refused(shared: RunningServer) -> None:
    good = await shared.sign_in(Role.CANDIDATE, new_name("candidate"))
    claims = jwt.decode(good, options={"verify_signature": False})
    typed = {"typ": "at+jwt"}
    secret = shared.house.settings.secret_key.get_secret_value()
    forged = [
        jwt.encode(claims, "another secret of more than 32 bytes", headers=typed),
        jwt.encode(claims, "", algorithm="none", headers=typed),
        jwt.encode(claims, secret, headers={"typ": "JWT"}),
        jwt.encode(claims | {"aud": "others"}, secret, headers=typed),
        jwt.encode(claims | {"iss": "others"}, secret, headers=typed),
        jwt.encode(claims | {"exp": claims["iat"] - 60}, secret, headers=typed),
        jwt.encode({k: v for k, v in claims.items() if k != "exp"}, secret, headers=typed),
        jwt.encode(claims | {"role": "admin"}, secret, headers=typed),
        jwt.encode(claims | {"role": "emperor"}, secret, headers=typed),
        jwt.encode(claims | {"sub": "999999"}, secret, headers=typed),
    ]

    for token in forged:
        async with shared.http(token) as http:
            assert_error(await http.get("/api/auth/me"), 401, "SignInNeeded")


@pytest.mark.parametrize("way", ["cookie", "body"])
async def test_refreshing_rotates_and_a_late_replay_ends_the_session(
    shared: RunningServer, way: str
) -> None:
    clock = MovableClock()
    shared.house.workshop.clock = clock
    async with shared.http() as http:
        first = await _sign_up_and_in(http)
        second = await _refresh(http, first["refresh_token"], way)
        again = await _refresh(http, first["refresh_token"], way)
        clock.pass_by(timedelta(seconds=11).total_seconds())

        replay = await _present(http, first["refresh_token"], way)
        child = await _present(http, second["refresh_token"], way)

        assert second["refresh_token"] == again["refresh_token"] != first["refresh_token"]
        assert_error(replay, 401, "RefreshRefused")
        assert_error(child, 401, "RefreshRefused")
        headers = {"Authorization": f"Bearer {second['access_token']}"}
        assert_error(await http.get("/api/auth/me", headers=headers), 401)
    clock.reset()


async def test_refreshing_with_nothing_asks_to_sign_in(shared: RunningServer) -> None:
    async with shared.http() as http:
        assert_error(await http.post("/api/auth/refresh"), 401, "SignInNeeded")
        unknown = await http.post("/api/auth/refresh", json={"refresh_token": "unknown"})
        assert_error(unknown, 401, "RefreshRefused")


@pytest.mark.parametrize("way", ["cookie", "body", "token"])
async def test_signing_out_kills_every_token_of_the_session(
    shared: RunningServer, way: str
) -> None:
    async with shared.http() as http:
        pair = await _sign_up_and_in(http)
        headers = {"Authorization": f"Bearer {pair['access_token']}"}
        if way != "cookie":
            http.cookies.clear()
        body = {"refresh_token": pair["refresh_token"]} if way == "body" else {}

        left = await http.post(
            "/api/auth/logout", json=body, headers=headers if way == "token" else {}
        )

        assert left.json() == {"ended": True}
        assert "Max-Age=0" in left.headers["set-cookie"]
        assert_error(await http.get("/api/auth/me", headers=headers), 401)
        assert_error(await _present(http, pair["refresh_token"], "body"), 401)


def _credentials(new: dict[str, object]) -> dict[str, object]:
    return {"username": new["username"], "password": new["password"]}


async def _sign_up_and_in(http: httpx.AsyncClient) -> dict[str, str]:
    new = person()
    await http.post("/api/auth/signup", json=new)
    pair: dict[str, str] = (await http.post("/api/auth/login", json=_credentials(new))).json()
    return pair


async def _present(http: httpx.AsyncClient, token: str, way: str) -> httpx.Response:
    if way == "body":
        return await http.post("/api/auth/refresh", json={"refresh_token": token})
    http.cookies.clear()
    http.cookies.set("greenroom_refresh", token)
    return await http.post("/api/auth/refresh", json={})


async def _refresh(http: httpx.AsyncClient, token: str, way: str) -> dict[str, str]:
    answer = await _present(http, token, way)
    assert answer.status_code == 200
    pair: dict[str, str] = answer.json()
    return pair
