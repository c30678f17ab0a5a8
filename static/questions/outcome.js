/**
 * What became of each question that was decided on together.
 * @import {QuestionDesk} from "./desk.js"
 */
import { plural } from "../lib/format.js";
import { Dialog } from "../lib/dialog.js";
import { html } from "../lib/html.js";

/** @param {{desk: QuestionDesk}} props */
export function OutcomeDialog({ desk }) {
  const outcome = desk.outcome.value;
  const close = () => (desk.outcome.value = null);
  const done = outcome?.decision === "approve" ? "approved" : "rejected";
  return html`<${Dialog} open=${outcome !== null} title="What became of them" onClose=${close}>
    <p>${plural(outcome?.questions.length ?? 0, "question")} ${done}, ${outcome?.refused.length ?? 0} not.</p>
    <ul class="outcomes">${outcome?.asked.map((id) => {
      const refused = outcome.refused.find((one) => one.id === id);
      const text = desk.shelf.page.value?.items.find((one) => one.id === id)?.question_text ?? `Question ${id}`;
      return html`<li key=${id} class="outcome"><span class="badge ${refused ? "badge--bad" : "badge--good"}">${refused ? `Not ${done}` : done}</span>
        <span>${text}${refused && html`<span class="outcome__why small">${refused.message}</span>`}</span></li>`;
    })}</ul>
  <//>`;
}
