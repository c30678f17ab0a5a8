"""The skills themselves: Greenroom's own, read from ``taxonomy``, and those that were added."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from rapidfuzz import fuzz, process

from domain.skills.ambiguity import Phrase, Rule, Rules, read_rules
from domain.skills.words import key_of

VERSION = "3"
"""Changes with the taxonomy, so that what was found earlier can be told from what is found now."""
_ALIKE = 72.0
_NO_PLURALS = ("ss", "us", "is", "ics", "js", "os", "sales")

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill, or with ``is_named`` False a group that texts do not name."""

    name: str
    category: str
    aliases: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    is_named: bool = True
    entry_id: int | None = None
    """The row of a skill that an administrator added; None for Greenroom's own."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One way to read a written name: which skill it is, and what must hold around it."""

    skill: Skill
    written: str
    rule: Rule | None


class Node(dict[str, "Node"]):
    """A place in the tree of names: the words that may follow, and what ends here."""

    meanings: tuple[Meaning, ...] = ()


class Taxonomy:
    """All skills with the ways to write them."""

    def __init__(self, skills: Iterable[Skill], rules: Rules) -> None:
        """Index ``skills``; where two claim a way of writing, the first is preferred."""
        self.skills = {skill.name: skill for skill in skills}
        self.phrases: tuple[Phrase, ...] = rules.phrases
        self.root = Node()
        self._meanings: dict[Key, tuple[Meaning, ...]] = _meanings(self.skills.values(), rules)
        self._spellings = {key: " ".join(key) for key in self._meanings}
        self._numbers = {
            other: meanings
            for key, meanings in self._meanings.items()
            if (other := _other_number(key)) is not None and other not in self._meanings
        }
        for key, meanings in (*self._meanings.items(), *self._numbers.items()):
            self._grow(key, meanings)

    @property
    def named(self) -> list[Skill]:
        """The skills that texts name, without the groups."""
        return [skill for skill in self.skills.values() if skill.is_named]

    def meanings_of(self, name: str) -> tuple[Meaning, ...]:
        """Return what ``name`` may mean; nothing when it is unknown."""
        return self._meanings.get(key_of(name), ())

    def normalise(self, name: str) -> str | None:
        """Return the name that stands for all ways to write a skill; None for an unknown one.

        A version at the end does not matter: ``Python 3.11`` is Python.
        """
        key = key_of(name)
        while key:
            if found := self._meanings.get(key) or self._numbers.get(key):
                return found[0].skill.name
            if len(key) == 1 or not (key[-1].isdigit() or key[-1] == "."):
                return None
            key = key[:-1]
        return None

    def closest(self, name: str, limit: int = 5) -> list[str]:
        """Return up to ``limit`` skills whose names are written like ``name``, the best first."""
        wanted = " ".join(key_of(name))
        found = process.extract(
            wanted, self._spellings, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=limit * 4
        )
        names = dict.fromkeys(self._meanings[key][0].skill.name for _, _, key in found)
        return list(names)[:limit]

    def _grow(self, key: Key, meanings: tuple[Meaning, ...]) -> None:
        node = self.root
        for word in key:
            node = node.setdefault(word, Node())
        node.meanings = meanings


def _other_number(key: Key) -> Key | None:
    """Return the plural of a name of several words, or the singular of one in the plural."""
    *first, last = key
    if not first or not (last.isascii() and last.isalpha()):
        return None
    if not last.endswith("s"):
        return (*first, f"{last}s")
    return None if last.endswith(_NO_PLURALS) else (*first, last[:-1])


def _meanings(skills: Iterable[Skill], rules: Rules) -> dict[Key, tuple[Meaning, ...]]:
    found: dict[Key, dict[str, Meaning]] = defaultdict(dict)
    for skill in skills:
        if not skill.is_named:
            continue
        for written in (skill.name, *skill.aliases):
            rule = rules.rule_for(written, skill.name, skill.category)
            found[key_of(written)].setdefault(skill.name, Meaning(skill, written, rule))
    return {key: tuple(meanings.values()) for key, meanings in found.items()}


@cache
def base_skills() -> tuple[Skill, ...]:
    """Return Greenroom's own skills and their groups."""
    return tuple(skill for name, data in _data() if name != "ambiguous" for skill in _read(data))


@cache
def base_rules() -> Rules:
    """Return the rules for words that mean several things."""
    return read_rules(dict(_data())["ambiguous"])


@lru_cache(maxsize=8)
def taxonomy_with(extra: tuple[Skill, ...] = ()) -> Taxonomy:
    """Return the taxonomy with ``extra`` skills; without any, Greenroom's own."""
    return Taxonomy((*base_skills(), *extra), base_rules())


@cache
def _data() -> tuple[tuple[str, dict[str, Any]], ...]:
    folder = files("domain.skills") / "taxonomy"
    found = [item for item in folder.iterdir() if item.name.endswith(".toml")]
    return tuple(
        (item.name.removesuffix(".toml"), tomllib.loads(item.read_text(encoding="utf-8")))
        for item in sorted(found, key=lambda item: item.name)
    )


def _read(data: dict[str, Any]) -> Iterator[Skill]:
    """Yield what a file holds: groups, and in each of them lists of a name and its aliases."""
    category, also = data["category"], data.get("also_under", {})
    for group in data["group"]:
        yield Skill(
            name=group["name"],
            category=category,
            aliases=tuple(group.get("aliases", ())),
            parents=tuple(group.get("parents", ())),
            is_named="aliases" in group,
        )
        for name, *aliases in group["skills"]:
            parents = (group["name"], *also.get(name, ()))
            yield Skill(name, category, tuple(aliases), parents)
