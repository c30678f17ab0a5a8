"""Who may call what: every route of the product has a row, and each role is tried."""

import pytest

from server.api.route import GUARDS
from tests.factories.server import ON_SQLITE, RunningServer
from tests.server.api.conftest import Cast
from tests.server.api.shape import assert_error

pytestmark = pytest.mark.asyncio(loop_scope="module")

S = "/api/interview/sessions"
C = "/api/candidates"
# endpoint: (method, path, lowest role; "guest" is somebody with an invite, None is anybody)
ROUTES: dict[str, tuple[str, str, str | None]] = {
    "auth.sign_up": ("POST", "/api/auth/signup", None),
    "auth.log_in": ("POST", "/api/auth/login", None),
    "auth.refresh": ("POST", "/api/auth/refresh", None),
    "auth.log_out": ("POST", "/api/auth/logout", None),
    "auth.me": ("GET", "/api/auth/me", "candidate"),
    "health.read_health": ("GET", "/api/health", None),
    "health.read_liveness": ("GET", "/livez", None),
    "health.read_readiness": ("GET", "/readyz", None),
    "jobs.list_jobs": ("GET", "/api/jobs", None),
    "jobs.read_job": ("GET", "/api/jobs/999999", None),
    "jobs.create_job": ("POST", "/api/createJob", "recruiter"),
    "jobs.post_job": ("POST", "/api/jobs", "recruiter"),
    "applications.apply_for_job": ("POST", "/api/job/apply", None),
    "applications.list_applications": ("GET", "/api/job/999999/applications", "recruiter"),
    "applications.check_application": (
        "GET",
        "/api/job/999999/check-application?receipt=a",
        None,
    ),
    "applications.list_own_applications": ("GET", "/api/job/applications", "candidate"),
    "applications.withdraw_application": (
        "POST",
        "/api/job/applications/999999/withdraw",
        "candidate",
    ),
    "applications.undo_withdrawal": (
        "POST",
        "/api/job/applications/999999/withdraw/undo",
        "candidate",
    ),
    "candidates.list_candidates": ("GET", C, "recruiter"),
    "candidates.list_duplicates": ("GET", f"{C}/duplicates", "recruiter"),
    "candidates.merge_candidates": ("POST", f"{C}/merge", "recruiter"),
    "candidates.undo_merge": ("POST", f"{C}/merges/999999/undo", "recruiter"),
    "candidates.read_candidate": ("GET", f"{C}/999999", "recruiter"),
    "candidates.read_timeline": ("GET", f"{C}/999999/timeline", "recruiter"),
    "candidates.move_status": ("PUT", f"{C}/999999/status", "recruiter"),
    "candidates.undo_status": ("POST", f"{C}/999999/status/undo", "recruiter"),
    "candidates.list_notes": ("GET", f"{C}/999999/notes", "recruiter"),
    "candidates.write_note": ("POST", f"{C}/999999/notes", "recruiter"),
    "candidates.edit_note": ("PUT", f"{C}/999999/notes/1", "recruiter"),
    "candidates.delete_note": ("DELETE", f"{C}/999999/notes/1", "recruiter"),
    "candidates.set_tags": ("PUT", f"{C}/999999/tags", "recruiter"),
    "candidates.suggest_tags": ("GET", "/api/tags", "recruiter"),
    "questions.write_question": ("POST", "/api/questions", "recruiter"),
    "questions.approve_questions": ("POST", "/api/questions/approve", "expert"),
    "questions.list_approved": ("GET", "/api/questions/approved/999999", "candidate"),
    "interviews.schedule_session": ("POST", S, "recruiter"),
    "interviews.list_sessions": ("GET", S, "guest"),
    "interviews.read_session": ("GET", f"{S}/999999", "guest"),
    "interviews.move_session": ("PATCH", f"{S}/999999", "recruiter"),
    "interviews.cancel_session": ("DELETE", f"{S}/999999", "recruiter"),
    "interviews.invite_candidate": ("POST", f"{S}/999999/invite", "recruiter"),
    "interviews.read_snapshot": ("GET", f"{S}/999999/snapshot", "guest"),
    "interviews.read_events": ("GET", f"{S}/999999/events", "guest"),
    "interviews.save_draft": ("PUT", f"{S}/999999/answers/1/draft", "guest"),
    "interviews.submit_answer": ("POST", f"{S}/999999/answers/1", "guest"),
    "rooms.start_room": ("POST", f"{S}/999999/start", "recruiter"),
    "rooms.pause_room": ("POST", f"{S}/999999/pause", "recruiter"),
    "rooms.resume_room": ("POST", f"{S}/999999/resume", "recruiter"),
    "rooms.end_room": ("POST", f"{S}/999999/end", "recruiter"),
    "rooms.push_question": ("POST", f"{S}/999999/push", "recruiter"),
}
LADDER = ("nobody", "guest", "candidate", "recruiter", "expert", "admin")


