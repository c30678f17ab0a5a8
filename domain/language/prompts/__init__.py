"""Instructions for models, kept in files ``NAME@VERSION.md`` beside this module."""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

_FILE = re.compile(r"([a-z_]+)@([0-9]+)\.md")


@dataclass(frozen=True, slots=True)
class Template:
    """Instructions as they are sent; a changed text gets a new version."""

    name: str
    version: int
    text: str

    @property
    def id(self) -> str:
        """``name@version``, as ``Ask.prompt`` and the log call it."""
        return f"{self.name}@{self.version}"


@cache
def load(name: str, version: int | None = None) -> Template:
    """Return the newest instructions called ``name``, or those of ``version``; else KeyError."""
    found = [each for each in _all() if each.name == name and version in {None, each.version}]
    if not found:
        raise KeyError(f"no prompt {name}@{version or 'any'}")
    return max(found, key=lambda each: each.version)


@cache
def _all() -> tuple[Template, ...]:
    found = []
    for file in resources.files(__package__).iterdir():
        named = _FILE.fullmatch(file.name)
        if named:
            text = file.read_text(encoding="utf-8").strip()
            found.append(Template(named.group(1), int(named.group(2)), text))
    return tuple(found)
