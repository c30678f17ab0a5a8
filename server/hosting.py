"""Who hosts meetings with these settings."""

from urllib.parse import urlsplit

from domain.kit.clock import Clock, utc_now
from domain.video.ports import MeetingHost
from server.adapters.offline_meetings import OfflineHost
from server.adapters.zoom import ZoomHost
from server.adapters.zoom_token import ZoomAccount
from server.config import Settings


def open_meetings(settings: Settings, clock: Clock = utc_now) -> MeetingHost:
    """Return Zoom where there is an account, otherwise the offline twin."""
    if not settings.has_zoom:
        return OfflineHost(settings.public_url)
    account = ZoomAccount(
        account_id=settings.zoom_account_id,
        client_id=settings.zoom_client_id,
        client_secret=settings.zoom_client_secret,
        base_url=settings.zoom_base_url,
        oauth_url=settings.zoom_oauth_url,
        user=settings.zoom_user,
        plan=settings.zoom_plan,
    )
    # The name people know the server by, so that two servers may share an account at Zoom.
    owner = urlsplit(settings.public_url).netloc
    return ZoomHost(account, owner, clock=clock)
