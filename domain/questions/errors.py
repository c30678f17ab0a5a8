"""What the question bank refuses."""

from domain.kit.errors import DomainError, Kind


class OwnQuestion(DomainError):
    """An author tried to decide on their own words."""

    kind = Kind.FORBIDDEN
    message = "You wrote one of these questions. Ask another expert to review it."


class OwnEdit(DomainError):
    """A reviewer tried to approve words that they wrote with the approval."""

    kind = Kind.FORBIDDEN
    message = (
        "Approving with these edits would make you the author of what you approve. "
        "Edit the question and ask another expert, or change only the time limit and the reason."
    )


class QuestionNotApproved(DomainError):
    """The question cannot be asked because it is not approved."""

    kind = Kind.CONFLICT
    message = "Only approved questions can be asked."


class ImpossibleStep(DomainError):
    """The question's state does not allow this; ``possible`` in the details lists what it does."""

    kind = Kind.CONFLICT
    message = "The question's state does not allow this."


class QuestionChanged(DomainError):
    """Somebody wrote a newer version since the question was read."""

    kind = Kind.CONFLICT
    message = "Somebody changed this question meanwhile. Load it again and repeat your change."


class NotYourComment(DomainError):
    """Only who wrote a comment may change it."""

    kind = Kind.FORBIDDEN
    message = "Only its author can change this comment. Write one of your own."
