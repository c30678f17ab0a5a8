"""How a route is written: who may call it, what it takes, what it answers, all said once."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from pydantic import BaseModel, ValidationError
from quart import Blueprint, Response, request
from quart_schema import (
    document_querystring,
    document_request,
    document_response,
    security_scheme,
    tag,
)

from domain.kit.actor import Role
from domain.kit.errors import FieldsInvalid, NotAllowed, SignInNeeded
from domain.kit.fields import View, field_messages
from server.context import current_actor
from server.errors import Malformed, UnsupportedType

P = ParamSpec("P")
Model = TypeVar("Model", bound=BaseModel)
Wrapped = TypeVar("Wrapped", bound=Callable[..., Any])


class ErrorBody(View):
    """What went wrong: a stable code, a sentence, and the fields it is about."""

    code: str
    message: str
    fields: dict[str, str] | None = None
    retry_after_s: int | None = None
    request_id: str


class ErrorEnvelope(View):
    """The one shape of every error."""

    error: ErrorBody


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with extra headers, or with another status than the declared one."""

    view: BaseModel
    status: int | None = None
    headers: dict[str, str | list[str]] = field(default_factory=dict)


Endpoint = Callable[P, Awaitable[BaseModel | Reply]]


@dataclass(frozen=True, slots=True)
class Guard:
    """Who may call a route: nobody in particular, anybody with a seat or account, or a role up."""

    role: Role | None = None
    guests: bool = False


PUBLIC = Guard()
SIGNED_IN = Guard(Role.CANDIDATE)
SEATED = Guard(Role.CANDIDATE, guests=True)
RECRUITER = Guard(Role.RECRUITER)
EXPERT = Guard(Role.DOMAIN_EXPERT)
ADMIN = Guard(Role.ADMIN)
GUARDS: dict[str, Guard] = {}
SCOPES: dict[str, str | None] = {}
"""What an API key needs to call a route; with None no key may."""
_SCOPED = {
    "candidates": "candidates",
    "interviews": "interviews",
    "jobs": "jobs",
    "questions": "questions",
    "rooms": "interviews",
}


class ScopeMissing(NotAllowed):
    """An API key does not reach this route."""

    message = "This API key may not do that. Ask an administrator for a key with another scope."


def route(  # noqa: PLR0913  # a route has this many facts, all named at the call
    blueprint: Blueprint,
    method: str,
    path: str,
    *,
    guard: Guard,
    answer: type[BaseModel],
    status: int = 200,
    body: type[BaseModel] | None = None,
    query: type[BaseModel] | None = None,
    form: bool = False,
    errors: tuple[int, ...] = (),
    scope: str | None = None,
) -> Callable[[Endpoint[P]], Endpoint[P]]:
    """Serve the decorated coroutine at ``path`` and describe it in the OpenAPI document.

    It gets the path's values, then ``data`` (the body) and ``query`` where declared, both
    validated, and returns the ``answer`` model or a Reply. With ``form`` the
    body may also be form-encoded. ``scope`` is what an API key needs, if not that of the
    blueprint: ``jobs:read`` for a GET of ``jobs``.
    """
    needed = scope or _scope_of(blueprint.name, method)

    def declare(function: Endpoint[P]) -> Endpoint[P]:
        @wraps(function)
        async def handle(*args: P.args, **kwargs: P.kwargs) -> Response:
            _check(guard, needed)
            if query is not None:
                kwargs["query"] = _read_query(query)
            if body is not None:
                kwargs["data"] = await _read_body(body, form=form)
            result = await function(*args, **kwargs)
            reply = result if isinstance(result, Reply) else Reply(result)
            return Response(
                reply.view.model_dump_json(),
                reply.status or status,
                reply.headers,
                content_type="application/json",
            )

        documented = _document(handle, blueprint.name, guard, answer, status, body, query, errors)
        name = f"{blueprint.name}.{function.__name__}"
        GUARDS[name] = guard
        SCOPES[name] = needed
        blueprint.add_url_rule(path, function.__name__, documented, methods=[method])
        return function

    return declare


def _scope_of(blueprint: str, method: str) -> str | None:
    area = _SCOPED.get(blueprint)
    return area and f"{area}:{'read' if method == 'GET' else 'write'}"


def _check(guard: Guard, scope: str | None) -> None:
    actor = current_actor()
    if actor.scopes is not None and scope not in actor.scopes:
        raise ScopeMissing
    if guard.role is None:
        return
    is_guest = actor.user_id is None and actor.scopes is None
    if actor.role is None or (is_guest and not guard.guests):
        raise SignInNeeded
    if not actor.reaches(guard.role):
        raise NotAllowed


def _read_query(model: type[BaseModel]) -> BaseModel:
    values = {
        key: request.args.getlist(key) if len(request.args.getlist(key)) > 1 else value
        for key, value in request.args.items()
    }
    return validated(model, values)


async def _read_body(model: type[BaseModel], *, form: bool) -> BaseModel:
    if form and request.mimetype == "application/x-www-form-urlencoded":
        return validated(model, (await request.form).to_dict())
    raw = await request.get_data(cache=True)
    if not raw:
        return validated(model, {})
    if request.mimetype != "application/json":
        raise UnsupportedType
    try:
        values = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise Malformed("The body is not valid JSON.") from error
    return validated(model, values)


def validated(model: type[Model], values: object) -> Model:
    """Return ``values`` as a ``model``; FieldsInvalid names what is wrong with them."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise FieldsInvalid(fields=field_messages(error, "body")) from error


def _document(  # noqa: PLR0913  # the same facts again, on their way to the document
    handle: Wrapped,
    name: str,
    guard: Guard,
    answer: type[BaseModel],
    status: int,
    body: type[BaseModel] | None,
    query: type[BaseModel] | None,
    errors: tuple[int, ...],
) -> Wrapped:
    refusals = set(errors)
    if guard.role is not None:
        refusals |= {401, 403}
        handle = security_scheme([{"bearer": []}])(handle)
    if body is not None:
        refusals |= {400, 413, 415, 422}
        handle = document_request(body)(handle)
    if query is not None:
        refusals |= {422}
        handle = document_querystring(query)(handle)
    for refusal in sorted(refusals):
        handle = document_response(ErrorEnvelope, refusal)(handle)
    handle = document_response(answer, status)(handle)
    return tag([name])(handle)
