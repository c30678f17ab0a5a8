"""Colleagues' comments on questions: all recruiters read them, only the author changes them."""

from collections.abc import Iterable

from sqlalchemy import select

from domain.accounts.service import usernames
from domain.kit.actor import SYSTEM, Actor, Role
from domain.kit.errors import NotFound
from domain.kit.paging import Page, PageQuery, fetch_page
from domain.kit.work import Work
from domain.questions import queries
from domain.questions.errors import NotYourComment
from domain.questions.finding import find_question
from domain.questions.models import QuestionComment
from domain.questions.schemas import CommentView, WriteComment

PRODUCT = "Greenroom"
SOMEBODY = "Somebody"


async def write_comment(
    work: Work, actor: Actor, question_id: int, command: WriteComment
) -> CommentView:
    """Comment on the newest version of a question; for recruiters and above."""
    question = await find_question(work, actor, question_id)
    comment = QuestionComment(
        question_id=question.id,
        version=question.newest_version,
        text=command.text,
        by=actor.key,
        at=work.now,
    )
    work.session.add(comment)
    await work.session.flush()
    return await _view(work, actor, comment)


async def list_comments(
    work: Work, actor: Actor, question_id: int, query: PageQuery
) -> Page[CommentView]:
    """Return one page of the comments on a question, newest first."""
    await find_question(work, actor, question_id)
    statement = queries.comments_of(question_id)
    rows, cursor, total = await fetch_page(work.session, statement, QuestionComment.id, query)
    names = await _names(work, (row.by for row in rows))
    items = [_comment_view(actor, row, names[row.by]) for row in rows]
    return Page(items=items, next_cursor=cursor, total=total)


async def edit_comment(
    work: Work, actor: Actor, comment_id: int, command: WriteComment
) -> CommentView:
    """Write one's own comment anew. Raises NotFound or NotYourComment."""
    comment = await _own_comment(work, actor, comment_id)
    comment.text, comment.edited_at = command.text, work.now
    await work.session.flush()
    return await _view(work, actor, comment)


async def delete_comment(work: Work, actor: Actor, comment_id: int) -> CommentView:
    """Delete one's own comment and return it as it was. Raises NotFound or NotYourComment."""
    comment = await _own_comment(work, actor, comment_id)
    view = await _view(work, actor, comment)
    await work.session.delete(comment)
    await work.session.flush()
    return view


async def _own_comment(work: Work, actor: Actor, comment_id: int) -> QuestionComment:
    actor.require(Role.RECRUITER)
    wanted = select(QuestionComment).where(QuestionComment.id == comment_id)
    comment = await work.session.scalar(wanted)
    if comment is None:
        raise NotFound("There is no such comment.")
    if comment.by != actor.key:
        raise NotYourComment
    return comment


async def _view(work: Work, actor: Actor, comment: QuestionComment) -> CommentView:
    return _comment_view(actor, comment, (await _names(work, [comment.by]))[comment.by])


def _comment_view(actor: Actor, comment: QuestionComment, by: str) -> CommentView:
    return CommentView(
        id=comment.id,
        question_id=comment.question_id,
        version=comment.version,
        text=comment.text,
        by=by,
        own=comment.by == actor.key,
        at=comment.at,
        edited_at=comment.edited_at,
    )


async def _names(work: Work, keys: Iterable[str]) -> dict[str, str]:
    """Return the name behind each actor's key: a username, or the product's."""
    wanted = set(keys)
    ids = {key: int(key.removeprefix("user:")) for key in wanted if key.startswith("user:")}
    known = await usernames(work, set(ids.values()))
    names = {key: known.get(user_id, SOMEBODY) for key, user_id in ids.items()}
    return dict.fromkeys(wanted, SOMEBODY) | names | {SYSTEM.key: PRODUCT}
