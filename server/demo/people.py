"""What the demo company's recruiter has done with the people who applied."""

from collections.abc import Mapping

from domain.candidates.applying import apply_for_job
from domain.candidates.moving import move_status
from domain.candidates.notes import write_note
from domain.candidates.schemas import Apply, MoveStatus, SetTags, WriteNote
from domain.candidates.service import find_application
from domain.candidates.tags import set_tags
from domain.kit.actor import NOBODY, Actor
from domain.kit.work import WorkShop
from server.demo.texts import read_texts
from server.demo.travel import TravellingClock


async def apply_again(workshop: WorkShop, clock: TravellingClock, jobs: Mapping[str, int]) -> None:
    """Let two people apply under another address: the doubles that a visitor can merge."""
    for person in read_texts("people")["again"]:
        fields = {key: value for key, value in person.items() if key in Apply.model_fields}
        command = Apply(
            job_id=jobs[person["job"]],
            applicant_name=person["name"],
            applicant_email=person["email"],
            applicant_phone=person["phone"],
            **fields,
        )
        clock.go_back(days=person["applied_days_ago"])
        async with workshop.begin(NOBODY) as work:
            await apply_for_job(work, NOBODY, command)


async def decide(
    workshop: WorkShop,
    clock: TravellingClock,
    recruiter: Actor,
    applications: Mapping[str, int],
) -> None:
    """Move people along, write notes about them and tag them, each on its day."""
    texts = read_texts("people")
    for key, application_id in applications.items():
        async with workshop.look(recruiter) as work:
            person_id = (await find_application(work, recruiter, application_id)).person_id
        for move in texts["moves"].get(key, []):
            clock.go_back(days=move["days_ago"])
            command = MoveStatus(
                application_id=application_id, status=move["status"], reason=move.get("reason")
            )
            async with workshop.begin(recruiter) as work:
                await move_status(work, recruiter, person_id, command)
        for note in texts["notes"].get(key, []):
            clock.go_back(days=note["days_ago"])
            async with workshop.begin(recruiter) as work:
                await write_note(work, recruiter, person_id, WriteNote(text=note["text"]))
        if tags := texts["tags"].get(key):
            async with workshop.begin(recruiter) as work:
                await set_tags(work, recruiter, person_id, SetTags(tags=tags))
