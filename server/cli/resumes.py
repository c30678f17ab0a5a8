"""``greenroom resumes evaluate``: how well résumés are read, measured on one's own."""

from importlib import import_module
from pathlib import Path

import click

from domain.resumes.measuring import (
    Exam,
    ExamInvalid,
    Reader,
    detail,
    measure,
    read_exam,
    table,
)

READER = "domain.resumes.parsing:parse_resume"

reader_option = click.option(
    "--reader",
    default=READER,
    show_default=True,
    metavar="MODULE:FUNCTION",
    help="What reads a file: a function of its bytes and today's date.",
)


@click.group()
def resumes() -> None:
    """Measure the reading of résumés."""


@resumes.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--file", "name", help="Show what was expected in this file beside what was found.")
@reader_option
def evaluate(folder: Path, name: str | None, reader: str) -> None:
    r"""Read the résumés in FOLDER and print how far that agrees with its expected.json.

    \b
    {"today": "2026-06-30",
     "files": {"one.pdf": {
        "name": "Amara Okafor",
        "emails": ["amara@example.com"],
        "phones": ["+442079460958"],
        "skills": ["Python", "PostgreSQL"],
        "also": ["Mentoring"],
        "experience_years": 9.8,
        "hidden_skills": ["Kubernetes"],
        "warnings": ["hidden_text"]},
      "two.pdf": {"refused": ["unsupported", "invalid"]},
      "three.pdf": {"scan": true}},
     "equivalents": {"PostgreSQL": ["Postgres"]},
     "also": ["English"]}

    "skills" must be found, those in "also" (of a file, or of all) may be. "hidden_skills" stand
    in text that nobody sees. Phones are in E.164. "today" ends the jobs that last.
    "experience_years" and "warnings" are not judged when they are left out. "refused" lists the
    kinds of refusal that are right for a file that must not be read: malformed, too_large,
    unsupported, invalid. For a scan, the warning needs_ocr and nothing else is right too.
    """
    try:
        exam = read_exam(folder)
    except ExamInvalid as error:
        raise click.ClickException(str(error)) from error
    done = measure(
        _only(exam, name), lambda file: (folder / file).read_bytes(), ready_reader(reader)
    )
    click.echo(detail(done.results[0]) if name else table(done))


def ready_reader(path: str) -> Reader:
    """Return the function behind ``module:function``, or end the command with a sentence."""
    module, _, function = path.partition(":")
    try:
        reader: Reader = getattr(import_module(module), function)
    except (ImportError, AttributeError, ValueError) as error:
        raise click.ClickException(f"There is no reader at {path}: {error}.") from error
    return reader


def _only(exam: Exam, name: str | None) -> Exam:
    if name is None:
        return exam
    if name not in exam.files:
        raise click.ClickException(f"expected.json says nothing about {name}.")
    return exam.model_copy(update={"files": {name: exam.files[name]}})
