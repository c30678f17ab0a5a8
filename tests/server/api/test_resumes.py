"""Résumés over HTTP: uploaded by anybody, read in time or later, fetched safely."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
import pytest_asyncio
from sqlalchemy import func, select

from domain.candidates.models import JobApplication
from domain.resumes.models import CandidateResume
from server.resumes import PATIENCE_S
from tests.conftest import make_settings, running
from tests.factories.resumes import TEXT, docx_of, pdf_of
from tests.factories.server import ON_SQLITE, RunningServer
from tests.server.api.conftest import Cast
from tests.server.api.shape import assert_error

pytestmark = pytest.mark.asyncio(loop_scope="module")
UPLOAD = "/api/resume/upload"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(autouse=True)
def _patient(shared: RunningServer) -> Iterator[None]:
    """Let a busy machine take its time; the reading itself is as in earnest."""
    shared.house.resumes.patience_s = 60
    yield
    shared.house.resumes.patience_s = PATIENCE_S


async def send(
    http: httpx.AsyncClient, content: bytes, name: str = "cv.pdf", **fields: Any
) -> httpx.Response:
    return await http.post(UPLOAD, data=fields, files={"file": (name, content)})


async def stored_files(server: RunningServer) -> int:
    async with server.house.workshop.database.reading() as session:
        return await session.scalar(select(func.count()).select_from(CandidateResume)) or 0


@pytest_asyncio.fixture(loop_scope="module")
async def http(shared: RunningServer) -> AsyncIterator[httpx.AsyncClient]:
    async with shared.http() as http:
        yield http


@pytest.mark.parametrize("content", [pdf_of(), docx_of()], ids=["pdf", "docx"])
async def test_anybody_uploads_reads_and_applies(
    shared: RunningServer, http: httpx.AsyncClient, content: bytes
) -> None:
    job_id = await shared.job()

    answer = await send(http, content, job_id=str(job_id))

    assert answer.status_code == 201, answer.text
    body = answer.json()
    assert body["parsing_status"] == "parsed"
    assert body["contact"]["email"] == "amina@example.org"
    shown = {"X-Upload-Token": body["upload_token"]}
    detail = (await http.get(f"/api/resume/{body['id']}", headers=shown)).json()
    span = detail["facts"]["emails"][0]["span"]
    assert detail["text"][span["start"] : span["end"]] == "amina@example.org"
    assert_error(await http.get(f"/api/resume/{body['id']}"), 404)

    command = {
        "job_id": job_id,
        "applicant_name": "Amina Rahimi",
        "applicant_email": "amina@example.org",
        "resume_id": body["id"],
    }
    assert_error(await http.post("/api/job/apply", json=command), 422, "ResumeNotYours")
    proved = command | {"resume_token": body["upload_token"]}
    applied = await http.post("/api/job/apply", json=proved)
    assert applied.status_code == 201, applied.text
    after = (await http.get(f"/api/resume/{body['id']}", headers=shown)).json()
    assert after["application_id"] == applied.json()["id"]


@ON_SQLITE
@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 422, "FileEmpty"),
        (b"<html>%PDF-1.4</html>", 415, "FileTypeUnsupported"),
        (b"PK\x03\x04 not a zip", 422, "FileTruncated"),
        (b"%PDF-1.4\nnothing follows", 422, "FileTruncated"),
        (pdf_of()[:200], 422, "FileTruncated"),
        (docx_of()[:-40], 422, "FileTruncated"),
    ],
)
async def test_a_refused_file_leaves_nothing(
    shared: RunningServer, http: httpx.AsyncClient, content: bytes, status: int, code: str
) -> None:
    before = await stored_files(shared)

    assert_error(await send(http, content), status, code)

    assert await stored_files(shared) == before


@ON_SQLITE
async def test_a_scan_is_no_failure(shared: RunningServer, http: httpx.AsyncClient) -> None:
    body = (await send(http, pdf_of(""))).json()

    assert body["parsing_status"] == "needs_ocr"
    assert body["message"]
    assert body["contact"] == {"name": None, "email": None, "phone": None}


async def test_what_takes_longer_is_answered_202_and_goes_on(
    shared: RunningServer, http: httpx.AsyncClient
) -> None:
    shared.house.resumes.patience_s = 0

    answer = await send(http, pdf_of())

    assert answer.status_code == 202
    body = answer.json()
    assert (body["parsing_status"], body["skills"]) == ("pending", [])
    detail = await finished(http, body)
    assert detail["parsing_status"] == "parsed"
    assert detail["contact"]["email"] == "amina@example.org"


async def test_a_file_refused_in_the_background_is_not_kept(
    shared: RunningServer, http: httpx.AsyncClient
) -> None:
    shared.house.resumes.patience_s = 0

    detail = await finished(http, (await send(http, b"%PDF-1.4 broken")).json())

    assert detail["parsing_status"] == "failed"
    assert "Save it again" in detail["message"]
    assert not await shared.house.resumes.files.exists(detail["filename"])


async def finished(http: httpx.AsyncClient, body: dict[str, Any]) -> dict[str, Any]:
    shown = {"X-Upload-Token": body["upload_token"]}
    for _ in range(400):
        answer = await http.get(f"/api/resume/{body['id']}", headers=shown)
        detail: dict[str, Any] = answer.raise_for_status().json()
        if detail["parsing_status"] != "pending":
            return detail
        await asyncio.sleep(0.05)
    raise TimeoutError("the file was not read")


@ON_SQLITE
async def test_two_uploads_at_once_are_both_fine(
    shared: RunningServer, http: httpx.AsyncClient, cast: Cast
) -> None:
    job_id = await shared.job()
    command = {
        "job_id": job_id,
        "applicant_name": "Zaynab Quill",
        "applicant_email": "zaynab@example.org",
    }
    application_id = (await http.post("/api/job/apply", json=command)).json()["id"]

    async with shared.http(cast.recruiter) as recruiter:
        fields = {"application_id": str(application_id)}
        both = await asyncio.gather(*(send(recruiter, pdf_of(), **fields) for _ in range(2)))
        assert [answer.status_code for answer in both] == [201, 201]
        async with shared.house.workshop.database.reading() as session:
            application = await session.get_one(JobApplication, application_id)
        page = (await recruiter.get(f"/api/candidates/{application.person_id}/resumes")).json()

    assert page["total"] == 2
    assert len({item["filename"] for item in page["items"]}) == 1


@ON_SQLITE
async def test_a_download_is_an_attachment_that_can_do_nothing(
    shared: RunningServer, http: httpx.AsyncClient, cast: Cast
) -> None:
    name = "../../r\u00e9sum\u00e9 \U0001f600 \u202efdp.html"
    body = (await send(http, docx_of(), name)).json()
    shown = {"X-Upload-Token": body["upload_token"]}
    detail = (await http.get(f"/api/resume/{body['id']}", headers=shown)).json()
    path = f"/api/resume/download/{detail['filename']}"

    assert_error(await http.get(path), 401)
    async with shared.http(cast.candidate) as candidate:
        assert_error(await candidate.get(path), 403)
    async with shared.http(cast.recruiter) as recruiter:
        answer = await recruiter.get(path)

    assert answer.content.startswith(b"PK")
    assert answer.headers["content-type"] == DOCX
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    disposition = answer.headers["content-disposition"]
    assert disposition.startswith("attachment; ")
    assert disposition.endswith("filename*=UTF-8''r%C3%A9sum%C3%A9%20%F0%9F%98%80%20fdp.html.docx")
    assert body["original_filename"] == "r\u00e9sum\u00e9 \U0001f600 fdp.html"


@ON_SQLITE
@pytest.mark.parametrize("name", ["..%2f..%2fetc%2fpasswd", "0" * 32, "%00", "A" * 300])
async def test_a_name_that_is_no_file_is_a_404(
    shared: RunningServer, cast: Cast, name: str
) -> None:
    async with shared.http(cast.recruiter) as recruiter:
        assert_error(await recruiter.get(f"/api/resume/download/{name}"), 404)


@ON_SQLITE
async def test_recruiters_read_again_and_delete(
    shared: RunningServer, http: httpx.AsyncClient, cast: Cast
) -> None:
    body = (await send(http, pdf_of())).json()

    async with shared.http(cast.recruiter) as recruiter:
        stored = await recruiter.post("/api/resume/parse", json={"resume_id": body["id"]})
        files = {"file": ("other.docx", docx_of(TEXT.replace("amina@", "zaynab@")))}
        sent = await recruiter.post("/api/resume/parse", files=files)
        neither = await recruiter.post("/api/resume/parse", json={})
        gone = await recruiter.delete(f"/api/resume/{body['id']}")
        again = await recruiter.delete(f"/api/resume/{body['id']}")

    assert (stored.status_code, stored.json()["id"]) == (200, body["id"])
    assert (sent.json()["id"], sent.json()["contact"]["email"]) == (None, "zaynab@example.org")
    assert_error(neither, 422)
    assert gone.json() == {"id": body["id"]}
    assert_error(again, 404)


@ON_SQLITE
async def test_a_form_is_read_strictly(shared: RunningServer, http: httpx.AsyncClient) -> None:
    good = ("cv.pdf", pdf_of())
    cases: list[tuple[dict[str, Any], int]] = [
        ({"data": {"job_id": "1"}, "files": {"other": good}}, 422),
        ({"files": [("file", good), ("file", good)]}, 400),
        ({"files": {"file": good}, "data": {"surprise": "1"}}, 422),
        ({"files": {"file": good}, "data": {"job_id": "one"}}, 422),
        ({"files": {"file": good}, "data": {"job_id": ["1", "2"]}}, 400),
        ({"files": {"file": good}, "data": {"job_id": "9" * 2_000}}, 400),
        ({"files": {"file": good}, "data": {"job_id": "999999"}}, 404),
        ({"files": {"file": good}, "data": {"application_id": "1"}}, 404),
        ({"files": [(f"part{n}", (None, "1")) for n in range(40)]}, 413),
        ({"data": {"job_id": "1"}}, 415),
        ({"json": {"job_id": 1}}, 415),
    ]

    for options, status in cases:
        assert_error(await http.post(UPLOAD, **options), status)


@ON_SQLITE
@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"--x",
        b"--x--\r\n",
        b"--x\r\n\r\n",
        b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--\r\n",
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nno end',
        b'--x\r\nContent-Disposition: form-data; name="\xff"\r\n\r\na\r\n--x--\r\n',
        b'--x\r\nContent-Disposition: form-data; name="job_id"\r\n\r\n\xff\r\n--x--\r\n',
        b"\x00" * 3_000,
        b"--x\r\n" + b"A: b\r\n" * 30_000,
    ],
)
async def test_a_broken_form_is_a_4xx(
    shared: RunningServer, http: httpx.AsyncClient, raw: bytes
) -> None:
    kind = {"Content-Type": "multipart/form-data; boundary=x"}

    answer = await http.post(UPLOAD, content=raw, headers=kind)

    assert 400 <= answer.status_code < 500, answer.text
    assert_error(answer, answer.status_code)


@ON_SQLITE
@pytest.mark.parametrize("boundary", ["", "; boundary=", "; boundary=" + "x" * 200])
async def test_a_form_without_a_fit_boundary_is_refused(
    shared: RunningServer, http: httpx.AsyncClient, boundary: str
) -> None:
    kind = {"Content-Type": f"multipart/form-data{boundary}"}

    assert_error(await http.post(UPLOAD, content=b"--x--", headers=kind), 400)


@ON_SQLITE
@pytest.mark.parametrize("size", [20_001, 90_000, 3_000_000])
@pytest.mark.parametrize("is_measured", [True, False], ids=["length", "chunks"])
async def test_a_file_that_is_too_large_is_cut_while_it_comes(
    server_for_small_files: RunningServer, size: int, *, is_measured: bool
) -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
    body = head + b"%PDF-" + b"a" * (size - 5) + b"\r\n--x--\r\n"

    async def chunks() -> AsyncIterator[bytes]:
        for start in range(0, len(body), 16_384):
            yield body[start : start + 16_384]

    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    async with server_for_small_files.http() as http:
        try:
            answer = await http.post(
                UPLOAD, content=body if is_measured else chunks(), headers=kind
            )
        except httpx.TransportError:
            # Who goes on sending megabytes is cut off.
            assert size == 3_000_000
            return

    assert_error(answer, 413, "TOO_LARGE")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server_for_small_files(
    migrated_sqlite: Any, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[RunningServer]:
    folder = tmp_path_factory.mktemp("small")
    settings = make_settings(f"sqlite:///{migrated_sqlite}", folder, max_file_size=20_000)
    async with running(settings) as server:
        yield server
