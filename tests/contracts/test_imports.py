"""Who may import whom: domain nobody, rooms and the API only domain, features through doors."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OUTSIDE_DOMAIN = {
    "quart",
    "quart_schema",
    "socketio",
    "engineio",
    "httpx",
    "httpx2",
    "aiohttp",
    "requests",
    "hypercorn",
    "redis",
    "taskiq",
    "taskiq_redis",
    "onnxruntime",
    "google",
    "openai",
    "obstore",
    "server",
    "rooms",
}
FORBIDDEN = {
    "domain": OUTSIDE_DOMAIN,
    "rooms": {"server", "quart", "quart_schema"},
    "server/api": {"rooms", "socketio", "sqlalchemy"},
}
HANDS_IT_ON = {"server/simulate/host.py"}
"""Starts another process with this one's environment; takes no setting from it."""
DOORS = {"service", "events", "schemas", "errors", "models", "ports", "facts", "prompts"}
FEATURES = {
    path.name for path in (ROOT / "domain").iterdir() if (path / "__init__.py").exists()
} - {"kit"}


def imports(path: Path) -> Iterator[tuple[str, ...]]:
    """Yield the dotted names that a module imports, one part each."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (tuple(alias.name.split(".")) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            base = node.module.split(".")
            yield from ((*base, alias.name) for alias in node.names)


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("folder", FORBIDDEN)
def test_each_layer_knows_only_what_lies_below_it(folder: str) -> None:
    wrong = {
        f"{name_of(path)} imports {'.'.join(name)}"
        for path in modules(folder)
        for name in imports(path)
        if name[0] in FORBIDDEN[folder]
    }

    assert not wrong


def test_the_kit_knows_no_feature() -> None:
    wrong = {
        f"{name_of(path)} imports {'.'.join(name)}"
        for path in modules("domain/kit")
        for name in imports(path)
        if name[:1] == ("domain",) and name[1] != "kit"
    }

    assert not wrong


@pytest.mark.parametrize("feature", sorted(FEATURES))
def test_a_feature_comes_to_another_through_its_doors(feature: str) -> None:
    wrong = {
        f"{name_of(path)} imports {'.'.join(name)}"
        for path in modules(f"domain/{feature}")
        for name in imports(path)
        if name[0] == "domain" and name[1] in FEATURES - {feature}
        if len(name) < 3 or name[2] not in DOORS
    }

    assert not wrong


def test_only_the_settings_read_the_environment() -> None:
    readers = {
        name_of(path)
        for folder in ("domain", "rooms", "server")
        for path in modules(folder)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv", "environb"}
    }

    assert readers == {"server/config.py", *HANDS_IT_ON}


def test_the_scan_sees_the_code() -> None:
    assert len(modules("domain")) > 40
    assert ("domain", "kit", "work", "Work") in set(
        imports(ROOT / "domain" / "jobs" / "service.py")
    )
