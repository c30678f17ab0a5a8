"""Settings: the only reader of the environment.

Every variable may also come from a ``.env`` file, or from the file that ``NAME_FILE`` names.
"""

import os
import re
from decimal import Decimal
from email.utils import parseaddr
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, IPvAnyNetwork, SecretStr, field_validator, model_validator
from pydantic_settings import NoDecode, SettingsConfigDict

from domain.accounts.passwords import COST
from domain.accounts.tokens import SHORTEST_SECRET
from domain.kit.addresses import AddressRefused, AddressRules
from domain.scoring.schemas import ScoringPolicy
from server.adapters.storage import check_storage_url
from server.secrets_store import keep_secrets
from server.video_settings import VideoSettings, check_video, leads_to_zoom

_FEWEST_CHARACTERS = 10
_PLACE = re.compile(r"(?:[a-z0-9._-]+|\[[0-9a-f:.]+\]):[0-9]{1,5}")
_PLACEHOLDERS = ("change", "your-", "secret-key", "example", "<", "password", "placeholder")


class Unsafe(ValueError):
    """Production settings that would endanger people's data."""


class Settings(VideoSettings):
    """All that an operator can set. In production, unsafe values refuse to boot."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    environment: Literal["development", "production", "test"] = "development"
    debug: bool = False
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    host: str = "0.0.0.0"  # noqa: S104  # a server is meant to be reached
    port: int = Field(default=8000, ge=0, le=65_535)
    base_url: str = ""
    data_dir: Path = Path(".data")

    database_url: str = ""
    redis_url: str = ""

    secret_key: SecretStr = SecretStr("")
    algorithm: Literal["HS256", "HS384", "HS512"] = "HS256"
    access_token_expire_minutes: int = Field(default=30, ge=1, le=30)
    bcrypt_cost: int = Field(default=COST, ge=4, le=16)
    metrics_token: SecretStr = SecretStr("")
    rate_limits: Literal["on", "relaxed", "off"] = "on"
    trusted_proxies: Annotated[list[IPvAnyNetwork], NoDecode] = Field(default_factory=list)

    require_email_verification: bool = False
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    oidc_scopes: str = "openid email profile"

    smtp_url: SecretStr = SecretStr("")
    mail_from: str = "Greenroom <greenroom@localhost>"

    ai_provider: Literal["auto", "gemini", "gemini-legacy", "openai", "offline"] = "auto"
    ai_timeout_s: float = Field(default=30, ge=1, le=300)
    ai_evaluation: bool = False
    ai_evaluation_tolerance: float = Field(default=0.5, ge=0, le=2)
    ai_resumes: bool = False
    ai_transcripts: bool = False
    ai_price_input: Decimal = Field(default=Decimal(0), ge=0, le=10_000)
    ai_price_output: Decimal = Field(default=Decimal(0), ge=0, le=10_000)
    ai_tokens_per_day: int = Field(default=0, ge=0, le=10**12)
    ai_dollars_per_day: Decimal = Field(default=Decimal(0), ge=0, le=10**6)
    gemini_api_key: SecretStr = SecretStr("")
    gemini_base_url: str = ""
    gemini_model: str = Field(default="gemini-2.5-flash", min_length=1, max_length=200)
    openai_api_key: SecretStr = SecretStr("")
    openai_base_url: str = ""
    openai_model: str = Field(default="gpt-4.1-mini", min_length=1, max_length=200)

    score_select_threshold: float = Field(default=7.5, ge=0, le=10)
    score_next_round_threshold: float = Field(default=5.0, ge=0, le=10)
    weight_relevance: float = Field(default=0.30, ge=0, le=1)
    weight_completeness: float = Field(default=0.25, ge=0, le=1)
    weight_accuracy: float = Field(default=0.30, ge=0, le=1)
    weight_clarity: float = Field(default=0.15, ge=0, le=1)

    job_approval: bool = False

    scorer_processes: int = Field(default=1, ge=0, le=1)

    pii_encryption_key: SecretStr = SecretStr("")
    data_retention_default_days: int = Field(default=365, ge=1)
    data_export_expiry_hours: int = Field(default=48, ge=1)

    cors_origins: Annotated[list[str], NoDecode] = Field(
        default_factory=lambda: [
            "http://localhost:3000",
            "http://localhost:5173",
            "http://localhost:3001",
        ]
    )
    outbound_allow: Annotated[list[str], NoDecode] = Field(default_factory=list)
    max_file_size: int = Field(default=10_485_760, ge=1, le=104_857_600)
    upload_dir: Path = Path("uploads")
    storage_url: SecretStr = SecretStr("")

    @field_validator("cors_origins", "trusted_proxies", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        if isinstance(value, str):
            return [part.strip().rstrip("/") for part in value.split(",") if part.strip()]
        return value

    @field_validator("outbound_allow", mode="before")
    @classmethod
    def _places(cls, value: Any) -> Any:
        if isinstance(value, str):
            return [part.strip().lower() for part in value.split(",") if part.strip()]
        return value

    @field_validator("outbound_allow")
    @classmethod
    def _are_places(cls, places: list[str]) -> list[str]:
        wrong = [each for each in places if not _PLACE.fullmatch(each)]
        if wrong:
            raise ValueError(f"write host:port, for example hooks.internal:8443, not {wrong[0]}")
        return places

    @model_validator(mode="after")
    def _is_safe(self) -> Self:
        _ = self.scoring
        _check_outside(self)
        if self.environment == "production":
            _refuse_unsafe(self)
        return self

    @cached_property
    def scoring(self) -> ScoringPolicy:
        """The organisation's weights and thresholds; the weights must sum to 1."""
        return ScoringPolicy(
            relevance=self.weight_relevance,
            completeness=self.weight_completeness,
            accuracy=self.weight_accuracy,
            clarity=self.weight_clarity,
            select_threshold=self.score_select_threshold,
            next_round_threshold=self.score_next_round_threshold,
        )

    @property
    def is_production(self) -> bool:
        """Whether this is the real thing."""
        return self.environment == "production"

    @property
    def pii_keys(self) -> list[str]:
        """The Fernet keys for personal data, newest first."""
        listed = self.pii_encryption_key.get_secret_value().split(",")
        return [key.strip() for key in listed if key.strip()]

    @property
    def addresses(self) -> AddressRules:
        """Where the server may connect to when a person names the address."""
        return AddressRules(frozenset(self.outbound_allow))

    @property
    def public_url(self) -> str:
        """The address people open, without a slash at the end."""
        return self.base_url.rstrip("/") or f"http://localhost:{self.port}"

    @property
    def origins(self) -> list[str]:
        """Where browsers may come from: the product's own pages and the CORS list."""
        return list(dict.fromkeys([self.public_url, *self.cors_origins]))

    @property
    def model_dir(self) -> Path:
        """Where the scoring model lies once it is pulled."""
        return self.data_dir / "models" / "minilm-l6-v2-int8"


