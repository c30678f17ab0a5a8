"""All tables of the product, imported once so that migrations and tests see them."""

from domain.accounts import models as accounts
from domain.audit import models as audit
from domain.candidates import models as candidates
from domain.interviews import models as interviews
from domain.jobs import models as jobs
from domain.kit import jobs as background
from domain.kit.tables import Base
from domain.questions import models as questions
from domain.webhooks import models as webhooks

FEATURES = (accounts, audit, background, candidates, interviews, jobs, questions, webhooks)
metadata = Base.metadata
