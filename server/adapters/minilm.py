"""The MiniLM sentence encoder on onnxruntime: the scorer's sense of meaning."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

MODEL_NAME = "minilm-int8"
MODEL_DIR_NAME = "minilm-l6-v2-int8"
GRAPH_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"
MANIFEST_FILE = "manifest.json"
MAX_TOKENS = 256
DIMENSIONS = 384


class ModelUnusable(Exception):
    """The model folder is absent, incomplete or altered; the sentence says what to do."""


class MiniLmEncoder:
    """Implements ``domain.scoring.Encoder`` on one thread, one text per run.

    Each text runs alone: activations are quantised over the whole input, so a neighbour in the
    batch would change a vector and with it a score. May be called from any one thread at a time.
    """

    name = MODEL_NAME

    def __init__(self, model_dir: Path) -> None:
        """Load the model. Raises ``ModelUnusable`` if the files are not those of the manifest."""
        self.version = verify_model(model_dir)
        self._tokenizer = Tokenizer.from_file(str(model_dir / TOKENIZER_FILE))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._session = _open_session(model_dir / GRAPH_FILE)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit vector of 384 numbers per text, in order."""
        vectors = np.empty((len(texts), DIMENSIONS), np.float32)
        for row, text in enumerate(texts):
            # A lone surrogate cannot be written as UTF-8, which the tokenizer asks for.
            clean = text.encode("utf-8", "replace").decode("utf-8")
            ids = np.array([self._tokenizer.encode(clean).ids], np.int64)
            vectors[row] = self._session.run(["vector"], {"ids": ids})[0][0]
        return vectors


def verify_model(model_dir: Path) -> str:
    """Return the model's version after checking each file against the manifest.

    Raises ``ModelUnusable`` if a file is missing or differs.
    """
    try:
        manifest = json.loads((model_dir / MANIFEST_FILE).read_text("utf-8"))
        for name, expected in manifest["files"].items():
            if sha256_of(model_dir / name) != expected:
                raise ModelUnusable(f"{model_dir / name} was altered. Run `greenroom models pull`.")
        return str(manifest["version"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelUnusable(
            f"No usable language model in {model_dir}. Run `greenroom models pull`."
        ) from error


def sha256_of(path: Path) -> str:
    """Return the hexadecimal SHA-256 of a file. Raises ``OSError`` if it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _open_session(path: Path) -> InferenceSession:
    import onnxruntime  # noqa: PLC0415  # the web process never scores and starts without it

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(path), sess_options=options, providers=["CPUExecutionProvider"]
    )
