"""One interview over real sockets, by the contract alone."""

from tests.factories.server import RunningServer, sha256


async def test_an_answer_is_typed_saved_and_handed_in(server: RunningServer) -> None:
    scene = await server.scene()
    recruiter = await server.join(scene.session_id, token=scene.token)
    candidate = await server.join(scene.session_id, invite=scene.invite)
    question = scene.questions[0]
    await recruiter.call("room.start")
    await recruiter.call("question.push", question_id=question)

    saved = await candidate.call(
        "answer.edit",
        question_id=question,
        client_id="tab",
        base_rev=0,
        rev=1,
        splices=[{"at": 0, "remove": 0, "insert": "Everything is a resource."}],
    )
    handed_in = await candidate.call(
        "answer.submit",
        question_id=question,
        rev=1,
        text_sha256=sha256("Everything is a resource."),
        idempotency_key="once",
    )

    assert saved["data"]["rev"] == 1
    assert handed_in["data"]["text"] == "Everything is a resource."
    submitted = await recruiter.hear("answer.submitted")
    assert submitted["data"]["text"] == "Everything is a resource."
    await recruiter.leave()
    await candidate.leave()
