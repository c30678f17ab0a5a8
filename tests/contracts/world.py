"""People of every rank, each with something of their own and something that is somebody else's."""

from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import func, select

from domain.api_keys.schemas import CreateApiKey
from domain.api_keys.service import create_api_key
from domain.candidates.merging import merge_candidates
from domain.candidates.models import CandidateNote, JobApplication
from domain.candidates.notes import write_note
from domain.candidates.schemas import MergeCandidates, WriteNote
from domain.interviews.conduct import push_question, start_room
from domain.interviews.models import InterviewAnswer, InterviewSession
from domain.interviews.schemas import PushQuestion
from domain.jobs.models import Job
from domain.kit.actor import SYSTEM, Role
from domain.kit.addresses import AddressRules
from domain.kit.work import Work
from domain.kits.schemas import KitItem, MakeKit
from domain.kits.service import make_kit
from domain.questions.comments import write_comment
from domain.questions.generating.schemas import GenerateQuestions
from domain.questions.generating.service import plan_generation
from domain.questions.models import QuestionComment
from domain.questions.schemas import EditQuestion, WriteComment
from domain.questions.writing import edit_question
from domain.skills.editing import add_skill
from domain.skills.schemas import AddSkill
from domain.video.inbox import take_in
from domain.video.inbox_models import VideoEvent
from domain.video.inbox_reading import read_event
from domain.video.schemas import CreateMeeting
from domain.video.service import want_meeting
from domain.webhooks.deliveries import send_ping
from domain.webhooks.endpoints import add_endpoint
from domain.webhooks.schemas import AddEndpoint
from tests.contracts.access import LADDER
from tests.factories.inbox import event, raw
from tests.factories.people import apply, open_account
from tests.factories.recordings import keep_recording
from tests.factories.resumes import file_of, keep_resume
from tests.factories.server import PASSWORD, RunningServer, Scene, new_name
from tests.fakes.zoom.media import silence

DEVICE = "matrix"
_HOOK = AddEndpoint(url="http://127.0.0.1:9/", events=["privacy.request.created"])
_NOWHERE = AddressRules(frozenset({"127.0.0.1:9"}))
_ROLES = {
    "candidate": Role.CANDIDATE,
    "recruiter": Role.RECRUITER,
    "expert": Role.DOMAIN_EXPERT,
    "admin": Role.ADMIN,
}


@dataclass(frozen=True, slots=True)
class Place:
    """One interview with all that hangs on it; ``ids`` fill the parameters of these names."""

    scene: Scene
    ids: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Person:
    """How somebody shows who they are; ``words`` fill the fields of these names in bodies."""

    role: str
    headers: dict[str, str]
    auth: dict[str, Any]
    words: dict[str, Any]
    own: Place
    foreign: Place

    def place(self, *, own: bool) -> Place:
        """Return what is theirs, or what is not."""
        return self.own if own else self.foreign

    def fill(self, value: Any, *, own: bool, name: str = "") -> Any:
        """Return an example with its ids and credentials replaced, wherever they stand in it."""
        known = self.words | self.place(own=own).ids
        if name in known:
            return known[name]
        if isinstance(value, dict):
            return {key: self.fill(inner, own=own, name=key) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.fill(inner, own=own) for inner in value]
        return value


