"""A held-out résumé: a page of text as its writer typed it, with the answers above it.

The head holds ``key: value`` lines up to ``===``. In the body ``# `` is the name, ``## `` a
heading,
``### `` a bold line, ``- `` a bullet, ``a >> b`` has its second part at the right edge, rows of
``a || b`` are a table, ``~ a 70`` is a bar of that length, ``% a; b`` are chips, ``!! a`` cannot be
seen, and ``@@`` alone
ends the side column. Skills are marked as in ``tests.corpus.person``.
"""

from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from domain.resumes.measuring import Expected
from tests.corpus.person import Job, Person, bare, marks_of, reckoned_years

Kind = Literal[
    "name", "heading", "bold", "bullet", "split", "row", "bar", "chips", "gap", "text", "hidden"
]
_STARTS: dict[str, Kind] = {
    "# ": "name", "## ": "heading", "### ": "bold", "- ": "bullet", "~ ": "bar", "% ": "chips",
    "!! ": "hidden",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the body, or the rows of a table. ``parts`` are its texts without marks."""

    kind: Kind
    parts: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A résumé's head and body."""

    head: dict[str, str]
    body: str

    @property
    def style(self) -> str:
        """Return the name of the look it is drawn in."""
        return self.head["style"]

    def columns(self) -> list[list[Block]]:
        """Return the blocks of each column; the side column, if there is one, is the first."""
        return [_blocks(column) for column in self.body.split("\n@@\n")]

    def expected(self) -> Expected:
        """Return what must be read in it."""
        marks = marks_of(_person(self))
        months = _listed(self.head.get("jobs", ""))
        jobs = tuple(Job("", "", span) for span in months)
        years = reckoned_years(_person(self, jobs)) if jobs else None
        stated = self.head.get("years")
        return Expected(
            name=self.head["name"],
            emails=_listed(self.head.get("email", "")),
            phones=_listed(self.head.get("phone", "")),
            skills=tuple(marks.must),
            also=(*marks.may, *_listed(self.head.get("also", ""))),
            experience_years=float(stated) if stated else years,
            hidden_skills=_listed(self.head.get("hidden", "")),
            warnings=_listed(self.head.get("warnings", "")),
        )


def read_sheet(text: str) -> Sheet:
    """Return the sheet written in ``text``."""
    head, _, body = text.partition("\n===\n")
    pairs = (line.partition(":") for line in head.splitlines())
    return Sheet({key.strip(): value.strip() for key, _, value in pairs}, body.rstrip("\n"))


def _person(sheet: Sheet, jobs: tuple[Job, ...] = ()) -> Person:
    """Return a person who is nothing but the sheet's text and jobs, for marks and years."""
    return Person(
        key="",
        name="",
        other_name="",
        email="",
        other_email="",
        phone="",
        e164="",
        street="",
        other_street="",
        city="",
        headline="",
        summary=sheet.body,
        jobs=jobs,
        studies=(),
        skills=(),
        years=None,
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in text.split(",") if item.strip())


def _blocks(text: str) -> list[Block]:
    blocks: list[Block] = []
    for is_table, lines in groupby(bare(text).splitlines(), lambda line: " || " in line):
        if is_table:
            rows = tuple(tuple(cell.strip() for cell in line.split("||")) for line in lines)
            blocks.append(Block("row", rows=rows))
        else:
            blocks += [_block(line) for line in lines]
    return blocks


def _block(line: str) -> Block:
    if not line.strip():
        return Block("gap")
    for start, kind in _STARTS.items():
        if line.startswith(start):
            return Block(kind, tuple(part.strip() for part in line[len(start) :].split(">>")))
    parts = tuple(part.strip() for part in line.split(">>"))
    return Block("split" if len(parts) > 1 else "text", parts)
