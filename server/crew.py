"""Those who work in the background, in a web process and in a worker alike."""

import asyncio
from dataclasses import dataclass, fields
from typing import Any

from domain.audit.sealing import AuditSealer
from domain.interviews.scores import EVALUATE_ANSWER
from domain.kit.clock import Clock, utc_now
from domain.kit.work import WorkShop
from domain.language.metering import MeteredModel
from domain.language.ports import LanguageModel
from domain.matching.maker import MatchMaker
from domain.matching.ports import SkillSpace
from domain.matching.service import PREPARE_MATCHING, RUN_MATCHING
from domain.messaging.ports import Mailer
from domain.questions.measuring import MEASURE_QUESTION, QuestionMeter
from domain.questions.similar import QuestionBank
from domain.resumes.service import RESUME_READ
from domain.video.ports import MeetingHost
from domain.webhooks.service import DELIVER_WEBHOOK
from server.adapters.mail import open_mailer
from server.adapters.outbound import Outbound
from server.adapters.resumes import SandboxedParser
from server.adapters.storage import open_files
from server.adapters.webhooks import Postman
from server.config import Settings
from server.evaluating import Evaluator
from server.generating import Generator
from server.hosting import open_meetings
from server.jobs import JobRunner
from server.language import open_language
from server.mailing import MailRoom
from server.matching import MatchingRoom, ResumeTaker
from server.meetings import serve_meetings
from server.resumes import ResumeDesk
from server.scoring import ScoringRoom
from server.skills import open_skills
from server.video import open_hooks, policies_of, serve_analyses, serve_recordings
from server.video_inbox import serve_inbox

FORGET_EVERY_S = 3_600.0
SEAL_EVERY_S = 2.0
"""How long an entry of the audit may stand outside its chain."""
REMEMBER_EVERY_S = 10.0
MEASURE_EVERY_S = 600.0
"""How often it is looked whether questions are due, which they are once a night."""


@dataclass(frozen=True, slots=True)
class Crew:
    """What jobs are done with, and the runner that does them."""

    jobs: JobRunner
    scoring: ScoringRoom
    matching: MatchingRoom
    skills: SkillSpace
    language: MeteredModel
    generator: Generator
    mailer: Mailer
    resumes: ResumeDesk
    meetings: MeetingHost
    outbound: Outbound

    def parts(self) -> dict[str, Any]:
        """Return the parts by their names, which they have in the house as well."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    async def close(self) -> None:
        """Let go of what is open, but for the scoring, which others end when they are done."""
        await self.language.close()
        await asyncio.to_thread(self.matching.close)
        await self.meetings.close_connections()
        await self.outbound.close()
        await self.resumes.close()


def open_crew(settings: Settings, workshop: WorkShop, clock: Clock = utc_now) -> Crew:
    """Return the crew, whose runner knows all jobs; nobody works before the runner starts."""
    scoring = ScoringRoom(settings.model_dir, settings.scoring, settings.scorer_processes)
    language = open_language(settings, workshop)
    crew = Crew(
        jobs=JobRunner(workshop, scoring, settings.redis_url),
        scoring=scoring,
        matching=MatchingRoom(settings.model_dir, settings.pii_keys, settings.scorer_processes),
        skills=open_skills(),
        language=language,
        generator=Generator(workshop, language, settings.ai_timeout_s),
        mailer=open_mailer(settings.smtp_url.get_secret_value(), settings.mail_from),
        resumes=_open_resumes(settings, workshop, language),
        meetings=open_meetings(settings, clock),
        outbound=Outbound(settings.addresses),
    )
    _teach(crew, settings, workshop)
    return crew


def _teach(crew: Crew, settings: Settings, workshop: WorkShop) -> None:
    """Let the runner know every job."""
    runner = crew.jobs
    postman = Postman(workshop, crew.outbound)
    runner.learn(DELIVER_WEBHOOK, postman.deliver)
    runner.repeat(postman.forget_old, FORGET_EVERY_S)
    runner.repeat(AuditSealer(workshop).seal_new, SEAL_EVERY_S)
    MailRoom(workshop, crew.mailer, settings.public_url).serve(runner)
    crew.resumes.serve(runner)
    crew.generator.serve(runner)
    _serve_matching(runner, workshop, crew.matching, crew.skills)
    _serve_questions(runner, workshop, crew.scoring)
    _serve_evaluating(runner, workshop, crew.language, settings)
    serve_inbox(runner, workshop, open_hooks(settings))
    serve_meetings(
        runner,
        workshop,
        crew.meetings,
        policies_of(settings),
        wants_transcripts=settings.takes_live_transcripts,
    )
    files = crew.resumes.files
    serve_recordings(runner, settings, workshop, crew.meetings, files, crew.scoring)
    serve_analyses(runner, settings, workshop, crew.language)


def _serve_matching(
    runner: JobRunner, workshop: WorkShop, engine: MatchingRoom, skills: SkillSpace
) -> None:
    maker = MatchMaker(workshop, engine, skills, lambda: runner.is_stopping)
    runner.learn_together(PREPARE_MATCHING, maker.prepare)
    runner.learn(RUN_MATCHING, maker.run)
    runner.learn(RESUME_READ, ResumeTaker(workshop, skills).take)


def _serve_questions(runner: JobRunner, workshop: WorkShop, scoring: ScoringRoom) -> None:
    meter = QuestionMeter(workshop, lambda: runner.is_stopping)
    bank = QuestionBank(workshop, scoring, lambda: runner.is_stopping)
    runner.learn(MEASURE_QUESTION, meter.measure)
    runner.repeat(meter.measure_due, MEASURE_EVERY_S)
    runner.repeat(bank.remember, REMEMBER_EVERY_S)


def _serve_evaluating(
    runner: JobRunner, workshop: WorkShop, language: LanguageModel, settings: Settings
) -> None:
    if settings.ai_evaluation and language.provider != "offline":
        evaluator = Evaluator(
            workshop, language, settings.scoring, settings.ai_evaluation_tolerance
        )
        runner.learn(EVALUATE_ANSWER, evaluator.evaluate_answer)


def _open_resumes(settings: Settings, workshop: WorkShop, language: LanguageModel) -> ResumeDesk:
    assistant = language if settings.ai_resumes and language.provider != "offline" else None
    files = open_files(settings.storage_url.get_secret_value(), settings.upload_dir)
    return ResumeDesk(workshop, files, SandboxedParser(workshop.clock), assistant)
