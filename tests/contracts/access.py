"""Who may do what: the one table of rights, checked by ``test_access_matrix.py``.

Every operation of the OpenAPI document and every command of a socket has one row; without it the
tests fail. A row says who is the lowest that gets in, in words of ``LADDER``, where ``nobody`` is
everybody and ``guest`` is somebody with an invite and no account. Add yours like this::

    "jobs.close_job": row("recruiter"),                     # a role and those above it
    "interviews.read_report": row("guest", private=True),   # below recruiters only one's own
    "portal.write_survey": row("guest", answerer=True),     # only the candidate whose it is
    "auth.change_password": row("candidate", ends_sign_in=True),
    "kits.delete_kit": row("recruiter", uses_up=True),      # tried with a thing of its own
    "jobs.edit_job": row("recruiter", owner=True),          # whose job it is, or an admin
    "candidates.edit_note": row("recruiter", author=True),  # who wrote it, and nobody else

The matrix takes path and method from the document and the body from its example. Ids in them are
filled in by their names, from ``Place.ids``: once with what belongs to the caller and once with
somebody else's. A feature with ids of its own adds them where ``World`` makes its places.
"""

from dataclasses import dataclass

LADDER = ("nobody", "guest", "candidate", "recruiter", "expert", "admin")
STAFF = LADDER[3:]
REFUSED = frozenset({401, 403, 404})


@dataclass(frozen=True, slots=True)
class Row:
    """What a route asks of its callers."""

    lowest: str
    private: bool = False
    answerer: bool = False
    ends_sign_in: bool = False
    uses_up: bool = False
    owner: bool = False
    personal: bool = False
    off: bool = False
    author: bool = False
    by_token: bool = False
    signed: bool = False

    @property
    def apart(self) -> bool:
        """Whether members of staff need things that nobody else touches."""
        return self.uses_up or self.owner or self.author

    def expects(self, role: str, *, own: bool) -> int | None:
        """Return the status that ``role`` must get, or None where the role is let in."""
        place = LADDER.index(role)
        if self.signed or place < LADDER.index(self.lowest):
            return 401 if self.signed or place < LADDER.index("candidate") else 403
        if self.off or (self.personal and not own) or (self.answerer and role in STAFF):
            return 404
        if self.owner and not own and role in STAFF[:-1]:
            return 403
        if self.author and not own and role in STAFF:
            return 403
        if self.by_token and role == "nobody":
            return 404
        hidden = self.private or self.answerer
        return 404 if hidden and not own and role not in STAFF else None


def row(lowest: str, **facts: bool) -> Row:
    """Return a row; ``private`` hides others' things from all below recruiters.

    ``answerer`` lets only the candidate in whose thing it is. ``ends_sign_in`` is for what would
    sign the caller out: it is tried with a sign-in of its own. ``uses_up`` is for what leaves
    nothing to the next who tries: among staff, each gets things of their own. ``owner`` refuses
    colleagues who see the thing but did not make it, ``author`` even administrators. ``personal``
    is for what nobody but its owner sees, whatever their rank; ``off`` for what this installation
    has not switched on; ``by_token`` for what those without any sign-in need a token for, which
    the matrix does not show; ``signed`` for what only an outside service may call, by a signature.
    """
    return Row(lowest, **facts)


