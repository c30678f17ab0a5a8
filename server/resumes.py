"""The desk where résumés are handed in: read, stored, and read again in the background."""

import asyncio
from functools import partial

import structlog

from domain.kit.actor import SYSTEM, Actor
from domain.kit.files import FileMissing, FileStore, IncomingFile, new_file_name
from domain.kit.work import Work, WorkShop
from domain.language.ports import LanguageModel
from domain.resumes.assisting import (
    add_skills,
    ask_for_facts,
    ask_for_more_skills,
    needs_help,
)
from domain.resumes.assisting import assist as assist_facts
from domain.resumes.errors import NoAssistant, NoSuchResume, ResumeRefused
from domain.resumes.names import display_name
from domain.resumes.parsing import ParsedResume
from domain.resumes.ports import ResumeParser
from domain.resumes.receiving import (
    FORGET_UPLOAD,
    PARSE_RESUME,
    add_resume,
    check_purpose,
    expect_file,
    forget_unclaimed,
    store_reading,
)
from domain.resumes.schemas import ResumeView, UploadedResume, UploadResume
from domain.resumes.service import FileTicket, fetch_file, find_resume
from domain.resumes.views import view_of, view_of_file
from domain.skills.service import added_skills, known_skills
from server.jobs import Conclusion, JobRunner

PATIENCE_S = 2.0
"""How long an uploader waits for the reading; what takes longer is read in the background."""
log = structlog.get_logger(__name__)


async def _conclude(work: Work, *, resume_id: int, outcome: ParsedResume | ResumeRefused) -> None:
    await store_reading(work, resume_id, outcome)


class ResumeDesk:
    """Takes résumés in and gives them out. Parsing and storing happen outside of transactions."""

    def __init__(
        self,
        workshop: WorkShop,
        files: FileStore,
        parser: ResumeParser,
        assistant: LanguageModel | None = None,
    ) -> None:
        """``assistant`` is asked about what stayed open, by whoever wishes it."""
        self._workshop = workshop
        self._assistant = assistant
        self.files = files
        self._parser = parser
        self.patience_s = PATIENCE_S

    def serve(self, runner: JobRunner) -> None:
        """Let ``runner`` do the résumés' jobs."""
        runner.learn(PARSE_RESUME, self._parse_stored)
        runner.learn(FORGET_UPLOAD, self._forget)

    async def close(self) -> None:
        """End the reading."""
        await self._parser.close()

    async def receive(
        self, actor: Actor, command: UploadResume, file: IncomingFile
    ) -> UploadedResume:
        """Read and keep a file. Raises NotFound, ResumeRefused or FilesDown, and keeps nothing."""
        async with self._workshop.look(actor) as work:
            await check_purpose(work, actor, command)
        parsed = await self._parse_soon(file.content)
        name = new_file_name()
        async with self._workshop.begin(SYSTEM) as work:
            await expect_file(work, name)
        await self.files.put(name, file.content)
        try:
            async with self._workshop.begin(actor) as work:
                return await add_resume(work, actor, command, file, name, parsed)
        except BaseException:
            await self.files.delete(name)
            raise

    async def read_file(self, file: IncomingFile, *, assist: bool = False) -> ResumeView:
        """Return what is in a file that is not kept. Raises ResumeRefused, or as assisting does."""
        parsed = await self._parse(file.content)
        if assist:
            parsed = await self._assisted(parsed)
        return view_of_file(display_name(file.filename), parsed)

    async def read_again(self, actor: Actor, resume_id: int, *, assist: bool = False) -> ResumeView:
        """Read a stored résumé anew. Raises NoSuchResume, ResumeRefused, or as assisting does."""
        async with self._workshop.look(actor) as work:
            path = (await find_resume(work, actor, resume_id)).resume_path
        parsed = await self._parse(await self.files.get(path))
        if assist:
            parsed = await self._assisted(parsed)
        async with self._workshop.begin(actor) as work:
            row = await store_reading(work, resume_id, parsed)
            if row is None:
                raise NoSuchResume
            return view_of(row)

    async def download(self, actor: Actor, filename: str) -> tuple[FileTicket, bytes]:
        """Return a file and how to hand it out. Raises NotFound."""
        async with self._workshop.look(actor) as work:
            ticket = await fetch_file(work, actor, filename)
        return ticket, await self.files.get(ticket.path)

    async def _assisted(self, parsed: ParsedResume) -> ParsedResume:
        """Return the reading with what a model saw in it. Raises NoAssistant or ModelDown."""
        if self._assistant is None:
            raise NoAssistant
        facts = parsed.facts
        if needs_help(facts):
            seen = await self._assistant.ask(ask_for_facts(parsed.text, facts))
            facts = assist_facts(facts, seen.value, parsed.text, self._workshop.clock().date())
        async with self._workshop.look(SYSTEM) as work:
            taxonomy = await known_skills(work)
        suggested = await self._assistant.ask(ask_for_more_skills(parsed.text, facts))
        facts = add_skills(facts, suggested.value, parsed.text, taxonomy)
        return parsed.model_copy(update={"facts": facts})

    async def _parse(self, content: bytes) -> ParsedResume:
        async with self._workshop.look(SYSTEM) as work:
            added = await added_skills(work)
        return await self._parser.parse(content, added)

    async def _parse_soon(self, content: bytes) -> ParsedResume | None:
        try:
            async with asyncio.timeout(self.patience_s):
                return await self._parse(content)
        except TimeoutError:
            return None

    async def _parse_stored(self, resume_id: int) -> Conclusion | None:
        async with self._workshop.look(SYSTEM) as work:
            try:
                path = (await find_resume(work, SYSTEM, resume_id)).resume_path
            except NoSuchResume:
                return None
        outcome: ParsedResume | ResumeRefused
        try:
            outcome = await self._parse(await self.files.get(path))
        except FileMissing:
            return None
        except ResumeRefused as refusal:
            outcome = refusal
            await self.files.delete(path)
            log.info("resume_refused", resume_id=resume_id, code=refusal.code)
        return partial(_conclude, resume_id=resume_id, outcome=outcome)

    async def _forget(self, file: str) -> None:
        async with self._workshop.begin(SYSTEM) as work:
            is_free = await forget_unclaimed(work, file)
        if is_free:
            await self.files.delete(file)
