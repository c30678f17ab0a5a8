"""A question's versions, and what changed between two of them."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping

from domain.accounts.service import usernames
from domain.kit.actor import Actor
from domain.kit.errors import NotFound
from domain.kit.paging import Page, PageQuery, fetch_page
from domain.kit.work import Work
from domain.questions import queries
from domain.questions.differences import differences
from domain.questions.finding import find_question
from domain.questions.models import QuestionReview, QuestionVersion
from domain.questions.schemas import DiffQuery, DiffView, ReviewView, VersionView
from domain.questions.upkeep import content_of

_COLUMNS = ("number", "source", "prompt", "why", "created_by", "created_at")


async def list_versions(
    work: Work, actor: Actor, question_id: int, query: PageQuery
) -> Page[VersionView]:
    """Return one page of a question's versions, newest first; for recruiters and above."""
    await find_question(work, actor, question_id)
    statement = queries.versions_of(question_id)
    rows, cursor, total = await fetch_page(work.session, statement, QuestionVersion.id, query)
    return Page(items=await _views(work, question_id, rows), next_cursor=cursor, total=total)


async def _views(work: Work, question_id: int, rows: list[QuestionVersion]) -> list[VersionView]:
    found = queries.reviews_of(question_id, [row.number for row in rows])
    reviews = list(await work.session.scalars(found))
    people = {row.created_by for row in rows} | {review.reviewer_id for review in reviews}
    names = await usernames(work, {key for key in people if key is not None})
    by_version: defaultdict[int, list[ReviewView]] = defaultdict(list)
    for review in reviews:
        by_version[review.version].append(_review(review, names))
    return [
        VersionView(
            **{name: getattr(row, name) for name in _COLUMNS},
            **content_of(row),
            author=names.get(row.created_by or 0),
            reviews=by_version[row.number],
        )
        for row in rows
    ]


def _review(review: QuestionReview, names: Mapping[int, str]) -> ReviewView:
    return ReviewView(
        decision="approve" if review.decision == "approve" else "reject",
        comment=review.comment,
        reviewer_id=review.reviewer_id,
        reviewer=names.get(review.reviewer_id or 0),
        at=review.at,
    )


async def compare_versions(
    work: Work, actor: Actor, question_id: int, number: int, query: DiffQuery
) -> DiffView:
    """Return what changed from the version before, or from the one named; for recruiters up."""
    await find_question(work, actor, question_id)
    against = number - 1 if query.against is None else query.against
    old, new = [await _content(work, question_id, one) for one in (against, number)]
    # Texts of many words take tens of milliseconds.
    fields = await asyncio.to_thread(differences, old, new)
    return DiffView(question_id=question_id, old=against, new=number, fields=fields)


async def _content(work: Work, question_id: int, number: int) -> dict[str, object]:
    if number == 0:
        raise NotFound("There is no version before the first. Name one to compare with.")
    row = await work.session.scalar(queries.version_of(question_id, number))
    if row is None:
        raise NotFound(f"This question has no version {number}.")
    return content_of(row)
