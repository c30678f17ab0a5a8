"""Words by which questions ask for what must not be asked, by language.

All patterns are written for folded text: lower case, no accents, ``ss`` for ``ß``, single spaces.
"""

from dataclasses import dataclass
from typing import Literal

FlagKind = Literal[
    "age",
    "family",
    "health",
    "religion",
    "origin",
    "gender",
    "politics",
    "criminal_record",
    "salary_history",
    "military",
    "looks",
]


@dataclass(frozen=True, slots=True)
class Wording:
    """How one language speaks of one kind.

    ``ask`` asks a person for it, ``yours`` names what belongs to a person, and ``mention`` speaks
    of it in some way, which may be harmless.
    """

    ask: tuple[str, ...] = ()
    yours: tuple[str, ...] = ()
    mention: tuple[str, ...] = ()


Language = dict[FlagKind, Wording]
