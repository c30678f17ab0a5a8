/**
 * The interview kits of a question's job: whether the question is in them, and in which version.
 * @import {Kit, KitItem, Question} from "./types.js"
 * @import {QuestionDesk} from "./desk.js"
 */
import { useState } from "preact/hooks";
import { Dialog } from "../lib/dialog.js";
import { plural } from "../lib/format.js";
import { html } from "../lib/html.js";
import { report, undoable } from "../lib/notices.js";
import { call } from "./desk.js";

const NEW = "new";
const UNDO_S = 5;

/** @param {{desk: QuestionDesk, question: Question}} props */
export function QuestionKits({ desk, question }) {
  const kits = desk.kits.value;
  const holding = kits.filter((kit) => itemOf(kit, question.id));
  if (!question.job_id || (!question.is_approved && holding.length === 0)) return null;
  return html`<section class="card stack" aria-labelledby="kits-title">
    <h2 id="kits-title">Interview kits</h2>
    ${holding.length === 0 && html`<p class="soft small">It is in no kit yet.</p>`}
    <ul class="stack stack--tight">${holding.map((kit) => html`<${Held} key=${kit.id} desk=${desk} kit=${kit} item=${/** @type {KitItem} */ (itemOf(kit, question.id))} />`)}</ul>
    ${question.is_approved && html`<${PutIn} desk=${desk} question=${question} free=${kits.filter((kit) => !itemOf(kit, question.id))} />`}
  </section>`;
}

/** @param {{desk: QuestionDesk, kit: Kit, item: KitItem}} props */
function Held({ desk, kit, item }) {
  return html`<li class="row row--apart">
    <span>${kit.name} <span class="small soft">version ${item.question_version}, question ${item.position} of ${kit.questions.length}</span></span>
    <${Renew} desk=${desk} kit=${kit} item=${item} />
  </li>`;
}

/** @param {{desk: QuestionDesk, kit: Kit, item: KitItem}} props */
function Renew({ desk, kit, item }) {
  if (item.newer_version === null) return null;
  const body = { question_ids: [item.question_id], expected_version: kit.version };
  const renew = () => report(call("POST", `/api/kits/${kit.id}/renew`, body).then(() => desk.readKits()), `${kit.name} asks version ${item.newer_version} now.`);
  return html`<button type="button" class="button button--small" onClick=${renew}>Update to version ${item.newer_version}</button>`;
}

/** @param {{desk: QuestionDesk, question: Question, free: Kit[]}} props */
function PutIn({ desk, question, free }) {
  const [chosen, setChosen] = useState("");
  const [name, setName] = useState("");
  const target = chosen || String(free[0]?.id ?? NEW);
  const put = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (target === NEW && !name.trim()) return;
    const kit = free.find((one) => String(one.id) === target);
    const work = kit ? extend(kit, question.id) : call("POST", "/api/kits", { job_id: question.job_id, name: name.trim(), questions: [{ question_id: question.id }] });
    if (await report(work.then(() => desk.readKits()), "It is in the kit.")) setName("");
  };
  return html`<form class="row" onSubmit=${put}>
    <label class="hidden" for="kit">Kit</label>
    <select id="kit" class="input input--small kit-choice" value=${target} onChange=${(/** @type {{currentTarget: HTMLSelectElement}} */ event) => setChosen(event.currentTarget.value)}>
      ${free.map((kit) => html`<option key=${kit.id} value=${String(kit.id)} selected=${target === String(kit.id)}>${kit.name}</option>`)}
      <option value=${NEW} selected=${target === NEW}>New kit…</option>
    </select>
    ${target === NEW && html`<label class="hidden" for="kit-name">Name of the new kit</label>
      <input id="kit-name" class="input input--small kit-choice" maxlength="100" placeholder="Name of the new kit" value=${name} onInput=${(/** @type {{currentTarget: HTMLInputElement}} */ event) => setName(event.currentTarget.value)} />`}
    <button class="button button--small">Put into the kit</button>
  </form>`;
}

/** @param {{desk: QuestionDesk, open: boolean, onClose: () => void}} props */
export function KitsDialog({ desk, open, onClose }) {
  const kits = desk.kits.value;
  return html`<${Dialog} open=${open} title="Interview kits" onClose=${onClose}>
    ${kits.length === 0 && html`<p class="soft">This job has no kit yet. Open an approved question and put it into a new one.</p>`}
    <ul class="stack">${kits.map((kit) => html`<li key=${kit.id} class="stack stack--tight">
      <h3>${kit.name} <span class="small soft">${plural(kit.questions.length, "question")}</span></h3>
      <ol class="kit-items">${kit.questions.map((item) => html`<li key=${item.question_id} class="kit-item">
        <span>${item.question_text}${!item.is_approved && html` <span class="badge badge--bad">Not approved any more</span>`}</span>
        <span class="row"><${Renew} desk=${desk} kit=${kit} item=${item} />
          ${kit.questions.length > 1 && html`<button type="button" class="link small" onClick=${() => takeOut(desk, kit, item)}>Take out<span class="hidden"> ${item.question_text}</span></button>`}</span>
      </li>`)}</ol>
    </li>`)}</ul>
  <//>`;
}

/** @param {Kit} kit @param {number} questionId */
const itemOf = (kit, questionId) => kit.questions.find((item) => item.question_id === questionId);

/** @param {Kit} kit */
const asSent = (kit) => kit.questions.map(({ question_id, time_limit_s, competency }) => ({ question_id, time_limit_s, competency }));

/** @param {Kit} kit @param {number} questionId */
function extend(kit, questionId) {
  const questions = [...asSent(kit), { question_id: questionId }];
  return call("PATCH", `/api/kits/${kit.id}`, { questions, expected_version: kit.version });
}

/** @param {QuestionDesk} desk @param {Kit} kit @param {KitItem} item */
function takeOut(desk, kit, item) {
  const questions = asSent(kit).filter((one) => one.question_id !== item.question_id);
  const body = { questions, expected_version: kit.version };
  const run = () => void report(call("PATCH", `/api/kits/${kit.id}`, body, true).then(() => desk.readKits()));
  undoable(`Taking it out of ${kit.name}.`, UNDO_S, run, { leaving: true });
}
