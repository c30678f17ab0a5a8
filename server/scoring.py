"""Where answers are scored: in a process of its own, so that the event loop never waits for it."""

import asyncio
import multiprocessing
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import structlog

from domain.scoring.schemas import QuestionSpec, Score, ScoringPolicy
from domain.scoring.scorer import AnswerScorer
from server.adapters.minilm import MODEL_NAME, MiniLmEncoder, ModelUnusable, verify_model

LEXICAL = "lexical"
ScoreOne = Callable[[QuestionSpec, str], Score]

log = structlog.get_logger(__name__)


def open_scorer(model_dir: Path, policy: ScoringPolicy) -> AnswerScorer:
    """Return a scorer; without a usable model in ``model_dir`` it compares words alone."""
    try:
        return AnswerScorer(MiniLmEncoder(model_dir), policy)
    except ModelUnusable:
        return AnswerScorer(None, policy)


class ScoringRoom:
    """Scores one answer after the other, beside the event loop.

    With ``processes`` that is another process, started again should it die; without, a thread of
    this one, which is quicker to start and slower under load.
    """

    def __init__(self, model_dir: Path, policy: ScoringPolicy, processes: int) -> None:
        """Nothing runs before ``start`` or the first answer."""
        self._equipment = (model_dir, policy)
        self._processes = processes
        self._executor: Executor | None = None
        self._score: ScoreOne = _score_there
        self.model = _usable_model(model_dir)

    def start(self) -> None:
        """Load the model in the background."""
        self._open().submit(_ready)

    def close(self) -> None:
        """Let the running answer finish and stop."""
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)

    async def score(self, spec: QuestionSpec, answer: str) -> Score:
        """Return the score of ``answer``."""
        loop = asyncio.get_running_loop()
        executor = self._open()
        try:
            return await loop.run_in_executor(executor, self._score, spec, answer)
        except BrokenProcessPool:
            log.warning("scorer_died")
            if self._executor is executor:
                self._executor = None
            return await loop.run_in_executor(self._open(), self._score, spec, answer)

    def _open(self) -> Executor:
        if self._executor is None and self._processes:
            self._executor = ProcessPoolExecutor(
                1, multiprocessing.get_context("spawn"), _equip, self._equipment
            )
        elif self._executor is None:
            self._executor = ThreadPoolExecutor(1, thread_name_prefix="scorer")
            self._score = open_scorer(*self._equipment).score
        return self._executor


class _There:
    """What the scoring process holds."""

    scorer: AnswerScorer | None = None


def _equip(model_dir: Path, policy: ScoringPolicy) -> None:
    _There.scorer = open_scorer(model_dir, policy)


def _score_there(spec: QuestionSpec, answer: str) -> Score:
    if _There.scorer is None:
        raise RuntimeError("the scoring process was not equipped")
    return _There.scorer.score(spec, answer)


def _ready() -> None:
    """Be run once, so that the executor starts."""


def _usable_model(model_dir: Path) -> str:
    try:
        verify_model(model_dir)
    except ModelUnusable as error:
        log.warning("scoring_model_missing", detail=str(error), fallback=LEXICAL)
        return LEXICAL
    return MODEL_NAME
