"""The versions of questions and the comments on them."""

from quart import Blueprint

from domain.kit.paging import Page, PageQuery
from domain.questions import service as questions
from domain.questions.schemas import CommentView, DiffQuery, DiffView, VersionView, WriteComment
from server.api.route import RECRUITER, route
from server.context import begin_look, begin_work, current_actor

blueprint = Blueprint("question_history", __name__, url_prefix="/api/questions")


@route(
    blueprint,
    "GET",
    "/<id:question_id>/versions",
    guard=RECRUITER,
    query=PageQuery,
    answer=Page[VersionView],
    errors=(404,),
)
async def list_versions(question_id: int, query: PageQuery) -> Page[VersionView]:
    """List a question's versions with their reviews, newest first."""
    async with begin_look() as work:
        return await questions.list_versions(work, current_actor(), question_id, query)


@route(
    blueprint,
    "GET",
    "/<id:question_id>/versions/<id:version_number>/diff",
    guard=RECRUITER,
    query=DiffQuery,
    answer=DiffView,
    errors=(404,),
)
async def compare_versions(question_id: int, version_number: int, query: DiffQuery) -> DiffView:
    """Compare a version word by word with the one before, or with another."""
    async with begin_look() as work:
        return await questions.compare_versions(
            work, current_actor(), question_id, version_number, query
        )


@route(
    blueprint,
    "GET",
    "/<id:question_id>/comments",
    guard=RECRUITER,
    query=PageQuery,
    answer=Page[CommentView],
    errors=(404,),
)
async def list_comments(question_id: int, query: PageQuery) -> Page[CommentView]:
    """List the comments on a question, newest first."""
    async with begin_look() as work:
        return await questions.list_comments(work, current_actor(), question_id, query)


@route(
    blueprint,
    "POST",
    "/<id:question_id>/comments",
    guard=RECRUITER,
    body=WriteComment,
    answer=CommentView,
    status=201,
    errors=(404,),
)
async def write_comment(question_id: int, data: WriteComment) -> CommentView:
    """Comment on the newest version of a question."""
    async with begin_work() as work:
        return await questions.write_comment(work, current_actor(), question_id, data)


@route(
    blueprint,
    "PATCH",
    "/comments/<id:comment_id>",
    guard=RECRUITER,
    body=WriteComment,
    answer=CommentView,
    errors=(404,),
)
async def edit_comment(comment_id: int, data: WriteComment) -> CommentView:
    """Write one's own comment anew."""
    async with begin_work() as work:
        return await questions.edit_comment(work, current_actor(), comment_id, data)


@route(
    blueprint,
    "DELETE",
    "/comments/<id:comment_id>",
    guard=RECRUITER,
    answer=CommentView,
    errors=(404,),
)
async def delete_comment(comment_id: int) -> CommentView:
    """Delete one's own comment; the answer shows it as it was."""
    async with begin_work() as work:
        return await questions.delete_comment(work, current_actor(), comment_id)
