"""Reads graded answers: one CSV row per answer, as ``greenroom scorer`` takes them."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

REQUIRED = ("qid", "question", "reference", "answer", "score", "score_max")
REFERENCE_SEPARATOR = " || "


class GradedFileInvalid(ValueError):
    """A graded file lacks a column or holds a number that is none."""


@dataclass(frozen=True, slots=True)
class GradedAnswer:
    """An answer with its human grade from 0 to 1."""

    dataset: str
    qid: str
    question: str
    references: tuple[str, ...]
    answer: str
    grade: float


def read_graded(path: Path) -> list[GradedAnswer]:
    """Read a UTF-8 CSV file with a header.

    Raises ``GradedFileInvalid`` naming the row at fault, or ``OSError``.
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = [name for name in REQUIRED if name not in (reader.fieldnames or ())]
        if missing:
            raise GradedFileInvalid(f"{path} lacks the column(s) {', '.join(missing)}.")
        return [_parse(row, path, line) for line, row in enumerate(reader, 2)]


def _parse(row: dict[str, str], path: Path, line: int) -> GradedAnswer:
    try:
        grade = float(row["score"]) / float(row["score_max"])
    except (TypeError, ValueError, ZeroDivisionError) as error:
        message = f"{path}, row {line}: score and score_max must be numbers."
        raise GradedFileInvalid(message) from error
    if not 0.0 <= grade <= 1.0:
        raise GradedFileInvalid(f"{path}, row {line}: the score must lie between 0 and score_max.")
    references = tuple((row["reference"] or "").split(REFERENCE_SEPARATOR))
    dataset = row.get("dataset") or path.stem
    qid = f"{dataset}/{row['qid']}"
    return GradedAnswer(dataset, qid, row["question"] or "", references, row["answer"] or "", grade)


def by_question(answers: Iterable[GradedAnswer]) -> dict[str, list[GradedAnswer]]:
    """Group answers by question, in order of first appearance."""
    groups: dict[str, list[GradedAnswer]] = {}
    for answer in answers:
        groups.setdefault(answer.qid, []).append(answer)
    return groups
