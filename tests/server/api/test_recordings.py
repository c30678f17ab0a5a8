"""A recording's way: from a pretended Zoom over real sockets into our storage, and to a player."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
import pytest
import pytest_asyncio

from domain.interviews import answering, conduct
from domain.interviews.models import InterviewSession
from domain.interviews.schemas import PushQuestion, SetConsent
from domain.kit.actor import SYSTEM, Actor
from domain.kit.jobs import due_jobs
from domain.video.models import VideoMeeting
from domain.video.recordings import RecordingInbox
from domain.video.schemas import CreateMeeting
from domain.video.service import want_meeting
from server.adapters.zoom import ZoomHost
from tests.conftest import make_settings, serving
from tests.factories.server import RunningServer, Scene
from tests.fakes.zoom import FakeZoom
from tests.fakes.zoom.media import silence
from tests.server.api.shape import assert_error

pytestmark = pytest.mark.asyncio(loop_scope="module")

SAID = "Every resource has one address and a uniform set of verbs"


@dataclass(slots=True)
class Studio:
    """A server whose meetings are at a pretended Zoom."""

    server: RunningServer
    zoom: FakeZoom
