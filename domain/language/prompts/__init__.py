"""What a model is told, one versioned file per prompt: ``NAME@VERSION.md``."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent
_FILE: Final = re.compile(r"(?P<name>[a-z_]+)@(?P<version>[0-9]+)\.md")


@dataclass(frozen=True, slots=True)
class Template:
    """A prompt's text; ``reference`` is kept with whatever was made with it."""

    name: str
    version: int
    text: str

    @property
    def reference(self) -> str:
        """``name@version``."""
        return f"{self.name}@{self.version}"


@cache
def load(name: str) -> Template:
    """Return the newest version of a prompt; LookupError for a name without a file."""
    found = [match for path in _FOLDER.iterdir() if (match := _FILE.fullmatch(path.name))]
    versions = [int(match["version"]) for match in found if match["name"] == name]
    if not versions:
        raise LookupError(f"There is no prompt {name!r}.")
    newest = max(versions)
    text = (_FOLDER / f"{name}@{newest}.md").read_text(encoding="utf-8")
    return Template(name, newest, text.strip())
