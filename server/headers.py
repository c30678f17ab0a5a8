"""What every answer carries: security headers, and which origins may read it."""

from functools import cache

from quart import Quart, Response, g, request

from server.config import Settings
from server.staticfiles import static_dir

STYLE_RELAXED = ("/docs", "/redoc")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(self), geolocation=()",
}


def secure_responses(app: Quart, settings: Settings) -> None:
    """Add the headers to every answer, errors included."""
    allowed = frozenset(settings.origins)

    @app.after_request
    async def secure(response: Response) -> Response:
        response.headers.update(_HEADERS)
        response.headers["X-Request-Id"] = g.get("request_id", "")
        # A file that somebody sent brings a stricter one.
        response.headers.setdefault("Content-Security-Policy", policy(request.path))
        if settings.public_url.startswith("https:"):
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        if request.path.startswith("/api/"):
            response.headers.setdefault("Cache-Control", "no-store")
            _allow_origin(response, allowed)
        return response


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
            "Authorization, Content-Type, Idempotency-Key, X-Device, X-Upload-Token"
        )
        response.headers["Access-Control-Max-Age"] = "600"
    response.headers["Access-Control-Expose-Headers"] = "Retry-After, X-Request-Id"


def policy(path: str) -> str:
    """Return the content security policy for a path; the API viewers need inline styles."""
    return _policy(relaxed=path in STYLE_RELAXED)


@cache
def _policy(*, relaxed: bool) -> str:
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
