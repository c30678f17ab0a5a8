"""The product's pages: one HTML file each, the rest is modules under /static."""

from functools import cache

from quart import Blueprint, Response, redirect
from quart.typing import ResponseReturnValue
from quart_schema import hide

from server.staticfiles import static_dir

PAGES = {
    "/": "index.html",
    "/jobs/<id:job_id>": "job.html",
    "/login": "login.html",
    "/signup": "login.html",
    "/reset": "reset.html",
    "/verify": "verify.html",
    "/room/<id:session_id>": "room.html",
    "/recruiter": "recruiter.html",
    "/recruiter/live/<id:session_id>": "live.html",
    "/recruiter/report/<id:session_id>": "report.html",
    "/recruiter/candidates/<id:person_id>": "candidate.html",
    "/questions": "questions.html",
    "/docs": "docs.html",
    "/redoc": "redoc.html",
}

blueprint = Blueprint("pages", __name__)


def _serve(path: str, file: str) -> None:
    async def page(**_values: int) -> Response:
        headers = {"Cache-Control": "no-cache"}
        return Response(_read(file), headers=headers, content_type="text/html; charset=utf-8")

    endpoint = path.strip("/").replace("/", "_").partition("<")[0] or "home"
    blueprint.add_url_rule(path, endpoint, hide(page))


@cache
def _read(file: str) -> str:
    return (static_dir() / file).read_text(encoding="utf-8")


for _path, _file in PAGES.items():
    _serve(_path, _file)


@blueprint.get("/favicon.ico")
@hide
async def favicon() -> ResponseReturnValue:
    """Send browsers that ask for the old icon to the new one."""
    return redirect("/static/favicon.svg")
