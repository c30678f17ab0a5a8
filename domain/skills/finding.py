"""Finding the skills that a text names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from domain.skills.catalogue import Meaning, Node, Skill, Taxonomy, taxonomy_with
from domain.skills.context import Spot, Surroundings, in_address, is_denied, is_listed
from domain.skills.words import Words, words_of

_PLAIN = 0.95
_IN_LIST = 0.9
_PHRASE = 0.7
_TONGUES = {"Natural languages"}
"""A list of them vouches for nothing else: ``German (basic)``."""
_IDENTITY = frozenset("+#\uff0b\uff03")


@dataclass(frozen=True, slots=True)
class SkillHit:
    """A skill that a text names: where (code points, ``end`` exclusive) and how surely (0 to 1)."""

    name: str
    category: str
    start: int
    end: int
    confidence: float


def find_skills(text: str, extra: Iterable[Skill] = ()) -> list[SkillHit]:
    """Return the skills named in ``text``, in order, none inside another; the longest name wins.

    ``extra`` are skills beside Greenroom's own. A word that is a skill only sometimes counts when
    what stands around it says so: a list of skills, a heading, a word before or after it.
    """
    return find_with(taxonomy_with(tuple(extra)), text)


def find_with(taxonomy: Taxonomy, text: str) -> list[SkillHit]:
    """Return what ``find_skills`` does, by a taxonomy that is at hand."""
    spots = list(_spots(taxonomy, text))
    around = Surroundings(text)
    for run in _runs(text, spots):
        _judge(run, around)
    hits = [_hit(spot) for spot in spots if spot.chosen is not None]
    hits += _shown(taxonomy, text, hits)
    return sorted(hits, key=lambda hit: hit.start)


def _spots(taxonomy: Taxonomy, text: str) -> Iterator[Spot]:
    """Yield the names in the text from left to right, the longest at each place."""
    words, begins = words_of(text), taxonomy.root.get
    place = 0
    for index, key in enumerate(words.keys):
        node = begins(key)
        if node is None or index < place:
            continue
        for stop, meanings in _names_at(words, index, node):
            start, end = words.starts[index], words.ends[stop - 1]
            if in_address(text, start, end):
                break
            possible = tuple(m for m in meanings if not is_denied(text, start, end, m))
            if possible:
                yield Spot(start, end, possible)
                place = stop
                break


def _names_at(words: Words, index: int, node: Node) -> list[tuple[int, tuple[Meaning, ...]]]:
    """Return the names that begin at a word and where each stops, the longest first."""
    found: list[tuple[int, tuple[Meaning, ...]]] = []
    place = index + 1
    while True:
        if node.meanings and not _goes_on(words.text, words.ends[place - 1]):
            found.append((place, node.meanings))
        if not node or place == len(words.keys):
            break
        following = node.get(words.keys[place])
        if following is None or not words.are_linked(place - 1):
            break
        node, place = following, place + 1
    found.reverse()
    return found


def _goes_on(text: str, end: int) -> bool:
    """Tell whether a symbol behind the name makes it another one: C is not in C++."""
    return end < len(text) and text[end] in _IDENTITY


def _runs(text: str, spots: list[Spot]) -> Iterator[list[Spot]]:
    """Yield the names in lists: neighbours with nothing but commas and the like between them."""
    if not spots:
        return
    run = [spots[0]]
    for left, right in pairwise(spots):
        if not is_listed(text, left.end, right.start):
            yield run
            run = []
        run.append(right)
    yield run


def _judge(run: list[Spot], around: Surroundings) -> None:
    """Choose a meaning for each name of a run, where there is one that holds."""
    for spot in run:
        _choose(spot, around)
    sure = [spot for spot in run if spot.chosen is not None]
    unsure = [spot for spot in run if spot.chosen is None]
    if not unsure or not (sure or _vouch_for_each_other(unsure, around.text)):
        return
    fields = {spot.chosen.skill.category for spot in sure if spot.chosen is not None}
    for spot in unsure:
        if around.is_pastime(spot.start):
            continue
        fitting = [m for m in spot.meanings if m.skill.category in fields]
        if not fitting and fields == _TONGUES:
            continue
        spot.settle((fitting or list(spot.meanings))[0], _IN_LIST)


def _choose(spot: Spot, around: Surroundings) -> None:
    for meaning in spot.meanings:
        sureness = _PLAIN if _is_plain(meaning) else around.support(spot, meaning)
        if sureness > spot.confidence:
            spot.settle(meaning, sureness)


def _is_plain(meaning: Meaning) -> bool:
    return meaning.rule is None or meaning.rule.needs == "nothing"


def _vouch_for_each_other(unsure: list[Spot], text: str) -> bool:
    exact = [spot for spot in unsure if spot.is_exact(text)]
    return len(exact) > 1 and len(exact) == len(unsure)


def _hit(spot: Spot) -> SkillHit:
    assert spot.chosen is not None  # noqa: S101  # the caller chose those that have one
    skill = spot.chosen.skill
    return SkillHit(skill.name, skill.category, spot.start, spot.end, spot.confidence)


def _shown(taxonomy: Taxonomy, text: str, named: list[SkillHit]) -> Iterator[SkillHit]:
    """Yield what sentences show without naming it, where nothing is named."""
    taken = [(hit.start, hit.end) for hit in named]
    for phrase in taxonomy.phrases:
        skill = taxonomy.skills[phrase.skill]
        for found in phrase.pattern.finditer(text):
            start, end = found.span()
            if all(end <= left or right <= start for left, right in taken):
                taken.append((start, end))
                yield SkillHit(skill.name, skill.category, start, end, _PHRASE)
