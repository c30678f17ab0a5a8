"""``greenroom scorer``: fits the scorer and measures it on answers graded by people."""

from __future__ import annotations

from pathlib import Path

import click

from domain.scoring import AnswerScorer
from domain.scoring.fitting.evaluate import Comparison, evaluate
from domain.scoring.fitting.fit import TooFewQuestions, fit, write_parameters
from domain.scoring.fitting.graded import GradedAnswer, GradedFileInvalid, read_graded
from domain.scoring.lexical import LexicalEncoder
from domain.scoring.parameters import TRAINED_FILE
from domain.scoring.ports import Encoder
from server.adapters.minilm import MODEL_DIR_NAME, MiniLmEncoder, ModelUnusable

GRADED_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

data_dir_option = click.option(
    "--data-dir",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(".data"),
    envvar="DATA_DIR",
    show_default=True,
    help="The folder that `greenroom models pull` filled.",
)


@click.group()
def scorer() -> None:
    """Fit the answer scorer, or measure it."""


@scorer.command("evaluate")
@click.argument("file", type=GRADED_FILE)
@click.option("--lexical", is_flag=True, help="Without the language model.")
@data_dir_option
def evaluate_command(file: Path, *, lexical: bool, data_dir: Path) -> None:
    """Score the graded answers in FILE and print how far that agrees with the grades.

    Questions the scorer was fitted on look better here than new ones.
    """
    encoder = None if lexical else _minilm(data_dir)
    answers = _read(file)
    if not answers:
        raise click.ClickException(f"{file} holds no answers.")
    ready = AnswerScorer(encoder)
    click.echo(f"{len(answers)} answers, model {ready.model}, version {ready.model_version}")
    _print_figures("overall", evaluate(answers, ready))


@scorer.command("fit")
@click.argument("files", type=GRADED_FILE, nargs=-1, required=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=TRAINED_FILE)
@click.option("--folds/--no-folds", default=True, help="Also measure on unseen questions.")
@data_dir_option
def fit_command(files: tuple[Path, ...], out: Path, *, folds: bool, data_dir: Path) -> None:
    """Fit the scorer on FILES; the first is graded on a scale, the others right or wrong."""
    datasets = [_read(file) for file in files]
    encoders: list[Encoder] = [LexicalEncoder(), _minilm(data_dir)]
    try:
        parameters, fitted = fit(datasets, encoders, folds=folds)
    except TooFewQuestions as error:
        raise click.ClickException(str(error)) from error
    for name, result in fitted.items():
        if result.by_grade and result.overall:
            _print_figures(f"{name}, grade, unseen questions", result.by_grade.only("real"))
            _print_figures(f"{name}, overall, unseen questions", result.overall.only("real"))
    write_parameters(parameters, out)
    click.echo(f"Written: {out}")


def _read(file: Path) -> list[GradedAnswer]:
    try:
        return read_graded(file)
    except GradedFileInvalid as error:
        raise click.ClickException(str(error)) from error


def _minilm(data_dir: Path) -> MiniLmEncoder:
    try:
        return MiniLmEncoder(data_dir / "models" / MODEL_DIR_NAME)
    except ModelUnusable as error:
        raise click.ClickException(str(error)) from error


def _print_figures(title: str, comparison: Comparison) -> None:
    click.echo(title)
    for name, found in comparison.figures().items():
        click.echo(f"  {name:<5}{found.value:6.3f}  [{found.low:.3f}, {found.high:.3f}]")
