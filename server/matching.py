"""Where matches are computed: in a process of its own, which lets everything else go first."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from domain.kit.actor import SYSTEM
from domain.kit.work import WorkShop
from domain.matching.calculator import Calculator
from domain.matching.digest import Digest
from domain.matching.engine import Scored
from domain.matching.features import VERSION
from domain.matching.ports import SkillSpace
from domain.matching.service import take_facts
from domain.matching.wanted import Wanted
from domain.resumes.service import facts_of
from server.adapters.minilm import ModelUnusable, verify_model
from server.aside import Aside
from server.calculating import open_calculator
from server.jobs import Conclusion
from server.scoring import LEXICAL

NICE = 10


class MatchingRoom:
    """The domain's ``Engine``, beside the event loop. Its process starts with the first use."""

    def __init__(self, model_dir: Path, keys: Sequence[str], processes: int) -> None:
        """Nothing runs yet."""
        self._aside = Aside(
            open_calculator, model_dir, keys, name="matching", processes=processes, nice=NICE
        )
        self.version = f"{VERSION}:{_version_of(model_dir)}"

    def close(self) -> None:
        """Let the running call finish and stop."""
        self._aside.close()

    async def terms(self, text: str, corpus: Sequence[str]) -> dict[str, float]:
        """Return the words of a job's ``text`` with their weight among the ``corpus``."""
        return await self._aside.use(Calculator.terms, text, corpus)

    async def meaning(self, text: str) -> list[int]:
        """Return the meaning vector of ``text``."""
        return await self._aside.use(Calculator.meaning, text)

    async def pack(self, digests: Sequence[Digest]) -> list[str]:
        """Return the sealed features of each digest."""
        return await self._aside.use(Calculator.pack, digests)

    async def score(self, wanted: Wanted, packed: Sequence[tuple[int, str]]) -> list[Scored]:
        """Return the score of each application."""
        return await self._aside.use(Calculator.score, wanted, packed)


class ResumeTaker:
    """Hands on to matching what was read from résumés."""

    def __init__(self, workshop: WorkShop, skills: SkillSpace) -> None:
        """``skills`` name what positions and jobs have in common."""
        self._workshop = workshop
        self._skills = skills

    async def take(self, resume_id: int) -> Conclusion | None:
        """Return how to take in one résumé; None if there is nothing to take."""
        async with self._workshop.look(SYSTEM) as work:
            found = await facts_of(work, resume_id)
        if found is None:
            return None
        application_id, facts, text = found
        return partial(
            take_facts,
            application_id=application_id,
            facts=facts,
            text=text,
            skills=self._skills,
        )


def _version_of(model_dir: Path) -> str:
    try:
        return verify_model(model_dir)
    except ModelUnusable:
        return LEXICAL