def load_settings(**overrides: Any) -> Settings:
    """Read the settings. Outside production, missing secrets are made once and kept.

    Raises pydantic's ValidationError, in which each message names the variable to mend.
    """
    settings = Settings(**(_from_files() | overrides))
    if settings.is_production:
        return settings
    made = keep_secrets(settings.data_dir)
    filled: dict[str, Any] = {
        name: SecretStr(made[name])
        for name in ("secret_key", "pii_encryption_key")
        if not getattr(settings, name).get_secret_value()
    }
    if not settings.database_url:
        filled["database_url"] = f"sqlite:///{(settings.data_dir / 'greenroom.db').resolve()}"
    return settings.model_copy(update=filled)


def _from_files() -> dict[str, str]:
    """Return the variables given as ``NAME_FILE``, read from the files they name."""
    found = {}
    for name in Settings.model_fields:
        path = os.environ.get(f"{name.upper()}_FILE")
        if path:
            found[name] = Path(path).read_text(encoding="utf-8").strip()
    return found


def _check_outside(settings: Settings) -> None:
    """Raise ValueError for a mail server, sign-in or storage that could never work."""
    url = settings.smtp_url.get_secret_value()
    if url and not url.startswith(("smtp://", "smtps://")):
        raise ValueError("SMTP_URL must begin with smtp:// or smtps://")
    if "@" not in parseaddr(settings.mail_from)[1]:
        raise ValueError("MAIL_FROM must be an address such as Greenroom <jobs@company.org>")
    if bool(settings.oidc_issuer) != bool(settings.oidc_client_id):
        raise ValueError("OIDC_ISSUER and OIDC_CLIENT_ID belong together: set both or none")
    if storage := settings.storage_url.get_secret_value():
        check_storage_url(storage)
    by_google = settings.ai_provider in {"gemini", "gemini-legacy"}
    if by_google and not settings.gemini_api_key.get_secret_value():
        raise ValueError(f"AI_PROVIDER={settings.ai_provider} needs GEMINI_API_KEY")
    if settings.ai_dollars_per_day and not (settings.ai_price_input or settings.ai_price_output):
        raise ValueError("AI_DOLLARS_PER_DAY needs AI_PRICE_INPUT and AI_PRICE_OUTPUT")
    for name in ("gemini_base_url", "openai_base_url"):
        _check_model_url(name.upper(), getattr(settings, name), settings.addresses)
    check_video(settings)
    if "openid" not in settings.oidc_scopes.split():
        raise ValueError("OIDC_SCOPES must contain openid")


