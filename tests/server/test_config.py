"""Settings: what an operator may set, and with what the server refuses to boot."""

import json
import secrets
import stat
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from pydantic import ValidationError

from domain.kit.database import async_url
from server.config import Settings, load_settings
from server.secrets_store import keep_secrets

SECRET = secrets.token_urlsafe(48)
PII_KEY = Fernet.generate_key().decode()
SAFE: dict[str, Any] = {
    "environment": "production",
    "secret_key": SECRET,
    "pii_encryption_key": PII_KEY,
    "database_url": "postgresql://greenroom@db/greenroom",
    "base_url": "https://interviews.company.org",
}


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Start from an empty folder and without any variable of ours."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
        monkeypatch.delenv(f"{name.upper()}_FILE", raising=False)
    monkeypatch.chdir(tmp_path)


def test_safe_production_settings_boot() -> None:
    settings = load_settings(**SAFE)

    assert settings.is_production
    assert settings.public_url == "https://interviews.company.org"


def test_production_takes_a_plain_model_address_that_is_named() -> None:
    place = {"openai_base_url": "http://10.0.0.7:11434/v1", "outbound_allow": "10.0.0.7:11434"}

    assert load_settings(**SAFE, **place).openai_base_url == "http://10.0.0.7:11434/v1"


@pytest.mark.parametrize(
    ("unsafe", "named"),
    [
        ({"secret_key": ""}, "SECRET_KEY"),
        ({"secret_key": SECRET[:31]}, "SECRET_KEY"),
        ({"secret_key": "a" * 64}, "SECRET_KEY"),
        ({"secret_key": "your-super-secret-key-change-in-production-min-32-chars"}, "SECRET_KEY"),
        ({"secret_key": "<generate-strong-key-min-64-chars-0123456789>"}, "SECRET_KEY"),
        ({"pii_encryption_key": ""}, "PII_ENCRYPTION_KEY"),
        ({"pii_encryption_key": "your-32-byte-encryption-key-here"}, "PII_ENCRYPTION_KEY"),
        ({"secret_key": PII_KEY}, "must differ"),
        ({"cors_origins": "*"}, "CORS_ORIGINS"),
        ({"cors_origins": "https://company.org,*"}, "CORS_ORIGINS"),
        ({"debug": True}, "DEBUG"),
        ({"openai_base_url": "http://models.company.org/v1"}, "OPENAI_BASE_URL"),
        ({"gemini_base_url": "http://10.0.0.7:8080"}, "GEMINI_BASE_URL"),
        ({"bcrypt_cost": 11}, "BCRYPT_COST"),
        ({"database_url": ""}, "DATABASE_URL"),
        ({"base_url": ""}, "BASE_URL"),
        ({"oidc_issuer": "http://id.company.org", "oidc_client_id": "a"}, "OIDC_ISSUER"),
        (
            {"redis_url": "redis://cache", "database_url": "sqlite:////var/greenroom.db"},
            "PostgreSQL",
        ),
    ],
)
def test_production_refuses_to_boot_with_what_is_unsafe(unsafe: dict[str, Any], named: str) -> None:
    with pytest.raises(ValidationError, match=named):
        load_settings(**SAFE | unsafe)


def test_a_refusal_names_everything_that_is_wrong_but_no_secret() -> None:
    with pytest.raises(ValidationError) as refusal:
        load_settings(**SAFE | {"secret_key": "too-short-but-secret", "debug": True})

    assert "SECRET_KEY" in str(refusal.value)
    assert "DEBUG" in str(refusal.value)
    assert "too-short-but-secret" not in str(refusal.value)


@pytest.mark.parametrize("environment", ["development", "test"])
def test_elsewhere_nothing_needs_to_be_set(environment: str) -> None:
    settings = load_settings(environment=environment)

    assert not settings.is_production
    assert len(settings.secret_key.get_secret_value()) >= 32
    assert len(settings.pii_keys) == 1
    assert settings.database_url.startswith("sqlite:///")


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"weight_clarity": 0.2}, "sum to 1"),
        ({"weight_relevance": 1.2}, "weight_relevance"),
        ({"weight_relevance": -0.1}, "weight_relevance"),
        ({"score_next_round_threshold": 8}, "threshold"),
        ({"score_select_threshold": 11}, "score_select_threshold"),
        ({"access_token_expire_minutes": 31}, "access_token_expire_minutes"),
        ({"algorithm": "none"}, "algorithm"),
        ({"algorithm": "RS256"}, "algorithm"),
        ({"port": 70_000}, "port"),
        ({"smtp_url": "mail.company.org:25"}, "SMTP_URL"),
        ({"mail_from": "Greenroom"}, "MAIL_FROM"),
        ({"oidc_issuer": "https://id.company.org"}, "OIDC_CLIENT_ID"),
        ({"oidc_client_id": "greenroom"}, "OIDC_ISSUER"),
        ({"oidc_scopes": "email"}, "OIDC_SCOPES"),
        ({"environment": "staging"}, "environment"),
        ({"log_level": "LOUD"}, "log_level"),
    ],
)
def test_values_that_make_no_sense_are_refused(fields: dict[str, Any], named: str) -> None:
    with pytest.raises(ValidationError, match=named):
        load_settings(**fields)


def test_the_weights_become_the_scoring_policy() -> None:
    settings = load_settings(
        weight_relevance=0.4, weight_completeness=0.3, weight_accuracy=0.2, weight_clarity=0.1
    )

    assert settings.scoring.relevance == 0.4
    assert settings.scoring.clarity == 0.1
    assert load_settings().scoring.select_threshold == 7.5


