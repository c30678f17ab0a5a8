"""From a command to what is to be drafted: the job, its skills, what a résumé says of them."""

from domain.candidates.service import find_person
from domain.jobs.service import find_job
from domain.kit.actor import Actor
from domain.kit.errors import FieldsInvalid
from domain.kit.work import Work
from domain.questions.drafting import Claim, DraftBrief
from domain.questions.generating.errors import NoSkills
from domain.questions.generating.schemas import GenerateQuestions
from domain.resumes.facts import ResumeFacts, SkillFound
from domain.resumes.service import newest_facts
from domain.skills.service import Taxonomy, known_skills, skill_names

_SENTENCE_ENDS = ".!?\n•"


async def complete(work: Work, actor: Actor, command: GenerateQuestions) -> GenerateQuestions:
    """Return the command with its skills by their names in the taxonomy.

    Raises NotFound for the job or candidate, NoSkills, FieldsInvalid for an unknown skill.
    """
    job = await find_job(work, actor, command.job_id)
    taxonomy = await known_skills(work)
    if command.candidate_id is not None:
        await find_person(work, actor, command.candidate_id)
    if command.skills is None:
        skills = skill_names(taxonomy, job.skills_required)
        if not skills:
            raise NoSkills
    else:
        skills = [_known(taxonomy, name) for name in command.skills]
    return command.model_copy(update={"skills": list(dict.fromkeys(skills))[:20]})


def _known(taxonomy: Taxonomy, written: str) -> str:
    name = taxonomy.normalise(written)
    if name is None:
        near = taxonomy.closest(written[:60])
        hint = f" Did you mean {', '.join(near)}?" if near else " Choose one that the list offers."
        raise FieldsInvalid(fields={"skills": f"There is no skill {written}.{hint}"})
    return name


async def brief_for(
    work: Work, actor: Actor, command: GenerateQuestions, taken: list[str]
) -> DraftBrief:
    """Return the brief of a complete command; ``taken`` are questions that exist already."""
    job = await find_job(work, actor, command.job_id)
    claims: tuple[Claim, ...] = ()
    names: tuple[str, ...] = ()
    if command.candidate_id is not None:
        found = await newest_facts(work, actor, command.candidate_id)
        person = await find_person(work, actor, command.candidate_id)
        names = (person.name,)
        if found is not None:
            facts, text = found
            claims = tuple(_claim(skill, facts, text) for skill in facts.skills)
            names += (facts.name.value,) if facts.name else ()
            names += tuple(p.company for p in facts.positions if p.company)
    return DraftBrief(
        job_title=job.title,
        skills=tuple(command.skills or ()),
        difficulty=command.difficulty,
        count=command.count,
        types=tuple(command.types),
        level=job.experience_level,
        description=job.description,
        claims=claims,
        taken=tuple(taken),
        names=names,
    )


def _claim(skill: SkillFound, facts: ResumeFacts, text: str) -> Claim:
    start, end = skill.spans[0].start, skill.spans[0].end
    titles = [p.title for p in facts.positions if p.span.start <= start < p.span.end]
    return Claim(
        skill=skill.name,
        years=skill.years,
        sentence=_sentence(text, start, end),
        position=titles[0] if titles else None,
    )


def _sentence(text: str, start: int, end: int) -> str:
    first = max(text.rfind(mark, 0, start) for mark in _SENTENCE_ENDS) + 1
    ends = [place for mark in _SENTENCE_ENDS if (place := text.find(mark, end)) >= 0]
    return text[first : min(ends, default=len(text))].strip()
