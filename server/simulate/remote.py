"""The same against a server that runs elsewhere: over REST, signed in as its demo people."""

import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from pydantic import BaseModel

from server.simulate.arrange import application, batches, job_posting, question_text
from server.simulate.plan import Script, question_kit
from server.simulate.scenes import Badge, Record, Scene, StoredAnswer

TIMEOUT_S = 30


class NoCredentials(Exception):
    """There is no demo.json with a recruiter and an expert to sign in as."""


@dataclass(frozen=True, slots=True)
class Demo:
    """Names and passwords of the demo's recruiter and expert."""

    recruiter: dict[str, str]
    expert: dict[str, str]


def read_demo(path: Path) -> Demo:
    """Read ``demo.json``. Raises NoCredentials."""
    try:
        texts = json.loads(path.read_text(encoding="utf-8"))
        return Demo(texts["recruiter"], texts["expert"])
    except (OSError, ValueError, KeyError) as error:
        missing = f"{path} names no recruiter and expert. Run `greenroom demo`."
        raise NoCredentials(missing) from error


@dataclass(slots=True)
class Desk:
    """Plans and inspects interviews over REST."""

    http: httpx.AsyncClient
    demo: Demo

    async def arrange(self, scripts: list[Script]) -> list[Scene]:
        """Plan one interview per script in a job of their own."""
        badge = await self._sign_in(self.demo.recruiter)
        job_id = (await self._post("/api/jobs", badge, job_posting()))["id"]
        questions = {}
        for question in question_kit():
            text = question_text(question, job_id)
            questions[question["key"]] = (await self._post("/api/questions", badge, text))["id"]
        expert = await self._sign_in(self.demo.expert)
        for ids in batches(list(questions.values())):
            body = {"question_ids": ids, "decision": "approve"}
            await self._post("/api/questions/approve", expert, body)
        run = secrets.token_hex(4)
        return [await self._scene(badge, job_id, script, questions, run) for script in scripts]

    async def stored(self, records: list[Record], badge: Badge) -> dict[Any, StoredAnswer]:
        """Return the newest text of every answer of the recorded interviews."""
        found = {}
        for record in records:
            path = f"/api/interview/sessions/{record.session_id}/snapshot"
            answer = await self.http.get(path, headers=_bearer(badge))
            for question in answer.raise_for_status().json()["room"]["questions"]:
                state = question["answer"]
                key = record.session_id, question["question_id"]
                found[key] = StoredAnswer(state["rev"], state["text"])
        return found

    async def _scene(
        self, badge: Badge, job_id: int, script: Script, questions: dict[str, int], run: str
    ) -> Scene:
        receipt = await self._post("/api/job/apply", badge, application(job_id, script, run))
        asked = [questions[question["key"]] for question in script.questions]
        body = {
            "application_id": receipt["id"],
            "scheduled_at": (datetime.now(UTC) + timedelta(minutes=1)).isoformat(),
            "question_ids": asked,
        }
        session = await self._post("/api/interview/sessions", badge, body)
        path = f"/api/interview/sessions/{session['id']}/invite"
        invite = await self._post(path, badge, {})
        return Scene(session["id"], script, tuple(asked), invite["invite"], badge)

    async def _sign_in(self, who: dict[str, str]) -> Badge:
        answer = await self.http.post("/api/auth/login", json=who)
        pair = answer.raise_for_status().json()
        return Badge(pair["access_token"], pair["refresh_token"], pair["expires_in"])

    async def _post(self, path: str, badge: Badge, body: BaseModel | dict[str, Any]) -> Any:
        content = body.model_dump(mode="json") if isinstance(body, BaseModel) else body
        answer = await self.http.post(path, json=content, headers=_bearer(badge))
        return answer.raise_for_status().json()


def open_http(url: str) -> httpx.AsyncClient:
    """Return the client that a desk speaks through."""
    return httpx.AsyncClient(base_url=url, timeout=TIMEOUT_S)


def _bearer(badge: Badge) -> dict[str, str]:
    return {"Authorization": f"Bearer {badge.access}"}
