"""What changed between two versions, word by word."""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Any, Literal

from domain.kit.fields import View
from domain.questions.rules import CONTENT

Kind = Literal["same", "removed", "added"]
_WORD = re.compile(r"\s+|\w+\s*|[^\w\s]\s*")
_MOST_COMPARED = 250_000


class Run(View):
    """Words in a row that both texts have, or only the older or the newer one."""

    kind: Kind
    text: str


class FieldDifference(View):
    """A field that differs; the runs without the added ones are the old text, and vice versa."""

    field: str
    runs: list[Run]


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[FieldDifference]:
    """Return the fields of two versions that differ, in the order in which they are shown."""
    return [
        FieldDifference(field=name, runs=word_runs(as_text(old[name]), as_text(new[name])))
        for name in CONTENT
        if old[name] != new[name]
    ]


def word_runs(old: str, new: str) -> list[Run]:
    """Return what leads from ``old`` to ``new``; nothing is lost, spaces included.

    Ratcliff and Obershelp's matching, as difflib has it, of what lies between the common beginning
    and end. Its time grows with the square of the words, so where much differs (some 500 words
    on both sides) the old ones are shown as replaced.
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    begin = _common(before, after)
    end = _common(before[begin:][::-1], after[begin:][::-1])
    last, until = len(before) - end, len(after) - end
    middle = _matched(before[begin:last], after[begin:until])
    return _joined([("same", before[:begin]), *middle, ("same", before[last:])])


_Pieces = list[tuple[Kind, Sequence[str]]]


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _matched(before: Sequence[str], after: Sequence[str]) -> _Pieces:
    if len(before) * len(after) > _MOST_COMPARED:
        return [("removed", before), ("added", after)]
    found: _Pieces = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(("same", before[i:j]))
        else:
            found += [("removed", before[i:j]), ("added", after[k:m])]
    return found


def _joined(pieces: _Pieces) -> list[Run]:
    runs: list[Run] = []
    for kind, words in pieces:
        if words and runs and runs[-1].kind == kind:
            runs[-1] = Run(kind=kind, text=runs[-1].text + "".join(words))
        elif words:
            runs.append(Run(kind=kind, text="".join(words)))
    return runs


def as_text(value: Any) -> str:
    """Return a field as a person compares it: one line per key point, level or skill."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(_line(item) for item in value)
    return str(value)


def _line(item: Any) -> str:
    if not isinstance(item, dict):
        return str(item)
    if "level" in item:
        return f"{item['level']} {item['name']}: {item['text']}"
    return f"{item['text']} (weight {item['weight']:g})"
