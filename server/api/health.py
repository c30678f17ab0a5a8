"""Is the server alive, ready, and how busy."""

import hmac
from typing import Literal

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from quart import Blueprint, Response, request

from domain.kit.errors import NotFound
from domain.kit.fields import View
from server import VERSION
from server.api.limits import UNLIMITED
from server.api.route import PUBLIC, Media, Reply, route
from server.context import house
from server.readiness import Readiness, check_readiness

blueprint = Blueprint("health", __name__)


class HealthView(View):
    """Whether the product works."""

    status: Literal["healthy", "unhealthy"]
    version: str
    database: Literal["connected", "disconnected"]


class LiveView(View):
    """The process answers."""

    status: Literal["alive"] = "alive"


@route(
    blueprint,
    "GET",
    "/api/health",
    guard=PUBLIC,
    answer=HealthView,
    also={503: HealthView},
)
async def read_health() -> HealthView | Reply:
    """Tell whether the product works; 503 when the database is down."""
    if await house().workshop.database.is_up():
        return HealthView(status="healthy", version=VERSION, database="connected")
    down = HealthView(status="unhealthy", version=VERSION, database="disconnected")
    return Reply(down, status=503, headers={"Retry-After": "5"})


@route(blueprint, "GET", "/livez", guard=PUBLIC, answer=LiveView, limit=UNLIMITED)
async def read_liveness() -> LiveView:
    """Tell that the process is up."""
    return LiveView()


@route(blueprint, "GET", "/readyz", guard=PUBLIC, answer=Readiness, also={503: Readiness})
async def read_readiness() -> Readiness | Reply:
    """Tell whether traffic may come: database, migrations, Redis when set; names the models."""
    readiness = await check_readiness(house())
    if readiness.ready:
        return readiness
    return Reply(readiness, status=503, headers={"Retry-After": "5"})


@route(
    blueprint,
    "GET",
    "/metrics",
    guard=PUBLIC,
    answer=Media("text/plain", "Figures in the text format of Prometheus."),
    errors=(404,),
)
async def read_metrics() -> Response:
    """Figures for Prometheus; in production only with the METRICS_TOKEN as bearer token."""
    settings = house().settings
    expected = settings.metrics_token.get_secret_value()
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if expected and not hmac.compare_digest(given.encode(), expected.encode()):
        raise NotFound
    if settings.is_production and not expected:
        raise NotFound
    return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)
