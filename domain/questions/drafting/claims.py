"""Questions about what a résumé says. Nothing that tells who somebody is gets into them."""

import re

from domain.matching.service import scrub
from domain.questions.drafting.items import Item, Point
from domain.questions.drafting.values import ORDER, Claim
from domain.questions.schemas import QuestionType

_LONGEST_QUOTE = 160
_FEWEST_WORDS = 4
_SPACES = re.compile(r"\s+")
_BULLETS = "•*-–·|>▪● \t"
_UNQUOTABLE = re.compile(r"[<>{}\[\]`“”\"]|\b(?:ignore|instructions?|prompt)\b", re.IGNORECASE)
_MOST_YEARS = 60
_WHY = "Finds out how much of what the résumé says about {skill} was the candidate's own work."

_Asked = tuple[str, QuestionType, str, tuple[tuple[str, float], ...]]
_WAYS: tuple[_Asked, ...] = (
    (
        "part",
        "behavioral",
        "What was your own part in it, and what was the hardest decision?",
        (
            ("I separate what I did with {skill} myself from what others did.", 1.5),
            ("I name the hardest decision together with the alternatives that were open.", 1.5),
            ("I say how the result was measured, with figures from before and after.", 1.0),
            ("I tell openly what went wrong or was harder than planned.", 1.0),
            ("I say what I would do differently with {skill} today.", 1.0),
        ),
    ),
    (
        "measure",
        "technical",
        "How did you know that it worked, and what would have told you that it did not?",
        (
            ("I describe the state before the work as a figure or as a concrete complaint.", 1.0),
            ("I name the measurement that showed the effect of the work with {skill}.", 1.5),
            ("I say which other causes could explain the effect and how I ruled them out.", 1.0),
            ("I name the sign that would have made me stop or go back.", 1.5),
            ("I say what part of the measured result was due to my own decisions.", 1.0),
        ),
    ),
    (
        "wrong",
        "behavioral",
        "What went wrong on the way, and how did you deal with it?",
        (
            ("I name a real difficulty in the work with {skill} and its consequences.", 1.0),
            ("I say when and how I noticed it, and whom I told.", 1.5),
            ("I explain the cause and not only the symptom.", 1.5),
            ("I describe the remedy step by step, with my own part in it.", 1.0),
            ("I say what was changed so that it does not happen again.", 1.0),
        ),
    ),
    (
        "why",
        "technical",
        "Why was {skill} the right means for it, and what else could have been used?",
        (
            ("I name concretely the requirement that spoke for {skill}.", 1.5),
            ("I compare at least one alternative with {skill} on that requirement.", 1.5),
            ("I name a disadvantage of the choice that showed up later.", 1.0),
            ("I say who decided and what I contributed to the decision.", 1.0),
            ("I name the conditions under which I would choose differently today.", 1.0),
        ),
    ),
)  # fmt: skip


def claim_items(claim: Claim, number: int, names: tuple[str, ...]) -> tuple[Item, ...]:
    """Return the questions about one claim; texts hold ``{skill}`` for the wording to fill in."""
    opening = _opening(claim, names)
    return tuple(
        Item(
            key=f"claim/{number}/{way}",
            family=f"claim {way}",
            question_type=question_type,
            levels=ORDER,
            ask=f"{opening} {ask}",
            points=tuple(Point(text, weight) for text, weight in points),
            why=_WHY,
            source="claim",
        )
        for way, question_type, ask, points in _WAYS
    )


def _opening(claim: Claim, names: tuple[str, ...]) -> str:
    quote = _clean(claim.sentence, names)
    position = _clean(claim.position, names)
    place = f", and as your position “{position}”" if position else ""
    if quote and len(quote.split()) >= _FEWEST_WORDS:
        about = f"About your position “{position}” you write" if position else "You write"
        return f"{about}: “{quote}”."
    if claim.years is not None and 0 < claim.years <= _MOST_YEARS:
        count = round(claim.years) or 1
        years = f"{count} year{'' if count == 1 else 's'}"
        return (
            f"Your résumé names about {years} of work with {{skill}}{place}. Take one piece of it."
        )
    return f"Your résumé names {{skill}}{place}. Take one piece of that work."


def _clean(text: str | None, names: tuple[str, ...]) -> str | None:
    """Return ``text`` to be quoted; None when it holds anything about the person, or orders."""
    plain = _SPACES.sub(" ", text or "").strip(_BULLETS).rstrip(".;, ")
    if not plain or _UNQUOTABLE.search(plain) or scrub(plain, names) != plain:
        return None
    if len(plain) <= _LONGEST_QUOTE:
        return plain
    return f"{plain[:_LONGEST_QUOTE].rsplit(' ', 1)[0].rstrip(',;')} …"
