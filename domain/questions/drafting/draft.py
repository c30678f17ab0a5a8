"""From a brief and a seed to drafts: the same ones each time."""

from domain.questions.drafting.choosing import Chooser
from domain.questions.drafting.composing import compose
from domain.questions.drafting.pools import claims_for, pools_for, skills_of
from domain.questions.drafting.values import TYPES, DraftBrief, Drafted
from domain.skills.service import Taxonomy, taxonomy_with


def draft(brief: DraftBrief, seed: int, taxonomy: Taxonomy | None = None) -> Drafted:
    """Return up to ``brief.count`` drafts, none like another nor like what is ``taken``.

    Brief, seed and material decide, so the same call returns the same drafts. The first call
    reads the material (some 0.3 s, so keep it off the event loop; MaterialInvalid for a broken
    file); later ones take milliseconds.
    """
    known = taxonomy or taxonomy_with()
    skills = skills_of(brief, known)
    chooser = Chooser(brief, skills)
    chooser.take_claims(claims_for(brief, skills, seed))
    chooser.fill_up(pools_for(brief, skills, known, seed))
    drafts = tuple(compose(chosen, brief.difficulty) for chosen in chooser.chosen)
    return Drafted(drafts, _shortfall(brief, len(drafts)))


def _shortfall(brief: DraftBrief, count: int) -> str | None:
    if count >= brief.count:
        return None
    wider = (
        " Allow more types of questions" if set(brief.types) != set(TYPES) else " Name more skills"
    )
    return (
        f"There are {count} different questions of {brief.difficulty} level for these skills that "
        f"the bank does not hold yet, not {brief.count}.{wider} or choose a neighbouring level."
    )
