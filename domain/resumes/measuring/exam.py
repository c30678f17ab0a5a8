"""What should be read from each file of a folder: ``expected.json``."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from pydantic import Field, ValidationError

from domain.kit.errors import Kind
from domain.kit.fields import Command, field_messages
from domain.resumes.measuring.names import skill_key

EXPECTED_FILE = "expected.json"


class ExamInvalid(ValueError):
    """``expected.json`` is missing or is not understood; the message says where."""


class Expected(Command):
    """What a careful person reads in one file.

    ``skills`` must be found, ``also`` may be: words that one person lists and another does not.
    ``hidden_skills`` stand in text that nobody sees, or that gives orders to the reader.
    ``phones`` are E.164. ``experience_years`` and ``warnings`` are not judged when None.
    ``refused`` lists the kinds of refusal that are right for a file that must not be read.
    A ``scan`` may also be answered with the warning ``needs_ocr`` and nothing else.
    """

    name: str | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    experience_years: float | None = Field(default=None, ge=0, le=80)
    hidden_skills: tuple[str, ...] = ()
    warnings: tuple[str, ...] | None = None
    refused: tuple[Kind, ...] = ()
    scan: bool = False


class Exam(Command):
    """All files, and what counts as the same skill in each of them.

    ``equivalents`` gives other spellings of a skill; ``also`` holds skills that no file is judged
    by, such as natural languages, which are facts of their own. ``today`` ends lasting jobs.
    """

    today: date
    files: dict[str, Expected]
    equivalents: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    also: tuple[str, ...] = ()

    def spellings(self) -> "Spellings":
        """Return how skills of this exam are compared."""
        return Spellings(self.equivalents)


class Spellings:
    """One key per skill, however it is spelt."""

    def __init__(self, equivalents: dict[str, tuple[str, ...]]) -> None:
        self._keys = {
            skill_key(spelling): skill_key(name)
            for name, others in equivalents.items()
            for spelling in (name, *others)
        }

    def key(self, skill: str) -> str:
        """Return the key of a skill."""
        plain = skill_key(skill)
        return self._keys.get(plain, plain)

    def keys(self, skills: Iterable[str]) -> dict[str, str]:
        """Return the skills by their keys; the first of two spellings stays."""
        found: dict[str, str] = {}
        for skill in skills:
            found.setdefault(self.key(skill), skill)
        return found


def read_exam(folder: Path) -> Exam:
    """Read the folder's ``expected.json``. Raises ``ExamInvalid``, also for a file not there."""
    path = folder / EXPECTED_FILE
    try:
        exam = Exam.model_validate_json(path.read_bytes())
    except OSError as error:
        raise ExamInvalid(f"{path} cannot be read: {error.strerror}.") from error
    except ValidationError as error:
        faults = "; ".join(f"{k}: {v}" for k, v in field_messages(error, EXPECTED_FILE).items())
        raise ExamInvalid(f"{path} is not understood. {faults}") from error
    missing = [name for name in exam.files if not _is_inside(folder, name)]
    if missing:
        raise ExamInvalid(f"{folder} lacks the file(s) {', '.join(sorted(missing)[:10])}.")
    return exam


def _is_inside(folder: Path, name: str) -> bool:
    path = folder / name
    return path.parent == folder and path.is_file()
