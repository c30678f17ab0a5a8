/**
 * The questions that were found, a row each, with what can be done with many at once.
 * @import {Question} from "./types.js"
 * @import {QuestionDesk} from "./desk.js"
 */
import { useState } from "preact/hooks";
import { count, plural } from "../lib/format.js";
import { html } from "../lib/html.js";
import { report } from "../lib/notices.js";
import { Empty, Loading } from "../lib/parts.js";
import { narrows } from "./filter.js";
import { StateBadge, titled } from "./words.js";

/** @param {{desk: QuestionDesk, onGenerate: () => void}} props */
export function QuestionList({ desk, onGenerate }) {
  const { page, failure } = desk.shelf;
  const held = page.value;
  if (failure.value) {
    return html`<${Empty} title="The questions cannot be shown">
      <p>${failure.value.message}</p>
      <button type="button" class="button" onClick=${() => void desk.shelf.load()}>Try again</button>
    <//>`;
  }
  if (!held) return html`<${Loading} label="Looking for questions" />`;
  if (held.items.length === 0) return html`<${Nothing} desk=${desk} onGenerate=${onGenerate} />`;
  return html`<div class="stack stack--tight">
    ${desk.reviews && html`<${Bulk} desk=${desk} />`}
    <ul class="question-rows" aria-label="Questions">${held.items.map((one) => html`<${Row} key=${one.id} desk=${desk} question=${one} />`)}</ul>
    <div class="row row--apart small soft">
      <span>${count(held.items.length)} of ${plural(held.total, "question")}</span>
      ${held.next_cursor && html`<button type="button" class="button button--small" onClick=${() => report(desk.shelf.more())}>Show more</button>`}
    </div>
  </div>`;
}

/** @param {{desk: QuestionDesk, onGenerate: () => void}} props */
function Nothing({ desk, onGenerate }) {
  const { filter } = desk.shelf;
  if (narrows(filter.value) || filter.value.state) {
    return html`<${Empty} title="No question fits">
      <p>Look for less, or in another state.</p>
      <button type="button" class="button" onClick=${() => void desk.shelf.look({ job_id: "", state: "", type: "", difficulty: "", skill: "", q: "" })}>Show all questions</button>
    <//>`;
  }
  return html`<${Empty} title="No questions yet">
    <p>Let some be drafted for a job, or write one. An expert who did not write it approves it before it is asked.</p>
    <button type="button" class="button button--primary" onClick=${onGenerate}>Generate questions</button>
  <//>`;
}

/** @param {{desk: QuestionDesk, question: Question}} props */
function Row({ desk, question }) {
  const shown = question.draft ?? question;
  const picked = desk.picked.value === question.id;
  const open = () => {
    void desk.pick(question.id);
    document.getElementById("question")?.focus({ preventScroll: true });
  };
  return html`<li class="question-row ${picked ? "question-row--picked" : ""}">
    ${desk.reviews && html`<label class="question-row__check"><input type="checkbox" checked=${desk.shelf.selected.value.has(question.id)}
      onChange=${() => desk.shelf.toggle(question.id)} /><span class="hidden">Select: ${shown.question_text}</span></label>`}
    <div class="question-row__what">
      <button type="button" class="question-row__open" id="row-${question.id}" aria-current=${picked ? "true" : undefined} onClick=${open}>${shown.question_text}</button>
      <div class="question-row__facts small soft">
        <${StateBadge} state=${question.state} />
        ${question.is_approved && question.draft && html`<span class="badge badge--good">Version ${question.version} in use</span>`}
        <span>${titled(shown.question_type)}, ${shown.difficulty_level}</span>
        <span>${shown.skills_tested.slice(0, 3).join(", ")}</span>
        ${question.warnings.length > 0 && html`<span class="warned">${plural(question.warnings.length, "hint")}</span>`}
      </div>
    </div>
  </li>`;
}

/** @param {{desk: QuestionDesk}} props */
function Bulk({ desk }) {
  const [comment, setComment] = useState("");
  const chosen = [...desk.shelf.selected.value];
  const items = desk.shelf.page.value?.items ?? [];
  const all = items.length > 0 && chosen.length === items.length;
  const every = () => (desk.shelf.selected.value = all ? new Set() : new Set(items.slice(0, 100).map(({ id }) => id)));
  const decide = (/** @type {"approve" | "reject"} */ decision) => {
    desk.decide(decision, chosen, comment.trim());
    setComment("");
  };
  return html`<div class="bulk">
    <label class="bulk__all small"><input type="checkbox" checked=${all} indeterminate=${chosen.length > 0 && !all} onChange=${every} />
      ${chosen.length ? `${plural(chosen.length, "question")} selected` : "Select all shown"}</label>
    ${chosen.length > 0 && html`<label class="hidden" for="bulk-comment">Comment for all</label>
      <input id="bulk-comment" class="input input--small" maxlength="2000" placeholder="Comment for all (optional)" value=${comment}
        onInput=${(/** @type {{currentTarget: HTMLInputElement}} */ event) => setComment(event.currentTarget.value)} />
      <button type="button" class="button button--small button--primary" onClick=${() => decide("approve")}>Approve selected</button>
      <button type="button" class="button button--small" onClick=${() => decide("reject")}>Reject selected</button>`}
  </div>`;
}
