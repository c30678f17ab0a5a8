"""Rules for words that are skills only sometimes, as ``taxonomy/ambiguous.toml`` states them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from domain.skills.words import key_of

Needs = Literal["case", "support", "nothing"]
_SHORT = 2


@dataclass(frozen=True, slots=True)
class Rule:
    """What must hold around a word.

    ``case``: written as in the taxonomy, and not only because a sentence begins; ``support``:
    something beside it must speak for it; ``nothing``: it counts unless denied. ``denied_before``
    and ``denied_after`` end the question at once, ``cues`` nearby are support. ``prepositions``:
    whether ``in Go`` is support.
    """

    needs: Needs
    denied_before: re.Pattern[str] | None = None
    denied_after: re.Pattern[str] | None = None
    cues: re.Pattern[str] | None = None
    prepositions: bool = True


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something said in a sentence that shows a skill without naming it."""

    skill: str
    pattern: re.Pattern[str]


_ACRONYM = Rule("case")


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules: by word, by word and skill, and by category."""

    phrases: tuple[Phrase, ...]
    by_word: Mapping[tuple[tuple[str, ...], str | None], Rule] = field(default_factory=dict)
    by_category: Mapping[str, Rule] = field(default_factory=dict)

    def rule_for(self, written: str, skill: str, category: str) -> Rule | None:
        """Return the rule for a way of writing a skill; None where it can mean nothing else."""
        key = key_of(written)
        for known in ((key, skill), (key, None)):
            if known in self.by_word:
                return self.by_word[known]
        if len(written) <= _SHORT and written.isascii() and written.isalpha() and written.isupper():
            return _ACRONYM
        if written[:1].isascii() and written[:1].isupper():
            return self.by_category.get(category)
        return None


def read_rules(data: Mapping[str, Any]) -> Rules:
    """Read the rules from the parsed file."""
    by_word: dict[tuple[tuple[str, ...], str | None], Rule] = {}
    by_category: dict[str, Rule] = {}
    for stated in data["rule"]:
        rule = _read(stated)
        for word in stated.get("words", ()):
            by_word[key_of(word), stated.get("skill")] = rule
        if "category" in stated:
            by_category[stated["category"]] = rule
    phrases = tuple(Phrase(p["skill"], re.compile(p["pattern"], re.IGNORECASE))
                    for p in data["phrase"])  # fmt: skip
    return Rules(phrases, by_word, by_category)


def _read(stated: Mapping[str, Any]) -> Rule:
    return Rule(
        needs=stated["needs"],
        denied_before=_pattern(stated, "not_before", r"(?<!\w)(?:{})[\s\-–]*$"),
        denied_after=_pattern(stated, "not_after", r"[\s\-–]*(?:{})(?!\w)"),
        cues=_pattern(stated, "cues", r"(?<!\w)(?:{})(?!\w)"),
        prepositions=stated.get("prepositions", True),
    )


def _pattern(stated: Mapping[str, Any], name: str, around: str) -> re.Pattern[str] | None:
    if name not in stated:
        return None
    return re.compile(around.format("|".join(stated[name])), re.IGNORECASE)
