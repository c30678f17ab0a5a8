/**
 * Planning an interview for an application, and moving one that has not begun.
 * @import {InviteView, Job, SessionView} from "../types.js"
 */
import { useEffect, useState } from "preact/hooks";
import { Dialog } from "../lib/dialog.js";
import { asProblem } from "../lib/field.js";
import { dayAndTime } from "../lib/format.js";
import { html } from "../lib/html.js";
import { PROVIDERS, call, inviteHours, momentOf, spellLocal } from "./planning.js";

/** @typedef {{id: number, applicant_name: string, applicant_email: string, status: string}} Application */
/** @typedef {{id: number, name: string, questions: unknown[]}} Kit */
/** @typedef {{currentTarget: HTMLFormElement, preventDefault: () => void}} Submitted */

const ENDED = new Set(["Rejected", "Withdrawn"]);
const A_DAY_MS = 86_400_000;
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** @param {{open: boolean, onClose: () => void, onPlanned: () => void}} props */
export function ScheduleDialog({ open, onClose, onPlanned }) {
  const [planned, setPlanned] = useState(/** @type {{session: SessionView, invite: InviteView | null} | null} */ (null));
  const close = () => {
    setPlanned(null);
    onClose();
  };
  const done = (/** @type {{session: SessionView, invite: InviteView | null}} */ made) => {
    setPlanned(made);
    onPlanned();
  };
  return html`<${Dialog} open=${open} title="Schedule an interview" onClose=${close}>
    ${planned ? html`<${Planned} ...${planned} onClose=${close} />` : html`<${Form} onDone=${done} />`}
  <//>`;
}

/** @param {{onDone: (made: {session: SessionView, invite: InviteView | null}) => void}} props */
function Form({ onDone }) {
  const [jobs, setJobs] = useState(/** @type {Job[] | null} */ (null));
  const [jobId, setJobId] = useState("");
  const [video, setVideo] = useState(true);
  const [problem, setProblem] = useState(/** @type {import("../lib/field.js").Problem | null} */ (null));
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    call("GET", "/api/jobs?status=Open&limit=100").then(({ items }) => setJobs(items), (error) => setProblem(asProblem(error)));
  }, []);

  const plan = async (/** @type {Submitted} */ event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const body = commandOf(new FormData(event.currentTarget));
      const session = await call("POST", "/api/interview/sessions", body);
      // The interview is planned even where its link cannot be made; the list makes another.
      const invite = await call("POST", `/api/interview/sessions/${session.id}/invite`, { hours: inviteHours(body.scheduled_at) }).catch(() => null);
      onDone({ session, invite });
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };

  return html`<form class="stack" onSubmit=${plan}>
    <div class="field">
      <label for="plan-job">Job</label>
      <select id="plan-job" class="input" required value=${jobId} onChange=${(/** @type {{currentTarget: HTMLSelectElement}} */ event) => setJobId(event.currentTarget.value)}>
        <option value="">${jobs ? "Choose a job" : "Looking for jobs…"}</option>
        ${jobs?.map((job) => html`<option key=${job.id} value=${job.id}>${job.title}, ${job.company}</option>`)}
      </select>
      ${jobs?.length === 0 && html`<span class="field__hint">No job is open. Publish one first.</span>`}
    </div>
    ${jobId && html`<${OfJob} key=${jobId} jobId=${jobId} onProblem=${setProblem} />`}
    <${TimeField} value=${spellLocal(Date.now() + A_DAY_MS)} />
    <label class="switch"><input type="checkbox" role="switch" name="auto" /><span>Asks the questions by itself</span></label>
    <fieldset class="stack stack--tight">
      <label class="switch"><input type="checkbox" role="switch" name="video" checked=${video} onChange=${() => setVideo(!video)} /><span>Video meeting</span></label>
      ${video && html`<${VideoFields} />`}
    </fieldset>
    <${Problem} problem=${problem} />
    <div class="row"><button class="button button--primary" aria-disabled=${busy}>${busy ? "Scheduling…" : "Schedule"}</button></div>
  </form>`;
}

