/**
 * Letting questions be drafted for a job, and watching the drafts come.
 * @import {Generation} from "./types.js"
 * @import {QuestionDesk} from "./desk.js"
 * @import {Problem} from "../lib/field.js"
 */
import { useEffect, useState } from "preact/hooks";
import { Dialog } from "../lib/dialog.js";
import { asProblem } from "../lib/field.js";
import { plural } from "../lib/format.js";
import { html } from "../lib/html.js";
import { report } from "../lib/notices.js";
import { Loading } from "../lib/parts.js";
import { call } from "./desk.js";
import { DIFFICULTIES, TYPES } from "./filter.js";
import { SkillsField } from "./parts.js";
import { titled } from "./words.js";

/** @typedef {{person_id: number, applicant_name: string}} Applicant */

/** @param {{desk: QuestionDesk, open: boolean, onClose: () => void}} props */
export function GenerateDialog({ desk, open, onClose }) {
  const held = desk.drafting.generation.value;
  const isReady = desk.shelf.hasJobs.value;
  return html`<${Dialog} open=${open} title="Generate questions" onClose=${onClose}>
    ${held ? html`<${Progress} desk=${desk} generation=${held} onClose=${onClose} />` : isReady ? html`<${Brief} desk=${desk} />` : html`<${Loading} label="Looking for jobs" />`}
  <//>`;
}

/** @param {{desk: QuestionDesk}} props */
function Brief({ desk }) {
  const jobs = desk.shelf.jobs.value;
  const [jobId, setJobId] = useState(Number(desk.shelf.filter.value.job_id) || (jobs[0]?.id ?? 0));
  const [skills, setSkills] = useState(/** @type {string[]} */ (desk.shelf.job(jobId)?.skills_required ?? []));
  const [types, setTypes] = useState(TYPES);
  const [applicants, setApplicants] = useState(/** @type {Applicant[]} */ ([]));
  const [problem, setProblem] = useState(/** @type {Problem | null} */ (null));
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    setApplicants([]);
    if (jobId) call("GET", `/api/jobs/${jobId}/applications?limit=200`).then(({ items }) => setApplicants(items), () => setApplicants([]));
  }, [jobId]);
  const choose = (/** @type {{currentTarget: HTMLSelectElement}} */ { currentTarget }) => {
    setJobId(Number(currentTarget.value));
    setSkills(desk.shelf.job(Number(currentTarget.value))?.skills_required ?? []);
  };
  const start = async (/** @type {SubmitEvent & {currentTarget: HTMLFormElement}} */ event) => {
    event.preventDefault();
    if (busy) return;
    const said = new FormData(event.currentTarget);
    const person = Number(said.get("person"));
    const command = { job_id: jobId, difficulty: said.get("difficulty"), count: Number(said.get("count")), types, ...(skills.length && { skills }), ...(person && { candidate_id: person }) };
    setBusy(true);
    setProblem(null);
    await desk.drafting.start(command).catch((error) => setProblem(asProblem(error)));
    setBusy(false);
  };
  if (jobs.length === 0) return html`<p>There is no job yet to draft questions for.</p>`;
  return html`<form class="stack" onSubmit=${start}>
    ${problem && html`<p class="banner banner--bad" role="alert">${problem.message}</p>`}
    <div class="field"><label for="gen-job">Job</label><select id="gen-job" class="input" onChange=${choose}>${jobs.map((job) => html`<option key=${job.id} value=${String(job.id)} selected=${job.id === jobId}>${job.title}</option>`)}</select></div>
    <${SkillsField} id="gen-skill" skills=${skills} known=${desk.shelf.job(jobId)?.skills_required ?? []} onSkills=${setSkills} />
    <div class="edit-row">
      <div class="field"><label for="gen-difficulty">Difficulty</label><select id="gen-difficulty" name="difficulty" class="input">${DIFFICULTIES.map((one) => html`<option key=${one} value=${one} selected=${one === "intermediate"}>${titled(one)}</option>`)}</select></div>
      <div class="field"><label for="gen-count">How many</label><input id="gen-count" name="count" class="input" type="number" required min="1" max="50" defaultValue="5" /></div>
    </div>
    <fieldset><legend>Types</legend><div class="row">${TYPES.map((one) => html`<label key=${one} class="row tick"><input type="checkbox" checked=${types.includes(one)}
      onChange=${() => setTypes(TYPES.filter((type) => (type === one) !== types.includes(type)))} /> ${titled(one)}</label>`)}</div></fieldset>
    <div class="field"><label for="gen-person">From a candidate's résumé</label><select id="gen-person" name="person" class="input" aria-describedby="gen-person-hint">
      <option value="">Use none</option>${applicants.map((one) => html`<option key=${one.person_id} value=${String(one.person_id)}>${one.applicant_name}</option>`)}</select>
      <span class="field__hint" id="gen-person-hint">Some questions then go into what it says.</span></div>
    <div><button class="button button--primary" aria-disabled=${busy || types.length === 0} disabled=${types.length === 0}>Draft them</button></div>
  </form>`;
}

/** @param {{desk: QuestionDesk, generation: Generation, onClose: () => void}} props */
function Progress({ desk, generation, onClose }) {
  const runs = desk.drafting.runs.value;
  const show = () => {
    void desk.shelf.look({ job_id: String(generation.job_id), state: "draft", type: "", difficulty: "", skill: "", q: "" });
    desk.drafting.generation.value = null;
    desk.remember();
    onClose();
  };
  return html`<div class="stack">
    <p role="status">${runs ? "Drafting" : ended(generation)}: ${generation.done} of ${plural(generation.count, "question")}</p>
    <progress class="drafted" max=${generation.count} value=${generation.done} aria-label="Drafted"></progress>
    <p class="small soft" data-testid="provider">${madeBy(generation)}</p>
    ${generation.reason && html`<p class="banner">${generation.reason}</p>`}
    <ol class="drafts">${generation.questions.map((one) => html`<li key=${one.id}>${one.question_text} <span class="small soft">${titled(one.question_type)}</span></li>`)}</ol>
    <div class="row">
      ${runs && html`<button type="button" class="button" onClick=${() => report(desk.drafting.cancel())}>Stop</button>`}
      ${!runs && html`${generation.done > 0 && html`<button type="button" class="button button--primary" onClick=${show}>Look at the drafts</button>`}
        <button type="button" class="button" onClick=${() => (desk.drafting.generation.value = null)}>Draft more</button>`}
    </div>
  </div>`;
}

/** @param {Generation} generation */
const ended = ({ state }) => (state === "cancelled" ? "Stopped" : "Drafted");

/** @param {Generation} generation */
function madeBy({ provider, model }) {
  if (provider === "offline") return "Made offline, from Greenroom's own knowledge.";
  return `Made by ${provider}${model ? ` (${model})` : ""}.`;
}
