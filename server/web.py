"""The Quart application: routes, pages, headers, and who is asking."""

import time

import structlog
from quart import Quart, Response, g, request
from quart.globals import request_ctx
from quart_schema import Info, QuartSchema
from werkzeug.routing import BaseConverter, IntegerConverter, Map

from domain.accounts.service import Accounts
from domain.api_keys.service import MARK, find_api_key, note_api_key_use
from domain.interviews.sessions import redeem_invite
from domain.kit.actor import NOBODY, SYSTEM, Actor
from domain.kit.errors import DomainError, SignInNeeded
from domain.kit.fields import LARGEST_ID_IN_PATH
from domain.kit.files import FILE_NAME
from domain.kit.ids import new_request_id
from domain.kit.work import WorkShop
from server import VERSION, logs
from server.api import (
    account,
    admin_users,
    ai,
    api_keys,
    applications,
    audit,
    auth,
    candidates,
    generating,
    health,
    interviews,
    job_intake,
    job_states,
    jobs,
    kits,
    mails,
    matching,
    oidc,
    pages,
    question_history,
    question_measures,
    questions,
    recordings,
    resumes,
    room_commands,
    skills,
    totp,
    video,
    video_inbox,
    webhooks,
)
from server.api.contract import Contract
from server.api.counting import may_show_invite, shown_bad_invite, shown_bad_token
from server.api.reading import MOST_READ_PAST
from server.api.route import DECLARED
from server.api.uploads import MOST_AROUND
from server.config import Settings
from server.context import current_actor, set_actor
from server.errors import register_error_handlers
from server.headers import secure_responses
from server.staticfiles import static_dir

BLUEPRINTS = (
    account,
    admin_users,
    ai,
    api_keys,
    applications,
    audit,
    auth,
    candidates,
    health,
    interviews,
    job_intake,
    job_states,
    jobs,
    generating,
    kits,
    mails,
    matching,
    oidc,
    pages,
    question_history,
    question_measures,
    questions,
    recordings,
    resumes,
    room_commands,
    skills,
    totp,
    video,
    video_inbox,
    webhooks,
)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
log = structlog.get_logger(__name__)


class IdConverter(IntegerConverter):
    """A positive id that every database can hold; anything else is no such address."""

    regex = r"[1-9]\d{0,8}"

    def __init__(self, map: Map) -> None:  # noqa: A002  # the library's name
        super().__init__(map, max=LARGEST_ID_IN_PATH)


class FileNameConverter(BaseConverter):
    """The random name of a stored file; anything else is no such address."""

    regex = FILE_NAME


def create_web(settings: Settings, workshop: WorkShop, accounts: Accounts) -> Quart:
    """Return the web application; it finds the rest of the house when it is asked something."""
    app = Quart("greenroom", static_folder=str(static_dir()), static_url_path="/static")
    # What may pile up unread; how much each route takes it knows by itself.
    largest = (d.largest for d in DECLARED.values())
    form = settings.max_file_size + MOST_AROUND
    app.config["MAX_CONTENT_LENGTH"] = max(MOST_READ_PAST, form, *largest)
    app.url_map.converters["id"] = IdConverter
    app.url_map.converters["file"] = FileNameConverter
    for module in BLUEPRINTS:
        app.register_blueprint(module.blueprint)
    QuartSchema(
        app,
        info=Info(title="Greenroom", version=VERSION),
        openapi_path="/openapi.json",
        swagger_ui_path=None,
        redoc_ui_path=None,
        scalar_ui_path=None,
        convert_casing=False,
        openapi_provider_class=Contract,
    )
    register_error_handlers(app)
    _open_requests(app)
    _identify_requests(app, workshop, accounts)
    secure_responses(app, settings)
    app.after_request(_note)
    return app


def _open_requests(app: Quart) -> None:
    @app.before_request
    async def open_request() -> Response | None:
        g.began = time.perf_counter()
        g.request_id = new_request_id()
        logs.bind(request_id=g.request_id)
        set_actor(NOBODY)
        # Before routing: a catch-all route would make every unknown address a wrong method.
        asks = request.method == "OPTIONS" and request.path.startswith("/api/")
        return Response(status=204, headers={"Allow": _methods()}) if asks else None


def _methods() -> str:
    """Return the methods that the address takes; only OPTIONS for an unknown one."""
    # Routing has set it; the library's types leave that open.
    adapter = request_ctx.url_adapter
    known = adapter.allowed_methods() if adapter is not None else ()
    return ", ".join(sorted({*known, "OPTIONS"}))


def _identify_requests(app: Quart, workshop: WorkShop, accounts: Accounts) -> None:
    @app.before_request
    async def identify() -> None:
        if not request.path.startswith("/api/") or request.routing_exception is not None:
            return
        scheme, _, credentials = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() == "bearer" and credentials.startswith(MARK):
            set_actor(await _identify_program(workshop, credentials.strip()))
        elif scheme.lower() == "bearer":
            await _identify_bearer(workshop, accounts, credentials.strip())
        elif scheme.lower() == "invite":
            set_actor(await _identify_guest(workshop, credentials.strip()))


async def _identify_bearer(workshop: WorkShop, accounts: Accounts, token: str) -> None:
    try:
        await _read_token(workshop, accounts, token)
    except DomainError:
        await shown_bad_token()
        raise


async def _read_token(workshop: WorkShop, accounts: Accounts, token: str) -> None:
    claims = accounts.tokens.read(token)
    user_id, role = claims.actor.user_id, claims.actor.role
    async with workshop.look(claims.actor) as work:
        live = (
            user_id is not None
            and role is not None
            and await accounts.is_live(work, user_id, role, claims.family)
        )
    if not live:
        raise SignInNeeded("Your sign-in has ended. Sign in again.")
    set_actor(claims.actor, claims.family)


async def _identify_program(workshop: WorkShop, key: str) -> Actor:
    try:
        async with workshop.look(SYSTEM) as work:
            actor, is_news = await find_api_key(work, key)
    except DomainError:
        await shown_bad_token()
        raise
    if is_news:
        async with workshop.begin(SYSTEM) as work:
            await note_api_key_use(work, key)
    return actor


async def _identify_guest(workshop: WorkShop, invite: str) -> Actor:
    await may_show_invite()
    device = request.headers.get("X-Device")
    try:
        async with workshop.begin(SYSTEM) as work:
            return await redeem_invite(work, invite, None, device)
    except DomainError:
        await shown_bad_invite()
        raise


async def _note(response: Response) -> Response:
    """Log the request by its route: addresses and queries may hold what is nobody's business."""
    rule = request.url_rule
    log.info(
        "request_served",
        method=request.method if request.method in _METHODS else "?",
        route="unknown" if rule is None else rule.rule,
        ids=[key for key in (request.view_args or {}).values() if isinstance(key, int)],
        status=response.status_code,
        ms=round((time.perf_counter() - g.began) * 1_000, 1) if "began" in g else None,
        actor=current_actor().key,
    )
    return response
