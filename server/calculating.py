"""What the matching process starts with: a module of its own, so that it loads little else."""

from collections.abc import Sequence
from pathlib import Path

from domain.kit.crypto import Keyring
from domain.matching.calculator import Calculator
from server.scoring import open_encoder


def open_calculator(model_dir: Path, keys: Sequence[str]) -> Calculator:
    """Return a calculator; without a usable model in ``model_dir`` it compares words alone."""
    return Calculator(open_encoder(model_dir), Keyring(keys))
