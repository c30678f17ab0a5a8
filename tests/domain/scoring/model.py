"""The pulled language model, shared by every test that needs meaning."""

from __future__ import annotations

import os
from pathlib import Path

from server.adapters.minilm import MODEL_DIR_NAME
from server.cli.models import pull_model

REPOSITORY = Path(__file__).parents[3]


def pulled_model_dir() -> Path:
    """Return the model's folder; the first run on a machine downloads it."""
    models = Path(os.environ.get("GREENROOM_MODEL_DIR", REPOSITORY / ".data" / "models"))
    pull_model(models / MODEL_DIR_NAME)
    return models / MODEL_DIR_NAME
