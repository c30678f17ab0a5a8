"""Stand-ins for what identifies people, so that a provider never learns who they are."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Final

_KINDS: Final = (
    ("EMAIL", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("LINK", re.compile(r"\b(?:https?://|www\.)[^\s<>\"')\]]+", re.IGNORECASE)),
    ("PHONE", re.compile(r"(?<![\w.])(?:\+|00)?\(?\d(?:[\s()./-]{0,2}\d){7,14}(?!\w)")),
)
_SHORTEST_NAME: Final = 2
_STAND_IN: Final = re.compile(r"\[(?:PERSON|COMPANY|EMAIL|LINK|PHONE)_\d+\]")


@dataclass(slots=True)
class Pseudonyms:
    """Hides people, companies, addresses and numbers behind ``[PERSON_1]``, ``[EMAIL_1]`` ….

    Equal things get equal stand-ins in every text that one instance hides, so that a model can
    still tell that two mentions mean one person. A part of a name stands for the whole.
    """

    people: Iterable[str] = ()
    companies: Iterable[str] = ()
    _given: dict[str, str] = field(default_factory=dict, init=False)
    _counts: dict[str, int] = field(default_factory=dict, init=False)
    _names: list[tuple[re.Pattern[str], str]] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        """Prepare the names; the longest is looked for first."""
        for kind, names in (("PERSON", self.people), ("COMPANY", self.companies)):
            for name in sorted({" ".join(n.split()) for n in names}, key=len, reverse=True):
                self._learn(kind, name)

    def hide(self, text: str) -> str:
        """Return ``text`` with stand-ins; what looks like one already loses its brackets."""
        text = _STAND_IN.sub(lambda found: found.group()[1:-1], text)
        for kind, pattern in _KINDS:
            text = pattern.sub(partial(self._replace, kind), text)
        for pattern, stand_in in self._names:
            text = pattern.sub(partial(self._name, stand_in), text)
        return text

    def reveal(self, text: str) -> str:
        """Return ``text`` with the first original of each stand-in."""
        return _STAND_IN.sub(lambda found: self._given.get(found.group(), found.group()), text)

    def _learn(self, kind: str, name: str) -> None:
        parts = [part for part in name.split() if len(part) > _SHORTEST_NAME]
        if len(name) < _SHORTEST_NAME:
            return
        stand_in = self._next(kind)
        for words in [name, *(parts if kind == "PERSON" else ())]:
            pattern = r"\s+".join(re.escape(word) for word in words.split())
            self._names.append((re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE), stand_in))
        self._names.sort(key=lambda pair: len(pair[0].pattern), reverse=True)

    def _next(self, kind: str) -> str:
        self._counts[kind] = self._counts.get(kind, 0) + 1
        return f"[{kind}_{self._counts[kind]}]"

    def _replace(self, kind: str, found: re.Match[str]) -> str:
        original = found.group()
        for stand_in, known in self._given.items():
            if known == original:
                return stand_in
        stand_in = self._next(kind)
        self._given[stand_in] = original
        return stand_in

    def _name(self, stand_in: str, found: re.Match[str]) -> str:
        self._given.setdefault(stand_in, found.group())
        return stand_in
