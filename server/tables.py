"""All tables of the product, imported once so that migrations and tests see them."""

from domain.accounts import models as accounts
from domain.api_keys import models as api_keys
from domain.audit import models as audit
from domain.candidates import models as candidates
from domain.interviews import models as interviews
from domain.jobs import models as jobs
from domain.kit import jobs as background
from domain.kit.tables import Base
from domain.messaging import models as messaging
from domain.questions import models as questions

FEATURES = (
    accounts,
    api_keys,
    audit,
    background,
    candidates,
    interviews,
    jobs,
    messaging,
    questions,
)
metadata = Base.metadata
