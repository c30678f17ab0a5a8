"""Commands and views of accounts."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from domain.kit.fields import Command, Line, Moment, Text, View, example, refuse_unstorable
from domain.kit.paging import PageQuery

USERNAME = r"^[A-Za-z0-9][A-Za-z0-9_.\-]{1,48}[A-Za-z0-9]$"
# What would make one address two, or end it, in the head of a mail.
_MAIL_SYNTAX = frozenset('<>()[],;:"\\')


def _plausible_email(address: str) -> str:
    local, _, host = address.rpartition("@")
    good = local and "." in host and not host.startswith(".") and not host.endswith(".")
    odd = any(char.isspace() or char in _MAIL_SYNTAX for char in address)
    if not good or odd or ".." in host:
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
Code = Annotated[Text, Field(min_length=1, max_length=40, examples=["123456"])]
LinkToken = Annotated[
    Text,
    Field(min_length=1, max_length=200, examples=["tQ4vB7nM1xZ8cL3kJ6hG9fD2sA5pO0iU4yT7rE1wQ2e"]),
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
    """Sign in by username or e-mail address; with a code where the account asks for one."""

    model_config = example(
        username="amina.rahimi",
    )

    username: Annotated[Text, Field(min_length=1, max_length=100)]
    password: Password
    totp_code: Code | None = None


class Renew(Command):
    """Swap a refresh token for a new pair; browsers leave it out and send their cookie."""

    refresh_token: PresentedToken | None = None


class AskForMail(Command):
    """Ask for a link to an account's e-mail address."""

    model_config = example(email="amina@example.org")

    email: Email


class PresentLink(Command):
    """Show the token of a link from a mail."""

    token: LinkToken


class ResetPassword(Command):
    """Choose a new password by the link from a mail."""

    token: LinkToken
    password: Password


class ChangePassword(Command):
    """Choose a new password, knowing the present one."""

    current_password: Password
    password: Password


class EnableTotp(Command):
    """Prove by a code that the authenticator app has the secret."""

    code: Code


class DisableTotp(Command):
    """Give up the second factor: needs the password and a code, or a recovery code."""

    password: Password
    code: Code


class UserQuery(PageQuery):
    """Which accounts: ``q`` is a whole username or e-mail address."""

    q: Annotated[Text, Field(min_length=1, max_length=100)] | None = None
    role: RoleWord | None = None
    active: bool | None = None


class CreateUser(Command):
    """Open an account for somebody; they choose a password by the link they are mailed."""

    model_config = example(
        username="jo.lindqvist", email="jo@example.org", role="recruiter", company=None
    )

    username: Username
    email: Email
    role: RoleWord
    company: Line | None = None


class ChangeUser(Command):
    """Change what is named; everything else stays."""

    model_config = example(company="Larkspur")

    role: RoleWord | None = None
    is_active: bool | None = None
    company: Line | None = None


class UserView(View):
    """An account as its owner and administrators see it."""

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
    email_verified: bool
    has_second_factor: bool
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


class SignInView(View):
    """A sign-in that holds: since when, when last used, and from what kind of place."""

    id: int
    created_at: Moment
    last_used_at: Moment
    agent: str | None
    network: str | None
    is_current: bool


class TotpSetup(View):
    """A new secret (base32) and the address that authenticator apps read as a QR code."""

    secret: str
    uri: str


class RecoveryCodes(View):
    """Ten codes, shown this once, each of which stands in for the app once."""

    codes: list[str]


class SignInOptions(View):
    """Which ways of signing in this server has."""

    password: bool = True
    provider: bool
    email_must_be_verified: bool
