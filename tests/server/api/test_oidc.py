"""Signing in by an OpenID provider, and everything that can be wrong with its answer."""

from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio

from server.api.oidc import COOKIE
from tests.conftest import fresh_database, make_settings, running
from tests.factories.server import RunningServer, new_name
from tests.fakes.openid import CLIENT_ID, CLIENT_SECRET, FakeOpenId, state_of
from tests.server.api.shape import assert_error

pytestmark = pytest.mark.asyncio(loop_scope="module")

START, CALLBACK = "/api/auth/oidc/start", "/api/auth/oidc/callback"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def provider() -> AsyncIterator[FakeOpenId]:
    provider = FakeOpenId()
    await provider.start()
    yield provider
    await provider.stop()


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["sqlite"])
async def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, provider: FakeOpenId
) -> AsyncIterator[RunningServer]:
    folder = tmp_path_factory.mktemp("oidc")
    async with fresh_database(request, folder) as url:
        settings = make_settings(
            url,
            folder,
            oidc_issuer=provider.url,
            oidc_client_id=CLIENT_ID,
            oidc_client_secret=CLIENT_SECRET,
        )
        async with running(settings) as server:
            yield server


@pytest.fixture(autouse=True)
def somebody(provider: FakeOpenId) -> str:
    """Somebody new at a provider that keeps the rules; returns their address."""
    name = new_name("outside")
    provider.fault = ""
    provider.person = {"sub": name, "email": f"{name}@example.org", "email_verified": True}
    return f"{name}@example.org"


async def go_there(http: httpx.AsyncClient, provider: FakeOpenId) -> str:
    """Start, and return where the provider sends the browser back to."""
    url = (await http.get(START)).json()["url"]
    return await provider.approve(url)


def problem_of(answer: httpx.Response) -> str:
    assert answer.status_code == 303, answer.text
    assert "greenroom_refresh" not in str(answer.headers)
    return answer.headers["location"].partition("#problem=")[2]


async def test_a_person_comes_in_and_no_token_is_part_of_an_address(
    server: RunningServer, provider: FakeOpenId, somebody: str
) -> None:
    async with server.http() as http:
        back = await http.get(await go_there(http, provider))
        pair = (await http.post("/api/auth/refresh", json={})).json()

    assert (back.status_code, back.headers["location"]) == (303, "/")
    assert (pair["user"]["email"], pair["user"]["role"]) == (somebody, "candidate")
    assert pair["user"]["email_verified"]


async def test_the_cookie_of_the_visit_is_short_lived_and_out_of_scripts_reach(
    server: RunningServer,
) -> None:
    async with server.http() as http:
        answer = await http.get(START)

    cookie = answer.headers["set-cookie"]
    assert all(part in cookie for part in ("HttpOnly", "SameSite=Lax", "Max-Age=600"))
    for part in ("code_challenge=", "state=", "nonce=", "scope=openid+email+profile"):
        assert part in answer.json()["url"].replace("%20", "+")


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        ("forged", "ProviderRefused"),
        ("unsigned", "ProviderRefused"),
        ("not a token", "ProviderRefused"),
        ("no ID token", "ProviderRefused"),
        ("other issuer", "ProviderRefused"),
        ("for another", "ProviderRefused"),
        ("several audiences", "ProviderRefused"),
        ("other visit", "ProviderRefused"),
        ("no nonce", "ProviderRefused"),
        ("expired", "ProviderRefused"),
        ("token endpoint down", "ProviderDown"),
        ("not JSON", "ProviderDown"),
    ],
)
async def test_an_answer_that_proves_nothing_lets_nobody_in(
    server: RunningServer, provider: FakeOpenId, fault: str, problem: str
) -> None:
    provider.fault = fault
    async with server.http() as http:
        back = await http.get(await go_there(http, provider))

        assert problem_of(back) == problem
        assert_error(await http.post("/api/auth/refresh", json={}), 401)


async def test_an_address_that_the_provider_does_not_vouch_for_lets_nobody_in(
    server: RunningServer, provider: FakeOpenId
) -> None:
    provider.person["email_verified"] = False
    async with server.http() as http:
        back = await http.get(await go_there(http, provider))

    assert problem_of(back) == "ProviderMailUnverified"


async def test_an_answer_counts_once(server: RunningServer, provider: FakeOpenId) -> None:
    async with server.http() as http:
        back = await go_there(http, provider)
        cookie = http.cookies[COOKIE]
        first = await http.get(back)
        replayed = await http.get(back)
        headers = {"Cookie": f"{COOKIE}={cookie}"}
        with_stolen_cookie = await http.get(back, headers=headers)

    assert first.headers["location"] == "/"
    assert problem_of(replayed) == problem_of(with_stolen_cookie) == "ProviderRefused"


async def test_an_answer_to_somebody_elses_visit_is_refused(
    server: RunningServer, provider: FakeOpenId
) -> None:
    async with server.http() as attacker, server.http() as victim:
        url = (await attacker.get(START)).json()["url"]
        forged = await provider.approve(url)
        own = (await victim.get(START)).json()["url"]

        assert state_of(own) != state_of(forged)
        assert problem_of(await victim.get(forged)) == "ProviderRefused"


@pytest.mark.parametrize(
    "query",
    ["", "?error=access_denied", "?code=a", "?state=a", "?code=&state=", "?code=a&state=b"],
)
@pytest.mark.parametrize("cookie", ["", "nonsense", "a.b.c"])
async def test_coming_back_without_having_gone_is_refused(
    server: RunningServer, query: str, cookie: str
) -> None:
    async with server.http(Cookie=f"{COOKIE}={cookie}") as http:
        assert problem_of(await http.get(CALLBACK + query)) == "ProviderRefused"


async def test_a_provider_that_changed_its_keys_is_believed(
    server: RunningServer, provider: FakeOpenId
) -> None:
    async with server.http() as http:
        await http.get(await go_there(http, provider))
        provider.rotate()

        back = await http.get(await go_there(http, provider))

    assert back.headers["location"] == "/"


async def test_an_address_may_come_from_the_userinfo_answer(
    server: RunningServer, provider: FakeOpenId
) -> None:
    del provider.person["email"]
    async with server.http() as http:
        provider.fault = "userinfo of another"
        assert problem_of(await http.get(await go_there(http, provider))) == "ProviderRefused"
        provider.fault = ""
        await http.get(await go_there(http, provider))
        pair = (await http.post("/api/auth/refresh", json={})).json()

    assert pair["user"]["email"] == "info@example.org"


@pytest.mark.parametrize("fault", ["down", "other name"])
async def test_a_provider_that_is_down_is_said_to_be(
    server: RunningServer, provider: FakeOpenId, fault: str
) -> None:
    provider.fault = fault
    server.house.provider._known = None  # type: ignore[union-attr]  # as after a restart
    async with server.http() as http:
        assert_error(await http.get(START), 503, "ProviderDown")


async def test_the_options_say_which_ways_there_are(
    server: RunningServer, shared: RunningServer
) -> None:
    async with server.http() as http, shared.http() as without:
        assert (await http.get("/api/auth/options")).json()["provider"] is True
        assert (await without.get("/api/auth/options")).json()["provider"] is False
        for path in (START, CALLBACK):
            assert_error(await without.get(path), 404, "NoProvider")
