"""The demo company's texts, as they lie in the folder ``content``."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "content"


def read_texts(name: str) -> Any:
    """Return what ``content/<name>.json`` holds."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