def _check_model_url(name: str, url: str, addresses: AddressRules) -> None:
    try:
        if url:
            # Whether it is public is judged in production only: a model of one's own is local.
            AddressRules(addresses.allowed | {_place_of(url)}).target(url)
    except AddressRefused as error:
        raise ValueError(f"{name}: {error}") from error


def _place_of(url: str) -> str:
    try:
        parts = urlsplit(url)
        return f"{(parts.hostname or '').lower()}:{parts.port or 80}"
    except ValueError:
        return ""


def _is_plain(url: str, allowed: list[str]) -> bool:
    """Tell whether ``url`` would carry keys and answers in clear to a place nobody named."""
    return bool(url) and not url.startswith("https://") and _place_of(url) not in allowed


def _refuse_unsafe(settings: Settings) -> None:
    secret = settings.secret_key.get_secret_value()
    pii = settings.pii_encryption_key.get_secret_value()
    checks = [
        (_is_weak(secret), f"SECRET_KEY must be a random value of {SHORTEST_SECRET}+ bytes"),
        (_is_weak(pii), "PII_ENCRYPTION_KEY must be a generated Fernet key"),
        (secret == pii, "SECRET_KEY and PII_ENCRYPTION_KEY must differ"),
        ("*" in settings.cors_origins, "CORS_ORIGINS must list exact origins, not *"),
        (settings.debug, "DEBUG must be off"),
        (settings.rate_limits != "on", "RATE_LIMITS must be on"),
        (settings.bcrypt_cost < COST, f"BCRYPT_COST must be {COST} or more"),
        (not settings.database_url, "DATABASE_URL must be set"),
        (
            bool(settings.oidc_issuer) and not settings.oidc_issuer.startswith("https://"),
            "OIDC_ISSUER must begin with https://",
        ),
        *(
            (
                _is_plain(getattr(settings, name), settings.outbound_allow),
                f"{name.upper()} must begin with https:// or its host:port be in OUTBOUND_ALLOW",
            )
            for name in ("gemini_base_url", "openai_base_url")
        ),
        (not settings.base_url, "BASE_URL must be the address people open"),
        (not leads_to_zoom(settings.zoom_base_url), "ZOOM_BASE_URL must be Zoom's own"),
        (not leads_to_zoom(settings.zoom_oauth_url), "ZOOM_OAUTH_URL must be Zoom's own"),
        (
            bool(settings.redis_url) and settings.database_url.startswith("sqlite"),
            "several nodes (REDIS_URL) need PostgreSQL: set DATABASE_URL",
        ),
    ]
    wrong = [message for failed, message in checks if failed]
    if wrong:
        raise Unsafe("; ".join(wrong))


def _is_weak(secret: str) -> bool:
    lowered = secret.lower()
    too_few = len(set(secret)) < _FEWEST_CHARACTERS
    placeholder = any(word in lowered for word in _PLACEHOLDERS)
    return len(secret.encode()) < SHORTEST_SECRET or too_few or placeholder
