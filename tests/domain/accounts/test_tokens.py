"""Access tokens: only our own, unaltered and unexpired ones are believed."""

from datetime import timedelta
from typing import Any

import jwt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.accounts.tokens import AUDIENCE, ISSUER, AccessTokens
from domain.kit.actor import Role
from domain.kit.clock import utc_now
from domain.kit.errors import SignInNeeded

SECRET = "a-secret-of-quite-enough-bytes-for-the-longest-hash-of-the-three-there-are"
TOKENS = AccessTokens(SECRET)
HEADER = {"typ": "at+jwt"}


def claims(**changes: Any) -> dict[str, Any]:
    now = utc_now()
    fields = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": "7",
        "role": "recruiter",
        "fam": "family",
        "jti": "once",
        "iat": now,
        "nbf": now,
        "exp": now + timedelta(minutes=5),
    } | changes
    return {name: value for name, value in fields.items() if value is not None}


def signed(
    *, key: str = SECRET, algorithm: str = "HS256", typ: str = "at+jwt", **changes: Any
) -> str:
    return jwt.encode(claims(**changes), key, algorithm=algorithm, headers={"typ": typ})


def signed_without(name: str) -> str:
    return jwt.encode(claims(**{name: None}), SECRET, algorithm="HS256", headers=HEADER)


def ago(**span: int) -> Any:
    return utc_now() - timedelta(**span)


def test_an_issued_token_says_who_acts() -> None:
    token = TOKENS.issue(7, Role.RECRUITER, "family", utc_now())

    read = TOKENS.read(token)

    assert (read.actor.user_id, read.actor.role, read.family) == (7, Role.RECRUITER, "family")
    assert timedelta(minutes=29) < read.expires_at - utc_now() <= timedelta(minutes=30)


def test_the_table_below_starts_from_a_token_that_holds() -> None:
    assert TOKENS.read(signed()).actor.user_id == 7


@pytest.mark.parametrize(
    "token",
    [
        pytest.param(jwt.encode(claims(), "", algorithm="none", headers=HEADER), id="alg none"),
        pytest.param(signed(key="x" * 70), id="other key"),
        pytest.param(signed(algorithm="HS512"), id="other algorithm"),
        pytest.param(signed(aud="another-api"), id="other audience"),
        pytest.param(signed(iss="somebody"), id="other issuer"),
        pytest.param(signed(typ="JWT"), id="other type"),
        pytest.param(signed(exp=ago(minutes=1)), id="expired"),
        pytest.param(signed(nbf=ago(minutes=-600)), id="not yet valid"),
        pytest.param(signed(iat=ago(minutes=-600)), id="issued in the future"),
        *(
            pytest.param(signed_without(name), id=f"no {name}")
            for name in ("exp", "iat", "nbf", "iss", "aud", "sub", "jti", "role", "fam")
        ),
        pytest.param(signed(sub="seven"), id="sub is no number"),
        pytest.param(signed(role="owner"), id="unknown role"),
        pytest.param(signed(role=4), id="role is no word"),
        pytest.param(signed()[:-4], id="signature cut off"),
        pytest.param(signed().rpartition(".")[0] + ".", id="no signature"),
        pytest.param("", id="empty"),
        pytest.param("a.b.c", id="not base64"),
        pytest.param("\ud800", id="lone surrogate"),
    ],
)
def test_a_token_that_does_not_hold_asks_to_sign_in(token: str) -> None:
    with pytest.raises(SignInNeeded):
        TOKENS.read(token)


@given(token=st.text() | st.from_regex(r"[\w-]{1,40}\.[\w-]{1,40}\.[\w-]{0,40}", fullmatch=True))
def test_no_text_at_all_breaks_the_reader(token: str) -> None:
    with pytest.raises(SignInNeeded):
        TOKENS.read(token)


def test_an_altered_claim_breaks_the_signature() -> None:
    head, body, signature = signed().split(".")
    other_body = signed(role="admin").split(".")[1]

    assert body != other_body
    with pytest.raises(SignInNeeded):
        TOKENS.read(f"{head}.{other_body}.{signature}")


def test_clocks_may_differ_by_a_few_seconds() -> None:
    assert TOKENS.read(signed(exp=ago(seconds=5))).family == "family"


@pytest.mark.parametrize(
    ("secret", "algorithm"), [("short", "HS256"), (SECRET, "none"), (SECRET, "RS256")]
)
def test_weak_machinery_is_not_built(secret: str, algorithm: str) -> None:
    with pytest.raises(ValueError, match="must be"):
        AccessTokens(secret, algorithm=algorithm)
