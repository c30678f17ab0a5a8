"""An OpenID provider over HTTP: discovery, PKCE, the code exchange and the ID token's proof."""

import base64
import hashlib
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from pydantic import ValidationError

from domain.accounts.errors import ProviderDown, ProviderRefused
from domain.accounts.ports import OutsidePerson, Visit
from domain.kit.fields import View

TAKES_AT_MOST_S = 10.0
KNOWN_FOR_S = 3_600.0
# Only signatures by the provider's own private key; a shared secret would let us be impersonated.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
_LEEWAY_S = 30


class _Discovery(View):
    """What the provider says of itself (OpenID Connect Discovery 1.0, 3)."""

    model_config = View.model_config | {"extra": "ignore"}

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None = None
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)


class _Tokens(View):
    """What the code was swapped for."""

    model_config = View.model_config | {"extra": "ignore"}

    access_token: str
    id_token: str


@dataclass(slots=True)
class _Known:
    """What was fetched from the provider, and when (monotonic seconds)."""

    said: _Discovery
    keys: KeySet
    at: float


class OpenIdProvider:
    """Signs people in at one issuer by the authorization code flow (OpenID Connect Core 1.0)."""

    def __init__(
        self, issuer: str, client_id: str, client_secret: str, scopes: str, redirect_uri: str
    ) -> None:
        """Nothing is fetched before somebody signs in."""
        self._issuer = issuer
        self._client_id = client_id
        self._client_secret = client_secret
        self._scopes = scopes
        self._redirect_uri = redirect_uri
        self._known: _Known | None = None
        self._tls = httpx.create_ssl_context()

    async def address(self, visit: Visit) -> str:
        """Return where to send the browser. Raises ProviderDown."""
        known = await self._discover()
        challenge = hashlib.sha256(visit.verifier.encode()).digest()
        asked = {
            "response_type": "code",
            "client_id": self._client_id,
            "redirect_uri": self._redirect_uri,
            "scope": self._scopes,
            "state": visit.state,
            "nonce": visit.nonce,
            "code_challenge": base64.urlsafe_b64encode(challenge).decode().rstrip("="),
            "code_challenge_method": "S256",
        }
        return str(httpx.URL(known.said.authorization_endpoint).copy_merge_params(asked))

    async def identify(self, visit: Visit, code: str) -> OutsidePerson:
        """Swap ``code`` for who this is. Raises ProviderDown or ProviderRefused."""
        known = await self._discover()
        async with self._http() as http:
            tokens = await self._exchange(http, known.said, visit, code)
            claims = await self._verified(tokens.id_token, visit)
            if "email" not in claims and known.said.userinfo_endpoint:
                url = known.said.userinfo_endpoint
                claims |= await _ask_for_email(http, url, tokens.access_token, claims["sub"])
        email = claims.get("email")
        return OutsidePerson(
            issuer=self._issuer,
            subject=str(claims["sub"]),
            email=email if isinstance(email, str) else None,
            # Some providers spell the boolean.
            email_verified=claims.get("email_verified") in {True, "true"},
        )

    def _http(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(timeout=TAKES_AT_MOST_S, verify=self._tls)

    async def _exchange(
        self, http: httpx.AsyncClient, said: _Discovery, visit: Visit, code: str
    ) -> _Tokens:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._redirect_uri,
            "code_verifier": visit.verifier,
        }
        auth: httpx.Auth = httpx.Auth()
        if "client_secret_basic" in said.token_endpoint_auth_methods_supported:
            # Encoded as RFC 6749 asks, 2.3.1.
            auth = httpx.BasicAuth(quote_plus(self._client_id), quote_plus(self._client_secret))
        else:
            form |= {"client_id": self._client_id, "client_secret": self._client_secret}
        try:
            answer = await http.post(said.token_endpoint, data=form, auth=auth)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ProviderDown from error
        if answer.is_client_error:
            raise ProviderRefused
        try:
            answer.raise_for_status()
            return _Tokens.model_validate(answer.json())
        except ValidationError as error:
            raise ProviderRefused from error
        except (httpx.HTTPError, ValueError) as error:
            raise ProviderDown from error

    async def _verified(self, id_token: str, visit: Visit) -> dict[str, Any]:
        """Return the claims of an ID token that is signed, for us, fresh and of this visit."""
        try:
            claims = await self._decoded(id_token)
            jwt.JWTClaimsRegistry(
                leeway=_LEEWAY_S,
                iss={"essential": True, "value": self._issuer},
                aud={"essential": True, "value": self._client_id},
                nonce={"essential": True, "value": visit.nonce},
                exp={"essential": True},
                iat={"essential": True},
                sub={"essential": True},
            ).validate(claims)
        except (JoseError, ValueError, TypeError) as error:
            raise ProviderRefused from error
        if claims.get("azp", self._client_id) != self._client_id:
            raise ProviderRefused
        return claims

    async def _decoded(self, id_token: str) -> dict[str, Any]:
        known = await self._discover()
        try:
            return jwt.decode(id_token, known.keys, algorithms=ALGORITHMS).claims
        except (JoseError, ValueError):
            # The provider may have changed its keys since they were fetched.
            fresh = await self._discover(again=True)
            return jwt.decode(id_token, fresh.keys, algorithms=ALGORITHMS).claims

    async def _discover(self, *, again: bool = False) -> _Known:
        now = time.monotonic()
        if self._known is not None and not again and now - self._known.at < KNOWN_FOR_S:
            return self._known
        base = self._issuer.rstrip("/")
        try:
            async with self._http() as http:
                said = _Discovery.model_validate(
                    await _fetch(http, f"{base}/.well-known/openid-configuration")
                )
                keys = KeySet.import_key_set(await _fetch(http, said.jwks_uri))
        except (httpx.HTTPError, httpx.InvalidURL, ValidationError, JoseError) as error:
            raise ProviderDown from error
        except (ValueError, KeyError, TypeError) as error:
            raise ProviderDown from error
        if said.issuer != self._issuer:
            raise ProviderDown("The sign-in provider calls itself by another name.")
        self._known = _Known(said, keys, now)
        return self._known


async def _fetch(http: httpx.AsyncClient, url: str) -> Any:
    answer = await http.get(url)
    answer.raise_for_status()
    return answer.json()


async def _ask_for_email(
    http: httpx.AsyncClient, url: str, access_token: str, subject: str
) -> dict[str, Any]:
    """Return the e-mail claims of the userinfo answer, if it is about ``subject``."""
    try:
        answer = await http.get(url, headers={"Authorization": f"Bearer {access_token}"})
        answer.raise_for_status()
        said = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        raise ProviderDown from error
    if not isinstance(said, dict) or said.get("sub") != subject:
        raise ProviderRefused
    return {key: said[key] for key in ("email", "email_verified") if key in said}