@dataclass(slots=True)
class World:
    """One server with a person of each rank."""

    server: RunningServer
    people: dict[str, Person] = field(default_factory=dict)

    async def people_it(self) -> None:
        """Make everybody. Staff have interviews of their own: what they end must not be missed."""
        guests, candidates, staffs, others = [await self._place() for _ in range(4)]
        self.people["guest"] = await self._guest(guests, candidates)
        for role in LADDER:
            if role in {"nobody", "guest"}:
                continue
            pair = (candidates, guests) if role == "candidate" else (staffs, others)
            self.people[role] = await self.sign_in(role, *pair)
        claims = self.server.house.accounts.tokens.read(self.people["candidate"].auth["token"])
        await self.server.own(candidates.scene, claims.actor)
        words = (await self.sign_in("candidate", staffs, others)).words
        self.people["nobody"] = Person("nobody", {}, {}, words, staffs, others)

    async def afresh(self, role: str) -> Person:
        """Return somebody of ``role`` with a sign-in that may be ended."""
        known = self.people[role]
        spare = await self.sign_in(
            role if role in _ROLES else "candidate", known.own, known.foreign
        )
        return spare if role in _ROLES else replace(known, words=spare.words)

    async def furnish(self, person: Person, path: str) -> Person:
        """Return the person with things that nobody else will touch, for a call of ``path``."""
        hooked = "endpoint_id" in path
        own, foreign = await self._place(hooked=hooked), await self._place(hooked=hooked)
        claims = self.server.house.accounts.tokens.read(person.auth["token"])
        async with self.server.house.workshop.begin(SYSTEM) as work:
            job = await work.session.get_one(Job, own.ids["job_id"])
            job.created_by = claims.actor.user_id
            note = await work.session.get_one(CandidateNote, own.ids["note_id"])
            note.by = claims.actor.key
            comment = await work.session.get_one(QuestionComment, own.ids["comment_id"])
            comment.by = claims.actor.key
        return replace(person, own=own, foreign=foreign)

    async def sign_in_of(self, person: Person, *, own: bool) -> dict[str, int]:
        """Return the id of the person's sign-in, or of one that is not theirs."""
        other = (
            person if own else self.people["admin" if person.role == "recruiter" else "recruiter"]
        )
        async with self.server.http(**other.headers) as http:
            items = (await http.get("/api/auth/sessions")).raise_for_status().json()["items"]
        return {"sign_in_id": items[0]["id"]}

    async def sign_in(self, role: str, own: Place, foreign: Place) -> Person:
        """Open an account and sign in."""
        name = new_name(role)
        await self.server.sign_in(_ROLES[role], name)
        async with self.server.http() as http:
            login = {"username": name, "password": PASSWORD}
            pair = (await http.post("/api/auth/login", json=login)).raise_for_status().json()
        words = login | {
            "email": f"{name}@example.org",
            "refresh_token": pair["refresh_token"],
            "token": pair["access_token"],
        }
        headers = {"Authorization": f"Bearer {pair['access_token']}"}
        return Person(role, headers, {"token": pair["access_token"]}, words, own, foreign)

    async def _guest(self, own: Place, foreign: Place) -> Person:
        headers = {"Authorization": f"Invite {own.scene.invite}", "X-Device": DEVICE}
        auth = {"invite": own.scene.invite, "device": DEVICE}
        words = (await self.sign_in("candidate", own, foreign)).words
        return Person("guest", headers, auth, words, own, foreign)

    async def _hook(self, work: Work) -> dict[str, int]:
        endpoint_id = (await add_endpoint(work, SYSTEM, _HOOK, _NOWHERE)).endpoint.id
        delivery = await send_ping(work, SYSTEM, endpoint_id)
        return {"endpoint_id": endpoint_id, "delivery_id": delivery.id}

    async def _person(self, work: Work, session: InterviewSession) -> dict[str, int]:
        """Return who is interviewed, with a note, a double, and another that was merged already."""
        job_id, application_id = session.job_id, session.candidate_id
        more = [await apply(work, job_id, applicant_email=_new_address()) for _ in range(2)]
        rows = [await work.session.get_one(JobApplication, key) for key in (application_id, *more)]
        person_id, double, merged = (row.person_id for row in rows)
        note = await write_note(work, SYSTEM, person_id, WriteNote(text="Noted."))
        command = MergeCandidates(keep_id=person_id, merge_id=merged)
        merge = await merge_candidates(work, SYSTEM, command)
        return {
            "application_id": application_id,
            "person_id": person_id,
            "note_id": note.id,
            "keep_id": person_id,
            "merge_id": double,
            "past_merge_id": merge.id,
        }

    async def _place(self, *, hooked: bool = True) -> Place:
        """Return a running interview whose first question is open; webhooks are rationed."""
        scene = await self.server.scene(email=_new_address())
        question_id = scene.questions[0]
        async with self.server.house.workshop.begin(SYSTEM) as work:
            await start_room(work, SYSTEM, scene.session_id)
            await push_question(
                work, SYSTEM, scene.session_id, PushQuestion(question_id=question_id)
            )
            session = await work.session.get_one(InterviewSession, scene.session_id)
            answers = select(InterviewAnswer.id).where(InterviewAnswer.question_id == question_id)
            answer_id = await work.session.scalar(answers)
            kit = MakeKit(
                job_id=session.job_id, name="First", questions=[KitItem(question_id=question_id)]
            )
            kit_id = (await make_kit(work, SYSTEM, kit)).id
            person = await self._person(work, session)
            question = await _discussed(work, question_id)
            wanted_drafts = GenerateQuestions(job_id=session.job_id, skills=["Python"], count=1)
            generation_id = (await plan_generation(work, SYSTEM, wanted_drafts, "gemini")).id
            hook = await self._hook(work) if hooked else {}
            skill = AddSkill(name=new_name("Spare skill"), category="Sales")
            entry_id = (await add_skill(work, SYSTEM, skill)).id
            user_id = await open_account(
                work, self.server.house.accounts, new_name("spare"), Role.CANDIDATE
            )
            wanted = CreateApiKey(name="Spare", scopes=["jobs:read"])
            meeting = await want_meeting(
                work, SYSTEM, CreateMeeting(session_id=scene.session_id), "offline"
            )
            resume = await keep_resume(work, SYSTEM, session.candidate_id)
            key_id = (await create_api_key(work, SYSTEM, wanted)).id
            recording = await keep_recording(work, scene.session_id)
            told = event("user.created", 1, new_name("meeting"))
            await take_in(work, read_event(told), raw(told))
            event_id = await work.session.scalar(select(func.max(VideoEvent.id)))
        await self.server.house.resumes.files.put(resume.resume_path, file_of().content)
        await self.server.house.resumes.files.put(str(recording.file_name), silence())
        ids = {
            "session_id": scene.session_id,
            "question_id": question_id,
            "question_ids": [question_id],
            "answer_id": answer_id,
            "job_id": session.job_id,
            "kit_id": kit_id,
            "user_id": user_id,
            "key_id": key_id,
            "entry_id": entry_id,
            "event_id": event_id,
            "skill_name": "CI/CD",
            "meeting": meeting.id,
            "resume_id": resume.id,
            "recording_id": recording.id,
            "filename": resume.resume_path,
            "sign_in_id": 1,
            **person,
            **question,
            "generation_id": generation_id,
            **hook,
        }
        return Place(scene, ids)


async def _discussed(work: Work, question_id: int) -> dict[str, int]:
    """Give a question a second version that waits for approval, and a comment."""
    edits = EditQuestion(time_limit_s=90)
    edited = await edit_question(work, SYSTEM, question_id, edits)
    comment = await write_comment(work, SYSTEM, question_id, WriteComment(text="Why so short?"))
    return {"version_number": edited.newest_version, "comment_id": comment.id}


def _new_address() -> str:
    return f"{new_name('person')}@example.org"
