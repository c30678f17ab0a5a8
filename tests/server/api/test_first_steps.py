"""What an existing client sends first, word for word: sign up, sign in by form, ask who it is."""

import pytest

from tests.factories.server import ON_SQLITE, RunningServer

pytestmark = pytest.mark.asyncio(loop_scope="module")

JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SIGN_UP = '{"username":"testuser","email":"test@example.com","password":"Test123!@#"}'
SIGN_IN = "username=testuser&password=Test123!@#"


@ON_SQLITE
async def test_a_client_signs_up_signs_in_and_reads_its_account(shared: RunningServer) -> None:
    async with shared.http() as http:
        health = await http.get("/api/health")
        signed_up = await http.post("/api/auth/signup", content=SIGN_UP, headers=JSON)
        signed_in = await http.post("/api/auth/login", content=SIGN_IN, headers=FORM)
        token = signed_in.json()["access_token"]
        me = await http.get("/api/auth/me", headers={"Authorization": f"Bearer {token}"})

    assert health.json() | {"version": ""} == {
        "status": "healthy",
        "version": "",
        "database": "connected",
    }
    assert (signed_up.status_code, signed_in.status_code, me.status_code) == (201, 200, 200)
    assert signed_in.json()["token_type"] == "bearer"
    assert (me.json()["username"], me.json()["role"]) == ("testuser", "candidate")
