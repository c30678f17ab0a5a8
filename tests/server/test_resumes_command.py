"""``greenroom resumes evaluate`` on a folder of one's own, with readers made for it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from server.cli import main
from tests.corpus.__main__ import write_corpus
from tests.corpus.files import corpus

FEW = [file for file in corpus() if file.name in {"attack-vanish.docx", "amara-word.docx"}]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("resumes")
    write_corpus(path, FEW)
    return path


def evaluate(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["resumes", "evaluate", *arguments])


def test_figures_of_ones_own_folder(folder: Path) -> None:
    done = evaluate(str(folder), "--reader", "tests.corpus.readers:gullible")

    assert done.exit_code == 0, done.output
    assert "files              2" in done.output
    assert "believed: attack-vanish.docx: Kubernetes" in done.output


def test_one_file_beside_what_was_expected(folder: Path) -> None:
    reader = ("--reader", "tests.corpus.readers:blind")

    done = evaluate(str(folder), "--file", "amara-word.docx", *reader)

    assert done.exit_code == 0, done.output
    assert "amara.okafor@example.com" in done.output
    assert "attack-vanish" not in done.output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--reader", "no.such:reader"), "There is no reader at no.such:reader"),
        (("--reader", "json:reader"), "There is no reader at json:reader"),
        (("--reader", ":"), "There is no reader at :"),
        (("--reader", "json:loads", "--file", "x.pdf"), "says nothing about x.pdf"),
    ],
)
def test_mistakes_end_with_a_sentence(folder: Path, arguments: tuple[str, ...], says: str) -> None:
    done = evaluate(str(folder), *arguments)

    assert done.exit_code == 1
    assert says in done.output


def test_folder_without_expectations_says_so(tmp_path: Path) -> None:
    done = evaluate(str(tmp_path))

    assert done.exit_code == 1
    assert "expected.json cannot be read" in done.output


def test_help_shows_the_format() -> None:
    assert '"hidden_skills": ["Kubernetes"]' in evaluate("--help").output
