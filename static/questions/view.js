/**
 * One question as it is read: its words, where it comes from and what can be done with it.
 * @import {Content, Question} from "./types.js"
 * @import {QuestionDesk} from "./desk.js"
 */
import { duration, plural } from "../lib/format.js";
import { html } from "../lib/html.js";
import { Empty, Loading } from "../lib/parts.js";
import { Comments } from "./comments.js";
import { Editor } from "./editor.js";
import { FiguresCard } from "./figures.js";
import { History } from "./history.js";
import { QuestionKits } from "./kits.js";
import { Review } from "./review.js";
import { StateBadge, provenance, titled } from "./words.js";

/** @param {{desk: QuestionDesk}} props */
export function QuestionPane({ desk }) {
  const question = desk.question.value;
  if (desk.writing.value === "new" && !desk.shelf.hasJobs.value) return html`<${Loading} label="Looking for jobs" />`;
  if (desk.writing.value === "new") return html`<${Editor} key="new" desk=${desk} question=${null} />`;
  if (desk.picked.value === null) {
    return html`<${Empty} title="Pick a question"><p>Its model answer, history and figures are shown here. <kbd>J</kbd> and <kbd>K</kbd> go through the list, <kbd>?</kbd> names all keys.</p><//>`;
  }
  if (desk.failure.value) {
    return html`<${Empty} title="The question cannot be shown"><p>${desk.failure.value.message}</p>
      <button type="button" class="button" onClick=${() => void desk.pick(desk.picked.value)}>Try again</button><//>`;
  }
  if (!question) return html`<${Loading} label="Opening the question" />`;
  if (desk.writing.value === "edit") return html`<${Editor} key=${question.id} desk=${desk} question=${question} />`;
  return html`<div class="stack">
    <${Words} desk=${desk} question=${question} />
    <${Review} key=${`review-${question.id}`} desk=${desk} question=${question} />
    <${QuestionKits} key=${`kits-${question.id}`} desk=${desk} question=${question} />
    <${FiguresCard} desk=${desk} />
    <${History} key=${`history-${question.id}-${question.newest_version}`} desk=${desk} />
    <${Comments} key=${`comments-${question.id}`} desk=${desk} question=${question} />
  </div>`;
}

/** @param {{desk: QuestionDesk, question: Question}} props */
function Words({ desk, question }) {
  const shown = question.draft ?? question;
  const job = desk.shelf.job(question.job_id);
  const newest = desk.versions.value[0];
  const { source, prompt } = question.draft ?? question;
  return html`<article class="card stack" aria-labelledby="question-title">
    <div class="row">
      <${StateBadge} state=${question.state} />
      ${question.draft && question.is_approved && html`<span class="badge badge--good">Version ${question.version} stays in use</span>`}
      <span class="small soft">Version ${question.newest_version}${job ? `, ${job.title}` : ""}</span>
    </div>
    <h2 id="question-title" class="question-title">${shown.question_text}</h2>
    <p class="row small soft">
      <span>${titled(shown.question_type)}</span><span>${titled(shown.difficulty_level)}</span>
      <span>${shown.time_limit_s ? `${duration(shown.time_limit_s)} minutes` : "No time limit"}</span>
    </p>
    ${shown.skills_tested.length > 0 && html`<ul class="row tags" aria-label="Skills">${shown.skills_tested.map((skill) => html`<li key=${skill} class="badge">${skill}</li>`)}</ul>`}
    ${question.warnings.length > 0 && html`<ul class="hints" aria-label="Hints">${question.warnings.map((one) => html`<li key=${one.kind + one.words}>
      ${one.words && html`<mark class="flagged">${one.words}</mark> `}${one.message}</li>`)}</ul>`}
    <${Answer} content=${shown} />
    ${shown.why_asked && html`<div><h3>Why it is asked</h3><p class="prose">${shown.why_asked}</p></div>`}
    <p class="small soft" data-testid="provenance">${provenance(source, prompt)}${newest?.author ? `, ${newest.author}` : ""}</p>
  </article>`;
}

/** @param {{content: Content}} props */
function Answer({ content }) {
  const whole = content.key_points.reduce((sum, { weight = 1 }) => sum + weight, 0);
  return html`<div><h3>Model answer</h3>
      ${content.gold_standard_answer ? html`<p class="prose">${content.gold_standard_answer}</p>` : html`<p class="soft">There is none, so answers cannot be scored well.</p>`}</div>
    ${content.key_points.length > 0 && html`<div><h3>Key points</h3><ul class="key-points">${content.key_points.map(({ id, text, weight = 1 }) => html`<li key=${id}>
      <span>${text}</span><span class="small soft digits" title="Share of the score">${Math.round((100 * weight) / whole)} %</span></li>`)}</ul></div>`}
    ${content.rubric.length > 0 && html`<details><summary>Rubric, ${plural(content.rubric.length, "level")}</summary>
      <dl class="rubric">${content.rubric.map(({ level, name, text }) => html`<div key=${level}><dt>${level} ${name}</dt><dd>${text}</dd></div>`)}</dl></details>`}`;
}