ROUTES: dict[str, Row] = {
    "auth.sign_up": row("nobody"),
    "auth.log_in": row("nobody"),
    "auth.refresh": row("nobody"),
    "auth.log_out": row("nobody", ends_sign_in=True),
    "auth.me": row("candidate"),
    "auth.options": row("nobody"),
    "account.send_verification": row("nobody"),
    "account.verify_email": row("nobody"),
    "account.forgot_password": row("nobody"),
    "account.reset": row("nobody"),
    "account.change_password": row("candidate", ends_sign_in=True),
    "account.list_sessions": row("candidate"),
    "account.end_session": row("candidate", ends_sign_in=True, personal=True),
    "account.end_other_sessions": row("candidate"),
    "totp.set_up_totp": row("candidate"),
    "totp.enable_totp": row("candidate"),
    "totp.disable_totp": row("candidate"),
    "oidc.start_oidc": row("nobody", off=True),
    "oidc.finish_oidc": row("nobody", off=True),
    "admin_users.list_users": row("admin"),
    "admin_users.create_user": row("admin"),
    "admin_users.read_user": row("admin"),
    "admin_users.change_user": row("admin"),
    "admin_users.revoke_sessions": row("admin"),
    "admin_users.send_reset_link": row("admin"),
    "admin_users.remove_totp": row("admin"),
    "api_keys.list_api_keys": row("admin"),
    "api_keys.create_api_key": row("admin"),
    "api_keys.revoke_api_key": row("admin"),
    "ai.read_ai": row("admin"),
    "ai.list_calls": row("admin"),
    "audit.list_entries": row("admin"),
    "audit.verify_chain": row("admin"),
    "mails.list_mails": row("admin"),
    "health.read_health": row("nobody"),
    "health.read_liveness": row("nobody"),
    "health.read_metrics": row("nobody"),
    "health.read_readiness": row("nobody"),
    "jobs.list_jobs": row("nobody"),
    "jobs.read_job": row("nobody"),
    "jobs.create_job": row("recruiter"),
    "jobs.post_job": row("recruiter"),
    "applications.apply_for_job": row("nobody"),
    "applications.check_application": row("nobody"),
    "applications.list_own_applications": row("candidate"),
    "applications.withdraw_application": row("candidate", answerer=True),
    "applications.undo_withdrawal": row("candidate", answerer=True),
    "applications.list_applications": row("recruiter"),
    "candidates.list_candidates": row("recruiter"),
    "candidates.list_duplicates": row("recruiter"),
    "candidates.merge_candidates": row("recruiter"),
    "candidates.undo_merge": row("recruiter"),
    "candidates.read_candidate": row("recruiter"),
    "candidates.read_timeline": row("recruiter"),
    "candidates.move_status": row("recruiter"),
    "candidates.undo_status": row("recruiter"),
    "candidates.list_notes": row("recruiter"),
    "candidates.write_note": row("recruiter"),
    "candidates.edit_note": row("recruiter", author=True),
    "candidates.delete_note": row("recruiter", author=True),
    "candidates.set_tags": row("recruiter"),
    "candidates.suggest_tags": row("recruiter"),
    "jobs.search_jobs": row("nobody"),
    "jobs.read_stats": row("recruiter"),
    "jobs.replace_job": row("recruiter", owner=True),
    "jobs.edit_job": row("recruiter", owner=True),
    "jobs.delete_job": row("recruiter", owner=True),
    "job_states.publish_job": row("recruiter", owner=True),
    "job_states.close_job": row("recruiter", owner=True),
    "job_states.reopen_job": row("recruiter", owner=True),
    "job_states.archive_job": row("recruiter", owner=True),
    "job_states.approve_job": row("expert"),
    "job_states.reject_job": row("expert"),
    "job_intake.read_form": row("nobody"),
    "job_intake.write_form": row("recruiter"),
    "job_intake.add_source": row("recruiter"),
    "job_intake.list_sources": row("recruiter"),
    "matching.rank_candidates": row("recruiter"),
    "matching.list_fitting_jobs": row("candidate"),
    "matching.read_profile": row("recruiter"),
    "matching.write_profile": row("recruiter"),
    "matching.start_matching": row("recruiter"),
    "matching.read_matching": row("recruiter"),
    "kits.list_kits": row("recruiter"),
    "kits.list_job_kits": row("recruiter"),
    "kits.make_kit": row("recruiter"),
    "kits.read_kit": row("recruiter"),
    "kits.edit_kit": row("recruiter"),
    "kits.renew_kit": row("recruiter"),
    "kits.delete_kit": row("recruiter", uses_up=True),
    "recordings.list_recordings": row("recruiter"),
    "recordings.link_recording": row("recruiter"),
    "recordings.play_recording": row("recruiter"),
    "recordings.delete_recording": row("recruiter", uses_up=True),
    "resumes.upload_resume": row("nobody"),
    "resumes.parse_resume": row("recruiter"),
    "resumes.read_resume": row("nobody", private=True, by_token=True),
    "resumes.delete_resume": row("recruiter", uses_up=True),
    "resumes.download_resume": row("recruiter"),
    "resumes.list_resumes": row("recruiter"),
    "generating.generate_questions": row("recruiter"),
    "generating.read_generation": row("recruiter"),
    "generating.cancel_generation": row("recruiter", uses_up=True),
    "questions.list_questions": row("recruiter"),
    "questions.write_question": row("recruiter"),
    "questions.read_question": row("recruiter"),
    "questions.edit_question": row("recruiter"),
    "questions.delete_question": row("recruiter", uses_up=True),
    "questions.submit_question": row("recruiter"),
    "questions.retire_question": row("recruiter"),
    "questions.restore_question": row("recruiter"),
    "question_history.list_versions": row("recruiter"),
    "question_history.compare_versions": row("recruiter"),
    "question_history.list_comments": row("recruiter"),
    "question_history.write_comment": row("recruiter"),
    "question_history.edit_comment": row("recruiter", author=True),
    "question_history.delete_comment": row("recruiter", author=True),
    "questions.approve_questions": row("expert"),
    "questions.list_approved": row("candidate"),
    "question_measures.check_question": row("recruiter"),
    "question_measures.list_statistics": row("recruiter"),
    "question_measures.read_statistics": row("recruiter"),
    "question_measures.ask_for_statistics": row("recruiter"),
    "skills.list_skills": row("candidate"),
    "skills.read_skill": row("candidate"),
    "skills.list_entries": row("admin"),
    "skills.add_skill": row("admin"),
    "skills.change_skill": row("admin"),
    "skills.delete_skill": row("admin", uses_up=True),
    "video.create_meeting": row("recruiter"),
    "video.list_meetings": row("recruiter"),
    "video.read_meeting": row("recruiter"),
    "video.retry_meeting": row("recruiter"),
    "video.fetch_host_link": row("recruiter"),
    "video.sign_for_sdk": row("guest", private=True),
    "video.list_registrants": row("guest", private=True),
    "video.register_candidate": row("guest", private=True),
    "video.list_participants": row("recruiter"),
    "video.reconcile": row("recruiter"),
    "video.list_comparisons": row("recruiter"),
    "interviews.schedule_session": row("recruiter"),
    "interviews.list_sessions": row("guest"),
    "interviews.read_session": row("guest", private=True),
    "interviews.move_session": row("recruiter"),
    "interviews.cancel_session": row("recruiter"),
    "interviews.invite_candidate": row("recruiter"),
    "interviews.read_report": row("guest", private=True),
    "interviews.read_snapshot": row("guest", private=True),
    "interviews.read_events": row("guest", private=True),
    "interviews.save_draft": row("guest", answerer=True),
    "interviews.submit_answer": row("guest", answerer=True),
    "video_inbox.receive_event": row("nobody", signed=True),
    "video_inbox.list_events": row("admin"),
    "video_inbox.replay_event": row("admin"),
    "webhooks.list_endpoints": row("admin"),
    "webhooks.add_endpoint": row("admin"),
    "webhooks.read_endpoint": row("admin"),
    "webhooks.change_endpoint": row("admin"),
    "webhooks.delete_endpoint": row("admin", uses_up=True),
    "webhooks.rotate_secret": row("admin"),
    "webhooks.send_ping": row("admin"),
    "webhooks.list_deliveries": row("admin"),
    "webhooks.replay_delivery": row("admin"),
    "rooms.start_room": row("recruiter"),
    "rooms.pause_room": row("recruiter"),
    "rooms.resume_room": row("recruiter"),
    "rooms.end_room": row("recruiter"),
    "rooms.push_question": row("recruiter"),
}

