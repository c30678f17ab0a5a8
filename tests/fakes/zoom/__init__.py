"""A Zoom on a real socket: REST, OAuth, recordings, webhooks and live transcripts, with faults."""

from tests.fakes.zoom.faults import Faults
from tests.fakes.zoom.server import FakeZoom
from tests.fakes.zoom.state import Account, Meeting

__all__ = ["Account", "FakeZoom", "Faults", "Meeting"]
