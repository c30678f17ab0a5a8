"""How near two skills are to each other in the taxonomy."""

from domain.skills.catalogue import Taxonomy, taxonomy_with

_NEARNESS = {
    (0, 0): 1.0,
    (0, 1): 0.75,
    (0, 2): 0.5,
    (1, 1): 0.5,
    (0, 3): 0.3,
    (1, 2): 0.3,
    (2, 2): 0.2,
    (1, 3): 0.15,
}
"""By the steps from each of the two, the fewer first, up to what they have in common."""


def relatedness(a: str, b: str, taxonomy: Taxonomy | None = None) -> float:
    """Return how much two skills have in common, from 0 (nothing) to 1 (the same).

    Names may be aliases. A parent is 0.75, a grandparent or a sibling 0.5, a cousin 0.2; an
    unknown name has something in common only with itself.
    """
    known = taxonomy or taxonomy_with()
    first, second = _named(known, a), _named(known, b)
    if first == second:
        return 1.0
    above, beyond = _ancestors(known, first), _ancestors(known, second)
    shared = (sorted((above[name], beyond[name])) for name in above.keys() & beyond.keys())
    return max((_NEARNESS.get((low, high), 0.0) for low, high in shared), default=0.0)


def distance(a: str, b: str, taxonomy: Taxonomy | None = None) -> float:
    """Return what ``relatedness`` leaves of 1."""
    return 1.0 - relatedness(a, b, taxonomy)


def _named(taxonomy: Taxonomy, name: str) -> str:
    if name in taxonomy.skills:
        return name
    return taxonomy.normalise(name) or name.casefold().strip()


def _ancestors(taxonomy: Taxonomy, name: str) -> dict[str, int]:
    """Return a skill and all above it, each with the fewest steps that lead there."""
    steps = {name: 0}
    level = [name]
    while level:
        above = [
            parent
            for below in level
            if below in taxonomy.skills
            for parent in taxonomy.skills[below].parents
            if parent not in steps
        ]
        for parent in above:
            steps[parent] = steps[level[0]] + 1
        level = list(dict.fromkeys(above))
    return steps
