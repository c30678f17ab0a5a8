"""Views of recordings, and which of them are asked for."""

from typing import Literal

from domain.kit.fields import Id, Moment, View, example
from domain.kit.paging import PageQuery
from domain.video.ports import FileKind

RecordingState = Literal["waiting", "fetching", "ready", "refused", "failed", "deleted"]


class RecordingQuery(PageQuery):
    """Which recordings: of one interview, in one state, of one kind."""

    session_id: Id | None = None
    state: RecordingState | None = None
    kind: FileKind | None = None


class RecordingView(View):
    """A file that was recorded; ``url`` leads to it once it is kept, with signs of who asks.

    ``size`` is in bytes. ``problem`` says why it is not kept. ``deleted_at_host_at`` is when the
    video service was made to delete it.
    """

    id: int
    session_id: int
    kind: FileKind
    state: RecordingState
    media_type: str
    size: int
    started_at: Moment
    ended_at: Moment
    url: str | None
    problem: str | None
    fetched_at: Moment | None
    deleted_at_host_at: Moment | None


class RecordingLink(View):
    """An address that plays one recording without a header, for its holder and until then only."""

    model_config = example(
        url="/api/video/recordings/7/file?ticket=eyJ…",
    )

    url: str
    expires_at: Moment
