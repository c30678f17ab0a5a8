/**
 * What can be done next with a question, and by whom.
 * @import {Question} from "./types.js"
 * @import {QuestionDesk} from "./desk.js"
 */
import { useState } from "preact/hooks";
import { html } from "../lib/html.js";

/** @param {{desk: QuestionDesk, question: Question}} props */
export function Review({ desk, question }) {
  const can = new Set(question.possible);
  const decidable = can.has("approve") || can.has("reject");
  return html`<section class="card stack" aria-labelledby="review-title">
    <h2 id="review-title">Next step</h2>
    ${decidable && html`<${Decide} desk=${desk} question=${question} />`}
    <div class="row">
      ${can.has("submit") && html`<button type="button" class="button ${desk.reviews ? "" : "button--primary"}" onClick=${() => desk.submit()}>Hand in for review</button>`}
      ${can.has("edit") && html`<button type="button" class="button" aria-keyshortcuts="e" onClick=${() => (desk.writing.value = "edit")}>Edit <kbd aria-hidden="true">E</kbd></button>`}
      ${can.has("restore") && html`<button type="button" class="button button--primary" onClick=${() => desk.restore()}>Restore</button>`}
      ${can.has("retire") && html`<button type="button" class="button button--plain" onClick=${() => desk.retire()}>Retire</button>`}
      <button type="button" class="button button--plain button--danger" onClick=${() => desk.remove()}>Delete</button>
    </div>
  </section>`;
}

/** @param {{desk: QuestionDesk, question: Question}} props */
function Decide({ desk, question }) {
  const [comment, setComment] = useState("");
  const why = refusal(desk, question);
  const decide = (/** @type {"approve" | "reject"} */ decision) => {
    if (why) return;
    desk.decide(decision, [question.id], comment.trim());
    setComment("");
  };
  if (!desk.reviews) {
    return html`<p class="soft">${question.state === "approved" ? "An expert approved it." : "An expert who did not write it decides whether it is asked."}</p>`;
  }
  return html`<div class="stack stack--tight">
    ${why && html`<p id="own-reason" class="banner">${why}</p>`}
    <label class="label" for="review-comment">Comment on your decision</label>
    <textarea id="review-comment" class="input" rows="2" maxlength="2000" disabled=${Boolean(why)} value=${comment}
      onInput=${(/** @type {{currentTarget: HTMLTextAreaElement}} */ event) => setComment(event.currentTarget.value)}></textarea>
    <div class="row">
      ${question.possible.includes("approve") && html`<button type="button" id="approve" class="button button--primary" aria-keyshortcuts="a"
        aria-disabled=${why ? "true" : undefined} aria-describedby=${why ? "own-reason" : undefined} onClick=${() => decide("approve")}>Approve <kbd aria-hidden="true">A</kbd></button>`}
      ${question.possible.includes("reject") && html`<button type="button" id="reject" class="button" aria-keyshortcuts="r"
        aria-disabled=${why ? "true" : undefined} aria-describedby=${why ? "own-reason" : undefined} onClick=${() => decide("reject")}>Reject <kbd aria-hidden="true">R</kbd></button>`}
    </div>
  </div>`;
}

/** Why the reader cannot decide on it, or nothing. @param {QuestionDesk} desk @param {Question} question */
function refusal(desk, question) {
  if (!desk.reviews) return "An expert decides on questions.";
  return question.own ? "You wrote part of what awaits review, so another expert decides on it." : "";
}
