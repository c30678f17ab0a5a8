/**
 * Writing a question, or a new version of one; what must not be asked is marked while it is typed.
 * @import {Content, Question} from "./types.js"
 * @import {Problem} from "../lib/field.js"
 * @import {QuestionDesk} from "./desk.js"
 */
import { useState } from "preact/hooks";
import { asProblem } from "../lib/field.js";
import { html } from "../lib/html.js";
import { notify } from "../lib/notices.js";
import { tabMemory } from "../room/keeper.js";
import { Checks, useCheck } from "./checks.js";
import { changed, contentOf, tidied } from "./edits.js";
import { DIFFICULTIES, TYPES } from "./filter.js";
import { PointsField, RubricField, SkillsField } from "./parts.js";
import { titled } from "./words.js";

/** @param {{desk: QuestionDesk, question: Question | null}} props */
export function Editor({ desk, question }) {
  const key = `question-form.${question ? `${question.id}.${question.newest_version}` : "new"}`;
  const [form, setForm] = useState(() => kept(key) ?? contentOf(question));
  const [jobId, setJobId] = useState(Number(question?.job_id ?? desk.shelf.filter.value.job_id) || (desk.shelf.jobs.value[0]?.id ?? 0));
  const [why, setWhy] = useState("");
  const [problem, setProblem] = useState(/** @type {Problem | null} */ (null));
  const [busy, setBusy] = useState(false);
  const check = useCheck(form.question_text, jobId, question?.id ?? null);
  const set = (/** @type {Partial<Content>} */ change) => {
    const next = { ...form, ...change };
    setForm(next);
    tabMemory(key, JSON.stringify(next));
  };
  const leave = () => {
    tabMemory(key, "");
    desk.writing.value = null;
  };
  const save = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const done = await send(desk, question, form, why.trim(), jobId);
      notify(done);
      leave();
    } catch (error) {
      setProblem(asProblem(error));
    }
    setBusy(false);
  };
  return html`<form class="card stack" aria-label=${question ? "Edit the question" : "Write a question"} onSubmit=${save}>
    <h2>${question ? `Version ${question.newest_version + 1}` : "New question"}</h2>
    ${question?.is_approved && html`<p class="small soft">Version ${question.version} stays in use until this one is approved by somebody who did not write it.</p>`}
    ${problem && html`<p class="banner banner--bad" role="alert">${problem.message}${Object.values(problem.fields).map((one) => html` <span>${one}</span>`)}</p>`}
    ${!question && html`<${Pick} id="edit-job" label="Job" value=${String(jobId)} options=${desk.shelf.jobs.value.map((job) => [String(job.id), job.title])} onPick=${(/** @type {string} */ id) => setJobId(Number(id))} />`}
    <${Area} id="edit-text" label="Question" rows="3" most="2000" required value=${form.question_text} onText=${(/** @type {string} */ text) => set({ question_text: text })} />
    <${Checks} check=${check} text=${form.question_text} />
    <div class="edit-row">
      <${Pick} id="edit-type" label="Type" value=${form.question_type} options=${TYPES.map((one) => [one, titled(one)])} onPick=${(/** @type {string} */ question_type) => set({ question_type })} />
      <${Pick} id="edit-difficulty" label="Difficulty" value=${form.difficulty_level} options=${DIFFICULTIES.map((one) => [one, titled(one)])} onPick=${(/** @type {string} */ difficulty_level) => set({ difficulty_level })} />
      <div class="field"><label for="edit-time">Time limit, seconds</label><input id="edit-time" class="input" type="number" min="10" max="7200" placeholder="None" value=${form.time_limit_s ?? ""}
        onInput=${(/** @type {{currentTarget: HTMLInputElement}} */ { currentTarget }) => set({ time_limit_s: currentTarget.value ? Number(currentTarget.value) : null })} /></div>
    </div>
    <${SkillsField} skills=${form.skills_tested} known=${desk.shelf.job(jobId)?.skills_required ?? []} onSkills=${(/** @type {string[]} */ skills_tested) => set({ skills_tested })} />
    <${Area} id="edit-gold" label="Model answer" rows="6" most="20000" required value=${form.gold_standard_answer} onText=${(/** @type {string} */ text) => set({ gold_standard_answer: text })} />
    <${PointsField} points=${form.key_points} onPoints=${(/** @type {Content["key_points"]} */ key_points) => set({ key_points })} />
    <${RubricField} rubric=${form.rubric} onRubric=${(/** @type {Content["rubric"]} */ rubric) => set({ rubric })} />
    <${Area} id="edit-why-asked" label="Why it is asked" rows="2" most="2000" value=${form.why_asked ?? ""} onText=${(/** @type {string} */ text) => set({ why_asked: text })} />
    ${question && html`<div class="field"><label for="edit-why">What the change is for</label><input id="edit-why" class="input" maxlength="200" placeholder="Shown in the history (optional)" value=${why}
      onInput=${(/** @type {{currentTarget: HTMLInputElement}} */ { currentTarget }) => setWhy(currentTarget.value)} /></div>`}
    <div class="row">
      <button class="button button--primary" aria-disabled=${busy}>${question ? "Save as a new version" : "Save as a draft"}</button>
      <button type="button" class="button" onClick=${leave}>Leave it as it was</button>
    </div>
  </form>`;
}

/** @param {QuestionDesk} desk @param {Question | null} question @param {Content} form @param {string} why @param {number} jobId */
async function send(desk, question, form, why, jobId) {
  const after = tidied(form);
  if (!question) {
    await desk.write(after, jobId);
    return "Saved as a draft.";
  }
  const fields = changed(contentOf(question), after);
  if (Object.keys(fields).length === 0) return "Nothing was changed.";
  await desk.edit(fields, why, question.newest_version);
  return "Saved as a new version.";
}

/** @param {string} key @returns {Content | null} */
function kept(key) {
  const text = tabMemory(key);
  return text ? JSON.parse(text) : null;
}

/** @param {{id: string, label: string, rows: string, most: string, value: string | null, required?: boolean, onText: (text: string) => void}} props */
function Area({ id, label, rows, most, value, required = false, onText }) {
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <textarea id=${id} class="input" rows=${rows} maxlength=${most} required=${required} value=${value ?? ""}
      onInput=${(/** @type {{currentTarget: HTMLTextAreaElement}} */ { currentTarget }) => onText(currentTarget.value)}></textarea>
  </div>`;
}

/** @param {{id: string, label: string, value: string | null, options: [string, string][], onPick: (value: string) => void}} props */
function Pick({ id, label, value, options, onPick }) {
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select id=${id} class="input" value=${value} onChange=${(/** @type {{currentTarget: HTMLSelectElement}} */ { currentTarget }) => onPick(currentTarget.value)}>
      ${options.map(([word, words]) => html`<option key=${word} value=${word} selected=${word === value}>${words}</option>`)}
    </select>
  </div>`;
}