CANDIDATES = frozenset({"guest", "candidate"})
INTERVIEWERS = frozenset(STAFF)
ANYBODY = CANDIDATES | INTERVIEWERS
ACCOUNTS = ANYBODY - {"guest"}
"""An invite is no sign-in and has nothing to renew."""
COMMANDS: dict[tuple[str, str], frozenset[str]] = {
    ("/dashboard", "dashboard.subscribe"): INTERVIEWERS,
    ("/dashboard", "seat.renew"): INTERVIEWERS,
    ("/room", "answer.edit"): CANDIDATES,
    ("/room", "answer.read"): ANYBODY,
    ("/room", "answer.submit"): CANDIDATES,
    ("/room", "auto.set"): INTERVIEWERS,
    ("/room", "consent.set"): CANDIDATES,
    ("/room", "help.request"): CANDIDATES,
    ("/room", "note.add"): INTERVIEWERS,
    ("/room", "question.close"): INTERVIEWERS,
    ("/room", "question.push"): INTERVIEWERS,
    ("/room", "question.repeat"): CANDIDATES,
    ("/room", "question.skip"): CANDIDATES,
    ("/room", "room.catch_up"): ANYBODY,
    ("/room", "room.end"): INTERVIEWERS,
    ("/room", "room.pause"): INTERVIEWERS,
    ("/room", "room.ready"): CANDIDATES,
    ("/room", "room.resume"): INTERVIEWERS,
    ("/room", "room.snapshot"): ANYBODY,
    ("/room", "room.start"): INTERVIEWERS,
    ("/room", "score.override"): INTERVIEWERS,
    ("/room", "seat.renew"): ACCOUNTS,
    ("/room", "signal.report"): CANDIDATES,
    ("/room", "time.extend"): INTERVIEWERS,
}
