"""What a language model sees in a résumé where our reader saw nothing.

A value is taken only if the visible text holds its words, and never instead of one that was read.
The name is not asked for: a model that may not learn who somebody is cannot look for it.
"""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from domain.language import prompts
from domain.language.ports import Ask, Data
from domain.language.service import Pseudonyms, find_quote, screen
from domain.resumes.extracting.dates import find_periods
from domain.resumes.extracting.periods import Times, judge, years
from domain.resumes.facts import Fact, Position, ResumeFacts, SkillFound, Span
from domain.skills.service import SuggestedSkills, Taxonomy, accept_skills, ask_for_skills

READ_RESUME = "read_resume"
ASSISTED = 0.5
"""How sure a value is that a model proposed: less than any that a rule read."""
_HEAD_LINES = 4
_Range = tuple[int, int]


class SeenPosition(BaseModel):
    """A job as a model saw it, in the résumé's own words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = Field(default="", max_length=200)
    employer: str = Field(default="", max_length=200)
    dates: str = Field(default="", max_length=100)


class SeenResume(BaseModel):
    """What a model was asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    location: str = Field(default="", max_length=200)
    positions: tuple[SeenPosition, ...] = Field(default=(), max_length=40)


def needs_help(facts: ResumeFacts) -> bool:
    """Tell whether our reader left something open that a model could see."""
    return facts.location is None or not facts.positions


def ask_for_facts(text: str, facts: ResumeFacts) -> Ask[SeenResume]:
    """Return the question to a model, without what identifies the person.

    Where no name was read, the first lines are held back, because the name stands there.
    """
    template = prompts.load(READ_RESUME)
    body = text if facts.name else _without_head(text)
    pseudonyms = Pseudonyms(people=[facts.name.value] if facts.name else [])
    return Ask(
        purpose=READ_RESUME,
        prompt=template.id,
        instructions=template.text,
        schema=SeenResume,
        data=(Data("résumé", pseudonyms.hide(screen(body).text)),),
    )


def assist(facts: ResumeFacts, seen: SeenResume, text: str, today: date) -> ResumeFacts:
    """Return the facts with what was open filled in; ``assisted`` names the fields."""
    filled: dict[str, object] = {}
    place = find_quote(text, seen.location) if facts.location is None else None
    if place is not None:
        filled["location"] = Fact[str](
            value=text[slice(*place)], span=_span(place), confidence=ASSISTED
        )
    if not facts.positions:
        found = [job for each in seen.positions if (job := _position(each, text, today))]
        if found:
            filled["positions"] = [position for position, _ in found]
            filled["experience_years"] = years([t.stretch for _, t in found if t and t.stretch])
    if not filled:
        return facts
    fields = [name for name in ("location", "positions") if name in filled]
    return facts.model_copy(update=filled | {"assisted": [*facts.assisted, *fields]})


def ask_for_more_skills(text: str, facts: ResumeFacts) -> Ask[SuggestedSkills]:
    """Return the question which skills the résumé names, without what identifies the person."""
    body = text if facts.name else _without_head(text)
    people = [facts.name.value] if facts.name else []
    return ask_for_skills(body, Pseudonyms(people=people))


def add_skills(
    facts: ResumeFacts, suggested: SuggestedSkills, text: str, taxonomy: Taxonomy
) -> ResumeFacts:
    """Return the facts with the suggested skills that text and taxonomy bear out."""
    known = [skill.name for skill in facts.skills]
    found = [
        SkillFound(
            name=hit.name,
            category=hit.category,
            years=None,
            spans=[_span((hit.start, hit.end))],
            confidence=hit.confidence,
        )
        for hit in accept_skills(suggested, text, taxonomy, known)
    ]
    if not found:
        return facts
    update = {"skills": [*facts.skills, *found], "assisted": [*facts.assisted, "skills"]}
    return facts.model_copy(update=update)


def _position(seen: SeenPosition, text: str, today: date) -> tuple[Position, Times | None] | None:
    title = find_quote(text, seen.title) if seen.title else None
    if title is None:
        return None
    employer = find_quote(text, seen.employer) if seen.employer else None
    dates = find_quote(text, seen.dates) if seen.dates else None
    periods = find_periods(text[slice(*dates)]) if dates else []
    times = judge(periods[0], today) if periods else None
    spans = [span for span in (title, employer, dates) if span]
    position = Position(
        title=text[slice(*title)],
        company=text[slice(*employer)] if employer else None,
        start=times.start if times else None,
        end=times.end if times else None,
        is_current=bool(times and times.is_current),
        span=_span((min(s[0] for s in spans), max(s[1] for s in spans))),
        confidence=ASSISTED,
    )
    return position, times


def _span(found: _Range) -> Span:
    return Span(start=found[0], end=found[1])


def _without_head(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return "\n".join(lines[_HEAD_LINES:])
