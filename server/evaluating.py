"""Asking a language model about scored answers."""

from functools import partial

import structlog

from domain.interviews.evaluating import ask_about, evaluate, read_judged, store_evaluation
from domain.kit.actor import SYSTEM
from domain.kit.work import WorkShop
from domain.language.errors import ModelDown, ModelGarbled
from domain.language.ports import LanguageModel
from domain.scoring.schemas import ScoringPolicy
from server.jobs import Conclusion

log = structlog.get_logger(__name__)


class Evaluator:
    """Asks about one answer after the other; a model that is down leaves the score as it is."""

    def __init__(
        self, workshop: WorkShop, model: LanguageModel, policy: ScoringPolicy, tolerance: float
    ) -> None:
        """``tolerance`` is how far an opinion may move the overall score, in points of 10."""
        self._workshop = workshop
        self._model = model
        self._policy = policy
        self._tolerance = tolerance

    async def evaluate_answer(self, session_id: int, question_id: int) -> Conclusion | None:
        """Return the storing of a weighed opinion, None where there is none."""
        async with self._workshop.look(SYSTEM) as work:
            judged = await read_judged(work, session_id, question_id)
        if judged is None:
            return None
        try:
            reply = await self._model.ask(ask_about(judged)[0])
        except (ModelDown, ModelGarbled) as refusal:
            log.info("answer_not_evaluated", reason=refusal.code, session_id=session_id)
            return None
        evaluation = evaluate(judged, reply, self._policy, self._tolerance)
        return partial(
            store_evaluation,
            session_id=session_id,
            question_id=question_id,
            evaluation=evaluation,
        )
