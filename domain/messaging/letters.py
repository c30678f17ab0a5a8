"""Letters from the text files beside this module: a subject, an empty line, the body."""

from functools import cache
from pathlib import Path
from string import Template

from domain.messaging.ports import Letter

_FOLDER = Path(__file__).parent / "texts"


def write_letter(text: str, recipient: str, **values: object) -> Letter:
    """Return the letter called ``text`` with its ``$names`` filled in.

    Raises KeyError for a missing value and FileNotFoundError for an unknown text.
    """
    subject, _, body = Template(_read(text)).substitute(values).partition("\n\n")
    return Letter(recipient, subject, body)


@cache
def _read(text: str) -> str:
    return (_FOLDER / f"{text}.txt").read_text(encoding="utf-8")
