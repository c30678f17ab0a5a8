"""What matching needs from elsewhere: a knowledge of skills."""

from collections.abc import Iterable, Sequence
from typing import Protocol


class SkillFoundInText(Protocol):
    """A skill that a text names, at code points ``start`` to ``end``."""

    @property
    def name(self) -> str:
        """The canonical name."""
        ...

    @property
    def start(self) -> int:
        """Where it begins."""
        ...

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""
        ...


class SkillSpace(Protocol):
    """What is known about skills: their names, and how near they are to each other."""

    def names(self) -> Iterable[str]:
        """Return all canonical names."""
        ...

    def normalise(self, name: str) -> str | None:
        """Return the canonical name of a skill as somebody wrote it; None if it is unknown."""
        ...

    def relatedness(self, one: str, other: str) -> float:
        """Return how much of ``one`` somebody brings who has ``other``: 0 to 1, 1 for itself."""
        ...

    def find(self, text: str) -> Sequence[SkillFoundInText]:
        """Return the skills that ``text`` names, in order."""
        ...
