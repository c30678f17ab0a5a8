"""Skills that a language model saw in a text; what text and taxonomy do not bear out is dropped."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict, Field

from domain.language import prompts
from domain.language.ports import Ask, Data
from domain.language.service import Pseudonyms, find_quote, screen
from domain.skills.catalogue import Taxonomy
from domain.skills.finding import SkillHit

EXTRACT_SKILLS = "extract_skills"
SUGGESTED = 0.6
"""How sure a suggested skill is: less than any that a rule found."""


class SuggestedSkill(BaseModel):
    """A skill by any of its names, with the text's words for it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(max_length=100)
    quote: str = Field(max_length=300)


class SuggestedSkills(BaseModel):
    """What a model was asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    skills: tuple[SuggestedSkill, ...] = Field(max_length=150)


def ask_for_skills(text: str, pseudonyms: Pseudonyms) -> Ask[SuggestedSkills]:
    """Return the question which skills ``text`` names, without people's names and addresses."""
    template = prompts.load(EXTRACT_SKILLS)
    return Ask(
        purpose=EXTRACT_SKILLS,
        prompt=template.id,
        instructions=template.text,
        schema=SuggestedSkills,
        data=(Data("text", pseudonyms.hide(screen(text).text)),),
    )


def accept_skills(
    suggested: SuggestedSkills, text: str, taxonomy: Taxonomy, known: Iterable[str] = ()
) -> list[SkillHit]:
    """Return the suggestions whose words stand in ``text`` and whose name is in the taxonomy.

    Those in ``known`` are left out, and each is taken once, at its first quote.
    """
    seen = set(known)
    categories = {skill.name: skill.category for skill in taxonomy.named}
    hits: list[SkillHit] = []
    for each in suggested.skills:
        name = taxonomy.normalise(each.name)
        span = find_quote(text, each.quote)
        if name is None or span is None or name in seen:
            continue
        seen.add(name)
        hits.append(SkillHit(name, categories[name], *span, SUGGESTED))
    return hits
