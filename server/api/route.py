"""How a route is written: who may call it, what it takes, what it answers, all said once."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial, wraps
from typing import Any, Literal, ParamSpec

from pydantic import BaseModel
from quart import Blueprint, Response

from domain.kit.actor import Role
from domain.kit.errors import NotAllowed, SignInNeeded
from domain.kit.fields import Command
from server.api.counting import spend
from server.api.limits import READS, WRITES, By, Limit
from server.api.reading import read_body, read_bytes, read_query
from server.api.uploads import is_upload, read_upload
from server.conditional import conditional
from server.context import current_actor, house

P = ParamSpec("P")
READING = frozenset({"GET", "HEAD"})
SMALL = 64 * 1024
ROOMY = 384 * 1024
"""For texts of 20,000 characters, each of which JSON may spell with 12 bytes."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with extra headers, or with another status than the declared one."""

    view: BaseModel
    status: int | None = None
    headers: dict[str, str | list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Media:
    """An answer that is not JSON: its content type and what it holds."""

    content_type: str
    description: str


Upload = Literal["none", "optional", "required"]
Endpoint = Callable[P, Awaitable[BaseModel | Reply | Response]]


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


@dataclass(frozen=True, slots=True)
class Declaration:
    """All that was said about one route; its name is ``blueprint.function``."""

    name: str
    method: str
    guard: Guard
    answer: type[BaseModel] | Media
    status: int
    also: Mapping[int, type[BaseModel] | Media | None]
    body: type[BaseModel] | None
    query: type[BaseModel] | None
    form: bool
    raw: bool
    upload: Upload
    errors: tuple[int, ...]
    limits: tuple[Limit, ...]
    largest: int
    about: str
    module: str
    scope: str | None
    """What an API key needs to call it; with None no key may."""


DECLARED: dict[str, Declaration] = {}


class Nothing(Command):
    """No fields at all."""


_SCOPED = {
    "applications": "candidates",
    "candidates": "candidates",
    "interviews": "interviews",
    "job_intake": "jobs",
    "job_states": "jobs",
    "jobs": "jobs",
    "generating": "questions",
    "kits": "jobs",
    "matching": "candidates",
    "question_history": "questions",
    "question_measures": "questions",
    "questions": "questions",
    "recordings": "interviews",
    "resumes": "candidates",
    "rooms": "interviews",
    "video": "interviews",
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
    answer: type[BaseModel] | Media,
    status: int = 200,
    also: Mapping[int, type[BaseModel] | Media | None] | None = None,
    body: type[BaseModel] | None = None,
    query: type[BaseModel] | None = None,
    form: bool = False,
    raw: bool = False,
    upload: Upload = "none",
    errors: tuple[int, ...] = (),
    limit: Limit | tuple[Limit, ...] | None = None,
    largest: int = SMALL,
    conditional_read: bool = False,
    scope: str | None = None,
) -> Callable[[Endpoint[P]], Endpoint[P]]:
    """Serve the decorated coroutine at ``path`` and describe it in the OpenAPI document.

    It gets the path's values, then ``data`` (the body) and ``query`` where declared, both
    validated, and returns the ``answer`` model, a Reply, or a Response where the answer is Media.
    ``also`` names the models of answers with other statuses that are no refusals, None for an empty
    one. With ``form`` the body may also be form-encoded. With ``raw`` the bytes that came are given
    as ``raw``, and ``body`` only describes them. With ``upload`` it is a multipart form whose part
    ``file`` is given as ``file``, up to ``MAX_FILE_SIZE``; if optional, JSON is taken too, and
    ``file`` is None. ``limit`` replaces the generous limits that
    hold by default; ``largest`` is the most bytes of a body. ``errors`` are the statuses beyond
    those that follow from the rest: 400, 401, 403, 413, 415, 422, 429 and 503. With
    ``conditional_read`` the answer carries an entity tag, and may be given again to anonymous
    readers while nothing is committed. ``scope`` is what an API key needs, if not that of the
    blueprint: ``jobs:read`` for a GET of ``jobs``.
    """
    chosen = (READS if method in READING else WRITES) if limit is None else limit
    limits = (chosen,) if isinstance(chosen, Limit) else chosen
    needed = scope or _scope_of(blueprint.name, method)

    def declare(function: Endpoint[P]) -> Endpoint[P]:
        declaration = Declaration(
            name=f"{blueprint.name}.{function.__name__}",
            method=method,
            guard=guard,
            answer=answer,
            status=status,
            also=also or {},
            body=body,
            query=query,
            form=form,
            raw=raw,
            upload=upload,
            errors=errors,
            limits=limits,
            largest=largest,
            about=function.__doc__ or "",
            module=function.__module__,
            scope=needed,
        )
        counted_as = declaration.name if limit is not None else ""
        handle = _handler(declaration, function, counted_as, is_conditional=conditional_read)
        DECLARED[declaration.name] = declaration
        blueprint.add_url_rule(path, function.__name__, handle, methods=[method])
        return function

    return declare


def _handler(
    declared: Declaration, function: Endpoint[P], counted_as: str, *, is_conditional: bool
) -> Callable[P, Awaitable[Response]]:
    """Return what serves a route: count, check, read what was given, answer."""

    @wraps(function)
    async def handle(*args: P.args, **kwargs: P.kwargs) -> Response:
        await spend(counted_as, [item for item in declared.limits if item.by is not By.ACCOUNT])
        _check(declared.guard, declared.scope)
        if is_conditional:
            answering = partial(respond, *args, **kwargs)
            return await conditional(house().kept, current_actor(), answering)
        return await respond(*args, **kwargs)

    async def respond(*args: P.args, **kwargs: P.kwargs) -> Response:
        given = read_query(declared.query or Nothing)
        if declared.query is not None:
            kwargs["query"] = given
        if declared.raw:
            kwargs["raw"] = await read_bytes(declared.largest)
        elif declared.method not in READING:
            kwargs.update(await _read_given(declared, counted_as))
        return _respond(await function(*args, **kwargs), declared.status)

    return handle


async def _read_given(declared: Declaration, counted_as: str) -> dict[str, Any]:
    """Return the body, validated, and the file, under the names that the function takes."""
    given: dict[str, Any] = {}
    body = declared.body or Nothing
    if declared.upload == "required" or (declared.upload == "optional" and is_upload()):
        data, given["file"] = await read_upload(body, house().settings.max_file_size)
    else:
        data = await read_body(body, largest=declared.largest, form=declared.form)
        if declared.upload == "optional":
            given["file"] = None
    limits = [item for item in declared.limits if item.by is By.ACCOUNT]
    await spend(counted_as, limits, data)
    return given if declared.body is None else given | {"data": data}


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


def _respond(result: BaseModel | Reply | Response, status: int) -> Response:
    if isinstance(result, Response):
        return result
    reply = result if isinstance(result, Reply) else Reply(result)
    return Response(
        reply.view.model_dump_json(),
        reply.status or status,
        reply.headers,
        content_type="application/json",
    )
