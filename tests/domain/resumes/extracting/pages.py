"""Readings made from plain text, and a finder that knows a few skills."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.resumes.extracting import extract_facts
from domain.resumes.facts import HiddenText, Reading, ResumeFacts, TextLine

TODAY = date(2026, 6, 30)
_SKILLS = {
    "Python": "software",
    "PostgreSQL": "databases",
    "Kubernetes": "operations",
    "Java": "software",
    "GitHub": "tools",
    "Excel": "office",
    "Patient care": "health",
    "Machine Learning": "data",
    "MIG welding": "trades",
    "SAP": "finance",
}


@dataclass(frozen=True)
class Hit:
    name: str
    category: str
    start: int
    end: int
    confidence: float = 0.9


def find_some_skills(text: str) -> list[Hit]:
    return [
        Hit(name, category, match.start(), match.end())
        for name, category in _SKILLS.items()
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
    ]


def page(
    text: str,
    *,
    sizes: Mapping[str, float] | None = None,
    hidden: tuple[HiddenText, ...] = (),
    has_text_layer: bool = True,
) -> Reading:
    """A one-page reading; ``sizes`` gives the lines that are larger than 10 points."""
    lines, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            size = (sizes or {}).get(line.strip(), 10.0)
            lines.append(TextLine(at, at + len(line), 1, size))
        at += len(line) + 1
    return Reading("pdf", text, tuple(lines), hidden, 1, has_text_layer)


def facts_of(text: str, *, sizes: Mapping[str, float] | None = None) -> ResumeFacts:
    return extract_facts(page(text, sizes=sizes), TODAY, find_some_skills)
