"""Skills over REST."""

import pytest

from domain.kit.actor import Role
from tests.factories.server import ON_SQLITE, RunningServer, new_name
from tests.server.api.conftest import Cast
from tests.server.api.shape import assert_error

pytestmark = pytest.mark.asyncio(loop_scope="module")


@ON_SQLITE
@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("PostgreSQL", "PostgreSQL"),
        ("postgres", "PostgreSQL"),
        ("CI/CD", "CI/CD"),
        ("CI%2FCD", "CI/CD"),
        ("C%23", "C#"),
        ("C++", "C++"),
        (".NET", ".NET"),
        ("%E6%9C%BA%E5%99%A8%E5%AD%A6%E4%B9%A0", "Machine learning"),
    ],
)
async def test_a_skill_has_an_address_however_it_is_written(
    shared: RunningServer, cast: Cast, address: str, name: str
) -> None:
    async with shared.http(cast.candidate) as http:
        answer = await http.get(f"/api/skills/{address}")

    assert answer.status_code == 200, answer.text
    assert answer.json()["name"] == name


@ON_SQLITE
@pytest.mark.parametrize("address", ["nothing-like-it-at-all", "%00", "%ff", "x" * 4_000, "+"])
async def test_an_unknown_address_is_a_404(shared: RunningServer, cast: Cast, address: str) -> None:
    async with shared.http(cast.candidate) as http:
        assert_error(await http.get(f"/api/skills/{address}"), 404)


async def test_an_administrator_adds_changes_and_deletes(shared: RunningServer, cast: Cast) -> None:
    token = await shared.sign_in(Role.ADMIN, new_name("admin"))
    name = new_name("skill")
    async with shared.http(token) as http:
        fields = {"name": name, "category": "Sales", "parents": ["Sales"]}
        added = await http.post("/api/admin/skills", json=fields)
        again = await http.post("/api/admin/skills", json=fields)
        key = added.json()["id"]
        changed = await http.patch(f"/api/admin/skills/{key}", json={"aliases": [f"{name} too"]})
        read = await http.get(f"/api/skills/{name} too")
        listed = await http.get("/api/admin/skills")
        gone = await http.delete(f"/api/admin/skills/{key}")
        missing = await http.get(f"/api/skills/{name}")

    assert added.status_code == 201
    assert assert_error(again, 409)["skill"] == name
    assert changed.json()["aliases"] == [f"{name} too"]
    assert read.json()["entry_id"] == key
    assert key in [item["id"] for item in listed.json()["items"]]
    assert gone.json() == {"id": key}
    assert missing.status_code == 404
