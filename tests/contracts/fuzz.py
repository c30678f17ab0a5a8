"""``python -m tests.contracts.fuzz --cases 2000``: schemathesis against the running product.

Everything in the OpenAPI document is asked with good and with broken data, as every role, with all
checks of the tool on. What it must never find: a server error, a status or a body that the contract
does not name, broken input that is taken, good input that is not understood, and so on.
"""

import argparse
import asyncio
import json
import math
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvloop

from server.app import open_workshop
from server.cli.contracts import read_openapi
from server.cli.data import load_demo_company
from server.config import Settings, load_settings
from server.logs import configure_logs
from server.migrate import migrate
from tests.conftest import running
from tests.factories.server import RunningServer

ROLES = ("nobody", "guest", "candidate", "recruiter", "expert", "admin")
PHASES = "examples,coverage,fuzzing"
# What ends the sign-in that the rest of a role's run needs is tried by nobody alone.
ENDS_SIGN_IN = (
    "account_change_password",
    "account_end_other_sessions",
    "account_end_session",
    "admin_users_change_user",
    "admin_users_remove_totp",
    "admin_users_revoke_sessions",
    "auth_log_out",
    "totp_enable_totp",
)
# Rules that JSON Schema cannot say: a time in the future, ids of one's own, a cursor we gave,
# a file that is what it should be.
CONFIG = """
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "3xx", 401, 403, 404, 409, 415, 422, 429]
"""
_KINDS = {
    "ServerError": "server errors",
    "UndefinedStatusCode": "undocumented statuses",
    "JsonSchemaError": "schema violations",
}


@dataclass(slots=True)
class Findings:
    """How many cases were tried, and what was found, by kind."""

    cases: int = 0
    found: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, role: str, report: dict[str, Any]) -> None:
        """Take in the report of one role's run."""
        self.cases += report["test_cases"]["generated"]
        for failure in report["failures"]:
            self.counts[_KINDS.get(failure["type"], "other findings")] += failure["count"]
            self.found.append(f"{role}: {failure['title']}: {', '.join(failure['operations'])}")
        for error in report["errors"]:
            self.counts["errors of the tool"] += 1
            self.found.append(f"{role}: {error}")

    def as_text(self) -> str:
        """Return the figures, and each finding on a line of its own."""
        kinds = [*_KINDS.values(), "other findings", "errors of the tool"]
        figures = [f"{self.cases} cases", *(f"{self.counts[kind]} {kind}" for kind in kinds)]
        return "\n".join([", ".join(figures), *self.found])


async def fuzz(
    folder: Path, *, each: int, seed: int, roles: Iterable[str] = ROLES, phases: str = PHASES
) -> Findings:
    """Try every operation with ``each`` random cases as every role; ``folder`` gets the data.

    The phase ``coverage`` adds boundary cases by itself, some fifty per operation.
    """
    findings = Findings()
    (folder / "schemathesis.toml").write_text(CONFIG, encoding="utf-8")
    async with demo_server(folder) as server:
        demo = json.loads((folder / "demo.json").read_text(encoding="utf-8"))
        for role in roles:
            headers = await _headers(server, demo, role)
            report = await _run(folder, server.url, headers, each=each, seed=seed, phases=phases)
            findings.add(role, report)
    return findings


@asynccontextmanager
async def demo_server(folder: Path) -> AsyncIterator[RunningServer]:
    """Serve the demo company from a fresh SQLite database in ``folder``."""
    settings = demo_settings(folder)
    workshop = open_workshop(settings)
    await migrate(workshop.database)
    await load_demo_company(settings, workshop)
    await workshop.database.close()
    async with running(settings) as server:
        yield server


def demo_settings(folder: Path) -> Settings:
    """Return settings with cheap hashes and limits that a fuzzer does not reach."""
    return load_settings(
        _env_file=None,
        environment="test",
        data_dir=folder,
        database_url=f"sqlite:///{folder / 'greenroom.db'}",
        upload_dir=folder / "uploads",
        redis_url="",
        host="127.0.0.1",
        base_url="",
        bcrypt_cost=4,
        rate_limits="relaxed",
        scorer_processes=0,
        log_level="ERROR",
    )


async def _headers(server: RunningServer, demo: dict[str, Any], role: str) -> list[str]:
    if role == "nobody":
        return []
    if role == "guest":
        invite = demo["invite_url"].partition("invite=")[2]
        return [f"Authorization: Invite {invite}", "X-Device: fuzz"]
    async with server.http() as http:
        answer = await http.post("/api/auth/login", json=demo[role])
    return [f"Authorization: Bearer {answer.raise_for_status().json()['access_token']}"]


async def _run(
    folder: Path, url: str, headers: list[str], *, each: int, seed: int, phases: str
) -> dict[str, Any]:
    """Run the tool once; return its report, with what it printed if it could not finish."""
    report, told = folder / "report.json", folder / "told.txt"
    report.unlink(missing_ok=True)
    options = [
        *("--max-examples", str(each), "--seed", str(seed), "--phases", phases),
        *("--checks", "all", "--continue-on-failure", "--generation-database", "none"),
        *("--no-color", "--warnings", "off", "--report", "json", "--report-json-path", str(report)),
        *(part for header in headers for part in ("--header", header)),
    ]
    if headers:
        options += [part for name in ENDS_SIGN_IN for part in ("--exclude-operation-id", name)]
    tool = Path(sys.executable).with_name("st")
    with told.open("ab") as output:
        process = await asyncio.create_subprocess_exec(
            tool, "run", f"{url}/openapi.json", *options, stdout=output, stderr=output, cwd=folder
        )
        await process.wait()
    if not report.exists():
        raise RuntimeError(told.read_text(encoding="utf-8", errors="replace")[-4_000:])
    read: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return read


async def _main(cases: int, seed: int) -> bool:
    with tempfile.TemporaryDirectory(prefix="greenroom-fuzz-") as name:
        folder = Path(name)
        document = await read_openapi(demo_settings(folder))
        operations = sum(len(methods) for methods in document["paths"].values())
        each = max(1, math.ceil(cases / operations / len(ROLES)))
        findings = await fuzz(folder, each=each, seed=seed)
        sys.stdout.write(findings.as_text() + "\n")
        if findings.found:
            sys.stdout.write((folder / "told.txt").read_text(encoding="utf-8", errors="replace"))
    return not findings.found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.contracts.fuzz")
    parser.add_argument("--cases", type=int, default=2_000, help="at least so many random cases")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    configure_logs("ERROR", as_json=False)
    sys.exit(0 if uvloop.run(_main(given.cases, given.seed)) else 1)
