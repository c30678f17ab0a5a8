"""``python -m tests.corpus``: prints how well the reader of résumés does on the corpus."""

from collections.abc import Callable, Iterable
from pathlib import Path

import click

from domain.resumes.measuring import Exam, detail, measure, table
from domain.resumes.measuring.exam import EXPECTED_FILE
from server.cli.resumes import reader_option, ready_reader
from tests.corpus.aims import shortfalls
from tests.corpus.files import CorpusFile, corpus, exam
from tests.corpus.heldout import heldout_content, heldout_exam
from tests.corpus.swap import swapped_corpus

FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.option("--file", "name", help="Show what was expected in this file beside what was found.")
@click.option("--write", type=FOLDER, help="Write the files and expected.json to this folder.")
@click.option("--swapped", type=FOLDER, help="Write them with everybody swapped.")
@click.option("--heldout", is_flag=True, help="Measure on the second exam.")
@reader_option
def main(
    name: str | None, write: Path | None, swapped: Path | None, reader: str, *, heldout: bool
) -> None:
    """Measure the reader on the corpus, or write the corpus to look at it."""
    if heldout:
        _measure(reader, name, heldout_exam(), heldout_content)
        return
    if write:
        write_corpus(write, corpus())
    if swapped:
        write_corpus(swapped, (other for _, other in swapped_corpus()))
    if not write and not swapped:
        files = {file.name: file for file in corpus()}
        _measure(reader, name, exam(), lambda file: files[file].content())


def write_corpus(folder: Path, files: Iterable[CorpusFile]) -> None:
    """Write the files with an ``expected.json`` that ``greenroom resumes evaluate`` takes."""
    folder.mkdir(parents=True, exist_ok=True)
    expected = {}
    for file in files:
        (folder / file.name).write_bytes(file.content())
        expected[file.name] = file.expected
    written = exam().model_copy(update={"files": expected})
    text = written.model_dump_json(indent=1, exclude_defaults=True)
    (folder / EXPECTED_FILE).write_text(text + "\n", encoding="utf-8")
    click.echo(f"{len(expected)} files: {folder}")


def _measure(
    reader: str, name: str | None, wanted: Exam, content_of: Callable[[str], bytes]
) -> None:
    if name and name not in wanted.files:
        raise click.ClickException(f"There is no file {name}.")
    if name:
        wanted = wanted.model_copy(update={"files": {name: wanted.files[name]}})
    done = measure(wanted, content_of, ready_reader(reader))
    if name:
        click.echo(detail(done.results[0]))
        return
    click.echo(table(done))
    for line in shortfalls(done):
        click.echo(f"missed: {line}")


if __name__ == "__main__":
    main()