def test_variables_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "9001")
    monkeypatch.setenv("CORS_ORIGINS", "https://a.company.org/, https://b.company.org,")

    settings = load_settings()

    assert settings.port == 9001
    assert settings.cors_origins == ["https://a.company.org", "https://b.company.org"]
    assert settings.origins[0] == "http://localhost:9001"


def test_variables_come_from_a_dotenv_file_that_the_environment_overrides(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path(".env").write_text("PORT=9001\nLOG_LEVEL=ERROR\nUNRELATED=1\n", encoding="utf-8")
    monkeypatch.setenv("PORT", "9002")

    settings = load_settings()

    assert (settings.port, settings.log_level) == (9002, "ERROR")


def test_a_secret_comes_from_the_file_that_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text(f"{SECRET}\n", encoding="utf-8")
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "secret"))

    assert load_settings().secret_key.get_secret_value() == SECRET


def test_a_named_file_that_is_not_there_stops_the_boot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL_FILE", "/nowhere/database-url")

    with pytest.raises(FileNotFoundError):
        load_settings()


@pytest.mark.parametrize(
    ("given", "driven"),
    [
        ("postgres://u@db/x", "postgresql+asyncpg://u@db/x"),
        ("postgresql://u@db/x", "postgresql+asyncpg://u@db/x"),
        ("sqlite:///./greenroom.db", "sqlite+aiosqlite:///./greenroom.db"),
    ],
)
def test_the_usual_database_urls_are_taken(given: str, driven: str) -> None:
    assert async_url(load_settings(database_url=given).database_url) == driven


def test_several_personal_data_keys_are_taken_newest_first() -> None:
    assert load_settings(pii_encryption_key=f"{PII_KEY}, {SECRET},").pii_keys == [PII_KEY, SECRET]


def test_secrets_are_made_once_and_kept_for_their_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "made"

    first, second = keep_secrets(folder), keep_secrets(folder)

    assert first == second
    kept = folder / "secrets.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert json.loads(kept.read_text(encoding="utf-8")) == first
    Fernet(first["pii_encryption_key"])
    assert len(set(first.values())) == len(first)


def test_the_kept_secrets_are_the_ones_that_are_used() -> None:
    first, second = load_settings(), load_settings()

    assert first.secret_key == second.secret_key
    assert first.pii_keys == second.pii_keys


def test_a_secret_that_is_set_wins_over_the_kept_one() -> None:
    kept = load_settings().pii_keys

    settings = load_settings(secret_key=SECRET)

    assert settings.secret_key.get_secret_value() == SECRET
    assert settings.pii_keys == kept


def test_no_secret_shows_when_settings_are_printed() -> None:
    settings = load_settings(**SAFE)

    assert SECRET not in repr(settings)
    assert PII_KEY not in repr(settings)


def test_production_makes_no_secrets(tmp_path: Path) -> None:
    load_settings(**SAFE)

    assert not list(tmp_path.rglob("secrets.json"))


def test_places_to_let_out_to_are_a_list_of_hosts_with_ports() -> None:
    settings = load_settings(outbound_allow="Hooks.internal:8443, [::1]:9000 ,")

    assert settings.addresses.allows("hooks.internal", 8443)
    assert settings.addresses.allows("::1", 9000)
    assert not settings.addresses.allows("hooks.internal", 443)


@pytest.mark.parametrize("place", ["hooks.internal", "http://hooks:80", "*:80", "10.0.0.0/8:80"])
def test_a_place_without_host_or_port_is_refused(place: str) -> None:
    with pytest.raises(ValidationError, match="host:port"):
        load_settings(outbound_allow=place)


ZOOM: dict[str, Any] = {
    "zoom_account_id": "account",
    "zoom_client_id": "client",
    "zoom_client_secret": "secret",
}


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"zoom_account_id": "account"}, "belong together"),
        (ZOOM | {"zoom_client_secret": ""}, "belong together"),
        ({"video_provider": "zoom"}, "VIDEO_PROVIDER"),
        ({"zoom_sdk_key": "key"}, "ZOOM_SDK_SECRET"),
        ({"zoom_base_url": "zoom.us"}, "ZOOM_BASE_URL"),
        ({"zoom_oauth_url": ""}, "ZOOM_OAUTH_URL"),
        ({"recording_policy_by_region": "USA=opt_out"}, "US=opt_out"),
        ({"recording_policy_by_region": "US=always"}, "opt_in"),
        ({"recording_policy_by_region": "US"}, "opt_in"),
        (SAFE | {"zoom_base_url": "https://zoom.us.evil.example/v2"}, "ZOOM_BASE_URL"),
        (SAFE | {"zoom_base_url": "http://api.zoom.us/v2"}, "ZOOM_BASE_URL"),
        (SAFE | {"zoom_oauth_url": "http://127.0.0.1:8765/oauth/token"}, "ZOOM_OAUTH_URL"),
    ],
)
def test_video_settings_that_cannot_work_do_not_boot(wrong: dict[str, Any], named: str) -> None:
    with pytest.raises(ValidationError, match=named):
        Settings(**wrong)


def test_an_account_at_zoom_is_used_unless_video_is_offline() -> None:
    assert load_settings(**ZOOM).has_zoom
    assert load_settings(**ZOOM, video_provider="zoom").has_zoom
    assert not load_settings(**ZOOM, video_provider="offline").has_zoom
    assert not load_settings().has_zoom


def test_countries_have_policies_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECORDING_POLICY_BY_REGION", "us=opt_out, DE=off,")

    assert load_settings().recording_policy_by_region == {"US": "opt_out", "DE": "off"}
