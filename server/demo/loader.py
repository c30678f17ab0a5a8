"""Loads the demo company into an empty database, through the same services people use.

Past interviews are held again in a few seconds: the clock travels, answers are typed as splices,
and the scorer scores them, so that reports, replays and audits of the demo are real.
"""

import json
from datetime import datetime, time
from pathlib import Path
from typing import Any

from sqlalchemy import select

from domain.accounts.models import User
from domain.accounts.schemas import SignUp
from domain.accounts.service import Accounts
from domain.candidates.schemas import Apply
from domain.candidates.service import apply_for_job
from domain.interviews.schemas import AskInvite, ScheduleSession
from domain.interviews.sessions import invite_candidate, schedule_session
from domain.kit.actor import NOBODY, SYSTEM, Actor, Role
from domain.kit.work import Work, WorkShop
from domain.questions.schemas import ApproveQuestions, WriteQuestion
from domain.questions.service import approve_questions, write_question
from domain.scoring.scorer import AnswerScorer
from server.config import Settings
from server.demo import openings
from server.demo.people import apply_again, decide
from server.demo.rehearsals import hold_interview
from server.demo.resumes import confirm_profiles, give_resumes
from server.demo.reviews import discuss_questions
from server.demo.texts import read_texts
from server.demo.travel import TravellingClock
from server.secrets_store import keep_secrets

INVITE_HOURS = 24 * 30


async def load_demo(
    settings: Settings, workshop: WorkShop, accounts: Accounts, scorer: AnswerScorer
) -> None:
    """Load the demo company and write ``demo.json``."""
    clock = TravellingClock(workshop.clock())
    company = _Company(settings, WorkShop(workshop.database, workshop.trail, clock), clock)
    await company.open_accounts(accounts)
    await company.post_jobs()
    await company.take_applications()
    await company.hold_interviews(scorer)
    await decide(company.workshop, clock, company.actors["recruiter"], company.applications)
    links = await company.plan_interviews()
    await discuss_questions(
        company.workshop, clock, company.actors, company.jobs, company.questions
    )
    await give_resumes(company.workshop, company.applications)
    await confirm_profiles(company.workshop, company.actors["recruiter"], company.jobs)
    _write_links(settings.data_dir / "demo.json", company.logins | links)


async def has_accounts(workshop: WorkShop) -> bool:
    """Tell whether anybody has an account here."""
    async with workshop.look(SYSTEM) as work:
        return await work.session.scalar(select(User.id).limit(1)) is not None


