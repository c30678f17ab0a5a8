"""Commands and views of API keys."""

from typing import Annotated, Literal

from pydantic import Field

from domain.kit.fields import Command, Line, Moment, View, example

Scope = Literal[
    "jobs:read",
    "jobs:write",
    "candidates:read",
    "candidates:write",
    "interviews:read",
    "interviews:write",
    "questions:read",
    "questions:write",
]


class CreateApiKey(Command):
    """Make a key that may do what its scopes say, until it expires or is revoked."""

    model_config = example(
        name="Careers page", scopes=["jobs:read", "candidates:write"], expires_at=None
    )

    name: Line
    scopes: Annotated[list[Scope], Field(min_length=1, max_length=8)]
    expires_at: Moment | None = None


class ApiKeyView(View):
    """A key as administrators see it afterwards: its beginning only."""

    id: int
    name: str
    prefix: str
    scopes: list[str]
    created_by: int | None
    created_at: Moment
    expires_at: Moment | None
    last_used_at: Moment | None
    revoked_at: Moment | None


class NewApiKey(ApiKeyView):
    """A fresh key with the secret itself, which is shown this once."""

    key: str
