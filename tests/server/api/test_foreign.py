"""What is somebody else's looks like what does not exist."""

import pytest

from tests.factories.server import ON_SQLITE, RunningServer
from tests.server.api.conftest import Cast
from tests.server.api.shape import assert_error

pytestmark = pytest.mark.asyncio(loop_scope="module")

S = "/api/interview/sessions"
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
