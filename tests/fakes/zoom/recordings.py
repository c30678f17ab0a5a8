"""The REST interface to recordings, and their files."""

from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

from aiohttp import web

from tests.fakes.zoom.events import recording_object
from tests.fakes.zoom.meetings import paged, refusal
from tests.fakes.zoom.oauth import Tokens
from tests.fakes.zoom.state import Meeting, RecordedPart, State

MOST_DAYS = 31


class RecordingCalls:
    """The answers to ``/v2/…/recordings`` and ``/rec/download/…``."""

    def __init__(self, state: State, tokens: Tokens) -> None:
        self.state = state
        self.tokens = tokens
        self.url = ""

    def routes(self) -> list[web.AbstractRouteDef]:
        return [
            web.get("/v2/users/{user}/recordings", self.listed),
            web.get("/v2/meetings/{id}/recordings", self.read),
            web.delete("/v2/meetings/{id}/recordings", self.delete),
            web.get("/rec/download/{file}", self.download),
        ]

    async def listed(self, request: web.Request) -> web.Response:
        today = self.state.now().date().isoformat()
        first = _day(request.query.get("from", today))
        last = _day(request.query.get("to", today)) + timedelta(days=1)
        if (last - first).days > MOST_DAYS + 1 or last < first:
            raise refusal(400, 300, "The date range is one month at most.")
        found = [
            each
            for each in self.state.recordings.values()
            if each.recorded_at and first <= each.recorded_at < last
        ]
        page, following = paged(request, found)
        shown = [recording_object(self.state, each, each.parts, self.url) for each in page]
        return web.json_response(
            {
                "from": request.query.get("from", today),
                "to": request.query.get("to", today),
                "next_page_token": following,
                "total_records": len(found),
                "meetings": shown,
            }
        )

    async def read(self, request: web.Request) -> web.Response:
        meeting = self._recorded(request)
        shown = recording_object(self.state, meeting, meeting.parts, self.url)
        if request.query.get("include_fields") == "download_access_token":
            token = f"canary-download-{meeting.number}"
            self.state.download_tokens.add(token)
            shown["download_access_token"] = token
        return web.json_response(shown)

    async def delete(self, request: web.Request) -> web.Response:
        meeting = self._recorded(request)
        del self.state.recordings[meeting.uuid]
        meeting.parts = []
        return web.Response(status=204)

    async def download(self, request: web.Request) -> web.StreamResponse:
        header = request.headers.get("Authorization", "")
        may = header.removeprefix("Bearer ") in self.state.download_tokens
        if not may and not self.tokens.holds(header):
            return web.Response(status=401, text="Sign in to download.")
        part = self._part(request.match_info["file"])
        if part is None:
            return web.Response(status=404)
        kinds = {"MP4": "video/mp4", "M4A": "audio/mp4", "VTT": "text/vtt"}
        content_type = kinds.get(part.extension, "application/octet-stream")
        return web.Response(body=part.content, content_type=content_type)

    def _part(self, file_id: str) -> RecordedPart | None:
        parts = (part for each in self.state.recordings.values() for part in each.parts)
        return next((part for part in parts if part.file_id == file_id), None)

    def _recorded(self, request: web.Request) -> Meeting:
        spelled = request.match_info["id"]
        if not spelled.startswith("/") and "//" not in spelled:
            uuid = unquote(spelled)
            for each in reversed(self.state.recordings.values()):
                if uuid in {each.uuid, str(each.number)}:
                    return each
        raise refusal(404, 3301, "This recording does not exist.")


def _day(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        raise refusal(400, 300, "Write dates as yyyy-mm-dd.") from None
