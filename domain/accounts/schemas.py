"""Commands and views of accounts."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from domain.kit.fields import Command, Line, Moment, Text, View, example, refuse_unstorable

USERNAME = r"^[A-Za-z0-9][A-Za-z0-9_.\-]{1,48}[A-Za-z0-9]$"


def _plausible_email(address: str) -> str:
    local, _, host = address.rpartition("@")
    good = local and "." in host and not host.startswith(".") and not host.endswith(".")
    if not good or any(char.isspace() for char in address) or ".." in host:
        raise ValueError("must be an e-mail address like name@example.com")
    return address


Username = Annotated[str, StringConstraints(pattern=USERNAME, min_length=3, max_length=50)]
Email = Annotated[
    Line,
    AfterValidator(_plausible_email),
    Field(json_schema_extra={"pattern": r"^\S+@[^\s@.]+(\.[^\s@.]+)+$"}),
]
Password = Annotated[
    Text, Field(min_length=1, max_length=1_024, examples=["a sentence of one's own"])
]
RefreshWord = Annotated[str, Field(examples=["v0Xq1k3mT6b9Yp2sN8d4WcRfLh7uJzGe5aVoQxKiBtM"])]
PresentedToken = Annotated[
    RefreshWord, Field(min_length=1, max_length=200), AfterValidator(refuse_unstorable)
]
RoleWord = Literal["candidate", "recruiter", "domain_expert", "admin"]


class SignUp(Command):
    """Open an account; it is always a candidate's."""

    model_config = example(
        username="amina.rahimi",
        email="amina@example.org",
        company="Larkspur",
    )

    username: Username
    email: Email
    password: Password
    company: Line | None = None


class LogIn(Command):
    """Sign in by username or e-mail address."""

    model_config = example(
        username="amina.rahimi",
    )

    username: Annotated[Text, Field(min_length=1, max_length=100)]
    password: Password


class Renew(Command):
    """Swap a refresh token for a new pair; browsers leave it out and send their cookie."""

    refresh_token: PresentedToken | None = None


class UserView(View):
    """An account as its owner sees it."""

    model_config = example(
        id=7,
        username="amina.rahimi",
        email="amina@example.org",
        company=None,
        role="candidate",
    )

    id: int
    username: str
    email: str
    company: str | None
    role: RoleWord
    is_active: bool
    created_at: Moment


class MeView(UserView):
    """The signed-in account with what its role reaches."""

    model_config = example(
        id=7,
        username="amina.rahimi",
        email="amina@example.org",
        company=None,
        role="candidate",
        level=1,
        permissions=["applications.own", "interviews.own"],
    )

    level: int
    permissions: list[str]


class TokenPair(View):
    """A fresh sign-in: the access token for requests, the refresh token for the next pair."""

    model_config = example(
        expires_in=1800,
    )

    access_token: str = Field(examples=["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI3In0.c2ln"])
    token_type: Literal["bearer"] = "bearer"  # noqa: S105  # the word OAuth asks for
    expires_in: int
    refresh_token: RefreshWord
    user: MeView
