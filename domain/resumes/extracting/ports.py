"""What extraction asks of the house: somebody who knows skills by name."""

from collections.abc import Callable, Sequence
from typing import Protocol


class SkillHit(Protocol):
    """A skill named in a text: ``start`` and ``end`` are code points, ``confidence`` 0 to 1."""

    @property
    def name(self) -> str:
        """The canonical name."""

    @property
    def category(self) -> str:
        """The group of the taxonomy it belongs to."""

    @property
    def start(self) -> int:
        """The first code point."""

    @property
    def end(self) -> int:
        """The code point behind the last."""

    @property
    def confidence(self) -> float:
        """How sure the finder is that the word means the skill here."""


SkillFinder = Callable[[str], Sequence[SkillHit]]
"""Finds the skills a text names; a plain function such as ``find_skills`` is one."""
