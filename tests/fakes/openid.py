"""An OpenID provider on a real socket that keeps the rules, or breaks one when told to."""

import base64
import hashlib
import secrets
import time
from typing import Any
from urllib.parse import parse_qs, quote_plus, urlsplit

import httpx
from aiohttp import web
from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.factories.server import NO_TLS

CLIENT_ID, CLIENT_SECRET = "greenroom", "a secret of the client"


class FakeOpenId:
    """Signs in ``person`` without asking; ``fault`` names what goes wrong on the way."""

    def __init__(self) -> None:
        self.person: dict[str, Any] = {}
        self.fault = ""
        self.url = ""
        self._key = self._published = new_key()
        self._codes: dict[str, dict[str, str]] = {}
        app = web.Application()
        app.router.add_get("/.well-known/openid-configuration", self._discovery)
        app.router.add_get("/keys", self._keys)
        app.router.add_get("/authorize", self._authorize)
        app.router.add_post("/token", self._token)
        app.router.add_get("/userinfo", self._userinfo)
        self._runner = web.AppRunner(app)

    async def start(self) -> None:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        [address] = self._runner.addresses
        self.url = f"http://127.0.0.1:{address[1]}"

    async def stop(self) -> None:
        await self._runner.cleanup()

    def rotate(self) -> None:
        """Sign with a new key from now on, and publish it."""
        self._key = self._published = new_key()

    async def approve(self, url: str) -> str:
        """Do what a browser does at the provider; return where it is sent back to."""
        async with httpx.AsyncClient(verify=NO_TLS) as http:
            return str((await http.get(url)).headers["location"])

    async def _discovery(self, _request: web.Request) -> web.Response:
        if self.fault == "down":
            return web.Response(status=503)
        issuer = "http://elsewhere.example" if self.fault == "other name" else self.url
        return web.json_response(
            {
                "issuer": issuer,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "userinfo_endpoint": f"{self.url}/userinfo",
                "jwks_uri": f"{self.url}/keys",
                "surprise": True,
            }
        )

    async def _keys(self, _request: web.Request) -> web.Response:
        return web.json_response({"keys": [self._published.as_dict(private=False)]})

    async def _authorize(self, request: web.Request) -> web.Response:
        asked = dict(request.query)
        assert asked["client_id"] == CLIENT_ID
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_hex(8)
        self._codes[code] = asked
        back = f"{asked['redirect_uri']}?code={code}&state={asked['state']}&session_state=x"
        raise web.HTTPFound(back)

    async def _token(self, request: web.Request) -> web.Response:
        if self.fault == "token endpoint down":
            return web.Response(status=502)
        if self.fault == "not JSON":
            return web.Response(text="<html>", content_type="text/html")
        form = await request.post()
        asked = self._codes.pop(str(form["code"]), None)
        challenge = hashlib.sha256(str(form["code_verifier"]).encode()).digest()
        proves = base64.urlsafe_b64encode(challenge).decode().rstrip("=")
        basic = base64.b64encode(f"{CLIENT_ID}:{quote_plus(CLIENT_SECRET)}".encode()).decode()
        if (
            asked is None
            or asked["code_challenge"] != proves
            or request.headers["Authorization"] != f"Basic {basic}"
        ):
            return web.json_response({"error": "invalid_grant"}, status=400)
        answer = {"access_token": "a", "token_type": "Bearer", "id_token": self._id_token(asked)}
        if self.fault == "no ID token":
            del answer["id_token"]
        return web.json_response(answer)

    async def _userinfo(self, _request: web.Request) -> web.Response:
        subject = "somebody else" if self.fault == "userinfo of another" else self.person["sub"]
        return web.json_response({**self.person, "sub": subject, "email": "info@example.org"})

    def _id_token(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        claims: dict[str, Any] = {
            "iss": self.url,
            "aud": CLIENT_ID,
            "nonce": asked["nonce"],
            "iat": now,
            "exp": now + 300,
            **self.person,
        }
        wrong: dict[str, dict[str, Any]] = {
            "other issuer": {"iss": "http://elsewhere.example"},
            "for another": {"aud": "others"},
            "several audiences": {"aud": [CLIENT_ID, "others"], "azp": "others"},
            "other visit": {"nonce": "of yesterday"},
            "expired": {"exp": now - 300},
        }
        claims |= wrong.get(self.fault, {})
        if self.fault == "no nonce":
            del claims["nonce"]
        if self.fault == "unsigned":
            head = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
            body = jwt.encode({"alg": "RS256"}, claims, self._key).split(".")[1]
            return f"{head}.{body}."
        if self.fault == "not a token":
            return "a.b"
        key = new_key() if self.fault == "forged" else self._key
        return jwt.encode({"alg": "RS256", "kid": self._key.kid}, claims, key)


def new_key() -> RSAKey:
    return RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256"}, auto_kid=True)


def state_of(url: str) -> str:
    """Return the state that the address of a visit carries."""
    return parse_qs(urlsplit(url).query)["state"][0]
