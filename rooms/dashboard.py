"""The dashboard: many rooms at a glance, one message per quarter of a second."""

from domain.interviews.schemas import FollowDashboard
from domain.interviews.views import SeatView
from rooms.budgets import per_minute
from rooms.interview import RenewSeat
from rooms.registry import DASHBOARD, STAFF, Hall, on
from rooms.seats import Seat
from rooms.wire import RoomsChanged


@on(
    "dashboard.subscribe",
    payload=FollowDashboard,
    ack=RoomsChanged,
    seats=STAFF,
    budget=per_minute(60),
    namespace=DASHBOARD,
)
async def follow_rooms(hall: Hall, seat: Seat, command: FollowDashboard) -> object:
    """Follow the rooms of one job, or all, and get them as they are now."""
    return await hall.follow(seat, command.job_id)


@on(
    "seat.renew",
    payload=RenewSeat,
    ack=SeatView,
    seats=STAFF,
    budget=per_minute(10),
    namespace=DASHBOARD,
)
async def renew_seat(hall: Hall, seat: Seat, command: RenewSeat) -> SeatView:
    """Keep the seat with a fresh access token."""
    await hall.renew_seat(seat, command.token)
    return seat.view
