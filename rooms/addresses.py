"""The names under which sockets are grouped."""


def staff_room(session_id: int) -> str:
    """Return the name of the sockets of a room's interviewers and observers."""
    return f"{session_id}:staff"


def candidate_room(session_id: int) -> str:
    """Return the name of the sockets of a room's candidate."""
    return f"{session_id}:candidate"


def dashboard_room(job_id: int | None) -> str:
    """Return the name of the dashboards that follow one job, or all."""
    return "all" if job_id is None else f"job:{job_id}"
