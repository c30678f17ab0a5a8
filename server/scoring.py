"""Where answers are scored: in a process of its own, so that the event loop never waits for it."""

from collections.abc import Sequence
from pathlib import Path

import structlog

from domain.scoring.lexical import LexicalEncoder
from domain.scoring.ports import Vectors
from domain.scoring.schemas import QuestionSpec, Score, ScoringPolicy
from domain.scoring.scorer import AnswerScorer
from server.adapters.minilm import MODEL_NAME, MiniLmEncoder, ModelUnusable, verify_model
from server.aside import Aside

LEXICAL = "lexical"

log = structlog.get_logger(__name__)


def open_scorer(model_dir: Path, policy: ScoringPolicy) -> AnswerScorer:
    """Return a scorer; without a usable model in ``model_dir`` it compares words alone."""
    return AnswerScorer(open_encoder(model_dir), policy)


def open_encoder(model_dir: Path) -> MiniLmEncoder | None:
    """Return the language model of ``model_dir``, or None where it is not usable."""
    try:
        return MiniLmEncoder(model_dir)
    except ModelUnusable:
        return None


class ScoringRoom:
    """Scores one answer after the other, beside the event loop."""

    def __init__(self, model_dir: Path, policy: ScoringPolicy, processes: int) -> None:
        """Nothing runs before ``start`` or the first answer."""
        self._aside = Aside(open_scorer, model_dir, policy, name="scorer", processes=processes)
        self.model, version = _usable_model(model_dir)
        self.encoder = f"{self.model}:{version}"
        """Name and version of what turns texts into vectors."""

    def start(self) -> None:
        """Load the model in the background."""
        self._aside.start()

    def close(self) -> None:
        """Let the running answer finish and stop."""
        self._aside.close()

    async def score(self, spec: QuestionSpec, answer: str) -> Score:
        """Return the score of ``answer``."""
        return await self._aside.use(AnswerScorer.score, spec, answer)

    async def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one vector per text; a few texts at a time, for answers wait behind them."""
        return await self._aside.use(AnswerScorer.encode, texts)


def _usable_model(model_dir: Path) -> tuple[str, str]:
    """Return name and version of the encoder to use."""
    try:
        return MODEL_NAME, verify_model(model_dir)
    except ModelUnusable as error:
        log.warning("scoring_model_missing", detail=str(error), fallback=LEXICAL)
        return LEXICAL, LexicalEncoder.version