async def test_every_route_has_a_row() -> None:
    assert set(GUARDS) == set(ROUTES)


@ON_SQLITE
# Signing out would end what the rest of the table needs; it has tests of its own.
@pytest.mark.parametrize("endpoint", [name for name in ROUTES if name != "auth.log_out"])
async def test_a_route_is_open_to_its_role_and_above(
    shared: RunningServer, cast: Cast, endpoint: str
) -> None:
    method, path, lowest = ROUTES[endpoint]
    scene = await shared.scene()
    headers = {
        "nobody": {},
        "guest": {"Authorization": f"Invite {scene.invite}"},
    } | {role: {"Authorization": f"Bearer {getattr(cast, role)}"} for role in LADDER[2:]}
    async with shared.http() as http:
        for place, role in enumerate(LADDER):
            answer = await http.request(method, path, headers=headers[role])

            if lowest is None or place >= LADDER.index(lowest):
                assert answer.status_code not in {401, 403} or path.startswith("/api/auth/")
            else:
                assert_error(answer, 401 if place < 2 else 403)


FOREIGN = [
    ("GET", ""),
    ("GET", "/snapshot"),
    ("GET", "/events"),
    ("PUT", "/answers/{question}/draft"),
    ("POST", "/answers/{question}"),
]
BODIES = {
    "PUT": {"client_id": "tab", "base_rev": 0, "rev": 1, "text": "a"},
    "POST": {"rev": 0, "text_sha256": "0" * 64},
}


@pytest.mark.parametrize(("method", "path"), FOREIGN)
async def test_an_unknown_and_a_foreign_interview_look_the_same(
    shared: RunningServer, cast: Cast, method: str, path: str
) -> None:
    scene, other = await shared.scene(), await shared.scene()
    for proof in (f"Bearer {cast.candidate}", f"Invite {other.invite}"):
        async with shared.http(Authorization=proof) as http:
            said = []
            for session_id in (scene.session_id, 999_999):
                url = f"{S}/{session_id}" + path.format(question=scene.questions[0])
                answer = await http.request(method, url, json=BODIES.get(method))
                error = assert_error(answer, 404, "NotFound")
                said.append(error["message"])

        assert said[0] == said[1]


@ON_SQLITE
@pytest.mark.parametrize(("method", "path"), FOREIGN[3:])
async def test_an_interviewer_cannot_answer_for_the_candidate(
    shared: RunningServer, method: str, path: str
) -> None:
    scene = await shared.scene()

    async with shared.http(scene.token) as http:
        url = f"{S}/{scene.session_id}" + path.format(question=scene.questions[0])
        assert_error(await http.request(method, url, json=BODIES[method]), 404)


async def test_candidates_list_their_own_interviews_only(shared: RunningServer, cast: Cast) -> None:
    scene = await shared.scene()

    async with shared.http(Authorization=f"Invite {scene.invite}") as guest:
        own = (await guest.get(S)).json()
    async with shared.http(cast.candidate) as stranger:
        none = (await stranger.get(S)).json()

    assert [item["id"] for item in own["items"]] == [scene.session_id]
    assert none == {"items": [], "next_cursor": None, "total": 0}
