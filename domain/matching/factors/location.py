"""Whether somebody lives where the work is, or says that they would move there."""

from domain.kit.search import folded
from domain.matching.batch import Batch, Judged
from domain.matching.digest import Digest
from domain.matching.evidence import Reasons, plain
from domain.matching.scrubbing import town_of
from domain.matching.stating import Preferences

SAME_REGION = 0.5
WOULD_MOVE = 0.8


def judge(place: str | None, batch: Batch) -> Judged | None:
    """Return 1 for the same town, less for the same region or country; None where none is asked."""
    if not place:
        return None
    asked = _parts(town_of(place))
    return batch.each(
        lambda digest: (digest.places, digest.preferences),
        lambda stated: _value(asked, *stated),
    )


def explain(place: str, digest: Digest, value: float | None) -> Reasons:
    """Return the job's place beside the person's."""
    said = [", ".join(digest.places)] if digest.places else []
    found = "; ".join([*said, *(["would move"] if digest.preferences.relocates else [])]) or None
    return plain(place, found, value, f"Living in {place}, or the wish to move there.")


def _value(asked: list[str], places: tuple[str, ...], preferences: Preferences) -> float | None:
    moves = preferences.relocates
    if not places:
        return WOULD_MOVE if moves else None
    held = _parts(places)
    if asked and asked[0] in held:
        return 1.0
    near = SAME_REGION if set(asked) & set(held) else 0.0
    return max(near, WOULD_MOVE) if moves else near


def _parts(places: tuple[str, ...]) -> list[str]:
    return [folded(part) for part in places]
