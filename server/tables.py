"""All tables of the product, imported once so that migrations and tests see them."""

from typing import Any

from domain.accounts import models as accounts
from domain.api_keys import models as api_keys
from domain.audit import models as audit
from domain.candidates import models as candidates
from domain.interviews import models as interviews
from domain.jobs import models as jobs
from domain.kit import jobs as background
from domain.kit import search
from domain.kit.tables import Base
from domain.kits import models as kits
from domain.language import models as language
from domain.matching import models as matching
from domain.messaging import models as messaging
from domain.questions import models as questions
from domain.resumes import models as resumes
from domain.skills import models as skills
from domain.video import inbox_models as video_inbox
from domain.video import models as video
from domain.video import recording_models as video_recordings
from domain.video import stream_models as video_streams
from domain.webhooks import models as webhooks

FEATURES = (
    accounts,
    api_keys,
    audit,
    background,
    candidates,
    interviews,
    jobs,
    kits,
    language,
    matching,
    messaging,
    questions,
    resumes,
    search,
    skills,
    video,
    video_inbox,
    video_recordings,
    video_streams,
    webhooks,
)
metadata = Base.metadata


_MADE_BY_MIGRATIONS = ("search_words", "ix_search_documents_words")


def is_ours(_object: Any, name: str | None, kind: str, _reflected: object, _other: object) -> bool:
    """Tell Alembic what the models describe: all but the full-text index of either database."""
    if kind == "column" and name == "words":
        return False
    return name is None or not name.startswith(_MADE_BY_MIGRATIONS)