class _Company:
    """The demo company while it is being founded; keys of the texts lead to ids."""

    def __init__(self, settings: Settings, workshop: WorkShop, clock: TravellingClock) -> None:
        self.settings = settings
        self.workshop = workshop
        self.clock = clock
        self.logins: dict[str, Any] = {"base_url": settings.public_url}
        self.actors: dict[str, Actor] = {}
        self.jobs: dict[str, int] = {}
        self.questions: dict[str, int] = {}
        self.applications: dict[str, int] = {}

    async def open_accounts(self, accounts: Accounts) -> None:
        """Open one account per role, all with the installation's demo password."""
        password = keep_secrets(self.settings.data_dir)["demo_password"]
        hashed = await accounts.hash_new(password)
        async with self.workshop.begin(SYSTEM) as work:
            for person in read_texts("company")["accounts"]:
                role = Role.of(person["role"])
                command = SignUp(
                    username=person["username"], email=person["email"], password=password
                )
                user = await accounts.sign_up(work, command, hashed, role, vouched=True)
                self.actors[person["role"]] = Actor.user(user.id, role)
                key = "expert" if role is Role.DOMAIN_EXPERT else person["role"]
                self.logins[key] = {"username": person["username"], "password": password}

    async def post_jobs(self) -> None:
        """Post the jobs, have their questions approved, and equip them for hiring."""
        recruiter, expert = self.actors["recruiter"], self.actors["domain_expert"]
        for text in read_texts("jobs"):
            self.clock.go_back(days=text["posted_days_ago"])
            async with self.workshop.begin(recruiter) as work:
                self.jobs[text["key"]] = await openings.post(work, recruiter, text)
                await self._write_questions(work, recruiter, text["key"])
        async with self.workshop.begin(expert) as work:
            ids = list(self.questions.values())
            command = ApproveQuestions(question_ids=ids, decision="approve")
            await approve_questions(work, expert, command)
        for text in read_texts("jobs"):
            self.clock.go_back(days=text["posted_days_ago"])
            async with self.workshop.begin(recruiter) as work:
                await openings.equip(
                    work, recruiter, self.jobs[text["key"]], text, self.settings.public_url
                )

    async def _write_questions(self, work: Work, recruiter: Actor, job_key: str) -> None:
        for text in read_texts("questions"):
            if text["job"] == job_key:
                fields = {k: v for k, v in text.items() if k not in {"key", "job"}}
                command = WriteQuestion(job_id=self.jobs[job_key], **fields)
                question = await write_question(work, recruiter, command)
                self.questions[text["key"]] = question.id

    async def take_applications(self) -> None:
        """Let the candidates apply, then bring the jobs to where they stand by now."""
        for person in read_texts("candidates"):
            actor = self.actors["candidate"] if person["key"] == "demo-candidate" else NOBODY
            fields = {k: v for k, v in person.items() if k in Apply.model_fields}
            command = Apply(
                job_id=self.jobs[person["job"]],
                applicant_name=person["name"],
                applicant_email=person["email"],
                applicant_phone=person["phone"],
                **fields,
            )
            self.clock.go_back(days=person["applied_days_ago"])
            async with self.workshop.begin(actor) as work:
                receipt = await apply_for_job(work, actor, command)
            self.applications[person["key"]] = receipt.id
        await apply_again(self.workshop, self.clock, self.jobs)
        await self._set_statuses()

    async def _set_statuses(self) -> None:
        recruiter = self.actors["recruiter"]
        for text in read_texts("jobs"):
            self.clock.go_back(days=text.get("closed_days_ago", text["posted_days_ago"]))
            async with self.workshop.begin(recruiter) as work:
                job_id = self.jobs[text["key"]]
                await openings.bring_to(work, recruiter, job_id, text["status"])

    async def hold_interviews(self, scorer: AnswerScorer) -> None:
        """Hold the past interviews."""
        for text in read_texts("interviews")["completed"]:
            self.clock.go_back(days=text["days_ago"], at=time.fromisoformat(text["time_of_day"]))
            answers = {self.questions[a["question"]]: a["answer_text"] for a in text["answers"]}
            session_id = await self._schedule(text["candidate"], list(answers), self.clock())
            await hold_interview(
                self.workshop,
                self.clock,
                self.actors["recruiter"],
                scorer,
                session_id,
                answers,
                text.get("note", ""),
            )

    async def plan_interviews(self) -> dict[str, Any]:
        """Plan the coming interviews; return the links to the one that is ready to start."""
        texts = read_texts("interviews")
        self.clock.come_home()
        for text in texts["scheduled"]:
            at = self.clock.ahead(text["in_days"], time.fromisoformat(text["time_of_day"]))
            ids = [self.questions[key] for key in text["questions"]]
            await self._schedule(text["candidate"], ids, at)
        ready = texts["ready"]
        ids = [self.questions[key] for key in ready["questions"]]
        session_id = await self._schedule(ready["candidate"], ids, self.clock(), video=True)
        recruiter, base_url = self.actors["recruiter"], self.settings.public_url
        async with self.workshop.begin(recruiter) as work:
            ask = AskInvite(hours=INVITE_HOURS)
            invite = await invite_candidate(work, recruiter, session_id, ask, base_url)
        return {
            "session_id": session_id,
            "invite_url": invite.url,
            "live_url": f"{base_url}/recruiter/live/{session_id}",
        }

    async def _schedule(
        self, candidate: str, question_ids: list[int], at: datetime, *, video: bool = False
    ) -> int:
        recruiter = self.actors["recruiter"]
        command = ScheduleSession(
            application_id=self.applications[candidate],
            scheduled_at=at,
            question_ids=question_ids,
            video=video,
        )
        async with self.workshop.begin(recruiter) as work:
            return (await schedule_session(work, recruiter, command)).id


def _write_links(path: Path, links: dict[str, Any]) -> None:
    path.write_text(json.dumps(links, indent=2) + "\n", encoding="utf-8")
    path.chmod(0o600)
