"""Access tokens: short-lived JWTs by RFC 9068, checked with a fixed algorithm list."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import jwt

from domain.kit.actor import Actor, Role
from domain.kit.errors import SignInNeeded

ISSUER = "greenroom"
AUDIENCE = "greenroom-api"
ALGORITHMS = ("HS256", "HS384", "HS512")
SHORTEST_SECRET = 32
_LEEWAY_S = 10
_REQUIRED = ["exp", "iat", "nbf", "iss", "aud", "sub", "jti", "fam"]


@dataclass(frozen=True, slots=True)
class AccessClaims:
    """Who an access token speaks for, which refresh family it came from, and until when."""

    actor: Actor
    family: str
    expires_at: datetime


class AccessTokens:
    """Issues and reads access tokens with one key and one algorithm."""

    def __init__(self, secret: str, *, algorithm: str = "HS256", minutes: int = 30) -> None:
        """Raise ValueError for a key under 32 bytes or an algorithm that is not HMAC SHA-2."""
        if len(secret.encode()) < SHORTEST_SECRET:
            raise ValueError(f"SECRET_KEY must be at least {SHORTEST_SECRET} bytes long")
        if algorithm not in ALGORITHMS:
            raise ValueError(f"ALGORITHM must be one of {', '.join(ALGORITHMS)}")
        self._secret = secret
        self._algorithm = algorithm
        self.lifetime = timedelta(minutes=minutes)

    def issue(self, user_id: int, role: Role, family: str, now: datetime) -> str:
        """Return a token for ``user_id`` that expires after the configured minutes."""
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": str(user_id),
            "role": role.word,
            "fam": family,
            "jti": secrets.token_urlsafe(12),
            "iat": now,
            "nbf": now,
            "exp": now + self.lifetime,
        }
        headers = {"typ": "at+jwt"}
        return jwt.encode(claims, self._secret, algorithm=self._algorithm, headers=headers)

    def read(self, token: str) -> AccessClaims:
        """Return what ``token`` says; SignInNeeded unless it is ours, valid and unexpired."""
        try:
            if jwt.get_unverified_header(token).get("typ") != "at+jwt":
                raise SignInNeeded
            claims = jwt.decode(
                token,
                self._secret,
                algorithms=[self._algorithm],
                audience=AUDIENCE,
                issuer=ISSUER,
                leeway=_LEEWAY_S,
                options={"require": _REQUIRED},
            )
            actor = Actor.user(int(claims["sub"]), Role.of(claims["role"]))
        except (jwt.PyJWTError, KeyError, ValueError, AttributeError) as error:
            raise SignInNeeded("Your sign-in has expired. Sign in again.") from error
        expires_at = datetime.fromtimestamp(claims["exp"], tz=UTC)
        return AccessClaims(actor, str(claims["fam"]), expires_at)
