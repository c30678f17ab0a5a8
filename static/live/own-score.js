/**
 * A person's score beside the computer's, with the reason for it.
 * @import {DimensionName, QuestionState} from "../types.js"
 * @import {Desk} from "./desk.js"
 */
import { points } from "../lib/format.js";
import { html } from "../lib/html.js";
import { useKept } from "../lib/kept.js";
import { who } from "./who.js";

const CHOICES = ["overall", "relevance", "completeness", "accuracy", "clarity"];

/** @param {{desk: Desk, question: QuestionState}} props */
export function OwnScore({ desk, question }) {
  const [reason, setReason] = useKept(`reason.${desk.sessionId}.${question.question_id}`);
  const answer = question.answer;
  if (!answer || question.status === "waiting") return null;
  const overall = answer.overrides.filter((one) => one.dimension === "overall");
  const save = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const data = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget));
    const dimension = /** @type {DimensionName | "overall"} */ (data.get("dimension"));
    const own = { answer_id: answer.answer_id, dimension, value: Number(data.get("value")), reason: reason.trim() };
    if (own.reason && (await desk.override(own))) setReason("");
  };
  return html`<div class="stack stack--tight">
    ${overall.map((own) => html`<p class="small" key=${own.at}><strong class="digits">${points(own.value)}</strong> by ${who(own.by)}: ${own.reason}</p>`)}
    <details class="own-score">
      <summary>Add your own score</summary>
      <form class="stack stack--tight" onSubmit=${save}>
        <div class="row own-score__row">
          <select name="dimension" class="input input--small" aria-label="What you score">
            ${CHOICES.map((choice) => html`<option value=${choice}>${choice}</option>`)}
          </select>
          <input name="value" class="input input--small" type="number" min="0" max="10" step="0.1" required aria-label="Your score, 0 to 10" placeholder="0–10" />
        </div>
        <input class="input input--small" required maxlength="2000" aria-label="Reason" placeholder="Why?" value=${reason}
          onInput=${(/** @type {{currentTarget: HTMLInputElement}} */ event) => setReason(event.currentTarget.value)} />
        <div><button class="button button--small">Save</button></div>
      </form>
    </details>
  </div>`;
}
