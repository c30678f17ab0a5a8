/**
 * The questions that a job asks of its applicants.
 * @import {FormQuestion} from "../types.js"
 */
import { html } from "../lib/html.js";
import { answerOf } from "./values.js";

/** @typedef {{question: FormQuestion, answer: any, error?: string | undefined, onAnswer: (answer: any) => void}} QuestionProps */

/** @param {QuestionProps} props */
export function Question(props) {
  const { question } = props;
  const grouped = ["yes_no", "choice", "several_choices"].includes(question.kind);
  return grouped ? html`<${Choices} ...${props} />` : html`<${Written} ...${props} />`;
}

/** The id of a question's field in the page. @param {string} id */
export const fieldOf = (id) => `answers.${id}`;

/** @param {QuestionProps} props */
function Written({ question, answer, error, onAnswer }) {
  const id = fieldOf(question.id);
  const about = [question.help && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const typed = (/** @type {{currentTarget: HTMLInputElement | HTMLTextAreaElement}} */ event) => onAnswer(answerOf(question, event.currentTarget.value));
  const shared = { id, class: "input", required: question.required, "aria-invalid": error ? "true" : undefined, "aria-describedby": about || undefined, value: answer ?? "" };
  return html`<div class="field">
    <label for=${id}>${question.label}<${Optional} question=${question} /></label>
    ${question.kind === "long_text"
      ? html`<textarea ...${shared} rows="4" maxlength="5000" onInput=${typed}></textarea>`
      : html`<input ...${shared} maxlength="200" inputmode=${question.kind === "number" ? "decimal" : undefined} onChange=${typed} />`}
    ${question.help && html`<span class="field__hint" id="${id}-hint">${question.help}</span>`}
    ${error && html`<span class="field__error" id="${id}-error">${error}</span>`}
  </div>`;
}

/** @param {QuestionProps} props */
function Choices({ question, answer, error, onAnswer }) {
  const id = fieldOf(question.id);
  const several = question.kind === "several_choices";
  const options = question.kind === "yes_no" ? YES_NO : question.options.map((option) => /** @type {const} */ ([option, option]));
  const chosen = (/** @type {any} */ value) => (several ? (answer ?? []).includes(value) : answer === value);
  const pick = (/** @type {any} */ value) => {
    if (!several) return onAnswer(value);
    const before = /** @type {any[]} */ (answer ?? []);
    const after = before.includes(value) ? before.filter((one) => one !== value) : [...before, value];
    onAnswer(after.length ? after : undefined);
  };
  const about = [question.help && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return html`<fieldset aria-describedby=${about || undefined}>
    <legend class="label">${question.label}<${Optional} question=${question} /></legend>
    ${question.help && html`<p class="field__hint spaced" id="${id}-hint">${question.help}</p>`}
    <div class="options">
      ${options.map(([label, value], place) => html`<label key=${label} class="choice">
        <input id=${place === 0 ? id : undefined} type=${several ? "checkbox" : "radio"} name=${id} checked=${chosen(value)} onChange=${() => pick(value)} />
        <span>${label}</span>
      </label>`)}
    </div>
    ${error && html`<span class="field__error" id="${id}-error">${error}</span>`}
  </fieldset>`;
}

const YES_NO = /** @type {const} */ ([["Yes", true], ["No", false]]);

/** @param {{question: FormQuestion}} props */
function Optional({ question }) {
  return question.required ? null : html` <span class="soft optional">(optional)</span>`;
}
