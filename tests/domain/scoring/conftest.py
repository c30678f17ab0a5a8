from collections.abc import Callable

import pytest

from domain.scoring import AnswerScorer, Encoder
from server.adapters.minilm import MiniLmEncoder
from tests.domain.scoring.model import pulled_model_dir


@pytest.fixture(scope="session")
def minilm() -> MiniLmEncoder:
    return MiniLmEncoder(pulled_model_dir())


@pytest.fixture(scope="session", params=["lexical", "minilm-int8"])
def encoder(request: pytest.FixtureRequest) -> Encoder | None:
    if request.param == "lexical":
        return None
    return MiniLmEncoder(pulled_model_dir())


@pytest.fixture(scope="session")
def scorer(encoder: Encoder | None) -> AnswerScorer:
    return AnswerScorer(encoder)


@pytest.fixture(scope="session")
def new_scorer(encoder: Encoder | None) -> Callable[[], AnswerScorer]:
    return lambda: AnswerScorer(encoder)


@pytest.fixture(scope="session")
def minilm_scorer(minilm: MiniLmEncoder) -> AnswerScorer:
    return AnswerScorer(minilm)
