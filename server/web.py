"""The Quart application: routes, pages, headers, and who is asking."""

from functools import cache

from quart import Quart, Response, g, request
from quart_schema import Info, QuartSchema
from quart_schema.openapi import HttpSecurityScheme
from werkzeug.routing import IntegerConverter, Map

from domain.accounts.service import Accounts
from domain.interviews.sessions import redeem_invite
from domain.kit.actor import NOBODY, SYSTEM, Actor
from domain.kit.errors import SignInNeeded
from domain.kit.fields import LARGEST_ID
from domain.kit.ids import new_request_id
from domain.kit.work import WorkShop
from server import VERSION, logs
from server.api import (
    applications,
    auth,
    candidates,
    health,
    interviews,
    jobs,
    pages,
    questions,
    room_commands,
)
from server.config import Settings
from server.context import set_actor
from server.errors import register_error_handlers
from server.staticfiles import static_dir

LARGEST_BODY = 512 * 1024
BLUEPRINTS = (
    applications,
    auth,
    candidates,
    health,
    interviews,
    jobs,
    pages,
    questions,
    room_commands,
)
STYLE_RELAXED = ("/docs", "/redoc")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(self), geolocation=()",
}


class IdConverter(IntegerConverter):
    """A positive id that every database can hold; anything else is no such address."""

    regex = r"[1-9]\d{0,9}"

    def __init__(self, map: Map) -> None:  # noqa: A002  # the library's name
        super().__init__(map, max=LARGEST_ID)


def create_web(settings: Settings, workshop: WorkShop, accounts: Accounts) -> Quart:
    """Return the web application; it finds the rest of the house when it is asked something."""
    app = Quart("greenroom", static_folder=str(static_dir()), static_url_path="/static")
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.url_map.converters["id"] = IdConverter
    for module in BLUEPRINTS:
        app.register_blueprint(module.blueprint)
    QuartSchema(
        app,
        info=Info(title="Greenroom", version=VERSION),
        openapi_path="/openapi.json",
        swagger_ui_path=None,
        redoc_ui_path=None,
        scalar_ui_path=None,
        security_schemes={"bearer": HttpSecurityScheme(scheme="bearer", bearer_format="JWT")},
        convert_casing=False,
    )
    register_error_handlers(app)
    _identify_requests(app, workshop, accounts)
    _secure_responses(app, settings)
    return app


def _identify_requests(app: Quart, workshop: WorkShop, accounts: Accounts) -> None:
    @app.before_request
    async def identify() -> None:
        g.request_id = new_request_id()
        logs.bind(request_id=g.request_id)
        set_actor(NOBODY)
        if not request.path.startswith("/api/"):
            return
        scheme, _, credentials = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            await _identify_bearer(workshop, accounts, credentials.strip())
        elif scheme.lower() == "invite":
            set_actor(await _identify_guest(workshop, credentials.strip()))


async def _identify_bearer(workshop: WorkShop, accounts: Accounts, token: str) -> None:
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


async def _identify_guest(workshop: WorkShop, invite: str) -> Actor:
    device = request.headers.get("X-Device")
    async with workshop.begin(SYSTEM) as work:
        return await redeem_invite(work, invite, None, device)


def _secure_responses(app: Quart, settings: Settings) -> None:
    allowed = frozenset(settings.origins)

    @app.after_request
    async def secure(response: Response) -> Response:
        response.headers.update(_HEADERS)
        response.headers["X-Request-Id"] = g.get("request_id", "")
        response.headers["Content-Security-Policy"] = policy(request.path)
        if settings.public_url.startswith("https:"):
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        if request.path.startswith("/api/"):
            response.headers["Cache-Control"] = "no-store"
            _allow_origin(response, allowed)
        return response

    @app.before_request
    async def preflight() -> Response | None:
        # Before routing: a catch-all route would make every unknown address a wrong method.
        asks = request.method == "OPTIONS" and request.path.startswith("/api/")
        return Response(status=204) if asks else None


def _allow_origin(response: Response, allowed: frozenset[str]) -> None:
    origin = request.headers.get("Origin")
    response.headers.add("Vary", "Origin")
    if origin not in allowed or origin is None:
        return
    response.headers["Access-Control-Allow-Origin"] = origin
    response.headers["Access-Control-Allow-Credentials"] = "true"
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "GET, POST, PUT, PATCH, DELETE"
        response.headers["Access-Control-Allow-Headers"] = (
            "Authorization, Content-Type, Idempotency-Key, X-Device"
        )
        response.headers["Access-Control-Max-Age"] = "600"


def policy(path: str) -> str:
    """Return the content security policy for a path; the API viewers need inline styles."""
    relaxed = path in STYLE_RELAXED
    style = "'self' 'unsafe-inline'" if relaxed else "'self'"
    worker = "'self' blob:" if relaxed else "'self'"
    return (
        f"default-src 'self'; script-src 'self' '{_import_map_hash()}'; "
        f"style-src {style}; img-src 'self' data:; worker-src {worker}; "
        "object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    )


@cache
def _import_map_hash() -> str:
    """Return the CSP hash of the one import map that all pages carry."""
    return (static_dir() / "importmap.sha256").read_text(encoding="utf-8").strip()