/** @param {{jobId: string, onProblem: (problem: import("../lib/field.js").Problem) => void}} props */
function OfJob({ jobId, onProblem }) {
  const [people, setPeople] = useState(/** @type {Application[] | null} */ (null));
  const [kits, setKits] = useState(/** @type {Kit[]} */ ([]));
  useEffect(() => {
    Promise.all([call("GET", `/api/job/${jobId}/applications?limit=100`), call("GET", `/api/jobs/${jobId}/kits?limit=100`)]).then(
      ([applications, found]) => {
        setPeople(applications.items.filter((/** @type {Application} */ one) => !ENDED.has(one.status)));
        setKits(found.items);
      },
      (error) => onProblem(asProblem(error)),
    );
  }, []);
  return html`<div class="field">
      <label for="plan-application">Candidate</label>
      <select id="plan-application" name="application_id" class="input" required>
        <option value="">${people ? "Choose a candidate" : "Looking for applications…"}</option>
        ${people?.map((one) => html`<option key=${one.id} value=${one.id}>${one.applicant_name}, ${one.applicant_email}</option>`)}
      </select>
      ${people?.length === 0 && html`<span class="field__hint">Nobody has applied for this job yet.</span>`}
    </div>
    <div class="field">
      <label for="plan-kit">Questions</label>
      <select id="plan-kit" name="kit_id" class="input">
        <option value="">All approved questions of the job</option>
        ${kits.map((kit) => html`<option key=${kit.id} value=${kit.id}>${kit.name} (${kit.questions.length})</option>`)}
      </select>
    </div>`;
}

function VideoFields() {
  return html`<div class="field">
      <label for="plan-minutes">Minutes</label>
      <input id="plan-minutes" name="minutes" type="number" class="input input--small limit" min="5" max="1440" value="60" required />
    </div>
    <label class="switch"><input type="checkbox" role="switch" name="records" /><span>Record it at the video service</span></label>
    <p class="field__hint">A recording is kept as far as the candidate's choice and the rules of the place allow; the candidate is asked before coming in.</p>`;
}

/** @param {{value: string}} props */
function TimeField({ value }) {
  return html`<div class="field">
    <label for="plan-time">Day and time</label>
    <input id="plan-time" name="time" type="datetime-local" class="input" required defaultValue=${value} aria-describedby="plan-zone" />
    <span class="field__hint" id="plan-zone">In your time zone, ${ZONE}. The candidate sees it in theirs.</span>
  </div>`;
}

/** @param {{problem: import("../lib/field.js").Problem | null}} props */
function Problem({ problem }) {
  if (!problem) return null;
  return html`<div class="banner banner--bad" role="alert"><span>${[problem.message, ...Object.values(problem.fields)].join(" ")}</span></div>`;
}

/** @param {{session: SessionView, invite: InviteView | null, onClose: () => void}} props */
function Planned({ session, invite, onClose }) {
  const { meeting, scheduled_at } = session;
  return html`<div class="stack" role="status">
    <p>${session.candidate_name}'s interview is planned${scheduled_at && ` for ${dayAndTime(scheduled_at)}`}.
      ${meeting && html` Its meeting is held ${PROVIDERS[meeting.provider]}.`}</p>
    ${!invite && html`<p>The link for the candidate could not be made. Use “Copy invite” in the list.</p>`}
    ${invite && html`<div class="field">
      <label for="plan-invite">Copy this link and send it to the candidate</label>
      <input id="plan-invite" class="input" readonly value=${invite.url} onFocus=${(/** @type {{currentTarget: HTMLInputElement}} */ event) => event.currentTarget.select()} />
      <span class="field__hint">It is shown this once and holds until ${dayAndTime(invite.expires_at)}.</span>
    </div>`}
    <div class="row"><button type="button" class="button" onClick=${onClose}>Done</button></div>
  </div>`;
}

/** @param {{session: SessionView, open: boolean, onClose: () => void, onMove: (scheduled_at: string) => void}} props */
export function MoveDialog({ session, open, onClose, onMove }) {
  const move = (/** @type {Submitted} */ event) => {
    event.preventDefault();
    onMove(momentOf(String(new FormData(event.currentTarget).get("time"))));
  };
  const start = session.scheduled_at ? Date.parse(session.scheduled_at) : Date.now() + A_DAY_MS;
  return html`<${Dialog} open=${open} title=${`Move ${session.candidate_name}'s interview`} onClose=${onClose}>
    <form class="stack" onSubmit=${move}>
      <${TimeField} value=${spellLocal(start)} />
      <div class="row"><button class="button button--primary">Move</button></div>
    </form>
  <//>`;
}

/** @param {FormData} form */
function commandOf(form) {
  const number = (/** @type {string} */ name) => Number(form.get(name));
  return {
    application_id: number("application_id"),
    scheduled_at: momentOf(String(form.get("time"))),
    auto: form.has("auto"),
    ...(form.get("kit_id") ? { kit_id: number("kit_id") } : {}),
    ...(form.has("video") ? { video: true, minutes: number("minutes"), records: form.has("records") } : {}),
  };
}
