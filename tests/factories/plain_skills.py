"""Skills as they are written: equal when their words are, and not related otherwise."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.kit.search import folded


@dataclass(frozen=True, slots=True)
class NamedSkill:
    """A skill's name, and where it stands."""

    name: str
    start: int
    end: int


class PlainSkills:
    """A SkillSpace of a few ``names``, for an installation that has no taxonomy."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        """Know ``names``; each is its own canonical form."""
        self._names = {folded(name): name for name in names}
        listed = sorted(self._names.values(), key=len, reverse=True)
        self._pattern = re.compile(
            "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in listed) or r"(?!)",
            re.IGNORECASE,
        )

    def names(self) -> Iterable[str]:
        """Return all names."""
        return self._names.values()

    def normalise(self, name: str) -> str | None:
        """Return the known name that ``name`` spells."""
        return self._names.get(folded(name))

    def relatedness(self, one: str, other: str) -> float:
        """Return 1 for the same skill, 0 otherwise."""
        return 1.0 if folded(one) == folded(other) else 0.0

    def find(self, text: str) -> Sequence[NamedSkill]:
        """Return where ``text`` names skills."""
        found = self._pattern.finditer(text)
        return [
            NamedSkill(self._names[folded(hit.group())], hit.start(), hit.end()) for hit in found
        ]
