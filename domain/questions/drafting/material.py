"""Reads the TOML files that questions are drafted from, and says where one of them is wrong."""

import re
import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

_FEWEST_WORDS = 4
_MOST_WORDS = 26
_LONGEST_ASK = 400
_MARKUP = re.compile(r"•|^\s*(?:[-–*]\s|\d+[.)]\s)")

Loaded = TypeVar("Loaded", bound=BaseModel)


class MaterialInvalid(ValueError):
    """A file of knowledge or patterns breaks its format; the message names file and line."""


class Part(BaseModel):
    """Base of everything a file holds: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def _statement(text: str) -> str:
    words = len(text.split())
    if not _FEWEST_WORDS <= words <= _MOST_WORDS:
        raise ValueError(f"has {words} words, not {_FEWEST_WORDS} to {_MOST_WORDS}")
    if not text.endswith((".", "!", "?", ".”", '."')):
        raise ValueError("is not a full sentence")
    if _MARKUP.search(text):
        raise ValueError("looks like an item of a list")
    return text


def _question(text: str) -> str:
    if not text.endswith(("?", ".")):
        raise ValueError("does not end as a question or a request")
    if len(text) > _LONGEST_ASK:
        raise ValueError(f"is longer than {_LONGEST_ASK} characters")
    return text


def _distinct(points: tuple[str, ...]) -> tuple[str, ...]:
    if len({point.casefold() for point in points}) != len(points):
        raise ValueError("says the same twice")
    return points


def _reason(text: str) -> str:
    if not text.endswith(".") or len(text) > _LONGEST_ASK:
        raise ValueError("is not a sentence")
    return text


Statement = Annotated[str, AfterValidator(_statement)]
Reason = Annotated[str, AfterValidator(_reason)]
Question = Annotated[str, AfterValidator(_question)]
Statements = Annotated[tuple[Statement, ...], AfterValidator(_distinct)]


def read_folder(folder: str, model: type[Loaded]) -> list[tuple[str, Loaded]]:
    """Return the files of a folder beside this package, by name. Raises MaterialInvalid."""
    found = [
        item
        for item in (files("domain.questions") / folder).iterdir()
        if item.name.endswith(".toml")
    ]
    return [(item.name, _read(item, model)) for item in sorted(found, key=lambda item: item.name)]


def _read(item: Traversable, model: type[Loaded]) -> Loaded:
    return read_text(item.name, item.read_text(encoding="utf-8"), model)


def read_text(name: str, text: str, model: type[Loaded]) -> Loaded:
    """Return the file ``name`` with this ``text``. Raises MaterialInvalid with line and cause."""
    try:
        return model.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise MaterialInvalid(f"{name}: {error}") from error
    except ValidationError as error:
        found = error.errors()
        # A list whose members are wrong counts as too short as well: that would only distract.
        causes = [one for one in found if one["type"] != "too_short"] or found
        problems = [_problem(name, text, one["loc"], one["msg"]) for one in causes]
        raise MaterialInvalid("\n".join(problems)) from error


def _problem(name: str, text: str, where: tuple[int | str, ...], message: str) -> str:
    line, owner = _place(text, where)
    path = ".".join(str(part + 1) if isinstance(part, int) else part for part in where)
    return f"{name}:{line}: {owner}{path}: {message}"


def _place(text: str, where: tuple[int | str, ...]) -> tuple[int, str]:
    """Return the line of the table that ``where`` leads to, and the name of its owner."""
    lines = text.splitlines()
    line, path, owner = 0, "", ""
    for key, index in zip(where[::2], where[1::2], strict=False):
        path = f"{path}.{key}".lstrip(".")
        heads = [n for n in range(line, len(lines)) if lines[n].strip() == f"[[{path}]]"]
        if not isinstance(index, int) or index >= len(heads):
            break
        line = heads[index]
        if not owner and (named := _NAME.match(_after(lines, line))):
            owner = f"{named[1]}: "
    return line + 1, owner


_NAME = re.compile(r'name\s*=\s*"([^"]+)"')


def _after(lines: list[str], line: int) -> str:
    return lines[line + 1].strip() if line + 1 < len(lines) else ""
