/**
 * What a complete answer says, lighting up as it is said.
 * @import {KeyPointStatus} from "../types.js"
 * @import {Desk} from "./desk.js"
 */
import { html } from "../lib/html.js";

/** @type {Record<KeyPointStatus, [string, string]>} */
const STATES = {
  covered: ["✓", "covered"],
  partial: ["◐", "partly said"],
  missing: ["○", "not said"],
  contradicted: ["✕", "contradicted"],
};

/** @param {{desk: Desk}} props */
export function KeyPoints({ desk }) {
  const question = desk.shown.value;
  const list = question ? desk.keyPoints(question) : [];
  const asked = question !== null && question.status !== "waiting";
  const covered = list.filter((point) => point.status === "covered").length;
  return html`<section class="panel" aria-labelledby="points-title">
    <header class="panel__head">
      <h2 id="points-title">Key points</h2>
      ${asked && list.length > 0 && html`<span class="small soft digits">${covered} of ${list.length}</span>`}
    </header>
    ${list.length === 0 && html`<p class="soft small">This question has no key points.</p>`}
    <ul class="points">
      ${list.map(({ id, text, status }) => {
        const [sign, words] = STATES[status];
        const point = () => (desk.pointed.value = id);
        const leave = () => (desk.pointed.value = null);
        return html`<li key=${id}>
          <button type="button" class="point point--${status} ${desk.pointed.value === id ? "point--lit" : ""}"
            onMouseEnter=${point} onMouseLeave=${leave} onFocus=${point} onBlur=${leave} onClick=${showQuote}>
            <span class="point__sign" aria-hidden="true">${sign}</span>
            <span>${text}${asked && html`<span class="hidden">:</span> <span class="point__state small">${words}</span>`}</span>
          </button>
        </li>`;
      })}
    </ul>
  </section>`;
}

function showQuote() {
  document.querySelector(".quote--lit")?.scrollIntoView({ block: "center", behavior: "smooth" });
}
