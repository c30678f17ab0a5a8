"""Views of who was in an interview's meeting."""

from domain.interviews.service import PersonRole
from domain.kit.fields import Moment, View


class StayView(View):
    """One time that somebody was in the meeting; ``left_at`` is None while they are there."""

    joined_at: Moment
    left_at: Moment | None
    seconds: int


class ParticipantView(View):
    """Somebody in the meeting; ``seconds`` counts all their stays, up to now for who is there.

    The host's events are kept for 30 days; of older meetings only the newest stay is known.
    """

    participant_id: int
    role: PersonRole
    name: str | None
    stays: list[StayView]
    seconds: int
    is_there: bool


class ParticipantsView(View):
    """Who was in an interview's meeting, in the order of first being heard of."""

    items: list[ParticipantView]
