"""How a question is fitted to a level that is one away from its own, and what a level expects."""

from domain.questions.drafting.items import Item, Point
from domain.questions.drafting.values import ORDER
from domain.questions.schemas import Difficulty

_FOLLOW_UPS: dict[Difficulty, tuple[tuple[str, str], ...]] = {
    "beginner": (),
    "intermediate": (
        (
            "Take an example from your own work.",
            "A concrete example from my own work shows where this came up and what I did.",
        ),
        (
            "How do you notice in practice whether it was right?",
            "I name the sign or check by which I see in practice that it was right.",
        ),
        (
            "Which mistake is made most often there?",
            "I name the mistake that is made most often and how it is avoided.",
        ),
    ),
    "advanced": (
        (
            "What does that cost, and how do you check that it was worth it?",
            "I name what this way costs and the check that shows it was worth it.",
        ),
        (
            "In which case does the usual answer fail?",
            "I describe a real case in which the usual way fails, and what I do there instead.",
        ),
        (
            "What would you examine first if it did not work?",
            "I name what I examine first when it does not work, and why just that.",
        ),
    ),
    "expert": (
        (
            "When would you decide differently?",
            "I name the conditions under which I decide differently, with an example.",
        ),
        (
            "How do you teach others to judge that?",
            "I say how others learn to judge this themselves, and how I know that they do.",
        ),
        (
            "Which widespread opinion about it do you think is wrong?",
            "I name a widespread opinion that I think is wrong, with the evidence against it.",
        ),
        (
            "Where does your answer reach its limits?",
            "I name the limits of my answer and what has to be found out beyond them.",
        ),
    ),
}
_SCOPE: dict[Difficulty, str] = {
    "beginner": "I say what I did myself, where I needed help, and whom I asked for it in time.",
    "intermediate": "I planned and carried my part out on my own and stood by its result.",
    "advanced": "What I did changed how the colleagues around me work, and I say how.",
    "expert": "The effect reached beyond my own team and lasted, and I say how I know that.",
}
_MOST_POINTS = 6
_ESSENTIALS = 3


def steps(item: Item, level: Difficulty) -> int:
    """Return how many levels ``level`` is away from those the item fits; 0 when it fits."""
    wanted = ORDER.index(level)
    return min(abs(wanted - ORDER.index(own)) for own in item.levels)


def fitted(item: Item, level: Difficulty, turn: int) -> tuple[str, tuple[Point, ...]]:
    """Return question and points for ``level``, at most one level from the item's own.

    A harder level is asked further, with a point for the answer; ``turn`` counts the questions so
    far, so that the follow-ups alternate. An easier level expects the essentials. Experiences are
    the same question at each level, but differ in how far they reach.
    """
    if item.question_type == "behavioral":
        return item.ask, (*item.points, Point(_SCOPE[level]))[:_MOST_POINTS]
    if level in item.levels:
        return item.ask, item.points
    if all(ORDER.index(own) > ORDER.index(level) for own in item.levels):
        most = max(_ESSENTIALS, len(item.points) - 1)
        return f"{item.ask} The essentials are enough.", item.points[:most]
    follow_ups = _FOLLOW_UPS[level]
    ask, point = follow_ups[turn % len(follow_ups)]
    return f"{item.ask} {ask}", (*item.points, Point(point))[:_MOST_POINTS]
