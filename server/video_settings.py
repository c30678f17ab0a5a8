"""Settings of meetings, recordings and live transcripts."""

import re
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode

from server.adapters.zoom_files import is_zooms

RecordingPolicy = Literal["off", "opt_in", "opt_out"]
_REGION = re.compile(r"[A-Z]{2}")


class VideoSettings(BaseSettings):
    """What an operator can set about video; the base of all settings."""

    video_provider: Literal["auto", "zoom", "offline"] = "auto"
    zoom_account_id: str = ""
    zoom_client_id: str = ""
    zoom_client_secret: SecretStr = SecretStr("")
    zoom_user: str = Field(default="me", min_length=1, max_length=128)
    zoom_plan: Literal["free", "pro", "business"] = "pro"
    zoom_webhook_secret_token: SecretStr = SecretStr("")
    zoom_sdk_key: str = ""
    zoom_sdk_secret: SecretStr = SecretStr("")
    zoom_base_url: str = "https://api.zoom.us/v2"
    zoom_oauth_url: str = "https://zoom.us/oauth/token"
    recording_policy: RecordingPolicy = "opt_in"
    recording_policy_by_region: Annotated[dict[str, RecordingPolicy], NoDecode] = Field(
        default_factory=dict
    )
    delete_at_zoom_after_fetch: bool = True
    rtms: Literal["on", "off"] = "off"

    @field_validator("recording_policy_by_region", mode="before")
    @classmethod
    def _pairs(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        pairs = [part.partition("=") for part in value.split(",") if part.strip()]
        return {region.strip().upper(): policy.strip() for region, _, policy in pairs}

    @field_validator("recording_policy_by_region")
    @classmethod
    def _are_regions(cls, policies: dict[str, RecordingPolicy]) -> dict[str, RecordingPolicy]:
        wrong = [region for region in policies if not _REGION.fullmatch(region)]
        if wrong:
            raise ValueError(f"write countries as two letters, for example US=opt_out: {wrong[0]}")
        return policies

    @property
    def has_zoom(self) -> bool:
        """Whether there is an account at Zoom and it may be used."""
        return self.video_provider != "offline" and bool(self.zoom_account_id)

    @property
    def takes_live_transcripts(self) -> bool:
        """Whether live transcripts are received."""
        return self.has_zoom and self.rtms == "on"


def check_video(settings: VideoSettings) -> None:
    """Raise ValueError for settings of video that could never work."""
    secret = settings.zoom_client_secret.get_secret_value()
    parts = [bool(settings.zoom_account_id), bool(settings.zoom_client_id), bool(secret)]
    if any(parts) and not all(parts):
        raise ValueError(
            "ZOOM_ACCOUNT_ID, ZOOM_CLIENT_ID and ZOOM_CLIENT_SECRET belong together: "
            "set all or none"
        )
    if settings.video_provider == "zoom" and not all(parts):
        raise ValueError("VIDEO_PROVIDER=zoom needs ZOOM_ACCOUNT_ID and its client id and secret")
    if bool(settings.zoom_sdk_key) != bool(settings.zoom_sdk_secret.get_secret_value()):
        raise ValueError("ZOOM_SDK_KEY and ZOOM_SDK_SECRET belong together: set both or none")
    for name in ("zoom_base_url", "zoom_oauth_url"):
        parsed = urlsplit(getattr(settings, name))
        if parsed.scheme not in {"http", "https"} or not parsed.hostname:
            raise ValueError(f"{name.upper()} must be a URL that begins with https://")


def leads_to_zoom(url: str) -> bool:
    """Tell whether ``url`` is one of Zoom's own, over TLS."""
    parsed = urlsplit(url)
    return parsed.scheme == "https" and is_zooms(parsed.hostname or "")
