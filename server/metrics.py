"""Figures for Prometheus."""

from prometheus_client import Counter, Gauge, Histogram

from domain.interviews.journal import AnswerEdited
from domain.interviews.live import ScorePartial
from domain.kit.work import Announcement
from domain.language.events import AnswerReused, ModelAsked
from server.context import House

EDITS = Counter("greenroom_edits_saved", "Answer edits committed and acknowledged.")
PARTIALS = Histogram(
    "greenroom_partial_score_ms",
    "Time the scorer took for one partial score, in milliseconds.",
    buckets=(1, 2, 5, 10, 20, 50, 100, 200, 500),
)
SEATS = Gauge("greenroom_seats", "Sockets that are seated on this node.")
WAITING = Gauge("greenroom_rooms_waiting_for_score", "Rooms whose newest text is not scored yet.")
AI_CALLS = Counter("greenroom_ai_calls", "Calls of the language model.", ["provider", "outcome"])
AI_TOKENS = Counter("greenroom_ai_tokens", "Tokens it read and wrote.", ["provider", "direction"])
AI_DOLLARS = Counter("greenroom_ai_dollars", "What it cost by the set prices.", ["provider"])
AI_REUSED = Counter("greenroom_ai_reused", "Questions answered from memory.", ["provider"])
DROPPED = Gauge("greenroom_messages_dropped", "Droppable messages that slow clients did not get.")
HOST_EVENTS = Counter(
    "greenroom_meeting_events",
    "Events of the host of meetings: stored, known already, refused for their signature.",
    ["outcome"],
)


def observe(house: House) -> None:
    """Keep the figures of this process up to date."""
    house.workshop.listen(_hear)
    SEATS.set_function(lambda: len(house.gateway.seats))
    WAITING.set_function(lambda: house.live.waiting)
    DROPPED.set_function(lambda: house.gateway.sio.dropped)


def _hear(announcement: Announcement) -> None:
    if isinstance(announcement, AnswerEdited):
        EDITS.inc()
    elif isinstance(announcement, ScorePartial):
        PARTIALS.observe(announcement.took_ms)
    elif isinstance(announcement, ModelAsked):
        _count_call(announcement)
    elif isinstance(announcement, AnswerReused):
        AI_REUSED.labels(announcement.provider).inc()


def _count_call(call: ModelAsked) -> None:
    AI_CALLS.labels(call.provider, call.outcome).inc()
    AI_TOKENS.labels(call.provider, "read").inc(call.usage.input_tokens)
    AI_TOKENS.labels(call.provider, "written").inc(call.usage.output_tokens)
    AI_DOLLARS.labels(call.provider).inc(float(call.cost))
